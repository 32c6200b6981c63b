/** Why: in the preview things are called by the titles and labels that the author gave them, not by their names in the file. */
import type { Applicant, Need } from '../core/evaluate/values';
import type { Program } from '../core/program/program';
import { type Language, list, phrasebook } from '../features/wording';
import { quoted } from './words';

const say = phrasebook({
  'as-of': { en: 'the date', zh: '认定日' },
  item: { en: '{list}, no. {number}', zh: '{list}第{number}项' },
  number: { en: 'no. {number}', zh: '第{number}项' },
  field: { en: '{item}: {field}', zh: '{item}：{field}' },
  needs: { en: 'Needs {names}', zh: '尚需：{names}' },
  'needs-more': { en: 'Needs {names} and {count} more', zh: '尚需：{names}等 {count} 项' },
});

/** As many facts as one sentence names. */
const mostNeeds = 4;

/** Title of a clause, group or limit, in quotation marks. */
export function titleOf(program: Program, name: string): string {
  const found =
    program.clauses.get(name) ?? program.groups.find((one) => one.name === name) ?? program.limits.find((one) => one.name === name);
  return quoted(found?.title ?? name);
}

export function factLabel(program: Program, name: string): string {
  return program.facts.get(name)?.label ?? name;
}

/** `Projects, no. 2`; items from 0. */
export function itemLabel(program: Program, list: string, index: number, language: Language): string {
  return say('item', language, { list: factLabel(program, list), number: String(index + 1) });
}

/** `no. 2: Solar roof`: by the item's first text, else by its first member, where it has one. */
export function itemTitle(program: Program, { facts }: Applicant, list: string, index: number, language: Language): string {
  const number = say('number', language, { number: String(index + 1) });
  const given = facts.get(list);
  const item = given?.kind === 'list' ? given.items[index] : undefined;
  const { type } = program.facts.get(list) ?? {};
  const fields = type?.kind === 'list' ? type.fields : [];
  const telling =
    fields.find((one) => one.type.kind === 'text' && item?.[one.name]) ??
    fields.find((one) => one.type.kind === 'member' && item?.[one.name]);
  const value = telling && item?.[telling.name];
  if (!telling || !value) return number;
  const name =
    value.kind === 'text'
      ? value.value
      : value.kind === 'member' && telling.type.kind === 'member'
        ? (telling.type.labels[value.member] ?? value.member)
        : '';
  return name.trim() === '' ? number : say('field', language, { item: number, field: name });
}

/** `R&D spending`, `Projects, no. 2: Cost`. */
export function needLabel(program: Program, { fact, item, field }: Need, language: Language): string {
  if (fact === 'as_of') return say('as-of', language);
  if (item === undefined) return factLabel(program, fact);
  const { type } = program.facts.get(fact) ?? {};
  const declared = type?.kind === 'list' ? type.fields.find(({ name }) => name === field) : undefined;
  const head = itemLabel(program, fact, item, language);
  return field === undefined ? head : say('field', language, { item: head, field: declared?.label ?? field });
}

/** `Needs “R&D spending”, “Employees”`; of many the first. Empty where nothing is named. */
export function needsText(program: Program, needs: readonly Need[], language: Language): string {
  const labels = [...new Set(needs.map((need) => quoted(needLabel(program, need, language))))];
  if (labels.length === 0) return '';
  if (labels.length <= mostNeeds) return say('needs', language, { names: list(labels, language) });
  const shown = labels.slice(0, mostNeeds - 1);
  // In Chinese the number is of all, in English of those that are not named.
  const count = language === 'zh' ? labels.length : labels.length - shown.length;
  return say('needs-more', language, { names: list(shown, language), count: String(count) });
}
