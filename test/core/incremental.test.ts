/**
 * A workspace that lives through edits knows at each moment exactly what one that reads the text for the first time knows: findings with
 * their places, outcomes, amounts, totals, expectations. And what an edit does not touch is not computed again.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../server/src/core/evaluate/values';
import { type Analysis, type Host, Workspace } from '../../server/src/core/workspace';
import { exampleText, ProgramWriter, Random, randomApplicant } from '../support/randomProgram';

const URI = 'file:///demo/policy.clause';
const host = (text: string): Host => ({ read: (uri) => (uri === URI ? { text } : { error: 'missing' }), rootOf: () => 'file:///demo' });

const show = (v: Value): string =>
  v.state === 'known'
    ? `${v.value.kind === 'number' ? v.value.value : JSON.stringify(v.value)}${v.mark ?? ''}`
    : v.state === 'unknown'
      ? `unknown ${JSON.stringify(v.needs)}`
      : v.state === 'error'
        ? `error ${v.error.code}`
        : 'unspecified';

/** Everything that a user can see of an analysis. */
function seen(a: Analysis): unknown {
  return {
    findings: a.findings.map((f) => [f.name, f.severity, f.range.start, f.range.end, f.data, f.fixes, f.related]),
    examples: a.examples.map((e) => ({
      title: e.example.title,
      clauses: [...e.evaluation.clauses].map(([name, o]) => [
        name,
        o.status,
        show(o.amount),
        show(o.gross),
        o.eligible,
        o.excludedBy,
        o.cuts.map((c) => `${c.limit} ${c.amount}`),
        o.conditions.map((c) => [show(c.result), a.range(c.place).start]),
        o.steps.map((s) => [s.kind, show(s.after), a.range(s.place).start]),
        o.items?.map((i) => [i.status, show(i.amount)]),
      ]),
      groups: e.evaluation.groups.map((g) => [g.group, g.state, g.winner]),
      limits: e.evaluation.limits.map((l) => [l.limit, show(l.cap), show(l.before), show(l.after)]),
      total: [e.evaluation.total.status, show(e.evaluation.total.value), e.evaluation.total.unspecified],
      expectations: e.expectations.map((x) => [x.passed, show(x.actual), x.status, x.replacement?.text]),
    })),
  };
}

/** A change as an author or an unlucky hand makes it. */
function edit(text: string, r: Random): string {
  const at = r.int(text.length);
  switch (r.int(7)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + r.int(12));
    case 1:
      return (
        text.slice(0, at) +
        r.pick(['1', ' ', '\n', '{', '}', '"', '元', ' and b1', '%', 'when b1\n', 'clause ', '// note\n', '，']) +
        text.slice(at)
      );
    case 2: {
      // Another number somewhere: the most common edit there is.
      const numbers = [...text.matchAll(/\d+/g)];
      const m = r.pick(numbers);
      return text.slice(0, m.index) + String(r.int(2000)) + text.slice(m.index + m[0].length);
    }
    case 3: {
      const lines = text.split('\n');
      lines.splice(r.int(lines.length), 1);
      return lines.join('\n');
    }
    case 4: {
      const items = text.split('\n\n');
      const [moved] = items.splice(r.int(items.length), 1);
      items.splice(r.int(items.length + 1), 0, moved as string);
      return items.join('\n\n');
    }
    case 5: {
      const names = [...text.matchAll(/\b(m1|m2|p1|k1|b1|lm|lp|lb|c1|c2|c3)\b/g)];
      if (names.length === 0) return text;
      const m = r.pick(names);
      return text.slice(0, m.index) + r.pick(['m1', 'm2', 'p1', 'k1', 'b1', 'lm', 'c1', 'c2', 'zz']) + text.slice(m.index + m[0].length);
    }
    default: {
      const items = text.split('\n\n');
      return [...items, r.pick(items)].join('\n\n');
    }
  }
}

