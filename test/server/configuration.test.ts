/** The editor goes by clausewright.yaml as it is typed, and says what is wrong in it. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { run } from '../../server/src/cli/run';
import { type Options, Session } from './support';

/** Nothing reads `other`, which is information where nothing else is said. */
const POLICY = 'fact spent "Spent": money\nfact other "Other": money\nclause grant "Grant" { award 10% of spent }\n';

let session: Session;
afterEach(() => session?.stop());
const start = async (options: Options): Promise<Session> => {
  session = await Session.start(options);
  return session;
};

const shown = (found: readonly Diagnostic[]) => found.map(({ code, severity }) => `${code} ${severity}`);
/** LSP: 1 error, 2 warning, 3 information. */
const told = async (uri: string, ...wanted: string[]) =>
  expect(shown(await session.diagnostics(uri, (found) => shown(found).join() === wanted.join()))).toEqual(wanted);

describe('findings of a policy', () => {
  it('change with the configuration that is typed, saved or not', async () => {
    await start({ files: { 'clausewright.yaml': 'severity:\n  unused-fact: warning\n', 'a/x.clause': POLICY } });
    const [policy, config] = [session.uri('a/x.clause'), session.uri('clausewright.yaml')];
    await session.open(policy, POLICY);
    await told(policy, 'unused-fact 2');
    await session.open(config, 'severity:\n  unused-fact: warning\n', 'yaml');
    await session.edit(config, 'warning', 'error');
    await told(policy, 'unused-fact 1');
    await session.edit(config, 'unused-fact: error', 'hygiene: off');
    await told(policy);
    // Half typed it is no YAML: what was there stays in force, and the text is told of.
    await session.edit(config, 'off', '{');
    const [broken] = await session.diagnostics(config, (found) => found.length > 0);
    expect(broken).toMatchObject({ code: 'configuration', severity: 1 });
    await told(policy);
    // Closed without saving: the disk counts again.
    await session.close(config);
    await told(policy, 'unused-fact 2');
    session.write('clausewright.yaml', 'files:\n  exclude: [a]\n');
    await session.watched('clausewright.yaml', 2);
    await told(policy);
    session.delete('clausewright.yaml');
    await session.watched('clausewright.yaml', 3);
    await told(policy, 'unused-fact 3');
    session.write('a/clausewright.yaml', 'severity: { unused-fact: error }\n');
    await session.watched('a/clausewright.yaml', 1);
    await told(policy, 'unused-fact 1');
  });

  it('of closed files too', async () => {
    await start({
      files: {
        'x.clause': POLICY,
        'old/y.clause': POLICY,
        'clausewright.yaml': 'overrides:\n  - files: [old]\n    severity: { hygiene: error }\n',
      },
      initializationOptions: { folderFindings: true },
    });
    await told(session.uri('x.clause'), 'unused-fact 3');
    await told(session.uri('old/y.clause'), 'unused-fact 1');
    session.write('clausewright.yaml', 'severity: { hygiene: warning, rowgap: off }\n');
    await session.watched('clausewright.yaml', 2);
    await told(session.uri('x.clause'), 'unused-fact 2');
    await told(session.uri('old/y.clause'), 'unused-fact 2');
    await told(session.uri('clausewright.yaml'), 'configuration 1');
    session.write('clausewright.yaml', '');
    await session.watched('clausewright.yaml', 2);
    await told(session.uri('clausewright.yaml'));
  });

  it('are told in the configuration’s language, unless the editor is set to one', async () => {
    await start({ files: { 'clausewright.yaml': 'language: zh\n' } });
    const policy = session.uri('x.clause');
    await session.open(policy, POLICY);
    const [first] = await session.diagnostics(policy, (found) => found.length === 1);
    expect(first?.message).toMatch(/[\u4e00-\u9fff]/);
    session.settings = { prove: false, messageLanguage: 'en' };
    await session.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    const [second] = await session.diagnostics(policy, (found) => /^[ -~“”]+$/.test(String(found[0]?.message)));
    expect(second?.message).toContain('Nothing reads');
  });
});

