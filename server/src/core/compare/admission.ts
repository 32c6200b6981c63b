/** Applicants whom only one side admits: by requirements, intervals, members or numbers of items, on days that both cover. */
import { readsOfTest } from '../program/reads';
import { boolOf } from '../prove/encode/expression';
import { failed } from '../prove/encode/symbolic';
import type { Bool } from '../prove/terms';
import type { AdmissionDifference, AdmissionRow, Both, Result, Side, Witness } from './difference';
import type { Engine, Trial } from './engine';
import { admits, failedRequirements, misfits, totalResult } from './results';
import type { Applicants } from './sides';
import type { Together } from './together';

export function admissionDifference(engine: Engine, parts: Together['parts']): AdmissionDifference {
  const onlyA = rowOf(engine, 'a', parts);
  const onlyB = rowOf(engine, 'b', parts);
  return { same: onlyA.possible === 'no' && onlyB.possible === 'no', onlyA, onlyB, nobodyInCommon: nobody(engine) };
}

function nobody(engine: Engine): boolean | undefined {
  if (engine.wanting.length > 0 || !engine.merged.days) return undefined;
  const answer = engine.ask(engine.both);
  return answer.kind === 'open' ? undefined : answer.kind === 'no';
}

/** Parts of a total that are tried for somebody who gets something. */
const MOST_PARTS = 3;

function rowOf(engine: Engine, side: Side, parts: Together['parts']): AdmissionRow {
  const other: Side = side === 'a' ? 'b' : 'a';
  const open = (...reasons: AdmissionRow['reasons']): AdmissionRow => ({ possible: 'not-decided', reasons, because: [], free: [] });
  if (engine.wanting.length > 0) return open(...engine.wanting);
  if (!engine.merged.days) return open('no-common-day');
  const { terms } = engine;
  const formula = terms.and(engine[side].admitted, terms.not(engine[other].admitted));
  const trial: Trial = {
    about: { a: readBy(engine, 'a', side), b: readBy(engine, 'b', side) },
    admittedBy: [side],
    ...(parts && {
      outcome: {
        region: engine[side].admitted,
        hidden: parts.hidden,
        // Whoever has these values is not admitted by the other side either.
        never: engine[other].admitted,
        fates: { a: [], b: [], [side]: parts.fates[side] },
      },
    }),
    compute: (who) => results(engine, side, who),
    holds: (_, who) => !admits(engine[other].program, who[other]),
  };
  const answer = engine.ask(formula);
  if (answer.kind === 'open') return open(answer.reason);
  const longer = answer.kind === 'no' ? longerLists(engine, side, other) : [];
  if (answer.kind === 'no' && longer.length === 0) return { possible: 'no', reasons: [], because: [], free: [] };
  const witness =
    answer.kind === 'yes'
      ? (paidWitness(engine, formula, side, parts, trial) ?? engine.witness(formula, answer.model, trial))
      : longer.map((list) => withMoreItems(engine, list, other, trial)).find((w) => w !== undefined);
  if (!witness) return open('no-witness');
  return {
    possible: 'yes',
    reasons: [],
    because: because(engine, other, witness.applicant),
    witness,
    free: engine.free(requirementTerms(engine, other), []),
  };
}

/** Somebody who gets something: who is admitted no longer, or newly, says little where nothing hangs on it. */
function paidWitness(engine: Engine, formula: Bool, side: Side, parts: Together['parts'], trial: Trial): Witness | undefined {
  if (engine.brief || !parts) return undefined;
  const { terms, numbers } = engine;
  const holds: Trial['holds'] = (found, who) => found[side].amount?.sign === 1 && trial.holds(found, who);
  for (const { sound, amount } of parts.fates[side].slice(0, MOST_PARTS)) {
    const paid = terms.and(formula, sound, numbers.compare('<', numbers.zero, amount));
    const answer = engine.ask(paid, false);
    const witness = answer.kind === 'yes' ? engine.witness(paid, answer.model, { ...trial, holds }) : undefined;
    if (witness) return witness;
  }
  return undefined;
}

