/** Why: what the form's applicant gets, as a page to paste into a mail or a note: what is known of them, the total, each clause with its reason and source. */
import { displayConstant, isoDate } from '../core/evaluate/display';
import type { Applicant } from '../core/evaluate/values';
import type { Constant, Given, Program } from '../core/program/program';
import type { ScalarType } from '../core/program/types';
import { fileName } from '../core/uris';
import { type Showing, showMoney } from '../features/amounts';
import { plainLine } from '../features/markdown';
import { list, phrasebook } from '../features/wording';
import type { MarkdownParams } from '../previewProtocol';
import type { Session } from '../session';
import { followed } from './applicants';
import { clauseRows, totalOf } from './awards';
import { appliedOf, type Previewed, spotsOf } from './context';
import { itemLabel, titleOf } from './naming';
import { readForm } from './readForm';
import { rulesOf } from './rules';
import { shownOf } from './shown';

const say = phrasebook({
  'judged-on': { en: 'Judged on {date}.', zh: '认定日：{date}。' },
  'no-date': { en: 'Judged without a date.', zh: '未给认定日。' },
  applicant: { en: 'Applicant', zh: '申报单位' },
  'not-known': { en: 'Not known: {names}', zh: '尚不清楚：{names}' },
  nothing: { en: 'Nothing is known.', zh: '没有已知情况。' },
  'by-default': { en: '{value} (unless stated otherwise)', zh: '{value}（未另行说明）' },
  'no-items': { en: 'no items', zh: '没有任何一项' },
  paid: { en: 'Paid before for {clause}: {amount} on {date}', zh: '以前为{clause}支付：{date} {amount}' },
  entry: { en: '{name}: {value}', zh: '{name}：{value}' },
  total: { en: 'Total: {total}', zh: '总计：{total}' },
  clauses: { en: 'Clauses', zh: '条款' },
  head: { en: '| Clause | Outcome | Amount | Why | Source |', zh: '| 条款 | 结果 | 金额 | 原因 | 依据 |' },
  rules: { en: 'Groups and limits', zh: '互斥与限额' },
  sources: { en: 'Where the document says it', zh: '原文依据' },
});

/** Empty where the file cannot be read. */
export function previewMarkdown(session: Session, { uri, form }: MarkdownParams): string {
  const shown = shownOf(session, uri);
  if (!shown) return '';
  const { analysis } = shown;
  const { language } = session;
  // Not the analysis' own program: in it a value that cannot be read would become the default.
  const read = readForm(form, analysis, language);
  const { program } = read;
  const { applicant, evaluation } = followed(session, uri, program, read.applicant);
  return pageOf({ session, language, analysis, program, applicant, evaluation, spotOf: spotsOf(session, analysis) });
}

