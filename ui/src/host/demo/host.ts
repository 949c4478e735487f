/**
 * A host without any program behind it: a scripted printer, Microsoft and mail server, for component tests and for
 * looking at the window in a plain browser. It plays scenes; it models nothing, and proves nothing about printers.
 */
import type { Contact } from '../../bindings/Contact';
import type { Decision } from '../../bindings/Decision';
import type { DiscoveryEvent } from '../../bindings/DiscoveryEvent';
import type { Forgotten } from '../../bindings/Forgotten';
import type { Letter } from '../../bindings/Letter';
import type { LetterRequest } from '../../bindings/LetterRequest';
import type { RecoverRequest } from '../../bindings/RecoverRequest';
import type { Recovery } from '../../bindings/Recovery';
import type { RegistrationGuide } from '../../bindings/RegistrationGuide';
import type { Remembered } from '../../bindings/Remembered';
import type { ReportFormat } from '../../bindings/ReportFormat';
import type { SavedFile } from '../../bindings/SavedFile';
import type { Unfinished } from '../../bindings/Unfinished';
import type { Field } from '../../bindings/Field';
import type { Identity } from '../../bindings/Identity';
import type { InspectRequest } from '../../bindings/InspectRequest';
import type { Inspection } from '../../bindings/Inspection';
import type { Language } from '../../bindings/Language';
import type { MailSent } from '../../bindings/MailSent';
import type { MailSettings } from '../../bindings/MailSettings';
import type { OnboardRequest } from '../../bindings/OnboardRequest';
import type { Outcome } from '../../bindings/Outcome';
import type { Plan } from '../../bindings/Plan';
import type { Preferences } from '../../bindings/Preferences';
import type { Preview } from '../../bindings/Preview';
import type { Printer } from '../../bindings/Printer';
import type { Progress } from '../../bindings/Progress';
import type { SignedIn } from '../../bindings/SignedIn';
import type { SignInProgress } from '../../bindings/SignInProgress';
import type { Startup } from '../../bindings/Startup';
import type { StepLine } from '../../bindings/StepLine';
import type { TargetForm } from '../../bindings/TargetForm';
import type { TestMailRequest } from '../../bindings/TestMailRequest';
import type { Value } from '../../bindings/Value';
import { isMailAddress, plain } from '../../job/address';
import type { Host, Listener, SignInRequest } from '../types';
import { FINGERPRINT, LETTERS, OLD_FINGERPRINT, PRINTERS, REMEMBERED, SETTINGS, manyPrinters, problem } from './data';
import { SCENES, type Scene } from './scenes';

const PAGE = 'https://microsoft.com/devicelogin';

export class DemoHost implements Host {
  readonly scene: Scene;
  /** What was asked, in order: tests look here. */
  readonly calls: string[] = [];
  quit = false;
  #language: Language;
  #preferences: Preferences;
  #trusted = false;
  #settings: MailSettings;
  #decide: ((decision: Decision) => void) | null = null;
  #cancel: (() => void) | null = null;
  #mayClose: () => boolean = () => true;
  #codes = 0;
  #cutOff: Unfinished | null = null;
  #remembered: Remembered;

