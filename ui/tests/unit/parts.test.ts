import { cleanup, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';

import type { Plan } from '../../src/bindings/Plan';
import type { ShownCode } from '../../src/bindings/ShownCode';
import { SETTINGS } from '../../src/host/demo/data';
import { HELP } from '../../src/job/help';
import { CodeOnScreen } from '../../src/job/code.svelte';
import CodeCard from '../../src/parts/CodeCard.svelte';
import PreviewTable from '../../src/parts/PreviewTable.svelte';
import ProblemCard from '../../src/parts/ProblemCard.svelte';
import { words } from '../../src/words/words.svelte';

beforeEach(() => (words.language = 'en'));

const shown: ShownCode = {
  origin: 'printer',
  user_code: 'FJK4TW9QX',
  candidates: [],
  screen_text: null,
  verification_uri: 'https://microsoft.com/devicelogin',
  refused_link: null,
  expires_in: 900,
};
const card = (more: Partial<ShownCode> = {}) => {
  const code = new CodeOnScreen({ ...shown, ...more });
  render(CodeCard, { code, owner: 'IM C3000', onopen: () => undefined });
  return code;
};

describe('a problem', () => {
  const http = {
    code: 'printer.http_only',
    detail: null,
    args: { address: '192.0.2.1' },
    who: 'you',
    retry: 'now',
  } as const;

  test('keeps an option of the command in one piece', () => {
    render(ProblemCard, { problem: http });
    const whole = [...screen.getByTestId('problem-remedy').querySelectorAll('.whole')].map((e) => e.textContent);
    expect(whole).toEqual(['--allow-http']);
    expect(screen.getByTestId('problem-remedy').textContent).toContain('(for the command: --allow-http).');
  });

  test('has no gap where there is nothing to say', () => {
    words.language = 'ja';
    const problem = { ...http, code: 'printer.field_not_found', args: { looked_for: 'SMTP', found: '0' } };
    render(ProblemCard, { problem });
    expect(screen.getByTestId('problem-what').textContent).not.toMatch(/。 | {2}/);
  });
});

describe('the code', () => {
  test('is one unbroken text, however it is grouped on the screen', () => {
    card();
    expect(screen.getByTestId('user-code').textContent).toBe('FJK4TW9QX');
  });

  test('is spelled for a screen reader', () => {
    card();
    expect(screen.getByTestId('user-code').getAttribute('aria-hidden')).toBe('true');
    expect(screen.getByTestId('user-code-spelled').textContent).toContain('F, J, K, 4, T, W, 9, Q, X');
  });

  test('says whose it is, in words', () => {
    card();
    expect(screen.getByTestId('code-printer').textContent).toContain("The printer's code");
    card({ origin: 'app' });
    expect(screen.getByTestId('code-app').textContent).toContain("Tegata's own code");
  });

  test('that is over cannot be taken to Microsoft', async () => {
    const code = card();
    code.end();
    await Promise.resolve();
    expect((screen.getByTestId('open-microsoft') as HTMLButtonElement).disabled).toBe(true);
    expect(screen.getByTestId('countdown').textContent).toContain('can no longer be used');
  });

  test('that is not certain is left to the person', () => {
    card({ user_code: null, candidates: ['AAA', 'BBB'], screen_text: 'A or B' });
    expect(screen.queryByTestId('user-code')).toBeNull();
    expect(screen.getAllByTestId('copy-candidate')).toHaveLength(2);
  });

  test("a link that is not Microsoft's is text and nothing to press", () => {
    card({ refused_link: 'https://microsoft.com.example/' });
    expect(screen.getByRole('alert').textContent).toContain('https://microsoft.com.example/');
    expect(document.querySelector('a')).toBeNull();
  });
});

describe('the preview', () => {
  const plan: Plan = {
    changes: [
      { field: 'sending_method', from: 'password', to: 'oauth2' },
      { field: 'auth_address', from: null, to: 'scan@example.com' },
    ],
    fixed: [{ field: 'smtp_port', from: 25, to: 587 }],
    needs_authorization: true,
  };
  const row = (field: string) => document.querySelector(`[data-field="${field}"]`);

  test('emphasises only what differs', () => {
    render(PreviewTable, { settings: SETTINGS, plan });
    expect([...document.querySelectorAll('tbody strong')].map((s) => s.textContent)).toEqual([
      'OAuth 2.0 (for Exchange Online)',
      'scan@example.com',
      'You sign in once',
    ]);
    expect(row('admin_address')?.getAttribute('data-kind')).toBe('same');
  });

  test('shows fixed values as fixed, with what they are now', () => {
    render(PreviewTable, { settings: SETTINGS, plan });
    expect(row('smtp_port')?.textContent).toMatch(/25\s*587\s*fixed/);
  });

  test('says it in Japanese at once', async () => {
    render(PreviewTable, { settings: SETTINGS, plan });
    words.language = 'ja';
    await Promise.resolve();
    expect(row('sending_method')?.textContent).toContain('OAuth2.0 認証 (Exchange Online 用)');
  });
});

describe('the countdown on the card', () => {
  test('says what ended the code: its time, or the other side', async () => {
    const late = card({ expires_in: 0 });
    expect(late.dead).toBe(true);
    expect(screen.getByTestId('countdown').textContent).toContain('run out');
    cleanup();
    const refused = card();
    refused.end();
    await Promise.resolve();
    expect(screen.getByTestId('countdown').textContent).toContain('can no longer be used');
  });

  test('is not read aloud second by second', () => {
    card();
    const live = screen.getByTestId('countdown').querySelector('[aria-live]');
    expect(live?.textContent).toBe('');
  });
});

test('the way back shows only what it would write', () => {
  render(PreviewTable, {
    settings: SETTINGS,
    plan: {
      changes: [{ field: 'smtp_server', from: 'smtp.office365.com', to: 'mail.example.com' }],
      fixed: [],
      needs_authorization: false,
    },
    only: 'changes',
  });
  expect([...document.querySelectorAll('tbody tr')].map((tr) => tr.getAttribute('data-field'))).toEqual([
    'smtp_server',
  ]);
});

test('a problem offers the guide, a letter and a diagnostic file only where there is somebody to give them', () => {
  const problem = {
    code: 'microsoft.device_code_blocked',
    detail: null,
    args: {},
    who: 'microsoft365_administrator',
    retry: 'after_fix',
  } as const;
  render(ProblemCard, { problem });
  expect(screen.queryByTestId('problem-request')).toBeNull();
  cleanup();
  const asked: string[] = [];
  const help = { guide: () => asked.push('guide'), letter: (kind: string) => asked.push(kind), diagnose: null };
  render(ProblemCard, { props: { problem }, context: new Map([[HELP, () => help]]) });
  screen.getByTestId('problem-request').click();
  expect(asked).toEqual(['device-code-policy']);
  expect(screen.queryByTestId('assist-open')).toBeNull();
});

test('a problem nobody has words for is still a problem with its code and detail', () => {
  render(ProblemCard, {
    problem: { code: 'printer.from_the_future', detail: 'E-42', args: {}, who: 'developers', retry: 'no' },
  });
  expect(screen.getByTestId('problem-code').textContent).toBe('printer.from_the_future');
  expect(screen.getByTestId('problem-detail').textContent).toBe('E-42');
  expect(screen.queryByTestId('problem-retry')).toBeNull();
});
