/** Laying out files, parts of them, and what is being typed. Wanted texts are written by hand, or are those of `clausewright fmt`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Position, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { format, parseFile } from '../../server/src/core/syntax/index';
import { Session } from './support';

let s: Session;
let folders = 0;
beforeAll(async () => {
  s = await Session.start();
});
afterAll(() => s.stop());

/** Opens a file in a folder of its own; all tests share one server. */
async function open(text: string, path = '政策 一.clause'): Promise<string> {
  const uri = s.uri(`${++folders}/${path}`);
  await s.open(uri, text);
  return uri;
}

/** What an editor says of its own layout; it is not asked. */
const options = { tabSize: 8, insertSpaces: false };

const formatted = (uri: string): Promise<TextEdit[]> =>
  s.connection.sendRequest('textDocument/formatting', { textDocument: { uri }, options });

function applied(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create('file:///x', 'clause', 0, text), [...edits]);
}

/** The text after the lines between the two `¦` were formatted. */
async function range(marked: string, path?: string): Promise<string> {
  const [before = '', inside = '', after = ''] = marked.split('¦');
  const text = before + inside + after;
  const uri = await open(text, path);
  const document = TextDocument.create(uri, 'clause', 0, text);
  const asked = { start: document.positionAt(before.length), end: document.positionAt(before.length + inside.length) };
  const edits: TextEdit[] = await s.connection.sendRequest('textDocument/rangeFormatting', {
    textDocument: { uri },
    range: asked,
    options,
  });
  return applied(text, edits);
}

const typing = (uri: string, position: Position, ch: string): Promise<TextEdit[] | null> =>
  s.connection.sendRequest('textDocument/onTypeFormatting', { textDocument: { uri }, position, ch, options });

/** The text after what stands before `¦` was typed, ending in `ch`. */
async function typed(marked: string, ch: string, path?: string): Promise<string> {
  const at = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const uri = await open(text, path);
  const edits = await typing(uri, TextDocument.create(uri, 'clause', 0, text).positionAt(at), ch);
  await s.close(uri);
  return applied(text, edits ?? []);
}

const messy = `fact  a "A":money from 0元
fact longer_name "B" : one of {x "X",y}


// about c
clause c "C"{
      when a>5元
  award 10% of a // half
}
`;
const neat = `fact a           "A": money from 0元
fact longer_name "B": one of { x "X", y }

// about c
clause c "C" {
  when  a > 5元
  award 10% of a  // half
}
`;

describe('a file', () => {
  it('is laid out in one way, whatever the editor says of tabs; a second time nothing changes', async () => {
    const uri = await open(messy);
    await s.change(uri, [...(await formatted(uri))].reverse());
    expect(s.text(uri)).toBe(neat);
    expect(await formatted(uri)).toEqual([]);
  });

  it('is changed only where blanks change', async () => {
    const uri = await open(neat.replace('a > 5元', 'a >   5元'));
    expect(await formatted(uri)).toEqual([{ range: { start: { line: 5, character: 12 }, end: { line: 5, character: 14 } }, newText: '' }]);
  });

  it('keeps line breaks of two characters, also beside some of one', async () => {
    const crlf = messy.replaceAll('\n', '\r\n');
    const uri = await open(crlf);
    const edits = await formatted(uri);
    expect(applied(crlf, edits)).toBe(neat.replaceAll('\n', '\r\n'));
    const mixed = neat.replaceAll('\n', '\r\n').replace('5元\r\n', '5元\n');
    await s.open(s.uri('mixed.clause'), mixed);
    expect(applied(mixed, await formatted(s.uri('mixed.clause')))).toBe(neat.replaceAll('\n', '\r\n'));
  });

  it('leaves a broken item as it is, and lays out the others', async () => {
    const broken = 'clause   d "D" {\n      award (1元\n}\n';
    const text = `${messy}\n${broken}\nunit   席\n`;
    const uri = await open(text);
    expect(applied(text, await formatted(uri))).toBe(`${neat}\n${broken}\nunit 席\n`);
  });

  it('keeps each keyword in its language, with emoji, combining characters and full-width punctuation on the line', async () => {
    const text = '条款 补贴 "😀 é补贴" ｛\n award   10元 // 一半，😀\n｝\n';
    const uri = await open(text);
    expect(applied(text, await formatted(uri))).toBe('条款 补贴 "😀 é补贴" {\n  award 10元  // 一半，😀\n}\n');
  });

  it('of Markdown is changed in its fences only', async () => {
    const text = `#   Policy\n\n*  prose :  stays\n\n\`\`\`clause\n${messy}\`\`\`\n\n> \`\`\`clause\n> unit   席\n> \`\`\`\n`;
    const uri = await open(text, 'policy.clause.md');
    expect(applied(text, await formatted(uri))).toBe(text.replace(messy, neat));
  });

  it('that is not open is not known; nonsense is refused', async () => {
    const uri = await open(messy);
    expect(await formatted(s.uri('x.clause'))).toBeNull();
    await expect(s.connection.sendRequest('textDocument/formatting', { uri })).rejects.toMatchObject({ code: -32602 });
    await expect(s.connection.sendRequest('textDocument/rangeFormatting', { textDocument: { uri }, options })).rejects.toMatchObject({
      code: -32602,
    });
  });
});

