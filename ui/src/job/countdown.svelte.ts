/**
 * How long a code still lives.
 *
 * Counted on the monotonic clock: setting the computer's clock neither lengthens nor shortens it. It only informs;
 * whether a code has really run out is said by the printer or by Microsoft.
 */
export type Clock = () => number;

export class Countdown {
  left = $state(0);
  readonly #end: number;
  readonly #clock: Clock;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(seconds: number, clock: Clock = () => performance.now()) {
    this.#clock = clock;
    this.#end = clock() + seconds * 1000;
    this.left = Math.max(0, Math.ceil(seconds));
    this.#timer = setInterval(() => this.tick(), 250);
  }

  tick(): void {
    this.left = Math.max(0, Math.ceil((this.#end - this.#clock()) / 1000));
    if (this.left === 0) this.stop();
  }

  /** The other side says so, whatever this clock makes of it: some stand still while the computer sleeps. */
  runOut(): void {
    this.left = 0;
    this.stop();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

/** `14:07`. */
export function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
