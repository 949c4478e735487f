/** Every text that the window uses exists in both languages, alike, and none of its own texts is left unused. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FluentResource } from '@fluent/bundle';
import { expect, test } from 'vitest';

import { STEPS } from '../../src/job/journey.svelte';
import { FIELDS } from '../../src/words/fields';

const locales = join(import.meta.dirname, '../../../locales');
const source = join(import.meta.dirname, '../../src');

interface Shape {
  attributes: string[];
  variables: string[];
}

function messages(language: string, file: string): Map<string, Shape> {
  const resource = new FluentResource(readFileSync(join(locales, language, file), 'utf8'));
  return new Map(
    resource.body.map((message) => {
      const text = JSON.stringify(message);
      const variables = new Set([...text.matchAll(/"type":"var","name":"([^"]+)"/g)].map((m) => m[1] ?? ''));
      return [message.id, { attributes: Object.keys(message.attributes).sort(), variables: [...variables].sort() }];
    }),
  );
}

const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(svelte|ts)$/.test(path) && !path.startsWith('bindings') && !path.includes('demo'))
  .map((path) => readFileSync(join(source, path), 'utf8'))
  .join('\n');

const files = readdirSync(join(locales, 'en')).filter((file) => file.endsWith('.ftl'));
const own = ['window.ftl', 'guide.ftl'];
const all = new Set(files.flatMap((file) => [...messages('en', file).keys()]));

/** `t('id')`, ids kept as data, and what stands before the blank of a composed id. */
const literal = new Set([...code.matchAll(/['"`]([a-z][a-z0-9]*(?:-[a-z0-9]+)*)['"`]/g)].map((m) => m[1] ?? ''));
const called = [...code.matchAll(/\bt\(\s*'([^']+)'/g)].map((m) => m[1] ?? '');
const composed = [...code.matchAll(/`([a-z][a-z0-9-]*-)\$\{/g)].map((m) => m[1] ?? '');

/** The words that composed ids end in, from the contract with the program. */
const VARIANTS: Record<string, readonly string[]> = {
  'step-': STEPS,
  'stage-': ['connect', 'login', 'read', 'write', 'authorise', 'save', 'verify', 'logout'],
  'standing-': ['unfinished', 'needs-authorisation', 'unknown', 'unreachable', 'no-oauth', 'set-up'],
  'code-origin-': ['printer', 'app'],
  'cloud-': ['global', 'us-government', 'china'],
  'line-outcome-': ['ok', 'warning', 'failed', 'skipped', 'running'],
  'mail-phase-': [
    'connect',
    'greeting',
    'start-tls',
    'certificate',
    'ehlo',
    'auth-offered',
    'auth',
    'mail-from',
    'rcpt-to',
    'data',
  ],
  'preflight-': ['tenant', 'sign-in-host', 'clock', 'smtp-connect', 'smtp-certificate', 'smtp-xoauth2', 'address-form'],
  'field-': [...FIELDS.map((field) => field.replaceAll('_', '-')), 'authorised'],
  'value-': ['password', 'oauth2', 'off', 'ssl', 'starttls'],
  'preflight-is-': ['running', 'ok', 'warning', 'failed'],
  'tab-': ['general', 'microsoft', 'remembered', 'support'],
  'guide-part-': ['login', 'mail', 'authorise', 'sender', 'logout'],
  'recovery-': ['finish', 'finish-text', 'finish-run', 'restore', 'restore-text', 'restore-run'],
  'result-title-': ['done', 'unchanged', 'restored'],
  'result-lead-': ['done', 'unchanged', 'restored'],
  'result-report-': ['html', 'csv', 'json'],
  'registration-step-': ['portal', 'new', 'public', 'permission', 'ids'],
  'timeline-': ['now', 'end-2026', 'new-tenants', 'end-2027'].flatMap((date) => [date, `${date}-when`]),
  'browser-error-': ['code', 'account', 'approval', 'assigned', 'policy', 'two-step', 'other-app'].flatMap((name) => [
    name,
    `${name}-shown`,
  ]),
  'who-': ['you', 'printer-administrator', 'microsoft365-administrator', 'network-administrator', 'wait', 'developers'],
  'guide-step-': [
    'open',
    'login',
    'mail',
    'method',
    'smtp',
    'start',
    'microsoft',
    'finish',
    'check',
    'admin',
    'sender',
    'save',
    'logout',
  ],
};

test('every text called by name exists', () => {
  expect(called.filter((id) => !all.has(id))).toEqual([]);
  expect(called.length).toBeGreaterThan(100);
});

test('every composed text exists in all its variants', () => {
  const missing = Object.entries(VARIANTS).flatMap(([prefix, ends]) =>
    ends.map((end) => prefix + end).filter((id) => !all.has(id)),
  );
  expect(missing).toEqual([]);
});

test.each(own)('nothing in %s is left unused', (file) => {
  const unused = [...messages('en', file).keys()].filter(
    (id) => !literal.has(id) && !composed.some((prefix) => id.startsWith(prefix)),
  );
  expect(unused).toEqual([]);
});

test.each(own)('%s says the same in both languages', (file) => {
  const english = messages('en', file);
  const japanese = messages('ja', file);
  expect([...japanese.keys()]).toEqual([...english.keys()]);
  for (const [id, shape] of english) expect(japanese.get(id), id).toEqual(shape);
});

test.each(own)('%s is written in Japanese where it is Japanese', (file) => {
  const text = readFileSync(join(locales, 'ja', file), 'utf8');
  const foreign = new Set(['app-name']);
  const untranslated = new FluentResource(text).body
    .filter(
      (m) =>
        !foreign.has(m.id) &&
        typeof m.value === 'string' &&
        !/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(m.value),
    )
    .map((m) => m.id);
  expect(untranslated).toEqual([]);
});
