/** Why: what stands beside the verdicts, one line each: the text's changes, dates, facts, who is admitted, examples, notes. */
import type {
  AdmissionRow,
  DatesDifference,
  Difference,
  ExampleDifference,
  FactMatch,
  Note,
  RangeDifference,
  Result,
  Side,
  StructureChange,
} from '../../core/compare/difference';
import type { DateRange } from '../../core/program/program';
import { isoDate } from '../display';
import type { Language } from '../outcomes';
import { type Amounts, withCurrency } from './amounts';
import { nameOf } from './rows';
import type { ExampleText, LineText } from './text';
import { changeWord, kindWord, listed, partWord, type Reader, reasonWords, sideWord } from './words';

/** Changes of facts are told among the facts, where more is known of them. */
export function structureLines({ structure }: Difference, language: Language): LineText[] {
  return structure.filter((s) => s.kind !== 'fact' || s.change === 'moved').map((s) => ({ text: structureLine(s, language), at: s.at }));
}

function structureLine(s: StructureChange, language: Language): string {
  const zh = language === 'zh';
  const { kind, change } = s;
  const name = change === 'renamed' || kind === 'requirement' || kind === 'policy' ? nameOf(s.name) : (s.name.b ?? s.name.a ?? '');
  const title = kind === 'requirement' || kind === 'policy' ? '' : (s.title.b ?? s.title.a ?? '');
  const said = kind === 'requirement' || kind === 'policy' ? `“${name}”` : title === '' ? name : `${name} “${title}”`;
  const parts = (s.parts ?? []).map((part) => partWord(part, language));
  const what = parts.length > 0 ? (zh ? `（${listed(parts, language)}）` : ` (${listed(parts, language)})`) : '';
  const where = change === 'moved' ? (s.otherFile ? (zh ? '到另一文件' : ' to another file') : zh ? '到别处' : ' to another place') : '';
  return zh
    ? `${kindWord(kind, language)} ${said}：${changeWord(change, language)}${where}${what}`
    : `${kindWord(kind, language)} ${said}: ${changeWord(change, language)}${where}${what}`;
}

// ---------------------------------------------------------------------------------------------- dates

export function dateLines({ policy, clauses }: DatesDifference, language: Language): LineText[] {
  const zh = language === 'zh';
  const found: LineText[] = [];
  if (!policy.same) found.push({ text: rangeLine(zh ? '政策' : 'policy', policy, language), at: {} });
  // What follows from the policy's dates is said with them.
  const own = clauses.filter((c) => !(sameRange(c.range.a, policy.range.a) && sameRange(c.range.b, policy.range.b)));
  for (const c of own) found.push({ text: rangeLine(nameOf(c.name), c, language), at: c.at });
  return found;
}

function sameRange(x: DateRange | undefined, y: DateRange | undefined): boolean {
  return x?.from === y?.from && x?.to === y?.to;
}

function rangeLine(what: string, r: RangeDifference, language: Language): string {
  const zh = language === 'zh';
  const parts = [`${rangeWords(r.range.a, language)} → ${rangeWords(r.range.b, language)}`];
  for (const side of ['a', 'b'] as const)
    if (r.only[side].length > 0) {
      const days = r.only[side].map((one) => rangeWords(one, language)).join(zh ? '、' : ' and ');
      parts.push(zh ? `仅${sideWord(side, language)}有效：${days}` : `only ${sideWord(side, language)} is in force ${days}`);
    }
  if (!r.common) parts.push(zh ? '没有共同的日期' : 'no day is covered by both');
  return `${what}${zh ? '：' : ': '}${parts.join(zh ? '；' : '; ')}`;
}

export function rangeWords(range: DateRange | undefined, language: Language): string {
  const zh = language === 'zh';
  if (!range) return zh ? '从不有效' : 'never';
  const { from, to } = range;
  if (from === undefined && to === undefined) return zh ? '始终有效' : 'always';
  if (to === undefined) return zh ? `${isoDate(from ?? 0)} 起` : `from ${isoDate(from ?? 0)}`;
  if (from === undefined) return zh ? `至 ${isoDate(to)}` : `to ${isoDate(to)}`;
  if (from === to) return zh ? isoDate(from) : `on ${isoDate(from)}`;
  return zh ? `${isoDate(from)} 至 ${isoDate(to)}` : `from ${isoDate(from)} to ${isoDate(to)}`;
}

