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
    what: words.attribute(id, 'what', args) ?? '',
    remedy: (words.attribute(id, 'remedy', args) ?? '')
      .split('\n')
      .map((step) => step.trim())
      .filter((step) => step !== ''),
    who: t(`who-${problem.who.replaceAll('_', '-')}`),
    command: words.attribute(id, 'command', args),
  };
}

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
