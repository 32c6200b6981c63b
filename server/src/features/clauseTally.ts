/** Why: whether a clause is tried out by examples, and with which results, can be seen where the clause stands. */
import type { ExampleResult } from '../core/evaluate/incremental';
import type { Status, Value } from '../core/evaluate/values';
import type { Exact } from '../core/exact';
import type { Clause } from '../core/program/program';
import type { Analysis } from '../core/workspace';
import { statusWord } from '../explain/outcomes';
import { type Showing, showAmount } from './amounts';
import { touches } from './touches';
import { type Language, phrase, phrasebook } from './wording';

const say = phrasebook({
  none: { en: 'no example touches this clause', zh: '没有示例涉及本条款' },
  one: { en: '1 example: {outcomes}', zh: '1 个示例：{outcomes}' },
  several: { en: '{count} examples: {outcomes}', zh: '{count} 个示例：{outcomes}' },
  outcome: { en: '{count} {status}', zh: '{count} 个{status}' },
  error: { en: 'in error', zh: '出错' },
  comma: { en: ', ', zh: '，' },
});

/** What a lens says, and the examples that it speaks of. */
export interface Tally {
  readonly title: string;
  readonly examples: readonly ExampleResult[];
}

/** In this order they are named. */
const order: readonly Status[] = [
  'payable',
  'granted',
  'unspecified',
  'ineligible',
  'excluded',
  'conflict',
  'inactive',
  'unknown',
  'error',
];

/** Of the file's own examples. */
export function clauseTally(analysis: Analysis, clause: Clause, language: Language): Tally {
  const { program } = analysis;
  const examples = analysis.examples.filter((result) => touches(result, clause, program));
  if (examples.length === 0) return { title: say('none', language), examples };
  const showing: Showing = { language, currency: program.currency };
  const outcomes = order.flatMap((status) => {
    const amounts = examples.flatMap(({ evaluation }) => {
      const outcome = evaluation.clauses.get(clause.name);
      return outcome?.status === status ? [outcome.amount] : [];
    });
    if (amounts.length === 0) return [];
    const word = status === 'error' ? say('error', language) : statusWord(status, language);
    const said = examples.length === 1 ? word : say('outcome', language, { count: String(amounts.length), status: word });
    return [status === 'payable' ? `${said} ${showRange(amounts, clause.currency, showing)}` : said];
  });
  const joined = outcomes.join(say('comma', language));
  return {
    title: say(examples.length === 1 ? 'one' : 'several', language, { count: String(examples.length), outcomes: joined }),
    examples,
  };
}

/** From the least to the most that is paid, `at most` where one of the amounts is a ceiling. */
function showRange(amounts: readonly Value[], currency: string, showing: Showing): string {
  let least: Exact | undefined;
  let most: Exact | undefined;
  for (const amount of amounts) {
    if (amount.state !== 'known' || amount.value.kind !== 'number') continue;
    const { value } = amount.value;
    if (!least || value.lt(least)) least = value;
    if (!most || value.gt(most)) most = value;
  }
  if (!least || !most) return '';
  const show = (value: Exact) => showAmount({ state: 'known', value: { kind: 'number', value } }, showing, currency);
  const range = least.equals(most) ? show(least) : `${show(least)}–${show(most)}`;
  const ceiling = amounts.some((amount) => amount.state === 'known' && amount.mark === 'at most');
  return ceiling ? phrase('at most', showing.language, { value: range }) : range;
}