describe('what a baseline lists', () => {
  const lint = (...args: string[]) => {
    const io = { out: () => undefined, err: () => undefined, cwd: session.folder, env: {}, terminal: false };
    return run(['lint', '--no-prove', ...args], io);
  };
  /** `name "text" severity`; LSP: 3 information, 4 hint. */
  const marks = async (uri: string, ...wanted: string[]) => {
    const of = (found: readonly Diagnostic[]) =>
      found.map(
        ({ code, range, severity }) =>
          `${code} ${session.text(uri).split('\n')[range.start.line]?.slice(range.start.character, range.end.character)} ${severity}`,
      );
    expect(of(await session.diagnostics(uri, (found) => of(found).join() === wanted.join()))).toEqual(wanted);
  };

  it('is shown as a hint, what is new as what it is', async () => {
    await start({
      files: { 'known/baseline.json': '', 'sub/政 策.clause': POLICY, 'clausewright.yaml': 'baseline: known/baseline.json\n' },
    });
    session.delete('known/baseline.json');
    const policy = session.uri('sub/政 策.clause');
    await session.open(policy, POLICY);
    await marks(policy, 'unused-fact other 3');
    // The command line writes what it finds; what it then does not report is what the editor shows as known.
    expect(await lint('--baseline-add')).toBe(0);
    await session.watched('known/baseline.json', 1);
    await marks(policy, 'unused-fact other 4');
    await session.edit(policy, 'clause grant', 'fact third "Third": money\nclause grant');
    await marks(policy, 'unused-fact other 4', 'unused-fact third 3');
    session.write('known/baseline.json', '{ "version": 1, "findings": [');
    await session.watched('known/baseline.json', 2);
    await marks(policy, 'unused-fact other 3', 'unused-fact third 3');
  });

  it('is told of in the configuration where it cannot be read, till it can', async () => {
    const text = 'language: en\nbaseline: "known/old.json"\n';
    await start({ files: { 'clausewright.yaml': text, 'x.clause': POLICY, 'known/x.txt': '' } });
    const config = session.uri('clausewright.yaml');
    await session.open(session.uri('x.clause'), POLICY);
    await session.open(config, text, 'yaml');
    const says = async (part: string) => {
      const [one] = await session.diagnostics(config, (found) => found.some(({ message }) => String(message).includes(part)));
      // The second line, behind `baseline: `: fourteen characters and two quotation marks.
      expect(one).toMatchObject({
        severity: 1,
        code: 'configuration',
        range: { start: { line: 1, character: 10 }, end: { line: 1, character: 26 } },
      });
      return one?.message;
    };
    expect(await says('missing')).toMatch(/^The baseline known\/old\.json is missing; .*\.$/);
    session.write('known/old.json', '[');
    await session.watched('known/old.json', 1);
    await says('is not JSON');
    session.write('known/old.json', '{ "version": 2, "findings": [] }');
    await session.watched('known/old.json', 2);
    await says('is of version 2, and this program reads version 1');
    await session.edit(config, 'language: en', 'language: zh');
    expect(await says('版本为 2')).toMatch(/^基线 known\/old\.json：.*。$/);
    session.write('known/old.json', '{ "version": 1, "findings": [] }');
    await session.watched('known/old.json', 2);
    await told(config);
    session.delete('known/old.json');
    await session.watched('known/old.json', 3);
    await says('不存在');
    // It names none any longer.
    await session.edit(config, 'baseline: "known/old.json"\n', '');
    await told(config);
  });

  it('is told of in a configuration that is not open, too', async () => {
    await start({
      files: { 'clausewright.yaml': 'baseline: old.json\n', 'old.json': '{}', 'x.clause': POLICY },
      initializationOptions: { folderFindings: true },
    });
    const config = session.uri('clausewright.yaml');
    await told(config, 'configuration 1');
    session.write('old.json', '{ "version": 1, "findings": [] }');
    await session.watched('old.json', 2);
    await told(config);
  });
});

describe('the configuration itself', () => {
  it('is told of while it is typed, with exact places', async () => {
    await start({});
    const config = session.uri('clausewright.yaml');
    const text = '# 配置 😀\nseverity:\n  unused-facts: off\n';
    await session.open(config, text, 'yaml');
    const [unknown] = await session.diagnostics(config, (found) => found.length === 1);
    expect(unknown).toEqual({
      // The third line, from its third character, twelve of them.
      range: { start: { line: 2, character: 2 }, end: { line: 2, character: 14 } },
      severity: 1,
      source: 'clausewright',
      code: 'configuration',
      message: '“unused-facts” is neither a finding nor a group of findings. Did you mean unused-fact?',
    });
    await session.edit(config, 'facts', 'fact');
    await told(config);
  });

  it('is told to who asks', async () => {
    await start({ capabilities: { textDocument: { diagnostic: {} } }, files: { 'clausewright.yaml': 'languages: zh\n' } });
    const uri = session.uri('clausewright.yaml');
    const ask = () => session.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } });
    expect((await ask()).items.map(({ message }) => message)).toEqual(['“languages” is no key here. Did you mean language?']);
    await session.open(uri, 'language: zh\n', 'yaml');
    expect((await ask()).items).toEqual([]);
  });
});

