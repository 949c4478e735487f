// Forms, and their controls by name as old scripts reach for them.

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
  get elements() { return elementsOf(this); }
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
// By a name that several controls share one gets all of them, as with the form itself.
function elementsOf(form) {
  const controls = controlsOf(form);
  return cached('elements ' + form[ID], () => new Proxy(controls, {
    get(t, key) {
      if (key === 'namedItem') return (name) => controlNamed(form, name);
      if (typeof key === 'symbol' || key === 'length' || key === 'item' || /^\d+$/.test(key)) return t[key];
      // A field may be called `pop` or `filter`: its name goes before what lists know of themselves.
      const hit = controlNamed(form, key);
      return hit === null ? t[key] : hit;
    },
  }));
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