  constructor(scene: string, language: Language = 'en') {
    this.scene = { ...SCENES.plain, ...(SCENES[scene] ?? {}) };
    this.#language = language;
    this.#settings = { ...SETTINGS, ...this.scene.settings };
    this.#remembered = this.scene.remembers ? REMEMBERED : { pins: [], passwords: [], sign_in: false };
    if (this.scene.unfinished) {
      this.#cutOff = {
        address: PRINTERS[1].address,
        identity: PRINTERS[1].identity,
        since: '2026-11-23T09:12:00Z',
        stage: 'save',
        may_have_written: true,
        restoring: false,
      };
    }
    this.#preferences = {
      language: null,
      cloud: 'global',
      tenant: this.scene.registered ? 'example.com' : '',
      client_id: this.scene.registered ? '5c1f2a7e-0000-4000-8000-000000000001' : '',
    };
  }

  async startup(): Promise<Startup> {
    return {
      version: '0.1.0',
      language: this.#language,
      preferences: this.#preferences,
      configured: false,
      unfinished: this.#cutOff ? [this.#cutOff] : [],
      networks: ['192.0.2.24'],
    };
  }

  async discover(onEvent: Listener<DiscoveryEvent>): Promise<() => Promise<void>> {
    this.calls.push('discover');
    if (this.scene.printers === 'blocked') onEvent({ event: 'blocked' });
    const found = { some: PRINTERS, many: manyPrinters(500), several: manyPrinters(24), none: [], blocked: [] }[
      this.scene.printers
    ];
    for (const printer of found) onEvent({ event: 'found', printer });
    return async () => undefined;
  }

  async addPrinter(address: string): Promise<Printer> {
    this.calls.push(`add ${address}`);
    await this.#pause();
    if (!/^[\w.:[\]/-]+$/.test(address)) throw problem('local.address_invalid', { args: { given: address } });
    const identity = { model: null, serial: null, host_name: null, firmware: null, location: null, addresses: [] };
    return { id: address, address, identity, found_by: 'entered', ricoh: false };
  }

  async look(address: string, allowHttp: boolean): Promise<Contact> {
    this.calls.push(`look ${address}`);
    await this.#pause();
    if (this.scene.look) throw problem(this.scene.look, { args: { address } });
    if (this.scene.certificate === 'none' && !allowHttp) throw problem('printer.http_only', { args: { address } });
    const standing = this.#trusted ? 'trusted' : this.scene.certificate;
    return {
      address,
      origin: `${standing === 'none' ? 'http' : 'https'}://${address}`,
      identity: identityAt(address),
      fingerprint: standing === 'none' ? null : FINGERPRINT,
      standing,
      pinned: standing === 'changed' ? OLD_FINGERPRINT : standing === 'trusted' ? FINGERPRINT : null,
      first_seen: standing === 'changed' ? '2026-03-02' : null,
      remembered: this.#remembered.passwords.filter((p) => p.printer.startsWith(address)).map((p) => p.name),
    };
  }

  async trust(address: string): Promise<void> {
    this.calls.push(`trust ${address}`);
    this.#trusted = true;
  }

  async inspect(request: InspectRequest, onProgress: Listener<Progress>): Promise<Inspection> {
    this.calls.push(`inspect ${request.name}`);
    const cancelled = this.#cancellable();
    for (const stage of ['connect', 'login', 'read'] as const) {
      onProgress({ event: 'stage', stage });
      await Promise.race([this.#pause(), cancelled]);
      const known = this.#remembered.passwords.some((p) => p.printer.startsWith(request.address));
      if (stage === 'login' && request.password === null && !known)
        throw problem('local.password_missing', { who: 'you' });
      if (stage === 'login' && this.scene.login) throw problem(this.scene.login, { args: { user: request.name } });
    }
    return { identity: identityAt(request.address), settings: this.#settings };
  }

  async preview(settings: MailSettings, form: TargetForm): Promise<Preview> {
    const understood = {
      ...form,
      sender: plain(form.sender),
      user: plain(form.user) || plain(form.sender),
      admin_address: plain(form.admin_address) || plain(form.sender),
      smtp_server: plain(form.smtp_server) || 'smtp.office365.com',
    };
    for (const given of [understood.sender, understood.admin_address]) {
      if (!isMailAddress(given)) throw problem('local.mail_address_invalid', { args: { given } });
    }
    return { plan: planOf(settings, understood), form: understood };
  }

  async onboard(request: OnboardRequest, onProgress: Listener<Progress>): Promise<Outcome> {
    this.calls.push('onboard');
    const { plan, form } = await this.preview(request.before, request.form);
    const cancelled = this.#cancellable();
    const stage = async (name: 'connect' | 'login' | 'read' | 'write' | 'authorise' | 'save' | 'verify' | 'logout') => {
      onProgress({ event: 'stage', stage: name });
      await Promise.race([this.#pause(), cancelled]);
    };
    for (const name of ['connect', 'login', 'read'] as const) await stage(name);
    onProgress({ event: 'plan', ...plan });
    if (this.scene.onboard)
      throw problem(this.scene.onboard, {
        detail: this.scene.detail ?? null,
        args: { looked_for: 'SMTP サーバー名', found: '0' },
        retry: this.scene.onboard.startsWith('printer.') ? 'no' : 'now',
        who: this.scene.onboard.startsWith('printer.') ? 'developers' : 'you',
      });
    if (plan.changes.length > 0) await stage('write');
    if (plan.needs_authorization) {
      await stage('authorise');
      await this.#authorise(onProgress, cancelled);
    }
    for (const name of ['save', 'verify', 'logout'] as const) await stage(name);
    this.#settings = {
      ...this.#settings,
      sending_method: 'oauth2',
      smtp_server: form.smtp_server,
      smtp_port: 587,
      smtp_tls: 'starttls',
      smtp_auth: true,
      imap4_port: 993,
      auth_address: form.sender,
      auth_user_name: form.user,
      admin_address: form.admin_address,
      auto_sender: form.auto_sender,
      authorised: true,
      fixed: ['smtp_port', 'smtp_tls', 'smtp_auth', 'imap4_port'],
    };
    const written = plan.changes.length > 0 || plan.needs_authorization;
    return {
      result: written ? 'verified' : 'unchanged',
      identity: identityAt(request.address),
      settings: this.#settings,
      plan,
      requests: 23,
    };
  }

  async #authorise(onProgress: Listener<Progress>, cancelled: Promise<never>): Promise<void> {
    let notYet = this.scene.notYet;
    let fails = this.scene.codeFails;
    this.#showCode(onProgress);
    for (;;) {
      const decision = await Promise.race([new Promise<Decision>((decide) => (this.#decide = decide)), cancelled]);
      await this.#pause();
      if (decision.decision === 'cancel') throw problem('local.cancelled', { retry: 'now' });
      if (decision.decision === 'new_code') this.#showCode(onProgress);
      else if (fails) {
        onProgress({
          event: 'code_failed',
          problem: problem(fails, {
            who: fails.startsWith('microsoft.') ? 'microsoft365_administrator' : 'you',
            retry: 'now',
          }),
        });
        fails = null;
      } else if (notYet > 0) {
        notYet -= 1;
        onProgress({ event: 'not_yet' });
      } else return;
    }
  }

  #showCode(onProgress: Listener<Progress>): void {
    const codes = ['FJK4TW9QX', 'HB7NQ2LDM'];
    const code = codes[this.#codes % 2] ?? null;
    this.#codes += 1;
    onProgress({
      event: 'code',
      origin: 'printer',
      user_code: this.scene.candidates ? null : code,
      candidates: this.scene.candidates ? codes : [],
      screen_text: this.scene.candidates ? `Code A ${codes[0]}\nCode B ${codes[1]}` : null,
      verification_uri: PAGE,
      refused_link: this.scene.refusedLink,
      expires_in: this.scene.codeLife,
    });
  }

  async decide(_operation: string, decision: Decision): Promise<void> {
    this.calls.push(`decide ${decision.decision}`);
    this.#decide?.(decision);
  }

  async openSignIn(): Promise<void> {
    this.calls.push('openSignIn');
  }

  async signIn(request: SignInRequest, onProgress: Listener<SignInProgress>): Promise<SignedIn> {
    this.calls.push('signIn');
    const cancelled = this.#cancellable();
    onProgress({
      event: 'code',
      origin: 'app',
      user_code: 'CR5DPZGK8',
      candidates: [],
      screen_text: null,
      verification_uri: PAGE,
      refused_link: null,
      expires_in: 900,
    });
    onProgress({ event: 'pending' });
    await Promise.race([new Promise((done) => setTimeout(done, this.scene.signInAfter)), cancelled]);
    return { upn: request.sender, mail: request.sender, name: 'Scanner', tenant: 'example.com', is_sender: true };
  }

  async signOut(): Promise<void> {
    this.calls.push('signOut');
  }

  async testMail(request: TestMailRequest, onStep: Listener<StepLine>): Promise<MailSent> {
    const fails = this.scene.testFails
      ? problem(this.scene.testFails, {
          who: 'microsoft365_administrator',
          args: { sender: request.from },
        })
      : null;
    const steps = [
      'connect',
      'greeting',
      'start-tls',
      'certificate',
      'ehlo',
      'auth-offered',
      'auth',
      'mail-from',
      'rcpt-to',
      'data',
    ];
    for (const [index, name] of steps.entries()) {
      const step = `mail-phase-${name}`;
      onStep({ step, outcome: 'running', milliseconds: 0, detail: null, problem: null });
      await this.#pause();
      const failed = fails !== null && name === 'auth';
      onStep({
        step,
        outcome: failed ? 'failed' : 'ok',
        milliseconds: 18 + index * 7,
        detail: null,
        problem: failed ? fails : null,
      });
      if (failed)
        throw {
          ...fails,
          detail: '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
        };
    }
    return { to: request.to || request.from, subject: 'Tegata test 7K2Q', reply: '250 2.0.0 OK' };
  }

  async recovery(address: string, settings: MailSettings): Promise<Recovery> {
    const earlier = this.#cutOff?.address === address || this.scene.restorable;
    if (!earlier) return { unfinished: null, finish: null, restore: null };
    const wanted = planOf(settings, {
      sender: 'scan@example.com',
      user: 'scan@example.com',
      admin_address: 'scan@example.com',
      auto_sender: true,
      smtp_server: 'smtp.office365.com',
    });
    const back: [Field, Value][] = [
      ['sending_method', 'password'],
      ['smtp_server', 'mail.example.com'],
      ['smtp_port', 25],
    ];
    const changes = back
      .filter(([field, to]) => settings[field] !== to)
      .map(([field, to]) => ({ field, from: settings[field], to }));
    return {
      unfinished: this.#cutOff,
      finish: this.#cutOff && wanted,
      restore: { changes, fixed: [], needs_authorization: false },
    };
  }

  async finish(request: RecoverRequest, onProgress: Listener<Progress>): Promise<Outcome> {
    const form = {
      sender: 'scan@example.com',
      user: '',
      admin_address: '',
      auto_sender: true,
      smtp_server: '',
    };
    const outcome = await this.onboard({ ...request, form }, onProgress);
    this.#cutOff = null;
    return outcome;
  }

  async restore(request: RecoverRequest, onProgress: Listener<Progress>): Promise<Outcome> {
    this.calls.push('restore');
    for (const stage of ['connect', 'login', 'read', 'write', 'save', 'verify', 'logout'] as const) {
      onProgress({ event: 'stage', stage });
      await this.#pause();
    }
    const { restore } = await this.recovery(request.address, request.before);
    this.#settings = { ...SETTINGS, smtp_server: 'mail.example.com' };
    this.#cutOff = null;
    return {
      result: 'verified',
      identity: identityAt(request.address),
      settings: this.#settings,
      plan: restore ?? { changes: [], fixed: [], needs_authorization: false },
      requests: 19,
    };
  }

  async leaveAsItIs(address: string): Promise<void> {
    this.calls.push(`leave ${address}`);
    this.#cutOff = null;
  }

  async letter({ kind, language, sender, site }: LetterRequest): Promise<Letter> {
    const { subject, body } = LETTERS[language];
    this.calls.push(`letter ${kind}`);
    return {
      subject: subject.replace('SENDER', sender),
      body: body.replace('SENDER', sender).replace('SITE', site ?? '…'),
    };
  }

  async mailLetter(): Promise<void> {
    this.calls.push('mailLetter');
  }

  async saveLetter(): Promise<SavedFile> {
    return { path: '/home/it/Downloads/tegata-request.txt' };
  }

  async saveReport(_address: string, format: ReportFormat): Promise<SavedFile> {
    this.calls.push(`saveReport ${format}`);
    return { path: `/home/it/Downloads/tegata-report.${format}` };
  }

  async saveDiagnostics(): Promise<SavedFile> {
    return { path: '/home/it/Downloads/tegata-diagnostics.zip' };
  }

  async registrationGuide(): Promise<RegistrationGuide> {
    return { graph_powershell: 'Connect-MgGraph', azure_cli: 'az login', portal: 'https://entra.microsoft.com' };
  }

  async checkRegistration(): Promise<void> {
    await this.#pause();
  }

  async openPortal(): Promise<void> {
    this.calls.push('openPortal');
  }

  async openLogFolder(): Promise<void> {
    this.calls.push('openLogFolder');
  }

  async remembered(): Promise<Remembered> {
    return this.#remembered;
  }

  async forget(what: Forgotten): Promise<Remembered> {
    const { pins, passwords, sign_in } = this.#remembered;
    this.#remembered = {
      pins: what.what === 'pin' ? pins.filter((pin) => pin.printer !== what.printer) : pins,
      passwords:
        what.what === 'password'
          ? passwords.filter((p) => p.printer !== what.printer || p.name !== what.name)
          : passwords,
      sign_in: sign_in && what.what !== 'sign_in',
    };
    return this.#remembered;
  }

  async preflight(): Promise<StepLine[]> {
    await this.#pause();
    return [
      { step: 'preflight-sign-in-host', outcome: 'ok', milliseconds: 41, detail: null, problem: null },
      { step: 'preflight-clock', outcome: 'ok', milliseconds: 1, detail: null, problem: null },
      { step: 'preflight-smtp-connect', outcome: 'ok', milliseconds: 63, detail: null, problem: null },
    ];
  }

  async savePreferences(preferences: Preferences): Promise<void> {
    this.calls.push('savePreferences');
    this.#preferences = preferences;
  }

  async openPrinterPage(): Promise<void> {
    this.calls.push('openPrinterPage');
  }

  async cancel(): Promise<void> {
    this.calls.push('cancel');
    this.#cancel?.();
  }

  async onCloseRequest(mayClose: () => boolean): Promise<() => void> {
    this.#mayClose = mayClose;
    // A browser has no close button that could be asked; tests press this one.
    globalThis.addEventListener?.('demo-close', () => this.#mayClose());
    return () => (this.#mayClose = () => true);
  }

  /** Closing, as a test does it. */
  close(): boolean {
    return this.#mayClose();
  }

  async quitReady(): Promise<void> {
    this.quit = true;
    document.documentElement.dataset['demoQuit'] = 'yes';
  }

  #cancellable(): Promise<never> {
    const promise = new Promise<never>((_, reject) => {
      this.#cancel = () => reject(problem('local.cancelled', { retry: 'now' }));
    });
    promise.catch(() => undefined);
    return promise;
  }

  #pause(): Promise<void> {
    return new Promise((done) => setTimeout(done, this.scene.pace));
  }
}

function identityAt(address: string): Identity {
  return PRINTERS.find((p) => p.address === address)?.identity ?? PRINTERS[0].identity;
}

function planOf(settings: MailSettings, form: TargetForm): Plan {
  const wanted: [Field, Value][] = [
    ['sending_method', 'oauth2'],
    ['smtp_server', form.smtp_server],
    ['auth_address', form.sender],
    ['auth_user_name', form.user],
    ['admin_address', form.admin_address],
    ['auto_sender', form.auto_sender],
  ];
  const fixed: [Field, Value][] = [
    ['smtp_port', 587],
    ['smtp_tls', 'starttls'],
    ['smtp_auth', true],
    ['imap4_port', 993],
  ];
  const changes = wanted
    .filter(([field, to]) => settings[field] !== to)
    .map(([field, to]) => ({ field, from: settings[field], to }));
  return {
    changes,
    fixed: fixed.map(([field, to]) => ({ field, from: settings[field], to })),
    needs_authorization: settings.authorised !== true || changes.some((c) => c.field === 'auth_address'),
  };
}
