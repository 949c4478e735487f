// Controls: what can be typed, ticked, chosen or pressed.

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
