/** Going from a name to what it stands for, and from there to whoever names it, over all files of the folder. */
import { describe, expect, it } from 'vitest';
import type { DocumentHighlight, Location, LocationLink } from 'vscode-languageserver';
import { type Capabilities, desk } from './desk';

const links: Capabilities = { textDocument: { definition: { linkSupport: true }, typeDefinition: { linkSupport: true } } };

const facts = `计量单位 席
fact cost "Cost": money from 0元
fact kind "Kind": one of { core "core work", early }
fact works "Works": list of { price: money, sort: any of { big, small } }
fact seats: integer 席
`;
const policy = `import "./facts.clause"
let base "Half" = 50% of cost
let other "Other" = kind
clause grant "Grant" {
  when  kind = core "only core"
  let   share = base / 2
  award share
  cap   8万元
}
clause each_one { each works, when sort has big, award 10% of price }
clause per_seat { award 5元/席 * seats }
example "one" {
  cost = 10万元
  expect grant = 2.5万元
}
example "two" like "one" { kind = core }
`;

/** Puts the cursor at the start of the `at`-th `word` (from 0) of the policy, or of its facts. */
async function on(word: string, at = 0, capabilities: Capabilities = {}) {
  const parts = policy.split(word);
  if (parts.length > at + 1) {
    const marked = `${parts.slice(0, at + 1).join(word)}¦${word}${parts.slice(at + 1).join(word)}`;
    return desk({ 'policy.clause': marked }, { 'facts.clause': facts }, { capabilities });
  }
  return desk({ 'facts.clause': facts.replace(word, `¦${word}`), 'policy.clause': policy }, {}, { capabilities });
}

describe('definition', () => {
  it.each([
    ['cost', 0, 'facts.clause:2 cost'],
    ['base', 1, 'policy.clause:2 base'],
    ['share', 1, 'policy.clause:6 share'],
    ['core', 0, 'facts.clause:3 core'],
    ['price', 0, 'facts.clause:4 price'],
    ['works', 0, 'facts.clause:4 works'],
    ['big', 0, 'facts.clause:4 big'],
    ['席', 0, 'facts.clause:1 席'],
    ['grant', 1, 'policy.clause:4 grant'],
    ['"one"', 1, 'policy.clause:12 "one"'],
    ['./facts', 0, 'facts.clause:1 '],
  ])('of %s (%i) is %s', async (word, index, where) => {
    const d = await on(word, index);
    expect(d.shown(await d.ask<Location>('definition'))).toEqual([where]);
  });

  it.each(['元', 'award', '50', 'Half'])('of %s there is none', async (word) => {
    const d = await on(word);
    expect(await d.ask('definition')).toBeNull();
  });

  it('is a link to the whole of it, where the editor understands one', async () => {
    const d = await on('core', 0, links);
    expect((await d.ask<LocationLink[]>('definition')).map((link) => d.link(link))).toEqual([
      { from: 'core', whole: 'facts.clause:3 core "core work"', name: 'facts.clause:3 core' },
    ]);
  });

  it('shows an item from its keyword to its end, and an import as a link from its path', async () => {
    const d = await on('share', 1, links);
    expect((await d.ask<LocationLink[]>('definition')).map((link) => d.link(link))).toEqual([
      { from: 'share', whole: 'policy.clause:6 let   share = base / 2', name: 'policy.clause:6 share' },
    ]);
    d.cursor = { uri: d.s.uri('policy.clause'), position: { line: 0, character: 12 } };
    expect((await d.ask<LocationLink[]>('definition')).map((link) => d.link(link))).toEqual([
      { from: '"./facts.clause"', whole: 'facts.clause:1 ', name: 'facts.clause:1 ' },
    ]);
  });

  it('works behind emoji, with CRLF, in Chinese, where words are glued, and at the end of a name', async () => {
    const text = '要素 研发费用 "😀": 金额\r\n条款 研发 "😀" {\r\n  支持 研发费用¦的50%\r\n}\r\n';
    const d = await desk({ 'a.clause': text });
    expect(d.shown(await d.ask<Location>('definition'))).toEqual(['a.clause:1 研发费用']);
  });

  it('works in a literate file', async () => {
    const d = await desk({ 'a.clause.md': '# T\n\n```clause\nfact cost: money\n```\n\ncost\n\n> ```clause\n> let x = ¦cost\n> ```\n' });
    expect(d.shown(await d.ask<Location>('definition'))).toEqual(['a.clause.md:4 cost']);
  });

  it('knows from who imports the file what the file uses but does not declare', async () => {
    const disk = { 'all.clause': 'import "./a.clause"\nimport "./b.clause"\n', 'a.clause': 'fact cost: money\n' };
    const d = await desk({ 'b.clause': 'let x = 2 * ¦cost\n' }, disk);
    expect(d.shown(await d.ask<Location>('definition'))).toEqual(['a.clause:1 cost']);
  });

  it('answers in a clause that is half typed, and of the first of two declarations', async () => {
    const d = await desk({ 'a.clause': 'fact cost: money\nfact cost: money\nclause a {\n  award (2 * ¦cost\n' });
    expect(d.shown(await d.ask<Location>('definition'))).toEqual(['a.clause:1 cost']);
  });

  it('answers nothing of a file that is not open, and takes a position beyond the end as the end', async () => {
    const d = await desk({ 'a.clause': 'fact cost: money\nlet x = cost¦' }, { 'b.clause': facts });
    const beyond = { textDocument: d.at.textDocument, position: { line: 99, character: 99 } };
    expect(d.shown(await d.ask<Location>('definition', beyond))).toEqual(['a.clause:1 cost']);
    expect(await d.ask('definition', { textDocument: { uri: d.s.uri('b.clause') } })).toBeNull();
    expect(await d.ask('references', { textDocument: { uri: d.s.uri('b.clause') }, context: { includeDeclaration: true } })).toEqual([]);
    expect(await d.ask('documentHighlight', { textDocument: { uri: d.s.uri('b.clause') } })).toEqual([]);
  });
});

