// A small document object model for the pages of printers: what their scripts touch, and no more.
//
// The document comes in as a list of nodes and goes out as one; what a script wants done (send a form, show another
// page, ask the printer) is written down as an effect. Nothing here reaches anything outside.
// Names of forms and controls are found as browsers find them (document.mainForm, form.field, named access on window),
// because WIM's scripts are written that way.
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

// --- events ----------------------------------------------------------------------------------------------------------
class Event {
  constructor(type, init) {
    this.type = type; this.bubbles = !!(init && init.bubbles); this.cancelable = !(init && init.cancelable === false);
    this.defaultPrevented = false; this.target = null; this.currentTarget = null; this.detail = init && init.detail;
    this._stopped = false; this.keyCode = 0; this.which = 1; this.button = 0; this.clientX = 0; this.clientY = 0; this.timeStamp = 0;
    this.isTrusted = true;
  }
  initEvent(type, bubbles, cancelable) { this.type = type; this.bubbles = !!bubbles; this.cancelable = !!cancelable; }
  preventDefault() { this.defaultPrevented = true; }
  stopPropagation() { this._stopped = true; }
  stopImmediatePropagation() { this._stopped = true; this._stoppedNow = true; }
  get srcElement() { return this.target; }
  get returnValue() { return !this.defaultPrevented; }
  set returnValue(v) { if (v === false) this.defaultPrevented = true; }
  set cancelBubble(v) { if (v) this._stopped = true; }
  get cancelBubble() { return this._stopped; }
}
const EVENTS = ['click', 'dblclick', 'mousedown', 'mouseup', 'mouseover', 'mouseout', 'mousemove', 'keydown', 'keyup', 'keypress',
  'change', 'input', 'submit', 'reset', 'load', 'unload', 'beforeunload', 'pageshow', 'focus', 'blur', 'select', 'error', 'resize', 'scroll',
  'contextmenu', 'propertychange', 'readystatechange', 'hashchange', 'popstate', 'pagehide', 'pointerdown', 'pointerup'];

class Target {
  addEventListener(type, listener, options) {
    if (!listener) return;
    const all = this[L] || (this[L] = []);
    const capture = !!(options === true || (options && options.capture));
    if (!all.some((l) => l.type === type && l.listener === listener && l.capture === capture))
      all.push({ type, listener, capture, once: !!(options && options.once) });
  }
  removeEventListener(type, listener) { if (this[L]) this[L] = this[L].filter((l) => !(l.type === type && l.listener === listener)); }
  attachEvent(type, listener) { this.addEventListener(String(type).replace(/^on/, ''), listener); return true; }
  detachEvent(type, listener) { this.removeEventListener(String(type).replace(/^on/, ''), listener); }
  dispatchEvent(event) { return dispatch(this, event); }
}
function handlerOf(target, type) {
  const own = target[H] && target[H][type];
  if (own !== undefined) return own;
  if (!(target instanceof Element)) return null;
  const code = target[A].get('on' + type);
  if (code === undefined) return null;
  let handler = null;
  try { handler = compile(target, code); } catch (error) { failed(error); }
  (target[H] || (target[H] = Object.create(null)))[type] = handler;
  return handler;
}
function compile(element, code) {
  const body = String(code).replace(/^\s*javascript:/i, '');
  const form = element[OWNER] || closest(element, (e) => e.tagName === 'FORM');
  // The scope of a handler: the element, its form, the document, then the window.
  const scoped = new Function('__e', '__f', '__d',
    'with(__d){with(__f){with(__e){return function(event){' + body + '\n}}}}')(element, form || {}, document);
  return function (event) { return scoped.call(element, event); };
}
function call(target, listener, event) {
  const before = global.event;
  global.event = event; event.currentTarget = target;
  try {
    return typeof listener === 'function' ? listener.call(target, event) : listener.handleEvent(event);
  } catch (error) { failed(error); return undefined; } finally { global.event = before; }
}
function dispatch(target, event) {
  if (typeof event === 'string') event = new Event(event);
  event.target = target;
  const path = [target];
  if (target instanceof Node) {
    for (let up = target.parentNode; up; up = up.parentNode) path.push(up);
    if (target !== document && event.type !== 'load') path.push(windowTarget);
  }
  const run = (at, capture) => {
    for (const l of (at[L] || []).slice()) {
      if (l.type !== event.type || l.capture !== capture) continue;
      if (l.once) at.removeEventListener(l.type, l.listener);
      call(at === windowTarget ? global : at, l.listener, event);
      if (event._stoppedNow) return;
    }
  };
  for (const at of path.slice().reverse()) { if (event._stopped) break; run(at, true); }
  for (const at of path) {
    if (event._stopped) break;
    const handler = handlerOf(at, event.type);
    if (handler) {
      const result = call(at === windowTarget ? global : at, handler, event);
      if (result === false && event.type !== 'error') event.defaultPrevented = true;
    }
    run(at, false);
    if (!event.bubbles) break;
  }
  return !event.defaultPrevented;
}
const fire = (target, type, bubbles = true) => dispatch(target, new Event(type, { bubbles }));

