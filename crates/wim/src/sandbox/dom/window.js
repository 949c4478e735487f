// The window: its place, the windows it opens, the one that opened it, and the small talk of browsers.

function urlPart(url) {
  const m = /^([a-z][\w+.-]*:)\/\/(?:[^/@]*@)?((\[[^\]]*\]|[^:/?#]*)(?::(\d+))?)([^?#]*)(\?[^#]*)?(#.*)?$/i.exec(url) || [];
  return { protocol: m[1] || '', host: m[2] || '', hostname: m[3] || '', port: m[4] || '', pathname: m[5] || '', search: m[6] && m[6] !== '?' ? m[6] : '', hash: m[7] && m[7] !== '#' ? m[7] : '', origin: (m[1] || '') + '//' + (m[2] || '') };
}
function locationOf(here, go) {
  const l = { assign: (v) => go(v), replace: (v) => go(v), reload: () => go(here(), true), toString: () => here() };
  Object.defineProperty(l, 'href', { enumerable: true, get: here, set: (v) => go(v) });
  for (const part of ['protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'hash', 'origin'])
    Object.defineProperty(l, part, { enumerable: true, get: () => urlPart(here())[part], set: (v) => { if (part === 'search') go(urlPart(here()).pathname + (String(v).startsWith('?') ? v : '?' + v)); else if (part === 'pathname') go(v); } });
  return l;
}
const location = locationOf(() => page.url, (v, again) => { if (again) act({ kind: 'navigate', url: page.url }); else navigate(v); });
const windowTarget = new Target();
for (const type of EVENTS) Object.defineProperty(global, 'on' + type, { configurable: true, get: () => windowTarget['on' + type], set: (f) => { windowTarget['on' + type] = f; } });
for (const name of ['addEventListener', 'removeEventListener', 'attachEvent', 'detachEvent', 'dispatchEvent']) global[name] = (...args) => windowTarget[name](...args);

const opened = new Map();
function otherWindow(name, open) {
  const place = open || { kind: 'open', url: '', name };
  const go = (v) => { const url = resolve(v); if (!url) return; if (!effects.includes(place)) effects.push(place); place.url = url; };
  const other = { name, closed: false, focus() {}, blur() {}, close() { this.closed = true; effects = effects.filter((e) => e !== place); }, document: {
      write() {}, writeln() {}, open() { return this; }, close() {}, get location() { return other.location; }, set location(v) { go(v); }, forms: [], getElementById: () => null, title: '', body: {} },
    moveTo() {}, resizeTo() {}, moveBy() {}, resizeBy() {}, addEventListener() {}, postMessage() {}, opener: global };
  Object.defineProperty(other, 'location', { get: () => locationOf(() => place.url || 'about:blank', go), set: go });
  return other;
}
global.open = (url, name) => {
  name = name === undefined || name === null ? '' : String(name);
  if (/^_(self|top|parent)$/i.test(name)) { navigate(url); return global; }
  const to = url === undefined || url === null || url === '' ? 'about:blank' : resolve(url);
  const effect = { kind: 'open', url: to || 'about:blank', name: /^_blank$/i.test(name) ? '' : name };
  act(effect);
  const made = otherWindow(effect.name, effect);
  if (name) opened.set(name, made);
  return made;
};
function frameNamed(name) { return opened.get(name) || (opened.set(name, otherWindow(String(name))), opened.get(name)); }
const frames = new Proxy([], { get(t, k) { return typeof k === 'symbol' || k in t ? t[k] : frameNamed(k); } });

// The window that opened this one: what is done to it is written down as a path and its arguments.
const plain = (v) => (v === null || /^(string|number|boolean)$/.test(typeof v) ? v : String(v));
function openerAt(path) {
  return new Proxy(function () {}, {
    get(t, key) {
      if (typeof key === 'symbol') return key === Symbol.toPrimitive ? () => '' : undefined;
      if (key === 'closed' && path.length === 0) return false;
      if (path.length === 0 && /^(focus|blur|print|alert)$/.test(key)) return () => {};
      return openerAt([...path, key]);
    },
    set(t, key, value) { effects.push({ kind: 'opener', act: { path: [...path, String(key)], arguments: [plain(value)], assign: true } }); return true; },
    apply(t, self, args) { effects.push({ kind: 'opener', act: { path, arguments: args.map(plain), assign: false } }); return openerAt([...path, '()']); },
  });
}
function actOpened(actWanted) {
  let at = global;
  const path = actWanted.path.slice(), last = path.pop();
  for (const step of path) { at = at[step]; if (at === undefined || at === null) throw new ReferenceError(step + ' is not defined'); }
  if (actWanted.assign) { at[last] = actWanted.arguments[0]; return; }
  if (typeof at[last] !== 'function') throw new ReferenceError(last + ' is not defined');
  at[last](...actWanted.arguments);
}

global.alert = (text) => { messages.push(String(text)); };
global.confirm = (text) => { messages.push(String(text)); return true; };
global.prompt = (text) => { messages.push(String(text)); return null; };
global.print = () => {}; global.focus = () => {}; global.blur = () => {}; global.stop = () => {}; global.scrollTo = () => {}; global.scroll = () => {}; global.scrollBy = () => {};
global.moveTo = () => {}; global.resizeTo = () => {}; global.moveBy = () => {}; global.resizeBy = () => {}; global.postMessage = () => {};
global.close = () => { effects.push({ kind: 'closed' }); };
global.closed = false; global.name = ''; global.status = ''; global.defaultStatus = ''; global.length = 0;
global.innerWidth = 1024; global.innerHeight = 768; global.outerWidth = 1024; global.outerHeight = 768; global.pageXOffset = 0; global.pageYOffset = 0; global.devicePixelRatio = 1;
global.screen = { width: 1024, height: 768, availWidth: 1024, availHeight: 768, colorDepth: 24 };
global.navigator = { userAgent: 'Mozilla/5.0', appName: 'Netscape', appVersion: '5.0', appCodeName: 'Mozilla', platform: 'Win32', language: 'ja', languages: ['ja', 'en'], cookieEnabled: true, onLine: true, plugins: [], mimeTypes: [], javaEnabled: () => false, vendor: '', product: 'Gecko' };
global.history = { length: 1, back() { failed('history.back() leads to an unknown page'); }, forward() {}, go(n) { if (!n) location.reload(); else failed('history.go() leads to an unknown page'); }, pushState() {}, replaceState() {}, state: null };
const say = () => {};
global.console = { log: say, info: say, warn: say, error: say, debug: say, trace: say, table: say, group: say, groupEnd: say, time: say, timeEnd: say };
global.getComputedStyle = (e) => e.style;
global.matchMedia = () => ({ matches: false, addListener() {}, addEventListener() {} });
global.Image = function () { return create('img'); };
global.Option = function (text, value, d, selected) { const o = create('option'); if (text !== undefined) o.text = text; if (value !== undefined) o.value = value; o[CHECKED] = !!selected; return o; };
const storage = () => { const m = new Map(); return { getItem: (k) => (m.has(String(k)) ? m.get(String(k)) : null), setItem: (k, v) => { m.set(String(k), String(v)); }, removeItem: (k) => { m.delete(String(k)); }, clear: () => m.clear(), key: (i) => [...m.keys()][i] ?? null, get length() { return m.size; } }; };
global.sessionStorage = storage(); global.localStorage = storage();
const B64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
global.btoa = (text) => {
  text = String(text); let out = '';
  for (let i = 0; i < text.length; i += 3) {
    const [a, b, c] = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
    if (a > 255 || b > 255 || c > 255) throw new Error('InvalidCharacterError');
    out += B64[a >> 2] + B64[((a & 3) << 4) | ((b || 0) >> 4)] + (isNaN(b) ? '=' : B64[((b & 15) << 2) | ((c || 0) >> 6)]) + (isNaN(c) ? '=' : B64[c & 63]);
  }
  return out;
};
global.atob = (text) => {
  let out = '', bits = 0, have = 0;
  for (const c of String(text).replace(/[\s=]/g, '')) { const v = B64.indexOf(c); if (v < 0) throw new Error('InvalidCharacterError'); bits = (bits << 6) | v; have += 6; if (have >= 8) { have -= 8; out += String.fromCharCode((bits >> have) & 255); } }
  return out;
};
global.TextEncoder = function () { this.encoding = 'utf-8'; this.encode = (text) => Uint8Array.from(unescape(encodeURIComponent(text === undefined ? '' : String(text))), (c) => c.charCodeAt(0)); };
global.TextDecoder = function () { this.encoding = 'utf-8'; this.decode = (bytes) => decodeURIComponent(escape(String.fromCharCode(...new Uint8Array(bytes && bytes.buffer ? bytes.buffer : bytes || [])))); };
