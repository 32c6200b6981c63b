/** Why: each format is read back by what reads it: JSON by its shape, Markdown by a renderer; whatever people have written into a policy. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { width } from '../../../server/src/explain/width';
import { NAMES } from '../support/report';
import { Folder } from '../support/run';
import { NEW, OLD } from './support';

const markdown = new MarkdownIt({ html: true });
/** As it is shown: rows of tables as lists of cells, without marks. */
function rowsOf(text: string): string[][] {
  const plain = (html: string): string =>
    html
      .replace(/<br>/g, ' / ')
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('\u200b', '')
      .replaceAll('&amp;', '&')
      .trim();
  return [...markdown.render(text).matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => plain(cell)),
  );
}

describe('pretty', () => {
  it('steers no terminal and no log of a build, whatever people have written', async () => {
    const folder = new Folder();
    const title = '::error::x';
    const text = (amount: number): string =>
      `clause c "\u001b[31mred ##[error]y" {\n  award ${amount}元\n}\nexample "${title}" {\n  expect total = ${amount}元\n}\n`;
    for (const name of NAMES) {
      folder.write(join('a', name), text(1));
      folder.write(join('b', name), text(2));
    }
    const { out, code } = await folder.run(['diff', 'a', 'b']);
    expect(code).toBe(1);
    expect(out).toContain(`${NAMES.length} of ${NAMES.length} policies differ for some applicants.`);
    expect(out).not.toMatch(/^\s*::|##\[/m);
    expect(out).not.toContain('\u001b');
    for (const format of ['json', 'markdown']) {
      const ran = await folder.run(['diff', 'a', 'b', '--format', format]);
      expect(ran.code).toBe(1);
      if (format === 'json') {
        const { policies } = JSON.parse(ran.out) as { policies: { b: string }[] };
        expect(policies.map(({ b }) => b).sort()).toEqual(NAMES.map((name) => `b/${name}`).sort());
      }
    }
  });

  it('keeps its columns under each other where characters are wide', async () => {
    const folder = new Folder();
    const text = (amount: number): string => `条款 甲 "研发奖励" {\n  支持 ${amount}元\n}\n条款 c "C" {\n  支持 ${amount}元\n}\n`;
    folder.write('a.clause', text(1));
    folder.write('b.clause', text(2));
    const { out } = await folder.run(['diff', 'a.clause', 'b.clause', '--lang', 'zh']);
    const lines = out.split('\n').filter((line) => /→.*（/.test(line) && /^(甲|c|总计)/.test(line));
    expect(lines).toHaveLength(3);
    expect(new Set(lines.map((line) => width(line.slice(0, line.indexOf('不减少'))))).size).toBe(1);
    expect(new Set(lines.map((line) => width(line.slice(0, line.indexOf('元 →'))))).size).toBe(1);
  });
});

describe('markdown', () => {
  it('has the answer first, a table for everyone, and the rest folded', async () => {
    const folder = new Folder();
    folder.write('old.clause', OLD);
    folder.write('new.clause', NEW);
    const { out, code } = await folder.run(['diff', 'old.clause', 'new.clause', '--format', 'markdown']);
    expect(code).toBe(1);
    expect(out.split('\n')[0]).toMatch(/^\*\*Clausewright diff\*\* · 1 clause pays more for some and less for nobody; /);
    const rows = rowsOf(out);
    // In the order of the later version; that of the earlier one only behind it. 10% and 12% of the simplest amount stand in the row of research.
    expect(rows.slice(0, 5).map(([sign, name, what]) => [sign, name, what])).toEqual([
      ['', 'clause', 'what changes'],
      ['▲', 'Research / research', 'never less, more for some'],
      ['▼', 'Factory / plant', 'never more, less for some'],
      ['▼', 'Office / office', 'never more, less for some / removed'],
      ['▲▼', 'total', 'more for some, less for some'],
    ]);
    expect(rows[2]?.[4]).toBe('¥50 → ¥40 (-¥10)');
    expect(rows).toContainEqual(['firm', '¥105', '¥100', '-¥5']);
    // Of 1000, 2% are 20 more; of an applicant all that is said stands below each other.
    expect(markdown.render(out)).toMatch(
      /<li>largest gain: <strong>¥100 → ¥120 \(\+¥20\)<\/strong>; proved: nobody gains more<br><sub>spent = 1000元<\/sub>/,
    );
    expect(rows[1]?.[3]).toMatch(/ \/ up to \+¥20$/);
    expect(out.match(/<details><summary>[^<]*<\/summary>/g)).toEqual([
      '<details><summary>Who gets more or less</summary>',
      '<details><summary>Examples before and after</summary>',
      '<details><summary>Changes of the text</summary>',
    ]);
    expect(out.match(/<\/details>/g)).toHaveLength(3);
  });

  it('shows what people write as they wrote it', async () => {
    const folder = new Folder();
    const title = '| `c` @all #12 *b* _i_ <b> ~~s~~ $x$ [x](http://example.org) ::error:: </details>';
    folder.write('a.clause', `clause c "${title}" {\n  award 1元\n}\n`);
    folder.write('b.clause', `clause c "${title}" {\n  award 2元\n}\n`);
    const { out } = await folder.run(['diff', 'a.clause', 'b.clause', '--format', 'markdown']);
    expect(rowsOf(out)[1]?.slice(0, 2)).toEqual(['▲', `${title} / c`]);
    expect(out).not.toMatch(/@all|[^&]#12|<b>|http:\/\//);
    expect(out.match(/<details>/g)?.length).toBe(out.match(/<\/details>/g)?.length);
  });

  it('fits into a comment, and says what it leaves out', async () => {
    const folder = new Folder();
    const long = 'x'.repeat(400);
    const text = (amount: number): string =>
      Array.from({ length: 120 }, (_, n) => `clause c${n} "${long} ${n}" {\n  award ${amount}元\n}\n`).join('');
    folder.write('a.clause', text(1));
    folder.write('b.clause', text(2));
    const { out } = await folder.run(['diff', 'a.clause', 'b.clause', '--format', 'markdown']);
    expect(out.length).toBeLessThanOrEqual(65_000);
    expect(out).toMatch(/\d+ more details not shown\.\n$/);
    expect(out.match(/<details>/g)?.length ?? 0).toBe(out.match(/<\/details>/g)?.length ?? 0);
    // Each row is whole.
    expect(
      rowsOf(out)
        .filter((row) => row[0] === '▲')
        .every((row) => row.length === 5),
    ).toBe(true);
  }, 60_000);
});

const result = v.strictObject({
  status: v.string(),
  amount: v.nullable(v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?(\/\d+)?$/))),
  currency: v.optional(v.string()),
  atMost: v.boolean(),
});
const factsFile = v.strictObject({
  on: v.optional(v.string()),
  facts: v.record(v.string(), v.unknown()),
  paid: v.optional(v.array(v.strictObject({ clause: v.string(), amount: v.string(), on: v.string() }))),
});
const witness = v.strictObject({
  facts: v.array(v.string()),
  on: v.nullable(v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/))),
  a: result,
  b: result,
  difference: v.optional(v.string()),
  applicant: v.strictObject({ a: v.optional(factsFile), b: v.optional(factsFile) }),
});
const extent = v.strictObject({
  simple: witness,
  large: v.optional(witness),
  unbounded: v.boolean(),
  growsWith: v.optional(v.pipe(v.array(v.string()), v.minLength(1))),
  largest: v.boolean(),
});
const sides = <T extends v.GenericSchema>(of: T) => v.strictObject({ a: v.optional(of), b: v.optional(of) });
const position = v.strictObject({ line: v.number(), character: v.number() });
const place = v.strictObject({ file: v.string(), range: v.strictObject({ start: position, end: position }) });
const free = v.array(v.strictObject({ side: v.picklist(['a', 'b']), name: v.string() }));
const judgement = {
  verdict: v.picklist(['same', 'never-less', 'never-more', 'some-more-some-less', 'other-outcome', 'not-decided']),
  reasons: v.array(v.string()),
  more: v.nullable(v.boolean()),
  less: v.nullable(v.boolean()),
  gain: v.optional(extent),
  loss: v.optional(extent),
  eligibilityGained: v.optional(witness),
  eligibilityLost: v.optional(witness),
  otherOutcome: v.optional(witness),
  free,
  wording: v.optional(v.strictObject({ a: v.string(), b: v.string() })),
  ceiling: v.optional(v.strictObject({ a: v.boolean(), b: v.boolean() })),
};
const presence = v.picklist(['both', 'only-a', 'only-b']);
const row = v.strictObject({ name: sides(v.string()), title: sides(v.string()), presence, at: sides(place), ...judgement });
const range = v.nullable(v.strictObject({ from: v.nullable(v.string()), to: v.nullable(v.string()) }));
const ranges = {
  a: range,
  b: range,
  same: v.boolean(),
  common: range,
  only: v.strictObject({ a: v.array(range), b: v.array(range) }),
};
const admission = v.strictObject({
  possible: v.picklist(['yes', 'no', 'not-decided']),
  reasons: v.array(v.string()),
  because: v.array(v.strictObject({ kind: v.string(), name: v.string(), at: v.optional(place) })),
  free,
  witness: v.optional(witness),
});
const tree = v.strictObject({ name: v.string(), revision: v.optional(v.string()), commit: v.optional(v.string()) });
const report = v.strictObject({
  version: v.literal(1),
  language: v.picklist(['en', 'zh']),
  answer: v.string(),
  a: tree,
  b: tree,
  policies: v.array(
    v.strictObject({
      a: v.string(),
      b: v.string(),
      answer: v.picklist(['same', 'reworded', 'different', 'not-decided']),
      text: v.string(),
      notes: v.array(v.looseObject({ kind: v.string(), text: v.string() })),
      structure: v.array(
        v.strictObject({
          kind: v.string(),
          change: v.string(),
          name: sides(v.string()),
          title: sides(v.string()),
          at: sides(place),
          parts: v.optional(v.array(v.string())),
          otherFile: v.optional(v.boolean()),
        }),
      ),
      facts: v.array(
        v.strictObject({
          match: v.string(),
          name: sides(v.string()),
          label: sides(v.string()),
          at: sides(place),
          changes: v.array(v.string()),
        }),
      ),
      dates: v.strictObject({
        policy: v.strictObject(ranges),
        clauses: v.array(v.strictObject({ name: v.strictObject({ a: v.string(), b: v.string() }), at: sides(place), ...ranges })),
      }),
      admission: v.strictObject({ same: v.boolean(), nobodyInCommon: v.nullable(v.boolean()), onlyA: admission, onlyB: admission }),
      clauses: v.array(row),
      groups: v.array(row),
      limits: v.array(row),
      total: v.strictObject(judgement),
      examples: v.array(
        v.strictObject({
          title: v.string(),
          presence,
          ownFacts: v.boolean(),
          at: sides(place),
          total: sides(result),
          difference: v.optional(v.string()),
          clauses: v.array(
            v.strictObject({ name: sides(v.string()), title: sides(v.string()), a: result, b: result, difference: v.optional(v.string()) }),
          ),
        }),
      ),
    }),
  ),
  added: v.array(v.strictObject({ file: v.string(), clauses: v.number() })),
  removed: v.array(v.strictObject({ file: v.string(), clauses: v.number() })),
  unchanged: v.number(),
  problems: v.array(v.string()),
});