describe('type definition', () => {
  it.each([
    ['core', 0, 'facts.clause:3 kind'],
    ['other', 0, 'facts.clause:3 kind'],
    ['kind', 0, 'facts.clause:3 kind'],
    ['big', 0, 'facts.clause:4 sort'],
    ['sort', 0, 'facts.clause:4 sort'],
    ['price', 0, 'facts.clause:4 works'],
    ['works', 0, 'facts.clause:4 works'],
    ['seats', 0, 'facts.clause:1 席'],
  ])('of %s (%i) is %s', async (word, index, where) => {
    const d = await on(word, index);
    expect(d.shown(await d.ask<Location>('typeDefinition'))).toEqual([where]);
  });

  it.each(['cost', 'grant', '8万元'])('of %s there is none', async (word) => {
    const d = await on(word);
    expect(await d.ask('typeDefinition')).toBeNull();
  });
});

describe('references', () => {
  it('are found in all files, open or not, whoever is asked', async () => {
    const all = { context: { includeDeclaration: true } };
    const third = 'import "./facts.clause"\nexample "far" { cost = 3元 }\n// cost\n';
    const d = await desk(
      { 'policy.clause': policy.replace('cost\n', '¦cost\n') },
      { 'facts.clause': facts, 'sub/far.clause': third.replace('./', '../'), 'none.clause': 'fact cost: money\nlet x = cost\n' },
    );
    const expected = ['facts.clause:2 cost', 'policy.clause:2 cost', 'policy.clause:13 cost', 'sub/far.clause:2 cost'];
    expect(d.shown(await d.ask<Location[]>('references', all))).toEqual(expected);
    expect(d.shown(await d.ask<Location[]>('references', { context: { includeDeclaration: false } }))).toEqual(expected.slice(1));
  });

  it('of a unit, a member, a local let, a field, an example, an imported file', async () => {
    const find = async (word: string, index: number) => {
      const d = await on(word, index);
      const found = d.shown(await d.ask<Location[]>('references', { context: { includeDeclaration: true } }));
      await d.s.stop();
      return found;
    };
    expect(await find('席', 0)).toEqual(['facts.clause:1 席', 'facts.clause:5 席', 'policy.clause:11 席']);
    expect(await find('core', 0)).toEqual(['facts.clause:3 core', 'policy.clause:5 core', 'policy.clause:16 core']);
    expect(await find('share', 0)).toEqual(['policy.clause:6 share', 'policy.clause:7 share']);
    expect(await find('price', 0)).toEqual(['facts.clause:4 price', 'policy.clause:10 price']);
    expect(await find('"one"', 0)).toEqual(['policy.clause:12 "one"', 'policy.clause:16 "one"']);
    expect(await find('./facts', 0)).toEqual(['policy.clause:1 "./facts.clause"']);
  });

  it('keep apart what only has the same name', async () => {
    const text =
      'fact works: list of { rate: money }\nfact rate: money\nclause a { each works, award ¦rate }\nclause b { let rate = 2元, award rate }\nlet c = rate\n';
    const d = await desk({ 'a.clause': text });
    const found = await d.ask<Location[]>('references', { context: { includeDeclaration: true } });
    expect(d.shown(found)).toEqual(['a.clause:1 rate', 'a.clause:3 rate']);
  });

  it('do not mix two files of one program that declare the same', async () => {
    const disk = { 'b.clause': 'fact x: money\n', 'all.clause': 'import "./b.clause"\nimport "./a.clause"\nlet y = x\n' };
    const d = await desk({ 'a.clause': 'fact ¦x: money\nlet z = x\n' }, disk);
    // In all.clause the x of b.clause, which comes first, is meant.
    const found = await d.ask<Location[]>('references', { context: { includeDeclaration: true } });
    expect(d.shown(found)).toEqual(['a.clause:1 x', 'a.clause:2 x']);
  });
});

describe('highlights', () => {
  const kinds = ['', 'text', 'read', 'write'];
  it('tell where a name is set from where it is read', async () => {
    const text =
      'fact works: list of { cost: money }\nfact cost: money\nlet a = cost\nexample "e" {\n  ¦cost = 3元\n  works = [{ cost = 1元 }]\n  expect a = cost\n}\n';
    const d = await desk({ 'a.clause': text });
    const show = async () =>
      (await d.ask<DocumentHighlight[]>('documentHighlight')).map(({ range, kind }) => `${range.start.line + 1} ${kinds[kind ?? 0]}`);
    expect(await show()).toEqual(['2 write', '3 read', '5 write', '7 read']);
    d.cursor = { uri: d.s.uri('a.clause'), position: { line: 0, character: 22 } };
    expect(await show()).toEqual(['1 write', '6 write']);
  });
});
