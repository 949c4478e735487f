/**
 * The test mail with the program's own sign-in. Its code is never the printer's, so nothing of it is kept in the
 * printer's journey.
 */
import type { MailSent } from '../bindings/MailSent';
import type { Problem } from '../bindings/Problem';
import type { SignedIn } from '../bindings/SignedIn';
import type { StepLine } from '../bindings/StepLine';
import { asProblem, type Host } from '../host/types';
import { plain } from './address';
import { CodeOnScreen } from './code.svelte';

export type Reach = 'pending' | 'offline' | 'unavailable';

export class TestMail {
  to = $state('');
  remember = $state(false);
  account = $state<SignedIn | null>(null);
  code = $state<CodeOnScreen | null>(null);
  reach = $state<Reach>('pending');
  signingIn = $state(false);
  sending = $state(false);
  lines = $state<StepLine[]>([]);
  sent = $state<MailSent | null>(null);
  problem = $state<Problem | null>(null);
  readonly #host: Host;
  #operation: string | null = null;
  #sender = '';

  constructor(host: Host) {
    this.#host = host;
  }

  /** For the next printer: the account stays, the result goes. */
  reset(sender: string): void {
    if (this.#sender !== sender) this.account = null;
    this.#sender = sender;
    this.lines = [];
    this.sent = null;
    this.problem = null;
  }

  async signIn(): Promise<void> {
    if (this.signingIn) return;
    this.problem = null;
    this.signingIn = true;
    this.reach = 'pending';
    const operation = (this.#operation = crypto.randomUUID());
    try {
      this.account = await this.#host.signIn({ operation, sender: this.#sender, remember: this.remember }, (event) => {
        if (event.event === 'code') {
          this.code?.end();
          this.code = new CodeOnScreen(event);
        } else this.reach = event.event;
      });
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.code !== 'local.cancelled') this.problem = problem;
    } finally {
      this.signingIn = false;
      this.code?.end();
      this.code = null;
    }
  }

  async openMicrosoft(): Promise<void> {
    if (!this.#operation) return;
    try {
      await this.#host.openSignIn(this.#operation);
      if (this.code) this.code.opened = true;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  async cancel(): Promise<void> {
    if (this.#operation) await this.#host.cancel(this.#operation).catch(() => undefined);
  }

  async newCode(): Promise<void> {
    await this.cancel();
    // The cancelled call ends by itself; only then may another begin.
    for (let turn = 0; this.signingIn && turn < 100; turn += 1) await new Promise((done) => setTimeout(done, 50));
    await this.signIn();
  }

  async signOut(): Promise<void> {
    this.problem = null;
    try {
      await this.#host.signOut();
      this.account = null;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  async send(printer: string | null): Promise<void> {
    if (this.sending) return;
    this.problem = null;
    this.lines = [];
    this.sent = null;
    this.sending = true;
    const operation = (this.#operation = crypto.randomUUID());
    try {
      this.sent = await this.#host.testMail({ operation, from: this.#sender, to: plain(this.to), printer }, (line) =>
        this.#heard(line),
      );
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.sending = false;
    }
  }

  /** A step is told when it begins and when it ends: one line. */
  #heard(line: StepLine): void {
    const begun = this.lines.findIndex((known) => known.step === line.step);
    if (begun < 0) this.lines.push(line);
    else this.lines[begun] = line;
  }
}