describe('json', () => {
  it('has the shape that docs/diff.md describes, with exact amounts and places', async () => {
    const folder = new Folder();
    const more = (cap: string, dates: string, floor: string, grant: string): string =>
      `policy "P" {\n  effective ${dates}\n}\nfact m "M": money from ${floor}\nfact n "N": integer from 1 to 9\nrequire m from ${floor} "enough"\n` +
      `clause third "Third" {\n  award ${cap === '10元' ? 'm / 3' : 'm / 6'}\n}\nclause kind "Kind" {\n  grants "${grant}"\n}\n` +
      `clause up "Up" {\n  award ${cap === '10元' ? '' : 'up to '}1元 / (n - 1)\n}\n` +
      `exclusive g "G" {\n  among third, up\n  choose highest\n}\nlimit l "L" {\n  among all\n  cap ${cap}\n}\n`;
    folder.write('a.clause', more('10元', '2025-01-01 to 2025-12-31', '1元', 'a seal'));
    folder.write('b.clause', more('12元', '2025-03-01 to 2026-12-31', '2元', 'a golden seal'));
    const { out } = await folder.run(['diff', 'a.clause', 'b.clause', '--format', 'json']);
    const parsed = v.parse(report, JSON.parse(out));
    const [one] = parsed.policies;
    expect(one?.dates.policy.common).toEqual({ from: '2025-03-01', to: '2025-12-31' });
    expect(one?.dates.policy.only).toEqual({
      a: [{ from: '2025-01-01', to: '2025-02-28' }],
      b: [{ from: '2026-01-01', to: '2026-12-31' }],
    });
    expect([one?.admission.onlyA.possible, one?.admission.onlyB.possible]).toEqual(['yes', 'no']);
    expect(one?.clauses.find(({ name }) => name.b === 'kind')?.wording).toEqual({ a: 'a seal', b: 'a golden seal' });
    // The name of the clause `third` stands at its seventh character, on the line behind the policy, two facts and a requirement.
    expect(one?.clauses.find(({ name }) => name.b === 'third')?.at.b).toEqual({
      file: 'b.clause',
      range: { start: { line: 6, character: 7 }, end: { line: 6, character: 12 } },
    });
    // A third of what is a third of it less: m / 3 - m / 6 has no finite decimal unless 3 divides m; it is never more.
    expect(one?.clauses.find(({ name }) => name.b === 'third')?.verdict).toBe('never-more');
  }, 60_000);

  it('goes into files beside what is printed', async () => {
    const folder = new Folder();
    folder.write('old.clause', OLD);
    folder.write('new.clause', NEW);
    const args = ['--format', 'json=out/diff.json', '--format', 'markdown=out/diff.md', '--format', 'pretty'];
    const { out, code } = await folder.run(['diff', 'old.clause', 'new.clause', ...args]);
    expect([code, out.split('\n')[1]]).toEqual([1, 'old.clause → new.clause']);
    const read = (name: string): string => readFileSync(join(folder.path, 'out', name), 'utf8');
    expect(v.is(report, JSON.parse(read('diff.json')))).toBe(true);
    expect(read('diff.md')).toMatch(/^\*\*Clausewright diff\*\*/);
    const wrong = await folder.run(['diff', 'old.clause', 'new.clause', '--format', 'sarif']);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('pretty')]);
  });
});
