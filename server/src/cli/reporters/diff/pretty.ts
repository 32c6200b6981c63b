/** Why: a difference for a person at a terminal: the answer, a table of who gets more or less, then the details. */
import { renderMessage } from '../../../core/lint/render';
import { type LineText, listed, type RowText, type WitnessText } from '../../../explain/difference/index';
import { printable } from '../../../explain/width';
import { answerLine, answerWeight } from '../../diff/answer';
import { POPULATION_HEAD, type PopulationText, populationText } from '../../diff/populationText';
import type { DiffResult, Policy, PolicyDifference } from '../../diff/result';
import { HEAD, say } from '../../diff/words';
import type { Context } from '../../io';
import { told } from '../../session';
import { fitting } from '../../text/fold';
import { tableLines } from './table';

/** `clausewright lint` tells all of them. */
const MOST_ERRORS = 3;

export function diffPretty(result: DiffResult, context: Context): string {
  const { colours, language } = context;
  const paint = { same: colours.green, open: colours.yellow, different: colours.bold }[answerWeight(result)];
  const lines = [
    paint(printable(answerLine(result, language))),
    colours.dim(`${printable(result.a.shown)} → ${printable(result.b.shown)}`),
  ];
  for (const { policy, clauses } of result.added) lines.push(say.added(language, told(policy.file.shown), clauses));
  for (const { policy, clauses } of result.removed) lines.push(say.removed(language, told(policy.file.shown), clauses));
  if (result.unchanged > 0) lines.push(say.unchanged(language, result.unchanged));
  for (const policy of result.policies) lines.push('', ...policyLines(policy, result.policies.length > 1, context));
  if (result.population) lines.push('', ...populationLines(result.population, context));
  // A line that begins so would be a command to a build's log.
  return `${fitting(lines.join('\n'), context.io.columns).replace(/^(\s*)::/gm, '$1: :')}\n`;
}

function policyLines({ a, b, difference, text }: PolicyDifference, several: boolean, context: Context): string[] {
  const { colours, language } = context;
  const head = HEAD[language];
  const lines: string[] = [];
  if (several) {
    const name = a.file.path === b.file.path ? told(b.file.shown) : `${told(a.file.shown)} → ${told(b.file.shown)}`;
    lines.push(colours.bold(name), printable(text.answer));
  }
  for (const note of text.notes) lines.push(colours.yellow(printable(note)));
  for (const note of difference.notes) if (note.kind === 'unread') lines.push(...errorLines(note.side === 'a' ? a : b, context));
  if (lines.length > 0) lines.push('');
  lines.push(...table(text.rows, context));
  const section = (title: string, all: readonly string[]): void => {
    if (all.length > 0) lines.push('', colours.bold(title), ...all);
  };
  const one = (line: LineText): string[] => {
    const at = line.at.b ? b.session.where(line.at.b) : line.at.a ? a.session.where(line.at.a) : undefined;
    const where = at === undefined ? '' : colours.dim(`  ${at}`);
    return [`  ${printable(line.text)}${where}`, ...(line.witness ? witness(line.witness, '    ', context) : [])];
  };
  section(head.structure, text.structure.flatMap(one));
  section(head.dates, text.dates.flatMap(one));
  section(head.facts, text.facts.flatMap(one));
  section(head.admission, text.admission.flatMap(one));
  section(
    head.witnesses,
    text.rows.flatMap((row) =>
      row.witnesses.length === 0 ? [] : [`  ${printable(row.name)}`, ...row.witnesses.flatMap((each) => witness(each, '    ', context))],
    ),
  );
  const examples = text.examples.flatMap((e) => [
    `  ${printable(e.title)}${head.colon}${movement(e.before, e.after, e.difference, context)}${e.remarks.length > 0 ? colours.dim(`  ${printable(e.remarks.join('; '))}`) : ''}`,
    ...e.clauses.map((c) => `    ${printable(c.name)}${head.colon}${movement(c.before, c.after, c.difference, context)}`),
  ]);
  section(head.examples, [
    ...examples,
    ...(examples.length > 0 && text.sameExamples > 0 ? [`  ${say.sameExamples(language, text.sameExamples)}`] : []),
  ]);
  return lines;
}

/** The first errors of a version that cannot be read whole. */
function errorLines({ analysis, session }: Policy, { colours, language }: Context): string[] {
  const all = session.errors(analysis).flatMap(({ findings }) => findings);
  return all
    .slice(0, MOST_ERRORS)
    .map((one) => `  ${colours.dim(`${session.where(one.range)}:`)} ${printable(renderMessage(one, language))}`);
}

