// Elements: attributes, styles, markup, and what their properties reflect.

class Element extends Node {
  constructor(name) { super(); this.localName = name; this.tagName = name.toUpperCase(); this[A] = new Map(); }
  get nodeType() { return 1; }
  get nodeName() { return this.tagName; }
  getAttribute(name) { const v = this[A].get(String(name).toLowerCase()); return v === undefined ? null : v; }
  setAttribute(name, value) {
    name = String(name).toLowerCase(); value = String(value);
    if (name.startsWith('on') && this[H]) delete this[H][name.slice(2)];
    if (name === 'style') this[STYLE] = undefined;
    if (name === 'checked') this[CHECKED] = true;
    if (name === 'value' && this.localName === 'input' && this[VALUE] !== undefined) this[VALUE] = value;
    this[A].set(name, value); changed();
  }
  removeAttribute(name) {
    name = String(name).toLowerCase();
    if (name.startsWith('on') && this[H]) delete this[H][name.slice(2)];
    if (name === 'style') this[STYLE] = undefined;
    if (name === 'checked') this[CHECKED] = false;
    this[A].delete(name); changed();
  }
  hasAttribute(name) { return this[A].has(String(name).toLowerCase()); }
  toggleAttribute(name, on) { const now = on === undefined ? !this.hasAttribute(name) : on; if (now) this.setAttribute(name, ''); else this.removeAttribute(name); return now; }
  get attributes() { return [...this[A]].map(([name, value]) => ({ name, value, nodeName: name, nodeValue: value })); }
  get dataset() {
    const element = this, dash = (k) => 'data-' + String(k).replace(/[A-Z]/g, (c) => '-' + c.toLowerCase());
    return new Proxy({}, { get: (_, k) => (typeof k === 'symbol' ? undefined : element[A].get(dash(k))),
      set: (_, k, v) => { element.setAttribute(dash(k), v); return true; }, has: (_, k) => element[A].has(dash(k)) });
  }
  get style() { return this[STYLE] || (this[STYLE] = style(this)); }
  set style(text) { this.setAttribute('style', text); }
  get classList() {
    const e = this, now = () => e.className.split(/\s+/).filter(Boolean), put = (l) => { e.className = l.join(' '); };
    return {
      contains: (n) => now().includes(n), add: (...n) => put([...new Set([...now(), ...n])]),
      remove: (...n) => put(now().filter((x) => !n.includes(x))),
      toggle(n, on) { const has = now().includes(n); const want = on === undefined ? !has : on; if (want) this.add(n); else this.remove(n); return want; },
      replace(a, b) { this.remove(a); this.add(b); }, get length() { return now().length; }, item: (i) => now()[i] || null, toString: () => e.className,
    };
  }
  get innerHTML() { return this.childNodes.map(serialize).join(''); }
  set innerHTML(html) { empty(this); for (const node of parseInto(String(html), formAround(this))) this.appendChild(node); }
  get outerHTML() { return serialize(this); }
  set outerHTML(html) { const p = this.parentNode; for (const n of parseInto(String(html), formAround(this))) p.insertBefore(n, this); p.removeChild(this); }
  insertAdjacentHTML(where, html) {
    where = String(where).toLowerCase();
    const nodes = parseInto(String(html), formAround(this)), first = this.firstChild, next = this.nextSibling;
    for (const n of nodes) {
      if (where === 'beforeend') this.appendChild(n); else if (where === 'afterbegin') this.insertBefore(n, first);
      else if (where === 'beforebegin') this.parentNode.insertBefore(n, this); else this.parentNode.insertBefore(n, next);
    }
  }
  insertAdjacentElement(where, e) {
    where = String(where).toLowerCase();
    if (where === 'beforeend') this.appendChild(e); else if (where === 'afterbegin') this.insertBefore(e, this.firstChild);
    else if (where === 'beforebegin') this.parentNode.insertBefore(e, this); else this.parentNode.insertBefore(e, this.nextSibling);
    return e;
  }
  get innerText() { return this.textContent; }
  set innerText(text) { this.textContent = text; }
  get outerText() { return this.textContent; }
  matches(selector) { return select(selector)(this); }
  closest(selector) { const fits = select(selector); return fits(this) ? this : closest(this, fits); }
  focus() { if (document.activeElement !== this) { active = this; fire(this, 'focus', false); } }
  blur() { if (active === this) { active = null; fire(this, 'blur', false); } }
  select() {} scrollIntoView() {} setSelectionRange() {} setCapture() {} releaseCapture() {}
  click() { click(this); }
  getBoundingClientRect() { return { top: 0, left: 0, right: 0, bottom: 0, width: 0, height: 0, x: 0, y: 0 }; }
  get offsetWidth() { return 0; } get offsetHeight() { return 0; } get offsetTop() { return 0; } get offsetLeft() { return 0; }
  get clientWidth() { return 0; } get clientHeight() { return 0; } get scrollTop() { return 0; } set scrollTop(v) {} get scrollHeight() { return 0; }
  get offsetParent() { return hidden(this) ? null : this.parentElement; }
  get currentStyle() { return this.style; }
}
let active = null;
const formAround = (e) => (e.localName === 'form' ? e : e[OWNER] || closest(e, (x) => x.localName === 'form'));
function hidden(e) { for (let n = e; n instanceof Element; n = n.parentNode) if (n.style.display === 'none' || n[A].has('hidden')) return true; return false; }

