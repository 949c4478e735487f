/**
 * What goes wrong around a person at work, at each step: the network to the printer is lost and comes back, the computer
 * sleeps, the person goes back. The problem stands on the screen it belongs to, and nothing is typed twice.
 */
import { describe, expect, test } from 'vitest';

import { coreStage, PATIENCE, SENDER, type CoreWindow } from './core';
import { at } from './scenes';
import { clipped, findings } from './stage';

const stage = coreStage();

const ADMIN = 'it@contoso.example';

async function toVerified(window: CoreWindow): Promise<void> {
  await window.signIn();
  await window.click('signed-in');
  await window.see('step-result');
  expect(await at(window.page, 'outcome').getAttribute('data-result')).toBe('verified');
  const { authorised_for, deviations } = await window.office.record();
  expect({ authorised_for, deviations }).toEqual({ authorised_for: SENDER, deviations: [] });
}

/** A problem on the step it belongs to, as readable as any other state. */
async function problemOn(window: CoreWindow, step: string): Promise<string> {
  const code = await window.problem();
  expect(await at(window.page, `step-${step}`).count(), `${code} stands on ${step}`).toBe(1);
  expect(await clipped(window.page)).toEqual([]);
  expect(await findings(window.page)).toEqual([]);
  return code;
}

describe.each(['ja', 'en'] as const)('the network to the printer is lost and comes back, in %s', (language) => {
  test('before the printer was reached', async () => {
    const window = await stage.window(language);
    await window.network.beLost();
    await window.type('add-address', window.network.address);
    await window.click('add-submit');
    expect(await problemOn(window, 'connect')).toBe('printer.unreachable');

    await window.click('connect-back');
    await window.see('printer');
    expect(await at(window.page, 'printer').getAttribute('data-standing')).toBe('unreachable');
    await window.click('printer');
    expect(await problemOn(window, 'connect')).toBe('printer.unreachable');
    await window.network.comeBack();
    await window.click('problem-retry');
    await window.see('certificate');
    expect(await window.page.getByTestId('problem').count()).toBe(0);
  });

  test('at the login', async () => {
    const window = await stage.window(language);
    await window.toConnect();
    const { password } = window.office.printers[0]?.admin ?? { password: '' };
    await window.type('admin-password', password);
    await window.network.beLost();
    await window.click('connect-submit');
    expect(await problemOn(window, 'connect')).toBe('printer.unreachable');
    expect(await window.value('admin-password')).toBe(password);
    await window.network.comeBack();
    await window.click('connect-submit');
    await window.see('step-settings');
    expect(await window.office.record()).toMatchObject({ logins: 1, open_sessions: 0 });
  });

  test('over the preview', async () => {
    const window = await stage.window(language);
    await window.toSettings();
    await window.type('sender', SENDER);
    await window.click('advanced-open');
    await window.type('admin-address', ADMIN);
    await window.see('preview');
    await window.network.beLost();
    await window.click('settings-submit');
    expect(await problemOn(window, 'authorise')).toBe('printer.unreachable');
    await window.click('authorise-back');
    await window.see('preview');
    expect([await window.value('sender'), await window.value('admin-address')]).toEqual([SENDER, ADMIN]);
    await window.click('settings-submit');
    expect(await problemOn(window, 'authorise')).toBe('printer.unreachable');
    await window.network.comeBack();
    await window.click('problem-retry');
    await window.see('code-printer');
    await toVerified(window);
    expect(await window.office.record()).toMatchObject({ admin_address: ADMIN, open_sessions: 0 });
  });

  test('while the code waits, for a moment', async () => {
    const window = await stage.window(language);
    await window.toCode();
    const first = await window.code();
    await window.network.beLost();
    await window.click('signed-in');
    expect(await problemOn(window, 'authorise')).toBe('printer.unreachable');
    await window.network.comeBack();
    await window.click('new-code');
    await expect.poll(() => window.code(), { timeout: PATIENCE }).not.toBe(first);
    await toVerified(window);
    expect((await window.office.record()).open_sessions).toBe(0);
  });

  test('while the code waits, for good: the job ends, and begins again with what was typed', async () => {
    const window = await stage.window(language);
    await window.toCode();
    await window.network.beLost();
    await window.click('new-code');
    expect(await problemOn(window, 'authorise')).toBe('printer.unreachable');
    await window.see('authorise-back');
    await window.network.comeBack();
    await window.click('problem-retry');
    await window.see('code-printer');
    await toVerified(window);
  });

  test('on the result, to the mail server and to the printer', async () => {
    const window = await stage.window(language);
    await window.toCode();
    await toVerified(window);
    await window.click('signin-start');
    await window.see('code-app');
    await window.office.signIn(await window.code(), SENDER);
    await window.see('signed-in-as');
    await at(window.page, 'test-to').fill(ADMIN);
    await window.office.control('exchange/replies', { phase: 'greeting', times: 99, account: null, reply: 'drop' });
    await window.click('test-send');
    expect(await problemOn(window, 'result')).toMatch(/^mail\./);
    expect(await window.value('test-to')).toBe(ADMIN);
    await window.office.control('exchange/replies', undefined, 'DELETE');
    await window.click('test-send');
    await window.see('mail-sent');
    expect(await window.page.getByTestId('problem').count()).toBe(0);

    await window.network.beLost();
    await window.click('result-back');
    await window.see('preview');
    await window.click('settings-submit');
    expect(await problemOn(window, 'authorise')).toBe('printer.unreachable');
    await window.network.comeBack();
    await window.click('problem-retry');
    await window.see('step-result');
    expect(await at(window.page, 'outcome').getAttribute('data-result')).toBe('unchanged');
    expect((await window.office.record()).open_sessions).toBe(0);
  });
});

