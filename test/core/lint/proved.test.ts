/** What is proved, laid over what lint finds: which of it stands after an edit, what it takes back, and what suppressions make of both. */
import { describe, expect, it } from 'vitest';
import type { FindingName, Problem } from '../../../server/src/core/finding';
import { withProofs } from '../../../server/src/core/lint/index';
import type { Judged, Proofs } from '../../../server/src/core/prove/index';
import { type Analysis, Workspace } from '../../../server/src/core/workspace';

const uri = 'file:///demo/a.clause';

function workspace(): Workspace {
  return new Workspace({ read: () => ({ error: 'missing' }), rootOf: () => 'file:///demo' });
}

function analysed(text: string, of = workspace()): Analysis {
  of.setText(uri, text);
  return of.analyse(uri);
}

const at = ({ program }: Analysis, clause: string) => {
  const found = program.clauses.get(clause)?.namePlace;
  if (!found) throw new Error(`no clause ${clause}`);
  return found;
};

const proofs = (problems: readonly Problem[], replaced?: readonly Judged[]): Proofs => ({
  problems,
  ...(replaced ? { replaced } : {}),
  open: [],
  statistics: { questions: 0, asked: 0, open: 0 },
});

const dead = (analysis: Analysis, name: string, more: Partial<Problem> = {}): Problem => ({
  name: 'clause-unreachable',
  place: at(analysis, name),
  data: { name },
  ...more,
});

const shown = ({ text, linted }: Analysis, of: Proofs, final: boolean): string[] =>
  withProofs(linted, of, final).map(({ name, range }) => `${name} ${text.slice(range.start, range.end).split('\n')[0]}`);

/** The fact is of no use to anybody, which lint finds. */
const text = 'fact spare "Spare": money from 0元\n\nclause one "One" {\n  award 1元\n}\n\nclause two "Two" {\n  award 2元\n}\n';

describe('findings with proofs', () => {
  it('are in order of their places, with those of lint', () => {
    const analysis = analysed(text);
    expect(shown(analysis, proofs([dead(analysis, 'two'), dead(analysis, 'one')]), true)).toEqual([
      'unused-fact spare',
      'clause-unreachable one',
      'clause-unreachable two',
    ]);
  });

  it('are the very findings of lint where nothing is proved', () => {
    const analysis = analysed(text);
    expect(withProofs(analysis.linted, proofs([]), false)).toBe(analysis.findings);
  });

  it('leave out what is said of items that are gone, be it in a note', () => {
    const both = workspace();
    const before = analysed(text, both);
    const noted = { related: [{ place: at(before, 'two'), note: 'other', data: {} }] };
    const old = proofs([dead(before, 'one', noted), dead(before, 'two'), dead(before, 'one')]);
    // The second clause is edited; the first one moves by a line.
    const after = analysed(`\n${text.replace('2元', '3元')}`, both);
    expect(shown(after, old, false)).toEqual(['unused-fact spare', 'clause-unreachable one']);
  });

  it('have no fix that would change an item that is gone', () => {
    const both = workspace();
    const before = analysed(text, both);
    const edits = [{ place: at(before, 'two'), text: 'x' }];
    const old = proofs([dead(before, 'one', { fixes: [{ title: 'remove', data: {}, edits }] })]);
    const fix = ({ linted }: Analysis) => withProofs(linted, old, false).find(({ name }) => name === 'clause-unreachable')?.fixes?.[0];
    expect(fix(before)?.edits).toEqual([{ uri, start: text.indexOf('two'), end: text.indexOf('two') + 3, text: 'x' }]);
    expect(fix(analysed(text.replace('2元', '3元'), both))?.edits).toEqual([]);
  });

  it('take the severity of the problem before that of the rule', () => {
    const analysis = analysed(text);
    const given = proofs([dead(analysis, 'one', { severity: 'information' }), dead(analysis, 'two')]);
    expect(withProofs(analysis.linted, given, true).map(({ severity }) => severity)).toEqual(['information', 'information', 'warning']);
  });
});

describe('what the prover has judged itself', () => {
  const table = (name: string, allow = '') =>
    `clause ${name} "T" {\n  award by years {${allow}\n    from 1年 to 3年: 1元\n    from 5年 to 9年: 2元\n  }\n}\n`;
  const tables = `fact years "Years": integer 年 from 1年 to 9年\n\n${table('one')}\n${table('two')}`;
  const judged = (analysis: Analysis, clause: string, names: readonly FindingName[]): Judged => {
    const { item, uri: of } = at(analysis, clause);
    const placed = analysis.tree.items.find((one) => one.item === item);
    const range = analysis.findings.find((one) => one.range.start > (placed?.offset ?? 0))?.range;
    if (!placed || !range) throw new Error(`lint finds nothing in ${clause}`);
    return { place: { uri: of, item, start: range.start - placed.offset, end: range.end - placed.offset }, names };
  };

  it('takes the place of what lint said there, and of nothing else', () => {
    const analysis = analysed(tables);
    // Years 4 are in no row of either table.
    expect(analysis.findings.map(({ name }) => name)).toEqual(['row-gap', 'row-gap']);
    expect(
      withProofs(analysis.linted, proofs([], [judged(analysis, 'one', ['row-gap'])]), true).map(({ name, range }) => [
        name,
        range.start > tables.indexOf('clause two'),
      ]),
    ).toEqual([['row-gap', true]]);
    expect(withProofs(analysis.linted, proofs([], [judged(analysis, 'one', ['row-overlap'])]), true)).toHaveLength(2);
  });
});

describe('suppressions', () => {
  const allow = (name: string) => analysed(`// allow ${name}: so the ministry wants it\nclause one "One" {\n  award 1元\n}\n`);
  const undecided = (analysis: Analysis): Problem => ({
    name: 'not-decided',
    place: at(analysis, 'one'),
    data: { name: 'one', findings: ['clause-unreachable'], reason: 'budget' },
  });

  it.each([
    ['clause-unreachable', false, []],
    ['clause-unreachable', true, ['unused-suppression']],
    ['unused-let', false, ['unused-suppression']],
    // It hangs on whether there is a solver here.
    ['not-decided', true, []],
  ] as const)('of %s that suppress nothing, proofs final %s: %j', (name, final, wanted) => {
    const { linted } = allow(name);
    expect(withProofs(linted, proofs([]), final).map((one) => one.name)).toEqual(wanted);
  });

  it('are not unused where it is not decided', () => {
    const open = allow('clause-unreachable');
    expect(withProofs(open.linted, proofs([undecided(open)]), true).map(({ name }) => name)).toEqual(['not-decided']);
    const other = allow('award-cliff');
    expect(withProofs(other.linted, proofs([undecided(other)]), true).map(({ name }) => name)).toEqual([
      'unused-suppression',
      'not-decided',
    ]);
  });

  it('are not unused where something cannot be read, nor is it said then what is not decided', () => {
    const broken = analysed(`${allow('clause-unreachable').text}clause two "Two" {\n  award lots\n}\n`);
    expect(withProofs(broken.linted, proofs([undecided(broken)]), true).map(({ name }) => name)).toEqual(['unknown-name']);
  });

  it('hold for both', () => {
    const analysis = allow('clause-unreachable');
    expect(withProofs(analysis.linted, proofs([dead(analysis, 'one')]), true)).toEqual([]);
  });
});
