/** Why: a finding is the same wherever its text moves and however it is laid out, and another where another thing is wrong. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Finding } from '../../../server/src/core/finding';
import { type Identity, identitiesOf } from '../../../server/src/core/lint/fingerprint';
import { hash64 } from '../../../server/src/core/lint/hash';
import { allRules } from '../../../server/src/core/lint/index';
import { format } from '../../../server/src/core/syntax/index';
import type { Analysis } from '../../../server/src/core/workspace';
import { withProofs } from '../../support/proved';
import { policyText } from '../../support/randomPolicy';
import { analysisOf, snippetsOf } from '../../support/snippets';

// Many texts are read many times over; on a busy computer that takes a while.
vi.setConfig({ testTimeout: 60_000 });

interface Known extends Identity {
  readonly finding: Finding;
}

function knownOf(analysis: Analysis, proved: boolean): Known[] {
  const findings = proved ? withProofs(analysis) : analysis.findings;
  return identitiesOf(analysis.tree, findings).map((identity, n) => ({ ...identity, finding: findings[n] as Finding }));
}
const known = (text: string, proved = true, name = 'main.clause'): Known[] => knownOf(analysisOf(new Map([[name, text]]), name), proved);
const prints = (list: readonly Known[]): string[] => list.map(({ fingerprint, finding }) => `${finding.name} ${fingerprint}`).sort();
/** What mends itself by laying out is not looked for after it. */
const lasting = (list: readonly Known[]): Known[] =>
  list.filter(({ finding: { name } }) => name !== 'glued-keyword' && name !== 'fullwidth-punctuation');

/** Everything that the pages of findings advise against: every finding occurs there. */
const bad = Object.keys(allRules).flatMap((name) => {
  const all = snippetsOf(`docs/rules/${name}.md`);
  // The files of one heading belong together; the first is imported by `main.clause` or the other way round.
  const groups = new Map<string, Map<string, string>>();
  let n = 0;
  for (const { heading, file, text } of all) {
    const open = groups.get(`${heading} ${n}`);
    if (open?.has(file)) n++;
    const key = `${heading} ${n}`;
    groups.set(key, (groups.get(key) ?? new Map()).set(file, text));
  }
  return [...groups].flatMap(([key, files]) => (files.has('main.clause') ? [{ title: `${name}: ${key}`, name, files }] : []));
});

describe('over all pages of findings', () => {
  const cases = bad.map(({ title, files }) => ({ title, files, before: knownOf(analysisOf(files), true) }));
  const changed = (change: (text: string) => string) =>
    cases.map(({ title, files, before }) => {
      const text = files.get('main.clause') ?? '';
      return { title, before, after: knownOf(analysisOf(new Map([...files, ['main.clause', change(text)]])), true) };
    });

  it('has nearly every finding', () => {
    const seen = new Set(cases.flatMap(({ before }) => before.map(({ finding }) => finding.name)));
    // A file in another encoding has no text, and what is not decided hangs on the budget.
    const missing = Object.keys(allRules).filter((name) => !seen.has(name as Finding['name']));
    expect(missing.filter((name) => name !== 'file-not-utf8' && name !== 'not-decided')).toEqual([]);
  });

  it('tells any two of a file apart', () => {
    for (const { title, before } of cases) expect(new Set(before.map((one) => one.fingerprint)).size, title).toBe(before.length);
  });

  it('does not mind blank lines, comments and other items above', () => {
    for (const { title, before, after } of changed((text) => `// A remark.\n\n\n${text}`))
      expect(prints(after), title).toEqual(prints(before));
    const other = changed((text) => `section "Another heading"\n\n${text}\n\nqualitative "nothing to compute"\n`);
    for (const { title, before, after } of other) expect(prints(after), title).toEqual(prints(before));
  });

  it('does not mind line ends of Windows', () => {
    for (const { title, before, after } of changed((text) => text.replaceAll('\n', '\r\n')))
      expect(prints(after), title).toEqual(prints(before));
  });

  it('does not mind how the text is laid out', () => {
    for (const { title, before, after } of changed((text) => format(text)))
      expect(prints(lasting(after)), title).toEqual(prints(lasting(before)));
  });

  it('does not mind the language of keywords', () => {
    for (const language of ['zh', 'en'] as const)
      for (const { title, before, after } of changed((text) => format(text, { keywords: language })))
        expect(prints(lasting(after)), title).toEqual(prints(lasting(before)));
  });

  it('does not mind the name of the file', () => {
    for (const { title, files, before } of cases) {
      if (files.size > 1) continue;
      const text = files.get('main.clause') ?? '';
      expect(prints(known(text, true, '别的 文件.clause')), title).toEqual(prints(before));
    }
  });

  it('knows the item whose name changes by the rest', () => {
    const text = 'fact spent "Spent": money from 0元\nclause gift "A gift" {\n  award 0元\n}\nclause other "Other" { award 1% of spent }\n';
    const [before] = known(text).filter(({ finding }) => finding.name === 'award-never-positive');
    const [after] = known(text.replace('clause gift', 'clause present')).filter(({ finding }) => finding.name === 'award-never-positive');
    expect([before?.item, after?.item]).toEqual(['clause gift', 'clause present']);
    expect(after?.fingerprint).not.toBe(before?.fingerprint);
    expect(after?.content).toBe(before?.content);
  });
});