// Windows has no signal that stops a program.
describe.skipIf(process.platform === 'win32')('the computer sleeps until the code has run out', () => {
  /** The desk stands still; at Microsoft and at the printer a quarter of an hour goes by. */
  async function sleepThroughTheCode(window: CoreWindow): Promise<void> {
    window.desk.sleep();
    await window.office.control('clock', { seconds: 901 });
    while (!(await window.office.record()).sign_in_ended) await new Promise((later) => setTimeout(later, 100));
    window.desk.wake();
  }

  // There are web views whose clock goes on in the computer's sleep, and such whose clock stands still.
  test.each([
    ['the window knows by its own clock', true],
    ['the printer says so', false],
  ])('%s', async (_, counts) => {
    const window = await stage.window(counts ? 'ja' : 'en', {}, counts);
    await window.toCode();
    const first = await window.code();
    await sleepThroughTheCode(window);
    if (counts) await window.page.clock.fastForward(901_000);
    else await window.click('signed-in');
    await window.page.waitForFunction(
      () => document.querySelector('[data-testid="signed-in"]')?.hasAttribute('disabled') === true,
    );
    await expect.poll(() => at(window.page, 'countdown').getAttribute('data-left')).toBe('0');
    expect(await findings(window.page)).toEqual([]);
    await window.click('new-code');
    await expect.poll(() => window.code(), { timeout: PATIENCE }).not.toBe(first);
    await toVerified(window);
    expect((await window.office.record()).open_sessions).toBe(0);
  });

  test('and the printer has ended the session: another code, nothing typed again', async () => {
    const window = await stage.window('ja');
    await window.toCode();
    const first = await window.code();
    await sleepThroughTheCode(window);
    await window.office.fault({ when: { Path: { contains: '/', skip: 0, times: 1 } }, what: 'LoginPage' });
    await window.click('signed-in');
    expect(await problemOn(window, 'authorise')).toBe('printer.session_lost');
    await window.click('new-code');
    await expect.poll(() => window.code(), { timeout: PATIENCE }).not.toBe(first);
    await toVerified(window);
    expect((await window.office.record()).open_sessions).toBe(0);
  });
});

