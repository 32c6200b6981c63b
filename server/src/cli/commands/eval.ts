/** Why: `clausewright eval` computes what one applicant gets, clause by clause, with the reasons. */
import { evaluate as compute } from '../../core/evaluate/index';
import { chooseApplicant } from '../applicant';
import { awardRows, totalNotes, totalText } from '../award';
import { type Command, text } from '../command';
import { Display, isoDate } from '../display';
import { EXIT } from '../io';
import { awardJson } from '../reporters/awardJson';
import { awardTable } from '../reporters/awardTable';
import { errorsOf, Session } from '../session';

export const evaluate: Command = {
  name: 'eval',
  usage: 'FILE (--example NAME | --facts FILE.json)',
  summary: { en: 'compute what an applicant gets', zh: '计算申请人应得' },
  details: {
    en: `The applicant is an example of the file, or the facts of a JSON file (docs/facts-json.md; - reads standard input). Exits 1 if the file has
errors or the total is in error, 2 if the applicant cannot be read.`,
    zh: `申请人取自文件中的示例，或取自 JSON 要素文件（见 docs/facts-json.md；- 表示标准输入）。文件有错误或总计出错时退出码为 1，
申请人无法读取时为 2。`,
  },
  options: {
    example: { type: 'string', value: 'NAME', help: { en: 'the example of this name', zh: '示例名称' } },
    facts: { type: 'string', value: 'FILE.json', help: { en: "an applicant's facts", zh: '申请人的要素' } },
    on: { type: 'string', value: 'DATE', help: { en: 'judge on this date', zh: '认定日' } },
    format: {
      type: 'string',
      value: 'pretty|json',
      oneOf: ['pretty', 'json'],
      help: { en: 'how to print (pretty)', zh: '输出格式（缺省 pretty）' },
    },
  },
  arity: [1, 1],
  run(context, parsed) {
    const { io, m, language, colours } = context;
    const session = new Session(context);
    const { file, analysis } = session.open(parsed.positionals[0] ?? '');
    const { program } = analysis;
    const chosen = chooseApplicant(program, parsed, context);
    const evaluation = compute(program, chosen.applicant);
    const errors = errorsOf(analysis.findings).length;
    if (errors > 0) io.err(`${colours.yellow(m.fileHasErrors(file.shown, errors))}\n`);
    const display = new Display(language, program);
    const award = { analysis, session, display, m };
    if (text(parsed, 'format') === 'json') {
      io.out(`${JSON.stringify(awardJson(file.shown, chosen, evaluation, award), null, 2)}\n`);
    } else {
      const policy = program.files[program.files.length - 1]?.policy?.title;
      const { asOf } = chosen.applicant;
      const date = asOf === undefined ? m.noDate : `${m.judgedOn} ${isoDate(asOf)}${chosen.assumedDate ? m.assumed : ''}`;
      io.out(`${[policy, chosen.name].filter(Boolean).join(' · ')} · ${date}\n\n`);
      const total = { text: totalText(evaluation, program, display, m.conflict), notes: totalNotes(evaluation, m) };
      io.out(awardTable(awardRows(evaluation, award), total, context));
    }
    return errors > 0 || evaluation.total.status === 'error' ? EXIT.found : EXIT.fine;
  },
};
