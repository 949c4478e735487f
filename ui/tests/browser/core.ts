/**
 * The production build of the pages in Chromium, with the real core behind them and the virtual office on the other
 * side. The page meets what Tauri's web view gives it, no more: `invoke`, callbacks and one event.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';

import { Network } from './core-network';
import { Desk, Office, type Answer } from './core-programs';
import { at } from './scenes';
import { serve } from './served';
import { openBrowser } from './stage';

/** How long anything may take on a computer that has much else to do. It is only ever used up by a failure. */
export const PATIENCE = 60_000;

export const SENDER = 'scan@contoso.example';

/** What the page's toolkit finds in the web view (`@tauri-apps/api/core.js`, `event.js`, `window.js`). */
interface Internals {
  runCallback(id: number, message: unknown): void;
}

declare global {
  interface Window {
    __TAURI_INTERNALS__: Internals;
    askCore(command: string, args: string): Promise<string>;
  }
}

function layToolkit(): void {
  const callbacks = new Map<number, (message: unknown) => void>();
  let next = 1;
  const internals = {
    metadata: { currentWindow: { label: 'main' }, currentWebview: { windowLabel: 'main', label: 'main' } },
    transformCallback(callback: (message: unknown) => void) {
      callbacks.set(next, callback);
      return next++;
    },
    unregisterCallback: (id: number) => void callbacks.delete(id),
    runCallback: (id: number, message: unknown) => callbacks.get(id)?.(message),
    async invoke(command: string, args: unknown = {}) {
      const told = JSON.parse(await window.askCore(command, JSON.stringify(args))) as Answer;
      if ('problem' in told) throw told.problem;
      return told.answer;
    },
  };
  Object.assign(window, {
    __TAURI_INTERNALS__: internals,
    __TAURI_EVENT_PLUGIN_INTERNALS__: { unregisterListener: () => undefined },
  });
  // As the program does (`freezePrototype`).
  Object.freeze(Object.prototype);
}

export class CoreStage {
  readonly #browser: Browser;
  readonly #served: Awaited<ReturnType<typeof serve>>;
  readonly #open: CoreWindow[] = [];

  private constructor(browser: Browser, served: Awaited<ReturnType<typeof serve>>) {
    this.#browser = browser;
    this.#served = served;
  }

  static async open(): Promise<CoreStage> {
    const served = await serve(fileURLToPath(new URL('../../dist', import.meta.url)));
    return new CoreStage(await openBrowser(), served);
  }

  async close(): Promise<void> {
    await this.clear();
    await this.#browser.close();
    await this.#served.stop();
  }

  /** Closes every window with its world, whatever became of its test. */
  async clear(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((window) => window.close()));
  }

  /** A world of its own: an office, a desk and a window, the window open on the list of printers. */
  async window(language: 'en' | 'ja', printer: object = {}, clock = false): Promise<CoreWindow> {
    const home = await mkdtemp(join(tmpdir(), 'tegata-core-'));
    const office = await Office.open(home, {
      // A printer that knows no address yet, so that everything is typed.
      printers: [{ settings: { auth_address: '', auth_user: '', admin_address: '' }, ...printer }],
      advertise: false,
      // The printer asks Microsoft every second, so that nobody waits for it.
      microsoft: { interval_seconds: 1 },
    });
    const network = await Network.to(office.printers[0]?.https ?? '');
    const desk = await Desk.open(language, office.configuration, home);
    const context = await this.#browser.newContext({
      viewport: { width: 980, height: 760 },
      // Another one than the program's, which must win.
      locale: language === 'ja' ? 'en-GB' : 'ja-JP',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    const window = new CoreWindow(page, desk, office, network, home);
    this.#open.push(window);
    if (clock) await page.clock.install();
    await window.open(this.#served.origin, language);
    return window;
  }
}

/** The stage of a whole test file: opened before its tests, cleared after each, closed in the end. */
export function coreStage(): Pick<CoreStage, 'window'> {
  vi.setConfig({ testTimeout: 5 * PATIENCE, hookTimeout: PATIENCE });
  let stage: CoreStage | undefined;
  beforeAll(async () => {
    stage = await CoreStage.open();
  });
  afterEach(() => stage?.clear());
  afterAll(() => stage?.close());
  return {
    window: (...asked) => {
      if (!stage) throw new Error('windows are opened in tests');
      return stage.window(...asked);
    },
  };
}

