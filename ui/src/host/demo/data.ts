/** The scripted host's printers, settings and problems. */
import type { Language } from '../../bindings/Language';
import type { Letter } from '../../bindings/Letter';
import type { MailSettings } from '../../bindings/MailSettings';
import type { Printer } from '../../bindings/Printer';
import type { Problem } from '../../bindings/Problem';
import type { Remembered } from '../../bindings/Remembered';

export const FINGERPRINT = `SHA256:${'9F2C41D07AE8B365'.repeat(4)}`;
export const OLD_FINGERPRINT = `SHA256:${'03B7E95A6C1D48F2'.repeat(4)}`;

function printer(model: string, host: string, location: string, address: string, ricoh = true): Printer {
  return {
    id: host,
    address,
    identity: { model, serial: `3${host.slice(-6)}`, host_name: host, firmware: null, location, addresses: [address] },
    found_by: 'mdns',
    ricoh,
  };
}

export const PRINTERS = [
  printer('RICOH IM C3000', 'RNP002673A1B2C3', '2F 総務', '192.0.2.10'),
  printer('RICOH MP C4504', 'RNP58387904D5E6', '3F Sales', '192.0.2.11'),
  printer('RICOH IM C2500', 'RNP583879F70812', '', '192.0.2.12'),
  printer('LaserJet Office', 'NPI3A4B5C', 'Lobby', '192.0.2.40', false),
] as const satisfies readonly Printer[];

export function manyPrinters(count: number): Printer[] {
  return Array.from({ length: count }, (_, index) =>
    printer(
      `RICOH IM C${2000 + 500 * (index % 9)}`,
      `RNP${(0x100000 + index * 37).toString(16).toUpperCase()}`,
      `${1 + (index % 12)}F`,
      `198.51.${100 + Math.floor(index / 250)}.${1 + (index % 250)}`,
    ),
  );
}

export const SETTINGS: MailSettings = {
  sending_method: 'password',
  oauth2_offered: true,
  smtp_server: 'smtp.office365.com',
  smtp_port: 25,
  smtp_tls: 'off',
  smtp_auth: true,
  auth_address: '',
  auth_user_name: '',
  imap4_port: 143,
  admin_address: '',
  auto_sender: false,
  authorised: false,
  fixed: [],
};

export function problem(code: string, rest: Partial<Omit<Problem, 'code'>> = {}): Problem {
  return { code, detail: null, args: {}, who: 'you', retry: 'after_fix', ...rest };
}

export const REMEMBERED: Remembered = {
  pins: [
    { printer: '192.0.2.10:443', fingerprint: FINGERPRINT, first_seen: '2026-11-02' },
    { printer: '192.0.2.11:443', fingerprint: OLD_FINGERPRINT, first_seen: '2026-03-02' },
  ],
  passwords: [{ printer: '192.0.2.12:443', name: 'admin' }],
  sign_in: true,
};

export const LETTERS: Readonly<Record<Language, Letter>> = {
  en: {
    subject: 'Request: one exception for SENDER',
    body: 'Hello,\n\nour printers send scans by e-mail through Exchange Online. This concerns the one mailbox SENDER.\n\nWhat we ask for:\n1. Entra admin center → Sign-in logs: open the failed sign-in.\n2. In that policy, exclude this user. Nobody else.\n3. Allow it from SITE only.\n\nThank you very much.',
  },
  ja: {
    subject: 'ご依頼：SENDER の例外設定',
    body: 'お世話になっております。\n\n複合機から Exchange Online 経由でスキャンをメール送信しています。対象は SENDER のメールボックスだけです。\n\nお願いしたい設定：\n1. Entra 管理センターの［サインイン ログ］で、失敗したサインインを確認してください。\n2. 該当するポリシーから、このユーザーだけを除外してください。\n3. 許可する場所を SITE に限定してください。\n\nよろしくお願いいたします。',
  },
};
