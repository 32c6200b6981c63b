/** A row that decides nothing: all it matches is matched before it, or cannot occur. */
import type { Problem } from '../../finding';
import type { Rule } from '../rule';
import { related, removal, rowPlace, type TableAnalysis } from '../tables';

function check(analysis: TableAnalysis): readonly Problem[] {
  const rows = analysis.unreachable.map(
    ({ row, reason, earlier }): Problem => ({
      name: 'row-unreachable',
      place: rowPlace(analysis, row),
      data: { code: reason },
      related: related(analysis, earlier),
      fixes: removal(analysis, row),
    }),
  );
  const otherwise = analysis.table.op === 'table' ? analysis.table.otherwise : undefined;
  if (otherwise && analysis.needlessOtherwise) rows.push({ name: 'row-unreachable', place: otherwise.place, data: { code: 'otherwise' } });
  return rows;
}

export const rowUnreachable: Rule = {
  name: 'row-unreachable',
  group: 'tables',
  severity: 'warning',
  en: {
    messages: {
      behind: 'This row never decides: everything it matches is matched by earlier rows. Take it out, or narrow those.',
      outside: 'This row never matches: with the bounds and conditions that hold here, the table’s subject cannot have such a value.',
      otherwise: 'This “otherwise” is never used: the rows above it match every value. Take it out.',
    },
    fixes: { 'remove-row': 'Remove the row' },
  },
  zh: {
    messages: {
      behind: '这一行不起作用：它匹配的内容都已被前面的行匹配。请删除它，或收窄前面的行。',
      outside: '这一行不会匹配：按这里的界限和条件，表的对象不可能取这样的值。',
      otherwise: '这个“其他”不会用到：上面的行已匹配所有的值。请删除。',
    },
    fixes: { 'remove-row': '删除这一行' },
  },
  table: check,
};
