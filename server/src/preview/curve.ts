/** Why: the award curve as the panel draws it: where its lines, marks and ticks stand, and what they say. */
import type { Curve as Exactly } from '../core/curve/index';
import { displayConstant } from '../core/evaluate/display';
import type { Applicant, Value } from '../core/evaluate/values';
import { Exact } from '../core/exact';
import type { Program } from '../core/program/program';
import type { Showing } from '../features/amounts';
import { showAmount } from '../features/amounts';
import { phrasebook } from '../features/wording';
import type { Curve, CurveAsked } from '../previewProtocol';
import type { Previewed } from './context';
import { type Along, along, partAt } from './curve/along';
import { named, scaleOf, ticksOf, unitOf } from './curve/axis';
import { amountOf, amountText, linesOf, reachOf } from './curve/lines';
import { marksOf, type Placed } from './curve/marks';
import type { Choice } from './curve/paths';
import { type NamedReading, readingsOf } from './curve/readings';
import { valueAlong, withFact } from './curve/values';

const say = phrasebook({
  total: { en: 'Total', zh: '总计' },
  written: { en: 'As written', zh: '现行文字' },
  here: { en: '{x}: {amount}', zh: '{x}：{amount}' },
  'no-number': {
    en: 'No number that is given here changes an award: add an item to a list, or write a clause that reads a number.',
    zh: '目前没有会改变支持金额的数值要素：请在清单中添加一项，或写一个会用到数值的条款。',
  },
  'no-curve': {
    en: 'The amount cannot be followed along {label}. See the findings of the policy.',
    zh: '无法随“{label}”计算支持金额，请查看政策的检查结果。',
  },
  many: {
    en: 'There are more breakpoints than can be shown; from {x} on none are listed. Zoom in to see them.',
    zh: '转折点太多，{x}以后的未列出。请放大查看。',
  },
  small: {
    en: 'From {from} to {to} the amount goes in many small steps, through rounding; zoom in to see each.',
    zh: '{from}至{to}之间，金额因取整按许多小台阶变化；放大后可见每一级。',
  },
  'small-of': {
    en: 'From {from} to {to} the amount goes in many small steps of {height}, through rounding; zoom in to see each.',
    zh: '{from}至{to}之间，金额因取整按每级{height}的许多小台阶变化；放大后可见每一级。',
  },
  clauses: {
    en: 'Some breakpoints may be missing: {names} cannot be followed exactly.',
    zh: '可能缺少部分转折点：无法精确追踪 {names}。',
  },
  facts: {
    en: 'Where the amount is not known since other facts are not given, single points at which it is may be missing.',
    zh: '因其他要素尚未填写而金额未知的范围内，个别可知的点可能未列出。',
  },
  unsettled: {
    en: 'Where the policy gives an error or a conflict, single points at which the amount is known may be missing.',
    zh: '政策出错或有冲突的范围内，个别金额可知的点可能未列出。',
  },
  differs: {
    en: 'Near {x} the curve may be wrong: two ways of computing it disagree. Please report this.',
    zh: '{x}附近的曲线可能有误：两种算法结果不一致。请向我们报告。',
  },
});

export function curveOf({ program, applicant, evaluation, language, spotOf }: Previewed, asked: CurveAsked): Curve {
  const showing: Showing = { language, currency: program.currency, units: program.units };
  const found = along(program, applicant, asked);
  const { choice, curve, of } = found;
  const clause = of.kind === 'clause' ? of.name : undefined;
  const readings = readingsOf(program, choice, clause, asked.readings, language, spotOf);
  const head = {
    ...(choice && { path: choice.path }),
    ...(clause !== undefined && { clause }),
    paths: found.choices.map(({ path, label }) => ({ path, label })),
    clauses: clausesOf(program, choice, clause),
    readings: readings.map(({ id, label }) => ({ id, label, chosen: asked.readings.includes(id) })),
  };
  if (!choice) return { ...head, message: say('no-number', language) };
  if (!curve) return { ...head, message: say('no-curve', language, { label: choice.label }) };
  const { marks, ...drawn } = drawnOf({ found, curve, choice, program, applicant, showing, readings });
  const amount: Value | undefined = clause === undefined ? evaluation.total.value : evaluation.clauses.get(clause)?.amount;
  const currency = currencyOf(program, clause);
  const now = valueAlong(program, applicant, choice.fact);
  const left = [smallSteps(curve, showing, choice, currency), leftOpen(curve, showing, choice)].filter((one) => one !== '').join(' ');
  return {
    ...head,
    plot: {
      ...drawn,
      marks: marks.map(({ mark, place }) => ({ ...mark, ...(place && { spot: spotOf(place) }) })),
      ...(now && { here: hereOf(now, amount, { curve, choice, program, showing }, currency) }),
      zoomed: found.zoomed,
    },
    ...(left !== '' && { message: left }),
  };
}

function currencyOf(program: Program, clause: string | undefined): string | undefined {
  return clause === undefined ? program.currency : program.clauses.get(clause)?.currency;
}

function clausesOf(program: Program, choice: Choice | undefined, chosen: string | undefined): Curve['clauses'] {
  const names = new Set(choice?.clauses);
  if (chosen !== undefined) names.add(chosen);
  return [...names].map((name) => ({ name, title: program.clauses.get(name)?.title ?? name }));
}

function show(x: Exact, { type }: Choice, showing: Showing): string {
  const { currency, ...others } = showing;
  return displayConstant({ kind: 'number', value: x }, type, currency === undefined ? others : { ...others, currency });
}

