/** Every state of one language, in both themes: nothing for axe to find, no word cut off, no breach of the policy. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { STATES } from './scenes';
import { clipped, findings, Stage } from './stage';

const output = fileURLToPath(new URL('../output/', import.meta.url));

export function statesIn(language: 'en' | 'ja'): void {
  let stage: Stage;
  beforeAll(async () => {
    await mkdir(output, { recursive: true });
    stage = await Stage.open();
  });
  afterAll(() => stage?.close());

  test.each(STATES)(`${language}: $name`, async ({ name, scene, later, walk }) => {
    const { page, complaints } = await stage.window({ language, scene, ...(later ? { later } : {}) });
    await walk(page);
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.screenshot({ path: `${output}${name}-${language}-${theme}.png` });
      expect(await findings(page), theme).toEqual([]);
    }
    expect(await clipped(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
}
