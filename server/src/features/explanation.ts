/**
 * Why: how every figure of an example came about, as a Markdown document: the total and its parts, groups, limits, and the clauses that the
 * example is about with their conditions and steps. The branches are those of `clausewright explain`.
 */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ExampleResult } from '../core/evaluate/incremental';
import type { Evaluation } from '../core/evaluate/values';
import type { FileRange } from '../core/finding';
import type { Clause } from '../core/program/program';
import { Branches, type ExplainContext } from '../explain/branches';
import { Display, isoDate, moneyType } from '../explain/display';
import { oneLine } from '../explain/oneLine';
import { errorSentence, statusWord } from '../explain/outcomes';
import type { Branch } from '../explain/tree';
import { printable } from '../explain/width';
import type { OpenFile, Session } from '../session';
import { showTotal } from './amounts';
import { touches } from './touches';
import { type Language, list, phrasebook } from './wording';

const say = phrasebook({
  'judged-on': { en: 'Judged on {date}.', zh: '认定日：{date}。' },
  'no-date': { en: 'Judged without a date.', zh: '未给认定日。' },
  total: { en: 'Total: {value}', zh: '总计：{value}' },
  groups: { en: 'Exclusive groups', zh: '互斥组' },
  limits: { en: 'Limits', zh: '限额' },
  clauses: { en: 'Clauses', zh: '条款' },
  others: { en: '{count} more clauses do not concern this example', zh: '另有 {count} 个条款与本示例无关' },
  'one-other': { en: '1 more clause does not concern this example', zh: '另有 1 个条款与本示例无关' },
  'pays-nothing': { en: 'pays nothing', zh: '金额为零' },
  of: { en: '{status}: {names}', zh: '{status}：{names}' },
  broken: { en: 'this part of the policy has an error; see the findings', zh: '政策的这一部分有错误，见检查结果' },
  needs: { en: 'needs {names}', zh: '尚需 {names}' },
  excluded: { en: '{group} keeps {winner}', zh: '{group} 取 {winner}' },
  cut: { en: '{limit} cuts {amount}', zh: '{limit} 扣减 {amount}' },
  line: { en: 'line {line}', zh: '第 {line} 行' },
});

/** Markdown of a few dozen lines for a clause; see the section titles above. */
export function explanationOf(session: Session, file: OpenFile, result: ExampleResult): string {
  const { analysis } = file;
  const { program } = analysis;
  const { language } = session;
  const evaluation = session.traced(analysis, result);
  const display = new Display(language, program, (code) => (code === 'broken' ? say('broken', language) : errorSentence(code, language)));
  const branches = new Branches(contextOf(session, file, display));
  const bullets = (found: readonly Branch[]) => found.map((branch) => bullet(branch, file, language)).join('');
  const all = [...program.clauses.values()];
  const concerned = all.filter((clause) => touches(result, clause, program));
  const { asOf } = result.applicant;
  const parts = [
    `# ${escaped(printable(result.example.title))}`,
    asOf === undefined ? say('no-date', language) : say('judged-on', language, { date: isoDate(asOf) }),
    `## ${say('total', language, { value: escaped(showTotal(evaluation.total, { language, currency: program.currency })) })}`,
    summands(concerned, evaluation, display),
    bullets(branches.requirements(evaluation, concerned)),
    ...titled(
      say('groups', language),
      bullets(branches.groups(evaluation).filter((_, i) => evaluation.groups[i]?.state !== 'idle' && meets(program.groups[i], concerned))),
    ),
    ...titled(say('limits', language), bullets(branches.limits(evaluation).filter((_, i) => meets(program.limits[i], concerned)))),
    ...titled(
      say('clauses', language),
      concerned
        .flatMap((clause) => {
          const outcome = evaluation.clauses.get(clause.name);
          if (!outcome) return [];
          const { text, where, children } = branches.clause(clause, outcome);
          return [`### ${escaped(text)}${linkTo(where, file, language)}\n\n${bullets(children)}`.trimEnd()];
        })
        .join('\n\n'),
    ),
    folded(
      all.filter((clause) => !concerned.includes(clause)),
      evaluation,
      language,
    ),
  ];
  return `${parts
    .map((part) => part.trimEnd())
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

function titled(title: string, body: string): string[] {
  return body === '' ? [] : [`## ${title}`, body];
}

