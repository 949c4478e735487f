/**
 * The comparison of pictures on the window itself: what it must not let through, what must not disturb it, and that
 * there is one kept picture of each state and no other.
 */
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { compare } from './compare';
import { allKept, differs, keptOf, LANGUAGES, THEMES, type Shown } from './kept';
import { STATES, toPreview } from './scenes';
import { Stage } from './stage';
import { standsStill } from './still';

test('one picture is kept of every state, language and theme, and no other', async () => {
  const wanted = LANGUAGES.flatMap((language) =>
    THEMES.flatMap((theme) => STATES.map(({ name }) => `${language}-${theme}/${name}`)),
  );
  expect(await allKept()).toEqual(wanted.sort());
});

test('a state of which nothing is kept is not passed over', async () => {
  const shown: Shown = { name: '9-nowhere', language: 'en', theme: 'light' };
  expect(await differs(Buffer.alloc(0), shown)).toEqual([expect.stringContaining('no picture is kept')]);
});

describe.each(LANGUAGES)('in %s', (language) => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    stage = await Stage.open();
    ({ page } = await stage.window({ language, held: true }));
    await toPreview(page);
    await standsStill(page);
  });
  afterAll(() => stage?.close());

  const look = async (rules: string, theme: Shown['theme'] = 'light') => {
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, rules);
    await standsStill(page);
    const taken = await page.screenshot({ animations: 'disabled' });
    const kept = await keptOf({ name: '3-preview', language, theme: 'light' });
    if (!kept) throw new Error('nothing to compare with');
    return compare(kept, PNG.sync.read(taken)).found;
  };

  test.each([
    ['nothing', ''],
    ['letters one pixel to the right', 'h1, h2, p, li, th, td, label { position: relative; left: 1px }'],
    ['letters one pixel lower', 'h1, h2, p, li, th, td, label { position: relative; top: 1px }'],
    ['letters drawn by their outlines', '* { text-rendering: geometricPrecision }'],
  ])('%s makes no difference', async (_, rules) => {
    expect(await look(rules)).toEqual([]);
  });

  test.each([
    ['a button in another colour', '.button.primary { background: #bb3315; border-color: #bb3315 }'],
    ['soft words in another colour', ':root { --ink-soft: #27653a }'],
    ['a paragraph missing', 'p { visibility: hidden }'],
    ['a heading 8 px aside', 'h1 { position: relative; left: 8px }'],
    ['a button 8 px lower', '.button { position: relative; top: 8px }'],
    ['everything 8 px lower', 'main { position: relative; top: 8px }'],
    ['icons missing', 'svg { visibility: hidden }'],
    ['words that overflow', 'td { white-space: nowrap; font-size: 1.5rem }'],
  ])('%s is found', async (_, rules) => {
    expect(await look(rules)).not.toEqual([]);
  });

  test('another theme is found', async () => {
    expect(await look('', 'dark')).not.toEqual([]);
  });
});
