/**
 * Whether two pictures of the window show the same, as a careful person would say it.
 *
 * A pixel-by-pixel comparison is of no use between computers: another patch level of the browser or of its fonts draws
 * every letter a little differently, and a limit wide enough for that lets a missing sentence through. So there are
 * three questions, and each is asked where its answer is not blurred by letters:
 *
 * - lines: at half size and softened, does each pixel have its like within one pixel's reach in the other picture, both
 *   ways round? Counted per tile: letters that moved a little leave a few everywhere, a thing that is gone, came or
 *   moved leaves many in one place.
 * - areas: is the mean colour of each tile the same? A letter takes its ink along; a filled area that changes does not.
 * - hues: the same with the brightness taken out and the rest made strong, for words that keep their shape and change
 *   their colour.
 *
 * The distance of two colours is pixelmatch's. It refuses to be clever about regions: nothing is masked, because the
 * window stands still (`still.ts`).
 */
import pixelmatch from 'pixelmatch';

export interface Picture {
  width: number;
  height: number;
  /** Red, green, blue and opacity of each pixel. */
  data: Uint8Array | Uint8ClampedArray;
}

/** How much differs, and the picture (in the size that is kept) of where. */
export interface Difference {
  /** What was asked, in words, with its count and what is allowed: empty where the pictures show the same. */
  found: string[];
  where: Picture;
}

/** A kept picture has half the size of the window: the grain in which letters differ is not worth its bytes. */
export const KEPT = 2;

// Measured on five states in both languages. What must pass (another hinting, geometric letters, all text one pixel aside)
// came to 7 pixels, 2 areas and no hue at most. What must not came to 26 pixels at least (a line missing, a heading 8 px
// aside, icons missing), or 7 areas (a button a little darker), or 4 hues (soft words in green). Letters placed without
// subpixels, and the whole window one pixel lower, went over a limit in one picture of ten: more than letters had moved.
const LINES = { tile: 16, threshold: 0.2, allowed: 12 };
const AREAS = { tile: 10, threshold: 0.04, allowed: 4 };
const HUES = { tile: 10, threshold: 0.05, allowed: 3 };

/** The means of squares; what is left over at the right and below is left out. */
export function shrunk({ width, height, data }: Picture, by: number): Picture {
  const small = blank(Math.floor(width / by), Math.floor(height / by));
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      for (let channel = 0; channel < 4; channel += 1) {
        let sum = 0;
        for (let j = 0; j < by; j += 1) {
          for (let i = 0; i < by; i += 1) sum += data[((y * by + j) * width + x * by + i) * 4 + channel] ?? 0;
        }
        small.data[(y * small.width + x) * 4 + channel] = sum / (by * by);
      }
    }
  }
  return small;
}

/** `kept` as it lies in the repository, `taken` as the browser drew it. */
export function compare(kept: Picture, taken: Picture): Difference {
  const now = shrunk(taken, KEPT);
  if (now.width !== kept.width || now.height !== kept.height) {
    const size = (p: Picture) => `${p.width}×${p.height}`;
    return { found: [`the size: ${size(now)} and not ${size(kept)}`], where: now };
  }
  const where = blank(kept.width, kept.height);
  pixelmatch(kept.data, now.data, where.data, kept.width, kept.height, { threshold: 0.1, includeAA: true });
  const worst = mostInOneTile(unlike(softened(kept), softened(now)), kept.width);
  const areas = tilesApart(shrunk(kept, AREAS.tile), shrunk(now, AREAS.tile), AREAS.threshold);
  const hues = tilesApart(hue(shrunk(kept, HUES.tile)), hue(shrunk(now, HUES.tile)), HUES.threshold);
  const found: string[] = [];
  if (worst.count > LINES.allowed) {
    const place = `${worst.x * KEPT}, ${worst.y * KEPT}`;
    found.push(`lines: ${worst.count} pixels in the square at ${place} (${LINES.allowed} allowed)`);
  }
  if (areas > AREAS.allowed) found.push(`areas: ${areas} squares (${AREAS.allowed} allowed)`);
  if (hues > HUES.allowed) found.push(`hues: ${hues} squares (${HUES.allowed} allowed)`);
  return { found, where };
}

