/**
 * Writes what the program is made of, with the licence of each part, for the window's own list.
 *
 * From the lock files, so it says what is built and not what is hoped for: `npm run licences`.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const own = new URL('../', import.meta.url);

const metadata = JSON.parse(
    execFileSync('cargo', ['metadata', '--format-version', '1', '--locked'], {
        cwd: root,
        maxBuffer: 256 * 1024 * 1024,
        encoding: 'utf8',
    }),
);
const byId = new Map(metadata.packages.map((p) => [p.id, p]));
const nodes = new Map(metadata.resolve.nodes.map((n) => [n.id, n]));
const start = metadata.packages.find((p) => p.name === 'tegata-desktop' && p.source === null);
const reached = new Set();
const queue = [start.id];
while (queue.length > 0) {
    const id = queue.pop();
    if (reached.has(id)) continue;
    reached.add(id);
    for (const dep of nodes.get(id).deps) {
        // What only tests or builds is no part of the program.
        if (dep.dep_kinds.some((kind) => kind.kind === null)) queue.push(dep.pkg);
    }
}
const crates = [...reached]
    .map((id) => byId.get(id))
    .filter((p) => p.source !== null)
    .map(({ name, version, license }) => ({ name, version, license: license ?? 'see its own files' }));

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', own), 'utf8'));
const scripts = [...Object.keys(dependencies), 'svelte'].map((name) => {
    const part = JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, own), 'utf8'));
    return { name, version: part.version, license: part.license };
});

const parts = [...crates, ...scripts].sort(
    (a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'),
);
writeFileSync(
    new URL('src/licences.json', own),
    `[\n${parts.map((part) => `  ${JSON.stringify(part)}`).join(',\n')}\n]\n`,
);
console.log(`${parts.length} parts`);
