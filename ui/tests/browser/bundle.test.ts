/** What the program carries of the window, compressed: a window that opens at once is a small one. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { build } from 'vite';
import { expect, test } from 'vitest';

test('the window is smaller than 150 kB compressed, and holds no scripted host', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'window-'));
  try {
    await build({
      root: fileURLToPath(new URL('../..', import.meta.url)),
      mode: 'production',
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true },
    });
    let whole = 0;
    for (const name of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const content = await readFile(join(name.parentPath, name.name));
      whole += gzipSync(content).length;
      expect(content.includes('RNP002673A1B2C3'), `${name.name} holds the scripted host`).toBe(false);
    }
    console.log(`the window, compressed: ${(whole / 1000).toFixed(1)} kB`);
    expect(whole).toBeLessThan(150_000);
  } finally {
    await rm(folder, { recursive: true });
  }
});