const POLICY = `fact spent "Spent": money from 0元
fact level "Level": one of { low, middle, high }
require spent over 0元 "spends"
clause award_a "First" {
  when  spent over 5元 "must spend"
  when  spent over 1元 "must spend more"
  award by level { low: 1元, middle: 2元 }
  cap   9亿元
}
`;
const of = (text: string, name: Finding['name']) => known(text).filter(({ finding }) => finding.name === name);

describe('what a fingerprint is made of', () => {
  it('names the item', () => {
    const text = `${POLICY}example "a \n firm" {\n  spent = 5元\n  expect total = 7元\n}\nlet unused = 4\nimport "./none.clause"\n`;
    const items = new Set(known(text).map(({ item }) => item));
    expect(items).toContain('clause award_a');
    expect(items).toContain('let unused');
    expect(items).toContain('import ./none.clause');
  });

  it.each([
    ['another statement of the same clause', (t: string) => t.replace('must spend"', 'has to spend"'), 'condition-redundant'],
    ['another statement of the same clause', (t: string) => t.replace('over 5元', 'over 6元'), 'condition-redundant'],
    ['its reason', (t: string) => t.replace('must spend more', 'more'), 'condition-redundant'],
    ['a table above', (t: string) => t.replace('middle: 2元', 'middle: 3元'), 'cap-never-reached'],
    ['the value of a row, for the table', (t: string) => t.replace('middle: 2元', 'middle: 3元'), 'member-missing'],
    ['the title of the clause', (t: string) => t.replace('"First"', '"Second"'), 'member-missing'],
  ] as const)('is not: %s', (_, change, name) => {
    const text = POLICY;
    expect(change(text)).not.toBe(text);
    expect(of(text, name)).toHaveLength(1);
    expect(prints(of(change(text), name))).toEqual(prints(of(text, name)));
  });

  it.each([
    ['the statement itself', (t: string) => t.replace('over 1元', 'over 2元'), 'condition-redundant'],
    ['the figure of the cap', (t: string) => t.replace('9亿元', '8亿元'), 'cap-never-reached'],
    ['which members are missing', (t: string) => t.replace('middle, high', 'middle, high, top'), 'member-missing'],
    ['the name of the clause', (t: string) => t.replace('award_a', 'award_b'), 'cap-never-reached'],
  ] as const)('is: %s', (_, change, name) => {
    expect(of(change(POLICY), name)).toHaveLength(1);
    expect(of(change(POLICY), name)[0]?.fingerprint).not.toBe(of(POLICY, name)[0]?.fingerprint);
  });

  it('is not what is computed', () => {
    const text = 'fact a "A": money from 0元\nclause c "C" { award 10% of a }\nexample "e" {\n  a = 100元\n  expect c = 11元\n}\n';
    const [before] = of(text, 'expectation-failed');
    // 10% of 200元 is 20元, of 100元 10元: both are not 11元, and only the figure in the message differs.
    const [after] = of(text.replace('100元', '200元'), 'expectation-failed');
    expect([before?.finding.data.en, after?.finding.data.en]).toEqual(['¥10', '¥20']);
    expect(after?.fingerprint).toBe(before?.fingerprint);
  });

  it('is not the kind of file, nor the signs of a Chinese input method', () => {
    const text = 'fact a "A": money from 0元\nclause c "C" {\n  award by a { to 5元: nobody, over 5元: 2元 }\n}\n';
    const [plain] = of(text, 'unknown-name');
    const markdown = `# A policy\n\n> Quoted:\n>\n> \`\`\`clause\n> ${text.trimEnd().replaceAll('\n', '\n> ')}\n> \`\`\`\n`;
    const [literate] = known(markdown, true, 'main.clause.md').filter(({ finding }) => finding.name === 'unknown-name');
    expect(literate?.fingerprint).toBe(plain?.fingerprint);
    const [wide] = of(text.replace('to 5元: nobody, over 5元: 2元', '至 ５元：nobody，超过 ５元：２元'), 'unknown-name');
    expect(wide?.fingerprint).toBe(plain?.fingerprint);
  });

  it('is an ordinal among equal ones, which others do not shift', () => {
    const text = 'clause c "C" {\n  award nobody\n  cap nobody + nobody\n}\n';
    const before = of(text, 'unknown-name');
    expect(before).toHaveLength(3);
    const more = of(text.replace('{\n', '{\n  when somebody\n'), 'unknown-name');
    expect(more).toHaveLength(4);
    expect(prints(more)).toEqual(expect.arrayContaining(prints(before)));
  });

  it('tells a row that another row begins to overlap', () => {
    const table = (first: string, second: string) =>
      `fact n "N": number from 0 to 100\nclause c "C" { award by n {\n  ${first}: 1元\n  ${second}: 2元\n  from 50 to 70: 3元\n} }\n`;
    const a = of(table('from 0 to 60', 'below 0'), 'row-overlap').at(-1);
    const b = of(table('from 0 below 50', 'from 60 to 100'), 'row-overlap').at(-1);
    expect([a?.finding.name, b?.finding.name]).toEqual(['row-overlap', 'row-overlap']);
    expect(a?.fingerprint).not.toBe(b?.fingerprint);
  });
});