function blank(width: number, height: number): Picture {
  return { width, height, data: new Uint8ClampedArray(width * height * 4) };
}

/** A letter that begins half a pixel later must not look like another letter. */
function softened(picture: Picture): Picture {
  const pass = ({ width, height, data }: Picture, dx: number, dy: number): Picture => {
    const soft = blank(width, height);
    const at = (x: number, y: number) =>
      (Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))) * 4;
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const [before, here, after] = [at(x - dx, y - dy), at(x, y), at(x + dx, y + dy)];
        for (let c = 0; c < 4; c += 1) {
          soft.data[here + c] = ((data[before + c] ?? 0) + 2 * (data[here + c] ?? 0) + (data[after + c] ?? 0)) / 4;
        }
      }
    }
    return soft;
  };
  return pass(pass(picture, 1, 0), 0, 1);
}

/** Which pixels of either picture have nothing like them within one pixel's reach in the other. */
function unlike(a: Picture, b: Picture): Uint8Array {
  const { width, height } = a;
  const alone = { a: new Uint8Array(width * height).fill(1), b: new Uint8Array(width * height).fill(1) };
  const apart = blank(width, height);
  for (const dy of [0, -1, 1]) {
    for (const dx of [0, -1, 1]) {
      apart.data.fill(0);
      const options = { threshold: LINES.threshold, includeAA: true, diffMask: true };
      const count = pixelmatch(a.data, moved(b, dx, dy).data, apart.data, width, height, options);
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          if (apart.data[(y * width + x) * 4 + 3] !== 0) continue;
          alone.a[y * width + x] = 0;
          const [bx, by] = [x + dx, y + dy];
          if (bx >= 0 && bx < width && by >= 0 && by < height) alone.b[by * width + bx] = 0;
        }
      }
      // Nearly always: every pixel has its like where it was.
      if (count === 0 && dx === 0 && dy === 0) return new Uint8Array(width * height);
    }
  }
  return alone.a.map((it, index) => it | (alone.b[index] ?? 0));
}

/** The picture as seen from a place `dx`, `dy` away; its rim goes on beyond it. */
function moved({ width, height, data }: Picture, dx: number, dy: number): Picture {
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = Math.min(height - 1, Math.max(0, y + dy)) * width;
    for (let x = 0; x < width; x += 1) {
      to[y * width + x] = from[row + Math.min(width - 1, Math.max(0, x + dx))] ?? 0;
    }
  }
  return { width, height, data: new Uint8ClampedArray(to.buffer) };
}

function mostInOneTile(marks: Uint8Array, width: number): { count: number; x: number; y: number } {
  const across = Math.ceil(width / LINES.tile);
  const tiles = new Map<number, number>();
  marks.forEach((mark, index) => {
    if (mark === 0) return;
    const tile = Math.floor(Math.floor(index / width) / LINES.tile) * across + Math.floor((index % width) / LINES.tile);
    tiles.set(tile, (tiles.get(tile) ?? 0) + 1);
  });
  const [tile, count] = [...tiles].reduce((most, next) => (next[1] > most[1] ? next : most), [0, 0]);
  return { count, x: (tile % across) * LINES.tile, y: Math.floor(tile / across) * LINES.tile };
}

function tilesApart(a: Picture, b: Picture, threshold: number): number {
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold, includeAA: true });
}

function hue({ width, height, data }: Picture): Picture {
  const bare = blank(width, height);
  for (let at = 0; at < data.length; at += 4) {
    const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    const brightness = 0.299 * r + 0.587 * g + 0.114 * b;
    bare.data.set(
      [r, g, b].map((value) => 128 + 4 * (value - brightness)),
      at,
    );
    bare.data[at + 3] = 255;
  }
  return bare;
}