describe('every sample and test policy', () => {
  const below = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? below(join(folder, e.name)) : [join(folder, e.name)]));
  const files = [...below('samples'), ...below('test/policies')].filter((file) => /\.clause(\.md)?$/.test(file));

  /** Spoiled in its blanks only: no blank between words and signs where none is needed, too many elsewhere. */
  const spoil = (text: string) => text.replace(/^ {2,}(?=\S)/gm, (blank) => `${blank}   `).replace(/ \{$/gm, '   {');

  it.each(files)('%s: the edits give what fmt writes', async (file) => {
    const literate = file.endsWith('.md');
    const original = readFileSync(file, 'utf8');
    for (const [i, text] of [original, original.replace(/\r?\n/g, '\r\n'), ...(literate ? [] : [spoil(original)])].entries()) {
      const uri = s.uri(`${i}/${file}`);
      await s.open(uri, text);
      const edits = await formatted(uri);
      expect(applied(text, edits)).toBe(format(text, { literate }));
      await s.close(uri);
    }
  });
});

describe('a range', () => {
  it('changes only lines in it', async () => {
    expect(await range('clause  c "C"{\n when a>5元\n¦   award   10元¦\n     cap 5元\n}\n')).toBe(
      'clause  c "C"{\n when a>5元\n  award 10元\n     cap 5元\n}\n',
    );
  });

  it('of whole lines ends before the line below', async () => {
    expect(await range('¦unit   席\n¦unit   座\n')).toBe('unit 席\nunit   座\n');
  });

  it('may cover several items, and blank lines that are too many', async () => {
    expect(await range('unit   a\n¦unit   席\n\n\n\nunit   座\n¦unit   b\n')).toBe('unit   a\nunit 席\n\nunit 座\nunit   b\n');
  });

  it('sets a fact in a column with its neighbours, without touching them', async () => {
    expect(await range('fact longer_name "B": boolean\n¦fact a "A":boolean¦\nfact   b   "B":boolean\n')).toBe(
      'fact longer_name "B": boolean\nfact a           "A": boolean\nfact   b   "B":boolean\n',
    );
  });

  it('takes in the whole item where its lines alone would say something else', async () => {
    // A `let` that is indented no deeper than its clause would begin an item.
    expect(await range('  clause c "C" {\n¦      let x = 1元¦\n    award x\n  }\n')).toBe(
      'clause c "C" {\n  let   x = 1元\n  award x\n}\n',
    );
  });

  it('may lie beyond the end, or in prose', async () => {
    const uri = await open('unit   席\n');
    const range = { start: { line: 40, character: 2 }, end: { line: 50, character: 0 } };
    expect(await s.connection.sendRequest('textDocument/rangeFormatting', { textDocument: { uri }, range, options })).toEqual([]);
    const prose = s.uri('p.clause.md');
    await s.open(prose, 'a   b\n\n```clause\nunit   席\n```\n');
    const line = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    expect(await s.connection.sendRequest('textDocument/rangeFormatting', { textDocument: { uri: prose }, range: line, options })).toEqual(
      [],
    );
  });
});