describe('over random policies, some of them damaged', () => {
  /** A name that is declared nowhere in place of some words, so that there are findings of reading too. */
  const damaged = fc.tuple(policyText, fc.array(fc.nat(400), { maxLength: 4 })).map(([text, places]) => {
    let n = 0;
    return text.replace(/\b[a-z]\d\b/g, (word) => (places.includes(n++) ? 'nobody' : word));
  });
  const check = (property: (text: string, before: readonly Known[]) => void) =>
    fc.assert(
      fc.property(damaged, (text) => property(text, known(text, false))),
      { numRuns: 60, seed: 20_250_411 },
    );
  /** What is laid out anew is only what can be read. */
  const readable = (before: readonly Known[]) => before.every(({ finding }) => finding.name !== 'syntax-error');

  it('stay what they are when the text is laid out, in either language', () => {
    let seen = 0;
    check((text, before) => {
      if (!readable(before)) return;
      seen += before.length;
      for (const keywords of ['keep', 'zh', 'en'] as const)
        expect(prints(known(format(text, { keywords }), false))).toEqual(prints(before));
    });
    expect(seen).toBeGreaterThan(60);
  });

  it('are different for any two of a file', () => {
    check((_, before) => {
      expect(new Set(before.map(({ fingerprint }) => fingerprint)).size).toBe(before.length);
    });
  });

  it('stay when other items, blank lines and comments come between', () => {
    check((text, before) => {
      const parts = text.split(/\n\n(?=\S)/);
      const more = parts.map((part, n) => `section "S${n}"\n\n\n// A remark.\n${part}`).join('\n\n\n');
      expect(prints(known(more, false))).toEqual(prints(before));
    });
  });

  it('stay when items change places', () => {
    check((text, before) => {
      const items = text.trimEnd().split(/\n(?=(?:clause|exclusive|limit|require|fact|let) )/);
      const [head = '', ...rest] = items;
      const after = known(`${[head, ...rest.reverse()].join('\n')}\n`, false);
      // Of equal names the later one is told, and of a circle the item that comes first; examples see groups in their order.
      const steady = (list: readonly Known[]) =>
        prints(list.filter(({ finding: { name } }) => !['duplicate-name', 'circular-definition', 'expectation-failed'].includes(name)));
      expect(steady(after)).toEqual(steady(before));
    });
  });
});

describe('the hash', () => {
  it('tells texts apart and never changes', () => {
    const seen = new Set<string>();
    for (let n = 0; n < 50_000; n++) seen.add(hash64(`clause c${n}`));
    expect(seen.size).toBe(50_000);
    for (const print of seen) expect(print).toMatch(/^[0-9a-f]{16}$/);
  });
});