// ---------------------------------------------------------------------------------------------- facts

export function factLines({ facts }: Difference, language: Language): LineText[] {
  // Of two that share a name and nothing else one line is enough.
  const apart = new Set(facts.flatMap((f) => (f.match === 'apart' && f.name.b !== undefined ? [f.name.b] : [])));
  const told = facts.filter((f) => !(f.match === 'apart' && f.name.b === undefined && apart.has(f.name.a ?? '')));
  return told.filter((f) => f.match !== 'same' || f.changes.length > 0).map((f) => ({ text: factLine(f, language), at: f.at }));
}

function factLine({ match, name, label, changes }: FactMatch, language: Language): string {
  const zh = language === 'zh';
  const title = label.b ?? label.a;
  const said = `${nameOf(name)}${title === undefined ? '' : ` “${title}”`}`;
  const parts = listed(
    changes.map((c) => partWord(c, language)),
    language,
  );
  const what = parts === '' ? '' : zh ? `（${parts}）` : ` (${parts})`;
  const colon = zh ? '：' : ': ';
  switch (match) {
    case 'same':
    case 'retyped':
      return `${said}${colon}${zh ? '修改' : 'changed'}${what}`;
    case 'renamed':
      return `${said}${colon}${zh ? '改名' : 'renamed'}${what}`;
    case 'apart':
      return `${said}${colon}${zh ? '类型完全不同，两边各算一个要素' : 'the types have nothing in common; each version’s counts as a fact of its own'}${what}`;
    case 'only-a':
      return `${said}${colon}${zh ? '仅旧版本有' : 'only the earlier version has it'}`;
    case 'only-b':
      return `${said}${colon}${zh ? '仅新版本有' : 'only the later version has it'}`;
    default:
      return match satisfies never;
  }
}

// ---------------------------------------------------------------------------------------------- who is admitted

export function admissionLines({ admission }: Difference, amounts: Amounts): LineText[] {
  return [...admissionLine(admission.onlyA, 'a', amounts), ...admissionLine(admission.onlyB, 'b', amounts)];
}

function admissionLine({ possible, reasons, because, witness, free }: AdmissionRow, side: Side, amounts: Amounts): LineText[] {
  const { language, reader } = amounts;
  const zh = language === 'zh';
  if (possible === 'no') return [];
  const only = sideWord(side, language);
  if (possible === 'not-decided') {
    const why = reasons.map((reason) => reasonWords(reason, language, reader)).join(zh ? '；' : '; ');
    return [
      {
        text: zh ? `是否有人仅符合${only}的前提，未能判定：${why}` : `whether somebody is admitted only by ${only} is not decided: ${why}`,
        at: {},
      },
    ];
  }
  const causes = because.map((b) =>
    b.kind === 'requirement' ? `“${b.name}”` : `${b.name}${zh ? `（${partWord(b.kind, language)}）` : ` (${partWord(b.kind, language)})`}`,
  );
  const why = causes.length === 0 ? '' : zh ? `，因为：${listed(causes, language)}` : `, because of ${listed(causes, language)}`;
  const names = free.map((f) => f.name);
  const rest =
    names.length === 0 ? '' : zh ? `（${listed(names, language)} 按任意取值）` : ` (any value is assumed for ${listed(names, language)})`;
  const at = because.flatMap((b) => b.at ?? [])[0];
  return [
    {
      text: zh ? `有人仅符合${only}的前提${why}${rest}` : `some are admitted only by ${only}${why}${rest}`,
      at: at ? { [side === 'a' ? 'b' : 'a']: at } : {},
      ...(witness && { witness: amounts.witness(side === 'a' ? 'only-a' : 'only-b', zh ? '例如' : 'for example', witness) }),
    },
  ];
}

// ---------------------------------------------------------------------------------------------- examples

export function exampleTexts({ examples }: Difference, amounts: Amounts): { changed: ExampleText[]; same: number } {
  const changed = examples.filter((e) => e.clauses.length > 0 || e.presence !== 'both' || totalDiffers(e));
  return { changed: changed.map((e) => exampleText(e, amounts)), same: examples.length - changed.length };
}

