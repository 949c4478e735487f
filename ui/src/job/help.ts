/**
 * What a problem offers beyond its own words, wherever it is shown: the guide by hand, a letter to whoever can act, a
 * file for the makers. Given once by the window; a card without a window around it simply offers less.
 */
import { getContext, setContext } from 'svelte';

import type { RequestKind } from '../bindings/RequestKind';
import type { SavedFile } from '../bindings/SavedFile';

export interface Help {
  /** Opens the guide by hand; `null` where no printer is chosen. */
  readonly guide: (() => void) | null;
  readonly letter: (kind: RequestKind) => void;
  /** Saves a diagnostic file and answers where; `null` where no printer is chosen. */
  readonly diagnose: (() => Promise<SavedFile>) | null;
}

/** Where the window leaves it for its cards. */
export const HELP = Symbol('help');

/** Given as a function, so that what is offered follows the state of the window. */
export const offerHelp = (help: () => Help): void => void setContext(HELP, help);

export const offeredHelp = (): (() => Help) | undefined => getContext(HELP);
