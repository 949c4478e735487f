/** The states that are drawn: which scene, and the person's way to it. */
import type { Page } from 'playwright-core';

export interface State {
  name: string;
  scene: string;
  /** Let the time pass that the list takes before it calls itself empty. */
  later?: boolean;
  walk: (page: Page) => Promise<void>;
}

export const at = (page: Page, testid: string) => page.getByTestId(testid).first();

export async function toConnect(page: Page): Promise<void> {
  await at(page, 'printer').click();
  await at(page, 'step-connect').waitFor();
}

export async function toSettings(page: Page): Promise<void> {
  await toConnect(page);
  await at(page, 'certificate').waitFor();
  await at(page, 'admin-password').fill('demo');
  await at(page, 'connect-submit').click();
  await at(page, 'step-settings').waitFor();
}

export async function toPreview(page: Page): Promise<void> {
  await toSettings(page);
  await at(page, 'sender').fill('scan@example.com');
  await at(page, 'preview').waitFor();
}

export async function toAuthorise(page: Page): Promise<void> {
  await toPreview(page);
  await at(page, 'settings-submit').click();
  await at(page, 'code-printer').waitFor();
}

export async function toResult(page: Page): Promise<void> {
  await toAuthorise(page);
  await at(page, 'open-microsoft').click();
  await at(page, 'signed-in').click();
  await at(page, 'outcome').waitFor();
}

const see = (testid: string) => async (page: Page) => at(page, testid).waitFor();
const then =
  (...steps: ((page: Page) => Promise<void>)[]) =>
  async (page: Page) => {
    for (const step of steps) await step(page);
  };
const click = (testid: string) => async (page: Page) => at(page, testid).click();

/** Opens what folds, and brings it into the picture. */
const open = (testid: string) => async (page: Page) => {
  await at(page, testid).locator('summary').first().click();
  await at(page, testid).evaluate((folded) => folded.scrollIntoView({ block: 'nearest' }));
};

async function toRecovery(page: Page): Promise<void> {
  await at(page, 'unfinished-finish').click();
  await at(page, 'certificate').waitFor();
  await at(page, 'admin-password').fill('demo');
  await at(page, 'connect-submit').click();
  await at(page, 'recovery').waitFor();
}

const toSettingsTab = (tab: string) => async (page: Page) => {
  await at(page, 'settings-open').click();
  await at(page, `tab-${tab}`).click();
};

