/**
 * Days and times of day, as they are written where the person is.
 *
 * The language of the window is not yet a region: the system's own variant of that language decides (24 hours or twelve,
 * the day before the month or after it), and where the system speaks another language, the spelling of our texts does.
 */
import type { Language } from '../bindings/Language';
import { words } from './words.svelte';

const OURS: Readonly<Record<Language, string>> = { en: 'en-GB', ja: 'ja-JP' };

export function region(language: Language, systems: readonly string[] = navigator.languages): string {
  const tongue = (tag: string) => tag.split('-')[0]?.toLowerCase();
  return systems.find((tag) => tongue(tag) === language && tag.includes('-')) ?? OURS[language];
}

const written = (form: Intl.DateTimeFormatOptions, when: Date | number): string =>
  new Intl.DateTimeFormat(region(words.language), form).format(when);

/** Of a date without a time, `2026-11-23`, which no time zone moves to the day before. */
export const day = (date: string): string => written({ dateStyle: 'medium', timeZone: 'UTC' }, new Date(date));
export const today = (now: Date): string => written({ dateStyle: 'long' }, now);
export const moment = (instant: string): string =>
  written({ dateStyle: 'medium', timeStyle: 'short' }, new Date(instant));
export const timeOfDay = (instant: number): string => written({ timeStyle: 'short' }, instant);
