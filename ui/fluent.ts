/** Fluent files are parsed when the window is built, so that it need not do so at each start. */
import { FluentResource } from '@fluent/bundle';
import type { Plugin } from 'vite';

/** A module for each `.ftl` file, whose default export is the body of its `FluentResource` in JSON. */
export const fluent = (): Plugin => ({
  name: 'fluent',
  transform(text, id) {
    if (!id.endsWith('.ftl')) return null;
    const body = JSON.stringify(new FluentResource(text).body);
    return { code: `export default ${JSON.stringify(body)};`, map: null };
  },
});
