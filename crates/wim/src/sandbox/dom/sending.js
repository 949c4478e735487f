// Sending a form, clicking, and following a link: the browser's own part of a click.

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
