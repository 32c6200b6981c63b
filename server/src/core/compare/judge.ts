/** From questions about two outcomes to a verdict with its witnesses. */
import type { Bool, Num } from '../prove/terms';
import type { Both, Extent, Judgement, Result, Side, UndecidedReason, VerdictKind, Witness } from './difference';
import type { Answer, Engine, Less, Trial } from './engine';
import { extentOf } from './extent';
import type { Applicants } from './sides';

/** One side's outcome as terms. */
export interface Fate {
  /** It has an amount: no error, no conflict, a figure. */
  readonly sound: Bool;
  readonly amount: Num;
  /** Of a clause: all conditions hold. */
  readonly eligible?: Bool;
}

export interface Matter {
  /** Of whom it is asked. */
  readonly region: Bool;
  readonly a: Fate;
  readonly b: Fate;
  /** Somebody has an amount on one side only. */
  readonly figure: Bool;
  /** Where this holds the outcome may be another though amounts are the same: a ceiling for a right, another kind of benefit. */
  readonly other: Bool;
  /** Of whom terms do not say what the evaluator would. */
  readonly hidden?: Bool;
  /**
   * Whether it is known otherwise that nobody gets more on the side that is not `low`. Where it is not, somebody who answers the question may have
   * been met on the way.
   */
  nobody?(low: Side, formula: Bool): boolean;
  /** Of whom that says nothing: they are asked about. */
  readonly beside?: Bool;
  /** Where amounts are sums over the items of a list, these. */
  items?(low: Side): Less['items'];
  readonly trial: Pick<Trial, 'about' | 'compute' | 'outcome'>;
  /** Only simple witnesses are wanted: of groups and limits, whose members' own say the rest. */
  readonly near?: boolean;
  /** Another outcome that the results do not show. */
  differs?(applicants: Applicants): boolean;
  /** Texts that only a person can compare. */
  readonly wording?: Both<string>;
  readonly ceiling?: Both<boolean>;
}

export const undecided = (...reasons: readonly UndecidedReason[]): Judgement => ({
  verdict: 'not-decided',
  reasons: [...new Set(reasons)],
  more: undefined,
  less: undefined,
  free: [],
});

const NO: Answer = { kind: 'no' };

