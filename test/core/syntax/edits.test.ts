/**
 * 100,000 edits, of tokens and of half files, over all samples: nothing throws, what is reused equals what is read anew, items that an edit
 * does not touch keep their trees, and no token has two errors.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../../server/src/core/syntax/file';
import { Scanner } from '../../../server/src/core/syntax/scanner';
import type { FileTree, ItemSyntax } from '../../../server/src/core/syntax/tree';

interface Sample {
  readonly text: string;
  readonly literate: boolean;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? filesBelow(join(folder, e.name)) : [join(folder, e.name)],
  );
}

const CHINESE = `政策 "办法" {
  有效期2025年4月11日至2027年12月31日
}
要素 费用 "费用"：金额 不低于 0元 默认 0元
要素 级别: 单选｛ 国家级 "国家", 市级, 其他、无 ｝
要素 项目: 清单 至 20 { 类别: 单选 { 核心, 配套 }
  成本: 金额; 认定: 是否 }
条款 研发奖 "奖" {
  依据 "二（七）" “分档”
  条件费用超过10.5万元且级别属于{ 国家级 } "理由"
  支持 累进 费用 {
    超过10万元至15万元：5%
    超过15万元：10%
  } 的 费用
  封顶300万元每年
}
条款乙 "乙" { 支持费用的50%; 封顶 5万元 条件 级别 = 市级 }
互斥 组 { 范围 研发奖, 乙, 择取从高 }
示例 "例" {
  日期 2025-06-30
  费用=1300万元
  项目 = [ { 类别 = 核心, 成本 = 4万元 }
    { 类别 = 配套 } ]
  应得 总计 = 330万元 误差 1元 至多
}
`;
const ENGLISH = `fact a "A": money from 0 USD // from the form
let g "G" = (a - b) / b

clause c "t" {
  source """long
  text"""
  when any { a over 5 USD "r"
    b in { x, y } }
  let q = if g then 1
    else 2
  award highest {
    30 USD when g
    2:1 of a
  }
  less paid(c, 3 years) when q "r"
  round down to 1 USD
}
limit l { among all, cap 5 USD within 3 years }
example "e" like "f" {
  s = { x }
  expect c needs a, b
}
`;
const LITERATE = `# Title\n\n\`\`\`clause\n${ENGLISH}\`\`\`\n\n> ~~~clause\n> fact z: money\n> ~~~\n\n## Two\n- x\n  \`\`\`clause\n  ${CHINESE.replaceAll('\n', '\n  ')}\n  \`\`\`\n`;

/** The samples, in pieces of a screenful, so that reading a whole piece anew stays cheap. */
const samples: Sample[] = [
  { text: CHINESE, literate: false },
  { text: ENGLISH, literate: false },
  { text: LITERATE, literate: true },
  ...filesBelow('samples')
    .filter((f) => f.endsWith('.clause') || f.endsWith('.clause.md'))
    .flatMap((f) => {
      const text = readFileSync(f, 'utf8');
      if (f.endsWith('.md')) return [{ text, literate: true }];
      const pieces: Sample[] = [];
      let piece = '';
      for (const { item } of parseFile(text).items) {
        piece += item.text;
        if (piece.length < 1200) continue;
        pieces.push({ text: piece, literate: false });
        piece = '';
      }
      return piece === '' ? pieces : [...pieces, { text: piece, literate: false }];
    }),
];

const tokens: string[] = [
  '"',
  '"""',
  '“',
  '”',
  '\n',
  '\r\n',
  '\n\n',
  '\nlet ',
  '\n  let ',
  '\nclause x "t" {',
  '\n条款甲 "x" {',
  '\n定义x=',
  '//',
  '😀',
  '\u0000',
  '\uFEFF',
  'e\u0301',
  '```',
  '~~~',
  '\n```clause\n',
  '> ',
  '1:1',
  '2025-13-45',
  '1,000',
  '至多',
  'at most',
  '其他:',
  '的',
  '：',
  '（',
];
for (const { text } of samples) {
  const scanner = new Scanner(text);
  for (let t = scanner.next(); t; t = scanner.next()) tokens.push(text.slice(t.start, t.end));
}

