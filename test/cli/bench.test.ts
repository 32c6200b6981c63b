/** Why: a benchmark of a policy with errors, or against a wrong answer, would measure nothing. */
import { describe, expect, it } from 'vitest';
import { agrees, anywhere, onThresholds, right } from '../../bench/clause';
import { benchProgram, wrongAnswers } from '../../bench/engines';
import { generatePolicy } from '../../bench/generate';
import { Workspace } from '../../server/src/core/workspace';

describe('the generated policy', () => {
  it('is as long as asked, always the same, and without findings', () => {
    const text = generatePolicy(400);
    expect(text.split('\n').length).toBeGreaterThanOrEqual(400);
    expect(text).toBe(generatePolicy(400));
    const workspace = new Workspace({ read: () => ({ error: 'missing' }), rootOf: () => 'file:///bench' });
    workspace.setText('file:///bench/a.clause', text);
    expect(workspace.analyse('file:///bench/a.clause').findings).toEqual([]);
  });
});

describe('the tiered clause', () => {
  it('is right by hand', () => {
    // 1,037.00 to 1,192.55 is 15% exactly, which still belongs to the 5% row: 51.85, in hundredths of a cent 518,500.
    expect(right({ before: 103_700n, spent: 119_255n })).toBe(518_500n);
    expect(right({ before: 103_700n, spent: 119_256n })).toBe(1_037_000n);
    expect(right({ before: 100n, spent: 110n })).toBe(0n);
    // 15% of 30,000,000 is 4,500,000, above the cap of 3,000,000.
    expect(right({ before: 3_000_000_000n, spent: 4_000_000_000n })).toBe(30_000_000_000n);
    expect(agrees(51.85, { before: 103_700n, spent: 119_255n })).toBe(true);
    expect(agrees(103.7, { before: 103_700n, spent: 119_255n })).toBe(false);
  });
  it('is computed so by both evaluators, on thresholds too', () => {
    const program = benchProgram();
    expect(wrongAnswers(program, [...anywhere(100), ...onThresholds(100)])).toMatchObject({ exact: 0, fast: 0 });
  });
});
