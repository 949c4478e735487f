/** What goes differently in each scene. */
import type { CertificateStanding } from '../../bindings/CertificateStanding';
import type { MailSettings } from '../../bindings/MailSettings';

export interface Scene {
  printers: 'some' | 'many' | 'none' | 'blocked';
  certificate: CertificateStanding;
  registered: boolean;
  unfinished: boolean;
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
  empty: { printers: 'none' },
  blocked: { printers: 'blocked' },
  many: { printers: 'many' },
  unfinished: { unfinished: true },
  unreachable: { look: 'printer.unreachable' },
  changed: { certificate: 'changed' },
  http: { certificate: 'none' },
  rejected: { login: 'printer.login_rejected' },
  'no-oauth': { settings: { oauth2_offered: false } },
  'not-yet': { notYet: 1 },
  expired: { codeLife: 0 },
  declined: { codeFails: 'printer.authorization_declined' },
  candidates: { candidates: true, refusedLink: 'https://microsoft.com.example/devicelogin' },
  unrecognised: { onboard: 'printer.field_not_found', detail: 'SMTP サーバー名' },
  outdated: { onboard: 'local.preview_outdated' },
  unregistered: { registered: false },
  'test-fails': { testFails: 'mail.smtp_auth_disabled' },
  slow: { pace: 4000 },
  'set-up': {
    certificate: 'trusted',
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