export function pageOf(previewed: Previewed): string {
  const { program, applicant, language, analysis } = previewed;
  const policy = program.files.at(-1)?.policy;
  const title = policy?.title ?? fileName(analysis.uri);
  const total = totalOf(previewed);
  const judged = applicant.asOf === undefined ? say('no-date', language) : say('judged-on', language, { date: isoDate(applicant.asOf) });
  const parts = [
    `# ${plainLine(title)}`,
    [...(policy?.number === undefined ? [] : [plainLine(policy.number)]), judged].join('\n\n'),
    `## ${say('applicant', language)}`,
    bullets(factLines(previewed)),
    `## ${say('total', language, { total: plainLine(total.text) })}`,
    bullets(total.notes),
    `## ${say('clauses', language)}`,
    table(previewed),
    ...titled(
      say('rules', language),
      bullets(rulesOf(previewed).map(({ title: name, text }) => say('entry', language, { name, value: text }))),
    ),
    ...titled(say('sources', language), sources(previewed)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function titled(title: string, body: string): string[] {
  return body === '' ? [] : [`## ${title}`, body];
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${plainLine(line)}`).join('\n');
}

function table(previewed: Previewed): string {
  const rows = clauseRows(previewed).map(({ title, statusText, amount, why = '', source = '' }) =>
    ['', title, statusText, amount, why, source, '']
      .map((cell) => plainLine(cell))
      .join(' | ')
      .trim(),
  );
  return rows.length === 0 ? '' : [say('head', previewed.language), '| --- | --- | ---: | --- | --- |', ...rows].join('\n');
}

/** Article and quoted words of the clauses that the applicant gets something of. */
function sources({ program, evaluation, language }: Previewed): string {
  const lines = [...program.clauses.values()].flatMap(({ name, title = name, source }) => {
    const status = evaluation.clauses.get(name)?.status;
    if (!source || (status !== 'payable' && status !== 'granted' && status !== 'unspecified' && status !== 'excluded')) return [];
    const head = `- ${plainLine(say('entry', language, { name: title, value: source.article }))}`;
    return source.quote === undefined ? [head] : [head, `  > ${plainLine(source.quote)}`];
  });
  return lines.join('\n');
}

// ---------------------------------------------------------------------------------------------- the applicant

function factLines(previewed: Previewed): string[] {
  const { program, applicant, language } = previewed;
  const { showing } = appliedOf(previewed);
  const lines: string[] = [];
  const missing: string[] = [];
  for (const { name, label = name, type, default: standing } of program.facts.values()) {
    const given = applicant.facts.get(name);
    const entry = (value: string): number => lines.push(say('entry', language, { name: label, value }));
    if (given?.kind === 'list') {
      if (given.items.length === 0) entry(say('no-items', language));
      lines.push(...itemLines(program, name, given, showing));
    } else if (given && type.kind !== 'list') entry(valueText(given, type, showing));
    else if (standing && type.kind !== 'list') entry(say('by-default', language, { value: valueText(standing, type, showing) }));
    else missing.push(label);
  }
  for (const [name, value] of applicant.lets ?? []) {
    const derived = program.lets.get(name);
    if (derived) lines.push(say('entry', language, { name: derived.label ?? name, value: valueText(value, derived.value.type, showing) }));
  }
  lines.push(...paymentLines(program, applicant, showing));
  if (lines.length === 0) return [say('nothing', language)];
  return missing.length === 0 ? lines : [...lines, say('not-known', language, { names: list(missing, language) })];
}

function itemLines(program: Program, name: string, given: Given, showing: Showing): string[] {
  const { type } = program.facts.get(name) ?? {};
  if (given.kind !== 'list' || type?.kind !== 'list') return [];
  const { language } = showing;
  return given.items.map((item, index) => {
    const fields = type.fields.flatMap((field) => {
      const value = item[field.name] ?? field.default;
      return value ? [say('entry', language, { name: field.label ?? field.name, value: valueText(value, field.type, showing) })] : [];
    });
    return say('entry', language, { name: itemLabel(program, name, index, language), value: list(fields, language) });
  });
}

/** Members by their labels. */
function valueText(value: Constant, type: ScalarType, showing: Showing): string {
  const { currency, language, units } = showing;
  if ((value.kind === 'member' || value.kind === 'set') && (type.kind === 'member' || type.kind === 'set')) {
    const members = value.kind === 'member' ? [value.member] : value.members;
    return members.length === 0
      ? '–'
      : list(
          members.map((one) => type.labels[one] ?? one),
          language,
        );
  }
  return displayConstant(value, type, { language, ...(currency === undefined ? {} : { currency }), ...(units ? { units } : {}) });
}

function paymentLines(program: Program, { history }: Applicant, showing: Showing): string[] {
  return history.map(({ clause, amount, day }) =>
    say('paid', showing.language, {
      clause: titleOf(program, clause),
      amount: showMoney(amount, showing, program.clauses.get(clause)?.currency ?? program.currency),
      date: isoDate(day),
    }),
  );
}
