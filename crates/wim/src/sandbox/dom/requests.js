// What scripts ask the printer for: XMLHttpRequest, fetch, and what they are made with.

function bodyOf(body, headers) {
  if (body === undefined || body === null) return null;
  const type = (v) => { if (!headers.some(([n]) => n.toLowerCase() === 'content-type')) headers.push(['Content-Type', v]); };
  if (body instanceof FormData) {
    const boundary = '----TegataFormBoundary' + nextRequest;
    type('multipart/form-data; boundary=' + boundary);
    return body.pairs.map(([n, v]) => '--' + boundary + '\r\nContent-Disposition: form-data; name="' + n.replace(/"/g, '%22') + '"\r\n\r\n' + v + '\r\n').join('') + '--' + boundary + '--\r\n';
  }
  if (body instanceof URLSearchParams) { type('application/x-www-form-urlencoded;charset=UTF-8'); return String(body); }
  if (typeof body === 'object' && body instanceof Node) return serialize(body);
  type('text/plain;charset=UTF-8');
  return String(body);
}
function ask(method, url, headers, body, done, sync) {
  const to = resolve(url);
  if (!/^https?:/i.test(to)) throw new Error('NetworkError: ' + url);
  const id = nextRequest++, own = headers.map(([n, v]) => [String(n), String(v)]);
  const asked = { id, method: String(method).toUpperCase(), url: to, headers: own, body: null };
  asked.body = asked.method === 'GET' || asked.method === 'HEAD' ? null : bodyOf(body, own);
  if (sync) { done(JSON.parse(hostAsk(JSON.stringify(asked))) || { status: 0, type: '', body: '' }); return id; }
  requests.set(id, done);
  effects.push({ kind: 'request', asked });
  return id;
}
class XMLHttpRequest extends Target {
  constructor() { super(); this.readyState = 0; this.status = 0; this.statusText = ''; this.responseText = ''; this.responseType = ''; this.withCredentials = false; this.timeout = 0; this._headers = []; this._type = ''; this.upload = new Target(); }
  open(method, url, async) { this._method = method; this._url = url; this._sync = async === false; this._headers = []; this.readyState = 1; this._turn(); }
  setRequestHeader(name, value) {
    const known = this._headers.find(([n]) => n.toLowerCase() === String(name).toLowerCase());
    if (known) known[1] = /^content-type$/i.test(name) ? String(value) : known[1] + ', ' + value; else this._headers.push([String(name), String(value)]);
  }
  overrideMimeType() {}
  getResponseHeader(name) { return /^content-type$/i.test(name) ? this._type || null : null; }
  getAllResponseHeaders() { return this._type ? 'content-type: ' + this._type + '\r\n' : ''; }
  abort() { if (this._id) { requests.delete(this._id); effects = effects.filter((e) => !(e.kind === 'request' && e.asked.id === this._id)); } this.readyState = 0; }
  send(body) { this._id = ask(this._method, this._url, this._headers, body, (answer) => this._answered(answer), this._sync); }
  _turn() { dispatch(this, new Event('readystatechange')); }
  _answered(answer) {
    this.status = answer.status; this.statusText = answer.status === 200 ? 'OK' : ''; this._type = answer.type || ''; this.responseURL = this._url;
    if (!this._sync) { this.readyState = 2; this._turn(); this.readyState = 3; this._turn(); }
    this.responseText = answer.body;
    this.readyState = 4; this._turn();
    fire(this, answer.status ? 'load' : 'error', false); fire(this, 'loadend', false);
  }
  get response() { if (this.responseType === 'json') { try { return JSON.parse(this.responseText); } catch (e) { return null; } } return this.responseType === 'document' ? this.responseXML : this.responseText; }
  get responseXML() { return this.readyState === 4 && /xml|html/i.test(this._type + this.responseText.slice(0, 60)) ? parseDocument(this.responseText) : null; }
}
for (const type of ['loadend', 'progress', 'timeout', 'abort', 'loadstart']) Object.defineProperty(XMLHttpRequest.prototype, 'on' + type, { get() { return handlerOf(this, type); }, set(f) { (this[H] || (this[H] = Object.create(null)))[type] = f; } });
Object.assign(XMLHttpRequest, { UNSENT: 0, OPENED: 1, HEADERS_RECEIVED: 2, LOADING: 3, DONE: 4 }); Object.assign(XMLHttpRequest.prototype, { UNSENT: 0, OPENED: 1, HEADERS_RECEIVED: 2, LOADING: 3, DONE: 4 });
function parseDocument(text) {
  const made = new Fragment();
  for (const n of parseInto(text.replace(/^\s*<\?xml[^>]*\?>/, ''), null)) { made.childNodes.push(n); n.parentNode = made; }
  made.getElementById = (id) => all(made).find((e) => e[A].get('id') === String(id)) || null;
  Object.defineProperty(made, 'documentElement', { get: () => made.firstElementChild }); Object.defineProperty(made, 'body', { get: () => all(made).find((e) => e.localName === 'body') || null });
  changed();
  return made;
}
global.DOMParser = function () { this.parseFromString = (text) => parseDocument(String(text)); };
global.XMLSerializer = function () { this.serializeToString = (n) => n.childNodes && !(n instanceof Element) ? n.childNodes.map(serialize).join('') : serialize(n); };
class URLSearchParams {
  constructor(init) {
    this.pairs = [];
    if (init instanceof URLSearchParams || init instanceof FormData) this.pairs = init.pairs.map((p) => [...p]);
    else if (Array.isArray(init)) this.pairs = init.map(([k, v]) => [String(k), String(v)]);
    else if (init && typeof init === 'object') this.pairs = Object.entries(init).map(([k, v]) => [k, String(v)]);
    else if (init) for (const part of String(init).replace(/^\?/, '').split('&')) { if (!part) continue; const at = part.indexOf('='); const d = (s) => decodeURIComponentSafely(s.replace(/\+/g, ' ')); this.pairs.push(at < 0 ? [d(part), ''] : [d(part.slice(0, at)), d(part.slice(at + 1))]); }
  }
  append(k, v) { this.pairs.push([String(k), String(v)]); }
  set(k, v) { const at = this.pairs.findIndex(([n]) => n === k); if (at < 0) this.append(k, v); else { this.pairs[at][1] = String(v); this.pairs = this.pairs.filter(([n], i) => n !== k || i === at); } }
  get(k) { const p = this.pairs.find(([n]) => n === k); return p ? p[1] : null; }
  getAll(k) { return this.pairs.filter(([n]) => n === k).map(([, v]) => v); }
  has(k) { return this.pairs.some(([n]) => n === k); }
  delete(k) { this.pairs = this.pairs.filter(([n]) => n !== k); }
  forEach(f) { for (const [k, v] of this.pairs) f(v, k, this); }
  entries() { return this.pairs[Symbol.iterator](); } [Symbol.iterator]() { return this.pairs[Symbol.iterator](); } keys() { return this.pairs.map(([k]) => k)[Symbol.iterator](); } values() { return this.pairs.map(([, v]) => v)[Symbol.iterator](); }
  toString() { const e = (s) => encodeURIComponent(s).replace(/%20/g, '+').replace(/[!'()~]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase()); return this.pairs.map(([k, v]) => e(k) + '=' + e(v)).join('&'); }
}
class FormData extends URLSearchParams {
  constructor(form, submitter) {
    super();
    if (!form) return;
    const asked = { nodes: flat(), form: form[ID], submitter: submitter ? submitter[ID] : null, url: page.url, base: page.url };
    const s = JSON.parse(hostSubmission(JSON.stringify(asked)));
    this.pairs = s ? s.fields : [];
  }
}
global.fetch = (input, options) => new Promise((done, refused) => {
  options = options || {};
  const url = typeof input === 'object' && input.url ? input.url : String(input), headers = [];
  const given = options.headers || {};
  if (given instanceof Headers) headers.push(...given.pairs); else if (Array.isArray(given)) headers.push(...given); else headers.push(...Object.entries(given));
  try {
    ask(options.method || 'GET', url, headers, options.body, (answer) => {
      if (!answer.status) { refused(new TypeError('Failed to fetch')); return; }
      done({ ok: answer.status >= 200 && answer.status < 300, status: answer.status, statusText: '', url: resolve(url), redirected: false,
        headers: { get: (n) => (/^content-type$/i.test(n) ? answer.type : null), has: (n) => /^content-type$/i.test(n) },
        text: () => Promise.resolve(answer.body), json: () => new Promise((r) => r(JSON.parse(answer.body))), clone() { return this; } });
    }, false);
  } catch (error) { refused(error); }
});
class Headers { constructor(init) { this.pairs = init ? (Array.isArray(init) ? init : Object.entries(init)) : []; } append(n, v) { this.pairs.push([n, v]); } set(n, v) { this.pairs = this.pairs.filter(([k]) => k.toLowerCase() !== n.toLowerCase()); this.append(n, v); } get(n) { const p = this.pairs.find(([k]) => k.toLowerCase() === n.toLowerCase()); return p ? p[1] : null; } }
function URLObject(to, base) {
  const url = hostUrl(base === undefined ? to : String(base), String(to));
  if (!url) throw new TypeError('Invalid URL');
  Object.assign(this, urlPart(url), { href: url, searchParams: new URLSearchParams(urlPart(url).search), toString: () => url });
}
