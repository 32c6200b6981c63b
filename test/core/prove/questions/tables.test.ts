/** Rows of tables over the values that subjects really come to. What is expected is argued beside each policy. */
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../server/src/core/finding';
import { renderMessage } from '../../../../server/src/core/lint/index';
import { joinTables } from '../../../../server/src/core/lint/provedTables';
import type { Place } from '../../../../server/src/core/program/program';
import { type Proofs, Prover } from '../../../../server/src/core/prove/index';
import { type Analysis, Workspace } from '../../../../server/src/core/workspace';

const URI = 'file:///policy/main.clause';
const HEAD = 'policy "P" { effective 2025-01-01 to 2025-12-31 }\n';
const TABLES = ['row-gap', 'row-overlap', 'row-unreachable', 'member-missing'];

function analyse(text: string): Analysis {
  const workspace = new Workspace({ read: () => ({ error: 'missing' }), rootOf: () => 'file:///policy' });
  workspace.setText(URI, HEAD + text);
  const analysis = workspace.analyse(URI);
  const wrong = analysis.findings.find((f) => f.severity === 'error' && f.name !== 'row-overlap');
  if (wrong) throw new Error(`${wrong.name}: ${renderMessage(wrong, 'en')}\n${text}`);
  return analysis;
}

function prove({ program, tree }: Analysis): Proofs {
  const run = new Prover().run({ program, tree });
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
  }
}

const textOf = ({ item, start, end }: Place): string => item.text.slice(start, end);

/** What the prover says of tables: name, text of the place, code, what the subjects are for the witness. */
function found(text: string): string[] {
  return prove(analyse(text))
    .problems.filter(
      (p) => TABLES.includes(p.name) || (p.name === 'not-decided' && TABLES.some((t) => [p.data.findings].flat().includes(t))),
    )
    .map((p) => {
      const { code, where } = p.data;
      return `${p.name} @ ${textOf(p.place)}: ${code}${Array.isArray(where) ? ` ${where.join(' & ')}` : ''}`;
    });
}

/** What is refuted, as name and text of the place. */
function refuted(text: string): string[] {
  return (prove(analyse(text)).replaced ?? []).flatMap((r) => r.names.map((name) => `${name} @ ${textOf(r.place)}`));
}

const money = 'fact a "A": money from 0元\nfact b "B": money from 0元\n';

