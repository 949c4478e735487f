// The names that scripts find, and the calls by which the program drives the page. Closes what `base.js` opened.

// --- the window's own names ------------------------------------------------------------------------------------------
const constant = (name, get, set) => Object.defineProperty(global, name, { configurable: true, enumerable: true, get, set: set || (() => {}) });
for (const name of ['window', 'self']) constant(name, () => global);
// A page in an inline frame speaks to the page around it as a pop-up speaks to its opener.
for (const name of ['top', 'parent']) constant(name, () => (page && page.framed ? openerValue : global));
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
    // A blank window is told too: that a form then goes there is how one knows that its answer is not this window's page.
    const kept = effects.slice();
    for (const s of soon) kept.push({ kind: 'timer', id: s.id, after: s.ms });
    soon = [];
    return JSON.stringify({ effects: kept, nodes: flat(), messages, errors, undefined: undefinedNames });
  },
};
Object.defineProperty(global, '__tegata', { value: Object.freeze(model), enumerable: false });
})(globalThis);
