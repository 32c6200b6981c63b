/** Why: `clausewright eval` computes what one applicant gets, clause by clause, with the reasons. */
import { evaluate as compute } from '../../core/evaluate/index';
import { Display, isoDate } from '../../explain/display';
import { chooseApplicant, exampleOf } from '../applicant';
import { type AwardContext, awardRows, totalNotes, totalText } from '../award';
import { type Command, type Parsed, text } from '../command';
import { type Context, EXIT } from '../io';
import { awardJson } from '../reporters/awardJson';
import { awardTable, totalsTable } from '../reporters/awardTable';
import { Session, told } from '../session';

/** The total of every example; true where one is in error. */
function overview(award: AwardContext, parsed: Parsed, context: Context): boolean {
  const { analysis, display, m } = award;
  const results = analysis.program.examples.map((example) => {
    const chosen = exampleOf(analysis.program, example, parsed, context);
    return { chosen, evaluation: compute(analysis.program, chosen.applicant) };
  });
  if (text(parsed, 'format') === 'json') {
    const file = award.session.shown(analysis.uri);
    context.io.out(
      `${JSON.stringify(
        results.map(({ chosen, evaluation }) => awardJson(file, chosen, evaluation, award)),
        null,
        2,
      )}\n`,
    );
  } else {
    const rows = results.map(({ chosen, evaluation }) => ({
      name: chosen.name,
      total: totalText(evaluation, analysis.program, display, m.conflict),
      notes: totalNotes(evaluation, m),
    }));
    context.io.out(totalsTable(rows, context));
  }
  return results.some(({ evaluation }) => evaluation.total.status === 'error');
}

export const evaluate: Command = {
  name: 'eval',
  usage: 'FILE [--example NAME | --facts FILE.json]',
  summary: { en: 'compute what an applicant gets', zh: '计算申请人应得' },
  details: {
    en: `The applicant is an example of the file, or the facts of a JSON file (docs/facts-json.md; - reads standard input). With neither, the
total of every example is shown. Exits 1 if the file has errors or the total is in error, 2 if the applicant cannot be read.`,
    zh: `申请人取自文件中的示例，或取自 JSON 要素文件（见 docs/facts-json.md；- 表示标准输入）；都不给时列出各示例的总计。文件有错误或总计出错时退出码为 1，
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
    const display = new Display(language, program);
    const award = { analysis, session, display, m };
    const errors = session.errors(analysis);
    const warn = () => {
      for (const { uri, findings } of errors) io.err(`${colours.yellow(m.fileHasErrors(told(session.shown(uri)), findings.length))}\n`);
    };
    if (text(parsed, 'example') === undefined && text(parsed, 'facts') === undefined && program.examples.length > 0) {
      warn();
      return overview(award, parsed, context) || errors.length > 0 ? EXIT.found : EXIT.fine;
    }
    const chosen = chooseApplicant(program, parsed, context);
    const evaluation = compute(program, chosen.applicant);
    warn();
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
    return errors.length > 0 || evaluation.total.status === 'error' ? EXIT.found : EXIT.fine;
  },
};
