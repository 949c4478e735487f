/** Every pair of colours that meets on the screen, in every theme, against WCAG 2.2: 4.5 for text, 3 for shapes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../src/styles/tokens.css'), 'utf8');

/** The blocks in the order of the file, each with the media query it stands in. */
function colours(...queries: string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const part of css.split(/(?=@media)/)) {
    const query = /^@media ([^{]+)\{/.exec(part)?.[1]?.trim() ?? '';
    if (query !== '' && !queries.includes(query)) continue;
    for (const [, name, value] of part.matchAll(/--([a-z-]+): (#[0-9a-f]{3,6});/g)) found[name ?? ''] = value ?? '';
  }
  return found;
}

function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = parseInt(full.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const DARK = '(prefers-color-scheme: dark)';
const MORE = '(prefers-contrast: more)';
const THEMES = {
  light: colours(),
  dark: colours(DARK),
  'light, more contrast': colours(MORE),
  'dark, more contrast': colours(DARK, MORE, `${MORE} and ${DARK}`),
};
const TEXTS: [string, string[]][] = [
  ['ink', ['paper', 'sheet', 'rail', 'act-wash', 'seal-wash', 'good-wash', 'warn-wash']],
  ['ink-soft', ['paper', 'sheet', 'rail', 'warn-wash', 'good-wash']],
  ['act', ['paper', 'sheet', 'rail', 'act-wash']],
  ['act-ink', ['act', 'act-hover']],
  ['seal', ['sheet', 'seal-wash']],
  ['seal-ink', ['seal']],
  ['good', ['paper', 'sheet', 'good-wash']],
  ['warn', ['sheet', 'warn-wash']],
];
const SHAPES: [string, string[]][] = [
  ['line-strong', ['paper', 'sheet']],
  ['seal', ['paper', 'rail']],
  ['act', ['rail']],
];

describe.each(Object.entries(THEMES))('%s', (_, theme) => {
  test.each([...TEXTS.map((pair) => [...pair, 4.5] as const), ...SHAPES.map((pair) => [...pair, 3] as const)])(
    '%s on %j',
    (front, backs, least) => {
      for (const back of backs) {
        const measured = contrast(theme[front] ?? '', theme[back] ?? '');
        expect(measured, `${front} on ${back}: ${measured.toFixed(2)}`).toBeGreaterThanOrEqual(least);
      }
    },
  );
});
