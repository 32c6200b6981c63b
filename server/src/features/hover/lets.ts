/** Why: a derived value under the pointer: its type, its value for the selected example, how that came about. */
import { showType } from '../describe';
import { plain } from '../markdown';
import { scopesOf, show } from '../view';
import { phrase, phrasebook } from '../wording';
import { type Hovered, heading, inExample, line, valueLines } from './subject';

const words = phrasebook({
  settled: { en: '{value}, as the example itself says', zh: '{value}，由示例直接给出' },
});

export function describeLet({ analysis, showing, view }: Hovered, name: string): string[] {
  const found = analysis.program.lets.get(name);
  if (!found) return [];
  const lines = [
    heading(name, phrase('let', showing.language), found.label),
    line('type', showing, plain(showType(found.value.type, showing.language))),
  ];
  const settled = view?.result.applicant.lets?.get(name);
  if (!view || !settled) return [...lines, ...valueLines(view, name, found.value)];
  const value = show(view, { state: 'known', value: settled }, found.value);
  return [...lines, inExample(view, plain(words('settled', showing.language, { value })))];
}

/** A clause's own, under `each` item by item. */
export function describeLocal({ analysis, showing, view }: Hovered, owner: string, name: string): string[] {
  const clause = analysis.program.clauses.get(owner);
  const found = clause?.lets.get(name);
  if (!clause || !found) return [];
  return [
    heading(name, phrase('let', showing.language), found.label),
    line('type', showing, plain(showType(found.value.type, showing.language))),
    ...valueLines(view, name, found.value, view && scopesOf(view, clause)),
  ];
}