function reflect(target, text, flags) {
  for (const [property, attribute] of Object.entries(text))
    Object.defineProperty(target.prototype, property, { configurable: true, enumerable: true,
      get() { return this[A].get(attribute) || ''; }, set(v) { this.setAttribute(attribute, v); } });
  for (const [property, attribute] of Object.entries(flags || {}))
    Object.defineProperty(target.prototype, property, { configurable: true, enumerable: true,
      get() { return this[A].has(attribute); }, set(v) { if (v) this[A].set(attribute, ''); else this[A].delete(attribute); changed(); } });
}
reflect(Element, { id: 'id', className: 'class', title: 'title', lang: 'lang', dir: 'dir', align: 'align', accessKey: 'accesskey' }, { hidden: 'hidden' });
for (const type of EVENTS) for (const where of [Target])
  Object.defineProperty(where.prototype, 'on' + type, { configurable: true,
    get() { return handlerOf(this, type); }, set(f) { (this[H] || (this[H] = Object.create(null)))[type] = typeof f === 'function' ? f : null; } });
Object.defineProperty(Element.prototype, 'tabIndex', { configurable: true, get() { return Number(this[A].get('tabindex') || 0); }, set(v) { this.setAttribute('tabindex', v); } });

function style(element) {
  const css = (k) => String(k).replace(/^cssFloat$/, 'float').replace(/[A-Z]/g, (c) => '-' + c.toLowerCase());
  const read = () => {
    const map = new Map();
    for (const part of (element[A].get('style') || '').split(';')) { const at = part.indexOf(':'); if (at > 0) map.set(part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()); }
    return map;
  };
  const write = (map) => { const text = [...map].map(([k, v]) => k + ': ' + v).join('; '); if (text) element[A].set('style', text); else element[A].delete('style'); changed(); };
  const methods = {
    getPropertyValue: (k) => read().get(String(k).toLowerCase()) || '',
    setProperty: (k, v) => { const m = read(); if (v === '' || v === null) m.delete(k); else m.set(k, String(v)); write(m); },
    removeProperty: (k) => { const m = read(); m.delete(k); write(m); }, setAttribute: (k, v) => { methods.setProperty(css(k), v); }, getAttribute: (k) => methods.getPropertyValue(css(k)),
  };
  return new Proxy(methods, {
    get(t, k) { if (typeof k === 'symbol' || k in t) return t[k]; return k === 'cssText' ? element[A].get('style') || '' : read().get(css(k)) || ''; },
    set(t, k, v) { if (k === 'cssText') { element[A].set('style', String(v)); changed(); } else methods.setProperty(css(k), v === undefined ? '' : v); return true; },
    has(t, k) { return typeof k === 'string'; },
  });
}
