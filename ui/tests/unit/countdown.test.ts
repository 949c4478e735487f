import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Countdown, minutes } from '../../src/job/countdown.svelte';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function at(seconds: number) {
  let now = 5_000_000;
  const countdown = new Countdown(seconds, () => now);
  return { countdown, pass: (ms: number) => ((now += ms), vi.advanceTimersByTime(250)) };
}

test('counts whole seconds down to zero and stops there', () => {
  const { countdown, pass } = at(2);
  expect(countdown.left).toBe(2);
  pass(900);
  expect(countdown.left).toBe(2);
  pass(200);
  expect(countdown.left).toBe(1);
  pass(60_000);
  expect(countdown.left).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('the computer clock does not move it', () => {
  const { countdown, pass } = at(900);
  vi.setSystemTime(Date.now() + 3_600_000);
  pass(1000);
  expect(countdown.left).toBe(899);
});

test('time that passed while no timer ran (sleep) is caught up', () => {
  const { countdown, pass } = at(900);
  pass(600_000);
  expect(countdown.left).toBe(300);
});

test('has run out when the other side says so, and counts no further', () => {
  const { countdown, pass } = at(900);
  countdown.runOut();
  pass(1000);
  expect(countdown.left).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('is written as minutes and seconds', () => {
  expect([900, 61, 9, 0].map(minutes)).toEqual(['15:00', '1:01', '0:09', '0:00']);
});
