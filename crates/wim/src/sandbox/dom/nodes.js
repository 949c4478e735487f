// Nodes, lists of nodes, and the selectors that find them.

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
