/** Two rows match the same value. Source: rows of a table must not overlap; slices of a `marginal` would count twice. */
import type { Problem } from '../../finding';
import type { Expression, Interval } from '../../program/program';
import { languageOf } from '../literal';
import { phrase, source } from '../phrase';
import { pointOf, rangeOf } from '../ranges';
import type { Language, Rule } from '../rule';
import { related, rowPlace, type TableAnalysis } from '../tables';
import { texts } from '../wording';

const where = (language: Language) => (data: Problem['data']) => phrase(texts(data, 'where'), language);
const en = where('en');
const zh = where('zh');

function check(analysis: TableAnalysis): readonly Problem[] {
  return analysis.overlaps.map(({ row, earlier, where, set }) => ({
    name: 'row-overlap',
    place: rowPlace(analysis, row),
    data: { code: analysis.table.op === 'marginal' ? 'marginal' : set ? 'set' : 'rows', where: where.words },
    related: related(analysis, earlier),
    fixes: earlier.length === 1 ? sharedPoint(analysis, row, earlier[0] ?? 0) : [],
  }));
}

type Fixes = NonNullable<Problem['fixes']>;

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
      marginal: (d) => `This slice and an earlier one both hold ${en(d)}, which counts twice; let one slice end where the other begins.`,
    },
    fixes: { here: 'Write “{text}” in this row', there: 'Write “{text}” in the earlier row' },
  },
  zh: {
    messages: {
      rows: (d) => `这一行和前面的一行都匹配 ${zh(d)}，表无法决定用哪个值；请让一行的终点就是另一行的起点（至10%，超过10%）。`,
      set: (d) => `同时有 ${zh(d)} 的既匹配这一行，也匹配前面的一行；请改用“从高 { … 条件 … 含 … }”或“从先 { … }”。`,
      marginal: (d) => `这一档和前面的一档都包含 ${zh(d)}，这部分会计算两次；请让一档的终点就是另一档的起点。`,
    },
    fixes: { here: '这一行改为“{text}”', there: '前面那一行改为“{text}”' },
  },
  table: check,
};
