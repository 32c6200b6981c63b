/** Choosing, checking and explaining an example, as an editor asks for it. Amounts are worked out by hand beside the policy. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ExampleReport, Examples, Explanation } from '../../server/src/protocol';
import { execute, policy } from './lensSupport';
import { type Options, Session } from './support';

let session: Session | undefined;
afterEach(async () => {
  await session?.stop();
  session = undefined;
});

interface Opened {
  readonly s: Session;
  readonly uri: string;
  /** What `window/showMessage` said. */
  readonly said: { readonly type: number; readonly message: string }[];
  /** Of which files the examples changed. */
  readonly changed: string[];
}

async function open(text: string, options?: Options, path = '政策 一.clause'): Promise<Opened> {
  const s = await Session.start(options);
  session = s;
  const uri = s.uri(path);
  const said: { readonly type: number; readonly message: string }[] = [];
  const changed: string[] = [];
  s.connection.onNotification('window/showMessage', (shown) => {
    said.push(shown);
  });
  s.connection.onNotification('clausewright/examplesChanged', (params: { uri: string }) => {
    changed.push(params.uri);
  });
  s.connection.onRequest('workspace/codeLens/refresh', () => {
    s.refreshes.push('codeLens');
    return null;
  });
  await s.open(uri, text);
  await s.diagnostics(uri);
  return { s, uri, said, changed };
}

const examplesOf = (s: Session, uri: string): Promise<Examples | null> => s.connection.sendRequest('clausewright/examples', { uri });

// one: half of 10万 is 5万; help's 20% is 2万 and loses; under the limit of 7万.
// two: half of 20万 is 10万, capped at 8万; help's 4万 loses; the limit leaves 7万, so that its one expectation (8万) fails.
// three: no core work; 20% of 1万 is 2000元.
const summaries = [
  { title: 'one', total: '¥50,000', expectations: 3, failed: 0, line: 30 },
  { title: 'two', total: '¥70,000', expectations: 1, failed: 1, line: 38 },
  { title: 'three', total: '¥2,000', expectations: 0, failed: 0, line: 44 },
];

describe('clausewright/examples', () => {
  it('lists the examples, with totals and failures', async () => {
    const { s, uri } = await open(policy);
    expect(await examplesOf(s, uri)).toEqual({ uri, selected: 'one', examples: summaries });
  });

  it('answers null of a file that is not open, an empty list where there is none, InvalidParams to nonsense', async () => {
    const { s, uri } = await open('fact a "A": boolean\n');
    expect(await examplesOf(s, uri)).toEqual({ uri, examples: [] });
    expect(await examplesOf(s, s.uri('other.clause'))).toBeNull();
    await expect(s.connection.sendRequest('clausewright/examples', { textDocument: { uri } })).rejects.toMatchObject({ code: -32602 });
  });

  it('is told to whom asked for it: on opening, on an edit, on a selection, on closing', async () => {
    const { s, uri, changed } = await open(policy, { initializationOptions: { examples: true } });
    expect(changed).toEqual([uri]);
    await s.edit(uri, 'cost = 1万元', 'cost = 2万元');
    await s.diagnostics(uri);
    expect(changed).toEqual([uri, uri]);
    await execute(s, 'clausewright.selectExample', uri, 'two');
    await expect.poll(() => changed.length).toBe(3);
    await execute(s, 'clausewright.selectExample', uri, 'two');
    await s.close(uri);
    await s.diagnostics(uri, (found) => found.length === 0);
    expect(changed).toHaveLength(4);
  });

  it('is not told to a client that did not ask', async () => {
    const { s, uri, changed } = await open(policy);
    await execute(s, 'clausewright.selectExample', uri, 'two');
    await examplesOf(s, uri);
    expect(changed).toEqual([]);
  });
});

describe('clausewright.selectExample', () => {
  it('goes to the next example without a title, and round', async () => {
    const { s, uri } = await open(policy);
    const selected: (string | undefined)[] = [];
    for (let i = 0; i < 4; i++) selected.push((await execute<Examples>(s, 'clausewright.selectExample', uri)).selected);
    expect(selected).toEqual(['two', 'three', 'one', 'two']);
    expect(await execute(s, 'clausewright.selectExample', uri, 'three')).toEqual({ uri, selected: 'three', examples: summaries });
  });

  it('has hints and lenses asked for again', async () => {
    const capabilities = { workspace: { inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true } } };
    const { s, uri } = await open(policy, { capabilities });
    s.refreshes.length = 0;
    await execute(s, 'clausewright.selectExample', uri);
    await expect.poll(() => [...s.refreshes].sort()).toEqual(['codeLens', 'inlayHint']);
  });

  it('has nothing to select in a file without examples', async () => {
    const { s, uri } = await open('fact a "A": boolean\n');
    expect(await execute(s, 'clausewright.selectExample', uri)).toEqual({ uri, examples: [] });
  });
});

