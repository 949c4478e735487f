/** Which host the window has: the desktop program, or – in builds made for looking and testing – the scripted one. */
import { tauriHost } from './tauri';
import type { Host } from './types';

export async function openHost(): Promise<Host> {
  if (import.meta.env.MODE !== 'production') {
    const query = new URLSearchParams(location.search);
    if (query.get('host') === 'demo') {
      const { DemoHost } = await import('./demo/host');
      return new DemoHost(query.get('scene') ?? 'plain', query.get('language') === 'ja' ? 'ja' : 'en');
    }
  }
  return tauriHost;
}
