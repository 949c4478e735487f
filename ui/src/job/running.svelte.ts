/**
 * A job at the printer while it runs: how far it is, its code, and who waits for whom.
 *
 * It only takes down what the program tells; what is answered to it, and what a job ends with, is the journey's.
 */
import type { Problem } from '../bindings/Problem';
import type { Progress } from '../bindings/Progress';
import type { Stage } from '../bindings/Stage';
import { CodeOnScreen } from './code.svelte';

/** What the printer does while its code is on the screen. */
export type Waiting = 'working' | 'for_person' | 'asking_printer';

export class Running {
  stage = $state<Stage | null>(null);
  code = $state<CodeOnScreen | null>(null);
  waiting = $state<Waiting>('working');
  notYet = $state(0);
  codeProblem = $state<Problem | null>(null);
  note = $state<{ id: string; args: Record<string, number> } | null>(null);

  begin(): void {
    this.stage = null;
    this.note = null;
    this.waiting = 'working';
    this.forgetCode();
  }

  forgetCode(): void {
    this.code?.end();
    this.code = null;
    this.codeProblem = null;
    this.notYet = 0;
  }

  heard(event: Progress): void {
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
        this.code?.runOut();
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
}
