/** The list of printers: found, entered, and what this run of the program has learnt of each. */
import { SvelteMap } from 'svelte/reactivity';

import type { DiscoveryEvent } from '../bindings/DiscoveryEvent';
import type { Printer } from '../bindings/Printer';
import type { Problem } from '../bindings/Problem';
import { asProblem, type Host } from '../host/types';
import { plain } from './address';

/** What is known of a printer. Nothing is known before somebody logged in or tried to. */
export type Standing = 'unfinished' | 'needs_authorisation' | 'unknown' | 'unreachable' | 'no_oauth' | 'set_up';

// What needs attention comes first.
const RANK: Record<Standing, number> = {
  unfinished: 0,
  needs_authorisation: 1,
  unknown: 2,
  unreachable: 3,
  no_oauth: 4,
  set_up: 5,
};

/** Answers come late from slow printers; before this an empty list is not called empty. */
const STILL_LOOKING_MS = 10_000;

/** Announcements come in bursts; the list is sorted and drawn once per burst, not once per printer. */
const BURST_MS = 80;

const byName = new Intl.Collator(undefined, { numeric: true }).compare;

export class PrinterList {
  readonly all = new SvelteMap<string, Printer>();
  readonly standings = new SvelteMap<string, Standing>();
  query = $state('');
  /** The address in the field, kept while the person looks elsewhere. */
  entered = $state('');
  blocked = $state(false);
  looking = $state(false);
  problem = $state<Problem | null>(null);
  readonly #host: Host;
  #stop: (() => Promise<void>) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #burst: Exclude<DiscoveryEvent, { event: 'blocked' }>[] = [];
  #drawing: ReturnType<typeof setTimeout> | null = null;

  readonly shown = $derived.by(() => {
    const wanted = plain(this.query).toLowerCase();
    const matches = [...this.all.values()].filter((p) => wanted === '' || haystack(p).includes(wanted));
    return matches
      .map((printer) => ({ printer, standing: this.standingOf(printer.address) }))
      .sort(
        (a, b) =>
          RANK[a.standing] - RANK[b.standing] ||
          byName(printerName(a.printer), printerName(b.printer)) ||
          (a.printer.id < b.printer.id ? -1 : 1),
      );
  });
  readonly own = $derived(this.shown.filter(({ printer }) => printer.ricoh || printer.found_by === 'entered'));
  readonly others = $derived(this.shown.filter(({ printer }) => !printer.ricoh && printer.found_by !== 'entered'));

  /** Printers on the list, whatever is filtered; devices of other makes do not count. */
  readonly count = $derived([...this.all.values()].filter((p) => p.ricoh || p.found_by === 'entered').length);

  constructor(host: Host) {
    this.#host = host;
  }

  standingOf(address: string): Standing {
    return this.standings.get(address) ?? 'unknown';
  }

  async start(): Promise<void> {
    await this.stop();
    this.blocked = false;
    this.problem = null;
    this.looking = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.looking = false), STILL_LOOKING_MS);
    try {
      this.#stop = await this.#host.discover((event) => this.#heard(event));
    } catch (thrown) {
      this.looking = false;
      this.problem = asProblem(thrown);
    }
  }

  #heard(event: DiscoveryEvent): void {
    if (event.event === 'blocked') {
      this.blocked = true;
      return;
    }
    this.#burst.push(event);
    if (this.#drawing !== null) return;
    this.#drawing = setTimeout(() => {
      this.#drawing = null;
      for (const heard of this.#burst.splice(0)) {
        if (heard.event === 'found') this.all.set(heard.printer.id, heard.printer);
        else this.all.delete(heard.id);
      }
    }, BURST_MS);
  }

  async stop(): Promise<void> {
    const stop = this.#stop;
    this.#stop = null;
    await stop?.().catch(() => undefined);
  }

  /** The entered printer, or `null` with the problem shown. */
  async add(address: string): Promise<Printer | null> {
    this.problem = null;
    try {
      const printer = await this.#host.addPrinter(plain(address));
      this.all.set(printer.id, printer);
      return printer;
    } catch (thrown) {
      this.problem = asProblem(thrown);
      return null;
    }
  }
}

export function printerName(printer: Pick<Printer, 'identity' | 'address'>): string {
  return printer.identity.model ?? printer.identity.host_name ?? printer.address;
}

function haystack(printer: Printer): string {
  const { model, host_name, location, serial, addresses } = printer.identity;
  return [printer.address, model, host_name, location, serial, ...addresses].filter(Boolean).join('\n').toLowerCase();
}
