/** Which request to the Microsoft 365 administrator belongs to which problem. */
import type { RequestKind } from '../bindings/RequestKind';

const KINDS: Readonly<Record<string, RequestKind>> = {
  'microsoft.device_code_blocked': 'device-code-policy',
  'microsoft.device_code_blocked_later': 'device-code-policy',
  'microsoft.managed_device_needed': 'device-code-policy',
  'microsoft.sign_in_frequency': 'device-code-policy',
  'microsoft.consent_needed': 'consent',
  'microsoft.approval_needed': 'consent',
  'microsoft.not_assigned': 'consent',
  'mail.smtp_auth_disabled': 'smtp-auth',
  'mail.smtp_auth_disabled_for_mailbox': 'smtp-auth',
  'mail.mailbox_refused': 'licence',
  'mail.licence_throttled': 'licence',
};

export const requestFor = (code: string): RequestKind | null => KINDS[code] ?? null;