describe('who writes it', () => {
  interface Item {
    readonly label: string;
    readonly detail?: string;
    readonly documentation?: { readonly value: string };
    readonly textEdit: { readonly newText: string; readonly range: unknown };
  }
  const place = (text: string, at: string) => {
    const lines = text.slice(0, text.indexOf(at) + at.length).split('\n');
    return { line: lines.length - 1, character: (lines.at(-1) ?? '').length };
  };
  async function items(text: string, at: string): Promise<readonly Item[]> {
    const uri = session.uri('clausewright.yaml');
    await session.open(uri, text, 'yaml');
    const params = { textDocument: { uri }, position: place(text, at) };
    const list = await session.connection.sendRequest<{ items: Item[] } | null>('textDocument/completion', params);
    await session.close(uri);
    return list?.items ?? [];
  }
  const hover = async (text: string, at: string) => {
    const uri = session.uri('clausewright.yaml');
    await session.open(uri, text, 'yaml');
    const params = { textDocument: { uri }, position: place(text, at) };
    const found = await session.connection.sendRequest<{ contents: { value: string } } | null>('textDocument/hover', params);
    await session.close(uri);
    return found?.contents.value;
  };
  const labels = (found: readonly Item[]) => found.map(({ label }) => label);

  it('is offered keys, findings with their summaries, levels and languages', async () => {
    await start({});
    expect(labels(await items('', ''))).toEqual(['severity', 'language', 'files', 'overrides', 'baseline']);
    expect(labels(await items('language: zh\nfi', 'fi'))).not.toContain('language');
    expect(labels(await items('language: ', ': '))).toEqual(['en', 'zh']);
    expect(labels(await items('files:\n  ', '\n  '))).toEqual(['include', 'exclude']);
    expect(labels(await items('overrides:\n  - ', '- '))).toEqual(['files', 'severity']);
    expect(labels(await items('severity:\n  row-gap: w', ': w'))).toEqual(['error', 'warning', 'information', 'off']);
    // It cannot be lowered.
    expect(labels(await items('severity:\n  syntax-error: ', 'error: '))).toEqual(['error']);
    const found = await items('severity:\n  row-gap: off\n  ', 'off\n  ');
    expect(labels(found).slice(0, 5)).toEqual(['reading', 'tables', 'proved', 'examples', 'hygiene']);
    expect(labels(found)).not.toContain('row-gap');
    const award = found.find(({ label }) => label === 'missing-award');
    expect(award?.detail).toBe('error');
    expect(award?.textEdit).toEqual({
      newText: 'missing-award: ',
      range: { start: { line: 2, character: 2 }, end: { line: 2, character: 2 } },
    });
    // As on docs/rules/missing-award.md.
    expect(award?.documentation?.value).toContain('A clause does not say what it pays or grants.');
    expect(await items('files:\n  include: ', 'include: ')).toEqual([]);
  });

  it('is told what a word in it is, in the reader’s language', async () => {
    await start({ locale: 'zh-cn' });
    expect(await hover('severity:\n  missing-award: error\n', 'missing')).toContain('条款没有说明支付或给予什么。');
    expect(await hover('severity:\n  tables: off\n', 'off')).toBe('完全不报告。');
    expect(await hover('severity:\n  tables: off\n', 'tab')).toContain('`row-gap`');
    expect(await hover('overrides:\n  - files: [a]\n', 'fil')).toContain('模式');
    expect(await hover('files:\n  include: [a]\n', '[a')).toBeUndefined();
  });

  it('is left to another extension, where one does it', async () => {
    await start({ initializationOptions: { yaml: true } });
    expect(await items('', '')).toEqual([]);
    expect(await hover('severity:\n  tables: off\n', 'tab')).toBeUndefined();
    const uri = session.uri('clausewright.yaml');
    await session.open(uri, 'severity: 1', 'yaml');
    await told(uri, 'configuration 1');
  });
});
