/**
 * Why: whoever reads the facts of a witness must be able to get its figures. Worked out by hand where facts stand in for each other, and of
 * random policies: whoever shares the facts shown, whatever else is true of them, gets the same two amounts.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Comparer, type Judgement, toEnd, type Witness } from '../../../server/src/core/compare/index';
import { evaluate, evaluateClauseAlone } from '../../../server/src/core/evaluate/index';
import type { Applicant } from '../../../server/src/core/evaluate/values';
import type { Given, Program } from '../../../server/src/core/program/program';
import { admitted, applicantsOf } from '../../support/compared';
import { differenceOf } from '../../support/compareTexts';
import { MUTATIONS } from '../../support/mutations';
import { programOf } from '../../support/program';
import { policyText } from '../../support/randomPolicy';
import { Random } from '../../support/randomProgram';

const POLICY = 'policy "P" {\n  effective 2025-01-01 to 2025-12-31\n}\n';

describe('the facts of a witness', () => {
  it('name a choice on which both figures rest, though the difference does not', () => {
    // 10% of cost became 9%, and core gets 100 beside it in both versions: with `other` the total of the same cost is 100 less.
    const text = (rate: string) =>
      `${POLICY}fact cost "Cost": money from 1元 to 1000元\nfact kind "Kind": one of { core, other }\n` +
      `clause a "A" {\n  award ${rate} of cost\n}\nclause b "B" {\n  when kind = core\n  award 100元\n}\n`;
    const { clauses, total } = differenceOf(text('10%'), text('9%'));
    const [a] = clauses;
    for (const w of [total.loss?.simple, total.loss?.large]) expect(w?.facts.map((f) => f.split(' = ')[0])).toEqual(['cost', 'kind']);
    // The clause itself reads no kind.
    for (const w of [a?.loss?.simple, a?.loss?.large]) expect(w?.facts.map((f) => f.split(' = ')[0])).toEqual(['cost']);
  });

  it('name one of two facts that stand in for each other', () => {
    // Everybody gets c, whatever p and q are. For d either is enough: where both are yes, changing one alone changes nothing.
    const text = (award: string) =>
      `${POLICY}fact p "P": boolean\nfact q "Q": boolean\nclause c "C" {\n  when p or q or not p\n  award ${award}\n}\n` +
      `clause d "D" {\n  when p or q\n  award ${award}\n}\n`;
    const { clauses } = differenceOf(text('100元'), text('200元'));
    const factsOf = (name: string) => clauses.find((x) => x.name.b === name)?.gain?.simple.facts;
    expect(factsOf('c')).toEqual([]);
    expect([['p = yes'], ['q = yes']]).toContainEqual(factsOf('d'));
  });

  it('name all choices on which figures rest, also beyond the most facts that are named', () => {
    // Ten answers, each of which gives 1 in both versions; the base is 5 or 6.
    const names = Array.from({ length: 10 }, (_, i) => `k${i}`);
    const text = (base: string) =>
      `${POLICY}${names.map((n) => `fact ${n} "${n}": one of { a, b }\n`).join('')}clause base "Base" {\n  award ${base}\n}\n` +
      names.map((n) => `clause c${n} "C" {\n  when ${n} = b\n  award 1元\n}\n`).join('');
    const w = differenceOf(text('5元'), text('6元')).total.gain?.simple;
    expect(w?.facts.map((f) => f.split(' = ')[0])).toEqual(names);
  });

  it('end in … where numbers are left out', () => {
    const names = Array.from({ length: 10 }, (_, i) => `m${i}`);
    const text = (by: string) =>
      `${POLICY}${names.map((n) => `fact ${n} "${n}": money from 1元 to 9元\n`).join('')}clause c "C" {\n  award ${by}(${names.join(' + ')})\n}\n`;
    const w = differenceOf(text(''), text('2 * ')).total.gain?.simple;
    expect(w?.facts.map((f) => f.split(' = ')[0])).toEqual([...names.slice(0, 8), '…']);
  });

  it('name every value of a clause that reads many, and no more than are read', () => {
    const names = ['v', 'w', 'x', 'y', 'z'];
    const text = (award: string) =>
      `${POLICY}${[...names, 'u'].map((n) => `fact ${n} "${n}": money from 1元 to 9元\n`).join('')}clause c "C" {\n  award ${award}\n}\n`;
    const sum = names.join(' + ');
    const w = differenceOf(text(sum), text(`2 * (${sum})`)).total.gain?.simple;
    expect(w?.facts.map((f) => f.split(' ')[0])).toEqual(names);
  });

  it('of somebody whom one version admits name what keeps them out of the other, and what they get', () => {
    // Without the requirement somebody with m up to 10 is admitted; whether they get the 5 is for k to say, and n says nothing.
    const text = (requirement: string) =>
      `${POLICY}fact m "M": money from 0元 to 100元\nfact k "K": boolean\nfact n "N": boolean\n${requirement}` +
      'clause c "C" {\n  when k\n  award 5元\n}\n';
    const { onlyA, onlyB } = differenceOf(text('require m over 10元 "must spend"\n'), text('')).admission;
    expect(onlyA.possible).toBe('no');
    expect(onlyB.witness?.facts.map((f) => f.split(' = ')[0])).toEqual(['m', 'k']);
  });

  it('say the date where it decides', () => {
    // From July on 50 are added in both versions.
    const text = (award: string) =>
      `${POLICY}clause a "A" {\n  award ${award}\n}\nclause b "B" {\n  effective 2025-07-01 to 2025-12-31\n  award 50元\n}\n`;
    const w = differenceOf(text('1元'), text('2元')).total.gain?.simple;
    expect(w?.facts.length).toBe(1);
    expect(w?.facts[0]).toMatch(/^on 2025-/);
  });
});

// ---------------------------------------------------------------------------------------------- whoever shares them

const range = () => ({ uri: '', start: 0, end: 0 });

function readable(text: string): Program | undefined {
  try {
    return programOf(text);
  } catch {
    return undefined;
  }
}

/** Somebody with the facts that are named of the witness, and else as `other`; nothing was paid that is not named. */
function completed(named: readonly string[], w: Applicant, other: Applicant): Applicant {
  const facts = new Map<string, Given>(other.facts);
  for (const [name, given] of w.facts) {
    if (named.some((f) => f.startsWith(`${name} = `))) facts.set(name, given);
    if (given.kind !== 'list' || !named.some((f) => f.startsWith(`${name}[`))) continue;
    const there = other.facts.get(name);
    const items = given.items.map((item, i) => {
      const shown = Object.entries(item).filter(([field]) => named.some((f) => f.startsWith(`${name}[${i + 1}].${field} = `)));
      return { ...item, ...(there?.kind === 'list' ? there.items[i] : {}), ...Object.fromEntries(shown) };
    });
    facts.set(name, { kind: 'list', items });
  }
  const asOf = named.some((f) => f.startsWith('on ')) ? w.asOf : other.asOf;
  const history = w.history.filter((p) => named.some((f) => f.startsWith(`paid ${p.clause} = `)));
  return { facts, history, ...(asOf !== undefined && { asOf }) };
}

