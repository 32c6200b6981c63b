/**
 * Why: a reviewer reads the difference in the pull request: the answer, a table that needs no knowledge of the language, and the details folded.
 * What does not fit into a comment is left out in whole details, and their number is said.
 */
import type { VerdictKind } from '../../../core/compare/difference';
import type { FileRange } from '../../../core/finding';
import { type LineText, listed, type RowText, type WitnessText } from '../../../explain/difference/index';
import { answerLine } from '../../diff/answer';
import { POPULATION_HEAD, type PopulationText, populationText } from '../../diff/populationText';
import type { DiffResult, Policy, PolicyDifference } from '../../diff/result';
import { HEAD, say } from '../../diff/words';
import type { Context } from '../../io';
import { COMMENT, escaped } from '../markdown';
import { characterSpot, RepositoryPaths } from '../place';

const SIGNS: Readonly<Record<VerdictKind, string>> = {
  same: '=',
  'never-less': '▲',
  'never-more': '▼',
  'some-more-some-less': '▲▼',
  'other-outcome': '≠',
  'not-decided': '?',
};

/** `detail`: is counted where it is left out. */
interface Part {
  readonly text: string;
  readonly detail: boolean;
}

export function diffMarkdown(result: DiffResult, context: Context, most = COMMENT.most): string {
  const { language } = context;
  const parts: Part[] = [];
  const put = (text: string, detail = false): void => void parts.push({ text, detail });
  const several = result.policies.length > 1;
  const writer = new Writer(context);
  put(`**Clausewright diff** · ${escaped(answerLine(result, language))}\n\n${escaped(result.a.shown)} → ${escaped(result.b.shown)}\n`);
  for (const trouble of result.troubles) put(`\n> ${escaped(trouble)}\n`, true);
  for (const { policy, clauses } of result.added) put(`\n${escaped(say.added(language, writer.file(policy), clauses))}\n`, true);
  for (const { policy, clauses } of result.removed) put(`\n${escaped(say.removed(language, writer.file(policy), clauses))}\n`, true);
  if (result.unchanged > 0) put(`\n${escaped(say.unchanged(language, result.unchanged))}\n`);
  for (const policy of result.policies) {
    if (several) put(`\n**${escaped(writer.file(policy.b))}** · ${escaped(policy.text.answer)}\n`, true);
    for (const note of policy.text.notes) put(`\n> ${escaped(note)}\n`);
    for (const text of writer.rows(policy.text.rows)) put(text, true);
  }
  if (result.population) put(writer.population(result.population), true);
  for (const policy of result.policies) for (const text of writer.details(policy, several)) put(text, true);
  return fitted(parts, most, (n) => `\n${escaped(say.notShown(language, n))}\n`);
}

function fitted(parts: readonly Part[], most: number, tail: (left: number) => string): string {
  const room = most - tail(parts.length).length;
  let text = '';
  let left = 0;
  for (const part of parts) {
    // A shorter one may still fit: the details of other policies.
    if (left > 0 && part.text.startsWith('|')) left++;
    else if (text.length + part.text.length <= room) text += part.text;
    else if (part.detail) left++;
  }
  return left > 0 ? text + tail(left) : text;
}

class Writer {
  private readonly paths: RepositoryPaths;

  constructor(private readonly context: Context) {
    this.paths = new RepositoryPaths(context.io);
  }

  file({ file }: Policy): string {
    return this.paths.of(file.uri);
  }

  /** The head of the table, then row by row. */
  rows(rows: readonly RowText[]): string[] {
    const { language } = this.context;
    const head = HEAD[language];
    const shown = rows.filter((row) => row.verdict !== 'same' || row.remarks.length > 0 || row.kind === 'total');
    const hidden = rows.length - shown.length;
    const first = `\n| | ${head.item} | ${head.verdict} | ${head.gain} | ${head.loss} |\n| :-: | --- | --- | --- | --- |\n`;
    const lines = shown.map((row) => this.row(row));
    const [top = '', ...rest] = lines;
    return [first + top, ...rest, ...(hidden > 0 ? [`\n${escaped(say.sameRows(language, hidden))}\n`] : [])];
  }

  private row(row: RowText): string {
    const strong = row.kind === 'total' ? '**' : '';
    const what = row.kind === 'group' || row.kind === 'limit' ? ` (${HEAD[this.context.language][row.kind]})` : '';
    const name = row.title === '' ? escaped(row.name) : `${escaped(row.title)}<br><sub>${escaped(row.name)}</sub>`;
    const remarks = row.remarks.map((remark) => `<br><sub>${escaped(remark)}</sub>`).join('');
    const cells = [SIGNS[row.verdict], `${strong}${name}${strong}${escaped(what)}`, `${escaped(row.word)}${remarks}`];
    // The simple one alone may be next to nothing.
    const moved = (text = '', most: string): string =>
      most === '' || text.includes(most.replace(/^.* /, '')) ? escaped(text) : `${escaped(text)}<br><sub>${escaped(most)}</sub>`;
    return `| ${[...cells, moved(row.gain, row.mostGain), moved(row.loss, row.mostLoss)].join(' | ')} |\n`;
  }

