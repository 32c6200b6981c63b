/** Why: snippets as candidates, and the example that is made from the program: every fact that it needs, with a value of its type. */

import { CompletionItemKind } from 'vscode-languageserver';
import { currencyOf, sampleUnit } from '../../core/program/index';
import type { Program } from '../../core/program/program';
import { spell } from '../../core/syntax/keywords';
import type { Language } from '../wording';
import { phrasebook } from '../wording';
import type { Candidate } from './candidate';
import { type Stops, sampleValue } from './examples';
import { SNIPPETS, type SnippetPlace } from './snippetTexts';

const words = phrasebook({
  label: { en: 'example … with every fact', zh: '示例 … 填好全部要素' },
  title: { en: 'name', zh: '名称' },
});

/** The file's currency in place of 元. */
function inCurrency(text: string, currency: string): string {
  if (currency === 'CNY') return text;
  const unit = currencyOf(currency) ? sampleUnit(currency) : currency;
  return text
    .replace(/([\d}])万元/g, `$1万 ${unit}`)
    .replace(/(\d|\})元/g, `$1 ${unit}`)
    .replace(/:元\}/g, `:${unit}}`);
}

/** At most this many facts are filled in: more are written more easily one by one. */
const MOST_FACTS = 60;

/** An example with every fact that has no default, and the total to be filled in. */
export function exampleSnippet(program: Program, language: Language): string {
  const stops: Stops = { next: 2 };
  const facts = [...program.facts.values()].filter((fact) => fact.default === undefined).slice(0, MOST_FACTS);
  const lines = facts.map((fact) => `  ${fact.name} = ${sampleValue(fact.type, fact, program, language, stops)}\n`);
  const unit = sampleUnit(program.currency ?? 'CNY');
  const total = `  ${spell('expect', language)} ${spell('total', language)} = \${${stops.next}:0}${/^[A-Z]/.test(unit) ? ' ' : ''}${unit}\n`;
  return `${spell('example', language)} "\${1:${words('title', language)}}" {\n${lines.join('')}${total}}\n$0`;
}

export function snippetCandidates(place: SnippetPlace, program: Program, currency: string, language: Language): Candidate[] {
  const out = SNIPPETS.filter((one) => one.place === place).map(
    ({ name, label, about, text }, order): Candidate => ({
      label: label[language],
      kind: CompletionItemKind.Snippet,
      rank: 2,
      order,
      title: about[language],
      snippet: inCurrency(text[language], currency),
      also: [language === 'en' ? label.zh : label.en],
      subject: { of: 'snippet', name },
    }),
  );
  if (place !== 'item') return out;
  const example: Candidate = {
    label: words('label', language),
    kind: CompletionItemKind.Snippet,
    rank: 1,
    order: 0,
    snippet: exampleSnippet(program, language),
    also: [words('label', language === 'en' ? 'zh' : 'en')],
    subject: { of: 'snippet', name: 'example' },
  };
  return [example, ...out];
}
