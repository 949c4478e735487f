/** The pictures that lie in the repository: found by state, language and theme, and never written by a test. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { PNG } from 'pngjs';

import { compare, shrunk, KEPT, type Picture } from './compare';

export const LANGUAGES = ['en', 'ja'] as const;
export const THEMES = ['light', 'dark'] as const;

export interface Shown {
  name: string;
  language: (typeof LANGUAGES)[number];
  theme: (typeof THEMES)[number];
}

export const output = fileURLToPath(new URL('../output/', import.meta.url));
const kept = fileURLToPath(new URL('pictures/', import.meta.url));
const folder = ({ language, theme }: Omit<Shown, 'name'>) => `${kept}${language}-${theme}/`;

/** The picture that is kept, if there is one. */
export async function keptOf(shown: Shown): Promise<Picture | null> {
  const file = await readFile(`${folder(shown)}${shown.name}.png`).catch(() => null);
  return file && PNG.sync.read(file);
}

/** What is wrong with the picture just taken, in words; nothing where it shows what the kept one shows. */
export async function differs(taken: Buffer, shown: Shown): Promise<string[]> {
  const what = `${shown.name}-${shown.language}-${shown.theme}`;
  const sheet = `${output}different/${what}.png`;
  await rm(sheet, { force: true });
  const expected = await keptOf(shown);
  if (expected === null) return [`${what}: no picture is kept of it (npm run pictures)`];
  const actual = PNG.sync.read(taken);
  const { found, where } = compare(expected, actual);
  if (found.length === 0) return [];
  await mkdir(`${output}different/`, { recursive: true });
  await writeFile(sheet, PNG.sync.write(sideBySide([expected, shrunk(actual, KEPT), where])));
  return [`${what}: ${found.join('; ')}. Kept, taken and difference: ${sheet}`];
}

/** Every picture that is kept, as `language-theme/name`. */
export async function allKept(): Promise<string[]> {
  const names = await Promise.all(
    LANGUAGES.flatMap((language) =>
      THEMES.map(async (theme) => {
        const files = await readdir(folder({ language, theme })).catch(() => []);
        return files.map((file) => `${language}-${theme}/${file.replace(/\.png$/, '')}`);
      }),
    ),
  );
  return names.flat().sort();
}

function sideBySide(pictures: Picture[]): PNG {
  const width = pictures.reduce((sum, p) => sum + p.width, 0);
  const sheet = new PNG({ width, height: Math.max(...pictures.map((p) => p.height)) });
  let left = 0;
  for (const { width: own, height, data } of pictures) {
    for (let y = 0; y < height; y += 1) {
      sheet.data.set(data.subarray(y * own * 4, (y + 1) * own * 4), (y * width + left) * 4);
    }
    left += own;
  }
  return sheet;
}