describe('a new line', () => {
  it.each([
    ['in a clause', 'clause c "C" {\n¦', 'clause c "C" {\n  '],
    ['in a clause that is closed', 'clause c "C" {\n  award 1元\n      ¦\n}\n', 'clause c "C" {\n  award 1元\n  \n}\n'],
    ['in a nested block', 'clause c "C" {\n  award highest {\n¦\n  }\n}\n', 'clause c "C" {\n  award highest {\n    \n  }\n}\n'],
    ['behind an operator', 'clause c "C" {\n  award 1元 +\n¦\n}\n', 'clause c "C" {\n  award 1元 +\n    \n}\n'],
    ['behind an operator, in Chinese', '条款 甲 {\n  条件 乙 且\n¦\n}\n', '条款 甲 {\n  条件 乙 且\n    \n}\n'],
    ['in a bracket', 'let x = max(\n¦\n  1, 2)\n', 'let x = max(\n  \n  1, 2)\n'],
    ['between items', 'unit 席\n    ¦\nunit 座\n', 'unit 席\n\nunit 座\n'],
    [
      'before another item, in one that is not closed',
      'clause c "C" {\n  award 1元\n¦\nunit 席\n',
      'clause c "C" {\n  award 1元\n  \nunit 席\n',
    ],
    ['before the brace that closes', 'clause c "C" {\n    ¦}\n', 'clause c "C" {\n}\n'],
    ['before a statement', 'clause c "C" {\n¦award 1元\n}\n', 'clause c "C" {\n  award 1元\n}\n'],
    ['before the rest of a statement', 'clause c "C" {\n  award 1元 +\n¦2元\n}\n', 'clause c "C" {\n  award 1元 +\n    2元\n}\n'],
    ['after a full-width brace', '条款 甲 ｛\n¦', '条款 甲 ｛\n  '],
    ['after an emoji in a comment', 'clause c "😀" { // 😀 {\n¦\n}\n', 'clause c "😀" { // 😀 {\n  \n}\n'],
    ['in a half-typed clause', 'clause c "C" {\n  when (a\n¦', 'clause c "C" {\n  when (a\n    '],
    ['at the start', '   ¦', ''],
  ])('%s', async (_, marked, wanted) => {
    expect(await typed(marked, '\n')).toBe(wanted);
    expect(await typed(marked.replaceAll('\n', '\r\n'), '\n')).toBe(wanted.replaceAll('\n', '\r\n'));
  });

  it('in a text of several lines is the author’s', async () => {
    const text = 'clause c "C" {\n  source "x" """one\n        ¦\n  two"""\n}\n';
    expect(await typed(text, '\n')).toBe(text.replace('¦', ''));
  });

  it('in Markdown is indented in a fence only, under the fence', async () => {
    expect(await typed('- a\n\n  ```clause\n  clause c "C" {\n¦\n  }\n  ```\n', '\n', 'a.clause.md')).toBe(
      '- a\n\n  ```clause\n  clause c "C" {\n    \n  }\n  ```\n',
    );
    expect(await typed('```clause\nclause c "C" {\n¦```\n', '\n', 'a.clause.md')).toBe('```clause\nclause c "C" {\n```\n');
    expect(await typed('```clause\nclause c "C" {\n¦', '\n', 'a.clause.md')).toBe('```clause\nclause c "C" {\n  ');
    expect(await typed('- a {\n   ¦\n\n```clause\nunit 席\n```\n', '\n', 'a.clause.md')).toBe('- a {\n   \n\n```clause\nunit 席\n```\n');
    expect(await typed('```clause\nclause c "C" {\n```\n\n```clause\n¦\nunit 席\n```\n', '\n', 'a.clause.md')).toBe(
      '```clause\nclause c "C" {\n```\n\n```clause\n\nunit 席\n```\n',
    );
  });
});

