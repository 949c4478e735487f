/** A Problem in words, in the language of the moment. */
import type { Problem } from '../bindings/Problem';
import { t, words } from './words.svelte';

export interface Explanation {
  title: string;
  what: string;
  /** One step per entry. */
  remedy: string[];
  who: string;
  command: string | null;
}

export function explain(problem: Problem): Explanation {
  const known = `problem-${problem.code.replace(/[._]/g, '-')}`;
  const id = words.has(known) ? known : 'problem-local-unexpected';
  const args = { ...problem.args, detail: problem.detail ?? '' };
  return {
    title: t(id, args),
    what: closed(words.attribute(id, 'what', args) ?? ''),
    remedy: (words.attribute(id, 'remedy', args) ?? '')
      .split('\n')
      .map((step) => step.trim())
      .filter((step) => step !== ''),
    who: t(`who-${problem.who.replaceAll('_', '-')}`),
    command: words.attribute(id, 'command', args),
  };
}

/** A blank that stayed empty leaves its gap; and after a Japanese full stop there is none to begin with. */
const closed = (text: string): string =>
  text
    .replace(/(。) +/g, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();

/** Ways to fail in which the printer's pages were not understood, or did not do what they said: there a person can. */
const BY_HAND: ReadonlySet<string> = new Set([
  'printer.unsupported_interface',
  'printer.language_unknown',
  'printer.error_message',
  'printer.values_refused',
  'printer.not_stored',
  'printer.flow_broken',
  'printer.outcome_unknown',
]);

export const canBeDoneByHand = ({ code, who }: Problem): boolean =>
  (who === 'developers' && code.startsWith('printer.')) || BY_HAND.has(code);

/** The explanation as plain text, to hand to whoever can act. */
export function letter(problem: Problem): string {
  const { title, what, remedy, who, command } = explain(problem);
  const steps = remedy.map((step, index) => `${index + 1}. ${step}`);
  const lines = [
    title,
    what,
    ...steps,
    command ?? '',
    `${t('problem-who')}: ${who}`,
    problem.detail ?? '',
    problem.code,
  ];
  return lines.filter((line) => line !== '').join('\n');
}