// Windows has no signal that stops a program.
test.skipIf(process.platform === 'win32')('the computer sleeps for an hour at each other step', async () => {
  const window = await stage.window('en');
  /** The desk stands still, every connection goes, and at Microsoft and at the printer an hour goes by. */
  async function sleep(): Promise<void> {
    window.desk.sleep();
    await window.network.beLost();
    await window.office.control('clock', { seconds: 3600 });
    await window.network.comeBack();
    window.desk.wake();
  }
  await sleep();
  await window.toConnect();
  const { password } = window.office.printers[0]?.admin ?? { password: '' };
  await window.type('admin-password', password);
  await sleep();
  await window.click('connect-submit');
  await window.see('step-settings');
  await window.type('sender', SENDER);
  await window.see('preview');
  await sleep();
  await window.click('settings-submit');
  await window.see('code-printer');
  await toVerified(window);
  await sleep();
  await window.click('result-back');
  await window.see('preview');
  expect([await window.value('sender'), await window.page.getByTestId('problem').count()]).toEqual([SENDER, 0]);
  expect(await window.office.record()).toMatchObject({ open_sessions: 0 });
  expect(window.complaints).toEqual([]);
});

test('closing asks at the one step at which a printer is held, and is done at once at every other', async () => {
  const window = await stage.window('ja');
  async function closes(): Promise<void> {
    await window.askToClose();
    await expect.poll(() => window.isGone, { timeout: PATIENCE }).toBe(true);
    expect(await window.page.getByTestId('close-confirm').count()).toBe(0);
    expect((await window.office.record()).open_sessions).toBe(0);
    window.isGone = false;
  }
  await closes();
  await window.toConnect();
  await closes();
  const { password } = window.office.printers[0]?.admin ?? { password: '' };
  await window.type('admin-password', password);
  await window.click('connect-submit');
  await window.see('step-settings');
  await window.type('sender', SENDER);
  await window.see('preview');
  await closes();
  await window.click('settings-submit');
  await window.see('code-printer');
  await window.askToClose();
  await window.click('close-stay');
  expect(window.isGone).toBe(false);
  await toVerified(window);
  await closes();
});

test('back from each step and forward again keeps what was typed', async () => {
  const window = await stage.window('ja');
  const { page, network, office } = window;
  await window.toConnect();
  const { name, password } = office.printers[0]?.admin ?? { name: '', password: '' };
  await window.type('admin-password', password);
  await window.click('connect-back');
  // An address of another printer, begun and left.
  await window.type('add-address', '192.0.2.');
  await page.locator(`[data-address*="${new URL(network.address).port}"]`).click();
  await window.see('certificate');
  expect([await window.value('admin-name'), await window.value('admin-password')]).toEqual([name, password]);
  await window.click('connect-back');
  expect(await window.value('add-address')).toBe('192.0.2.');
  await window.click('printer');
  await window.see('certificate');
  await window.click('connect-submit');

  await window.see('step-settings');
  await window.type('sender', SENDER);
  await window.click('advanced-open');
  await window.type('admin-address', ADMIN);
  await at(page, 'auto-sender').uncheck();
  await window.see('preview');
  const typed = async () => [
    await window.value('sender'),
    await window.value('admin-address'),
    await at(page, 'auto-sender').isChecked(),
  ];
  const before = await typed();
  await window.click('settings-back');
  expect(await window.value('admin-password')).toBe(password);
  await window.click('connect-submit');
  await window.see('preview');
  expect(await typed()).toEqual(before);

  await window.click('settings-submit');
  await window.see('code-printer');
  await window.click('authorise-cancel');
  await window.see('preview');
  expect(await typed()).toEqual(before);
  expect(await office.record()).toMatchObject({ saves: 0, open_sessions: 0 });
  await window.click('settings-submit');
  await window.see('code-printer');
  await toVerified(window);

  await window.click('result-back');
  await window.see('preview');
  expect(await typed()).toEqual(before);
  await window.click('settings-submit');
  await window.see('step-result');
  expect(await at(page, 'outcome').getAttribute('data-result')).toBe('unchanged');
  expect(window.complaints).toEqual([]);
});
