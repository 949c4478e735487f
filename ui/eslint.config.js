import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

export default ts.config(
    { ignores: ['dist/', 'dist-demo/', 'src/bindings/', 'tests/output/'] },
    js.configs.recommended,
    ...ts.configs.recommended,
    ...svelte.configs.recommended,
    { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
    {
        files: ['**/*.svelte', '**/*.svelte.ts'],
        languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    },
    {
        // Names that TypeScript checks itself.
        files: ['**/*.ts', '**/*.svelte'],
        rules: { 'no-undef': 'off' },
    },
    {
        // What a printer says is text, never markup.
        rules: { 'svelte/no-at-html-tags': 'error' },
    },
    {
        // The window knows its host by one interface; only the folder `host` knows Tauri.
        files: ['src/**'],
        ignores: ['src/host/**'],
        rules: { 'no-restricted-imports': ['error', { patterns: ['@tauri-apps/*'] }] },
    },
);
