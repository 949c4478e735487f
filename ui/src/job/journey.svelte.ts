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
import type { StepLine } from '../bindings/StepLine';
import type { TargetForm } from '../bindings/TargetForm';
import { asProblem, type Host } from '../host/types';
import { isMailAddress, plain } from './address';
import { CodeOnScreen } from './code.svelte';
import { PrinterList, type Standing } from './printers.svelte';
import { TestMail } from './testmail.svelte';

export const STEPS = ['printers', 'connect', 'settings', 'authorise', 'result'] as const;
export type Step = (typeof STEPS)[number];

export interface Chosen {
  address: string;
  identity: Identity | null;
}

/** Set up, bring a job that was cut off to its end, or bring back what was there before. */
export type Purpose = 'onboard' | 'finish' | 'restore';

/** What the printer does while its code is on the screen. */
export type Waiting = 'working' | 'for_person' | 'asking_printer';

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
  preflight = $state<{ of: string; running: boolean; lines: StepLine[]; problem: Problem | null }>({
    of: '',
    running: false,
    lines: [],
    problem: null,
  });

  stage = $state<Stage | null>(null);
  code = $state<CodeOnScreen | null>(null);
  waiting = $state<Waiting>('working');
  notYet = $state(0);
  codeProblem = $state<Problem | null>(null);
  note = $state<{ id: string; args: Record<string, number> } | null>(null);
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
  #preflightTurn = 0;
  #lookTurn = 0;

  constructor(host: Host) {
    this.host = host;
    this.printers = new PrinterList(host);
    this.testMail = new TestMail(host);
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
    this.stage = null;
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
        (event) => this.#heard(event),
      );
      this.#learn(standingAfter(this.inspection));
      this.#fillForm(this.inspection);
      this.step = 'settings';
      await Promise.all([this.refreshPreview(), this.#lookBack()]);
    } catch (thrown) {
      this.stoppedAt = this.stage;
      this.fail(asProblem(thrown));
    } finally {
      this.loggingIn = false;
      this.stage = null;
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

  /** Runs by itself for each pair of addresses once, and again when it is asked for. */
  async runPreflight(again = true): Promise<void> {
    const sender = plain(this.form.sender);
    const administrator = plain(this.form.admin_address) || sender;
    const of = `${sender} ${administrator}`;
    if (!again && this.preflight.of === of) return;
    const turn = ++this.#preflightTurn;
    this.preflight = { of, running: true, lines: [], problem: null };
    try {
      const lines = await this.host.preflight(sender, administrator);
      if (turn === this.#preflightTurn) this.preflight.lines = lines;
    } catch (thrown) {
      if (turn === this.#preflightTurn) this.preflight.problem = asProblem(thrown);
    } finally {
      if (turn === this.#preflightTurn) this.preflight.running = false;
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
    this.stage = null;
    this.note = null;
    this.stoppedAt = null;
    this.#forgetCode();
    this.waiting = 'working';
    const operation = (this.#operation = newOperation());
    const request = {
      operation,
      address: contact.address,
      allow_http: this.allowHttp,
      before: $state.snapshot(inspection.settings),
    };
    const heard = (event: Progress) => this.#heard(event);
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
      this.stoppedAt = this.stage;
      if (problem.code === 'local.cancelled' && problem.args['authorised'] !== 'yes') this.goTo('settings');
      else this.fail(problem);
    } finally {
      this.onboarding = false;
      this.#forgetCode();
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

  #forgetCode(): void {
    this.code?.end();
    this.code = null;
    this.codeProblem = null;
    this.notYet = 0;
  }

  #heard(event: Progress): void {
    switch (event.event) {
      case 'stage':
        this.stage = event.stage;
        this.note = null;
        if (event.stage !== 'authorise') {
          this.waiting = 'working';
          this.code?.end();
          this.code = null;
        }
        break;
      case 'code':
        this.code?.end();
        this.code = new CodeOnScreen(event);
        this.codeProblem = null;
        this.notYet = 0;
        this.waiting = 'for_person';
        break;
      case 'not_yet':
        this.notYet += 1;
        this.waiting = 'for_person';
        break;
      case 'code_expired':
        this.code?.end();
        this.waiting = 'for_person';
        break;
      case 'code_failed':
        this.code?.end();
        this.codeProblem = event.problem;
        this.waiting = 'for_person';
        break;
      case 'busy':
        this.note = { id: 'note-busy', args: { attempt: event.attempt, of: event.of } };
        break;
      case 'session_renewed':
        this.note = { id: 'note-session-renewed', args: {} };
        break;
      case 'flow_restarted':
        this.note = { id: 'note-flow-restarted', args: {} };
        break;
      case 'plan':
        break;
    }
  }

  async openMicrosoft(): Promise<void> {
    if (!this.#operation) return;
    try {
      await this.host.openSignIn(this.#operation);
      if (this.code) this.code.opened = true;
    } catch (thrown) {
      this.codeProblem = asProblem(thrown);
    }
  }

  async decide(decision: 'signed_in' | 'new_code'): Promise<void> {
    if (!this.#operation || this.waiting !== 'for_person') return;
    this.waiting = 'asking_printer';
    this.codeProblem = null;
    try {
      await this.host.decide(this.#operation, { decision });
    } catch (thrown) {
      this.waiting = 'for_person';
      this.codeProblem = asProblem(thrown);
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