describe('clausewright.runExample', () => {
  it('says in a sentence how an example came out, and to whom it is told', async () => {
    const { s, uri, said } = await open(policy);
    const message = '“two”: its one expectation is not met: expect total = 8万元, but it is ¥70,000.';
    expect(await execute<ExampleReport>(s, 'clausewright.runExample', uri, 'two')).toEqual({ ...summaries[1], message });
    expect(said).toEqual([{ type: 2, message }]);
    const one = await execute<ExampleReport>(s, 'clausewright.runExample', uri);
    expect(one.message).toBe('“one”: all 3 expectations are met; total: ¥50,000.');
    const three = await execute<ExampleReport>(s, 'clausewright.runExample', uri, 'three');
    expect(three.message).toBe('“three” expects nothing; total: ¥2,000.');
    expect(said.map(({ type }) => type)).toEqual([2, 3, 3]);
  });

  it('leaves the telling to a client that runs commands itself', async () => {
    const { s, uri, said } = await open(policy, { initializationOptions: { clientCommands: true }, locale: 'zh-cn' });
    expect(s.initialized.capabilities.executeCommandProvider).toBeUndefined();
    const report = await execute<ExampleReport>(s, 'clausewright.runExample', uri, 'two');
    expect(report.message).toBe('“two”：1 项应得不符：expect total = 8万元，实际为 7万元。');
    await execute(s, 'clausewright.explainExample', uri, 'two');
    expect(said).toEqual([]);
  });

  it('names each of several failures, also of what cannot be checked', async () => {
    const text = policy.replace('expect grant = 5万元', 'expect grant = 6万元').replace('expect help excluded', 'expect helpp eligible');
    const { s, uri } = await open(text);
    const { message } = await execute<ExampleReport>(s, 'clausewright.runExample', uri);
    expect(message).toBe(
      '“one”: 2 of 3 expectations are not met: expect grant = 6万元, but it is ¥50,000; expect helpp eligible cannot be checked, since the file has an error there.',
    );
  });
});

