/** Linking after an edit is the same as linking from scratch; what an edit does not concern keeps its identity. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Exact } from '../../../server/src/core/exact';
import { type ImportResult, type Linked, link, ProgramCache, type SourceFile } from '../../../server/src/core/program/index';
import { type FileTree, parseFile } from '../../../server/src/core/syntax/index';
import type { ItemSyntax } from '../../../server/src/core/syntax/tree';
import { Random } from '../../support/randomProgram';

const root = 'file:///demo/root.clause';
const other = 'file:///demo/other.clause';

/** Everything of a program and its problems as text; places by the index of their item. */
function write(linked: Linked, trees: ReadonlyMap<string, FileTree>): string {
  const index = new Map<ItemSyntax, string>();
  for (const [uri, tree] of trees) for (const [i, { item }] of tree.items.entries()) index.set(item, `${uri}#${i}`);
  const plain = (value: unknown): unknown => {
    if (value instanceof Exact) return value.toString();
    if (value instanceof Map) return [...value].map(([k, v]) => [k, plain(v)]);
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value === 'object' && value !== null) {
      if ('item' in value && 'uri' in value && 'start' in value) {
        const at = index.get(value.item as ItemSyntax);
        if (at === undefined) throw new Error('a place of an item that is gone');
        return `${at}:${String(value.start)}-${String((value as { end?: number }).end)}`;
      }
      return Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([k, v]) => [k, plain(v)]),
      );
    }
    return value;
  };
  const problems = linked.problems.map((p) => JSON.stringify(plain(p))).sort();
  const references = [root, other].flatMap((uri) => linked.references.inFile(uri)).map((r) => JSON.stringify(plain(r)));
  return JSON.stringify({ program: plain(linked.program), problems, references });
}

class Editor {
  readonly cache = new ProgramCache();
  private trees = new Map<string, FileTree>();

  constructor(private readonly texts: Map<string, string>) {}

  edit(uri: string, text: string): void {
    this.texts.set(uri, text);
  }

  private linkWith(trees: Map<string, FileTree>, cache: ProgramCache): Linked {
    const source = (uri: string): SourceFile | undefined => {
      const tree = trees.get(uri);
      return tree && { uri, tree };
    };
    const resolve = (_: string, path: string): ImportResult => {
      const uri = `file:///demo/${path.replace('./', '')}`;
      return trees.has(uri) ? { uri } : { error: 'missing' };
    };
    return link(root, source, resolve, cache);
  }

  /** The incremental link and the one from scratch, over the same trees, as texts. */
  check(): void {
    const trees = new Map<string, FileTree>();
    for (const [uri, text] of this.texts) trees.set(uri, parseFile(text, this.trees.get(uri), {}));
    this.trees = trees;
    const kept = write(this.linkWith(trees, this.cache), trees);
    const fresh = write(this.linkWith(trees, new ProgramCache()), trees);
    if (kept !== fresh) {
      let i = 0;
      while (kept[i] === fresh[i]) i++;
      throw new Error(
        `differs at ${i}:\nkept  …${kept.slice(Math.max(0, i - 200), i + 300)}\nfresh …${fresh.slice(Math.max(0, i - 200), i + 300)}\n\n${[...this.texts].map(([u, t]) => `== ${u}\n${t}`).join('\n')}`,
      );
    }
  }
}

/** One random edit: of a line, of a word, of a character. */
function mutate(random: Random, text: string): string {
  const lines = text.split('\n');
  const at = random.int(lines.length);
  const line = lines[at] ?? '';
  switch (random.int(7)) {
    case 0:
      lines.splice(at, 1);
      break;
    case 1:
      lines.splice(random.int(lines.length), 0, line);
      break;
    case 2: {
      const b = random.int(lines.length);
      lines[at] = lines[b] ?? '';
      lines[b] = line;
      break;
    }
    case 3:
    case 4: {
      const words = text.match(/[\p{XID_Start}_][\p{XID_Continue}]*|\d+%?/gu) ?? ['x'];
      const own = line.match(/[\p{XID_Start}_][\p{XID_Continue}]*|\d+%?/gu);
      if (own) lines[at] = line.replace(random.pick(own), random.pick(words));
      break;
    }
    case 5: {
      const c = random.int(line.length + 1);
      lines[at] = line.slice(0, c) + random.pick(['a', '1', '{', '}', '"', ' ', '\n', '元', '=']) + line.slice(c);
      break;
    }
    default: {
      const c = random.int(line.length + 1);
      lines[at] = line.slice(0, c) + line.slice(c + 1);
    }
  }
  return lines.join('\n');
}