  /** Folded, one after the other. */
  details({ a, b, text }: PolicyDifference, several: boolean): string[] {
    const { language } = this.context;
    const head = HEAD[language];
    const from = several ? `${this.file(b)} · ` : '';
    const fold = (title: string, body: string): string[] =>
      body === '' ? [] : [`\n<details><summary>${escaped(from + title)}</summary>\n\n${body}\n</details>\n`];
    const line = (each: LineText): string => {
      const at = each.at.b ? this.where(b, each.at.b) : each.at.a ? this.where(a, each.at.a) : '';
      const witness = each.witness ? `<br>${escaped(this.sentence(each.witness))}` : '';
      return `- ${escaped(each.text)}${at === '' ? '' : ` <sub>${escaped(at)}</sub>`}${witness}\n`;
    };
    const bullets = (lines: readonly LineText[]): string => lines.map(line).join('');
    // Lists rather than tables: they can be read on a telephone too.
    const witnesses = text.rows.filter((row) => row.witnesses.length > 0).map((row) => this.who(row));
    const titles = new Map(text.rows.map((row) => [row.name, row.title]));
    const change = `| ${head.before} | ${head.after} | ${head.difference} |\n`;
    const examples = text.examples.flatMap((e) => [
      `| ${escaped(e.title)}${e.remarks.length > 0 ? `<br><sub>${escaped(e.remarks.join('; '))}</sub>` : ''} | ${escaped(e.before)} | ${escaped(e.after)} | ${escaped(e.difference ?? '')} |\n`,
      ...e.clauses.map(
        (c) =>
          `| – ${escaped(titles.get(c.name) || c.name)} | ${escaped(c.before)} | ${escaped(c.after)} | ${escaped(c.difference ?? '')} |\n`,
      ),
    ]);
    const same = text.sameExamples > 0 ? `\n${escaped(say.sameExamples(language, text.sameExamples))}\n` : '';
    return [
      ...fold(head.witnesses, witnesses.join('\n')),
      ...fold(head.admission, bullets(text.admission)),
      ...fold(head.dates, bullets(text.dates)),
      ...fold(
        head.examples,
        examples.length > 0 ? `| ${head.example} ${change}| --- | --: | --: | --: |\n${examples.join('')}${same}` : '',
      ),
      ...fold(head.facts, bullets(text.facts)),
      ...fold(head.structure, bullets(text.structure)),
    ];
  }

  /** Who gains and who loses by one row, beginning with what they get. */
  private who({ name, title, witnesses }: RowText): string {
    const { language } = this.context;
    const lines = witnesses.map(({ label, before, after, difference, remark, facts }) => {
      const change = difference === undefined ? '' : language === 'zh' ? `（${difference}）` : ` (${difference})`;
      const end = remark === undefined ? '' : language === 'zh' ? `；${remark}` : `; ${remark}`;
      const applicant = facts.length === 0 ? '' : `<br><sub>${escaped(listed(facts, language))}</sub>`;
      const first = `${escaped(label + HEAD[language].colon)}**${escaped(`${before} → ${after}${change}`)}**${escaped(end)}`;
      return `- ${first}${applicant}\n`;
    });
    return `${title === '' ? escaped(name) : `${escaped(title)} <sub>${escaped(name)}</sub>`}\n\n${lines.join('')}`;
  }

  private sentence({ label, facts, before, after }: WitnessText): string {
    const { language } = this.context;
    const who = facts.length === 0 ? '' : language === 'zh' ? `（${facts.join('、')}）` : ` (${facts.join(', ')})`;
    return `${label}${HEAD[language].colon}${before} → ${after}${who}`;
  }

  private where({ session }: Policy, { uri, start }: FileRange): string {
    const { line } = characterSpot(session.lines(uri), start);
    return `${this.paths.of(uri)}:${line}`;
  }

  population(population: NonNullable<DiffResult['population']>): string {
    const { language } = this.context;
    const head = POPULATION_HEAD[language];
    const text = populationText(population, language);
    if (typeof text === 'string') return `\n> ${escaped(text)}\n`;
    const file = 'result' in population.answer ? population.answer.result.file : '';
    const columns = [HEAD[language].item, head.before, head.after, head.difference, head.paid, head.gains, head.losses];
    const rows = text.rows.map((r) => {
      const name = r.title === '' ? escaped(r.name) : `${escaped(r.title)}<br><sub>${escaped(r.name)}</sub>`;
      return `| ${[name, ...[r.before, r.after, r.difference, r.paid, r.gains, r.losses].map(escaped)].join(' | ')} |\n`;
    });
    const largest = text.largest.map((l) => `- ${escaped(`${l.who}${HEAD[language].colon}${l.before} → ${l.after} (${l.difference})`)}\n`);
    const more = [...text.remarks, ...text.bad].map((each) => `- ${escaped(each)}\n`);
    return [
      `\n**${escaped(`${head.title} ${file}`)}** · ${escaped(text.answer)}\n`,
      `\n| ${columns.join(' | ')} |\n| --- |${' --: |'.repeat(columns.length - 1)}\n${rows.join('')}`,
      ...(text.by ? [groupTable(text.by, head)] : []),
      ...(largest.length > 0 ? [`\n<details><summary>${head.largest}</summary>\n\n${largest.join('')}\n</details>\n`] : []),
      ...(text.shares.length > 0
        ? [`\n<details><summary>${head.shares}</summary>\n\n${text.shares.map((line) => `- ${escaped(line)}\n`).join('')}\n</details>\n`]
        : []),
      ...(more.length > 0 ? [`\n${more.join('')}`] : []),
    ].join('');
  }
}

function groupTable(
  { column, rows }: NonNullable<PopulationText['by']>,
  head: (typeof POPULATION_HEAD)[keyof typeof POPULATION_HEAD],
): string {
  const heads = [column, head.applicants, head.before, head.after, head.difference, head.average, head.gains, head.losses];
  const lines = rows.map((r) => [r.name, r.applicants, r.before, r.after, r.difference, r.average, r.gains, r.losses]);
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |\n`;
  return `\n${line(heads)}| --- |${' --: |'.repeat(heads.length - 1)}\n${lines.map(line).join('')}`;
}
