/**
 * Every text a person reads, from the same Fluent files that the command uses.
 *
 * The words are resolved here and not in the program, so that a change of language redraws the window at once and
 * nothing that was typed is touched. A missing message shows its id, which a test forbids.
 */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

import type { Language } from '../bindings/Language';

export type Args = Record<string, FluentVariable>;

// The command's, the reports' and the requests' own texts are not the window's.
const files = import.meta.glob<string>(
  [
    '../../../locales/*/*.ftl',
    '!../../../locales/*/command.ftl',
    '!../../../locales/*/report.ftl',
    '!../../../locales/*/request.ftl',
  ],
  { query: '?raw', import: 'default', eager: true },
);

export function bundleOf(language: Language): FluentBundle {
  // Isolation marks protect mixed-direction text; both languages run left to right, and the marks would end up in
  // commands that people copy.
  const bundle = new FluentBundle(language, { useIsolating: false });
  for (const [path, text] of Object.entries(files)) {
    if (path.includes(`/${language}/`)) bundle.addResource(new FluentResource(text), { allowOverrides: true });
  }
  return bundle;
}

class Words {
  language = $state<Language>('en');
  readonly #bundle = $derived(bundleOf(this.language));

  /** A message, its blanks filled. */
  readonly text = (id: string, args?: Args): string => {
    const message = this.#bundle.getMessage(id);
    return message?.value ? this.#bundle.formatPattern(message.value, args ?? null, []) : id;
  };

  /** An attribute of a message (`problem-….what`), if it has it. */
  readonly attribute = (id: string, name: string, args?: Args): string | null => {
    const pattern = this.#bundle.getMessage(id)?.attributes[name];
    return pattern ? this.#bundle.formatPattern(pattern, args ?? null, []) : null;
  };

  readonly has = (id: string): boolean => this.#bundle.hasMessage(id);
}

export const words = new Words();
export const t = words.text;
