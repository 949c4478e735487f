// The document, and what a script writes into it while it loads.

class Document extends Node {
  get nodeType() { return 9; }
  get nodeName() { return '#document'; }
  get documentElement() { return find('html') || find('body') || this.firstElementChild; }
  get head() { return find('head'); }
  get body() { return find('body') || find('frameset') || find('html') || this; }
  get forms() { return cached('forms', () => list(all(root).filter((e) => e.localName === 'form'))); }
  get images() { return this.getElementsByTagName('img'); }
  get links() { return list(all(root).filter((e) => e instanceof Anchor && e[A].has('href'))); }
  get anchors() { return list(all(root).filter((e) => e.localName === 'a' && e[A].has('name'))); }
  get scripts() { return this.getElementsByTagName('script'); }
  get all() { return list(all(root)); }
  get title() { return page.title || ''; } set title(v) { page.title = String(v); }
  get location() { return location; } set location(v) { navigate(v); }
  get URL() { return page.url; } get documentURI() { return page.url; } get baseURI() { return page.base; }
  get domain() { return location.hostname; } set domain(v) {}
  get referrer() { return page.referrer || ''; }
  get cookie() { return page.cookie; }
  set cookie(text) {
    const pair = String(text).split(';')[0], name = pair.split('=')[0].trim();
    const rest = page.cookie.split('; ').filter((c) => c && c.split('=')[0] !== name);
    page.cookie = [...rest, pair.trim()].join('; ');
  }
  get readyState() { return phase === 'loading' ? 'loading' : 'complete'; }
  get activeElement() { return active || this.body; }
  get defaultView() { return global; } get parentWindow() { return global; }
  get compatMode() { return 'BackCompat'; } get characterSet() { return 'UTF-8'; } get charset() { return 'UTF-8'; } get hidden() { return false; } get visibilityState() { return 'visible'; }
  get currentScript() { return insertion; }
  get implementation() { return { hasFeature: () => true }; }
  get frames() { return frames; }
  getElementById(id) { flush(); id = String(id); return cached('id ' + id, () => all(root).find((e) => e[A].get('id') === id) || null); }
  getElementsByName(name) { name = String(name); return cached('name ' + name, () => list(all(root).filter((e) => e[A].get('name') === name))); }
  createElement(name) { return create(String(name).replace(/^<(\w+).*$/s, '$1')); }
  createElementNS(ns, name) { return create(name); }
  createTextNode(text) { return new Text(text); }
  createDocumentFragment() { return new Fragment(); }
  createComment() { return new Text(''); }
  createEvent() { return new Event(''); }
  createEventObject() { return new Event(''); }
  write(...texts) { written += texts.join(''); if (phase !== 'loading') flush(); }
  writeln(...texts) { this.write(...texts, '\n'); }
  open() { return this; } close() { flush(); }
  hasFocus() { return true; } execCommand() { return false; } getSelection() { return { toString: () => '' }; }
  elementFromPoint() { return null; } importNode(n, deep) { return n.cloneNode(deep); }
}
function find(name) { return cached('first ' + name, () => all(root).find((e) => e.localName === name) || null); }
// What was written stands where the writing script stands.
function flush() {
  if (!written) return;
  const html = written; written = '';
  const place = insertion && insertion.parentNode ? insertion : null;
  const around = place ? closest(place, (e) => e.localName === 'form') : null;
  const before = place ? place.nextSibling : null, parent = place ? place.parentNode : document.body;
  for (const node of parseInto(html, around)) { parent.insertBefore(node, before); }
}
root = new Document();
function documentNamed(key) {
  if (key === '' || !page) return null;
  const names = cached('document names', () => {
    const map = new Map();
    const put = (n, e) => { if (n) { const h = map.get(n); if (h) { if (!h.includes(e)) h.push(e); } else map.set(n, [e]); } };
    for (const e of all(root)) if (/^(form|img|iframe|embed|object)$/.test(e.localName)) { put(e[A].get('name'), e); if (e.localName === 'form' || e.localName === 'object') put(e[A].get('id'), e); }
    return map;
  });
  const hits = names.get(key);
  return !hits ? null : hits.length === 1 ? hits[0] : list(hits);
}
const document = new Proxy(root, {
  get(t, key) {
    if (typeof key !== 'symbol') { const hit = documentNamed(key); if (hit !== null) return hit; }
    return Reflect.get(t, key, t);
  },
  set(t, key, value) { return Reflect.set(t, key, value, t); },
  has(t, key) { return key in t || (typeof key === 'string' && documentNamed(key) !== null); },
});
