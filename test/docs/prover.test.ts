/** Why: the page about the prover shows what it says of a policy, and the example that its fix writes; both are what it really says and writes. */
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../server/src/core/lint/index';
import { proofText } from '../support/lint';
import { blocks } from './pages';

const severities = { en: { error: 'error', warning: 'warning' }, zh: { error: '错误', warning: '警告' } } as const;

// By hand: 50 people get 50 · 2000 = 100,000, 51 get 51 · 1000 = 51,000. With 10 people and a rent of 70,000: 10 · 2000 = 20,000 and
// 30 % of 70,000 = 21,000, which is under the cap; so both pay, and not the same.
describe.each([
  ['docs/prover.md', 'en'],
  ['docs/zh/prover.md', 'zh'],
] as const)('%s', (page, language) => {
  const [policy = ''] = blocks(page, 'clause');
  const [said = ''] = blocks(page, 'text');
  const without = policy.replace(/\n(example|示例) [\s\S]*$/, '');

  it('quotes what is found', () => {
    const lines = proofText(policy).map((f) => {
      const severity = f.severity === 'information' ? f.severity : severities[language][f.severity];
      return `${severity}: ${renderMessage(f, language)} [${f.name}]`;
    });
    expect(lines).toEqual(said.trim().split('\n'));
  });

  it('shows the example as the fix writes it', () => {
    const overlap = proofText(without).find((f) => f.name === 'unresolved-overlap');
    const fix = overlap?.fixes?.find((f) => f.title === 'insert-witness');
    const edit = fix?.edits[0];
    expect(edit && `${without.slice(0, edit.start)}${edit.text}${without.slice(edit.end)}`.trim()).toBe(policy.trim());
  });
});
