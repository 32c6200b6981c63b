/** The state as the panel asks for it: each part once, again only where it changed, and always what it would be if it were made anew. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Applicant } from '../../server/src/core/evaluate/values';
import { Exact } from '../../server/src/core/exact';
import type { Given } from '../../server/src/core/program/program';
import { fingerprint } from '../../server/src/folderFindings';
import { followed, withFormer } from '../../server/src/preview/applicants';
import { awardsOf } from '../../server/src/preview/awards';
import { spotsOf } from '../../server/src/preview/context';
import { previewState } from '../../server/src/preview/state';
import { type PreviewParams, partNames, previewState as shape } from '../../server/src/previewProtocol';
import { firstLook } from '../support/firstLook';

import { opened } from './shown';

const asked = (uri: string, known: Record<string, string> = {}): PreviewParams => ({
  uri,
  form: { facts: {}, paid: [], lets: {} },
  open: { rd_growth: 0 },
  known,
});

describe('the state', () => {
  it('has all parts at first, and none that is known already', () => {
    const { session, uri } = opened(firstLook);
    const first = previewState(session, asked(uri));
    expect(v.safeParse(shape, first).success).toBe(true);
    expect(first?.title).toBe('Industrial park support, 2025');
    for (const name of partNames) expect(first?.[name]).toBeDefined();
    const again = previewState(session, asked(uri, first?.keys));
    expect(again?.keys).toEqual(first?.keys);
    for (const name of partNames) expect(again?.[name]).toBeUndefined();
  });

  it('sends only what an edit changed', () => {
    const { session, uri } = opened(firstLook);
    const first = previewState(session, asked(uri));
    const line = firstLook.split('\n').findIndex((one) => one.includes('municipal: 100万元'));
    const character = firstLook.split('\n')[line]?.indexOf('100万元') ?? 0;
    session.change(uri, 2, [{ range: { start: { line, character }, end: { line, character: character + 1 } }, text: '9' }]);
    const next = previewState(session, asked(uri, first?.keys));
    // The facts stand where they stood; the example's total is 30 + 200 + 900.
    expect(next?.fields).toBeUndefined();
    expect(next?.examples?.examples[0]).toMatchObject({ total: '¥11,300,000 at most', state: 'failed' });
  });

  it('tells new places where lines moved, though nothing else changed', () => {
    const { session, uri } = opened(firstLook);
    const first = previewState(session, asked(uri));
    const top = { line: 0, character: 0 };
    session.change(uri, 2, [{ range: { start: top, end: top }, text: '\n' }]);
    const next = previewState(session, asked(uri, first?.keys));
    const before = first?.awards?.clauses[0]?.spot.line ?? -1;
    expect(next?.awards?.clauses[0]?.spot.line).toBe(before + 1);
    expect(next?.examples?.examples[0]?.spot.line).toBe((first?.examples?.examples[0]?.spot.line ?? -1) + 1);
  });

  it('is in the reader’s language when that changes', () => {
    const { session, uri } = opened(firstLook);
    const first = previewState(session, asked(uri));
    session.locale = 'zh-cn';
    const next = previewState(session, asked(uri, first?.keys));
    expect(next?.language).toBe('zh');
    expect(next?.awards?.clauses[0]?.statusText).toBe('尚不能确定');
  });

  it('has keys that tell apart what differs by one letter', () => {
    expect(fingerprint('["a"]')).not.toBe(fingerprint('["b"]'));
    expect(fingerprint('["a"]')).toBe(fingerprint('["a"]'));
  });
});

describe('the applicant who is followed', () => {
  const money = (n: number) => ({ kind: 'number', value: Exact.of(n) }) as const;
  const firm = (spend: number): Applicant => ({
    facts: new Map<string, Given>([
      ['registered', { kind: 'boolean', value: true }],
      ['rd_last_year', money(10_000_000)],
      ['rd_this_year', money(spend)],
      ['plant', { kind: 'member', member: 'none' }],
      ['titles', { kind: 'set', members: [] }],
      [
        'projects',
        { kind: 'list', items: [{ kind: { kind: 'member', member: 'core' }, cost: money(8), approved: { kind: 'boolean', value: true } }] },
      ],
    ]),
    history: [],
    asOf: 20_269,
  });

  it('is the same object while the form says the same', () => {
    const { session, uri } = opened(firstLook);
    const program = session.at(uri)?.analysis.program;
    if (!program) throw new Error('not open');
    const first = followed(session, uri, program, firm(13_000_000));
    const second = followed(session, uri, program, firm(13_000_000));
    expect(second.applicant).toBe(first.applicant);
    expect(second.evaluation).toBe(first.evaluation);
    expect(followed(session, uri, program, firm(13_000_001)).applicant).not.toBe(first.applicant);
  });

  it('keeps the values that are equal', () => {
    const [before, after] = [firm(13_000_000), firm(14_000_000)];
    const joined = withFormer(after, before);
    expect(joined.facts.get('projects')).toBe(before.facts.get('projects'));
    expect(joined.facts.get('rd_this_year')).toBe(after.facts.get('rd_this_year'));
  });

  it('gets what an edit makes of them, as one who is met for the first time does', () => {
    const { session, uri } = opened(firstLook);
    const lines = firstLook.split('\n');
    const line = lines.findIndex((one) => one.includes('over 20%:        15%'));
    const character = lines[line]?.indexOf('15%') ?? 0;
    // 30% growth: 0.25% + 0.5% + 10% × rate, of 1000万; with 40%: 0.75% + 20% × rate.
    const expected = [
      [13_000_000, '15', '¥225,000'],
      [14_000_000, '15', '¥375,000'],
      [14_000_000, '25', '¥575,000'],
      [13_000_000, '25', '¥325,000'],
    ] as const;
    for (const [i, [spend, rate, amount]] of expected.entries()) {
      session.change(uri, i + 2, [{ range: { start: { line, character }, end: { line, character: character + 2 } }, text: rate }]);
      const analysis = session.at(uri)?.analysis;
      if (!analysis) throw new Error('not open');
      const { program } = analysis;
      const { applicant, evaluation } = followed(session, uri, program, firm(spend));
      const spotOf = spotsOf(session, analysis);
      const { clauses } = awardsOf({ session, language: 'en', analysis, program, applicant, evaluation, spotOf });
      expect(clauses.find(({ name }) => name === 'rd_growth')?.amount).toBe(amount);
    }
  });
});
