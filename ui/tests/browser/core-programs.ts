/**
 * The two programs on the other side of the page: the desk, which is the desktop program without its window, and the
 * virtual office. Both are `crates/onboarding/examples/desk_host`, which says how they speak.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../../target/debug/examples/desk_host', import.meta.url));

function program(): string {
  const path = process.env['TEGATA_DESK_HOST'] ?? built;
  if (!existsSync(path)) {
    throw new Error(
      `The real core is not built (${path}): run \`cargo test --workspace --no-run\` in the repository's root first.`,
    );
  }
  return path;
}

export type Channel = (message: unknown) => Promise<void>;
export type Answer = { answer: unknown } | { problem: unknown };
type Line = Record<string, unknown>;

/** A program that is asked and answers in lines, many questions at once. */
class Spoken {
  protected readonly process: ChildProcessWithoutNullStreams;
  /** What it said without being asked. */
  readonly said: Line[] = [];
  /** Ends with the program. */
  readonly end: Promise<void>;
  readonly ready: Promise<void>;
  readonly #open = new Map<number, { done: (answer: Answer) => void; hear: (channel: number, m: unknown) => void }>();
  #complaints = '';
  #next = 1;

  constructor(words: string[], environment: NodeJS.ProcessEnv) {
    this.process = spawn(program(), words, { env: { ...process.env, ...environment } });
    this.process.stderr.on('data', (text: Buffer) => (this.#complaints += text.toString()));
    // Whoever asks a program that has ended is told so below; the pipe need not say it, too.
    this.process.stdin.on('error', () => undefined);
    let isReady: () => void;
    let isNot: (why: Error) => void;
    this.ready = new Promise((yes, no) => ([isReady, isNot] = [yes, no]));
    this.ready.catch(() => undefined);
    this.end = new Promise((ended) => {
      this.process.on('close', (code) => {
        const why = `desk_host ${words[0]} ended (${code}): ${this.#complaints}`;
        isNot(new Error(why));
        for (const { done } of this.#open.values()) done({ problem: why });
        this.#open.clear();
        ended();
      });
    });
    createInterface({ input: this.process.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as Line;
      if ('ready' in line) return isReady();
      const asked = this.#open.get(line['id'] as number);
      if (!('id' in line) || !asked) return void this.said.push(line);
      if ('event' in line) {
        const { channel, message } = line['event'] as { channel: number; message: unknown };
        return asked.hear(channel, message);
      }
      this.#open.delete(line['id'] as number);
      asked.done(line as Answer);
    });
  }

  ask(
    command: string,
    args: unknown,
    hear: (channel: number, message: unknown) => void = () => undefined,
  ): Promise<Answer> {
    const id = this.#next++;
    return new Promise((done) => {
      this.#open.set(id, { done, hear });
      this.process.stdin.write(`${JSON.stringify({ id, command, args })}\n`);
    });
  }

  /** Lets it end by itself, as it does when nobody can ask any more. */
  async close(): Promise<void> {
    this.wake();
    this.process.stdin.end();
    await this.end;
  }

  /** As a computer that goes to sleep does with its programs. */
  sleep(): void {
    this.process.kill('SIGSTOP');
  }

  wake(): void {
    this.process.kill('SIGCONT');
  }
}

/** The desktop program without its window. */
export class Desk extends Spoken {
  static async open(language: 'en' | 'ja', configuration: string, home: string): Promise<Desk> {
    const locale = language === 'ja' ? 'ja_JP.UTF-8' : 'en_US.UTF-8';
    const desk = new Desk(['desk'], {
      TEGATA_CONFIG: configuration,
      TEGATA_DATA_DIR: `${home}/data`,
      TEGATA_KEYCHAIN: 'memory',
      HOME: home,
      XDG_CONFIG_HOME: `${home}/config`,
      LANG: locale,
      LC_ALL: locale,
      LANGUAGE: language,
    });
    await desk.ready;
    return desk;
  }

  /** The pages that would have been opened. */
  get opened(): string[] {
    return this.said.flatMap((line) => ('opened' in line ? [String(line['opened'])] : []));
  }

  get copied(): string[] {
    return this.said.flatMap((line) => ('copied' in line ? [String(line['copied'])] : []));
  }
}

/** What a printer remembers, by its own word. */
export interface PrinterRecord {
  oauth: boolean;
  authorised: boolean;
  authorised_for: string | null;
  auth_address: string;
  admin_address: string;
  saves: number;
  deviations: string[];
  logins: number;
  open_sessions: number;
  sign_in_ended: boolean;
  requests: number;
}

export interface OfficePrinter {
  https: string;
  fingerprint: string;
  admin: { name: string; password: string };
}

/** The virtual office: printers, Microsoft and Exchange. */
export class Office extends Spoken {
  static async open(home: string, config: object): Promise<Office> {
    const office = new Office(['office', home, JSON.stringify(config)], {});
    await office.ready;
    return office;
  }

  get printers(): OfficePrinter[] {
    return this.said.filter((line) => line['event'] === 'printer') as unknown as OfficePrinter[];
  }

  get #whole(): { config: string; control: string; verification_uri: string } {
    return this.said.find((line) => line['event'] === 'office') as never;
  }

  get configuration(): string {
    return this.#whole.config;
  }

  get verificationPage(): string {
    return this.#whole.verification_uri;
  }

  async record(printer = 0): Promise<PrinterRecord> {
    return this.#given(await this.ask('record', { printer })) as PrinterRecord;
  }

  /** Something that goes wrong at a printer from now on, in the words of `crates/office/src/printer/fault.rs`. */
  async fault(fault: object, printer = 0): Promise<void> {
    this.#given(await this.ask('fault', { printer, fault }));
  }

  #given(answer: Answer): unknown {
    if ('problem' in answer) throw new Error(String(answer.problem));
    return answer.answer;
  }

  /** Asks the office's control address (`crates/office/README.md`). */
  async control(path: string, body?: object, method = body ? 'POST' : 'GET'): Promise<unknown> {
    const asked = await fetch(`${this.#whole.control}/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await asked.text();
    if (!asked.ok) throw new Error(`${method} ${path}: ${asked.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  /** A person types a code at Microsoft's page and signs in. */
  async signIn(code: string, account: string): Promise<void> {
    await this.control('sign-in', { user_code: code, account, decision: 'approve' });
  }
}
