/** The fields of the e-mail page and their values, in words. */
import type { Field } from '../bindings/Field';
import type { MailSettings } from '../bindings/MailSettings';
import type { Value } from '../bindings/Value';
import { t } from './words.svelte';

/** In the order of the printer's page. */
export const FIELDS: readonly Field[] = [
  'sending_method',
  'smtp_server',
  'smtp_port',
  'smtp_tls',
  'smtp_auth',
  'auth_address',
  'auth_user_name',
  'imap4_port',
  'admin_address',
  'auto_sender',
];

export const fieldName = (field: Field): string => t(`field-${field.replaceAll('_', '-')}`);

export function valueOf(settings: MailSettings, field: Field): Value | null {
  return settings[field];
}

const CHOICES: ReadonlySet<string> = new Set(['password', 'oauth2', 'off', 'ssl', 'starttls']);

export function valueText(field: Field, value: Value | null): string {
  if (value === null) return t('value-not-shown');
  if (typeof value === 'boolean') return value ? t('value-yes') : t('value-no');
  const choice = field === 'sending_method' || field === 'smtp_tls';
  if (choice && typeof value === 'string' && CHOICES.has(value)) return t(`value-${value}`);
  return value === '' ? t('value-empty') : String(value);
}
