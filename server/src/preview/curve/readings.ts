/** Why: a sentence of a policy may be read in two ways; which other readings bear on a curve, what they are called, and the program read so. */
import { readAs as changed, type Reading, readings } from '../../core/curve/index';
import type { Program } from '../../core/program/program';
import { phrasebook } from '../../features/wording';
import type { Spot } from '../../previewProtocol';
import { type Choice, clausesReading } from './paths';

const say = phrasebook({
  marginal: { en: 'Line {line}: each slice at its own rate, instead of the whole at one', zh: '第 {line} 行：分段累进，而不是全额按一档' },
  whole: { en: 'Line {line}: the whole at one rate, instead of each slice at its own', zh: '第 {line} 行：全额按一档，而不是分段累进' },
  select: { en: 'Line {line}: {to}, instead of {from}', zh: '第 {line} 行：{to}，而不是{from}' },
  choose: { en: '“{name}” (line {line}): {to}, instead of {from}', zh: '“{name}”（第 {line} 行）：{to}，而不是{from}' },
  highest: { en: 'the highest', zh: '取最高' },
  lowest: { en: 'the lowest', zh: '取最低' },
  sum: { en: 'the sum', zh: '相加' },
  first: { en: 'the first', zh: '取第一个' },
  none: { en: 'nothing said', zh: '未作规定' },
});

export interface NamedReading {
  readonly id: string;
  readonly label: string;
}

/** So many are offered. */
const MOST = 12;

const known = new WeakMap<Program, { readonly all: readonly Reading[]; readonly programs: Map<string, Program | undefined> }>();

function of(program: Program) {
  let found = known.get(program);
  if (!found) {
    found = { all: readings(program), programs: new Map() };
    known.set(program, found);
  }
  return found;
}

/** The program in another reading: the same one each time, by which curves are kept. */
export function readAs(program: Program, id: string): Program | undefined {
  const { programs } = of(program);
  if (!programs.has(id)) programs.set(id, changed(program, id));
  return programs.get(id);
}

/**
 * Those that may change what is paid along a fact.
 * @param clause only what bears on it; undefined: on the total
 * @param chosen are among them whatever they bear on
 */
export function readingsOf(
  program: Program,
  choice: Choice | undefined,
  clause: string | undefined,
  chosen: readonly string[],
  language: 'en' | 'zh',
  spotOf: (place: Reading['place']) => Spot,
): readonly NamedReading[] {
  const along = new Set(choice?.clauses);
  const bears = ({ owner }: Reading): boolean => {
    const paying = payingOf(program, owner);
    return paying.some((name) => along.has(name)) && (clause === undefined || paying.includes(clause));
  };
  const all = of(program).all;
  const first = all.filter(({ id }) => chosen.includes(id));
  const others = all.filter((one) => !first.includes(one) && bears(one)).slice(0, Math.max(0, MOST - first.length));
  const shown = new Set([...first, ...others]);
  return all.filter((one) => shown.has(one)).map((one) => ({ id: one.id, label: labelOf(one, program, language, spotOf) }));
}

/** Clauses that pay otherwise where it is read otherwise. */
function payingOf(program: Program, { kind, name }: Reading['owner']): readonly string[] {
  switch (kind) {
    case 'clause':
      return [name, ...clausesReading(program, name)];
    case 'let':
      return clausesReading(program, name);
    case 'group':
      return program.groups.find((group) => group.name === name)?.members ?? [];
    default:
      return kind satisfies never;
  }
}

function labelOf(reading: Reading, program: Program, language: 'en' | 'zh', spotOf: (place: Reading['place']) => Spot): string {
  const line = String(spotOf(reading.place).line + 1);
  if (reading.to === 'marginal' || reading.to === 'whole') return say(reading.to, language, { line });
  const way = (one: Reading['from']): string => (one === 'marginal' || one === 'whole' ? '' : say(one, language));
  const data = { line, from: way(reading.from), to: way(reading.to) };
  if (reading.kind !== 'choose') return say('select', language, data);
  const group = program.groups.find(({ name }) => name === reading.owner.name);
  return say('choose', language, { ...data, name: group?.title ?? reading.owner.name });
}
