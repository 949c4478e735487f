/**
 * The whole job in the built pages, with the real core and the virtual office: what is asserted is what the office
 * holds in the end, not what the window says of it. `CHROMIUM` names another browser.
 */
import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';

import { coreStage, PATIENCE, SENDER } from './core';
import { at } from './scenes';
import { findings } from './stage';

const stage = coreStage();

/** Another generation, in English: other addresses, another way to save, another code screen. */
const MP_C4504 = {
  name: 'RICOH MP C4504',
  model: 'MP C4504',
  language: 'En',
  second_language: 'Ja',
  names: 'OldNewPairs',
  paths: 'Mail',
  submit: 'QuerySplit',
  fixed_rows: 'Text',
  not_yet: 'SameScreen',
  seed: 2,
};

test.each([
  ['ja', {}],
  ['en', MP_C4504],
] as const)('the whole job in %s', async (language, shape) => {
  const window = await stage.window(language, shape);
  const { page, desk, office } = window;
  const [printer] = office.printers;
  const scan = async () => (await office.control('printers/0/scan', { to: SENDER })) as { sent: boolean };
  expect(await scan(), 'before, scanning to mail fails, or the job proves nothing').toMatchObject({ sent: false });

  await window.toConnect();
  expect(await at(page, 'certificate').getAttribute('data-standing')).toBe('unknown');
  const plain = (fingerprint: string | null | undefined) => fingerprint?.replace(/^SHA256:|:/gi, '').toLowerCase();
  expect(plain(await at(page, 'fingerprint').getAttribute('data-fingerprint'))).toBe(plain(printer?.fingerprint));
  expect((await office.record()).logins, 'nobody logs in before the certificate is trusted').toBe(0);
  await window.type('admin-password', printer?.admin.password ?? '');
  await window.click('connect-submit');

  await window.see('step-settings');
  await window.type('sender', SENDER);
  await window.see('preview');
  expect((await office.record()).saves, 'nothing is written before the preview was agreed to').toBe(0);
  await window.click('settings-submit');

  const code = await window.code();
  await window.click('open-microsoft');
  await expect.poll(() => [desk.copied, desk.opened]).toEqual([[code], [office.verificationPage]]);
  await window.click('signed-in');
  await window.see('not-yet');
  await window.signIn();
  await window.click('signed-in');

  await window.see('step-result');
  expect(await at(page, 'outcome').getAttribute('data-result')).toBe('verified');
  expect(await findings(page)).toEqual([]);
  expect(await office.record()).toMatchObject({
    oauth: true,
    authorised: true,
    authorised_for: SENDER,
    auth_address: SENDER,
    admin_address: SENDER,
    deviations: [],
    open_sessions: 0,
  });
  expect(await scan()).toMatchObject({ sent: true });

  await window.click('signin-start');
  await window.see('code-app');
  const own = await window.code();
  expect(own).not.toBe(code);
  await office.signIn(own, SENDER);
  await window.see('signed-in-as');
  await window.click('test-send');
  await window.see('mail-sent');
  expect(await office.control('messages')).toHaveLength(2);
  await window.click('report-csv');
  const saved = await at(page, 'saved').textContent();
  const path = /\/\S+\.csv/.exec(saved ?? '')?.[0] ?? '';
  expect(await readFile(path, 'utf8')).toContain(SENDER);

  expect(await page.getByTestId('problem').count()).toBe(0);
  expect(window.complaints).toEqual([]);
});

test('a wrong password is explained where it was typed, stays there, and is tried once', async () => {
  const window = await stage.window('en');
  await window.toConnect();
  await window.type('admin-password', 'not this one');
  await window.click('connect-submit');
  expect(await window.problem()).toBe('printer.login_rejected');
  await window.see('step-connect');
  expect(await window.value('admin-password')).toBe('not this one');
  expect(await window.office.record()).toMatchObject({ logins: 1, open_sessions: 0 });
});

test('closing while a printer waits asks first, and leaves the printer logged out', async () => {
  const window = await stage.window('ja');
  await window.toCode();
  expect((await window.office.record()).open_sessions).toBe(1);
  await window.askToClose();
  await window.click('close-stay');
  await window.see('code-printer');
  expect(window.isGone).toBe(false);
  await window.askToClose();
  await window.click('close-quit');
  await expect.poll(() => window.isGone, { timeout: PATIENCE }).toBe(true);
  expect((await window.office.record()).open_sessions).toBe(0);
});

test('the end of the program, whatever ends it, leaves the printer logged out', async () => {
  const window = await stage.window('en');
  await window.toCode();
  await window.desk.close();
  expect((await window.office.record()).open_sessions).toBe(0);
});
