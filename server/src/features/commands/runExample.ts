/** Why: `clausewright.runExample`: how an example came out, in one sentence that names what is not as it was expected. */

import type { ExampleResult } from '../../core/evaluate/incremental';
import type { ExpectationResult } from '../../core/evaluate/index';
import { oneLine } from '../../explain/oneLine';
import { printable } from '../../explain/width';
import { type ExampleReport, serverCommands } from '../../protocol';
import type { OpenFile, Session } from '../../session';
import { summaryOf } from '../examples';
import { actualOf } from '../expectations';
import { phrasebook } from '../wording';
import { exampleMeant, type ServerCommand } from './command';

const say = phrasebook({
  met: { en: '“{title}”: all {count} expectations are met; total: {total}.', zh: '“{title}”：{count} 项应得全部符合；总计：{total}。' },
  'one-met': { en: '“{title}”: its one expectation is met; total: {total}.', zh: '“{title}”：1 项应得符合；总计：{total}。' },
  failed: {
    en: '“{title}”: {failed} of {count} expectations are not met: {which}.',
    zh: '“{title}”：{count} 项应得中有 {failed} 项不符：{which}。',
  },
  'one-failed': {
    en: '“{title}”: {failed} of {count} expectations is not met: {which}.',
    zh: '“{title}”：{count} 项应得中有 {failed} 项不符：{which}。',
  },
  'only-failed': { en: '“{title}”: its one expectation is not met: {which}.', zh: '“{title}”：1 项应得不符：{which}。' },
  nothing: { en: '“{title}” expects nothing; total: {total}.', zh: '“{title}”没有写应得；总计：{total}。' },
  actual: { en: '{said}, but it is {actual}', zh: '{said}，实际为 {actual}' },
  'no-ceiling': { en: '{said}, but it is {actual}, and no ceiling', zh: '{said}，实际为 {actual}，且不是上限' },
  unread: { en: '{said} cannot be checked, since the file has an error there', zh: '{said} 因文件有错误而无法核对' },
  separator: { en: '; ', zh: '；' },
});

export function reportOf(session: Session, file: OpenFile, result: ExampleResult): ExampleReport {
  const { language } = session;
  const summary = summaryOf(session, file, result);
  const which = result.expectations.filter(({ passed }) => !passed).map((each) => failureOf(session, file, result, each));
  const name =
    summary.expectations === 0
      ? 'nothing'
      : summary.failed > 0
        ? summary.expectations === 1
          ? 'only-failed'
          : summary.failed === 1
            ? 'one-failed'
            : 'failed'
        : summary.expectations === 1
          ? 'one-met'
          : 'met';
  const message = say(name, language, {
    title: printable(summary.title),
    total: summary.total,
    count: String(summary.expectations),
    failed: String(summary.failed),
    which: which.join(say('separator', language)),
  });
  return { ...summary, message };
}

function failureOf(session: Session, { analysis }: OpenFile, result: ExampleResult, each: ExpectationResult): string {
  const { language } = session;
  const range = analysis.range(each.expectation.place);
  const said = printable(oneLine(analysis.text.slice(range.start, range.end)));
  if (each.failure === 'broken' || each.status === 'broken') return say('unread', language, { said });
  const actual = actualOf(each.expectation.target, result, analysis, { language, currency: analysis.program.currency });
  return say(each.failure === 'not-ceiling' ? 'no-ceiling' : 'actual', language, { said, actual });
}

/** Without a title: the selected example. Null in a file without examples. Tells the author too, unless the client shows results itself. */
export const runExample: ServerCommand = {
  name: serverCommands.runExample,
  run(session, file, title) {
    const result = exampleMeant(session, file, title);
    if (!result) return null;
    const report = reportOf(session, file, result);
    if (!session.options.clientCommands) session.tell(report.message, report.failed > 0 ? 'warning' : 'information');
    return report;
  },
};
