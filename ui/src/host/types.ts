/**
 * What the window needs of the program around it: this handful and nothing more.
 *
 * The real program and the scripted one of the tests are two implementations. Nothing here names Tauri, and no
 * answer carries a secret. Every promise rejects with a `Problem`, never with a text.
 */
import type { Contact } from '../bindings/Contact';
import type { Decision } from '../bindings/Decision';
import type { DiscoveryEvent } from '../bindings/DiscoveryEvent';
import type { Forgotten } from '../bindings/Forgotten';
import type { InspectRequest } from '../bindings/InspectRequest';
import type { Inspection } from '../bindings/Inspection';
import type { Letter } from '../bindings/Letter';
import type { LetterRequest } from '../bindings/LetterRequest';
import type { MailSent } from '../bindings/MailSent';
import type { MailSettings } from '../bindings/MailSettings';
import type { OnboardRequest } from '../bindings/OnboardRequest';
import type { Outcome } from '../bindings/Outcome';
import type { Preferences } from '../bindings/Preferences';
import type { Preview } from '../bindings/Preview';
import type { Printer } from '../bindings/Printer';
import type { Problem } from '../bindings/Problem';
import type { Progress } from '../bindings/Progress';
import type { RecoverRequest } from '../bindings/RecoverRequest';
import type { Recovery } from '../bindings/Recovery';
import type { RegistrationGuide } from '../bindings/RegistrationGuide';
import type { Remembered } from '../bindings/Remembered';
import type { ReportFormat } from '../bindings/ReportFormat';
import type { SavedFile } from '../bindings/SavedFile';
import type { SignedIn } from '../bindings/SignedIn';
import type { SignInProgress } from '../bindings/SignInProgress';
import type { Startup } from '../bindings/Startup';
import type { StepLine } from '../bindings/StepLine';
import type { TargetForm } from '../bindings/TargetForm';
import type { TestMailRequest } from '../bindings/TestMailRequest';

export type Listener<Event> = (event: Event) => void;

export interface SignInRequest {
  operation: string;
  /** The mailbox that sends: the account that should sign in. */
  sender: string;
  /** Keep the sign-in in the system's keychain. */
  remember: boolean;
}

export interface Host {
  startup(): Promise<Startup>;
  /** Looks for printers until the returned function is called. */
  discover(onEvent: Listener<DiscoveryEvent>): Promise<() => Promise<void>>;
  addPrinter(address: string): Promise<Printer>;
  look(address: string, allowHttp: boolean): Promise<Contact>;
  trust(address: string, fingerprint: string): Promise<void>;
  inspect(request: InspectRequest, onProgress: Listener<Progress>): Promise<Inspection>;
  preview(settings: MailSettings, form: TargetForm): Promise<Preview>;
  onboard(request: OnboardRequest, onProgress: Listener<Progress>): Promise<Outcome>;
  decide(operation: string, decision: Decision): Promise<void>;
  /** Copies the code that this operation shows and opens Microsoft's page; the program checks the link. */
  openSignIn(operation: string): Promise<void>;
  signIn(request: SignInRequest, onProgress: Listener<SignInProgress>): Promise<SignedIn>;
  signOut(): Promise<void>;
  testMail(request: TestMailRequest, onStep: Listener<StepLine>): Promise<MailSent>;
  preflight(address: string, administrator: string | null): Promise<StepLine[]>;
  savePreferences(preferences: Preferences): Promise<void>;
  /** Opens the printer's own pages in the person's browser. */
  openPrinterPage(address: string): Promise<void>;
  /** Which ways lead on from what the journal knows of a printer, given its settings as they were just read. */
  recovery(address: string, settings: MailSettings): Promise<Recovery>;
  /** Brings the job that was cut off to its end. */
  finish(request: RecoverRequest, onProgress: Listener<Progress>): Promise<Outcome>;
  /** Brings back what was there before the last job. */
  restore(request: RecoverRequest, onProgress: Listener<Progress>): Promise<Outcome>;
  /** Closes what is unfinished without touching the printer. */
  leaveAsItIs(address: string): Promise<void>;
  /** A request to the Microsoft 365 administrator, written in the language on the screen. */
  letter(request: LetterRequest): Promise<Letter>;
  /** Opens the person's own mail program with the letter; nothing is sent by this program. */
  mailLetter(request: LetterRequest): Promise<void>;
  /** Each `save…` writes where the person finds it, and says where. */
  saveLetter(request: LetterRequest): Promise<SavedFile>;
  saveReport(address: string, format: ReportFormat): Promise<SavedFile>;
  saveDiagnostics(address: string): Promise<SavedFile>;
  registrationGuide(): Promise<RegistrationGuide>;
  /** Whether the saved registration is right, by asking Microsoft for a code that nobody will use. */
  checkRegistration(): Promise<void>;
  /** Opens the administrators' portal in the person's browser. */
  openPortal(): Promise<void>;
  openLogFolder(): Promise<void>;
  remembered(): Promise<Remembered>;
  /** Forgets one thing, and answers what is still remembered. */
  forget(what: Forgotten): Promise<Remembered>;
  cancel(operation: string): Promise<void>;
  /** Asks `mayClose` whenever the person closes the window; `false` keeps it open. */
  onCloseRequest(mayClose: () => boolean): Promise<() => void>;
  /** Closes the window without asking again. */
  quitReady(): Promise<void>;
}

export function isProblem(thrown: unknown): thrown is Problem {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'who' in thrown;
}

/** Whatever was thrown, as a Problem: an unforeseen error is one too, and keeps its words as the detail. */
export function asProblem(thrown: unknown): Problem {
  if (isProblem(thrown)) return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'local.unexpected', detail, args: {}, who: 'developers', retry: 'no' };
}
