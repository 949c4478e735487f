import { afterEach, expect, test } from 'vitest';

import { day, region } from '../../src/words/dates';
import { words } from '../../src/words/words.svelte';

afterEach(() => (words.language = 'en'));

test('the system says how its own language is written, and no other', () => {
  expect(region('en', ['ja-JP', 'en-US'])).toBe('en-US');
  expect(region('en', ['ja-JP', 'ja'])).toBe('en-GB');
  expect(region('ja', ['en-GB', 'ja'])).toBe('ja-JP');
});

test('a day is the day that was written down', () => {
  words.language = 'ja';
  expect(day('2026-03-02')).toBe('2026/03/02');
});
