/** Curves that were computed: dragging along one, and edits that do not touch it, ask for the same again. */
import { layoutOf } from '../evaluate/layout';
import { sameGroup, sameLimit } from '../evaluate/total';
import type { Applicant } from '../evaluate/values';
import type { Exact } from '../exact';
import type { Constant, Given, Program } from '../program/program';
import { readsOfLimit, touched } from '../program/reads';
import type { Curve, CurveAsked, CurveOf, FactPath } from './types';

/** So many curves are kept: a few panels, each with two readings laid over each other. */
const MOST = 12;

interface Kept {
  program: Program;
  readonly asked: string;
  readonly of: CurveOf;
  readonly fact: FactPath;
  readonly curve: Curve | undefined;
}

export class Memo {
  private kept: Kept[] = [];

  once(asked: CurveAsked, present: Exact | undefined, compute: () => Curve | undefined): Curve | undefined {
    const key = keyOf(asked);
    const found = this.kept.find(
      (k) => k.asked === key && covers(k.curve, asked, present) && (k.program === asked.program || unaffected(k, asked.program)),
    );
    if (found) {
      found.program = asked.program;
      this.kept = [found, ...this.kept.filter((k) => k !== found)];
      return found.curve;
    }
    const curve = compute();
    const { program, of, fact } = asked;
    this.kept = [{ program, asked: key, of, fact, curve }, ...this.kept].slice(0, MOST);
    return curve;
  }
}

/** The applicant's own value is on it. */
function covers(curve: Curve | undefined, { domain }: CurveAsked, present: Exact | undefined): boolean {
  if (!curve || domain || !present) return true;
  return present.gte(curve.domain.from) && present.lte(curve.domain.to);
}

/** Nothing that the curve rests on is another in this state of the program. */
function unaffected({ program: before, of, fact }: Kept, program: Program): boolean {
  const changed = touched(before, program);
  if (changed.has(fact.name) || before.currency !== program.currency) return false;
  const layout = layoutOf(program);
  const old = layoutOf(before);
  let section: number | undefined;
  if (of.kind === 'clause') {
    section = layout.ofClause.get(of.name);
    const was = old.ofClause.get(of.name);
    if (section === undefined || was === undefined || layout.sections[section] !== old.sections[was]) return false;
  } else if (layout !== old) return false;
  const clauses = section === undefined ? layout.clauses : (layout.sections[section]?.clauses ?? []);
  if (clauses.some((name) => changed.has(name))) return false;
  const own = (i: number | undefined): boolean => section === undefined || i === section;
  return (
    program.groups.every((g, i) => !own(layout.ofGroup[i]) || sameGroup(before.groups[i], g)) &&
    program.limits.every(
      (l, i) => !own(layout.ofLimit[i]) || (sameLimit(before.limits[i], l) && ![...readsOfLimit(l)].some((n) => changed.has(n))),
    )
  );
}

// ---------------------------------------------------------------------------------------------- what is asked

function keyOf({ applicant, fact, of, domain }: CurveAsked): string {
  return JSON.stringify([
    fact.name,
    fact.item,
    fact.field,
    of.kind === 'total' ? '' : `= ${of.name}`,
    domain && [domain.from.toString(), domain.to.toString()],
    othersOf(applicant, fact),
  ]);
}

/** All that is known of the applicant but the fact. */
function othersOf({ facts, lets, history, asOf }: Applicant, path: FactPath): unknown {
  return [
    [...facts].flatMap(([name, given]) => {
      if (name !== path.name) return [[name, given.kind, textOf(given)]];
      return given.kind === 'list' ? [[name, itemsOf(given, path)]] : [];
    }),
    [...(lets ?? [])].map(([name, value]) => [name, value.kind, textOf(value)]),
    history.map((p) => [p.clause, p.amount.toString(), p.day]),
    asOf,
  ];
}

function itemsOf(list: Extract<Given, { kind: 'list' }>, path: FactPath | undefined): unknown {
  return list.items.map((item, n) =>
    Object.entries(item).flatMap(([field, value]) =>
      path && n === path.item && field === path.field ? [] : [[field, value.kind, textOf(value)]],
    ),
  );
}

function textOf(given: Given | Constant): unknown {
  switch (given.kind) {
    case 'number':
      return given.value.toString();
    case 'boolean':
    case 'text':
      return given.value;
    case 'date':
      return given.day;
    case 'member':
      return given.member;
    case 'set':
      return given.members;
    case 'list':
      return itemsOf(given, undefined);
    default:
      return given satisfies never;
  }
}
