import { describe, expect, test } from 'vitest';

import { isMailAddress, plain, repair, sameMailbox } from '../../src/job/address';
import { fingerprintGroups } from '../../src/job/fingerprint';
import { readRegistration } from '../../src/job/registration';
import { phrases } from '../../src/words/phrases';

describe('addresses', () => {
  test('full-width input is made plain, and the repair is told', () => {
    expect(plain(' ｓｃａｎ＠ｃｏｎｔｏｓｏ．ｃｏｍ ')).toBe('scan@contoso.com');
    expect(repair('ｓｃａｎ＠contoso。com')).toEqual({ from: 'ｓｃａｎ＠contoso。com', to: 'scan@contoso.com' });
    expect(repair('  scan@contoso.com ')).toBeNull();
  });

  // The same list as the program's own test: both must draw the line at the same place.
  test.each(['', 'scan', '@contoso.com', 'scan@', 'scan@contoso', 'a b@contoso.com', 'a..b@contoso.com'])(
    '%j is not a mailbox',
    (bad) => expect(isMailAddress(bad)).toBe(false),
  );
  test.each(['.a@contoso.com', 'a@-contoso.com', 'scan@contoso..com', 'スキャン@contoso.com', 'a\r\nb@contoso.com'])(
    '%j is not a mailbox',
    (bad) => expect(isMailAddress(bad)).toBe(false),
  );
  test.each(['scan@contoso.com', 'first.last+x@mail.contoso.co.jp', "o'neil@a-b.example"])('%j is one', (good) =>
    expect(isMailAddress(good)).toBe(true),
  );

  test('mailboxes compare without case', () => {
    expect(sameMailbox('Scan@Contoso.com', 'scan@contoso.COM')).toBe(true);
    expect(sameMailbox('scan@contoso.com', 'scan2@contoso.com')).toBe(false);
  });
});

describe('the app registration', () => {
  const client = '5c1f2a7e-1111-4000-8000-000000000001';
  const tenant = '9d3e4b6a-2222-4000-8000-000000000002';

  test.each([
    ['English, application first', `Application (client) ID: ${client}\nDirectory (tenant) ID: ${tenant}`],
    ['English, tenant first', `Directory (tenant) ID\n${tenant}\nApplication (client) ID\n${client}`],
    ['Japanese', `アプリケーション (クライアント) ID\n: ${client}\nディレクトリ (テナント) ID\n: ${tenant}`],
    ['two bare IDs', `${client} ${tenant}`],
  ])('%s', (_, pasted) => expect(readRegistration(pasted)).toEqual({ clientId: client, tenant }));

  test('one alone leaves the other open', () => {
    expect(readRegistration(`テナント ID ${tenant}`)).toEqual({ clientId: null, tenant });
    expect(readRegistration(client.toUpperCase())).toEqual({ clientId: client, tenant: null });
  });

  test('a text without IDs is none', () => expect(readRegistration('hello')).toBeNull());
});

test('a fingerprint is grouped for the eye and complete', () => {
  const groups = fingerprintGroups(`SHA256:${'AB12'.repeat(16)}`);
  expect(groups).toHaveLength(16);
  expect(groups.join('')).toBe('AB12'.repeat(16));
});

test('Japanese headings break between phrases, and nothing is lost', () => {
  const text = 'どのプリンターを設定しますか？';
  const parts = phrases(text, 'ja');
  expect(parts.join('')).toBe(text);
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts.slice(1)) expect(part).not.toMatch(/^[をはがに、。？]/);
  expect(phrases('Which printer?', 'en')).toEqual(['Which printer?']);
});
