// @vitest-environment node
/** What the comparison of pictures sees and what it overlooks, on a window that is drawn here stroke by stroke. */
import { describe, expect, test } from 'vitest';

import { compare, KEPT, shrunk, type Picture } from '../browser/compare';

type Colour = readonly [number, number, number];
const PAPER: Colour = [244, 242, 237];
const INK: Colour = [28, 32, 41];
const SOFT: Colour = [82, 87, 102];
const INDIGO: Colour = [28, 77, 120];
const VERMILION: Colour = [187, 51, 21];

class Canvas implements Picture {
  readonly width = 480;
  readonly height = 320;
  readonly data = new Uint8ClampedArray(this.width * this.height * 4);

  constructor(paper: Colour) {
    this.fill(0, 0, this.width, this.height, paper);
  }

  /** A place between two pixels is shared by both, as a browser smooths an edge. */
  fill(left: number, top: number, width: number, height: number, colour: Colour): void {
    for (let y = Math.floor(top); y < top + height; y += 1) {
      for (let x = Math.floor(left); x < left + width; x += 1) {
        const over = (from: number, size: number, at: number) =>
          Math.max(0, Math.min(from + size, at + 1) - Math.max(from, at));
        const share = over(left, width, x) * over(top, height, y);
        const at = (y * this.width + x) * 4;
        colour.forEach((value, c) => (this.data[at + c] = (this.data[at + c] ?? 0) * (1 - share) + value * share));
        this.data[at + 3] = 255;
      }
    }
  }

  /** Something like a line of letters: stems and bars that never repeat, always the same. */
  line(left: number, top: number, letters: number, colour: Colour, bold = 1): void {
    let seed = 7;
    const next = (below: number) => (seed = (seed * 16807) % 2147483647) % below;
    for (let index = 0; index < letters; index += 1) {
      const x = left + index * 8;
      const kind = next(6);
      if (kind === 0) continue;
      this.fill(x, top + next(3), 1.3 * bold, 10, colour);
      if (kind > 2) this.fill(x + 4, top + 3, 1.3 * bold, 7, colour);
      if (kind > 1) this.fill(x, top + 2 + next(7), 5, 1.2 * bold, colour);
    }
  }
}

interface Look {
  paper?: Colour;
  ink?: Colour;
  soft?: Colour;
  button?: Colour;
  /** How far the letters, the heading and the button stand from where they belong. */
  letters?: readonly [number, number];
  heading?: number;
  lower?: number;
  bold?: number;
  paragraph?: boolean;
  overflow?: number;
}

function drawn(look: Look = {}): Picture {
  const canvas = new Canvas(look.paper ?? PAPER);
  const [dx, dy] = look.letters ?? [0, 0];
  const bold = look.bold ?? 1;
  canvas.line(40 + dx + (look.heading ?? 0), 24 + dy, 30, look.ink ?? INK, 1.6 * bold);
  if (look.paragraph !== false) {
    for (let line = 0; line < 3; line += 1) canvas.line(40 + dx, 64 + 20 * line + dy, 48, look.soft ?? SOFT, bold);
  }
  canvas.line(40 + dx, 160 + dy, 20 + (look.overflow ?? 0), look.ink ?? INK, bold);
  const top = 240 + (look.lower ?? 0);
  canvas.fill(300, top, 140, 38, look.button ?? INDIGO);
  canvas.line(320 + dx, top + 14 + dy, 12, PAPER, bold);
  return canvas;
}

const kept = shrunk(drawn(), KEPT);
const found = (look: Look) => compare(kept, drawn(look)).found;

describe('it overlooks', () => {
  test.each<[string, Look]>([
    ['nothing, where there is nothing', {}],
    ['letters a third of a pixel aside', { letters: [0.34, 0] }],
    ['letters one pixel to the right', { letters: [1, 0] }],
    ['letters one pixel to the left', { letters: [-1, 0] }],
    ['letters one pixel lower', { letters: [0, 1] }],
    ['letters smoothed to be a little bolder', { bold: 1.15 }],
    ['letters smoothed to be a little thinner', { bold: 0.85 }],
    ['a palette of few colours', { soft: [84, 86, 100], button: [30, 76, 118] }],
  ])('%s', (_, look) => {
    expect(found(look)).toEqual([]);
  });
});

describe('it sees', () => {
  test.each<[string, Look]>([
    ['a button in another colour', { button: VERMILION }],
    ['a button of another brightness', { button: [58, 107, 150] }],
    ['a paragraph in another colour', { soft: [39, 101, 58] }],
    ['a paragraph missing', { paragraph: false }],
    ['a heading 8 px aside', { heading: 8 }],
    ['a button 8 px lower', { lower: 8 }],
    ['a line that became longer', { overflow: 6 }],
    ['another theme', { paper: [21, 23, 28], ink: [237, 235, 228], soft: [179, 182, 192], button: [147, 191, 233] }],
  ])('%s', (_, look) => {
    expect(found(look)).not.toEqual([]);
  });

  test('a window of another size', () => {
    const smaller = { ...kept, height: kept.height - 1, data: kept.data.slice(0, -4 * kept.width) };
    expect(compare(smaller, drawn()).found).toEqual(['the size: 240×160 and not 240×159']);
  });
});

test('it says where', () => {
  const { found, where } = compare(kept, drawn({ button: VERMILION }));
  expect(found.join()).toMatch(/lines: \d+ pixels in the square at 3\d\d, 2\d\d/);
  const at = (x: number, y: number) => [...where.data.slice((y * where.width + x) * 4, (y * where.width + x) * 4 + 3)];
  expect(at(155, 122)).toEqual([255, 0, 0]);
  expect(at(20, 150)).not.toEqual([255, 0, 0]);
});
