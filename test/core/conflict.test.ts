/** Why: a file that a merge left in conflict is told once, at the first marker; nothing of it is read, computed or missed by those that import it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderFinding } from '../../server/src/core/lint/render';
import { conflictIn } from '../../server/src/core/syntax/index';
import { Workspace } from '../../server/src/core/workspace';
import { analysisOf } from '../support/snippets';

const FACTS = 'fact spent "Spent": money from 0元\n';
const clause = (rate: number): string => `clause c "C" {\n  award ${rate}% of spent\n}\n`;
const TWO_SIDES = `${FACTS}<<<<<<< HEAD\n${clause(10)}=======\n${clause(20)}>>>>>>> rates\nexample "e" {\n  spent = 100元\n  expect c = 15元\n}\n`;
const found = (text: string, file = 'main.clause') =>
  analysisOf(new Map([[file, text]]), file).findings.map(({ name, data, range, related }) => ({
    name,
    code: data.code,
    at: text.slice(range.start, range.end),
    related: (related ?? []).map((each) => `${each.note} ${text.slice(each.start, each.end)}`),
  }));

describe('a policy in conflict', () => {
  it('has one finding, with the other markers beside it', () => {
    expect(found(TWO_SIDES)).toEqual([
      { name: 'syntax-error', code: 'merge-conflict', at: '<<<<<<< HEAD', related: ['parted =======', 'theirs >>>>>>> rates'] },
    ]);
    expect(analysisOf(new Map([['main.clause', TWO_SIDES]])).examples).toEqual([]);
  });

  it.each([
    ['Windows line ends', TWO_SIDES.replaceAll('\n', '\r\n')],
    ['what was there before', TWO_SIDES.replace('=======', `||||||| 1a2b3c\n${clause(5)}=======`)],
    ['sides without a name', TWO_SIDES.replace(' HEAD', '').replace(' rates', '')],
    ['an end that was taken out already', TWO_SIDES.replace('>>>>>>> rates\n', '')],
    ['a conflict within a clause', `${FACTS}clause c "C" {\n<<<<<<< a\n  award 1元\n=======\n  award 2元\n>>>>>>> b\n}\n`],
    ['a conflict within a text', `policy "A" {\n}\nfact t """\n<<<<<<< a\none\n=======\ntwo\n>>>>>>> b\n""": boolean\n`],
    ['a conflict that is all of the file', '<<<<<<< a\n=======\n>>>>>>> b'],
  ])('%s', (_, text) => {
    expect(found(text).map(({ name, code }) => [name, code])).toEqual([['syntax-error', 'merge-conflict']]);
    expect(found(text)[0]?.at).toMatch(/^<{7}[^\r\n]*$/);
  });

  it('says in both languages how many places there are', () => {
    const [one] = analysisOf(new Map([['main.clause', TWO_SIDES]])).findings;
    const [two] = analysisOf(new Map([['main.clause', TWO_SIDES + TWO_SIDES]])).findings;
    if (!one || !two) throw new Error('not found');
    expect(renderFinding(one, 'en').message).toMatch(/^A merge left this file in conflict: keep/);
    expect(renderFinding(two, 'en').message).toMatch(/^A merge left this file in conflict, in 2 places: keep/);
    expect(renderFinding(two, 'zh').message).toMatch(/^合并后文件有 2 处冲突/);
    expect(renderFinding(two, 'en').related).toContain('another conflict begins here');
  });

  it('shows twenty other markers at most', () => {
    expect(found(TWO_SIDES.repeat(100))[0]?.related).toHaveLength(20);
  });
});

describe('a literate policy in conflict', () => {
  const fenced = (code: string): string => `# Grant\n\nText.\n\n\`\`\`clause\n${code}\`\`\`\n`;
  it.each([
    ['in a fence', fenced(TWO_SIDES)],
    ['in the prose', `# Grant\n\n<<<<<<< HEAD\nten\n=======\ntwenty\n>>>>>>> b\n\n\`\`\`clause\n${FACTS}\`\`\`\n`],
    ['around a fence', `# Grant\n\n<<<<<<< HEAD\n${fenced(clause(10))}=======\n${fenced(clause(20))}>>>>>>> b\n`],
  ])('%s', (_, text) => {
    expect(found(text, 'main.clause.md').map(({ code, at }) => [code, at])).toEqual([['merge-conflict', '<<<<<<< HEAD']]);
  });

  it.each([
    ['a heading underlined with =', 'Grant\n=======\n\nText.\n'],
    ['a quote in a quote', '>>>>>>> deep\n\nGrant\n=======\n'],
    ['arrows in the prose', '<<<<<<< back\n\nGrant\n=======\n'],
  ])('%s is none', (_, text) => {
    expect(found(`${text}\n\`\`\`clause\n${FACTS}${clause(10)}\`\`\`\n`, 'main.clause.md')).toEqual([]);
  });
});

describe('what is no conflict', () => {
  it.each([
    ['eight of them', '<<<<<<<< HEAD\n>>>>>>>> b\n'],
    ['not at the beginning of the line', ' <<<<<<< HEAD\n >>>>>>> b\n'],
    ['in a comment', '// <<<<<<< HEAD\n'],
    ['glued to a word', '<<<<<<<HEAD\n'],
    ['only the middle and the end', '=======\n>>>>>>> b\n'],
  ])('%s', (_, text) => {
    expect(conflictIn(text, false)).toBeUndefined();
  });
});

describe('who imports a file in conflict', () => {
  const importer = `import "./facts.clause"\n${clause(10)}clause d "D" {\n  award other + more\n}\nexample "e" {\n  spent = 100元\n  expect c = 10元\n}\n`;
  it('says it once and misses no name', () => {
    const files = new Map([
      ['main.clause', importer],
      ['facts.clause', `${FACTS}<<<<<<< a\nfact other "O": money\n=======\nfact more "M": money\n>>>>>>> b\n`],
    ]);
    const { findings } = analysisOf(files);
    expect(findings.filter(({ name }) => name === 'missing-import').map(({ data }) => data.code)).toEqual(['conflict']);
    expect(findings.filter(({ name }) => name === 'unknown-name')).toEqual([]);
  });
});

it('comes and goes with edits, in the file and in those that import it, as when opened anew', () => {
  const uri = (name: string): string => `file:///conflict/${name}`;
  const host = (texts: Map<string, string>) => ({
    read: (one: string) => {
      const text = texts.get(one);
      return text === undefined ? ({ error: 'missing' } as const) : { text };
    },
    rootOf: () => 'file:///conflict',
  });
  const shown = (workspace: Workspace) =>
    ['main.clause', 'facts.clause'].map((name) => {
      const { findings, examples } = workspace.analyse(uri(name));
      return [
        findings.map(({ name: finding, range, data }) => [finding, range, data]),
        examples.map(({ evaluation }) => evaluation.total.status),
      ];
    });
  const main = `import "./facts.clause"\n${clause(10)}example "e" {\n  spent = 100元\n  expect c = 10元\n}\n`;
  const lines = fc.constantFrom('<<<<<<< a\n', '||||||| b\n', '=======\n', '>>>>>>> c\n', FACTS, 'let z = spent * 2\n', '\n');
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.array(lines, { maxLength: 6 })), { minLength: 1, maxLength: 6 }), (steps) => {
      const texts = new Map([
        [uri('main.clause'), main],
        [uri('facts.clause'), FACTS],
      ]);
      const lived = new Workspace(host(texts));
      shown(lived);
      for (const [inMain, put] of steps) {
        texts.set(uri(inMain ? 'main.clause' : 'facts.clause'), (inMain ? main : '') + put.join(''));
        lived.changed(uri(inMain ? 'main.clause' : 'facts.clause'));
        expect(shown(lived)).toEqual(shown(new Workspace(host(texts))));
      }
    }),
    { numRuns: 150 },
  );
});
