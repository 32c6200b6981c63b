/** Why: each breakpoint of the curve as a mark on the chart and as a sentence: where, from what to what, through what. */
import type { Breakpoint, Curve, FactPath } from '../../core/curve/index';
import type { Applicant, Value } from '../../core/evaluate/values';
import { Exact } from '../../core/exact';
import type { Place, Program } from '../../core/program/program';
import { type Showing, showAmount } from '../../features/amounts';
import { phrasebook } from '../../features/wording';
import type { Mark } from '../../previewProtocol';
import { partAt } from './along';
import { causesText } from './causes';
import { amountOf } from './lines';

const say = phrasebook({
  at: { en: 'At {x}', zh: '在{x}处' },
  from: { en: 'From {x}', zh: '自{x}起' },
  above: { en: 'Above {x}', zh: '超过{x}后' },
  exactly: { en: 'At exactly {x}', zh: '恰在{x}处' },
  rises: { en: 'rises from {a} to {b}', zh: '由{a}升至{b}' },
  falls: { en: 'falls from {a} to {b}', zh: '由{a}降至{b}' },
  alone: { en: '{b}, just below {a}, just above {c}', zh: '为{b}，略低时为{a}，略高时为{c}' },
  becomes: { en: '{b} in place of {a}', zh: '由“{a}”变为“{b}”' },
  goes: { en: 'from here on at another rate', zh: '此后变化幅度不同' },
  whole: { en: '{where}: {what}.', zh: '{where}：{what}。' },
  'whole-because': { en: '{where}: {what}; {why}.', zh: '{where}：{what}；{why}。' },
  change: { en: '{a} → {b}', zh: '{a} → {b}' },
  'change-alone': { en: '{a} → {b} → {c}', zh: '{a} → {b} → {c}' },
});

/** A mark whose place in the file is not looked up yet. */
export interface Placed {
  readonly mark: Omit<Mark, 'spot'>;
  readonly place: Place | undefined;
}

export interface Marking {
  readonly program: Program;
  readonly showing: Showing;
  readonly currency: string | undefined;
  readonly fact: FactPath;
  readonly show: (x: Exact) => string;
  /** The applicant with the fact at this value. */
  readonly withFact: (x: Exact) => Applicant;
}

export function marksOf(curve: Curve, marking: Marking): readonly Placed[] {
  return curve.breakpoints.map((point, i) => placed(curve, point, i, marking));
}

function placed(curve: Curve, point: Breakpoint, i: number, marking: Marking): Placed {
  return {
    mark: {
      kind: kindOf(point),
      x: point.x.toNumber(),
      y: (amountOf(point.at) ?? amountOf(point.before) ?? amountOf(point.after) ?? Exact.zero).toNumber(),
      at: partAt(curve.domain, point.x),
      value: marking.show(point.x),
      ...sentence(point, behind(curve, i), marking),
    },
    place: point.causes[0]?.place,
  };
}

/** Whether what changes has changed at the place itself, or only just past it. */
function isNewAt({ before, at }: Breakpoint): boolean {
  return before !== undefined && at !== undefined && !same(before, at);
}

/** What matters most of it. */
export function kindOf({ kinds }: Breakpoint): Mark['kind'] {
  if (kinds.includes('cliff')) return 'cliff';
  if (kinds.includes('step')) return 'step';
  if (kinds.includes('state')) return 'other';
  if (kinds.includes('cap') || kinds.includes('limit')) return 'cap';
  return kinds.includes('kink') ? 'kink' : 'other';
}

/** A value of the fact behind a breakpoint and before the next. */
function behind({ pieces, breakpoints, step }: Curve, i: number): Exact | undefined {
  const x = breakpoints[i]?.x;
  const piece = x && pieces.find(({ from, to }) => from.gte(x) && (to.gt(x) || step !== undefined));
  if (!piece) return undefined;
  // What is reached exactly at a whole number counts at the next.
  if (step) return piece.to.gt(piece.from) ? piece.from.plus(step) : piece.from;
  return piece.from.plus(piece.to).div(Exact.of(2));
}

function sentence(point: Breakpoint, behind: Exact | undefined, marking: Marking): Pick<Mark, 'text' | 'change'> {
  const { showing, currency } = marking;
  const { language } = showing;
  const x = marking.show(point.x);
  const amount = (v: Value): string => showAmount(v, showing, currency);
  const { where, what, change } = told(point, x, amount, language);
  // Where it does not jump there is something else to say.
  const why =
    causesText(point.causes, {
      program: marking.program,
      showing,
      at: marking.withFact(point.x),
      fact: marking.fact,
      isNewAt: isNewAt(point),
      behind: behind && marking.withFact(behind),
    }) || (point.kinds.includes('kink') ? say('goes', language) : '');
  return {
    text: why === '' ? say('whole', language, { where, what }) : say('whole-because', language, { where, what, why }),
    change,
  };
}

type Said = { readonly where: string; readonly what: string; readonly change: string };

function told({ before, at, after }: Breakpoint, x: string, amount: (v: Value) => string, language: 'en' | 'zh'): Said {
  const where = (name: 'at' | 'from' | 'above' | 'exactly'): string => say(name, language, { x });
  const between = (a: Value, b: Value): Pick<Said, 'what' | 'change'> => {
    const [y, z] = [amountOf(a), amountOf(b)];
    const data = { a: amount(a), b: amount(b) };
    const name = !y || !z ? 'becomes' : z.gt(y) ? 'rises' : 'falls';
    return { what: say(name, language, data), change: say('change', language, data) };
  };
  const first = before ?? at ?? after;
  const last = after ?? at ?? before;
  if (!first || !last) return { where: where('at'), what: '', change: '' };
  const leaves = at && !same(at, last);
  if (before && at && !same(before, at)) {
    if (after && leaves) {
      const data = { a: amount(before), b: amount(at), c: amount(after) };
      return { where: where('exactly'), what: say('alone', language, data), change: say('change-alone', language, data) };
    }
    return { where: where('from'), ...between(before, at) };
  }
  if (leaves) return { where: where('above'), ...between(at, last) };
  if (!at && !same(first, last)) return { where: where('above'), ...between(first, last) };
  const a = amount(at ?? first);
  return { where: where('at'), what: a, change: a };
}

function same(a: Value, b: Value): boolean {
  const [y, z] = [amountOf(a), amountOf(b)];
  if (y && z) return y.equals(z);
  return a.state === b.state && a.state !== 'known';
}
