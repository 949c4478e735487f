/** `SHA256:` and 64 digits, in groups that an eye can compare. */
export function fingerprintGroups(fingerprint: string): string[] {
  return fingerprint.replace(/^SHA256:/i, '').match(/.{1,4}/g) ?? [];
}
