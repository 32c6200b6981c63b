/** Two rows match the same value. Source: rows of a table must not overlap; slices of a `marginal` would count twice. */
import type { Problem } from '../../finding';
import { phrase } from '../phrase';
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
  }));
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
  },
  zh: {
    messages: {
      rows: (d) => `这一行和前面的一行都匹配 ${zh(d)}，表无法决定用哪个值；请让一行的终点就是另一行的起点（至10%，超过10%）。`,
      set: (d) => `同时有 ${zh(d)} 的既匹配这一行，也匹配前面的一行；请改用“从高 { … 条件 … 含 … }”或“从先 { … }”。`,
      marginal: (d) => `这一档和前面的一档都包含 ${zh(d)}，这部分会计算两次；请让一档的终点就是另一档的起点。`,
    },
  },
  table: check,
};
