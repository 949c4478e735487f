/**
 * Keeps the pictures that the last `npm run test:browser` took: for the comparison (`tests/browser/pictures`, every
 * state), and for people (`docs/images`: the steps one by one, and a contact sheet of every state per language).
 * Needs ImageMagick (`convert`, `montage`). Look at what `git diff` says has changed before it is committed: from then
 * on that is what is right.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const taken = here('../tests/output/');
const kept = here('../tests/browser/pictures/');
const shown = here('../../docs/images/');

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

const ask = 'run the whole of npm run test:browser first';
const list = join(taken, 'states.json');
if (!existsSync(list)) throw new Error(`no pictures: ${ask}`);
const states = JSON.parse(readFileSync(list, 'utf8')).sort();
const built = statSync(here('../dist-demo/index.html')).mtimeMs;

function picture(state, language, theme) {
    const path = join(taken, `${state}-${language}-${theme}.png`);
    if (!existsSync(path)) throw new Error(`no picture ${path}: ${ask}`);
    if (statSync(path).mtimeMs < built) throw new Error(`${path} is of an older window: ${ask}`);
    return path;
}

const everywhere = ['ja', 'en'].flatMap((language) => ['light', 'dark'].map((theme) => [language, theme]));
// All of it before anything is taken away.
for (const [language, theme] of everywhere) for (const state of states) picture(state, language, theme);

const written = { kept: 0, shown: 0 };
const renewed = (folder) => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    return folder;
};
for (const [language, theme] of everywhere) {
    const baselines = renewed(join(kept, `${language}-${theme}`));
    for (const state of states) {
        const to = join(baselines, `${state}.png`);
        // Half the size, as means of four pixels: `KEPT` in tests/browser/compare.ts.
        execFileSync('convert', [picture(state, language, theme), '-scale', '50%', ...small(64), `PNG8:${to}`]);
        written.kept += statSync(to).size;
    }
    const folder = renewed(join(shown, `${language}-${theme}`));
    for (const [step, state] of STEPS) {
        const to = join(folder, `${step}.png`);
        execFileSync('convert', [picture(state, language, theme), ...small(64), `PNG8:${to}`]);
        written.shown += statSync(to).size;
    }
}
for (const language of ['ja', 'en']) {
    const light = states.map((state) => picture(state, language, 'light'));
    const dark = STEPS.map(([, state]) => picture(state, language, 'dark'));
    const sheet = join(shown, `contact-${language}.png`);
    const whole = join(taken, `contact-${language}.bmp`);
    execFileSync('montage', [
        ...[...light, ...dark],
        ...['-tile', '6x', '-geometry', '490x380+6+6', '-background', '#8a857a', whole],
    ]);
    // Two themes and their shades of paper need all the colours that a palette has.
    execFileSync('convert', [whole, ...small(256), `PNG8:${sheet}`]);
    rmSync(whole);
    written.shown += statSync(sheet).size;
}
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
console.log(`tests/browser/pictures: ${megabytes(written.kept)}, docs/images: ${megabytes(written.shown)}`);