describe('rows over computed values', () => {
  it('knows that growth cannot fall below -100 percent: the rows are complete', () => {
    // (a - b) / b with a >= 0 and b > 0 is at least -1, and -1 where a = 0.
    const text = `${money}require b over 0元
      clause c "C" { award by (a - b) / b { from -100% to 0%: 0元, over 0% to 10%: 1元, over 10%: 2元 } }`;
    expect(found(text)).toEqual([]);
    expect(refuted(text)).toContain('row-gap @ by (a - b) / b');
  });

  it('shows the value that no row has, as the rows write it', () => {
    // -100% itself (a = 0) is left out by "over", and is the only value that is.
    const text = `${money}require b over 0元
      let growth = (a - b) / b
      clause c "C" { award by growth { over -100% to 0%: 0元, over 0%: 1元 } }`;
    expect(found(text)).toEqual(['row-gap @ by growth: witness growth = -100%']);
  });

  it('says which row cannot be', () => {
    // Below -100% is impossible; nothing matches it earlier, so it lies outside.
    const text = `${money}require b over 0元
      clause c "C" { award by (a - b) / b { to 0%: 0元, over 0%: 1元 } }
      clause d "D" { award by (a - b) / b { below -100%: 5元, from -100%: 1元 } }`;
    expect(found(text)).toEqual(['row-unreachable @ below -100%: 5元: outside']);
  });

  it('finds a row excluded by a requirement on two facts', () => {
    // a <= b, so a / b is at most 1.
    const text = `${money}require b over 0元\nrequire a <= b
      clause c "C" { award by a / b { to 100%: 1元, over 100%: 2元 } }
      clause d "D" { award by a / b { to 50%: 1元, over 50%: 2元 } }`;
    expect(found(text)).toEqual(['row-unreachable @ over 100%: 2元: outside']);
  });

  it('looks at sums of facts', () => {
    // m + n is whole and at most 4: the gap between 2 and 3 is none, and 5 is never reached; 4 is.
    const text = `fact m "M": integer from 0 to 2\nfact n "N": integer from 0 to 2
      clause c "C" { award by m + n { to 2: 1元, from 3 to 4: 2元, from 5: 3元 } }`;
    expect(found(text)).toEqual(['row-unreachable @ from 5: 3元: outside']);
    expect(refuted(text)).toContain('row-gap @ by m + n');
  });

  it('takes money for what it is: between 2 and 3 there is a value', () => {
    const text = `${money}require a + b at most 4元
      clause c "C" { award by a + b { to 2元: 1元, from 3元: 2元 } }`;
    const [only, ...more] = found(text);
    expect(more).toEqual([]);
    const value = Number(/^row-gap @ by a \+ b: witness a \+ b = ([\d.]+)元$/.exec(only ?? '')?.[1]);
    expect(value).toBeGreaterThan(2);
    expect(value).toBeLessThan(3);
  });

  it('counts days', () => {
    // The date after a day is a whole day: nothing lies between 30 June and 1 July.
    const text = `fact d "D": date from 2025-01-01 to 2025-12-31
      clause c "C" { award by d + 1天 { to 2025-06-30: 1元, from 2025-07-01: 2元 } }
      clause e "E" { award by d + 1天 { to 2025-06-30: 1元, from 2025-07-02: 2元 } }`;
    expect(found(text)).toEqual(['row-gap @ by d + 1天: witness d + 1天 = 2025-07-01']);
  });

  it('follows members through if', () => {
    // With s a size is k, which is never large; without s it is j. Both are small or middle, so "large" is never taken, and small is missing.
    const text = `fact k "K": one of { small, middle, large }\nfact j "J": one of { small, middle, large }\nfact s "S": boolean
      require k != large\nrequire not (j = large)
      let size = if s then k else j
      clause c "C" { award by size { small: 1元, middle: 2元 } }
      clause d "D" { when not s, award by size { middle: 1元, large: 2元 } }
      clause e "E" { when k = middle, when s, award by size { middle: 1元 } }`;
    expect(found(text)).toEqual(['member-missing @ by size: witness size = small', 'row-unreachable @ large: 2元: outside']);
    expect(refuted(text).filter((r) => r.startsWith('member-missing')).length).toBe(2);
  });

  it('knows yes and no', () => {
    // a > 5 or a <= 5 is always yes.
    const text = `${money}clause c "C" { award by (a over 5元 or a at most 5元) { yes: 1元 } }
      clause d "D" { award by (a over 5元) { yes: 1元 } }`;
    expect(found(text)).toEqual(['member-missing @ by (a over 5元: witness a over 5元 = no']);
  });

  it('lets two subjects depend on each other', () => {
    // a <= 10 gives a + b <= 20 where b <= 10: "to 5 | over 15" holds only for a <= 5 and a + b > 15, impossible with b <= 10 (a = 5, b = 10: 15).
    const text = `fact a "A": money from 0元 to 10元\nfact b "B": money from 0元 to 10元
      clause c "C" { award by a | a + b {
        to 5元   | to 15元:   1元
        to 5元   | over 15元: 2元
        over 5元 | any:       3元
      } }`;
    expect(found(text)).toEqual(['row-unreachable @ to 5元   | over 15元: 2元: outside']);
  });
});

