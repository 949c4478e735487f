/**
 * Finds the application and the tenant in whatever was pasted from the registration's page: both lines at once, in
 * either language, or one ID alone.
 */
const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const tenantWord = /tenant|directory|テナント|ディレクトリ/gi;
const clientWord = /client|application|クライアント|アプリケーション/gi;

export interface Registration {
  clientId: string | null;
  tenant: string | null;
}

/** `null` where the text holds no ID at all. With two bare IDs the page's own order counts: application first. */
export function readRegistration(pasted: string): Registration | null {
  const text = pasted.normalize('NFKC');
  const found: Registration = { clientId: null, tenant: null };
  const bare: string[] = [];
  let from = 0;
  for (const match of text.matchAll(id)) {
    const before = text.slice(from, match.index);
    const value = match[0].toLowerCase();
    const tenant = lastIndex(before, tenantWord);
    const client = lastIndex(before, clientWord);
    if (tenant > client) found.tenant ??= value;
    else if (client > tenant) found.clientId ??= value;
    else bare.push(value);
    from = match.index + match[0].length;
  }
  for (const value of bare) {
    if (found.clientId === null) found.clientId = value;
    else found.tenant ??= value;
  }
  return found.clientId === null && found.tenant === null ? null : found;
}

function lastIndex(text: string, word: RegExp): number {
  return [...text.matchAll(word)].at(-1)?.index ?? -1;
}
