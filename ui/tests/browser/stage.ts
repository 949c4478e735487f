/** The built window in Chromium, as the program shows it: under its own policy, with frozen prototypes. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { chromium, type Browser, type Page } from 'playwright-core';

import { at } from './scenes';
import { serve } from './served';
import { holdTime, letTimePass } from './still';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Look {
  language: 'en' | 'ja';
  theme?: 'light' | 'dark';
  scene?: string;
  viewport?: { width: number; height: number };
  /** Pixels of the picture per pixel of the page. */
  sharpness?: number;
  /** For a picture: time is held from the beginning, and with `later` what takes long has come to its end. */
  held?: boolean;
  later?: boolean;
}

export interface Opened {
  page: Page;
  complaints: string[];
}

/** Chromium, or what `CHROMIUM` names, without a word to the outside of its own. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
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
}

export class Stage {
  readonly #browser: Browser;
  readonly #served: Awaited<ReturnType<typeof serve>>;

  private constructor(browser: Browser, served: Awaited<ReturnType<typeof serve>>) {
    this.#browser = browser;
    this.#served = served;
  }

  static async open(): Promise<Stage> {
    const served = await serve(fileURLToPath(new URL('../../dist-demo', import.meta.url)));
    const browser = await openBrowser();
    return new Stage(browser, served);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#served.stop();
  }

  async window(look: Look): Promise<Opened> {
    const context = await this.#browser.newContext({
      viewport: look.viewport ?? { width: 980, height: 760 },
      deviceScaleFactor: look.sharpness ?? 1,
      colorScheme: look.theme ?? 'light',
      locale: look.language === 'ja' ? 'ja-JP' : 'en-GB',
      timezoneId: 'Asia/Tokyo',
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
    if (look.held) await holdTime(page);
    await page.goto(`${this.#served.origin}/?host=demo&scene=${look.scene ?? 'plain'}&language=${look.language}`);
    await at(page, 'step-heading').waitFor();
    await page.waitForFunction((lang) => document.documentElement.lang === lang, look.language);
    if (look.later) {
      // What takes long has begun.
      await page.locator('[data-testid="discovery-status"] .pulse').waitFor();
      await letTimePass(page);
    }
    return { page, complaints };
  }
}

/** What axe finds against WCAG 2.2 AA and its own good practice. */
export async function findings(page: Page): Promise<string[]> {
  // Through the debugger, which the policy does not bind: an inline script would be refused, as it should be.
  await page.evaluate(`window.axe || (() => { ${axe} })()`);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (o: object) => Promise<{ violations: Violation[] }> } };
    interface Violation {
      id: string;
      nodes: { html: string; failureSummary: string }[];
    }
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    });
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html} ${n.failureSummary}`));
  });
}

/** The largest text that a system offers: Windows' 225 %, of an ordinary 16 px. */
export async function largestText(page: Page): Promise<void> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('Page.setFontSizes', { fontSizes: { standard: 36, fixed: 29 } });
  await page.waitForFunction(() => getComputedStyle(document.documentElement).fontSize === '36px');
}

/** Texts wider than their boxes, and anything that makes the window scroll sideways. */
export async function clipped(page: Page): Promise<string[]> {
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
