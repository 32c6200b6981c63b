/** Folding, the growing selection, and links. */
import { describe, expect, it } from 'vitest';
import type { DocumentLink, FoldingRange, SelectionRange } from 'vscode-languageserver';
import { desk } from './desk';

describe('folding', () => {
  const fold = async (text: string, path = 'a.clause') => {
    const d = await desk({ [path]: `¦${text}` });
    const found = await d.ask<FoldingRange[]>('foldingRange');
    return found.map(({ startLine, endLine, kind }) => `${startLine + 1}-${endLine + 1}${kind ? ` ${kind}` : ''}`);
  };

  it('of sections, blocks, tables, lists, texts and runs of comments', async () => {
    const text = `// one
// two

section "S"
clause a {
  source "Article 1" """
    quoted
  """
  // a
  // b
  award by n {
    to 1: 1元
    over 1: 2元
  }
}
example "e" {
  works = [
    { price = 1元 },
  ]
}
section "T"
let x = 1 // beside
// alone
`;
    // A block's last line is the one before its closing bracket.
    expect(await fold(text)).toEqual([
      '1-2 comment',
      '4-20 region',
      '5-14',
      '6-8',
      '9-10 comment',
      '11-13',
      '16-19',
      '17-18',
      '21-22 region',
    ]);
  });

  it('of the fences of a literate file, with CRLF, and of broken text', async () => {
    expect(await fold('# T\r\n\r\n```clause\r\nclause a {\r\n  award 1元\r\n}\r\n```\r\n', 'a.clause.md')).toEqual(['3-6 region', '4-5']);
    expect(await fold('clause a {\n  award (1\n\nlet x = 1\n')).toEqual([]);
    expect(await fold('')).toEqual([]);
  });
});

describe('the selection', () => {
  /** What it grows to, the smallest first. */
  const grow = async (text: string, path = 'a.clause') => {
    const d = await desk({ [path]: text });
    const [first] = await d.ask<SelectionRange[]>('selectionRange', { positions: [d.at.position] });
    const steps: string[] = [];
    for (let step = first; step; step = step.parent as SelectionRange) steps.push(d.document(d.at.textDocument.uri).getText(step.range));
    return steps;
  };

  it('grows from word over expressions, statement, item and section to the file', async () => {
    const item = 'clause a {\n  award 2元 + 3 * co¦st\n}';
    const plain = item.replace('¦', '');
    expect(await grow(`let x = 1\nsection "S"\n// why\n${item}\n`)).toEqual([
      'cost',
      '3 * cost',
      '2元 + 3 * cost',
      'award 2元 + 3 * cost',
      plain,
      `// why\n${plain}`,
      `section "S"\n// why\n${plain}`,
      `let x = 1\nsection "S"\n// why\n${plain}\n`,
    ]);
  });

  it('takes the words of a text before its quotes', async () => {
    expect(await grow('fact c "The 😀¦ cost": money\n')).toEqual([
      'The 😀 cost',
      '"The 😀 cost"',
      'fact c "The 😀 cost": money',
      'fact c "The 😀 cost": money\n',
    ]);
  });

  it('stays in the fence of a literate file, and is there in what is half typed', async () => {
    expect(await grow('# T\n```clause\nlet x = 4¦2\n```\n', 'a.clause.md')).toEqual([
      '42',
      'let x = 42',
      'let x = 42\n',
      '# T\n```clause\nlet x = 42\n```\n',
    ]);
    expect(await grow('clause a {\n  award (co¦st\n')).toContain('cost');
    expect(await grow('¦')).toEqual(['']);
  });

  it('answers each position, those beyond the end too', async () => {
    const d = await desk({ 'a.clause': '¦let x = 1\n' });
    const positions = [
      { line: 0, character: 4 },
      { line: 99, character: 0 },
    ];
    expect(await d.ask('selectionRange', { positions })).toHaveLength(2);
    expect(await d.ask('selectionRange', { positions, textDocument: { uri: d.s.uri('none.clause') } })).toBeNull();
  });
});

describe('links', () => {
  const links = async (text: string, disk: Record<string, string> = {}, locale = 'en') => {
    const d = await desk({ 'a.clause': `¦${text}` }, disk, { locale });
    const found = await d.ask<DocumentLink[]>('documentLink');
    const document = d.document(d.at.textDocument.uri);
    return found.map(({ range, target, tooltip }) => [
      document.getText(range),
      target?.replace(d.s.uri(''), '').replace(/^\//, ''),
      tooltip,
    ]);
  };

  it('lead to imported files, and to web addresses in texts and comments', async () => {
    const text = `// see https://a.example/x?y=1. And（http://b.example/二）
policy "P" { url "www.gov.example/p", supersedes "http://c.example/old" }
import "./sub/facts.clause"
import "./none.clause"
clause a { source "x" "http://d.example/q, and", award 1元 }
`;
    expect(await links(text, { 'sub/facts.clause': '' })).toEqual([
      ['https://a.example/x?y=1', 'https://a.example/x?y=1', 'Open https://a.example/x?y=1 in the browser'],
      ['http://b.example/二', 'http://b.example/二', 'Open http://b.example/二 in the browser'],
      ['http://c.example/old', 'http://c.example/old', 'Open http://c.example/old in the browser'],
      ['www.gov.example/p', 'https://www.gov.example/p', 'Open https://www.gov.example/p in the browser'],
      ['./sub/facts.clause', 'sub/facts.clause', 'Open facts.clause'],
      ['http://d.example/q', 'http://d.example/q', 'Open http://d.example/q in the browser'],
    ]);
  });

  it('speak Chinese, and there are none where nothing is open', async () => {
    expect(await links('引用 "要素.clause"\n', { '要素.clause': '' }, 'zh-cn')).toEqual([
      ['要素.clause', encodeURI('要素.clause'), '打开 要素.clause'],
    ]);
    const d = await desk({ 'a.clause': '¦' });
    expect(await d.ask('documentLink', { textDocument: { uri: d.s.uri('none.clause') } })).toEqual([]);
  });
});