describe('who comes to a table', () => {
  it('says nothing of a table in a branch that nobody takes, nor in a clause that nobody reaches', () => {
    const text = `${money}require a below 5元
      clause c "C" { award if a over 7元 then (by b { to 5元: 1元, over 8元: 2元 }) else 3元 }
      clause d "D" { when a over 6元, award by b { to 5元: 1元, over 8元: 2元 } }`;
    expect(found(text)).toEqual([]);
    expect(refuted(text).filter((r) => r.startsWith('row-gap'))).toEqual(['row-gap @ by b', 'row-gap @ by b']);
  });

  it('takes the conditions of a clause together, over several facts', () => {
    // a + b <= 10 and b >= 6: a <= 4, so 5 is never reached; lint knows ranges of single facts only.
    const text = `${money}clause c "C" {
        when a + b at most 10元
        when b from 6元
        award by a { to 4元: 1元, from 5元: 2元 }
      }`;
    expect(found(text)).toEqual(['row-unreachable @ from 5元: 2元: outside']);
    expect(refuted(text)).toContain('row-gap @ by a');
  });

  it('takes a let for what all of its uses let through', () => {
    // The first clause comes with a <= 3, the second with a >= 5: between them is the gap that nobody meets; the row for 4 is not reached.
    const text = `${money}let rate = by a { to 3元: 10%, from 4元 to 4.5元: 15%, from 5元: 20% }
      clause c "C" { when a + b at most 3元, award b * rate }
      clause d "D" { when a - b from 5元, award b * rate }`;
    expect(found(text)).toEqual(['row-unreachable @ from 4元 to 4.5元: 15%: outside']);
    expect(refuted(text)).toContain('row-gap @ by a');
  });

  it('reaches a table that is the subject of another, whichever row that takes', () => {
    // Every row of both is taken by somebody: a from 0 to 5 gives 1, above 5 gives 2.
    const text = `${money}let rank = by a { to 5元: 1, over 5元: 2 }
      clause c "C" { award by rank { 1: 1元, otherwise: 2元 } }`;
    expect(found(text)).toEqual([]);
    expect(refuted(text).filter((r) => r.startsWith('row-unreachable')).length).toBe(4);
  });

  it('does not count those for whom the subject is an error', () => {
    // 10 / a is above 0 wherever it is a value: the last row is wholly behind the second; for a = 0 it would be the only one to match.
    const text = `${money}fact s "S": boolean
      clause c "C" { award by 10元 / a | s { any | yes: 1元, over 0% | no: 2元, any | no: 3元 } }`;
    expect(found(text)).toEqual(['row-unreachable @ any | no: 3元: behind']);
  });

  it('takes a table in a condition as reached unless what stands before it excludes it', () => {
    // The first condition is judged of everybody; the second only where b is above 5, so that 0 to 5 is not reached.
    const text = `${money}clause c "C" {
        when by b { to 5元: no, over 5元: yes }
        when by b { to 5元: no, over 5元: yes }
        award 1元
      }`;
    expect(found(text)).toEqual(['row-unreachable @ to 5元: no: outside']);
  });

  it('takes a row as reached by those whom a requirement turns away through it', () => {
    const text = `fact k "K": one of { x, y }
      let fine = by k { x: yes, y: no }
      require fine
      clause c "C" { when fine, award 1元 }`;
    expect(found(text)).toEqual([]);
  });

  it('leaves a let that nothing uses', () => {
    const text = `${money}let rate = by a { to 3元: 10%, from 4元: 15% }\nclause c "C" { award b }`;
    expect(found(text)).toEqual([]);
    expect(refuted(text)).toEqual([]);
  });

  it('looks at limits and at items of lists', () => {
    // cost <= 8 by the clause, so no item comes to the gap; the limit's b is free, 5.5 is in its gap.
    const text = `fact b "B": money from 0元\nfact ps "Ps": list of { cost: money from 0元, own: money from 0元 }
      clause c "C" { each ps, when cost + own at most 8元, award by cost { to 8元: 1元, from 9元: 2元 } }
      limit l "L" { among c, cap by b * 2 { to 10元: 1元, from 12元: 2元 } }`;
    const [first, second, ...more] = found(text);
    expect(more).toEqual([]);
    expect(first).toBe('row-unreachable @ from 9元: 2元: outside');
    const value = Number(/^row-gap @ by b \* 2: witness b \* 2 = ([\d.]+)元$/.exec(second ?? '')?.[1]);
    expect(value).toBeGreaterThan(10);
    expect(value).toBeLessThan(12);
    expect(refuted(text)).toContain('row-gap @ by cost');
  });
});

