/** Why: what the applicant of the form gets: the total as what it is, how it builds up, each clause's part in it and the reason for it. */
import type { ClauseOutcome, ItemOutcome, Range } from '../core/evaluate/values';
import type { Clause, Program } from '../core/program/program';
import { type Showing, showAmount, showError, showMoney, showRange, showTotal } from '../features/amounts';
import type { Applied } from '../features/view';
import { list, phrasebook } from '../features/wording';
import type { Awards, ClauseRow } from '../previewProtocol';
import { appliedOf, type Previewed } from './context';
import { needsText, titleOf } from './naming';
import { rulesOf, within } from './rules';
import { sectionsOf } from './sections';
import { waterfallOf } from './waterfall';
import { conflictText, numberOf, whyOf } from './why';
import { statusSay } from './words';

const say = phrasebook({
  unknown: { en: 'not known yet', zh: '尚不能确定' },
  conflict: { en: 'not settled: clauses conflict', zh: '不能确定：条款之间有冲突' },
  'in-range': { en: 'Whichever is paid, the total lies within: {range}.', zh: '无论支付哪一个，总计都在此范围内：{range}。' },
  ceiling: { en: 'A ceiling, not a right: {names} pays up to its amount.', zh: '这是上限，不是应得的数：{names}最高支付到其金额。' },
  'ceiling-many': {
    en: 'A ceiling, not a right: {names} pay up to their amounts.',
    zh: '这是上限，不是应得的数：{names}最高支付到各自金额。',
  },
  'no-clause': { en: 'The policy has no clause yet, so nothing is paid.', zh: '政策还没有条款，所以不支付任何金额。' },
  depends: {
    en: 'It could be more if a ceiling is not used up.',
    zh: '若某个上限没有用足，金额可能更高。',
  },
  unspecified: { en: 'Beside it, the document gives no figure for {names}.', zh: '此外，文件没有给出金额：{names}。' },
  granted: { en: 'Beside it, in kind: {names}.', zh: '此外还有非资金待遇：{names}。' },
  error: { en: '{clause}: {error}.', zh: '{clause}：{error}。' },
  sentence: { en: '{text}.', zh: '{text}。' },
  'no-figure': { en: 'no figure', zh: '未定' },
  'in-kind': { en: 'in kind', zh: '非资金' },
  none: { en: '–', zh: '–' },
});

/** As many clauses as one note names. */
const mostNamed = 5;

export function awardsOf(previewed: Previewed): Awards {
  return {
    total: totalOf(previewed),
    waterfall: waterfallOf(previewed),
    clauses: clauseRows(previewed),
    rules: rulesOf(previewed),
  };
}

// ---------------------------------------------------------------------------------------------- the total

export function totalOf(previewed: Previewed): Awards['total'] {
  const { evaluation, program, language } = previewed;
  const { total } = evaluation;
  const applied = appliedOf(previewed);
  const { showing } = applied;
  const { value } = total;
  const mark = value.state === 'known' || value.state === 'unknown' ? value.mark : undefined;
  const beside = [
    ...(total.unspecified.length > 0 ? [say('unspecified', language, { names: titles(program, total.unspecified, language) })] : []),
    ...(total.granted.length > 0 ? [say('granted', language, { names: titles(program, total.granted, language) })] : []),
  ];
  const head = { status: total.status, ...(mark ? { mark } : {}) };
  switch (total.status) {
    case 'known':
      return {
        ...head,
        text: showAmount(value, showing),
        notes: [...(program.clauses.size === 0 ? [say('no-clause', language)] : markNotes(previewed, mark)), ...beside],
      };
    case 'unknown': {
      const range = value.state === 'unknown' ? showRange(limited(previewed, value.range), showing) : undefined;
      const needs = value.state === 'unknown' ? needsText(program, value.needs, language) : '';
      const notes = needs === '' ? [] : [say('sentence', language, { text: needs })];
      return { ...head, text: range ?? say('unknown', language), notes: [...notes, ...beside] };
    }
    case 'conflict': {
      const range = value.state === 'unknown' ? showRange(limited(previewed, value.range), showing) : undefined;
      const notes = [...conflictNotes(applied), ...(range === undefined ? [] : [say('in-range', language, { range })])];
      return { ...head, text: say('conflict', language), notes: [...notes, ...beside] };
    }
    case 'error':
      return { ...head, text: showTotal({ ...total, unspecified: [], granted: [] }, showing), notes: [...errorNotes(applied), ...beside] };
    default:
      return total.status satisfies never;
  }
}

