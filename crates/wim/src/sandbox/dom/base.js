// A small document object model for the pages of printers: what their scripts touch, and no more.
//
// The document comes in as a list of nodes and goes out as one; what a script wants done (send a form, show another
// page, ask the printer) is written down as an effect. Nothing here reaches anything outside.
// Names of forms and controls are found as browsers find them (document.mainForm, form.field, named access on window),
// because WIM's scripts are written that way.
// The files of this folder are one function: this one opens it, `entry.js` closes it.
(function (global) {
'use strict';
const hostParse = global.__parse, hostUrl = global.__url, hostSubmission = global.__submission, hostAsk = global.__ask;
for (const name of ['__parse', '__url', '__submission', '__ask']) delete global[name];

const A = Symbol('attributes'), L = Symbol('listeners'), H = Symbol('handlers'), ID = Symbol('id'), OWNER = Symbol('owner');
const VALUE = Symbol('value'), CHECKED = Symbol('checked'), STYLE = Symbol('style');
let version = 0, nextId = 1, page = null, byId = null, root = null, phase = 'loading', insertion = null, written = '';
let effects = [], messages = [], errors = [], undefinedNames = [], timers = new Map(), nextTimer = 1, requests = new Map(), nextRequest = 1;
let soon = [], spent = 0;
const caches = new Map();
const changed = () => { version++; };
function cached(key, compute) {
  const hit = caches.get(key);
  if (hit && hit.version === version) return hit.value;
  const value = compute();
  caches.set(key, { version, value });
  return value;
}

function failed(error) {
  const said = String(error && error.name && error.message !== undefined ? error.name + ': ' + error.message : error);
  errors.push(said);
  const name = /([\w$]+) is not defined/.exec(said);
  if (name) undefinedNames.push(name[1]);
  // A function of a script not yet fetched may be reached through window: `window.Apply()` on nothing.
  else if (/not a callable function|is not a function/.test(said)) undefinedNames.push('a function');
}
const resolve = (relative) => hostUrl(page.base, String(relative));

// --- effects ---------------------------------------------------------------------------------------------------------
const leaves = (effect) => effect.kind === 'navigate' || (effect.kind === 'submit' && !effect.submission.target);
function act(effect) {
  // As in a browser, the last way to leave the page is the one that is taken.
  if (leaves(effect)) effects = effects.filter((before) => !leaves(before));
  effects.push(effect);
}
function navigate(to) {
  to = String(to).trim();
  if (/^javascript:/i.test(to)) { runUrl(to); return; }
  const url = resolve(to);
  if (!/^https?:/i.test(url)) { if (url && !/^about:/i.test(url)) failed('cannot go to ' + to); return; }
  const [here, there] = [page.url.split('#')[0], url.split('#')[0]];
  if (to.startsWith('#') || (url.includes('#') && here === there)) return;
  act({ kind: 'navigate', url });
}
function runUrl(code) {
  try { (0, eval)(decodeURIComponentSafely(code.replace(/^\s*javascript:/i, ''))); } catch (error) { failed(error); }
}
function decodeURIComponentSafely(text) { try { return decodeURIComponent(text); } catch (e) { return text; } }
