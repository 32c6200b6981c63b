/** Colours by what a name stands for; whole, as differences, and of a part. */
import { describe, expect, it } from 'vitest';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { type Desk, desk } from './desk';

/** `word type modifiers` in order, keywords and texts left out with `names`. */
function read(d: Desk, data: readonly number[], names = false): string[] {
  const { legend } = d.s.initialized.capabilities.semanticTokensProvider ?? { legend: { tokenTypes: [], tokenModifiers: [] } };
  const document = d.document(d.at.textDocument.uri);
  const found: string[] = [];
  let [line, character] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0, flags = 0] = data.slice(i, i + 5);
    character = lines === 0 ? character + characters : characters;
    line += lines;
    const range = { start: { line, character }, end: { line, character: character + length } };
    const name = legend.tokenTypes[type] ?? '?';
    const modifiers = legend.tokenModifiers.filter((_, bit) => flags & (1 << bit));
    if (!names || !['keyword', 'string', 'number', 'comment'].includes(name))
      found.push([document.getText(range), name, ...modifiers].join(' '));
  }
  return found;
}

async function all(text: string, names = false, path = 'a.clause'): Promise<string[]> {
  const d = await desk({ [path]: `¦${text}` });
  return read(d, (await d.ask<SemanticTokens>('semanticTokens/full')).data, names);
}

describe('semantic tokens', () => {
  it('tell keywords, texts, numbers and comments apart, and leave unknown names plain', async () => {
    expect(await all('// 😀 note\nfact cost "Cost": money // x\nlet y = max(3万元, 2025-01-01, unknown) * 50%\n')).toEqual([
      '// 😀 note comment',
      'fact keyword',
      'cost parameter declaration readonly',
      '"Cost" string',
      'money keyword',
      '// x comment',
      'let keyword',
      'y variable declaration readonly',
      'max function defaultLibrary',
      '3 number',
      '万元 type defaultLibrary',
      '2025-01-01 number',
      '50 number',
    ]);
  });

  it('tell names by what they stand for', async () => {
    const text = `unit 席 = 2人
fact kind: one of { core, 其他 }
fact works: list of { price: money }
clause a { each works, let q = price, award by kind { core: q, 其他: 1元/席 * 3席 } }
exclusive g { among a }
limit l { among a, cap 1元 }
example "e" { works = [{ price = 1元 }], expect a = 1元 }
`;
    expect(await all(text, true)).toEqual([
      '席 type declaration',
      '人 type defaultLibrary',
      'kind parameter declaration readonly',
      'core enumMember declaration',
      '其他 enumMember declaration',
      'works parameter declaration readonly',
      'price property declaration readonly',
      'a class declaration',
      'works parameter readonly',
      'q variable declaration readonly',
      'price property readonly',
      'kind parameter readonly',
      'core enumMember',
      'q variable readonly',
      '其他 enumMember',
      '元 type defaultLibrary',
      '席 type',
      '席 type',
      'g interface declaration',
      'a class',
      'l interface declaration',
      'a class',
      '元 type defaultLibrary',
      'works parameter readonly',
      'price property readonly',
      '元 type defaultLibrary',
      'a class',
      '元 type defaultLibrary',
    ]);
  });

  it('work in glued Chinese, in CRLF, in fences, and line by line in long texts', async () => {
    expect(await all('要素 费用: 金额\r\n定义 半 = 费用的50%\r\n')).toEqual([
      '要素 keyword',
      '费用 parameter declaration readonly',
      '金额 keyword',
      '定义 keyword',
      '半 variable declaration readonly',
      '费用 parameter readonly',
      '的 keyword',
      '50 number',
    ]);
    expect(await all('# T\n\n> ```clause\n> let x = 1\n> ```\n', false, 'a.clause.md')).toEqual([
      'let keyword',
      'x variable declaration readonly',
      '1 number',
    ]);
    expect(await all('qualitative """a\r\n\r\n b"""\r\n')).toEqual(['qualitative keyword', '"""a string', ' b""" string']);
  });

  it('follow a declaration that makes another thing of a name elsewhere', async () => {
    const d = await desk({ 'a.clause': '¦fact x: money\nlet y = x\n' });
    const { resultId } = await d.ask<SemanticTokens>('semanticTokens/full');
    await d.s.edit(d.at.textDocument.uri, 'fact x: money', 'let x = 3');
    const delta = await d.ask<SemanticTokensDelta>('semanticTokens/full/delta', { previousResultId: resultId });
    // Of the numbers before, those from the first line's changed type up to the second line's are replaced.
    const before = [0, 0, 4, 0, 0, 0, 5, 1, 5, 3, 0, 3, 5, 0, 0, 1, 0, 3, 0, 0, 0, 4, 1, 6, 3, 0, 4, 1, 5, 2];
    const after = [0, 0, 3, 0, 0, 0, 4, 1, 6, 3, 0, 4, 1, 3, 0, 1, 0, 3, 0, 0, 0, 4, 1, 6, 3, 0, 4, 1, 6, 2];
    const [edit] = delta.edits;
    expect(delta.edits).toHaveLength(1);
    expect(before.toSpliced(edit?.start ?? 0, edit?.deleteCount ?? 0, ...(edit?.data ?? []))).toEqual(after);
    expect(await d.ask('semanticTokens/full/delta', { previousResultId: delta.resultId })).toMatchObject({ edits: [] });
    expect(await d.ask('semanticTokens/full/delta', { previousResultId: 'long ago' })).toMatchObject({ data: after });
  });

  it('of a part are those of its lines; of a file that is not open there are none', async () => {
    const d = await desk({ 'a.clause': '¦fact x: money\nlet y = x\nlet z = y\n' });
    const range = { start: { line: 1, character: 4 }, end: { line: 1, character: 5 } };
    expect(read(d, (await d.ask<SemanticTokens>('semanticTokens/range', { range })).data)).toEqual([
      'let keyword',
      'y variable declaration readonly',
      'x parameter readonly',
    ]);
    expect(await d.ask('semanticTokens/full', { textDocument: { uri: d.s.uri('none.clause') } })).toBeNull();
  });
});