export const STATES: State[] = [
  { name: '1-printers', scene: 'plain', walk: see('printer') },
  { name: '1-printers-unfinished', scene: 'unfinished', walk: see('unfinished') },
  { name: '1-printers-many', scene: 'several', walk: see('printer') },
  { name: '1-printers-looking', scene: 'empty', walk: see('working') },
  { name: '1-printers-empty', scene: 'empty', later: true, walk: see('printers-empty') },
  {
    name: '1-printers-no-match',
    scene: 'several',
    walk: async (page) => {
      await at(page, 'search').fill('zzz');
      await at(page, 'printers-no-match').waitFor();
    },
  },
  { name: '1-printers-why-now', scene: 'plain', walk: then(see('printer'), open('help-timeline')) },
  { name: '1-printers-blocked', scene: 'blocked', walk: see('printers-blocked') },
  { name: '2-connect-unknown', scene: 'plain', walk: then(toConnect, see('certificate')) },
  { name: '2-connect-changed', scene: 'changed', walk: then(toConnect, see('certificate')) },
  { name: '2-connect-http', scene: 'http', walk: then(toConnect, see('problem')) },
  { name: '2-connect-unreachable', scene: 'unreachable', walk: then(toConnect, see('problem')) },
  {
    name: '2-connect-rejected',
    scene: 'rejected',
    walk: async (page) => {
      await toConnect(page);
      await at(page, 'certificate').waitFor();
      await at(page, 'admin-password').fill('wrong');
      await at(page, 'connect-submit').click();
      await at(page, 'problem').waitFor();
    },
  },
  {
    name: '2-connect-remembered',
    scene: 'remembers',
    walk: then(toConnect, see('certificate')),
  },
  { name: '2-connect-contacting', scene: 'slow', walk: then(toConnect, see('working')) },
  { name: '3-settings', scene: 'plain', walk: toSettings },
  { name: '3-recovery', scene: 'unfinished', walk: toRecovery },
  {
    name: '3-preflight',
    scene: 'plain',
    walk: async (page) => {
      await toPreview(page);
      await page.locator('[data-testid="preflight"][data-standing="ok"]').waitFor();
      await open('preflight')(page);
    },
  },
  { name: '3-preview', scene: 'plain', walk: toPreview },
  {
    name: '3-preview-advanced',
    scene: 'plain',
    walk: async (page) => {
      await toPreview(page);
      await at(page, 'advanced-open').click();
      await at(page, 'admin-address').fill('ａｄｍｉｎ＠example.com');
      await at(page, 'sender').focus();
      await at(page, 'admin-differs').waitFor();
    },
  },
  { name: '3-no-oauth', scene: 'no-oauth', walk: then(toSettings, see('problem')) },
  { name: '3-already', scene: 'set-up', walk: then(toSettings, see('preview')) },
  { name: '4-authorise', scene: 'plain', walk: toAuthorise },
  { name: '4-authorise-opened', scene: 'plain', walk: then(toAuthorise, click('open-microsoft')) },
  {
    name: '4-authorise-not-yet',
    scene: 'not-yet',
    walk: then(toAuthorise, click('open-microsoft'), click('signed-in'), see('not-yet')),
  },
  { name: '4-authorise-expired', scene: 'expired', walk: toAuthorise },
  {
    name: '4-authorise-declined',
    scene: 'declined',
    walk: then(toAuthorise, click('signed-in'), see('problem')),
  },
  { name: '4-authorise-candidates', scene: 'candidates', walk: toAuthorise },
  {
    name: '4-authorise-help',
    scene: 'plain',
    walk: then(toAuthorise, open('browser-error')),
  },
  {
    name: '4-authorise-blocked',
    scene: 'policy-blocks',
    walk: then(toAuthorise, click('signed-in'), see('problem-request')),
  },
  {
    name: '4-letter',
    scene: 'policy-blocks',
    walk: then(toAuthorise, click('signed-in'), click('problem-request'), see('letter-text')),
  },
  {
    name: '4-close',
    scene: 'plain',
    walk: async (page) => {
      await toAuthorise(page);
      await page.evaluate(() => dispatchEvent(new Event('demo-close')));
      await at(page, 'close-confirm').waitFor();
    },
  },
  {
    name: '4-unrecognised',
    scene: 'unrecognised',
    walk: then(toPreview, click('settings-submit'), see('problem')),
  },
  {
    name: '4-assisted',
    scene: 'unrecognised',
    walk: then(toPreview, click('settings-submit'), click('assist-open'), see('assisted')),
  },
  {
    name: '4-assisted-checked',
    scene: 'unrecognised',
    walk: then(
      toPreview,
      click('settings-submit'),
      click('assist-open'),
      click('assisted-check'),
      see('assisted-left'),
    ),
  },
  { name: '5-result', scene: 'plain', walk: toResult },
  {
    name: '5-result-fields',
    scene: 'plain',
    walk: then(toResult, click('verified-open'), click('report-html')),
  },
  {
    name: '5-restored',
    scene: 'set-up',
    walk: then(toSettings, open('recovery-restore'), click('recovery-restore-run'), see('outcome')),
  },
  { name: '5-result-unregistered', scene: 'unregistered', walk: toResult },
  { name: '5-sign-in', scene: 'patient', walk: then(toResult, click('signin-start'), see('code-app')) },
  {
    name: '5-test-sent',
    scene: 'plain',
    walk: then(toResult, click('signin-start'), click('test-send'), see('mail-sent')),
  },
  {
    name: '5-test-failed',
    scene: 'test-fails',
    walk: then(toResult, click('signin-start'), click('test-send'), see('problem')),
  },
  { name: '6-preferences', scene: 'plain', walk: then(click('settings-open'), see('preferences')) },
  {
    name: '6-registration',
    scene: 'plain',
    walk: then(toSettingsTab('microsoft'), open('registration-guide'), see('registration-powershell')),
  },
  { name: '6-remembered', scene: 'remembers', walk: then(toSettingsTab('remembered'), see('forget')) },
  { name: '6-remembered-nothing', scene: 'plain', walk: then(toSettingsTab('remembered'), see('remembered-nothing')) },
  {
    name: '6-support',
    scene: 'plain',
    walk: then(toSettingsTab('support'), open('licences'), see('about')),
  },
];
