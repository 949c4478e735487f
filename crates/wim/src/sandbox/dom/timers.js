// Time.

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