/** One window with its world. */
export class CoreWindow {
  readonly complaints: string[] = [];
  /** The window asked to be closed for good. */
  isGone = false;
  #told: Promise<unknown> = Promise.resolve();
  #messages = new Map<number, number>();
  #close: number | null = null;

  constructor(
    readonly page: Page,
    readonly desk: Desk,
    readonly office: Office,
    readonly network: Network,
    readonly home: string,
  ) {}

  async open(origin: string, language: 'en' | 'ja'): Promise<void> {
    const { page } = this;
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    await page.exposeFunction('askCore', async (command: string, args: string) =>
      JSON.stringify(await this.#answer(command, JSON.parse(args) as Record<string, unknown>)),
    );
    await page.addInitScript(layToolkit);
    await page.goto(origin);
    await this.see('step-printers');
    await page.waitForFunction((lang) => document.documentElement.lang === lang, language);
  }

  async #answer(command: string, args: Record<string, unknown>): Promise<Answer> {
    if (command === 'plugin:event|listen') {
      if (args['event'] === 'tauri://close-requested') this.#close = args['handler'] as number;
      return { answer: 1 };
    }
    if (command === 'plugin:window|destroy') {
      this.isGone = true;
      return { answer: null };
    }
    if (command.startsWith('plugin:')) return { problem: `the window may not call ${command}` };
    const answer = await this.desk.ask(command, args, (channel, message) => {
      const index = this.#messages.get(channel) ?? 0;
      this.#messages.set(channel, index + 1);
      this.#tell(channel, { index, message });
    });
    // What was said before the answer is heard before the answer.
    await this.#told;
    return answer;
  }

  #tell(callback: number, message: unknown): void {
    const tell = () =>
      this.page.evaluate(([id, what]) => window.__TAURI_INTERNALS__.runCallback(id, what), [
        callback,
        message,
      ] as const);
    // A page that is closed hears nothing more.
    this.#told = this.#told.then(tell).catch(() => undefined);
  }

  /** The person clicks the window's close button. */
  async askToClose(): Promise<void> {
    if (this.#close === null) throw new Error('the window does not listen to its close button');
    this.#tell(this.#close, { event: 'tauri://close-requested', id: 1, payload: null });
    await this.#told;
  }

  async see(testid: string): Promise<void> {
    await at(this.page, testid).waitFor();
  }

  async click(testid: string): Promise<void> {
    await at(this.page, testid).click();
  }

  /** Types into an empty field: nothing is ever typed where something stands already. */
  async type(testid: string, text: string): Promise<void> {
    const there = await at(this.page, testid).inputValue();
    if (there !== '') throw new Error(`${testid} already holds “${there}”`);
    await at(this.page, testid).fill(text);
  }

  async value(testid: string): Promise<string> {
    return at(this.page, testid).inputValue();
  }

  /** The code of the problem on the screen, once there is one. */
  async problem(): Promise<string> {
    await this.see('problem');
    return (await at(this.page, 'problem').getAttribute('data-code')) ?? '';
  }

  async code(): Promise<string> {
    await this.see('user-code');
    return (await at(this.page, 'user-code').textContent())?.trim() ?? '';
  }

  /** The person signs in at Microsoft with the code on the screen; ends when the printer has heard of it. */
  async signIn(): Promise<void> {
    await this.office.signIn(await this.code(), SENDER);
    while (!(await this.office.record()).sign_in_ended) await new Promise((later) => setTimeout(later, 100));
  }

  async toConnect(): Promise<void> {
    await this.type('add-address', this.network.address);
    await this.click('add-submit');
    await this.see('certificate');
  }

  async toSettings(): Promise<void> {
    await this.toConnect();
    const { password } = this.office.printers[0]?.admin ?? { password: '' };
    await this.type('admin-password', password);
    await this.click('connect-submit');
    await this.see('step-settings');
  }

  async toCode(): Promise<void> {
    await this.toSettings();
    await this.type('sender', SENDER);
    await this.see('preview');
    await this.click('settings-submit');
    await this.see('code-printer');
  }

  async close(): Promise<void> {
    await this.page.context().close();
    await this.desk.close();
    await this.network.beLost();
    await this.office.close();
    await rm(this.home, { recursive: true, force: true });
  }
}
