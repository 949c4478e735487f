/**
 * The built window in Chromium, under the program's own policy: every state in both languages and both themes,
 * without a finding of axe, without a word cut off, without a violation of the policy.
 *
 * Pictures go to `tests/output`. `CHROMIUM` names another browser.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { at, STATES, toAuthorise, toConnect, toPreview, toSettings } from './scenes';
import { serve } from './served';

const output = fileURLToPath(new URL('../output/', import.meta.url));
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SMALLEST = { width: 720, height: 560 };

let browser: Browser;
let served: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  await mkdir(output, { recursive: true });
  served = await serve(fileURLToPath(new URL('../../dist-demo', import.meta.url)));
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

interface Look {
  language: 'en' | 'ja';
  theme?: 'light' | 'dark';
  scene?: string;
  viewport?: { width: number; height: number };
  zoom?: number;
}

async function open(look: Look): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: look.viewport ?? { width: 980, height: 760 },
    colorScheme: look.theme ?? 'light',
    locale: look.language === 'ja' ? 'ja-JP' : 'en-GB',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  // As the program does (`freezePrototype`).
  await page.addInitScript(() => Object.freeze(Object.prototype));
  await page.goto(`${served.origin}/?host=demo&scene=${look.scene ?? 'plain'}&language=${look.language}`);
  await at(page, 'step-heading').waitFor();
  await page.waitForFunction((lang) => document.documentElement.lang === lang, look.language);
  return { page, complaints };
}

async function findings(page: Page): Promise<string[]> {
  // Through the debugger, which the policy does not bind: an inline script would be refused, as it should be.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (o: object) => Promise<{ violations: Violation[] }> } };
    interface Violation {
      id: string;
      nodes: { html: string; failureSummary: string }[];
    }
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html} ${n.failureSummary}`));
  });
}

/** Texts wider than their boxes, and anything that makes the window scroll sideways. */
async function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const out: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) out.push('the window scrolls sideways');
    for (const element of document.querySelectorAll<HTMLElement>(
      'button, h1, h2, h3, p, td, th, dd, dt, label, summary',
    )) {
      if (element.closest('.unseen') || element.classList.contains('unseen') || element.offsetParent === null) continue;
      if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline') {
        out.push(`clipped: ${element.outerHTML.slice(0, 120)}`);
      }
    }
    return out;
  });
}

describe.each(['en', 'ja'] as const)('in %s', (language) => {
  describe.each(['light', 'dark'] as const)('%s', (theme) => {
    test.each(STATES)('$name', async ({ name, scene, walk }) => {
      const { page, complaints } = await open({ language, theme, scene });
      await walk(page);
      await page.screenshot({ path: `${output}${name}-${language}-${theme}.png` });
      expect(await findings(page)).toEqual([]);
      expect(await clipped(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  });

  test.each([
    ['the smallest window', SMALLEST],
    ['the smallest window at 200 %', { width: 360, height: 280 }],
  ])('everything is reachable in %s', async (what, viewport) => {
    const { page } = await open({ language, viewport });
    await toAuthorise(page);
    await page.screenshot({ path: `${output}small-${viewport.width}-${language}.png` });
    expect(await clipped(page), what).toEqual([]);
    await at(page, 'open-microsoft').click();
    await at(page, 'signed-in').click();
    await at(page, 'outcome').waitFor();
    await page.context().close();
  });

  test('the whole job by keyboard alone', async () => {
    const { page } = await open({ language });
    const press = async (testid: string, key = 'Enter') => {
      for (let tabs = 0; tabs < 60; tabs += 1) {
        const here = await page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
        if (here === testid) return page.keyboard.press(key);
        await page.keyboard.press('Tab');
      }
      throw new Error(`the keyboard never reached ${testid}`);
    };
    await at(page, 'printer').waitFor();
    await press('printer');
    await at(page, 'certificate').waitFor();
    await press('admin-password', 'Shift');
    await page.keyboard.type('demo');
    await page.keyboard.press('Enter');
    await at(page, 'step-settings').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await press('sender', 'Shift');
    await page.keyboard.type('scan@example.com');
    await page.keyboard.press('Enter');
    await at(page, 'code-printer').waitFor();
    await press('open-microsoft');
    await press('signed-in');
    await at(page, 'outcome').waitFor();
    await page.context().close();
  });
});

test('a change of language loses nothing that was typed', async () => {
  const { page } = await open({ language: 'en' });
  await toSettings(page);
  await at(page, 'sender').fill('scan@example.com');
  await at(page, 'language-switch').click();
  await page.waitForFunction(() => document.documentElement.lang === 'ja');
  expect(await at(page, 'sender').inputValue()).toBe('scan@example.com');
  await page.context().close();
});

test('going back and an error lose nothing that was typed', async () => {
  const { page } = await open({ language: 'en', scene: 'outdated' });
  await toPreview(page);
  await at(page, 'settings-submit').click();
  await at(page, 'problem').waitFor();
  await at(page, 'authorise-back').click();
  expect(await at(page, 'sender').inputValue()).toBe('scan@example.com');
  await at(page, 'settings-back').click();
  expect(await at(page, 'admin-password').inputValue()).toBe('demo');
  await page.context().close();
});

test('five hundred printers stay smooth to filter', async () => {
  const { page } = await open({ language: 'en', scene: 'many' });
  await at(page, 'search').waitFor();
  // The longest task of the page while somebody types, as the browser itself reports it (50 ms and more).
  await page.evaluate(() => {
    const slow: number[] = [];
    (window as unknown as { slow: number[] }).slow = slow;
    new PerformanceObserver((list) => slow.push(...list.getEntries().map((e) => e.duration))).observe({
      type: 'longtask',
    });
  });
  await at(page, 'search').pressSequentially('C3000', { delay: 30 });
  await page.waitForTimeout(200);
  expect(await page.getByTestId('printer').count()).toBeLessThan(100);
  const slow = await page.evaluate(() => (window as unknown as { slow: number[] }).slow);
  expect(Math.max(0, ...slow)).toBeLessThan(250);
  await page.context().close();
});

test('what a printer calls itself is text', async () => {
  const { page } = await open({ language: 'en' });
  await toConnect(page);
  await at(page, 'connect-back').click();
  await at(page, 'add-address').fill('<img src=x onerror=alert(1)>');
  await at(page, 'add-submit').click();
  await at(page, 'problem').waitFor();
  expect(await page.locator('img').count()).toBe(0);
  await page.context().close();
});