export function judge(engine: Engine, matter: Matter): Judgement {
  const { terms, numbers } = engine;
  const { region, a, b, figure, other, trial } = matter;
  const sound = terms.and(region, a.sound, b.sound);
  const reasons = new Set<UndecidedReason>();
  const note = (answer: Answer): Answer => {
    if (answer.kind === 'open') reasons.add(answer.reason);
    return answer;
  };
  /** A witness of a question that was answered with yes. */
  const seen = (formula: Bool, answer: Answer, holds: Trial['holds'], wanted = true): Witness | undefined => {
    if (answer.kind !== 'yes') return undefined;
    const witness = engine.witness(formula, answer.model, { ...trial, holds });
    if (!witness && wanted) reasons.add('no-witness');
    return witness;
  };

  const extents = (['gain', 'loss'] as const).map((which) => {
    const [low, high] = which === 'gain' ? [a.amount, b.amount] : [b.amount, a.amount];
    const formula = terms.and(sound, numbers.compare('<', low, high));
    const items = matter.items?.(which === 'gain' ? 'a' : 'b');
    const known = formula === terms.false || matter.nobody?.(which === 'gain' ? 'a' : 'b', formula);
    const within = known ? terms.and(sound, matter.beside ?? terms.false) : sound;
    const asked = terms.and(within, formula);
    const answer = note(engine.less({ formula: asked, within, low, high, ...(items && { items }) }));
    const sense = which === 'gain' ? 1 : -1;
    const holds = ({ a: x, b: y }: Both<Result>): boolean =>
      x.amount !== undefined && y.amount !== undefined && y.amount.compare(x.amount) === sense;
    const simple = seen(asked, answer, holds);
    const extent: Extent | undefined =
      simple && extentOf(engine, { within: sound, low, high, simple, trial: { ...trial, holds }, far: !matter.near });
    return { answer, extent };
  });
  const [more, less] = extents;
  const hidden = matter.hidden ? engine.ask(terms.and(region, matter.hidden)) : NO;
  if (hidden.kind !== 'no') reasons.add(hidden.kind === 'open' ? hidden.reason : 'not-followed');
  const gain = more?.extent;
  const loss = less?.extent;

  const figureFormula = terms.and(region, figure, terms.not(matter.hidden ?? terms.false));
  const figureAnswer = note(engine.decide(figureFormula));
  const oneFigure = seen(figureFormula, figureAnswer, ({ a: x, b: y }, who) => otherStatus(x, y) || matter.differs?.(who) === true);

  const eligibility = (from: Bool, to: Bool) => {
    const formula = terms.and(sound, terms.not(from), to);
    const answer = engine.decide(formula);
    return { formula, answer };
  };
  const [ea, eb] = [a.eligible, b.eligible];
  const gained = ea && eb ? eligibility(ea, eb) : undefined;
  const lost = ea && eb ? eligibility(eb, ea) : undefined;
  const eligibilityGained = gained && seen(gained.formula, gained.answer, ({ a: x, b: y }) => !isEligible(x) && isEligible(y));
  const eligibilityLost = lost && seen(lost.formula, lost.answer, ({ a: x, b: y }) => isEligible(x) && !isEligible(y));

  const otherFormula = terms.and(sound, other);
  // Outcomes at equal amounts matter only where amounts do not already tell the two apart: then nobody works long for them.
  const moved = gain !== undefined || loss !== undefined;
  const otherAnswer = moved ? engine.ask(otherFormula, false) : engine.decide(otherFormula);
  const differing = oneFigure ?? seen(otherFormula, otherAnswer, ({ a: x, b: y }) => otherStatus(x, y) || x.atMost !== y.atMost, !moved);
  if (!moved) for (const answer of [gained?.answer, lost?.answer, otherAnswer]) if (answer) note(answer);

  const verdict = ((): VerdictKind => {
    if (oneFigure) return 'other-outcome';
    if (gain && loss && figureAnswer.kind === 'no' && hidden.kind === 'no') return 'some-more-some-less';
    if (reasons.size > 0) return 'not-decided';
    if (gain) return 'never-less';
    if (loss) return 'never-more';
    if (eligibilityGained || eligibilityLost || differing) return 'other-outcome';
    return 'same';
  })();
  const wording = matter.wording && verdict === 'same' ? matter.wording : undefined;
  if (wording) reasons.add('wording');
  return {
    verdict: wording ? 'not-decided' : verdict,
    reasons: [...reasons],
    more: more && known(more.answer, gain, hidden),
    less: less && known(less.answer, loss, hidden),
    ...(gain && { gain }),
    ...(loss && { loss }),
    ...(eligibilityGained && { eligibilityGained }),
    ...(eligibilityLost && { eligibilityLost }),
    ...(differing && { otherOutcome: differing }),
    free: engine.free([a.sound, b.sound, ...(ea ? [ea] : []), ...(eb ? [eb] : [])], [a.amount, b.amount]),
    ...(matter.wording && { wording: matter.wording }),
    ...(matter.ceiling && { ceiling: matter.ceiling }),
  };
}

function known(answer: Answer, extent: Extent | undefined, hidden: Answer): boolean | undefined {
  if (extent) return true;
  return answer.kind === 'no' && hidden.kind === 'no' ? false : undefined;
}

const isEligible = ({ status }: Result): boolean => status === 'payable' || status === 'granted' || status === 'unspecified';

/** Another outcome; what is ineligible, not in force, or not there pays nobody. */
function otherStatus(a: Result, b: Result): boolean {
  const kind = ({ status }: Result): string => (status === 'inactive' || status === 'absent' ? 'ineligible' : status);
  return kind(a) !== kind(b);
}
