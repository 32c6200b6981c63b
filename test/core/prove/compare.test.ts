/**
 * The comparison itself: a stand-in that reports exactly what the oracle says is never in the wrong, whatever the policy; one that leaves a finding
 * out, or adds one, always is. So findings are recognised by what they say and where they stand.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FindingData, Problem } from '../../../server/src/core/finding';
import type { Place, Program } from '../../../server/src/core/program/program';
import { visit } from '../../../server/src/core/program/reads';
import { type Proofs, type ProveInput, Prover } from '../../../server/src/core/prove/index';
import { compare } from '../../support/oracle/compare';
import { partsOfClause } from '../../support/oracle/constants';
import { decide, TooLarge } from '../../support/oracle/index';
import { tablesOf } from '../../support/oracle/tables';
import { policyText } from '../../support/randomPolicy';

/** Reports the oracle's own `yes`, changed by `change`. */
class StandIn extends Prover {
  constructor(private readonly change: (keys: readonly string[]) => readonly string[]) {
    super();
  }
  override *run({ program }: ProveInput): Generator<undefined, Proofs, undefined> {
    yield;
    const keys = [...decide(program).entries()].flatMap(([key, answer]) => (answer === 'yes' ? [key] : []));
    return {
      problems: this.change(keys).map((key) => problemOf(key, program)),
      open: [],
      statistics: { questions: 0, asked: 0, open: 0 },
    };
  }
}

function problemOf(key: string, program: Program): Problem {
  const [name = '', a = '', b = '', c = ''] = key.split(' ');
  const make = (place: Place | undefined, data: FindingData): Problem => {
    if (!place) throw new Error(`no place for ${key}`);
    return { name: name as Problem['name'], place, data };
  };
  const clause = program.clauses.get(a);
  switch (name) {
    case 'condition-redundant':
      return make(clause?.conditions[Number(b)]?.place, { name: a });
    case 'cap-never-reached':
    case 'cap-always-reached':
      return make(clause?.steps[Number(b)]?.place, { name: a });
    case 'unresolved-overlap':
      return make(program.groups.find((g) => g.name === a)?.namePlace, { group: a, first: c, second: b });
    case 'exclusive-overlap':
      return make(program.groups.find((g) => g.name === a)?.namePlace, { group: a, winner: b, loser: c });
    case 'exclusive-vacuous':
      return make(program.groups.find((g) => g.name === a)?.namePlace, { group: a });
    case 'limit-never-reached':
      return make(program.limits.find((l) => l.name === a)?.namePlace, { name: a });
    case 'fact-without-effect':
      return make(program.facts.get(a)?.namePlace, { name: a });
    case 'division-by-zero': {
      let place: Place | undefined;
      for (const part of clause ? partsOfClause(clause) : [program.lets.get(a)?.value].flatMap((e) => e ?? [])) {
        visit(part, (e) => {
          if (e.op === 'divide') place = e.place;
        });
      }
      return make(place, { name: 'c1' });
    }
    case 'award-cliff': {
      const [place] = [...program.clauses.values()].map((x) => x.namePlace);
      return make(place, a === 'total' ? { code: 'total', name: 'x', fact: b } : { code: b, name: a, fact: c });
    }
    case 'row-gap':
    case 'member-missing':
      return make(tablesOf(program).find((t) => t.name === a)?.table.place, {});
    case 'row-overlap':
    case 'row-unreachable': {
      const table = tablesOf(program).find((t) => t.name === a)?.table;
      return make(table?.rows[Number(b)]?.place ?? table?.otherwise?.place, {});
    }
    default:
      return make(clause?.namePlace, { name: a });
  }
}

const TEXTS = fc.sample(policyText, { numRuns: 60, seed: 5 });

function differences(
  change: (keys: readonly string[]) => readonly string[],
): { readonly text: string; readonly found: readonly string[] }[] {
  return TEXTS.flatMap((text) => {
    try {
      const found = compare(text, new StandIn(change));
      return found ? [{ text, found: found.differences }] : [];
    } catch (error) {
      if (error instanceof TooLarge) return [];
      throw error;
    }
  });
}

it('has nothing against what the oracle says', { timeout: 120_000 }, () => {
  expect(differences((keys) => keys).filter((d) => d.found.length > 0)).toEqual([]);
});

it('sees what is left out and what is too much', { timeout: 120_000 }, () => {
  // Row findings may be lint's, so leaving them out is no fault.
  let left = 0;
  for (const d of differences((keys) => keys.filter((k) => !k.startsWith('clause-')))) {
    left += d.found.length;
    expect(d.found.every((f) => f.startsWith('missing: clause-'))).toBe(true);
  }
  expect(left).toBeGreaterThan(5);
  const extra = 'award-never-positive c1';
  let more = 0;
  for (const d of differences((keys) => [...keys.filter((k) => k !== extra), extra])) {
    if (d.found.length === 0) continue;
    more++;
    expect(d.found).toHaveLength(1);
    expect(d.found[0]).toMatch(new RegExp(`^(false|not a question): ${extra}`));
  }
  expect(more).toBeGreaterThan(20);
});
