/** Two rows match the same value. Source: rows of a table must not overlap; slices of a `marginal` would count twice. */
import type { Problem } from '../../finding';
import type { Expression, Interval } from '../../program/program';
import { languageOf } from '../literal';
import { phrase, source } from '../phrase';
import { pointOf, rangeOf } from '../ranges';
import type { Language, Rule } from '../rule';
import { related, rowPlace, type TableAnalysis } from '../tables';
import { texts, witnessEn, witnessZh } from '../wording';

const where = (language: Language) => (data: Problem['data']) => phrase(texts(data, 'where'), language);
const en = where('en');
const zh = where('zh');

function check(analysis: TableAnalysis): readonly Problem[] {
  return analysis.overlaps.map(({ row, earlier, where, set }) => ({
    name: 'row-overlap',
    place: rowPlace(analysis, row),
    data: { code: analysis.table.op === 'marginal' ? 'marginal' : set ? 'set' : 'rows', where: where.words },
    related: related(analysis, earlier),
    fixes: earlier.length === 1 ? fixesOf(analysis, row, earlier[0] ?? 0) : [],
  }));
}

type Fixes = NonNullable<Problem['fixes']>;

function fixesOf(analysis: TableAnalysis, row: number, earlier: number): Fixes {
  const shared = sharedPoint(analysis, row, earlier);
  return shared.length > 0 ? shared : narrowed(analysis, row, earlier);
}

/** The interval that is all that a row of one subject says; with its row if it is a slice. */
function intervalOf({ table }: TableAnalysis, n: number): Interval | undefined {
  if (table.op === 'marginal') return table.rows[n]?.interval;
  const [pattern, ...more] = (table.subjects.length === 1 && table.rows[n]?.columns[0]) || [];
  return pattern?.kind === 'interval' && more.length === 0 ? pattern.interval : undefined;
}

/** Two intervals that have more than a point in common: the later row gives way where the earlier one ends or begins. */
function narrowed(analysis: TableAnalysis, row: number, earlier: number): Fixes {
  const { setting } = analysis;
  const [own, other] = [intervalOf(analysis, row), intervalOf(analysis, earlier)];
  if (!own || !other) return [];
  const at = (end: Interval['lower']) => end && pointOf(rangeOf(end.value, setting.reader));
  const [lower, upper, from, to] = [at(own.lower), at(own.upper), at(other.lower), at(other.upper)];
  const known = (['lower', 'upper'] as const).every(
    (end) => (own[end] === undefined) === ((end === 'lower' ? lower : upper) === undefined),
  );
  if (!known) return [];
  // What is left of it lies above the earlier row, or below.
  if (to && (!upper || upper.gt(to)) && (!from || lower?.gte(from))) return [end(own, other, 'lower')];
  if (from && (!lower || lower.lt(from)) && (!to || upper?.lte(to))) return [end(own, other, 'upper')];
  return [];
}

/** The end of an interval written anew, so that it meets the other one's opposite end. */
function end(own: Interval, other: Interval, which: 'lower' | 'upper'): Fixes[number] {
  const { place } = own;
  const { text } = place.item;
  const meets = which === 'lower' ? other.upper : other.lower;
  const at = meets?.value.place ?? place;
  const word = which === 'lower' ? (meets?.inclusive ? '@over' : '@from') : meets?.inclusive ? '@below' : own.lower ? '@to' : '@most';
  const written = `${source([word], languageOf(place))} ${text.slice(at.start, at.end)}`;
  const { lower, upper } = own;
  // A lower end that the text does not write (of a first slice) has the whole interval's place, or none.
  const isWritten = (e: Interval['lower']) => e !== undefined && e.value.place.start > place.start;
  const parts = { lower: isWritten(lower) ? lower : undefined, upper: isWritten(upper) ? upper : undefined };
  const data = { text: written };
  if (which === 'lower') {
    const stop = parts.lower?.value.place.end ?? place.start;
    return { title: 'here', data, edits: [{ place: { ...place, end: stop }, text: parts.lower ? written : `${written} ` }] };
  }
  const start = parts.lower?.value.place.end ?? place.start;
  return { title: 'here', data, edits: [{ place: { ...place, start }, text: `${parts.lower ? ' ' : ''}${written}` }] };
}