function results(engine: Engine, side: Side, who: Applicants): Both<Result> {
  const none: Result = { status: 'not-admitted', atMost: false };
  return {
    a: side === 'a' ? totalResult(engine.a.program, who.a) : none,
    b: side === 'b' ? totalResult(engine.b.program, who.b) : none,
  };
}

/** What keeps the applicant out. */
function because(engine: Engine, side: Side, who: Applicants): AdmissionRow['because'] {
  const { program, conditions } = engine[side];
  const { range } = engine.given[side];
  const facts = new Set(misfits(program, who[side]));
  return [
    ...[...facts].map((name) => {
      const fact = program.facts.get(name);
      const given = who[side].facts.get(name);
      const most = fact?.type.kind === 'list' ? fact.type.max : undefined;
      const tooMany = given?.kind === 'list' && most !== undefined && given.items.length > most;
      // Lists that are longer than what is followed have no condition of their own.
      const kind = tooMany ? 'most-items' : (conditions.find((c) => c.fact.name === name)?.kind ?? 'interval');
      return { kind, name, ...(fact && { at: range(fact.namePlace) }) };
    }),
    ...failedRequirements(program, who[side]).map((t) => ({
      kind: 'requirement' as const,
      name: t.reason ?? t.place.item.text.slice(t.place.start, t.place.end),
      at: range(t.place),
    })),
  ];
}

/** What requirements and intervals speak of, and all clauses of the side that admits. */
function readBy(engine: Engine, side: Side, admitting: Side): readonly string[] {
  const { program } = engine[side];
  const narrowed = new Set(
    (['a', 'b'] as const).flatMap((s) => engine[s].conditions.map((c) => engine.matches.naming[s].fact(c.fact.name))),
  );
  const own = [...program.facts.keys()].filter((n) => narrowed.has(engine.matches.naming[side].fact(n)));
  const clauses = side === admitting ? program.clauses.keys() : [];
  return [...own, ...clauses, ...program.files.flatMap((f) => f.requirements.flatMap((t) => [...readsOfTest(t)]))];
}

function requirementTerms(engine: Engine, side: Side): readonly Bool[] {
  const { enc, program } = engine[side];
  return program.files.flatMap(({ uri }) => {
    const own = enc.requirements(uri);
    return [boolOf(own), failed(engine.terms, own.failures)];
  });
}

/** An applicant of both with one item more than the other side allows: lists are followed up to two items only, this one is tried. */
function withMoreItems(engine: Engine, list: string, other: Side, trial: Trial): Witness | undefined {
  const most = engine.merged.facts.find((f) => f.merged.name === list)?.[other]?.type;
  const count = engine.inputs.counts.get(list);
  if (most?.kind !== 'list' || most.max === undefined || !count) return undefined;
  const { numbers, terms } = engine;
  const some = terms.and(engine.both, numbers.compare('>', numbers.factor(count), numbers.zero));
  const answer = engine.ask(some, false);
  if (answer.kind !== 'yes') return undefined;
  const { shared } = engine.applicants(answer.model);
  const given = shared.facts.get(list);
  const [item] = given?.kind === 'list' ? given.items : [];
  if (!item) return undefined;
  const items = Array.from({ length: most.max + 1 }, () => item);
  return engine.shownAs({ ...shared, facts: new Map(shared.facts).set(list, { kind: 'list', items }) }, trial);
}

/** Lists, by their shared names, that may have more items here than there, beyond what is followed. */
function longerLists(engine: Engine, side: Side, other: Side): readonly string[] {
  return engine.merged.facts.flatMap((f) => {
    const [here, there] = [f[side], f[other]];
    if (here?.type.kind !== 'list' || there?.type.kind !== 'list' || there.type.max === undefined) return [];
    return here.type.max === undefined || here.type.max > there.type.max ? [f.merged.name] : [];
  });
}
