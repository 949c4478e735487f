import { expect, test } from 'vitest';

import { DemoHost } from '../../src/host/demo/host';
import { Journey } from '../../src/job/journey.svelte';

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400 && !condition(); turn += 1) await new Promise((done) => setTimeout(done, 5));
  expect(condition()).toBe(true);
}

async function toSettings(scene: string, more: Partial<DemoHost['scene']> = {}) {
  const host = new DemoHost(scene);
  Object.assign(host.scene, { pace: 1, signInAfter: 5 }, more);
  const journey = new Journey(host);
  await journey.open();
  journey.choose({ address: '192.0.2.10', identity: null });
  await until(() => !journey.contacting);
  journey.admin.password = 'demo';
  await journey.logIn();
  journey.form.sender = 'scan@example.com';
  await journey.refreshPreview();
  return { host, journey };
}

test('the straight way: look, trust, log in, write, sign in, verified', async () => {
  const { host, journey } = await toSettings('plain');
  const done = journey.onboard();
  await until(() => journey.running.code !== null);
  await journey.openMicrosoft();
  await journey.decide('signed_in');
  await done;
  expect(journey.step).toBe('result');
  expect(journey.outcome?.result).toBe('verified');
  expect(journey.printers.standingOf('192.0.2.10')).toBe('set_up');
  expect(host.calls).toEqual([
    'discover',
    'look 192.0.2.10',
    'trust 192.0.2.10',
    'inspect admin',
    'onboard',
    'openSignIn',
    'decide signed_in',
  ]);
});

test('a changed certificate sends no password', async () => {
  const { host, journey } = await toSettings('changed');
  expect(host.calls.filter((call) => call.startsWith('trust'))).toEqual([]);
  expect(journey.contact?.standing).toBe('changed');
});

test('"not yet" keeps the same code', async () => {
  const { journey } = await toSettings('not-yet');
  const done = journey.onboard();
  await until(() => journey.running.waiting === 'for_person' && journey.running.code !== null);
  const code = journey.running.code;
  await journey.decide('signed_in');
  await until(() => journey.running.notYet === 1);
  expect(journey.running.code).toBe(code);
  expect(code?.dead).toBe(false);
  await journey.decide('signed_in');
  await done;
  expect(journey.step).toBe('result');
});

test('a declined sign-in ends the code, and a new one can be had', async () => {
  const { journey } = await toSettings('declined');
  const done = journey.onboard();
  await until(() => journey.running.code !== null);
  const first = journey.running.code;
  await journey.decide('signed_in');
  await until(() => journey.running.codeProblem !== null);
  expect(first?.dead).toBe(true);
  await journey.decide('new_code');
  await until(() => journey.running.code !== first);
  expect(journey.running.codeProblem).toBeNull();
  await journey.decide('signed_in');
  await done;
  expect(journey.outcome?.result).toBe('verified');
});

test('cancelling goes back to the settings with everything kept', async () => {
  const { journey } = await toSettings('plain');
  const done = journey.onboard();
  await until(() => journey.running.code !== null);
  expect(journey.holdsPrinter).toBe(true);
  await journey.cancel();
  await done;
  expect(journey.holdsPrinter).toBe(false);
  expect(journey.step).toBe('settings');
  expect(journey.problem).toBeNull();
  expect(journey.form.sender).toBe('scan@example.com');
  expect(journey.admin.password).toBe('demo');
});

test('the next printer keeps what is the same', async () => {
  const { journey } = await toSettings('plain');
  journey.nextPrinter();
  expect(journey.inspection).toBeNull();
  expect(journey.form.sender).toBe('scan@example.com');
  expect(journey.admin).toMatchObject({ name: 'admin', password: 'demo' });
});

test('plain HTTP is only used after consent', async () => {
  const host = new DemoHost('http');
  host.scene.pace = 1;
  const journey = new Journey(host);
  journey.choose({ address: '192.0.2.10', identity: null });
  await until(() => journey.problem !== null);
  expect(journey.problem?.code).toBe('printer.http_only');
  expect(journey.contact).toBeNull();
  await journey.consentToHttp();
  expect(journey.contact?.standing).toBe('none');
});
