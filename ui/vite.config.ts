import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

import { fluent } from './fluent';

// The mode `demo` builds the same window with the scripted host in it; the mode `production` leaves that host out.
export default defineConfig(({ mode }) => ({
  plugins: [svelte(), fluent()],
  clearScreen: false,
  server: { port: 5173, strictPort: true, fs: { allow: ['..'] } },
  build: {
    // WKWebView is as old as its macOS (13 → Safari 16); WebView2 renews itself.
    target: ['safari16', 'chrome110'],
    outDir: mode === 'demo' ? 'dist-demo' : 'dist',
    emptyOutDir: true,
    // `style-src 'self'` and `script-src 'self'`: everything is a file of its own, nothing is inlined as data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
}));
