/** The scripted host's printers, settings and problems. */
import type { MailSettings } from '../../bindings/MailSettings';
import type { Printer } from '../../bindings/Printer';
import type { Problem } from '../../bindings/Problem';

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
