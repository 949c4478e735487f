/**
 * A window that stands still for its picture, the same on a fast and on a slow computer.
 *
 * The clocks of the page say one hour for ever, so a countdown and a date are always the same; and its timers are of
 * two kinds. Short ones run, and a picture waits for them: everything that was about to happen has happened. Long ones
 * (a search that goes on, a printer that takes its time) never end, unless a state is about just that. Nothing here
 * waits for a number of milliseconds and hopes.
 */
import type { Page } from 'playwright-core';

/** Half past ten in the morning, where the page says it is. */
const HOUR = Date.UTC(2026, 10, 23, 1, 30);

/** The longest of the window's short waits is the three seconds for which a copied text says so. */
const LONG_MS = 3500;

interface Stillness {
  pending: number;
  late: (() => void)[];
}

/** Must be called before the page opens. */
export async function holdTime(page: Page): Promise<void> {
  await page.addInitScript(
    ({ hour, long }) => {
      const RealDate = Date;
      const sinceStart = 1000;
      performance.now = () => sinceStart;
      globalThis.Date = class extends RealDate {
        constructor(...given: [] | [number | string]) {
          if (given.length === 0) super(hour);
          else super(...(given as [number]));
        }
        static override now = () => hour;
      } as DateConstructor;

      const still: Stillness = { pending: 0, late: [] };
      Object.assign(globalThis, { still });
      const { setTimeout: start, clearTimeout: stop } = globalThis;
      const running = new Set<number>();
      const ended = (id: number) => {
        if (running.delete(id)) still.pending = running.size;
      };
      const later = (act: () => void, ms = 0): number => {
        if (ms > long) return -still.late.push(act);
        const id = start(() => {
          try {
            act();
          } finally {
            ended(id);
          }
        }, ms) as unknown as number;
        running.add(id);
        still.pending = running.size;
        return id;
      };
      const cancel = (id?: number) => {
        if (id === undefined) return;
        if (id < 0) still.late[-id - 1] = () => undefined;
        stop(id);
        ended(id);
      };
      Object.assign(globalThis, { setTimeout: later, clearTimeout: cancel });
    },
    { hour: HOUR, long: LONG_MS },
  );
}

/** What takes long comes to its end now. */
export async function letTimePass(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { still } = globalThis as unknown as { still: Stillness };
    for (const act of still.late.splice(0)) act();
  });
}

/** Until nothing is about to change any more; then the mouse rests where nothing answers it. */
export async function standsStill(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    const { still } = globalThis as unknown as { still: Stillness };
    await document.fonts.ready;
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    // Twice in a row, because what one timer ends may start the next.
    for (let quiet = 0; quiet < 2; quiet = still.pending === 0 ? quiet + 1 : 0) await drawn();
  });
}
