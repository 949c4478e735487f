/** Whether Microsoft's side can be reached from here, asked before a code is on the screen. It hinders nothing. */
import type { Problem } from '../bindings/Problem';
import type { StepLine } from '../bindings/StepLine';
import type { TargetForm } from '../bindings/TargetForm';
import { asProblem, type Host } from '../host/types';
import { plain } from './address';

export class Preflight {
  running = $state(false);
  lines = $state<StepLine[]>([]);
  problem = $state<Problem | null>(null);
  readonly #host: Host;
  #of = '';
  #turn = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Runs by itself for each pair of addresses once, and again when it is asked for. */
  async run(form: Pick<TargetForm, 'sender' | 'admin_address'>, again = true): Promise<void> {
    const sender = plain(form.sender);
    const administrator = plain(form.admin_address) || sender;
    const of = `${sender} ${administrator}`;
    if (!again && this.#of === of) return;
    const turn = ++this.#turn;
    Object.assign(this, { running: true, lines: [], problem: null });
    this.#of = of;
    try {
      const lines = await this.#host.preflight(sender, administrator);
      if (turn === this.#turn) this.lines = lines;
    } catch (thrown) {
      if (turn === this.#turn) this.problem = asProblem(thrown);
    } finally {
      if (turn === this.#turn) this.running = false;
    }
  }
}
