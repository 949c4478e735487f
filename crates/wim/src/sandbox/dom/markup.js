// The other elements, and the way from markup to nodes and back.

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
class Meta extends Element {}
reflect(Meta, { name: 'name', content: 'content', httpEquiv: 'http-equiv' });
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
  script: Script, td: Cell, th: Cell, tr: Row, table: Table, iframe: FrameElement, frame: FrameElement, fieldset: FieldSet, meta: Meta };
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