describe('clausewright.explainExample', () => {
  const lines = async (s: Session, uri: string, title?: string): Promise<string[]> => {
    const { markdown } = await execute<Explanation>(s, 'clausewright.explainExample', uri, ...(title === undefined ? [] : [title]));
    // The links' targets are looked at in a test of their own.
    return markdown
      .replace(/\]\([^)]*\)/g, ']')
      .split('\n')
      .filter((line) => line !== '');
  };

  it('says of every figure where it comes from, and folds what does not concern the example', async () => {
    const { s, uri } = await open(policy);
    expect(await lines(s, uri, 'two')).toEqual([
      '# two',
      'Judged without a date.',
      '## Total: ¥70,000',
      'grant ¥70,000',
      '## Exclusive groups',
      '- either  One of them ([line 21])',
      '  - grant stays',
      '    - grant = ¥80,000',
      '    - help = ¥40,000',
      '## Limits',
      '- most  Together: ¥80,000 together, at most ¥70,000: ¥70,000 ([line 26])',
      '## Clauses',
      '### grant  Grant: payable ¥70,000 ([line 7])',
      '- when kind = core → yes ([line 8])',
      '  - kind = core ([line 8])',
      '- award base = ¥100,000 ([line 9])',
      '  - 50% of cost = ¥100,000 ([line 5])',
      '    - cost = ¥200,000 ([line 5])',
      '- cap 8万元 = ¥80,000: ¥100,000 → ¥80,000 ([line 10])',
      '- most cuts ¥10,000',
      '### help  Help: excluded (¥40,000) ([line 13])',
      '- award 20% of cost = ¥40,000 ([line 14])',
      '  - cost = ¥200,000 ([line 14])',
      '- either keeps grant',
      '<details><summary>1 more clause does not concern this example</summary>',
      '- pays nothing: travel',
      '</details>',
    ]);
  });

  it('explains the selected example without a title, with its date, in Chinese too', async () => {
    const text = policy.replace('  cost = 10万元', '  on 2025-06-30\n  cost = 10万元');
    const { s, uri } = await open(text, { locale: 'zh-cn' });
    const found = await lines(s, uri);
    expect(found.slice(0, 4)).toEqual(['# one', '认定日：2025-06-30。', '## 总计：5万元', 'grant 5万元']);
    expect(found.slice(-3)).toEqual(['<details><summary>另有 1 个条款与本示例无关</summary>', '- 金额为零：travel', '</details>']);
  });

  it('names the facts that are wanting, and why a clause does not pay', async () => {
    const { s, uri } = await open(policy.replace('  kind = early\n', '  visits = 2次\n').replace('  cost = 1万元\n', ''));
    const found = await lines(s, uri, 'three');
    // travel pays 200元; grant and help want the cost, which the example says nothing of.
    expect(found).toContain('- award 100元/次 \\* visits = ¥200 ([line 18])');
    expect(found.slice(-3)).toEqual([
      '<details><summary>2 more clauses do not concern this example</summary>',
      '- unknown: grant, help',
      '</details>',
    ]);
  });

  it('sends the author to the findings where the policy has an error', async () => {
    const { s, uri } = await open(policy.replace('award 20% of cost', 'award 20% of costt'));
    const found = await lines(s, uri, 'three');
    expect(found).toContain('### help  Help: error ([line 13])');
    expect(found).toContain('- this part of the policy has an error; see the findings ([line 14])');
  });

  it('links to the lines, in imported and literate files too, and escapes what Markdown would take for its own', async () => {
    const facts = 'fact cost "Cost": money from 0元\n\nlet half_of_it = 50% of cost\n';
    const text =
      '# Policy\r\n\r\n```clause\r\nimport "./要素 (1).clause"\r\n\r\nclause a_b "*A*" {\r\n  award half_of_it // 😀\r\n}\r\n\r\nexample "<b>" {\r\n  cost = 10元\r\n}\r\n```\r\n';
    const { s, uri } = await open(text, { files: { '要素 (1).clause': facts } }, 'policy.clause.md');
    const { markdown } = await execute<Explanation>(s, 'clausewright.explainExample', uri);
    expect(markdown).toContain('# \\<b\\>\n');
    expect(markdown).toContain(`### a\\_b  \\*A\\*: payable ¥5 ([line 6](${uri}#L6,8))`);
    const other = s.uri('要素 (1).clause').replace('(', '%28').replace(')', '%29');
    expect(markdown).toContain(`  - 50% of cost = ¥5 ([要素 (1).clause, line 3](${other}#L3,18))`);
  });
});

describe('bad arguments', () => {
  it('are refused: no file, a title that is none or that the file does not have, a command that nobody knows', async () => {
    const { s, uri } = await open(policy);
    const refused = { code: -32602 };
    await expect(execute(s, 'clausewright.runExample')).rejects.toMatchObject(refused);
    await expect(execute(s, 'clausewright.runExample', 7)).rejects.toMatchObject(refused);
    await expect(execute(s, 'clausewright.selectExample', uri, { title: 'one' })).rejects.toMatchObject(refused);
    await expect(execute(s, 'clausewright.format', uri)).rejects.toMatchObject(refused);
    await expect(s.connection.sendRequest('workspace/executeCommand', { arguments: [uri] })).rejects.toMatchObject(refused);
    await expect(execute(s, 'clausewright.explainExample', uri, 'four')).rejects.toMatchObject({
      ...refused,
      message: 'There is no example “four” in this file.',
    });
    expect((await execute<Examples>(s, 'clausewright.selectExample', uri, 'one')).selected).toBe('one');
  });

  it('of a file that is not open nothing is known', async () => {
    const { s } = await open(policy, { files: { 'a.clause': policy } });
    for (const command of ['selectExample', 'runExample', 'explainExample'])
      expect(await execute(s, `clausewright.${command}`, s.uri('a.clause'))).toBeNull();
  });

  it('a half-typed file without examples has none to run or explain', async () => {
    const { s, uri } = await open('clause c "C" {\n  award 50% of ');
    expect(await execute(s, 'clausewright.runExample', uri)).toBeNull();
    expect(await execute(s, 'clausewright.explainExample', uri)).toBeNull();
  });
});
