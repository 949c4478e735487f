/**
 * What a person types into an address field, before the program sees it. The program checks again and has the last
 * word; this only spares the person a round trip, and shows what an input method changed.
 */

/** Full-width letters, digits, `＠` and `．` made plain; surrounding space goes. The same rule as the program's. */
export function plain(typed: string): string {
  return typed.trim().normalize('NFKC').replaceAll('。', '.');
}

/** What was repaired, or `null` where nothing but surrounding space changed. */
export function repair(typed: string): { from: string; to: string } | null {
  const to = plain(typed);
  const from = typed.trim();
  return from === to ? null : { from, to };
}

const local = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

export function isMailAddress(typed: string): boolean {
  const text = plain(typed);
  const at = text.lastIndexOf('@');
  if (at < 1 || at > 64) return false;
  const domain = text.slice(at + 1);
  const labels = domain.split('.');
  return (
    local.test(text.slice(0, at)) && domain.length <= 253 && labels.length > 1 && labels.every((l) => label.test(l))
  );
}

export function sameMailbox(a: string, b: string): boolean {
  return plain(a).toLowerCase() === plain(b).toLowerCase();
}