describe('a workspace that lives through edits', () => {
  for (let batch = 0; batch < 10; batch++) {
    it(`equals one that starts afresh, after each of 120 edits (${batch + 1} of 10)`, { timeout: 120_000 }, () => {
      for (let k = 0; k < 4; k++) {
        const r = new Random(7000 + batch * 10 + k);
        const writer = new ProgramWriter(r);
        const policy = writer.policy();
        const start = [
          policy.trimEnd(),
          ...Array.from({ length: 4 }, (_, i) => {
            const body = exampleText(`e${i}`, randomApplicant(r, writer.clauses, 0.1));
            const like = i === 3 ? body.replace('"e3"', '"e3" like "e0"') : body;
            return like.replace(/\}$/, `  expect ${r.pick(writer.clauses)} = 100元\n  expect total = 0\n  expect lm = 150元\n}`);
          }),
        ].join('\n\n');
        const living = new Workspace(host(start));
        let text = start;
        living.setText(URI, text);
        living.analyse(URI);
        for (let n = 0; n < 30; n++) {
          // Now and then undo everything, so that the text does not decay into rubble.
          text = n % 6 === 5 ? start : edit(text, r);
          living.setText(URI, text);
          const now = seen(living.analyse(URI));
          const afresh = seen(new Workspace(host(text)).analyse(URI));
          expect(now, `seed ${7000 + batch * 10 + k}, edit ${n}\n${text}`).toEqual(afresh);
        }
      }
    });
  }

  it('keeps trees and results of what the edit does not touch', () => {
    const text = [
      'fact a: money from 0',
      'fact b: money from 0',
      'clause one { award a }',
      'clause two { award b }',
      'example "x" {\n  a = 5元\n  b = 7元\n  expect total = 12元\n}',
    ].join('\n\n');
    const w = new Workspace(host(text));
    const before = w.analyse(URI);
    w.setText(URI, text.replace('award b', 'award 2 * b'));
    const after = w.analyse(URI);
    const kept = before.tree.items.filter((i) => after.tree.items.some((j) => j.item === i.item));
    expect(kept.length).toBe(before.tree.items.length - 1);
    expect(after.program.clauses.get('one')).toBe(before.program.clauses.get('one'));
    const one = (x: Analysis) => x.examples[0]?.evaluation.clauses.get('one')?.steps;
    expect(one(after)).toBe(one(before));
    // 5 + 2 × 7
    expect(show(after.examples[0]?.evaluation.total.value as Value)).toBe('19');
  });
});

describe('every sample and every policy of the corpus', () => {
  const files = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? files(path) : /\.clause(\.md)?$/.test(name) ? [path] : [];
    });
  const root = join(__dirname, '../..');
  for (const path of [
    ...files(join(root, 'samples/bicycle-subsidy')),
    ...files(join(root, 'samples/tax-credit')),
    ...files(join(root, 'test/policies/gb')),
  ]) {
    it(`${path.slice(root.length + 1)} after 12 edits equals itself read afresh`, () => {
      const start = readFileSync(path, 'utf8');
      const r = new Random(start.length);
      const living = new Workspace(host(start));
      living.analyse(URI);
      let text = start;
      for (let n = 0; n < 12; n++) {
        text = n % 4 === 3 ? start : edit(text, r);
        living.setText(URI, text);
        expect(seen(living.analyse(URI)), text).toEqual(seen(new Workspace(host(text)).analyse(URI)));
      }
    });
  }
});

describe('a file with imports', () => {
  const names = '要素 申报单位人数 "人数": 整数 人\n';
  const text = (figure: string): string =>
    `引用 "./names.clause"\n\n条款 甲 "甲" {\n  条件 申报单位人数不低于5人\n  支持 ${figure}万元\n}\n\n条款 乙 "乙" {\n  条件 申报单位人数不低于9人\n  支持 3万元\n}\n`;
  const workspace = new Workspace({
    read: (uri) => (uri === 'file:///demo/names.clause' ? { text: names } : { error: 'missing' }),
    rootOf: () => 'file:///demo',
  });
  const items = (figure: string) => {
    workspace.setText(URI, text(figure));
    const { tree, findings } = workspace.analyse(URI);
    return { items: tree.items.map((x) => x.item), errors: findings.filter((f) => f.severity === 'error').map((f) => f.name) };
  };

  it('keeps the items that an edit does not touch, though imported names split their words', () => {
    const before = items('1');
    const after = items('2');
    expect(before.errors).toEqual([]);
    expect(before.items.some((i) => i.lookups.size > 0)).toBe(true);
    expect(after.items.filter((i) => !before.items.includes(i)).map((i) => i.declares)).toEqual([['甲']]);
  });
});
