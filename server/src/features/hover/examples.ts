/** Why: an example, an import or a section under the pointer: what it gets, what it brings, what its clauses pay together. */
import type { Value } from '../../core/evaluate/values';
import { Exact } from '../../core/exact';
import type { Clause } from '../../core/program/program';
import { showAmount, showTotal } from '../amounts';
import { plain } from '../markdown';
import { phrase, phrasebook } from '../wording';
import { type Hovered, heading, inExample } from './subject';

const words = phrasebook({
  example: { en: 'example', zh: '示例' },
  total: { en: 'Total: {total}', zh: '总额：{total}' },
  expectations: { en: 'Expectations: {passed} of {all} hold', zh: '应得：{all} 项中 {passed} 项相符' },
  file: { en: 'file; facts: {facts}, clauses: {clauses}', zh: '文件，{facts} 个要素，{clauses} 个条款' },
  section: { en: 'section, {clauses} clauses', zh: '章节，{clauses} 个条款' },
  'section-one': { en: 'section, 1 clause', zh: '章节，1 个条款' },
  'section-total': { en: 'its clauses pay {amount}', zh: '其中各条款共 {amount}' },
});

export function describeExample({ session, analysis, showing }: Hovered, title: string): string[] {
  const result = analysis.examples.find(({ example }) => example.title === title);
  if (!result) return [];
  const { language } = showing;
  const lines = [
    heading(title, words('example', language)),
    words('total', language, { total: plain(showTotal(result.evaluation.total, showing)) }),
  ];
  const passed = result.expectations.filter((one) => one.passed).length;
  const all = result.expectations.length;
  if (all > 0) lines.push(words('expectations', language, { passed: String(passed), all: String(all) }));
  if (session.selected(analysis) === result) lines.push(phrase('is-selected', language));
  return lines;
}

export function describeFile({ analysis, showing }: Hovered, uri: string): string[] {
  const { facts, clauses } = analysis.program;
  const of = (all: Iterable<{ readonly place: { readonly uri: string } }>): string =>
    String([...all].filter(({ place }) => place.uri === uri).length);
  const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
  return [heading(name, words('file', showing.language, { facts: of(facts.values()), clauses: of(clauses.values()) }))];
}

/** What the clauses up to the next section pay together, where all of that is known and in one currency. */
export function describeSection({ analysis, at, showing, view }: Hovered): string[] {
  const { node } = at.placed.item;
  if (node.kind !== 'section') return [];
  const clauses = clausesOf(analysis.tree.items, at.placed.item).flatMap((name) => analysis.program.clauses.get(name) ?? []);
  const { language } = showing;
  const lines = [
    heading(
      node.title?.value ?? '',
      words(clauses.length === 1 ? 'section-one' : 'section', language, { clauses: String(clauses.length) }),
    ),
  ];
  const currency = clauses[0]?.currency;
  if (!view || clauses.length === 0 || clauses.some((one) => one.currency !== currency)) return lines;
  const sum = sumOf(clauses.map(({ name }: Clause) => view.result.evaluation.clauses.get(name)?.amount));
  if (!sum) return lines;
  const amount = showAmount({ state: 'known', value: { kind: 'number', value: sum } }, showing, currency);
  return [...lines, inExample(view, plain(words('section-total', language, { amount })))];
}

function clausesOf(items: Hovered['analysis']['tree']['items'], section: Hovered['at']['placed']['item']): string[] {
  const names: string[] = [];
  for (let i = items.findIndex(({ item }) => item === section) + 1; i < items.length; i++) {
    const node = items[i]?.item.node;
    if (!node || node.kind === 'section') break;
    if (node.kind === 'clause') names.push(node.name.name);
  }
  return names;
}

/** Undefined where an amount is not certain; what has no figure adds nothing. */
function sumOf(amounts: readonly (Value | undefined)[]): Exact | undefined {
  let sum = Exact.zero;
  for (const value of amounts) {
    if (!value || value.state === 'unspecified') continue;
    if (value.state !== 'known' || value.mark || value.value.kind !== 'number') return undefined;
    sum = sum.plus(value.value.value);
  }
  return sum;
}
