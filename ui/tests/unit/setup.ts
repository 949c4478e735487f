import { cleanup } from '@testing-library/svelte';
import { afterEach } from 'vitest';

import problemTexts from '../../src/words/problem-texts';
import { words } from '../../src/words/words.svelte';

words.add(problemTexts);

afterEach(() => cleanup());