const base = `policy "p" { currency 元 }
import "./other.clause"
unit 席
unit 大席 = 10 席
fact a "A": money from 0元
fact kind: one of { x, y "label" }
fact set1: any of { p, q }
fact list1: list to 3 of { cost: money from 0元, kind: one of { x, z } }
let l1 = a * 2
let l2 = l1 + l3
let l3 = by kind { x: 1元, y: c1 }
let l4 = base * 3
require a over 0元 "needed"
clause c1 {
  let half = 50% of a
  when kind = x
  award half
  cap l4 per year
}
clause c2 { each list1
  when kind = z
  award cost
  less paid(c1)
}
clause c3 { award unspecified "later" }
exclusive g { among c1, c3, choose first }
limit m { among all, cap 5万元 }
example "one" { a = 5元
  kind = x
  list1 = [ { cost = 1元, kind = z } ]
  expect c1 = 2.5元 }
example "two" like "one" { set1 = { p }, expect total = 3 席 }
`;
const imported = `fact shared: number default 4
let base = 20元
clause far { award base }
`;

describe('linking after edits', () => {
  it('equals linking from scratch', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const random = new Random(seed);
      const texts = new Map([
        [root, base],
        [other, imported],
      ]);
      const editor = new Editor(texts);
      editor.check();
      const undo: [string, string][] = [];
      for (let i = 0; i < 50; i++) {
        const uri = random.chance(0.85) ? root : other;
        const text = texts.get(uri) ?? '';
        const last = undo[undo.length - 1];
        if (last && random.chance(0.3)) {
          editor.edit(last[0], last[1]);
          undo.pop();
        } else {
          undo.push([uri, text]);
          editor.edit(uri, mutate(random, text));
        }
        if (random.chance(0.05)) editor.edit(root, base);
        editor.check();
      }
    }
  }, 60_000);

  it('equals linking from scratch while whole policies are edited', () => {
    const folder = join(__dirname, '../../policies');
    const files = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((f) => f.endsWith('.clause'))
      .sort();
    const random = new Random(7);
    for (const file of files) {
      const text = readFileSync(join(folder, file), 'utf8');
      const editor = new Editor(new Map([[root, text]]));
      editor.check();
      for (let i = 0; i < 2; i++) {
        editor.edit(root, mutate(random, text));
        editor.check();
      }
    }
  }, 60_000);

  it('keeps what an edit does not concern', () => {
    const cache = new ProgramCache();
    let tree = parseFile(base.replace('import "./other.clause"\n', 'let base = 20元\n'));
    const run = (): Linked =>
      link(
        root,
        (uri) => ({ uri, tree }),
        () => ({ error: 'missing' }),
        cache,
      );
    const before = run().program;
    tree = parseFile(tree.text.replace('50% of a', '51% of a'), tree);
    const after = run().program;
    expect(after.facts).toBe(before.facts);
    expect(after.examples).toBe(before.examples);
    expect(after.clauses.get('c2')).toBe(before.clauses.get('c2'));
    expect(after.clauses.get('c1')).not.toBe(before.clauses.get('c1'));
    tree = parseFile(tree.text.replace('fact a "A": money', 'fact a "A": number'), tree);
    const changed = run();
    expect(changed.program.clauses.get('c3')).toBe(before.clauses.get('c3'));
    expect(changed.program.clauses.get('c1')).not.toBe(after.clauses.get('c1'));
  });
});
