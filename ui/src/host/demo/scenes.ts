/** What goes differently in each scene. */
import type { CertificateStanding } from '../../bindings/CertificateStanding';
import type { MailSettings } from '../../bindings/MailSettings';

export interface Scene {
  printers: 'some' | 'several' | 'many' | 'none' | 'blocked';
  certificate: CertificateStanding;
  registered: boolean;
  unfinished: boolean;
  /** There was an earlier job that can be taken back. */
  restorable: boolean;
  /** Something is remembered on this computer. */
  remembers: boolean;
  /** Problem codes, where something fails. */
  look: string | null;
  login: string | null;
  onboard: string | null;
  codeFails: string | null;
  testFails: string | null;
  detail?: string;
  /** How often the printer says "not yet". */
  notYet: number;
  codeLife: number;
  candidates: boolean;
  refusedLink: string | null;
  settings: Partial<MailSettings>;
  /** Milliseconds of each step, and until Microsoft answers the program's own sign-in. */
  pace: number;
  signInAfter: number;
}

const plain: Scene = {
  printers: 'some',
  certificate: 'unknown',
  registered: true,
  unfinished: false,
  restorable: false,
  remembers: false,
  look: null,
  login: null,
  onboard: null,
  codeFails: null,
  testFails: null,
  notYet: 0,
  codeLife: 900,
  candidates: false,
  refusedLink: null,
  settings: {},
  pace: 60,
  signInAfter: 2500,
};

export const SCENES: Record<string, Partial<Scene>> & { plain: Scene } = {
  plain,
  'has-mailbox': { settings: { auth_address: 'scan@example.com' } },
  empty: { printers: 'none' },
  blocked: { printers: 'blocked' },
  several: { printers: 'several' },
  many: { printers: 'many' },
  unfinished: { unfinished: true },
  remembers: { remembers: true },
  'policy-blocks': { codeFails: 'microsoft.device_code_blocked' },
  unreachable: { look: 'printer.unreachable' },
  changed: { certificate: 'changed' },
  http: { certificate: 'none' },
  rejected: { login: 'printer.login_rejected' },
  'no-oauth': { settings: { oauth2_offered: false } },
  'not-yet': { notYet: 1 },
  expired: { codeLife: 0 },
  declined: { codeFails: 'printer.authorization_declined' },
  candidates: { candidates: true, refusedLink: 'https://microsoft.com.example/devicelogin' },
  unrecognised: { onboard: 'printer.field_not_found' },
  outdated: { onboard: 'local.preview_outdated' },
  unregistered: { registered: false },
  'test-fails': { testFails: 'mail.smtp_auth_disabled' },
  slow: { pace: 4000 },
  patient: { signInAfter: 600_000 },
  'set-up': {
    certificate: 'trusted',
    restorable: true,
    settings: {
      sending_method: 'oauth2',
      smtp_port: 587,
      smtp_tls: 'starttls',
      imap4_port: 993,
      auth_address: 'scan@example.com',
      auth_user_name: 'scan@example.com',
      admin_address: 'scan@example.com',
      auto_sender: true,
      authorised: true,
    },
  },
};
