/** Why: 5000000元 and 500万元 are one amount; the author writes the one that the document has. Exact, or not offered. */
import { Exact } from '../../core/exact';
import { unitOf } from '../../core/lint/literal';
import type { Expr } from '../../core/syntax/tree';
import { phrasebook } from '../wording';
import { type AskedItem, editsOf, itemAction, kinds, type Offer } from './action';
import { pathTo } from './nodes';

type NumberNode = Extract<Expr, { kind: 'number' }>;

const say = phrasebook({ write: { en: 'Write {text}', zh: '写成 {text}' } });

/** Units that are written for one another, each with its like. */
const families: readonly (readonly string[])[] = [
  ['元', '万元', '亿元'],
  ['天', '周'],
  ['days', 'weeks'],
  ['个月', '年'],
  ['months', 'years'],
  ['平方米', '亩', '公顷', '平方公里'],
  ['m2', 'ha', 'km2'],
  ['kWh', 'MWh'],
  ['kW', 'MW'],
  ['千瓦', '兆瓦'],
  ['kg', 't'],
  ['公斤', '吨'],
  ['m', 'km'],
  ['米', '公里'],
];
const multipliers = [
  ['', 0],
  ['万', 4],
  ['亿', 8],
] as const;

const tenTo = (power: number): Exact => Exact.of(`1${'0'.repeat(power)}`);

/** Short enough to be read: at most 12 digits before the point and four behind it. */
function readable(value: Exact): string | undefined {
  if (!value.isFinite) return undefined;
  const text = value.toString();
  return /^\d{1,12}(\.\d{1,4})?$/.test(text) && !value.isZero ? text : undefined;
}

/** Is it shorter, or without decimals and no longer? `0.005 MW` for `5 kW` nobody wants. */
function isPlainer(text: string, now: string): boolean {
  return text.length < now.length || (text.length === now.length && !text.includes('.'));
}

function otherForms(node: NumberNode, unit: string, asked: AskedItem): string[] {
  const { program } = asked.analysis;
  const factor = unit === '' ? Exact.one : unitOf(unit, program)?.factor;
  if (!factor) return [];
  const { text } = asked.item;
  const value = Exact.of(node.digits).times(tenTo(node.power)).times(factor);
  const space = node.unit ? (/^[\d_.\s]*?(\s*)[^\d_.\s]/.exec(text.slice(node.start, node.end))?.[1] ?? '') : '';
  const forms: string[] = [];
  for (const other of families.find((family) => family.includes(unit)) ?? []) {
    const scale = unitOf(other, program)?.factor;
    const digits = scale && readable(value.div(scale));
    if (digits) forms.push(`${digits}${space}${other}`);
  }
  // A unit without larger ones is counted in 万 and 亿, where the number is or a Chinese unit asks for it.
  if (forms.length === 0 && (node.power > 0 || /\p{Script=Han}/u.test(unit))) {
    for (const [word, power] of multipliers) {
      const digits = readable(Exact.of(node.digits).times(tenTo(node.power)).div(tenTo(power)));
      if (digits) forms.push(`${digits}${word}${/^[A-Za-z]/.test(unit) ? ' ' : ''}${unit}`);
    }
  }
  return forms;
}

function units(asked: AskedItem): Offer[] {
  const { item, start, end } = asked;
  const node = pathTo(item.node, start, end).findLast(({ node }) => node.kind === 'number' && 'digits' in node)?.node as unknown as
    | NumberNode
    | undefined;
  if (!node || node.percent || !/^\d+(\.\d+)?$/.test(node.digits)) return [];
  const unit = node.unit?.numerator;
  const stop = unit?.end ?? node.end;
  const now = item.text.slice(node.start, stop);
  return otherForms(node, unit?.name ?? '', asked)
    .filter((text) => text !== now.replaceAll('_', '') && isPlainer(text, now))
    .map((text) => ({
      id: `unit ${text}`,
      title: say('write', asked.language, { text: text + item.text.slice(stop, node.end) }),
      kind: kinds.rewrite,
      edits: editsOf(asked, [{ start: node.start, end: stop, text }]),
    }));
}

export const unitsAction = itemAction(kinds.rewrite, units);