function hereOf(
  now: Exact,
  amount: Value | undefined,
  { curve, choice, program, showing }: Pick<Drawing, 'curve' | 'choice' | 'program' | 'showing'>,
  currency: string | undefined,
) {
  const y = amountOf(amount);
  return {
    x: now.toNumber(),
    ...(y && { y: y.toNumber() }),
    at: partAt(curve.domain, now),
    text: say('here', showing.language, {
      x: show(now, choice, showing),
      amount: amount ? amountText(amount, program, showing, currency) : '',
    }),
  };
}

/** Of a stretch in which each step is too small to be drawn; of several the first two. */
function smallSteps({ pieces }: Exactly, showing: Showing, choice: Choice, currency: string | undefined): string {
  const { language } = showing;
  return pieces
    .filter(({ shape }) => shape === 'steps')
    .slice(0, 2)
    .map(({ from, to, height }) => {
      const ends = { from: show(from, choice, showing), to: show(to, choice, showing) };
      if (!height) return say('small', language, ends);
      const value: Value = { state: 'known', value: { kind: 'number', value: height } };
      return say('small-of', language, { ...ends, height: showAmount(value, showing, currency) });
    })
    .join(' ');
}

function leftOpen({ leftOpen: reasons, pieces }: Exactly, showing: Showing, choice: Choice): string {
  const { language } = showing;
  // What an error leaves unsettled matters only where the amount is not known.
  const isOpen = pieces.some(({ shape }) => shape === 'open');
  return reasons
    .filter(({ reason }) => isOpen || reason !== 'unsettled')
    .map((one) => {
      switch (one.reason) {
        case 'many':
          return say('many', language, { x: show(one.from, choice, showing) });
        case 'clauses':
          return say('clauses', language, { names: one.clauses.join(language === 'zh' ? '、' : ', ') });
        case 'facts':
        case 'unsettled':
          return say(one.reason, language);
        case 'differs':
          return say('differs', language, { x: show(one.at, choice, showing) });
        default:
          return one satisfies never;
      }
    })
    .join(' ');
}

// ---------------------------------------------------------------------------------------------- what does not change while one drags

interface Drawing {
  readonly found: Along;
  readonly curve: Exactly;
  readonly choice: Choice;
  readonly program: Program;
  readonly applicant: Applicant;
  readonly showing: Showing;
  readonly readings: readonly NamedReading[];
}
type Drawn = Pick<NonNullable<Curve['plot']>, 'x' | 'y' | 'lines'> & { readonly marks: readonly Placed[] };

/** By the curve: the core gives the same one as long as nothing but the fact itself is another. */
const kept = new WeakMap<Exactly, { readonly key: readonly unknown[]; readonly drawn: Drawn }>();

function drawnOf(drawing: Drawing): Drawn {
  const { found, curve, program, showing, choice } = drawing;
  const others = found.others.flatMap((one) => [one.id, nameOf(drawing, one.id), one.curve]);
  const key = [program, showing.language, choice.label, found.of.kind === 'clause' ? found.of.name : '', ...others];
  const before = kept.get(curve);
  if (before && before.key.length === key.length && before.key.every((one, i) => one === key[i])) return before.drawn;
  const drawn = draw(drawing);
  kept.set(curve, { key, drawn });
  return drawn;
}

function nameOf({ readings }: Drawing, id: string): string {
  return readings.find((one) => one.id === id)?.label ?? id;
}

function draw(drawing: Drawing): Drawn {
  const { found, curve, choice, program, applicant, showing } = drawing;
  const { language } = showing;
  const clause = found.of.kind === 'clause' ? found.of.name : undefined;
  const currency = currencyOf(program, clause);
  const shown = (x: Exact): string => show(x, choice, showing);
  const options = { language, ...(currency === undefined ? {} : { currency }), units: program.units };
  const { from, to } = curve.domain;
  const across = scaleOf(from, to, choice.type, options, curve.step);
  const { low, high } = reachOf([curve, ...found.others.map((o) => o.curve)]);
  const money = { kind: 'number', dimension: currency ?? '' } as const;
  const most = Exact.max(low.abs(), high);
  const up = scaleOf(low, high.equals(low) ? Exact.one : high, money, options);
  const step = high.equals(low) ? Exact.one : up.step;
  const unit = unitOf(money, most, options, step);
  const [bottom, top] = [low.roundTo(step, 'down'), high.equals(low) ? step : high.roundTo(step, 'up')];
  return {
    x: {
      from: from.toNumber(),
      to: to.toNumber(),
      label: named(choice.label, across.unit, language),
      ticks: [...ticksOf(from, to, across)],
    },
    y: {
      from: bottom.toNumber(),
      to: top.toNumber(),
      label: named(clause === undefined ? say('total', language) : (program.clauses.get(clause)?.title ?? clause), unit, language),
      ticks: [...ticksOf(bottom, top, { unit, step })],
    },
    lines: [
      { label: say('written', language), ...linesOf(curve, shown, program, showing, currency) },
      ...found.others.map(({ id, curve: other }) => ({
        reading: id,
        label: nameOf(drawing, id),
        ...linesOf(other, shown, program, showing, currency),
      })),
    ],
    marks: marksOf(curve, {
      program,
      showing,
      currency,
      fact: choice.fact,
      show: shown,
      withFact: (x) => withFact(applicant, choice.fact, x),
    }),
  };
}
