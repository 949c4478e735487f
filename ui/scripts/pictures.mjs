/**
 * Puts the pictures that the browser tests took into `docs/images`: the steps one by one, and a contact sheet of every
 * state per language. Needs ImageMagick (`convert`, `montage`). `npm run test:browser && npm run pictures`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const taken = fileURLToPath(new URL('../tests/output/', import.meta.url));
const kept = fileURLToPath(new URL('../../docs/images/', import.meta.url));

/** The person's way, step by step. */
const STEPS = [
    ['01-printers', '1-printers'],
    ['02-connect', '2-connect-unknown'],
    ['03-preview', '3-preview'],
    ['04-authorise', '4-authorise-opened'],
    ['05-result', '5-result'],
    ['06-test-mail', '5-test-sent'],
    ['07-explained', '4-authorise-blocked'],
];

/** Few colours are enough for a window, and a repository is not a photo album. */
const small = (colours) => [
    '-strip',
    '-dither',
    'None',
    '-colors',
    String(colours),
    '-define',
    'png:compression-level=9',
];

function picture(name) {
    const path = join(taken, `${name}.png`);
    if (!existsSync(path)) throw new Error(`no picture ${name}: run npm run test:browser first`);
    return path;
}

let bytes = 0;
for (const language of ['ja', 'en']) {
    for (const theme of ['light', 'dark']) {
        const folder = join(kept, `${language}-${theme}`);
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder, { recursive: true });
        for (const [step, state] of STEPS) {
            const to = join(folder, `${step}.png`);
            execFileSync('convert', [picture(`${state}-${language}-${theme}`), ...small(64), `PNG8:${to}`]);
            bytes += statSync(to).size;
        }
    }
    const states = readdirSync(taken)
        .filter((name) => name.endsWith(`-${language}-light.png`))
        .sort();
    const dark = STEPS.map(([, state]) => `${state}-${language}-dark.png`);
    const sheet = join(kept, `contact-${language}.png`);
    const whole = join(taken, `contact-${language}.bmp`);
    execFileSync('montage', [
        ...[...states, ...dark].map((name) => join(taken, name)),
        ...['-tile', '6x', '-geometry', '490x380+6+6', '-background', '#8a857a', whole],
    ]);
    // Two themes and their shades of paper need all the colours that a palette has.
    execFileSync('convert', [whole, ...small(256), `PNG8:${sheet}`]);
    rmSync(whole);
    bytes += statSync(sheet).size;
}
console.log(`docs/images: ${(bytes / 1e6).toFixed(2)} MB`);