// --- nodes -----------------------------------------------------------------------------------------------------------
class Node extends Target {
  constructor() { super(); this[ID] = nextId++; this.parentNode = null; this.childNodes = []; if (nextId > 390000) throw new RangeError('too many nodes'); }
  get nodeName() { return '#node'; }
  get ownerDocument() { return document; }
  get parentElement() { return this.parentNode instanceof Element ? this.parentNode : null; }
  get firstChild() { return this.childNodes[0] || null; }
  get lastChild() { return this.childNodes[this.childNodes.length - 1] || null; }
  get children() { return list(this.childNodes.filter((n) => n instanceof Element)); }
  get firstElementChild() { return this.children[0] || null; }
  get lastElementChild() { const c = this.children; return c[c.length - 1] || null; }
  get childElementCount() { return this.children.length; }
  get nextSibling() { return sibling(this, 1); }
  get previousSibling() { return sibling(this, -1); }
  get nextElementSibling() { let n = this; do { n = sibling(n, 1); } while (n && !(n instanceof Element)); return n; }
  get previousElementSibling() { let n = this; do { n = sibling(n, -1); } while (n && !(n instanceof Element)); return n; }
  hasChildNodes() { return this.childNodes.length > 0; }
  contains(other) { for (let n = other; n; n = n.parentNode) if (n === this) return true; return false; }
  appendChild(child) { return this.insertBefore(child, null); }
  append(...all) { for (const one of all) this.appendChild(typeof one === 'string' ? new Text(one) : one); }
  prepend(...all) { const first = this.firstChild; for (const one of all) this.insertBefore(typeof one === 'string' ? new Text(one) : one, first); }
  insertBefore(child, before) {
    if (child instanceof Fragment) { for (const one of child.childNodes.slice()) this.insertBefore(one, before); return child; }
    if (child === this || child.contains(this)) throw new Error('HierarchyRequestError');
    if (child.parentNode) child.parentNode.removeChild(child);
    const at = before ? this.childNodes.indexOf(before) : -1;
    if (at < 0) this.childNodes.push(child); else this.childNodes.splice(at, 0, child);
    child.parentNode = this; changed();
    return child;
  }
  removeChild(child) {
    const at = this.childNodes.indexOf(child);
    if (at < 0) throw new Error('NotFoundError');
    this.childNodes.splice(at, 1); child.parentNode = null; forgetOwners(child); changed();
    return child;
  }
  replaceChild(fresh, old) { this.insertBefore(fresh, old); return this.removeChild(old); }
  remove() { if (this.parentNode) this.parentNode.removeChild(this); }
  cloneNode(deep) {
    const copy = this instanceof Text ? new Text(this.data) : create(this.localName);
    if (this instanceof Element) {
      for (const [n, v] of this[A]) copy[A].set(n, v);
      copy[VALUE] = this[VALUE]; copy[CHECKED] = this[CHECKED];
      if (deep) for (const child of this.childNodes) copy.appendChild(child.cloneNode(true));
    }
    return copy;
  }
  get textContent() { let text = ''; walk(this, (n) => { if (n instanceof Text) text += n.data; }); return text; }
  set textContent(text) { empty(this); if (text !== '' && text !== null) this.appendChild(new Text(String(text))); }
  get nodeValue() { return null; }
  getElementsByTagName(name) {
    name = String(name).toUpperCase();
    return cached('tag ' + this[ID] + ' ' + name, () => list(all(this).filter((e) => name === '*' || e.tagName === name)));
  }
  getElementsByClassName(names) {
    const wanted = String(names).split(/\s+/).filter(Boolean);
    return list(all(this).filter((e) => { const own = e.className.split(/\s+/); return wanted.every((n) => own.includes(n)); }));
  }
  querySelectorAll(selector) { const fits = select(selector); return list(all(this).filter((e) => fits(e, this))); }
  querySelector(selector) { return this.querySelectorAll(selector)[0] || null; }
}
Object.assign(Node, { ELEMENT_NODE: 1, TEXT_NODE: 3, DOCUMENT_NODE: 9 });
function sibling(node, step) {
  if (!node.parentNode) return null;
  const all = node.parentNode.childNodes;
  return all[all.indexOf(node) + step] || null;
}
function empty(node) { for (const child of node.childNodes) { child.parentNode = null; forgetOwners(child); } node.childNodes = []; changed(); }
// A control taken out of the document leaves the form it was read in.
function forgetOwners(node) { if (node instanceof Element && node[OWNER] && !node.contains(node[OWNER])) node[OWNER] = null; for (const c of node.childNodes) forgetOwners(c); }
function walk(node, visit) { for (const child of node.childNodes) { visit(child); if (child.childNodes.length) walk(child, visit); } }
function all(node) {
  flush();
  return cached('all ' + node[ID], () => { const found = []; walk(node, (n) => { if (n instanceof Element) found.push(n); }); return found; });
}
function closest(node, fits) { for (let n = node.parentNode; n; n = n.parentNode) if (n instanceof Element && fits(n)) return n; return null; }