/** What the clauses finally pay, as the sum that the total is; '' where nothing is paid, or where the total is one clause's. */
function summands(clauses: readonly Clause[], evaluation: Evaluation, display: Display): string {
  const paying = clauses.flatMap((clause) => {
    const outcome = evaluation.clauses.get(clause.name);
    return outcome?.status === 'payable'
      ? [`${escaped(clause.name)} ${escaped(display.value(outcome.amount, moneyType(clause.currency)))}`]
      : [];
  });
  return paying.join(' + ');
}

/** Is one of these clauses a member? */
function meets(among: { readonly members: readonly string[] } | undefined, clauses: readonly Clause[]): boolean {
  return among !== undefined && clauses.some(({ name }) => among.members.includes(name));
}

/** One line that opens: the clauses that the example says nothing of and gets nothing from, by their outcome. */
function folded(clauses: readonly Clause[], { clauses: outcomes }: Evaluation, language: Language): string {
  if (clauses.length === 0) return '';
  const byStatus = new Map<string, string[]>();
  for (const { name } of clauses) {
    const status = outcomes.get(name)?.status;
    if (status === undefined) continue;
    const word = status === 'payable' ? say('pays-nothing', language) : statusWord(status, language);
    byStatus.set(word, [...(byStatus.get(word) ?? []), escaped(name)]);
  }
  const head = clauses.length === 1 ? say('one-other', language) : say('others', language, { count: String(clauses.length) });
  const lines = [...byStatus].map(([status, names]) => `- ${say('of', language, { status, names: list(names, language) })}`);
  return `<details><summary>${head}</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

// ---------------------------------------------------------------------------------------------- branches as Markdown

function contextOf(session: Session, { document, analysis }: OpenFile, display: Display): ExplainContext {
  const { language } = session;
  const documents = new Map([[analysis.uri, document]]);
  const open = (uri: string): TextDocument => {
    const known = documents.get(uri) ?? TextDocument.create(uri, 'clause', 0, session.workspace.analyse(uri).text);
    documents.set(uri, known);
    return known;
  };
  return {
    analysis,
    display,
    session: {
      source: (_, place) => {
        const { uri, start, end } = analysis.range(place);
        return oneLine(open(uri).getText().slice(start, end));
      },
      shown: (uri) => uri,
      where: ({ uri, start }: FileRange) => {
        const { line, character } = open(uri).positionAt(start);
        return `${uri}:${line + 1}:${character + 1}`;
      },
    },
    m: {
      needs: (names) => say('needs', language, { names: list([...names], language) }),
      excludedBy: (group, winner) => say('excluded', language, { group, winner }),
      cut: (limit, amount) => say('cut', language, { limit, amount }),
    },
  };
}

/** A list, its places as links. A stack of its own: expressions nest as deeply as their author likes. */
function bullet(root: Branch, file: OpenFile, language: Language): string {
  let out = '';
  const open: { branch: Branch; depth: number }[] = [{ branch: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { branch, depth } = next;
    out += `${'  '.repeat(depth)}- ${escaped(branch.text)}${linkTo(branch.where, file, language)}\n`;
    for (const child of [...branch.children].reverse()) open.push({ branch: child, depth: depth + 1 });
  }
  return out;
}

/** ` ([line 12](file:///…#L12))`; in another file its name stands before. */
function linkTo(where: string | undefined, { document, analysis }: OpenFile, language: Language): string {
  const found = where === undefined ? null : /^(?:(.*):)?(\d+):(\d+)$/.exec(where);
  if (!found) return '';
  const [, uri = analysis.uri, line = '', column = ''] = found;
  const own = uri === analysis.uri;
  const name = own ? '' : `${escaped(fileName(uri))}, `;
  const target = encodeURI(own ? document.uri : uri)
    .replace(/%25/g, '%')
    .replace(/[()]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return ` ([${name}${say('line', language, { line })}](${target}#L${line},${column}))`;
}

function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Markdown's own characters, escaped, also those that mean something only where a line begins: names and texts may hold any. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~|&$]/g, '\\$&')
    .replace(/^(\s*)([-+#=:])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}
