/** A code on the screen: what it is, whose it is, and how long it lives. */
import type { ShownCode } from '../bindings/ShownCode';
import { Countdown } from './countdown.svelte';

export class CodeOnScreen {
  readonly shown: ShownCode;
  readonly countdown: Countdown;
  /** When it ends by the wall clock, only to be read by a person. */
  readonly until: number;
  /** The person opened Microsoft's page from here. */
  opened = $state(false);
  /** The other side said that this code is over. */
  over = $state(false);
  readonly dead = $derived.by(() => this.over || this.countdown.left === 0);

  constructor(shown: ShownCode) {
    this.shown = shown;
    this.countdown = new Countdown(shown.expires_in);
    this.until = Date.now() + shown.expires_in * 1000;
  }

  runOut(): void {
    this.countdown.runOut();
  }

  end(): void {
    this.over = true;
    this.countdown.stop();
  }
}
