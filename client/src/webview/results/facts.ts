/** Why: a picture says for whom it holds: the facts as they were typed, by their labels. */
import type { Control, Field, Fields, Form, RawItem, RawValue, ScalarField } from '../../../../server/src/previewProtocol';
import type { Language } from '../texts';
import { say } from './texts';

/** Of a list so many items are written out. */
const fewItems = 10;

/** A line for each fact that is given, each item of a list, and each payment. */
export function factLines(form: Form, fields: Fields | undefined, language: Language): string[] {
  const between = language === 'zh' ? '：' : ': ';
  const lines: string[] = [];
  for (const [name, value] of Object.entries(form.facts)) {
    const field = fields?.fields.find((one) => one.name === name);
    const label = field?.label ?? name;
    if (!isItems(value)) lines.push(`${label}${between}${shown(value, field?.control, language)}`);
    else {
      for (const [index, item] of value.slice(0, fewItems).entries())
        lines.push(`${label} ${index + 1}${between}${itemText(item, field, language)}`);
      if (value.length > fewItems) lines.push(`${label}${between}${say('and-more', language, { count: value.length - fewItems })}`);
    }
  }
  for (const { clause, amount, on } of form.paid) {
    const title = fields?.payable.find(({ name }) => name === clause)?.title ?? clause;
    lines.push(`${say('payments-before', language)}${between}${title} ${amount}${on === '' ? '' : ` (${on})`}`);
  }
  for (const [name, value] of Object.entries(form.lets)) lines.push(`${name} = ${value}`);
  return lines;
}

function isItems(value: RawValue | readonly RawItem[]): value is readonly RawItem[] {
  return Array.isArray(value) && value.some((one) => typeof one === 'object');
}

function itemText(item: RawItem, field: Field | undefined, language: Language): string {
  const inner: readonly ScalarField[] = field?.control.kind === 'list' ? field.control.fields : [];
  return Object.entries(item)
    .map(([name, value]) => {
      const one = inner.find((candidate) => candidate.name === name);
      return `${one?.label ?? name} ${shown(value, one?.control, language)}`;
    })
    .join(language === 'zh' ? '，' : ', ');
}

function shown(value: RawValue, control: Control | undefined, language: Language): string {
  const labelOf = (name: string): string => {
    if (control?.kind === 'boolean')
      return name === 'yes' ? say('amount-yes', language) : name === 'no' ? say('amount-no', language) : name;
    if (control?.kind === 'choice' || control?.kind === 'set') return control.members.find((member) => member.name === name)?.label ?? name;
    // A bare number is counted in the unit that its field shows.
    return control?.kind === 'number' && /^[\d.,_\s-]+$/.test(name) ? `${name}${control.unit}` : name;
  };
  if (value.length === 0) return say('nothing', language);
  return typeof value === 'string' ? labelOf(value) : value.map(labelOf).join(language === 'zh' ? '、' : ', ');
}
