/** Why: the parameters of a function while its arguments are typed, in either language. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignatureHelp } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { marked } from './completionSupport';
import { Session } from './support';

let session: Session;
beforeAll(async () => {
  session = await Session.start();
});
afterAll(() => session.stop());

let count = 0;
async function help(source: string, s = session, name = `sig-${count++}.clause`): Promise<SignatureHelp | null> {
  const { text, offset } = marked(source);
  const uri = s.uri(name);
  await s.open(uri, text);
  const position = TextDocument.create(uri, 'clause', 1, text).positionAt(offset);
  return s.connection.sendRequest('textDocument/signatureHelp', { textDocument: { uri }, position });
}
/** The label, and the parameter that is active in it. */
async function shows(source: string): Promise<[string, string | undefined] | undefined> {
  const found = await help(source);
  const [signature] = found?.signatures ?? [];
  if (!found || !signature) return undefined;
  const parameter = signature.parameters?.[found.activeParameter ?? -1];
  const label = parameter?.label;
  return [signature.label, Array.isArray(label) ? signature.label.slice(label[0], label[1]) : label];
}

describe('a function’s parameters', () => {
  it.each([
    ['let x = days(¦', 'days(from: date, to: date)', 'from: date'],
    ['let x = days(a, ¦)', 'days(from: date, to: date)', 'to: date'],
    ['let x = round_up(a, ¦', 'round_up(value: number, multiple of: number)', 'multiple of: number'],
    ['let x = min(a¦', 'min(value: number[, …])', 'value: number'],
    ['let x = min(a, b, c, ¦', 'min(value: number[, …])', '…'],
    ['let x = year(¦)', 'year(date: date)', 'date: date'],
    ['clause c { award 5元, less paid(c, ¦) }', 'paid(name: clause[, window: time])', 'window: time'],
  ])('%s', async (source, label, active) => {
    expect(await shows(source)).toEqual([label, active]);
  });

  it('of the innermost call, past sets, tables and parentheses', async () => {
    expect(await shows('let x = max(1, min(a, b), ¦)')).toEqual(['max(value: number[, …])', '…']);
    expect(await shows('let x = round((a + ¦), 1元)')).toEqual(['round(value: number, multiple of: number)', 'value: number']);
    expect(await shows('let x = round(by k { a: 1, b: ¦ }, 1元)')).toEqual(['round(value: number, multiple of: number)', 'value: number']);
    expect(await shows('let x = days(a, b¦) + 1')).toEqual(['days(from: date, to: date)', 'to: date']);
  });

  it('with the spelling, the brackets and the commas of the file', async () => {
    expect(await shows('定义 甲 = 年数（成立，¦')).toEqual(['年数(from: date, to: date)', 'to: date']);
    expect(await shows('定义 甲 = "😀" = 乙 且 取小(¦')).toEqual(['取小(value: number[, …])', 'value: number']);
    expect(await shows('let x =\r\n  abs(\r\n    ¦\r\n')).toEqual(['abs(value: number)', 'value: number']);
  });

  it('says what it does and what each parameter is', async () => {
    const found = await help('let x = years(¦');
    expect(JSON.stringify(found?.signatures[0]?.documentation)).toContain('completed years');
    expect(found?.signatures[0]?.parameters?.[1]?.documentation).toBe('The second date, often the day of judgement.');
  });

  it('in Chinese for a reader of Chinese', async () => {
    const chinese = await Session.start({ locale: 'zh-cn' });
    try {
      const found = await help('let x = years(¦', chinese);
      expect(found?.signatures[0]?.label).toBe('years(起: 日期, 止: 日期)');
    } finally {
      await chinese.stop();
    }
  });

  it('only in the fences of Markdown', async () => {
    expect(await help('# days(¦\n\n```clause\nlet x = 1\n```\n', session, 'a.clause.md')).toBeNull();
    expect(await help('# T\n\n```clause\nlet x = days(¦\n```\n', session, 'b.clause.md')).not.toBeNull();
  });

  it.each([
    ['outside of it', 'let x = days(a, b) ¦'],
    ['in a comment', 'let x = days(a, // b ¦\n b)'],
    ['in a text', 'let x = days("a ¦", b)'],
    ['in a parenthesis of no function', 'let x = (a + ¦)'],
    ['in an unknown one', 'let x = unknown(¦)'],
    ['in an empty file', '¦'],
  ])('nothing %s', async (_, source) => {
    expect(await help(source)).toBeNull();
  });

  it('nothing in a file that is not open; wrong parameters are refused', async () => {
    const position = { line: 9, character: 9 };
    expect(
      await session.connection.sendRequest('textDocument/signatureHelp', { textDocument: { uri: session.uri('no.clause') }, position }),
    ).toBeNull();
    await expect(session.connection.sendRequest('textDocument/signatureHelp', { position })).rejects.toThrow('textDocument');
    await expect(session.connection.sendRequest('textDocument/completion', { textDocument: { uri: 'a' } })).rejects.toThrow('position');
  });
});
