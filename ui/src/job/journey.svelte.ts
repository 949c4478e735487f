/**
 * One printer's way through the window, and what is kept for the next printer.
 *
 * It holds every word that was typed, so that neither an error nor going back loses one. It decides nothing about
 * printers: it asks the host and shows what comes back.
 */
import type { Contact } from '../bindings/Contact';
import type { Identity } from '../bindings/Identity';
import type { Inspection } from '../bindings/Inspection';
import type { Outcome } from '../bindings/Outcome';
import type { Preview } from '../bindings/Preview';
import type { Problem } from '../bindings/Problem';
import type { Progress } from '../bindings/Progress';
import type { Recovery } from '../bindings/Recovery';
import type { Stage } from '../bindings/Stage';
import type { Startup } from '../bindings/Startup';
import type { TargetForm } from '../bindings/TargetForm';
import { asProblem, type Host } from '../host/types';
import { isMailAddress, plain } from './address';
import { Preflight } from './preflight.svelte';
import { PrinterList, type Standing } from './printers.svelte';
import { Running } from './running.svelte';
import { TestMail } from './testmail.svelte';

export const STEPS = ['printers', 'connect', 'settings', 'authorise', 'result'] as const;
export type Step = (typeof STEPS)[number];

export interface Chosen {
  address: string;
  identity: Identity | null;
}

/** Set up, bring a job that was cut off to its end, or bring back what was there before. */
export type Purpose = 'onboard' | 'finish' | 'restore';

const NO_LONGER_REACHED: ReadonlySet<string> = new Set([
  'printer.unreachable',
  'printer.name_unknown',
  'printer.no_answer',
]);

export const newOperation = (): string => crypto.randomUUID();

export class Journey {
  readonly host: Host;
  readonly printers: PrinterList;
  readonly testMail: TestMail;
  readonly preflight: Preflight;
  readonly running = new Running();
  startup = $state<Startup | null>(null);
  step = $state<Step>('printers');
  problem = $state<Problem | null>(null);

  chosen = $state<Chosen | null>(null);
  contact = $state<Contact | null>(null);
  contacting = $state(false);
  allowHttp = $state(false);
  admin = $state({ name: 'admin', password: '', remember: false });
  loggingIn = $state(false);

  inspection = $state<Inspection | null>(null);
  form = $state<TargetForm>({ sender: '', user: '', admin_address: '', auto_sender: true, smtp_server: '' });
  preview = $state<Preview | null>(null);
  previewProblem = $state<Problem | null>(null);

  outcome = $state<Outcome | null>(null);
  onboarding = $state(false);
  /** What the running or the last job was for. */
  purpose = $state<Purpose>('onboard');
  /** What the journal knows of this printer, and what the person came for. */
  recovery = $state<Recovery | null>(null);
  intent = $state<Purpose>('onboard');
  /** How far the printer's page had been understood when a problem stopped the job: the guide begins there. */
  stoppedAt = $state<Stage | null>(null);
  /** Printers brought to an end in this run, for the report. */
  finished = $state(0);
  checking = $state(false);

  #operation: string | null = null;
  #previewTurn = 0;
  #lookTurn = 0;

  constructor(host: Host) {
    this.host = host;
    this.printers = new PrinterList(host);
    this.testMail = new TestMail(host);
    this.preflight = new Preflight(host);
  }

  /** A printer holds a session of ours: closing the window now must log out first. */
  readonly holdsPrinter = $derived(this.onboarding || this.loggingIn || this.checking);

