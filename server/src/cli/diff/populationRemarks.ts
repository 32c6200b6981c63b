/** Why: what a reader of a population's sums must know of them: who was left out and why, what was not read, on which day. */
import { datesOf } from '../../core/compare/merge';
import type { Program } from '../../core/program/program';
import { expressionsOfProgram, visit } from '../../core/program/reads';
import { isoDate } from '../../explain/display';
import type { LeftOut, Population } from '../../population/result';
import type { Language } from '../io';

interface Programs {
  readonly before: Program;
  readonly after: Program;
}

/** Facts that are told of; a file for quite another policy would want all. */
const MOST_FACTS = 8;

/** Sentences without a full stop, one a line. */
export function remarksOf(result: Population, programs: Programs, language: Language): string[] {
  const zh = language === 'zh';
  const found: string[] = [];
  const { repeated, admitted } = result.rows;
  const bad = result.rows.bad - repeated;
  const add = (n: number, en: string, cn: string): void => {
    if (n > 0) found.push(zh ? `${n} ${cn}` : `${n} ${en}`);
  };
  add(bad, bad === 1 ? 'row cannot be read and is left out' : 'rows cannot be read and are left out', '行无法读取，未计入');
  add(
    repeated,
    repeated === 1
      ? 'row is of an applicant who stands further up, and is left out'
      : 'rows are of applicants who stand further up, and are left out',
    '行的申请人前面已有，未计入',
  );
  add(admitted.onlyBefore, 'admitted only by the earlier version', '人仅符合旧版本的前提');
  add(admitted.onlyAfter, 'admitted only by the later version', '人仅符合新版本的前提');
  add(admitted.neither, 'admitted by neither version', '人两个版本的前提都不符合');
  add(admitted.undecided, 'of whom it is not known whether they are admitted', '人是否符合前提不明');
  for (const t of result.totals) {
    const { leftOut } = t;
    add(
      leftOut.rows,
      `not counted in the total, since it is not known: ${whyNot(leftOut, false)}`,
      `人的总额不明，未计入：${whyNot(leftOut, true)}`,
    );
  }
  found.push(...withoutColumn(result, zh), ...wanted(result, zh));
  for (const { column, nearest } of result.columns.unknown)
    if (column !== result.by?.column)
      found.push(
        zh
          ? `“${column}”列未读取：没有这个要素${nearest === undefined ? '' : `；是不是 ${nearest}？`}`
          : `the column “${column}” is not read: there is no such fact${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
      );
  const { repeat, columns } = result;
  if (repeat && columns.id !== undefined)
    found.push(
      zh
        ? `“${columns.id}”列有重复（例如第 ${repeat.first} 行和第 ${repeat.second} 行），每行仍各计一人；若这一列是申请人的编号，请用 --population-id ${columns.id} 指明，重复的行就不再计入`
        : `the column “${columns.id}” says the same more than once (lines ${repeat.first} and ${repeat.second}), and each row counts; if it names the applicants, say so with --population-id ${columns.id}, and repeated rows are left out`,
    );
  for (const list of result.lists) {
    add(list.withoutApplicant, `items of ${list.list} name an applicant that the file does not have`, `项 ${list.list} 的申请人不在文件中`);
  }
  found.push(...judgedOn(result, zh));
  const { payments } = result;
  if (payments) {
    add(
      payments.withoutApplicant,
      payments.withoutApplicant === 1
        ? 'payment is to an applicant that the file does not have'
        : 'payments are to applicants that the file does not have',
      '笔已付金额的申请人不在文件中',
    );
    add(
      payments.withoutId,
      payments.withoutId === 1 ? 'payment names no applicant and does not count' : 'payments name no applicant and do not count',
      '笔已付金额没有写明申请人，未计入',
    );
  } else if (asksForPayments(programs.before) || asksForPayments(programs.after))
    found.push(
      zh
        ? '政策看以前已付的金额：按从未支付计；可用 --population-paid FILE.csv 给出'
        : 'the policy looks at what was paid before: reckoned as if nothing was; give it with --population-paid FILE.csv',
    );
  if (result.columns.date === undefined) found.push(...outOfForce(result, programs, zh));
  return found;
}

/** It reads what was paid before: by `paid`, or by a cap over several payments. */
function asksForPayments(program: Program): boolean {
  let asks = program.limits.some((limit) => limit.window !== undefined);
  for (const { steps } of program.clauses.values()) asks ||= steps.some((step) => step.kind === 'cap' && step.window !== undefined);
  for (const root of expressionsOfProgram(program))
    visit(root, (e) => {
      asks ||= e.op === 'paid';
    });
  return asks;
}

function whyNot({ before, after }: LeftOut, zh: boolean): string {
  const parts: string[] = [];
  const names = {
    unknown: ['facts are missing', '缺少要素'],
    conflict: ['conflict', '冲突'],
    error: ['error', '错误'],
    unspecified: ['no figure', '未定'],
  } as const;
  for (const key of ['unknown', 'conflict', 'error', 'unspecified'] as const) {
    const n = Math.max(before[key], after[key]);
    if (n > 0) parts.push(zh ? `${names[key][1]} ${n}` : `${names[key][0]} ${n}`);
  }
  return parts.join(zh ? '、' : ', ');
}

/** Facts that the file has no column for. */
function withoutColumn({ columns }: Population, zh: boolean): string[] {
  const list = (names: readonly string[]): string => {
    const shown = names.slice(0, MOST_FACTS).join(zh ? '、' : ', ');
    return names.length > MOST_FACTS ? `${shown}…` : shown;
  };
  const facts = columns.missing.filter((m) => !m.isList);
  const [free, usual] = [facts.filter((m) => !m.hasDefault), facts.filter((m) => m.hasDefault)].map((some) => some.map((m) => m.fact));
  const found: string[] = [];
  if (free && free.length > 0) found.push(zh ? `文件没有这些要素的列：${list(free)}` : `the file has no column for ${list(free)}`);
  if (usual && usual.length > 0)
    found.push(zh ? `文件没有这些要素的列，按默认值计：${list(usual)}` : `the file has no column for ${list(usual)}: the default counts`);
  for (const { fact } of columns.missing.filter((m) => m.isList))
    found.push(
      zh
        ? `没有清单 ${fact} 的文件；可用 --population-list ${fact}=FILE.csv 给出（无人有其中的项时，给一个只有表头的文件）`
        : `there is no file for the list ${fact}; give one with --population-list ${fact}=FILE.csv (one with a header only, if nobody has any)`,
    );
  return found;
}

/** For want of which facts amounts are not known; said once where both versions want the same. */
function wanted({ needs }: Population, zh: boolean): string[] {
  const found = needs.flatMap(({ side, fact, rows }) => {
    const both = needs.some((n) => n.side !== side && n.fact === fact && n.rows === rows);
    if (both && side === 'after') return [];
    const sides = zh ? { before: '旧版本：', after: '新版本：' } : { before: ' by the earlier version', after: ' by the later version' };
    const by = both ? '' : sides[side];
    return [zh ? `${by}${rows} 人缺少 ${fact}` : `${fact} is wanted of ${rows} ${rows === 1 ? 'applicant' : 'applicants'}${by}`];
  });
  return found.slice(0, MOST_FACTS);
}

/** Versions that are in force on none of their days: they pay nobody then. */
/** The day on which rows were judged that name none. */
function judgedOn({ on: { before, after }, withoutDay, columns }: Population, zh: boolean): string[] {
  if (withoutDay === 0 || before === undefined || after === undefined) return [];
  const day = zh
    ? before === after
      ? isoDate(before)
      : `旧版本 ${isoDate(before)}，新版本 ${isoDate(after)}`
    : before === after
      ? `on ${isoDate(before)}`
      : `on ${isoDate(before)} by the earlier version, on ${isoDate(after)} by the later`;
  if (columns.date === undefined) return [zh ? `认定日：${day}` : `judged ${day}`];
  if (zh) return [`${withoutDay} 人未注明日期，认定日：${day}`];
  return [`${withoutDay} of whom the file names no day ${withoutDay === 1 ? 'is' : 'are'} judged ${day}`];
}

function outOfForce({ on }: Population, programs: Programs, zh: boolean): string[] {
  const isOut = (side: 'before' | 'after'): boolean => {
    const day = on[side];
    if (day === undefined) return false;
    const { from, to } = datesOf(programs[side]);
    return (from !== undefined && day < from) || (to !== undefined && day > to);
  };
  const [before, after] = [isOut('before'), isOut('after')];
  if (before && after) return [zh ? '两个版本在这一天都未生效' : 'neither version is in force on that day'];
  if (before) return [zh ? '旧版本在这一天未生效' : 'the earlier version is not in force on that day'];
  if (after) return [zh ? '新版本在这一天未生效' : 'the later version is not in force on that day'];
  return [];
}