class Text extends Node {
  constructor(data) { super(); this.data = String(data); }
  get nodeType() { return 3; }
  get nodeName() { return '#text'; }
  get nodeValue() { return this.data; }
  set nodeValue(v) { this.data = String(v); changed(); }
  get textContent() { return this.data; }
  set textContent(v) { this.data = String(v); changed(); }
  get length() { return this.data.length; }
}
class Fragment extends Node { get nodeType() { return 11; } get nodeName() { return '#document-fragment'; } }

// A list of nodes: by number, by name or id, and with the methods scripts use.
function list(items) {
  const found = items.slice();
  found.item = (at) => found[at] || null;
  found.namedItem = (name) => named(found, String(name));
  return new Proxy(found, { get(t, key) {
    if (typeof key === 'symbol' || key in t) return t[key];
    const hit = named(t, key);
    return hit === null ? undefined : hit;
  } });
}
const named = (items, name) => (name === '' ? null : items.find((e) => e instanceof Element && (e[A].get('id') === name || e[A].get('name') === name)) || null);

function select(selector) {
  const groups = String(selector).split(/,(?![^[]*\])/).map((group) => {
    const parts = group.trim().replace(/\s*([>+~])\s*/g, ' $1 ').split(/\s+(?![^[]*\])/);
    return parts.map((p) => (/^[>+~]$/.test(p) ? p : simple(p)));
  });
  const fits = (e, parts, at) => {
    if (!parts[at](e)) return false;
    if (at === 0) return true;
    const before = parts[at - 1];
    if (before === '>') return e.parentNode instanceof Element && fits(e.parentNode, parts, at - 2);
    if (before === '+') return !!e.previousElementSibling && fits(e.previousElementSibling, parts, at - 2);
    if (before === '~') { for (let s = e.previousElementSibling; s; s = s.previousElementSibling) if (fits(s, parts, at - 2)) return true; return false; }
    for (let up = e.parentNode; up instanceof Element; up = up.parentNode) if (fits(up, parts, at - 1)) return true;
    return false;
  };
  return (e) => groups.some((parts) => fits(e, parts, parts.length - 1));
}
function simple(text) {
  const tests = [];
  let rest = text;
  while (rest) {
    let m;
    if ((m = /^(\*|[\w-]+)/.exec(rest)) && tests.length === 0) { const tag = m[1].toUpperCase(); if (tag !== '*') tests.push((e) => e.tagName === tag); else tests.push(() => true); }
    else if ((m = /^#([\w\u0080-\uffff-]+)/.exec(rest))) { const id = m[1]; tests.push((e) => e[A].get('id') === id); }
    else if ((m = /^\.([\w\u0080-\uffff-]+)/.exec(rest))) { const c = m[1]; tests.push((e) => e.className.split(/\s+/).includes(c)); }
    else if ((m = /^\[\s*([\w:-]+)\s*(?:([~|^$*]?=)\s*(?:"([^"]*)"|'([^']*)'|([^\]\s]*)))?\s*\]/.exec(rest))) {
      const [, name, op] = m, want = m[3] ?? m[4] ?? m[5] ?? '';
      tests.push((e) => {
        const have = e[A].get(name.toLowerCase());
        if (have === undefined) return false;
        switch (op) {
          case undefined: return true;
          case '=': return have === want;
          case '^=': return have.startsWith(want);
          case '$=': return have.endsWith(want);
          case '*=': return have.includes(want);
          case '~=': return have.split(/\s+/).includes(want);
          default: return have === want || have.startsWith(want + '-');
        }
      });
    }
    else if ((m = /^:not\(([^)]*)\)/.exec(rest))) { const not = simple(m[1]); tests.push((e) => !not(e)); }
    else if ((m = /^:(checked|disabled|enabled|first-child|last-child|selected)/.exec(rest))) {
      const what = m[1];
      tests.push((e) => what === 'checked' ? !!(e.checked || e.selected) : what === 'selected' ? !!e.selected : what === 'disabled' ? !!e.disabled : what === 'enabled' ? !e.disabled
        : what === 'first-child' ? !e.previousElementSibling : !e.nextElementSibling);
    }
    else throw new SyntaxError('selector ' + text);
    rest = rest.slice(m[0].length);
  }
  return (e) => tests.every((t) => t(e));
}

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

// --- controls --------------------------------------------------------------------------------------------------------
class Control extends Element { get form() { return ownerOf(this); } get labels() { const id = this.id; return list(all(root).filter((l) => l.localName === 'label' && (id && l[A].get('for') === id || l.contains(this)))); } checkValidity() { return true; } reportValidity() { return true; } setCustomValidity() {} get willValidate() { return true; } }
reflect(Control, { name: 'name' }, { disabled: 'disabled', readOnly: 'readonly', autofocus: 'autofocus', required: 'required' });
function ownerOf(element) {
  const id = element[A].get('form');
  if (id) { const form = document.getElementById(id); if (form && form.localName === 'form') return form; }
  return element[OWNER] || closest(element, (e) => e.localName === 'form');
}

class Input extends Control {
  get type() { return (this[A].get('type') || 'text').trim().toLowerCase() || 'text'; }
  set type(v) { this.setAttribute('type', v); }
  get value() {
    if (this[VALUE] !== undefined) return this[VALUE];
    const own = this[A].get('value');
    return own !== undefined ? own : /^(radio|checkbox)$/.test(this.type) ? 'on' : '';
  }
  set value(v) { this[VALUE] = v === null ? '' : String(v); changed(); }
  get defaultValue() { return this[A].get('value') || ''; }
  set defaultValue(v) { this.setAttribute('value', v); }
  get checked() { return !!this[CHECKED]; }
  set checked(v) {
    this[CHECKED] = !!v;
    if (v && this.type === 'radio') for (const other of group(this)) if (other !== this) other[CHECKED] = false;
    changed();
  }
  get defaultChecked() { return this[A].has('checked'); }
  set defaultChecked(v) { if (v) this.setAttribute('checked', ''); else this.removeAttribute('checked'); }
  get valueAsNumber() { return Number(this.value); }
  get files() { return []; }
}
reflect(Input, { alt: 'alt', src: 'src', size: 'size', maxLength: 'maxlength', placeholder: 'placeholder', formAction: 'formaction', formMethod: 'formmethod', formTarget: 'formtarget', accept: 'accept', autocomplete: 'autocomplete', pattern: 'pattern', min: 'min', max: 'max' }, { multiple: 'multiple' });
function group(radio) {
  const name = radio[A].get('name'), form = ownerOf(radio);
  return all(root).filter((e) => e.localName === 'input' && e.type === 'radio' && e[A].get('name') === name && ownerOf(e) === form);
}
class TextArea extends Control {
  get type() { return 'textarea'; }
  get value() { return this[VALUE] !== undefined ? this[VALUE] : this.textContent.replace(/^\r?\n/, ''); }
  set value(v) { this[VALUE] = v === null ? '' : String(v); changed(); }
  get defaultValue() { return this.textContent; }
}
class Button extends Control {
  get type() { const t = (this[A].get('type') || '').toLowerCase(); return t === 'button' || t === 'reset' ? t : 'submit'; }
  set type(v) { this.setAttribute('type', v); }
}
reflect(Button, { value: 'value', formAction: 'formaction', formMethod: 'formmethod', formTarget: 'formtarget' });
class Select extends Control {
  get type() { return this.multiple ? 'select-multiple' : 'select-one'; }
  get options() {
    const select = this;
    const found = list(all(this).filter((e) => e.localName === 'option'));
    found.add = (o, before) => select.add(o, before); found.remove = (at) => select.remove(at);
    return new Proxy(found, {
      get(t, k) { return k === 'selectedIndex' ? select.selectedIndex : t[k]; },
      set(t, k, v) {
        if (k === 'length') { for (const o of [...t].slice(v)) o.remove(); return true; }
        if (k === 'selectedIndex') { select.selectedIndex = v; return true; }
        if (/^\d+$/.test(String(k))) { if (v === null) { if (t[k]) t[k].remove(); } else if (t[k]) { t[k].parentNode.replaceChild(v, t[k]); } else select.appendChild(v); return true; }
        t[k] = v; return true;
      },
    });
  }
  get length() { return this.options.length; }
  set length(v) { this.options.length = v; }
  add(option, before) { if (typeof before === 'number') before = this.options[before]; if (before) before.parentNode.insertBefore(option, before); else this.appendChild(option); }
  remove(at) { if (at === undefined) super.remove(); else if (this.options[at]) this.options[at].parentNode.removeChild(this.options[at]); }
  item(at) { return this.options[at] || null; }
  get selectedIndex() {
    const options = [...this.options];
    for (let at = options.length - 1; at >= 0; at--) if (options[at][CHECKED]) return at;
    return this.multiple || Number(this[A].get('size') || 1) > 1 ? -1 : options.findIndex((o) => !o.disabled);
  }
  set selectedIndex(at) { [...this.options].forEach((o, i) => { o[CHECKED] = i === Number(at); }); changed(); }
  get selectedOptions() { return list([...this.options].filter((o) => o.selected)); }
  get value() { const at = this.selectedIndex; return at < 0 ? '' : this.options[at].value; }
  set value(v) { this.selectedIndex = [...this.options].findIndex((o) => o.value === String(v)); }
}
reflect(Select, { size: 'size' }, { multiple: 'multiple' });
class Option extends Element {
  get value() { const v = this[A].get('value'); return v !== undefined ? v : this.text; }
  set value(v) { this.setAttribute('value', v); }
  get text() { return this.textContent.replace(/\s+/g, ' ').trim(); }
  set text(v) { this.textContent = v; }
  get selected() { if (this[CHECKED]) return true; const s = this.parentSelect; return !!s && !s.multiple && s.options[s.selectedIndex] === this; }
  set selected(v) { const s = this.parentSelect; if (v && s && !s.multiple) for (const o of s.options) o[CHECKED] = false; this[CHECKED] = !!v; changed(); }
  get defaultSelected() { return this[A].has('selected'); }
  get parentSelect() { return closest(this, (e) => e.localName === 'select'); }
  get index() { const s = this.parentSelect; return s ? [...s.options].indexOf(this) : 0; }
  get form() { const s = this.parentSelect; return s ? s.form : null; }
}
reflect(Option, { label: 'label' }, { disabled: 'disabled' });

// What this model itself walks by; a control of such a name is reached through `elements`.
const STRUCTURE = new Set(['childNodes', 'parentNode', 'localName', 'tagName', 'nodeType', 'contains', 'insertBefore', 'appendChild', 'removeChild', 'className', 'style']);
class Form extends Element {
  constructor(name) {
    super(name);
    return new Proxy(this, {
      get(t, key, self) {
        if (typeof key === 'symbol' || STRUCTURE.has(key)) return Reflect.get(t, key, self);
        const hit = controlNamed(self, key);
        return hit === null ? Reflect.get(t, key, self) : hit;
      },
      set(t, key, value, self) {
        // A control's name hides the form's own property; what is written to it then is lost, as in browsers.
        if (typeof key === 'string' && key in Form.prototype && controlNamed(self, key) !== null) return true;
        return Reflect.set(t, key, value, self);
      },
      has(t, key) { return key in t || (typeof key === 'string' && controlNamed(t[SELF] || t, key) !== null); },
    });
  }
  get elements() { return controlsOf(this); }
  get length() { return this.elements.length; }
  get encoding() { return this.enctype; }
  set encoding(v) { this.enctype = v; }
  get action() { const a = this[A].get('action'); return a ? resolve(a) : page.url; }
  set action(v) { this.setAttribute('action', v); }
  get method() { return /^post$/i.test((this[A].get('method') || '').trim()) ? 'post' : 'get'; }
  set method(v) { this.setAttribute('method', v); }
  submit() { send(this, null); }
  requestSubmit(button) { submitBy(this, button || null); }
  reset() {
    if (!fire(this, 'reset')) return;
    for (const e of controlsOf(this)) { e[VALUE] = undefined; if (e instanceof Input) e[CHECKED] = e[A].has('checked'); if (e instanceof Select) for (const o of e.options) o[CHECKED] = o[A].has('selected'); }
    changed();
  }
  checkValidity() { return true; } reportValidity() { return true; }
}
const SELF = Symbol('self');
reflect(Form, { name: 'name', target: 'target', enctype: 'enctype', acceptCharset: 'accept-charset' });
function controlsOf(form) {
  flush();
  return cached('controls ' + form[ID], () => list(all(root).filter((e) => e instanceof Control && !(e instanceof Input && e.type === 'image') && ownerOf(e) === form)));
}
function controlNamed(form, key) {
  if (!form[A] || key === '') return null;
  const names = cached('names ' + form[ID], () => {
    const map = new Map();
    const put = (name, e) => { if (!name) return; const hits = map.get(name); if (hits) { if (!hits.includes(e)) hits.push(e); } else map.set(name, [e]); };
    for (const e of controlsOf(form)) { put(e[A].get('name'), e); put(e[A].get('id'), e); }
    return map;
  });
  const hits = names.get(String(key));
  if (hits) return hits.length === 1 ? hits[0] : radioList(hits);
  if (/^\d+$/.test(String(key))) return controlsOf(form)[key] || null;
  return null;
}
function radioList(hits) {
  const found = list(hits);
  Object.defineProperty(found, 'value', { get: () => { const on = hits.find((e) => e.checked); return on ? on.value : ''; },
    set: (v) => { const e = hits.find((x) => x.value === String(v)); if (e) e.checked = true; } });
  return found;
}

class Anchor extends Element {
  get href() { const h = this[A].get('href'); return h === undefined ? '' : /^\s*javascript:/i.test(h) ? h : resolve(h); }
  set href(v) { this.setAttribute('href', v); }
  get pathname() { return urlPart(this.href).pathname; } get search() { return urlPart(this.href).search; } get hash() { return urlPart(this.href).hash; }
  get hostname() { return urlPart(this.href).hostname; } get protocol() { return urlPart(this.href).protocol; }
  toString() { return this.href; }
}
reflect(Anchor, { target: 'target', name: 'name', rel: 'rel' });
class Label extends Element { get control() { const f = this.htmlFor; return f ? document.getElementById(f) : all(this).find((e) => e instanceof Control) || null; } }
reflect(Label, { htmlFor: 'for' });
class Picture extends Element { get src() { const s = this[A].get('src'); return s ? resolve(s) : ''; } set src(v) { this.setAttribute('src', v); } get complete() { return true; } }
reflect(Picture, { alt: 'alt', name: 'name', width: 'width', height: 'height', border: 'border', useMap: 'usemap' });
class Script extends Element { get text() { return this.textContent; } set text(v) { this.textContent = v; } }
reflect(Script, { src: 'src', type: 'type', charset: 'charset' }, { async: 'async', defer: 'defer' });
class Cell extends Element { get cellIndex() { return [...this.parentNode.children].indexOf(this); } }
reflect(Cell, { colSpan: 'colspan', rowSpan: 'rowspan', width: 'width', height: 'height', bgColor: 'bgcolor', vAlign: 'valign' });
class Row extends Element {
  get cells() { return list([...this.children].filter((c) => c instanceof Cell)); }
  get rowIndex() { const t = closest(this, (e) => e.localName === 'table'); return t ? [...t.rows].indexOf(this) : -1; }
  insertCell(at) { const c = create('td'); this.insertBefore(c, at === undefined || at < 0 ? null : this.cells[at] || null); return c; }
  deleteCell(at) { this.cells[at].remove(); }
}
reflect(Row, { bgColor: 'bgcolor' });
class Table extends Element {
  get rows() { return list(all(this).filter((e) => e.localName === 'tr' && closest(e, (x) => x.localName === 'table') === this)); }
  get tBodies() { return list(all(this).filter((e) => e.localName === 'tbody')); }
  insertRow(at) { const r = create('tr'), rows = this.rows; if (at === undefined || at < 0 || !rows[at]) { (rows.length ? rows[rows.length - 1].parentNode : this).appendChild(r); } else rows[at].parentNode.insertBefore(r, rows[at]); return r; }
  deleteRow(at) { this.rows[at < 0 ? this.rows.length - 1 : at].remove(); }
}
reflect(Table, { width: 'width', border: 'border', bgColor: 'bgcolor' });
class FrameElement extends Element { get contentWindow() { return frameNamed(this[A].get('name') || this.id); } get contentDocument() { return this.contentWindow.document; } get src() { const s = this[A].get('src'); return s ? resolve(s) : ''; } set src(v) { this.setAttribute('src', v); } }
reflect(FrameElement, { name: 'name' });
class FieldSet extends Element {}
reflect(FieldSet, { name: 'name' }, { disabled: 'disabled' });

const CLASSES = { form: Form, input: Input, select: Select, textarea: TextArea, button: Button, option: Option, a: Anchor, area: Anchor, label: Label, img: Picture,
  script: Script, td: Cell, th: Cell, tr: Row, table: Table, iframe: FrameElement, frame: FrameElement, fieldset: FieldSet };
function create(name) {
  name = String(name).toLowerCase();
  const made = new (Object.hasOwn(CLASSES, name) ? CLASSES[name] : Element)(name);
  if (made instanceof Form) made[SELF] = made;
  return made;
}

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'frame', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr']);
const escapeText = (t) => t.replace(/&/g, '&amp;').replace(/\u00a0/g, '&nbsp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
function serialize(node) {
  if (node instanceof Text) return node.parentNode && /^(script|style)$/.test(node.parentNode.localName) ? node.data : escapeText(node.data);
  const attributes = [...node[A]].map(([n, v]) => ' ' + n + '="' + v.replace(/&/g, '&amp;').replace(/\u00a0/g, '&nbsp;').replace(/"/g, '&quot;') + '"').join('');
  return '<' + node.localName + attributes + '>' + (VOID.has(node.localName) ? '' : node.childNodes.map(serialize).join('') + '</' + node.localName + '>');
}
function build(flats, keepIds, around) {
  const made = new Map(), top = [];
  for (const f of flats) {
    const node = f.n !== undefined && f.n !== null ? create(f.n) : new Text(f.t || '');
    if (keepIds) { node[ID] = f.i; if (f.i >= nextId) nextId = f.i + 1; }
    if (node instanceof Element) {
      for (const [n, v] of f.a || []) if (!node[A].has(n)) node[A].set(n, v);
      if (f.v !== undefined && f.v !== null) node[VALUE] = f.v;
      node[CHECKED] = !!f.k;
    }
    made.set(f.i, node);
    const parent = made.get(f.p);
    if (parent) { parent.childNodes.push(node); node.parentNode = parent; } else top.push(node);
  }
  for (const f of flats) {
    const node = made.get(f.i);
    if (!(node instanceof Element)) continue;
    if (f.o !== undefined && f.o !== null && made.has(f.o)) node[OWNER] = made.get(f.o);
    else if (around && (node instanceof Control || node instanceof Option)) node[OWNER] = around;
  }
  changed();
  return { made, top };
}
const parseInto = (html, around) => build(JSON.parse(hostParse(html)), false, around && root.contains(around) ? around : null).top.map((n) => { n.parentNode = null; return n; });

// --- sending and clicking --------------------------------------------------------------------------------------------
function flat() {
  flush();
  const out = [];
  const visit = (node, parent) => {
    const f = { i: node[ID], p: parent };
    if (node instanceof Text) f.t = node.data;
    else {
      f.n = node.localName; f.a = [...node[A]];
      const owner = node instanceof Control ? ownerOf(node) : null;
      if (owner && root.contains(owner)) f.o = owner[ID];
      if (node[VALUE] !== undefined && node[VALUE] !== null) f.v = String(node[VALUE]);
      if (node[CHECKED]) f.k = true;
    }
    out.push(f);
    for (const child of node.childNodes) visit(child, f.i);
  };
  for (const child of root.childNodes) visit(child, 0);
  return out;
}
function send(form, submitter) {
  const action = (submitter && submitter[A].get('formaction')) || form[A].get('action') || '';
  if (/^\s*javascript:/i.test(action)) { runUrl(action); return; }
  const asked = { nodes: flat(), form: form[ID], submitter: submitter ? submitter[ID] : null, url: page.url, base: page.base };
  if (!root.contains(form)) { failed('a form outside the document cannot be sent'); return; }
  const submission = JSON.parse(hostSubmission(JSON.stringify(asked)));
  if (submission) act({ kind: 'submit', submission }); else failed('the form has no usable address: ' + action);
}
function submitBy(form, button) { const event = new Event('submit', { bubbles: true }); event.submitter = button; if (dispatch(form, event)) send(form, button); }

function click(element) {
  if (element instanceof Control && element.disabled) return;
  fire(element, 'mousedown'); fire(element, 'mouseup');
  const toggles = element instanceof Input && /^(radio|checkbox)$/.test(element.type);
  const before = toggles && (element.type === 'radio' ? group(element).find((r) => r.checked) || null : element.checked);
  const was = toggles && element.checked;
  if (toggles) element.checked = element.type === 'radio' ? true : !element.checked;
  const goes = fire(element, 'click');
  if (toggles) {
    if (!goes) { if (element.type === 'radio') { element.checked = false; if (before) before.checked = true; } else element.checked = before; }
    else if (was !== element.checked) { fire(element, 'input'); fire(element, 'change'); }
    return;
  }
  if (!goes) return;
  let at = element;
  while (at instanceof Element && !(at instanceof Anchor && at[A].has('href')) && !(at instanceof Control) && !(at instanceof Label)) at = at.parentNode;
  if (at instanceof Anchor) follow(at);
  else if (at instanceof Label) { const c = at.control; if (c && c !== element) click(c); }
  else if ((at instanceof Button && at.type === 'submit') || (at instanceof Input && /^(submit|image)$/.test(at.type))) { const form = ownerOf(at); if (form && !at.disabled) submitBy(form, at); }
  else if ((at instanceof Button || at instanceof Input) && at.type === 'reset') { const form = ownerOf(at); if (form) form.reset(); }
}
function follow(link) {
  const href = link[A].get('href').trim();
  if (/^javascript:/i.test(href)) { runUrl(href); return; }
  const target = link.target;
  if (!target || /^_(self|top|parent)$/i.test(target)) { navigate(href); return; }
  const url = resolve(href);
  if (url) act({ kind: 'open', url, name: target });
}

// --- document --------------------------------------------------------------------------------------------------------
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

// --- window ----------------------------------------------------------------------------------------------------------
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

// --- time ------------------------------------------------------------------------------------------------------------
// What happens within a moment is run at once, in order; what takes longer is an effect, for others to wait.
const MOMENT = 200;
function timer(callback, ms, repeat, args) {
  const id = nextTimer++;
  ms = Math.max(0, Math.floor(Number(ms) || 0));
  timers.set(id, { callback, ms, repeat, args });
  if (!repeat && ms <= MOMENT) { soon.push({ id, ms, order: id }); } else effects.push({ kind: 'timer', id, after: ms });
  return id;
}
global.setTimeout = (f, ms, ...args) => timer(f, ms, false, args);
global.setInterval = (f, ms, ...args) => timer(f, ms, true, args);
global.setImmediate = (f, ...args) => timer(f, 0, false, args);
global.requestAnimationFrame = (f) => timer(f, 16, false, [0]);
global.clearTimeout = global.clearInterval = global.clearImmediate = global.cancelAnimationFrame = (id) => {
  timers.delete(id); soon = soon.filter((s) => s.id !== id); effects = effects.filter((e) => !(e.kind === 'timer' && e.id === id));
};
global.queueMicrotask = (f) => { Promise.resolve().then(f); };
function fireTimer(id) {
  const t = timers.get(id);
  if (!t) return;
  if (!t.repeat) timers.delete(id);
  try { if (typeof t.callback === 'function') t.callback.apply(global, t.args); else (0, eval)(String(t.callback)); } catch (error) { failed(error); }
  if (t.repeat && timers.has(id)) effects.push({ kind: 'timer', id, after: t.ms });
}

// --- requests --------------------------------------------------------------------------------------------------------
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

// --- the window's own names ------------------------------------------------------------------------------------------
const constant = (name, get, set) => Object.defineProperty(global, name, { configurable: true, enumerable: true, get, set: set || (() => {}) });
for (const name of ['window', 'self', 'top', 'parent']) constant(name, () => global);
constant('document', () => document);
constant('location', () => location, (v) => navigate(v));
constant('frames', () => frames);
let openerValue = null;
constant('opener', () => openerValue, (v) => { openerValue = v; });
Object.assign(global, { Event, CustomEvent: Event, MouseEvent: Event, KeyboardEvent: Event, EventTarget: Target, Node, Text, Element, HTMLElement: Element, HTMLDocument: Document, Document, HTMLFormElement: Form, HTMLInputElement: Input,
  HTMLSelectElement: Select, HTMLTextAreaElement: TextArea, HTMLButtonElement: Button, HTMLOptionElement: Option, HTMLAnchorElement: Anchor, HTMLImageElement: Picture, DocumentFragment: Fragment,
  XMLHttpRequest, URLSearchParams, FormData, Headers, URL: URLObject, NodeList: Array, HTMLCollection: Array, Window: Object });
global.ActiveXObject = undefined; delete global.ActiveXObject;
// Forms by name and elements by id are names of the window, behind everything a script declares.
const base = Object.getPrototypeOf(global);
const windowNamed = (key) => {
  if (typeof key !== 'string' || !page) return null;
  const hit = documentNamed(key);
  return hit !== null ? hit : document.getElementById(key);
};
try {
  Object.setPrototypeOf(global, new Proxy(Object.create(base), {
    has(t, key) { return key in t || windowNamed(key) !== null; },
    get(t, key, self) { if (typeof key === 'symbol' || key in t) return Reflect.get(t, key, self); const hit = windowNamed(key); return hit === null ? undefined : hit; },
  }));
} catch (e) { /* without it only the less used way of naming is missing */ }

// --- what the program calls ------------------------------------------------------------------------------------------
function node(id) { const hit = byId.get(id); if (hit && root.contains(hit)) return hit; let found = null; walk(root, (n) => { if (n[ID] === id) found = n; }); return found; }
function must(id) { const n = node(id); if (!n) throw new Error('the control is no longer on the page'); return n; }
function begin() { effects = []; messages = []; errors = []; undefinedNames = []; soon = []; spent = 0; }
const model = {
  boot(json) {
    page = JSON.parse(json); page.cookie = page.cookie || '';
    begin();
    const { made, top } = build(page.nodes, true, null);
    for (const n of top) { root.childNodes.push(n); n.parentNode = root; }
    byId = made; delete page.nodes; changed();
    openerValue = page.opened ? openerAt([]) : null;
    return '';
  },
  enter(json) { insertion = node(JSON.parse(json)); return ''; },
  leave() { flush(); insertion = null; return ''; },
  failed(json) { failed(JSON.parse(json)); return ''; },
  load() {
    insertion = null; phase = 'complete';
    fire(root, 'readystatechange', false); fire(root, 'DOMContentLoaded');
    const body = find('body') || find('frameset');
    const handler = body && body[A].has('onload') ? handlerOf(body, 'load') : null;
    if (handler && !windowTarget.onload) call(global, handler, new Event('load'));
    fire(windowTarget, 'load', false); fire(windowTarget, 'pageshow', false);
    return '';
  },
  event(json) {
    const action = JSON.parse(json);
    begin();
    try {
      switch (action.op) {
        case 'click': click(must(action.node)); break;
        case 'type': {
          const e = must(action.node);
          e.focus(); fire(e, 'keydown'); fire(e, 'keypress'); e.value = action.text; fire(e, 'input'); fire(e, 'keyup'); fire(e, 'change'); e.blur();
          break;
        }
        case 'select': { const e = must(action.node); e.focus(); e.selectedIndex = action.at; fire(e, 'input'); fire(e, 'change'); fire(e, 'click'); e.blur(); break; }
        case 'respond': {
          const done = requests.get(action.answer.id);
          requests.delete(action.answer.id);
          if (done) done(action.answer);
          break;
        }
        case 'timer': fireTimer(action.id); break;
        case 'opener': actOpened(action.act); break;
        default: throw new Error('unknown call');
      }
    } catch (error) { failed(error); }
    return '';
  },
  // Runs what is due within a moment; says whether there was anything.
  settle() {
    if (!soon.length || spent++ > 100) return 'false';
    soon.sort((a, b) => a.ms - b.ms || a.order - b.order);
    const next = soon.shift();
    for (const later of soon) later.ms = Math.max(0, later.ms - next.ms);
    fireTimer(next.id);
    return 'true';
  },
  finish() {
    // A window that something else fills (a form's target) or nothing: the blank one is kept only where a form goes there.
    const targets = effects.filter((e) => e.kind === 'submit').map((e) => e.submission.target);
    const kept = effects.filter((e) => !(e.kind === 'open' && e.url === 'about:blank' && e.name && targets.includes(e.name)));
    for (const s of soon) kept.push({ kind: 'timer', id: s.id, after: s.ms });
    soon = [];
    return JSON.stringify({ effects: kept, nodes: flat(), messages, errors, undefined: undefinedNames });
  },
};
Object.defineProperty(global, '__tegata', { value: Object.freeze(model), enumerable: false });
})(globalThis);