  async open(): Promise<void> {
    try {
      this.startup = await this.host.startup();
      for (const { address } of this.startup.unfinished) this.printers.standings.set(address, 'unfinished');
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
    await this.printers.start();
  }

  goTo(step: Step): void {
    this.problem = null;
    this.step = step;
  }

  choose(chosen: Chosen, intent: Purpose = 'onboard'): void {
    this.intent = intent;
    if (this.chosen?.address !== chosen.address) {
      this.contact = null;
      this.allowHttp = false;
      this.inspection = null;
      this.recovery = null;
      this.preview = null;
      this.outcome = null;
    }
    this.chosen = chosen;
    this.goTo('connect');
    void this.look();
  }

  async look(): Promise<void> {
    const chosen = this.chosen;
    if (!chosen) return;
    const turn = ++this.#lookTurn;
    this.problem = null;
    this.contacting = true;
    this.contact = null;
    try {
      const contact = await this.host.look(chosen.address, this.allowHttp);
      if (turn !== this.#lookTurn) return;
      this.contact = contact;
      // A remembered password belongs to a name; what the person has typed already is left alone.
      const [name] = contact.remembered;
      if (name !== undefined && this.admin.password === '') this.admin.name = name;
    } catch (thrown) {
      if (turn === this.#lookTurn) this.fail(asProblem(thrown));
    } finally {
      if (turn === this.#lookTurn) this.contacting = false;
    }
  }

  async consentToHttp(): Promise<void> {
    this.allowHttp = true;
    await this.look();
  }

  /** Pins the certificate on the screen. The printer is looked at again, so what is shown is what will be met. */
  async trustShown(): Promise<boolean> {
    const { contact } = this;
    if (!contact?.fingerprint) return false;
    try {
      await this.host.trust(contact.address, contact.fingerprint);
      this.contact = { ...contact, standing: 'trusted', pinned: contact.fingerprint };
      return true;
    } catch (thrown) {
      this.problem = asProblem(thrown);
      return false;
    }
  }

  /** `password` is given only where an empty one is really meant. */
  async logIn(password: string | null = this.admin.password === '' ? null : this.admin.password): Promise<void> {
    const { contact } = this;
    if (!contact || this.loggingIn) return;
    this.problem = null;
    this.loggingIn = true;
    this.running.begin();
    const operation = (this.#operation = newOperation());
    try {
      this.stoppedAt = null;
      if (contact.standing === 'unknown' && !(await this.trustShown())) return;
      this.inspection = await this.host.inspect(
        {
          operation,
          address: contact.address,
          allow_http: this.allowHttp,
          name: this.admin.name.trim(),
          password,
          remember: this.admin.remember,
        },
        (event) => this.running.heard(event),
      );
      this.#learn(standingAfter(this.inspection));
      this.#fillForm(this.inspection);
      this.step = 'settings';
      await Promise.all([this.refreshPreview(), this.#lookBack()]);
    } catch (thrown) {
      this.stoppedAt = this.running.stage;
      this.fail(asProblem(thrown));
    } finally {
      this.loggingIn = false;
      this.running.begin();
    }
  }

  /** A first printer's own values are offered; from then on what the person typed is kept. */
  #fillForm({ settings }: Inspection): void {
    if (this.form.sender === '') {
      const known = [settings.auth_address, settings.admin_address].find((a) => a && isMailAddress(a));
      this.form.sender = known ?? '';
    }
  }

  /** Asks the journal about this printer, now that its settings are known. */
  async #lookBack(): Promise<void> {
    const { contact, inspection } = this;
    if (!contact || !inspection) return;
    this.recovery = null;
    try {
      this.recovery = await this.host.recovery(contact.address, $state.snapshot(inspection.settings));
      if (this.recovery.unfinished) this.#learn('unfinished');
    } catch (thrown) {
      this.recovery = null;
      this.problem = asProblem(thrown);
    }
  }

  /** The person decided to leave a job that was cut off as it is. */
  async leaveAsItIs(address: string): Promise<void> {
    try {
      await this.host.leaveAsItIs(address);
      this.printers.standings.delete(address);
      if (this.startup) this.startup.unfinished = this.startup.unfinished.filter((u) => u.address !== address);
      if (this.recovery) this.recovery = { ...this.recovery, unfinished: null, finish: null };
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  async refreshPreview(): Promise<void> {
    const { inspection } = this;
    if (!inspection) return;
    const turn = ++this.#previewTurn;
    if (plain(this.form.sender) === '') {
      this.preview = null;
      this.previewProblem = null;
      return;
    }
    try {
      const preview = await this.host.preview($state.snapshot(inspection.settings), $state.snapshot(this.form));
      if (turn !== this.#previewTurn) return;
      this.preview = preview;
      this.previewProblem = null;
    } catch (thrown) {
      if (turn !== this.#previewTurn) return;
      this.preview = null;
      this.previewProblem = asProblem(thrown);
    }
  }

  async onboard(): Promise<void> {
    const { preview } = this;
    if (!preview) return;
    // What was repaired in the input is what will be written, so the form shows it from here on.
    Object.assign(this.form, { sender: preview.form.sender });
    await this.#work('onboard');
  }

  /** Finishes or restores, by what the journal knows. */
  async recover(purpose: 'finish' | 'restore'): Promise<void> {
    await this.#work(purpose);
  }

  /** Again, whatever it was. */
  async again(): Promise<void> {
    await this.#work(this.purpose);
  }

  async #work(purpose: Purpose): Promise<void> {
    const { contact, inspection } = this;
    if (!contact || !inspection || this.onboarding) return;
    this.goTo('authorise');
    this.purpose = purpose;
    this.onboarding = true;
    this.outcome = null;
    this.stoppedAt = null;
    this.running.begin();
    const operation = (this.#operation = newOperation());
    const request = {
      operation,
      address: contact.address,
      allow_http: this.allowHttp,
      before: $state.snapshot(inspection.settings),
    };
    const heard = (event: Progress) => this.running.heard(event);
    try {
      const outcome = await (purpose === 'onboard'
        ? this.host.onboard({ ...request, form: $state.snapshot(this.form) }, heard)
        : this.host[purpose](request, heard));
      this.outcome = outcome;
      this.inspection = { identity: outcome.identity, settings: outcome.settings };
      this.finished += 1;
      this.#learn(standingAfter(this.inspection));
      this.testMail.reset(outcome.settings.auth_address ?? this.form.sender);
      this.step = 'result';
      // Going back to the settings shows the printer as it is now, and from here on there is something to take back.
      await Promise.all([this.refreshPreview(), this.#lookBack()]);
    } catch (thrown) {
      const problem = asProblem(thrown);
      this.stoppedAt = this.running.stage;
      if (problem.code === 'local.cancelled' && problem.args['authorised'] !== 'yes') this.goTo('settings');
      else this.fail(problem);
    } finally {
      this.onboarding = false;
      this.running.forgetCode();
    }
  }

  /** Reads the printer once more after something was done by hand, and compares it with what is wanted. */
  async checkAgain(): Promise<Problem | null> {
    const { contact } = this;
    if (!contact || this.checking || this.holdsPrinter) return null;
    this.checking = true;
    const operation = (this.#operation = newOperation());
    const { name, password } = this.admin;
    try {
      this.inspection = await this.host.inspect(
        {
          operation,
          address: contact.address,
          allow_http: this.allowHttp,
          name: name.trim(),
          password: password === '' ? null : password,
          remember: false,
        },
        () => undefined,
      );
      this.#learn(standingAfter(this.inspection));
      await this.refreshPreview();
      return null;
    } catch (thrown) {
      return asProblem(thrown);
    } finally {
      this.checking = false;
    }
  }

  async openMicrosoft(): Promise<void> {
    if (!this.#operation) return;
    try {
      await this.host.openSignIn(this.#operation);
      if (this.running.code) this.running.code.opened = true;
    } catch (thrown) {
      this.running.codeProblem = asProblem(thrown);
    }
  }

  async decide(decision: 'signed_in' | 'new_code'): Promise<void> {
    if (!this.#operation || this.running.waiting !== 'for_person') return;
    this.running.waiting = 'asking_printer';
    this.running.codeProblem = null;
    try {
      await this.host.decide(this.#operation, { decision });
    } catch (thrown) {
      this.running.waiting = 'for_person';
      this.running.codeProblem = asProblem(thrown);
    }
  }

  /** Stops what runs; the program logs out of the printer and the running call ends with `local.cancelled`. */
  async cancel(): Promise<void> {
    if (!this.#operation || !this.holdsPrinter) return;
    await this.host.cancel(this.#operation).catch(() => undefined);
  }

  /** Reads the printer again after what it says has changed under our hands. */
  async readAgain(): Promise<void> {
    this.goTo('connect');
    await this.look();
    const { contact } = this as { contact: Contact | null };
    if (contact?.standing === 'trusted' || contact?.standing === 'none') await this.logIn();
  }

  nextPrinter(): void {
    this.chosen = null;
    this.contact = null;
    this.allowHttp = false;
    this.inspection = null;
    this.recovery = null;
    this.intent = 'onboard';
    this.preview = null;
    this.outcome = null;
    this.goTo('printers');
  }

  fail(problem: Problem): void {
    this.problem = problem;
    if (NO_LONGER_REACHED.has(problem.code)) this.#learn('unreachable');
    if (problem.code === 'printer.no_oauth_option') this.#learn('no_oauth');
  }

  #learn(standing: Standing): void {
    if (this.chosen) this.printers.standings.set(this.chosen.address, standing);
  }
}

function standingAfter({ settings }: Inspection): Standing {
  if (!settings.oauth2_offered) return 'no_oauth';
  return settings.sending_method === 'oauth2' && settings.authorised === true ? 'set_up' : 'needs_authorisation';
}