type Edit = {
  readonly kind: 'insert' | 'delete' | 'half' | 'restore';
  readonly at: number;
  readonly token: number;
  readonly length: number;
};
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom<Edit['kind']>('insert', 'insert', 'insert', 'insert', 'delete', 'delete', 'delete', 'half', 'restore'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  token: fc.nat(tokens.length - 1),
  length: fc.integer({ min: 1, max: 12 }),
});

function apply(text: string, original: string, e: Edit): string {
  const at = Math.floor(e.at * text.length);
  switch (e.kind) {
    case 'insert':
      return `${text.slice(0, at)}${e.length > 8 ? ' ' : ''}${tokens[e.token]}${text.slice(at)}`;
    case 'delete':
      return text.slice(0, at) + text.slice(at + e.length);
    case 'half':
      return e.length > 6 ? text.slice(0, at) : text.slice(at);
    case 'restore':
      return original;
    default: {
      const never: never = e.kind;
      return never;
    }
  }
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Map && b instanceof Map) return a.size === b.size && [...a].every(([k, v]) => b.get(k) === v);
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!same(a[i], b[i])) return false;
    return true;
  }
  const x = a as Record<string, unknown>;
  const y = b as Record<string, unknown>;
  for (const key in x) if (!same(x[key], y[key])) return false;
  for (const key in y) if (!(key in x)) return false;
  return true;
}

/** The properties of one tree; throws with what is wrong. */
function check(tree: FileTree, seen: WeakSet<ItemSyntax>): void {
  let at = 0;
  const here = new Set<ItemSyntax>();
  for (const { item, offset } of tree.items) {
    if (!tree.literate && offset !== at) throw new Error(`the items do not tile the text at ${at}`);
    at += item.text.length;
    if (here.has(item)) throw new Error('one item object stands twice');
    here.add(item);
    if (seen.has(item)) continue;
    seen.add(item);
    const starts = new Set<number>();
    for (const p of item.problems) {
      if (p.start < 0 || p.end < p.start || p.end > item.text.length) throw new Error(`a problem outside its item: ${JSON.stringify(p)}`);
      if (p.rule !== 'syntax-error') continue;
      if (starts.has(p.start)) throw new Error(`two errors on one token: ${JSON.stringify(item.problems)}`);
      starts.add(p.start);
    }
    let end = 0;
    for (const t of item.tokens) {
      if (t.start < end || t.end < t.start) throw new Error(`tokens overlap at ${t.start}`);
      end = t.end;
    }
  }
  if (!tree.literate && tree.items.length > 0 && at !== tree.text.length) throw new Error('the items do not cover the text');
}

/** Items wholly before the first and after the last changed character, but for the direct neighbours, keep their trees. */
function untouched(before: FileTree, after: FileTree): number {
  const a = before.text;
  const b = after.text;
  let prefix = 0;
  while (prefix < a.length && prefix < b.length && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  const kept = new Set(after.items.map((x) => x.item));
  let lost = 0;
  for (let i = 0; i + 1 < before.items.length; i++) {
    const next = before.items[i + 1];
    if (next && next.offset + next.item.text.length < prefix && !kept.has(before.items[i]?.item as ItemSyntax)) lost++;
  }
  return lost;
}

describe('100,000 edits', () => {
  it('never throw, and reading on equals reading anew', () => {
    const EDITS = 100;
    let done = 0;
    fc.assert(
      fc.property(fc.nat(samples.length - 1), fc.array(edit, { minLength: EDITS, maxLength: EDITS }), (which, edits) => {
        const { text: original, literate } = samples[which] ?? { text: '', literate: false };
        const seen = new WeakSet<ItemSyntax>();
        let tree = parseFile(original, undefined, { literate });
        for (const [i, e] of edits.entries()) {
          const text = apply(tree.text, original, e);
          const next = parseFile(text, tree, { literate });
          check(next, seen);
          if (!literate && untouched(tree, next) > 0 && next.items.every((x) => x.item.lookups.size === 0))
            throw new Error('an untouched item was read again');
          if (i % 5 === 4 || text.length < 800) {
            const anew = parseFile(text, undefined, { literate });
            if (!same(next, anew)) throw new Error(`reading on differs from reading anew:\n${text}`);
          }
          done++;
          tree = text.length > 6000 || text.length < 10 ? parseFile(original, undefined, { literate }) : next;
        }
      }),
      { numRuns: 1000, seed: 20250411, endOnFailure: true },
    );
    expect(done).toBe(100_000);
  }, 600_000);
});