/** The amount, or why there is none; undefined where the clause is not in force. */
function outcome(program: Program, name: string | undefined, who: Applicant): string | undefined {
  if (name === undefined) {
    const { total } = evaluate(program, who);
    return total.value.state === 'known' && total.value.value.kind === 'number' ? total.value.value.value.toString() : 'none';
  }
  const o = evaluateClauseAlone(program, who, name);
  if (o?.status === 'inactive') return undefined;
  if (o?.status !== 'payable') return o && ['error', 'unspecified', 'unknown'].includes(o.status) ? 'none' : '0';
  return o.gross.state === 'known' && o.gross.value.kind === 'number' ? o.gross.value.value.toString() : 'none';
}

const shownBy = (j: Judgement): readonly Witness[] =>
  [j.gain?.simple, j.gain?.large, j.loss?.simple, j.loss?.large, j.otherOutcome, j.eligibilityGained, j.eligibilityLost].flatMap((w) =>
    w ? [w] : [],
  );

describe('whoever shares the facts shown', () => {
  const kinds = MUTATIONS.filter((m) => !m.renames && !m.same);

  it.each(kinds)('gets the same amounts: $name', { timeout: 600_000 }, (mutation) => {
    const seed = 91 + kinds.indexOf(mutation);
    const random = new Random(seed);
    const found: string[] = [];
    let tried = 0;
    for (const text of fc.sample(policyText, { seed, numRuns: Number(process.env.COMPARE_RUNS ?? 25) })) {
      const after = mutation.apply(text, (n) => (n === 0 ? 0 : random.int(n)));
      const [a, b] = [readable(text), after === undefined ? undefined : readable(after)];
      if (!a || !b) continue;
      const { difference: d } = toEnd(new Comparer().run({ program: a, range }, { program: b, range }));
      for (const j of [...d.clauses, d.total]) {
        // Renamed without having been told so is removed and added.
        if (j.kind === 'clause' && j.presence !== 'both') continue;
        const name = j.kind === 'clause' ? j.name.b : undefined;
        for (const w of shownBy(j)) {
          if (w.facts.includes('…')) continue;
          const whole = { ...w.applicant.b, facts: new Map([...w.applicant.a.facts, ...w.applicant.b.facts]) };
          const before = [outcome(a, name, w.applicant.a), outcome(b, name, w.applicant.b)].join(' → ');
          let left = 60;
          for (const { who } of applicantsOf([a, b], () => random.next())) {
            if (left-- === 0) break;
            const one = completed(w.facts, whole, who);
            if (!admitted(a, one) || !admitted(b, one)) continue;
            const [x, y] = [outcome(a, name, one), outcome(b, name, one)];
            if (x === undefined || y === undefined) continue;
            tried++;
            if ([x, y].join(' → ') !== before)
              found.push(`${name ?? 'total'}: ${w.facts.join(', ')}: ${before}, but ${x} → ${y}\n${text}\n---\n${after}`);
          }
        }
      }
    }
    expect(found.slice(0, 2).join('\n\n')).toBe('');
    expect(tried).toBeGreaterThan(0);
  });
});
