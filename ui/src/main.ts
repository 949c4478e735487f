import { mount } from 'svelte';

import './styles/tokens.css';
import './styles/base.css';
import App from './App.svelte';
import { openHost } from './host';
import { words } from './words/words.svelte';

// The program says which language it begins with; until it answered, the web view's own is the best guess.
words.language = navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en';

// Where every named family is searched for among all fonts of the computer, a long list of them is most of the start.
if (navigator.userAgent.includes('Linux')) document.documentElement.dataset['platform'] = 'linux';

const target = document.getElementById('app');
if (target) mount(App, { target, props: { host: await openHost(), startLanguage: words.language } });
