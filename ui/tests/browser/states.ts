/**
 * Every state of one language, in both themes: nothing for axe to find, no word cut off, no breach of the policy, and
 * the picture is the one that is kept.
 */
import { mkdir, writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { differs, output, THEMES, type Shown } from './kept';
import { STATES } from './scenes';
import { clipped, findings, largestText, Stage } from './stage';
import { standsStill } from './still';

export function statesIn(language: Shown['language']): void {
  let stage: Stage;
  beforeAll(async () => {
    await mkdir(output, { recursive: true });
    // For `npm run pictures`, which must know what is a state's picture and what lies about from another day.
    await writeFile(`${output}states.json`, JSON.stringify(STATES.map(({ name }) => name)));
    stage = await Stage.open();
  });
  afterAll(() => stage?.close());

  test.each(STATES)(`${language}: $name`, async ({ name, scene, later, walk }) => {
    const { page, complaints } = await stage.window({ language, scene, held: true, ...(later ? { later } : {}) });
    await walk(page);
    const other: string[] = [];
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      await standsStill(page);
      const path = `${output}${name}-${language}-${theme}.png`;
      const taken = await page.screenshot({ path, animations: 'disabled' });
      other.push(...(await differs(taken, { name, language, theme })));
      expect(await findings(page), theme).toEqual([]);
    }
    expect(await clipped(page)).toEqual([]);
    await largestText(page);
    expect(await clipped(page), 'with the largest text').toEqual([]);
    expect(complaints).toEqual([]);
    expect(other).toEqual([]);
    await page.context().close();
  });
}