function totalDiffers({ total: { a, b }, difference }: ExampleDifference): boolean {
  return difference ? !difference.isZero || a?.atMost !== b?.atMost : a?.status !== b?.status || a === undefined;
}

function exampleText(e: ExampleDifference, amounts: Amounts): ExampleText {
  const { language } = amounts;
  const zh = language === 'zh';
  const remarks: string[] = [];
  if (e.presence === 'only-a') remarks.push(zh ? '仅旧版本有此示例' : 'only the earlier version has this example');
  if (e.presence === 'only-b') remarks.push(zh ? '仅新版本有此示例' : 'only the later version has this example');
  if (e.ownFacts) remarks.push(zh ? '两边示例的要素不同' : 'the example’s own facts differ');
  if (!e.total.a || !e.total.b) remarks.push(zh ? '要素无法带到另一版本' : 'its facts cannot be carried over');
  return {
    title: e.title,
    ...pair(e.total.a, e.total.b, e.difference, amounts),
    remarks,
    clauses: e.clauses.map((c) => ({ name: nameOf(c.name), ...pair(c.a, c.b, c.difference, amounts) })),
    at: e.at,
  };
}

function pair(a: Result | undefined, b: Result | undefined, difference: ExampleDifference['difference'], amounts: Amounts) {
  return {
    before: a ? amounts.result(b ? withCurrency(a, b) : a) : '',
    after: b ? amounts.result(a ? withCurrency(b, a) : b) : '',
    ...(difference && { difference: amounts.change(difference, b?.currency ?? a?.currency) }),
  };
}

// ---------------------------------------------------------------------------------------------- notes

function noteText(note: Note, language: Language, reader: Reader): string {
  const zh = language === 'zh';
  switch (note.kind) {
    case 'unread': {
      // An editor shows the errors.
      const lint = reader === 'editor' ? '' : zh ? '；请先运行 clausewright lint' : '; run clausewright lint on it';
      return zh
        ? `${sideWord(note.side, language)}有 ${note.count} 处错误，只比较了读得懂的部分${lint}`
        : `${sideWord(note.side, language)} has ${note.count} ${note.count === 1 ? 'error' : 'errors'} and is compared only as far as it can be read${lint}`;
    }
    case 'nothing-shared':
      return zh
        ? '两边没有任何相同的条款或要素：它们是同一政策的两个版本吗？'
        : 'The two share no clause and no fact: are they versions of one policy?';
    case 'no-common-day': {
      const hint =
        reader === 'editor' ? '' : zh ? '；要仍然比较规则，请加 --ignore-dates' : '; add --ignore-dates to compare the rules all the same';
      return zh
        ? `两个版本没有同时有效的日期，金额无从比较${hint}`
        : `There is no day on which both versions are in force, so that no amounts can be compared${hint}`;
    }
    case 'dates-ignored':
      return zh
        ? `按两个版本自较早的起始日至较晚的截止日都有效来比较（--ignore-dates）；本来的有效期：${rangeWords(note.a, language)}，${rangeWords(note.b, language)}`
        : `Compared as if both versions were in force from the first day of either to the last (--ignore-dates); by themselves they are in force ${rangeWords(note.a, language)} and ${rangeWords(note.b, language)}`;
    case 'nobody-in-common':
      return zh
        ? '没有人同时符合两个版本的前提，结论不涉及任何人'
        : 'Nobody is admitted by both versions, so that nothing can be said of anybody';
    case 'rename-ignored':
      return zh
        ? `--rename ${note.from}=${note.to}：没有这样的名称，或类型完全不同，未采用`
        : `--rename ${note.from}=${note.to} was not followed: there is no such name, or the types have nothing in common`;
    case 'lists-to':
      return zh ? `清单按至多 ${note.items} 项比较` : `Lists were compared up to ${note.items} items`;
    default:
      return note satisfies never;
  }
}

/** As a sentence of its own. */
export function noteSentence(note: Note, language: Language, reader: Reader = 'terminal'): string {
  const text = noteText(note, language, reader);
  const stop = /[?？]$/.test(text) ? '' : language === 'zh' ? '。' : '.';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${stop}`;
}

/** That two share nothing is part of the answer. */
export function notesOf({ notes }: Difference, { language, reader }: Amounts): string[] {
  return notes.filter(({ kind }) => kind !== 'nothing-shared').map((note) => noteSentence(note, language, reader));
}