/** Two neighbouring intervals that both include the point between them: either row can leave it to the other. */
function sharedPoint(analysis: TableAnalysis, row: number, earlier: number): Fixes {
  const { table, setting } = analysis;
  if (table.op !== 'table' || table.subjects.length !== 1) return [];
  const only = (n: number) => {
    const [pattern, ...more] = table.rows[n]?.columns[0] ?? [];
    return pattern?.kind === 'interval' && more.length === 0 ? pattern.interval : undefined;
  };
  const [own, other] = [only(row), only(earlier)];
  if (!own || !other) return [];
  const meet = (below: Interval, above: Interval): boolean => {
    if (!below.upper?.inclusive || !above.lower?.inclusive) return false;
    const at = (e: Expression) => pointOf(rangeOf(e, setting.reader));
    const [end, begin] = [at(below.upper.value), at(above.lower.value)];
    return end !== undefined && begin !== undefined && end.equals(begin);
  };
  if (meet(other, own)) return [leave('here', own, 'lower'), leave('there', other, 'upper')];
  return meet(own, other) ? [leave('here', own, 'upper'), leave('there', other, 'lower')] : [];
}

/** Writes `over` or `below` before an end of an interval. */
function leave(title: 'here' | 'there', interval: Interval, which: 'lower' | 'upper'): Fixes[number] {
  const { place } = interval;
  const end = interval[which]?.value.place ?? place;
  const from = which === 'upper' && interval.lower ? interval.lower.value.place.end : place.start;
  const { text } = place.item;
  const blanks = /^\s*/.exec(text.slice(from, end.start))?.[0].length ?? 0;
  const word = source([which === 'lower' ? '@over' : '@below'], languageOf(place));
  return {
    title,
    data: { text: `${word} ${text.slice(end.start, end.end)}` },
    edits: [{ place: { ...place, start: from + blanks, end: end.start }, text: `${word} ` }],
  };
}

export const rowOverlap: Rule = {
  name: 'row-overlap',
  group: 'tables',
  severity: 'error',
  en: {
    messages: {
      rows: (d) =>
        `This row and an earlier one both match ${en(d)}, so the table cannot say which value counts; let one row end where the other begins (to 10%, over 10%).`,
      set: (d) => `Who has ${en(d)} matches this row and an earlier one; choose with highest { … when … has … } or first { … } instead.`,
      witness: (d) =>
        `This row and an earlier one both match ${witnessEn(d)}, so the table cannot say which value counts; narrow one of them.`,
      marginal: (d) => `This slice and an earlier one both hold ${en(d)}, which counts twice; let one slice end where the other begins.`,
    },
    fixes: { here: 'Write “{text}” in this row', there: 'Write “{text}” in the earlier row' },
  },
  zh: {
    messages: {
      rows: (d) => `这一行和前面的一行都匹配 ${zh(d)}，表无法决定用哪个值；请让一行的终点就是另一行的起点（至10%，超过10%）。`,
      set: (d) => `同时有 ${zh(d)} 的既匹配这一行，也匹配前面的一行；请改用“从高 { … 条件 … 含 … }”或“从先 { … }”。`,
      witness: (d) => `这一行和前面的一行都匹配 ${witnessZh(d)}，表无法决定用哪个值；请收窄其中一行。`,
      marginal: (d) => `这一档和前面的一档都包含 ${zh(d)}，这部分会计算两次；请让一档的终点就是另一档的起点。`,
    },
    fixes: { here: '这一行改为“{text}”', there: '前面那一行改为“{text}”' },
  },
  table: check,
};