describe('a closing brace', () => {
  it('lays out its block, not what stands around it', async () => {
    const text = 'clause   c "C" {\n     award   highest   {\n  1元   when a\n    20元 when   b\n  }¦\n cap   1元\n}\n';
    expect(await typed(text, '}')).toBe('clause   c "C" {\n  award highest {\n    1元  when a\n    20元 when b\n  }\n cap   1元\n}\n');
  });

  it('of an item lays out the item, but changes no word of it', async () => {
    expect(await typed('unit   席\nclause  c "C"{\nwhen x from 1元\n award，1元 }¦', '}')).toBe(
      'unit   席\nclause  c "C"{\nwhen x from 1元\n award，1元 }',
    );
    expect(await typed('unit   席\nclause  c "C"{\n award   1元 ；cap 2元\n  }¦', '}')).toBe(
      'unit   席\nclause c "C" {\n  award 1元； cap 2元\n}',
    );
  });

  it.each(['clause c "C" {\n award (1元\n }¦', 'clause c "}¦" {\n award   1元\n}', '// }¦\nunit   席', '}¦', '¦'])(
    'changes nothing of what is broken or no brace: %j',
    async (marked) => expect(await typed(marked, '}')).toBe(marked.replace('¦', '')),
  );
});

describe('punctuation of a Chinese input method', () => {
  it.each([
    ['要素 甲：¦', '要素 甲:'],
    ['条款 甲 ｛¦', '条款 甲 {'],
    ['条款 甲 ｛ 支持 1元 ｝¦', '条款 甲 ｛ 支持 1元 }'],
    ['定义 甲 = （¦1）', '定义 甲 = (1）'],
    ['定义 甲 = （1）¦', '定义 甲 = （1)'],
    ['示例 "甲" { 乙 = 1，¦ }', '示例 "甲" { 乙 = 1, }'],
    ['示例 "甲" { 乙 = 1；¦ }', '示例 "甲" { 乙 = 1; }'],
    ['// 😀\r\n互斥 甲 { 范围 乙，¦', '// 😀\r\n互斥 甲 { 范围 乙,'],
  ])('becomes plain as it is typed in code: %j', async (marked, wanted) => {
    expect(await typed(marked, marked.charAt(marked.indexOf('¦') - 1))).toBe(wanted);
  });

  it.each(['条款 甲 "一，¦二" { 支持 1元 }', '条款 甲 "一，¦', '// 一，¦', '条款 甲 “一，¦”', '条款 甲 { 依据 """一\n二，¦\n三""" }'])(
    'stays in texts and comments: %j',
    async (marked) => {
      expect(await typed(marked, '，')).toBe(marked.replace('¦', ''));
    },
  );

  it('stays in the prose of a literate file', async () => {
    const text = '一，¦二\n\n```clause\nunit 席\n```\n';
    expect(await typed(text, '，', 'a.clause.md')).toBe(text.replace('¦', ''));
  });
});

describe('typing', () => {
  it('anywhere in a file changes no token', async () => {
    const uri = await open(neat);
    const words = (text: string) => parseFile(text).items.flatMap(({ item }) => item.tokens.map((token) => token.text));
    const samples = ['samples/beijing-etown-2025/要素.clause', 'test/policies/constructs/glued-chinese.clause'];
    for (const [n, file] of samples.entries()) {
      const text = readFileSync(file, 'utf8')
        .replace(/^ {2}/gm, '     ')
        .replace(/[{,]/g, (c) => (c === '{' ? '｛' : '，'));
      const name = s.uri(`${n}.clause`);
      await s.open(name, text);
      const document = TextDocument.create(uri, 'clause', 0, text);
      // Places of every kind, and between them steps of a length that hits no pattern.
      for (let at = 1; at < text.length; at += 37) {
        for (const ch of ['\n', '}', '，']) {
          const place = text.indexOf(ch, at);
          if (place < 0) continue;
          const edits = await typing(name, document.positionAt(place + 1), ch);
          expect(words(applied(text, edits ?? []))).toEqual(words(text));
        }
      }
    }
  });

  it('in a file that is not open, beyond the end, with an unknown character: nothing', async () => {
    const uri = await open('unit   席\n');
    expect(await typing(s.uri('x.clause'), { line: 0, character: 0 }, '}')).toBeNull();
    expect(await typing(uri, { line: 900, character: 900 }, '\n')).toEqual([]);
    expect(await typing(uri, { line: 0, character: 4 }, 'x')).toEqual([]);
    const params = { textDocument: { uri }, position: { line: -1, character: 0 }, ch: '}', options };
    await expect(s.connection.sendRequest('textDocument/onTypeFormatting', params)).rejects.toMatchObject({ code: -32602 });
  });
});
