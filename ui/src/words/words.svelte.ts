/**
 * Every text a person reads, from the same Fluent files that the command uses.
 *
 * The words are resolved here and not in the program, so that a change of language redraws the window at once and
 * nothing that was typed is touched. A missing message shows its id, which a test forbids.
 */
import { FluentBundle, FluentResource, type FluentVariable, type Message } from '@fluent/bundle';

import type { Language } from '../bindings/Language';

export type Args = Record<string, FluentVariable>;

// The command's, the reports' and the requests' own texts are not the window's; those for problems come later.
const files = import.meta.glob<string>(
  [
    '../../../locales/*/*.ftl',
    '!../../../locales/*/*-problems.ftl',
    '!../../../locales/*/command.ftl',
    '!../../../locales/*/report.ftl',
    '!../../../locales/*/request.ftl',
  ],
  { import: 'default', eager: true },
);

/** One language. Reading is work, so each text is read when something is first asked for that may be in it. */
class Texts {
  // Isolation marks protect mixed-direction text; both languages run left to right, and the marks would end up in
  // commands that people copy.
  readonly #bundle: FluentBundle;
  /** Bodies of Fluent resources, in JSON (`fluent.ts`). */
  readonly #unread: string[] = [];

  constructor(readonly language: Language) {
    this.#bundle = new FluentBundle(language, { useIsolating: false });
    this.add(files);
  }

  add(texts: Record<string, string>): void {
    for (const [path, body] of Object.entries(texts)) {
      if (path.includes(`/${this.language}/`)) this.#unread.push(body);
    }
  }

  message(id: string): Message | undefined {
    while (!this.#bundle.hasMessage(id)) {
      const body = this.#unread.pop();
      if (body === undefined) return undefined;
      const resource = new FluentResource('');
      resource.body = JSON.parse(body) as FluentResource['body'];
      this.#bundle.addResource(resource, { allowOverrides: true });
    }
    return this.#bundle.getMessage(id);
  }

  format(pattern: NonNullable<Message['value']>, args: Args | undefined): string {
    return this.#bundle.formatPattern(pattern, args ?? null, []);
  }
}

class Words {
  language = $state<Language>('en');
  readonly #languages = { en: new Texts('en'), ja: new Texts('ja') };
  readonly #texts = $derived(this.#languages[this.language]);

  /** More words, in any language, of which none was asked for so far. */
  add(texts: Record<string, string>): void {
    for (const language of Object.values(this.#languages)) language.add(texts);
  }

  /** A message, its blanks filled. */
  readonly text = (id: string, args?: Args): string => {
    const value = this.#texts.message(id)?.value;
    return value ? this.#texts.format(value, args) : id;
  };

  /** An attribute of a message (`problem-….what`), if it has it. */
  readonly attribute = (id: string, name: string, args?: Args): string | null => {
    const pattern = this.#texts.message(id)?.attributes[name];
    return pattern ? this.#texts.format(pattern, args) : null;
  };

  readonly has = (id: string): boolean => this.#texts.message(id) !== undefined;
}

export const words = new Words();
export const t = words.text;
