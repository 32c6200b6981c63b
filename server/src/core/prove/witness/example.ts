/**
 * A witness as the text of an example, which an author can put into the file and keep: what is known of the applicant, and what the evaluator
 * says that it gets. The text is laid out by the printer, so formatting the file leaves it as it is.
 */
import { firstDay, holdingText } from '../../evaluate/index';
import type { Applicant } from '../../evaluate/values';
import type { ExpectTarget, Program } from '../../program/program';
import { format } from '../../syntax/index';
import { spell } from '../../syntax/keywords';
import { constantText, givenText } from './literal';

/** What the example expects something of. `eligible`: also that the clause's conditions hold, which an amount of zero does not say. */
export type Target = Exclude<ExpectTarget, { kind: 'broken' }> & { readonly eligible?: true };

export interface ExampleOptions {
  readonly language: 'en' | 'zh';
  /** As it is to be read; what stands in the program already gets a number behind it. */
  readonly title: string;
  readonly expect: readonly Target[];
}

/**
 * The whole item, from its keyword to its brace, lines parted by `\n`. What has no text in the language is left out: the date where it is the
 * one that an example has anyway, expectations of settled groups.
 */
export function exampleText(program: Program, applicant: Applicant, { language, title, expect }: ExampleOptions): string {
  const lines: string[] = [];
  // An example has a date where the policy has one.
  const asOf = applicant.asOf ?? firstDay(program);
  const dated: Applicant = applicant.asOf === undefined && asOf !== undefined ? { ...applicant, asOf } : applicant;
  if (asOf !== undefined && asOf !== firstDay(program))
    lines.push(`${spell('on', language)} ${constantText({ kind: 'date', day: asOf }, { kind: 'date' }, program, language)}`);
  for (const fact of program.facts.values()) {
    const given = applicant.facts.get(fact.name);
    const text = given && givenText(given, fact.type, program, language);
    if (text !== undefined) lines.push(`${fact.name} = ${text}`);
  }
  for (const item of program.lets.values()) {
    const given = applicant.lets?.get(item.name);
    if (given) lines.push(`${item.name} = ${constantText(given, item.value.type, program, language)}`);
  }
  for (const payment of [...applicant.history].sort((a, b) => a.day - b.day)) {
    const dimension = program.clauses.get(payment.clause)?.currency ?? program.currency ?? '';
    const amount = constantText({ kind: 'number', value: payment.amount }, { kind: 'number', dimension }, program, language);
    const day = constantText({ kind: 'date', day: payment.day }, { kind: 'date' }, program, language);
    lines.push(`${spell('paid', language)} ${payment.clause} = ${amount} ${spell('on payment', language)} ${day}`);
  }
  lines.push(...expectations(program, dated, language, expect));
  const head = `${spell('example', language)} ${quoted(uniqueTitle(program, title))} {`;
  return laidOut(`${head}\n${lines.map((line) => `  ${line}\n`).join('')}}\n`, program);
}

function expectations(program: Program, applicant: Applicant, language: 'en' | 'zh', targets: readonly Target[]): string[] {
  const lines: string[] = [];
  for (const target of targets) {
    // Several currencies make no total.
    if (target.kind === 'total' && program.currency === undefined) continue;
    const name = target.kind === 'total' ? spell('total', language) : target.name;
    const holds = holdingText(program, applicant, target, language);
    const words = [...(holds === undefined ? [] : [holds]), ...(target.eligible ? [` ${spell('eligible', language)}`] : [])];
    for (const text of words) lines.push(`${spell('expect', language)} ${name}${text}`);
  }
  return [...new Set(lines)];
}

/** The title, with a number behind it where an example of the file is called so. */
export function uniqueTitle(program: Program, title: string): string {
  const taken = new Set(program.examples.map((e) => e.title));
  if (!taken.has(title)) return title;
  let n = 2;
  while (taken.has(`${title} ${n}`)) n++;
  return `${title} ${n}`;
}

/** On one line, since a title is one. */
function quoted(title: string): string {
  return `"${title.replace(/\s*[\r\n]+\s*/g, ' ').replace(/[\\"“”]/g, (c) => `\\${c}`)}"`;
}

const declared = new WeakMap<Program, ReadonlySet<string>>();

/** Every name that the program declares, members and fields included: words that are not split. */
function namesOf(program: Program): ReadonlySet<string> {
  let names = declared.get(program);
  if (!names) {
    const all = new Set<string>([...program.facts.keys(), ...program.lets.keys(), ...program.clauses.keys(), ...program.units.keys()]);
    for (const { name } of [...program.groups, ...program.limits]) all.add(name);
    for (const { type } of program.facts.values()) {
      const parts = type.kind === 'list' ? type.fields.map((f) => f.type) : [type];
      if (type.kind === 'list') for (const f of type.fields) all.add(f.name);
      for (const t of parts) if (t.kind === 'member' || t.kind === 'set') for (const m of t.members) all.add(m);
    }
    names = all;
    declared.set(program, names);
  }
  return names;
}

function laidOut(text: string, program: Program): string {
  const names = namesOf(program);
  return format(text, { isDeclared: (word) => names.has(word) }).trim();
}