/** A limit on all clauses bounds the total, also where it is not known yet who of them gets how much. */
function limited({ program, evaluation }: Previewed, range: Range): Range {
  let bounded = range;
  for (const { name, each, members } of program.limits) {
    if (each !== undefined || new Set(members).size < program.clauses.size) continue;
    const cap = evaluation.limits.find(({ limit }) => limit === name)?.cap;
    if (cap) bounded = within(bounded, cap);
  }
  return bounded;
}

/** What makes it a ceiling. */
function markNotes({ evaluation, program, language }: Previewed, mark: Awards['total']['mark']): string[] {
  if (mark === undefined) return [];
  if (mark === 'depends on a ceiling') return [say('depends', language)];
  const names = [...program.clauses.values()].flatMap(({ name }) => {
    const amount = evaluation.clauses.get(name)?.amount;
    return amount?.state === 'known' && amount.mark === 'at most' && !(numberOf(amount)?.isZero ?? true) ? [name] : [];
  });
  if (names.length === 0) return [];
  return [say(names.length === 1 ? 'ceiling' : 'ceiling-many', language, { names: titles(program, names, language) })];
}

function conflictNotes(applied: Applied): string[] {
  const { language } = applied.showing;
  return applied.result.evaluation.groups.flatMap((group) => {
    const parts = group.items && group.items.length > 0 ? group.items : [group];
    const found = parts.filter(({ state }) => state === 'conflict').map(({ contenders }) => conflictText(applied, group.group, contenders));
    return [...new Set(found)].slice(0, 2).map((text) => say('sentence', language, { text }));
  });
}

/** The clauses in error, each with what is the matter. */
function errorNotes({ analysis, result, showing }: Applied): string[] {
  const { language } = showing;
  const found: string[] = [];
  for (const { clause, error } of result.evaluation.clauses.values()) {
    if (!error) continue;
    found.push(say('error', language, { clause: titleOf(analysis.program, clause), error: showError(error.code, language) }));
    if (found.length === mostNamed) break;
  }
  return found;
}

function titles(program: Program, names: readonly string[], language: 'en' | 'zh'): string {
  const shown = names.slice(0, mostNamed).map((name) => titleOf(program, name));
  return list(names.length > mostNamed ? [...shown, '…'] : shown, language);
}

// ---------------------------------------------------------------------------------------------- the clauses

export function clauseRows(previewed: Previewed): ClauseRow[] {
  const { program, evaluation, session, analysis } = previewed;
  const applied = appliedOf(previewed);
  const sections = sectionsOf(session, analysis);
  return [...program.clauses.values()].flatMap((clause) => {
    const outcome = evaluation.clauses.get(clause.name);
    return outcome ? [clauseRow(previewed, applied, sections.get(clause.name), clause, outcome)] : [];
  });
}

function clauseRow(
  { spotOf, language }: Previewed,
  applied: Applied,
  section: string | undefined,
  clause: Clause,
  outcome: ClauseOutcome,
): ClauseRow {
  const { name, title = name, source } = clause;
  const why = whyOf(applied, clause, outcome);
  return {
    name,
    title,
    ...(section === undefined ? {} : { section }),
    status: outcome.status,
    statusText: statusText(outcome, language),
    amount: amountText(outcome, applied.showing, clause),
    ...(why === undefined ? {} : { why }),
    ...(source ? { source: source.article } : {}),
    spot: spotOf(clause.place),
    ...(outcome.items ? { items: outcome.items.length } : {}),
  };
}

export function statusText(outcome: ItemOutcome, language: 'en' | 'zh'): string {
  const nothing = outcome.status === 'payable' && (numberOf(outcome.amount)?.isZero ?? false);
  return statusSay(nothing ? 'nothing' : outcome.status, language);
}

/** What it finally pays, as what it is. */
export function amountText(outcome: ItemOutcome, showing: Showing, { currency, benefit }: Pick<Clause, 'currency' | 'benefit'>): string {
  const { language } = showing;
  switch (outcome.status) {
    case 'payable':
    case 'excluded':
    case 'ineligible':
    case 'inactive':
      return showAmount(outcome.amount, showing, currency);
    case 'unknown':
    case 'conflict': {
      // In kind it would pay 0 either way; that is not what it is worth.
      if (benefit.kind === 'grants') return say('unknown', language);
      const known = numberOf(outcome.amount);
      if (known) return showMoney(known, showing, currency);
      const range = outcome.amount.state === 'unknown' ? showRange(outcome.amount.range, showing, currency) : undefined;
      return range ?? say('unknown', language);
    }
    case 'error':
      return say('none', language);
    case 'unspecified':
      return say('no-figure', language);
    case 'granted':
      return say('in-kind', language);
    default:
      return outcome.status satisfies never;
  }
}
