/** The host inside the desktop program. The only file that speaks to Tauri. */
import { Channel, invoke } from '@tauri-apps/api/core';
import { getCurrentWindow } from '@tauri-apps/api/window';

import type { Host, Listener } from './types';

function channel<Event>(listener: Listener<Event>): Channel<Event> {
  const events = new Channel<Event>();
  events.onmessage = listener;
  return events;
}

export const tauriHost: Host = {
  startup: () => invoke('startup'),
  discover: async (onEvent) => {
    await invoke('discover', { events: channel(onEvent) });
    return () => invoke('stop_discovery');
  },
  addPrinter: (address) => invoke('add_printer', { address }),
  look: (address, allowHttp) => invoke('look', { address, allowHttp }),
  trust: (address, fingerprint) => invoke('trust', { address, fingerprint }),
  inspect: (request, onProgress) => invoke('inspect', { request, events: channel(onProgress) }),
  preview: (settings, form) => invoke('preview', { settings, form }),
  onboard: (request, onProgress) => invoke('onboard', { request, events: channel(onProgress) }),
  decide: (operation, decision) => invoke('decide', { operation, decision }),
  openSignIn: (operation) => invoke('open_sign_in', { operation }),
  signIn: (request, onProgress) => invoke('sign_in', { ...request, events: channel(onProgress) }),
  signOut: () => invoke('sign_out'),
  testMail: (request, onStep) => invoke('test_mail', { request, events: channel(onStep) }),
  preflight: (address, administrator) => invoke('preflight', { address, administrator }),
  savePreferences: (preferences) => invoke('save_preferences', { preferences }),
  openPrinterPage: (address) => invoke('open_printer_page', { address }),
  recovery: (address, settings) => invoke('recovery', { address, settings }),
  finish: (request, onProgress) => invoke('finish', { request, events: channel(onProgress) }),
  restore: (request, onProgress) => invoke('restore', { request, events: channel(onProgress) }),
  leaveAsItIs: (address) => invoke('leave_as_it_is', { address }),
  letter: (request) => invoke('letter', { request }),
  mailLetter: (request) => invoke('mail_letter', { request }),
  saveLetter: (request) => invoke('save_letter', { request }),
  saveReport: (address, format) => invoke('save_report', { address, format }),
  saveDiagnostics: (address) => invoke('save_diagnostics', { address }),
  registrationGuide: () => invoke('registration_guide'),
  checkRegistration: () => invoke('check_registration'),
  openPortal: () => invoke('open_portal'),
  openLogFolder: () => invoke('open_log_folder'),
  remembered: () => invoke('remembered'),
  forget: (what) => invoke('forget', { what }),
  cancel: (operation) => invoke('cancel', { operation }),
  onCloseRequest: (mayClose) =>
    getCurrentWindow().onCloseRequested((event) => {
      if (!mayClose()) event.preventDefault();
    }),
  quitReady: () => getCurrentWindow().destroy(),
};