/** `¥0 → ¥50 (+¥50)` */
function movement(before: string, after: string, difference: string | undefined, { language }: Context): string {
  const change = difference === undefined ? '' : language === 'zh' ? `（${difference}）` : ` (${difference})`;
  return printable(`${before || '–'} → ${after || '–'}${change}`);
}

function witness(w: WitnessText, indent: string, context: Context): string[] {
  const { colours, language } = context;
  const remark = w.remark === undefined ? '' : colours.dim(language === 'zh' ? `；${w.remark}` : `; ${w.remark}`);
  const facts = w.facts.length === 0 ? [] : [`${indent}  ${colours.dim(printable(listed(w.facts, language)))}`];
  return [`${indent}${w.label}${HEAD[language].colon}${movement(w.before, w.after, w.difference, context)}${remark}`, ...facts];
}

function table(rows: readonly RowText[], context: Context): string[] {
  const { colours, language } = context;
  const head = HEAD[language];
  const shown = rows.filter((row) => row.verdict !== 'same' || row.remarks.length > 0 || row.kind === 'total');
  const hidden = rows.length - shown.length;
  const plain = (text: string): string => text;
  const lines = shown.map((row) => ({
    cells: [named(row), row.word, row.gain ?? '', row.loss ?? ''],
    paints: [row.kind === 'total' ? colours.bold : plain, colour(row, context), plain, plain],
    remarks: row.remarks.map(printable),
    apart: row.kind === 'total' && shown.length > 1,
  }));
  const columns = [{ head: head.item }, { head: head.verdict, bare: true }, { head: head.gain }, { head: head.loss }];
  return [...tableLines(columns, lines, context), ...(hidden > 0 ? [colours.dim(say.sameRows(language, hidden))] : [])];
}

const named = ({ name, title }: { readonly name: string; readonly title: string }): string =>
  printable(title === '' ? name : `${name}  ${title}`);

function colour({ verdict }: RowText, { colours }: Context): (text: string) => string {
  switch (verdict) {
    case 'same':
      return colours.dim;
    case 'never-less':
      return colours.green;
    case 'never-more':
      return colours.red;
    case 'some-more-some-less':
    case 'other-outcome':
    case 'not-decided':
      return colours.yellow;
    default:
      return verdict satisfies never;
  }
}

function populationLines(population: NonNullable<DiffResult['population']>, context: Context): string[] {
  const { colours, language } = context;
  const head = POPULATION_HEAD[language];
  const text = populationText(population, language);
  if (typeof text === 'string') return [`${colours.red(context.m.error)}: ${printable(text)}`];
  const file = 'result' in population.answer ? population.answer.result.file : '';
  const heads = [head.before, head.after, head.difference, head.paid, head.gains, head.losses];
  const columns = [{ head: HEAD[language].item }, ...heads.map((each) => ({ head: each, right: true }))];
  const rows = text.rows.map((r) => ({ cells: [named(r), r.before, r.after, r.difference, r.paid, r.gains, r.losses] }));
  return [
    colours.bold(`${head.title} ${told(file)}`),
    printable(text.answer),
    '',
    ...tableLines(columns, rows, context),
    ...(text.sameRows > 0 ? [colours.dim(say.sameApplicants(language, text.sameRows))] : []),
    ...(text.by ? ['', ...groupLines(text.by, context)] : []),
    ...(text.largest.length > 0 ? ['', colours.bold(head.largest)] : []),
    ...text.largest.map((l) => `  ${printable(l.who)}${HEAD[language].colon}${movement(l.before, l.after, l.difference, context)}`),
    ...(text.shares.length > 0 ? ['', colours.bold(head.shares)] : []),
    ...text.shares.map((line) => `  ${printable(line)}`),
    ...(text.remarks.length > 0 ? [''] : []),
    ...text.remarks.map((remark) => `  ${printable(remark)}`),
    ...(text.bad.length > 0 ? ['', colours.bold(head.bad)] : []),
    ...text.bad.map((each) => `  ${printable(each)}`),
  ];
}

function groupLines({ column, rows }: NonNullable<PopulationText['by']>, context: Context): string[] {
  const head = POPULATION_HEAD[context.language];
  const heads = [head.applicants, head.before, head.after, head.difference, head.average, head.gains, head.losses];
  const columns = [{ head: printable(column) }, ...heads.map((each) => ({ head: each, right: true }))];
  const cells = rows.map((r) => ({
    cells: [printable(r.name), r.applicants, r.before, r.after, r.difference, r.average, r.gains, r.losses],
  }));
  return tableLines(columns, cells, context);
}
