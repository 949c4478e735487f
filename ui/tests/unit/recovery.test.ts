/** A job that was cut off, the way back, and what is remembered. */
import { expect, test } from 'vitest';

import { DemoHost } from '../../src/host/demo/host';
import { Journey } from '../../src/job/journey.svelte';

const CUT_OFF = '192.0.2.11';

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400 && !condition(); turn += 1) await new Promise((done) => setTimeout(done, 5));
  expect(condition()).toBe(true);
}

async function at(scene: string, address: string, intent: 'onboard' | 'finish' | 'restore' = 'onboard') {
  const host = new DemoHost(scene);
  Object.assign(host.scene, { pace: 1 });
  const journey = new Journey(host);
  await journey.open();
  journey.choose({ address, identity: null }, intent);
  await until(() => !journey.contacting);
  journey.admin.password = 'demo';
  await journey.logIn();
  return { host, journey };
}

test('what was cut off is finished by its own plan, and is then no longer unfinished', async () => {
  const { journey } = await at('unfinished', CUT_OFF, 'finish');
  expect(journey.recovery?.finish?.changes.length).toBeGreaterThan(0);
  expect(journey.printers.standingOf(CUT_OFF)).toBe('unfinished');
  const done = journey.recover('finish');
  await until(() => journey.running.code !== null);
  await journey.decide('signed_in');
  await done;
  expect(journey.step).toBe('result');
  expect(journey.printers.standingOf(CUT_OFF)).toBe('set_up');
});

test('the earlier settings come back, without a code', async () => {
  const { host, journey } = await at('unfinished', CUT_OFF, 'restore');
  await journey.recover('restore');
  expect(host.calls).toContain('restore');
  expect(journey.purpose).toBe('restore');
  expect(journey.outcome?.settings.sending_method).toBe('password');
  expect(journey.printers.standingOf(CUT_OFF)).toBe('needs_authorisation');
});

test('leaving it as it is asks the printer nothing', async () => {
  const host = new DemoHost('unfinished');
  const journey = new Journey(host);
  await journey.open();
  await journey.leaveAsItIs(CUT_OFF);
  expect(journey.startup?.unfinished).toEqual([]);
  expect(journey.printers.standingOf(CUT_OFF)).toBe('unknown');
  expect(host.calls).toEqual(['discover', `leave ${CUT_OFF}`]);
});

test('a problem remembers where the printer was left, for the guide by hand', async () => {
  const { journey } = await at('unrecognised', '192.0.2.10');
  journey.form.sender = 'scan@example.com';
  await journey.refreshPreview();
  await journey.onboard();
  expect(journey.problem?.code).toBe('printer.field_not_found');
  expect(journey.stoppedAt).toBe('read');
});

test('checking again reads and compares, and changes nothing that was typed', async () => {
  const { host, journey } = await at('plain', '192.0.2.10');
  journey.form.sender = 'scan@example.com';
  expect(await journey.checkAgain()).toBeNull();
  expect(host.calls.filter((call) => call.startsWith('inspect'))).toHaveLength(2);
  expect(journey.preview?.plan.changes.length).toBeGreaterThan(0);
  expect(journey.form.sender).toBe('scan@example.com');
});

test('a remembered password is used without being typed, and never shown', async () => {
  const host = new DemoHost('remembers');
  Object.assign(host.scene, { pace: 1 });
  const journey = new Journey(host);
  journey.choose({ address: '192.0.2.12', identity: null });
  await until(() => journey.contact !== null);
  expect(journey.contact?.remembered).toEqual(['admin']);
  await journey.logIn();
  expect(journey.step).toBe('settings');
  expect(journey.admin.password).toBe('');
});

test('what is forgotten is gone, and the rest stays', async () => {
  const host = new DemoHost('remembers');
  const before = await host.remembered();
  const after = await host.forget({ what: 'pin', printer: '192.0.2.10:443' });
  expect(after.pins).toHaveLength(before.pins.length - 1);
  expect(after.passwords).toEqual(before.passwords);
});
