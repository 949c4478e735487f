/** What the first screen can be drawn without: the other screens, and the words for problems. */
export { default as AdminLetter } from './screens/AdminLetter.svelte';
export { default as Assisted } from './screens/Assisted.svelte';
export { default as Authorise } from './screens/Authorise.svelte';
export { default as Connect } from './screens/Connect.svelte';
export { default as Preferences } from './screens/Preferences.svelte';
export { default as Result } from './screens/Result.svelte';
export { default as Settings } from './screens/Settings.svelte';
export { default as problemTexts } from './words/problem-texts';
