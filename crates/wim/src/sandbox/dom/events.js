// Events: their way through the document, and the handlers they meet.

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