describe('rows that overlap', () => {
  it('is refuted where only excluded values are shared', () => {
    // Both match 5 to 6 only; a + b <= 4 keeps a below.
    const text = `${money}require a + b at most 4元
      clause c "C" { award by a { to 6元: 1元, from 5元: 2元, over 7元: 3元 } }
      clause d "D" { award by a { to 3元: 1元, from 2元: 2元 } }`;
    expect(refuted(text).filter((r) => r.startsWith('row-overlap'))).toEqual([
      'row-overlap @ to 6元: 1元',
      'row-overlap @ from 5元: 2元',
      'row-overlap @ over 7元: 3元',
      'row-overlap @ to 3元: 1元',
    ]);
    // a = 2 to 3 is possible (b = 0).
    expect(found(text).filter((f) => f.startsWith('row-overlap')).length).toBe(1);
  });

  it('is found where ends are facts, with a witness', () => {
    // With b below 10 the first row reaches above where the second begins.
    const text = `fact a "A": integer from 0 to 20\nfact b "B": integer from 9 to 20
      clause c "C" { award by a { to b: 1元, from 10: 2元, otherwise: 3元 } }`;
    const overlaps = found(text).filter((f) => f.startsWith('row-overlap'));
    expect(overlaps.length).toBe(1);
    const value = Number(/witness a = (\d+)$/.exec(overlaps[0] ?? '')?.[1]);
    expect(value).toBeGreaterThanOrEqual(10);
  });

  it('a row wholly behind earlier ones is unreachable only, and points to them', () => {
    // a * 2 <= 8: the second row's 6 to 8 lies within the first.
    const text = `fact a "A": money from 0元 to 4元
      clause c "C" { award by a * 2 { to 10元: 1元, from 6元: 2元 } }`;
    const { problems } = prove(analyse(text));
    const own = problems.filter((p) => TABLES.includes(p.name));
    expect(own.map((p) => [p.name, p.data.code])).toEqual([['row-unreachable', 'behind']]);
    expect(own[0]?.related?.map((r) => textOf(r.place))).toEqual(['to 10元: 1元']);
  });
});

describe('what lint says beside it', () => {
  const shown = (text: string): string[] => {
    const analysis = analyse(text);
    const { problems, replaced = [] } = prove(analysis);
    const judged = replaced.map(({ place, names }) => ({ ...analysis.range(place), names }));
    const own = analysis.findings.filter(
      (f) => !judged.some((j) => j.names.includes(f.name) && j.start === f.range.start && j.end === f.range.end),
    );
    const proved = problems.map(
      (p): Finding => ({
        name: p.name,
        severity: 'warning',
        range: analysis.range(p.place),
        data: p.data,
        fixes: (p.fixes ?? []).map(({ title }) => ({ title, data: {}, edits: [] })),
      }),
    );
    return joinTables(own, proved)
      .filter((f) => TABLES.includes(f.name))
      .map((f) => {
        const titles = (f.fixes ?? []).map((x) => x.title).join(' ');
        return `${f.name} @ ${(HEAD + text).slice(f.range.start, f.range.end)}: ${f.data.code ?? 'lint'}: ${titles}`;
      });
  };

  it('is dropped where it is refuted', () => {
    expect(shown(`${money}clause c "C" { when a + b at most 4元, award by a { to 5元: 1元, from 6元: 2元, otherwise: 0元 } }`)).toEqual([
      'row-unreachable @ from 6元: 2元: outside: remove-row',
      'row-unreachable @ 0元: otherwise: ',
    ]);
    expect(shown(`${money}clause c "C" { when a + b at most 4元, award by a { to 5元: 1元, from 6元: 2元 } }`)).toEqual([
      'row-unreachable @ from 6元: 2元: outside: remove-row',
    ]);
  });

  it('is said once where both say it, by lint, with the witness among its fixes', () => {
    expect(shown(`${money}clause c "C" { award by a { to 5元: 1元, from 6元: 2元 } }`)).toEqual([
      'row-gap @ by a: lint: add-rows add-otherwise insert-witness',
    ]);
  });
});

describe('sentences', () => {
  it('say what the subject is and for whom, in both languages', () => {
    const analysis = analyse(`${money}require b over 0元
      clause c "C" { award by a / b { over 0%: 1元 } }`);
    const gap = prove(analysis).problems.find((p) => p.name === 'row-gap');
    // a / b is 0 for a = 0 only.
    expect(gap && renderMessage(gap, 'en')).toMatch(
      /^No row of this table matches a \/ b = 0% \(a = 0元(, b = [\d.]+万?元)?\); add a row for it, or “otherwise”\.$/,
    );
    expect(gap && renderMessage(gap, 'zh')).toMatch(
      /^表中没有一行匹配 a \/ b = 0%（a = 0元(，b = [\d.]+万?元)?）；请补上这一行，或加上“其他”。$/,
    );
  });
});
