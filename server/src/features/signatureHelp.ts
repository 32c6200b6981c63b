/** Why: what a function wants, while its arguments are typed: the parameters with their types, and which of them the cursor is at. */
import * as v from 'valibot';
import { type SignatureHelp, type SignatureHelpParams, SignatureHelpRequest, type SignatureInformation } from 'vscode-languageserver';
import type { Token } from '../core/syntax/index';
import { type KeywordId, keyword } from '../core/syntax/keywords';
import type { Session } from '../session';
import { keywordHelp } from './completion/keywordHelp';
import { feature, position, textDocument } from './feature';
import { inComment, placeAt } from './place';
import { type Language, phrasebook } from './wording';

const words = phrasebook({
  value: { en: 'value', zh: '值' },
  more: { en: '…', zh: '…' },
  step: { en: 'multiple of', zh: '倍数' },
  from: { en: 'from', zh: '起' },
  until: { en: 'to', zh: '止' },
  date: { en: 'date', zh: '日期' },
  name: { en: 'name', zh: '名称' },
  window: { en: 'window', zh: '期间' },
  'about value': { en: 'A number or an amount.', zh: '一个数或金额。' },
  'about more': { en: 'Any number of others, of the same kind.', zh: '还可以有任意个同类的值。' },
  'about step': { en: 'The result is a multiple of this, of the same kind as the value.', zh: '结果是它的倍数，和前面的值同类。' },
  'about from': { en: 'The first date.', zh: '开始的日期。' },
  'about until': { en: 'The second date, often the day of judgement.', zh: '结束的日期，常用认定日。' },
  'about date': { en: 'A date.', zh: '一个日期。' },
  'about name': { en: 'A clause, a group or a limit.', zh: '条款、互斥组或限额的名称。' },
  'about window': {
    en: 'How far back, such as 3 years; without it, all that was ever paid.',
    zh: '往前多久，例如 3年；不写就是历年全部。',
  },
  'number type': { en: 'number', zh: '数' },
  'date type': { en: 'date', zh: '日期' },
  'name type': { en: 'clause', zh: '条款' },
  'time type': { en: 'time', zh: '时间' },
});

type ParameterName = 'value' | 'more' | 'step' | 'from' | 'until' | 'date' | 'name' | 'window';
type ParameterType = 'number type' | 'date type' | 'name type' | 'time type';

const TYPES: Readonly<Record<ParameterName, ParameterType>> = {
  value: 'number type',
  more: 'number type',
  step: 'number type',
  from: 'date type',
  until: 'date type',
  date: 'date type',
  name: 'name type',
  window: 'time type',
};

interface Shape {
  readonly parameters: readonly ParameterName[];
  /** So many of them must be there. */
  readonly least: number;
}

const several: Shape = { parameters: ['value', 'more'], least: 1 };
const rounding: Shape = { parameters: ['value', 'step'], least: 2 };
const span: Shape = { parameters: ['from', 'until'], least: 2 };
const part: Shape = { parameters: ['date'], least: 1 };

const SHAPES: ReadonlyMap<KeywordId, Shape> = new Map<KeywordId, Shape>([
  ['min', several],
  ['max', several],
  ['abs', { parameters: ['value'], least: 1 }],
  ['round function', rounding],
  ['round_down', rounding],
  ['round_up', rounding],
  ['days', span],
  ['months', span],
  ['years', span],
  ['year', part],
  ['month', part],
  ['day', part],
  ['paid', { parameters: ['name', 'window'], least: 1 }],
]);

function signature(id: KeywordId, { parameters, least }: Shape, spelling: string, language: Language): SignatureInformation {
  let label = `${spelling}(`;
  const places = parameters.map((name, index) => {
    const optional = index >= least;
    if (index > 0) label += optional ? '[, ' : ', ';
    const start = label.length;
    label += name === 'more' ? words('more', language) : `${words(name, language)}: ${words(TYPES[name], language)}`;
    const end = label.length;
    if (optional) label += ']';
    return { label: [start, end] as [number, number], documentation: words(`about ${name}`, language) };
  });
  const { text, example } = keywordHelp(id, language);
  return {
    label: `${label})`,
    documentation: { kind: 'markdown', value: `${text}\n\n\`\`\`clause\n${example}\n\`\`\`` },
    parameters: places,
  };
}

interface Call {
  readonly name: Token;
  readonly id: KeywordId;
  /** Of the argument that the cursor is in, from 0. */
  readonly argument: number;
}

/** The innermost function whose parentheses hold the place: commas and brackets are counted back from it. */
function callAround(tokens: readonly Token[], at: number): Call | undefined {
  let depth = 0;
  let argument = 0;
  for (let i = tokens.findLastIndex((token) => token.end <= at && token.kind !== 'comment'); i > 0; i--) {
    const token = tokens[i];
    if (token?.kind !== 'punctuation') continue;
    switch (token.text) {
      case ')':
      case ']':
      case '}':
        depth++;
        break;
      case '(':
      case '[':
      case '{': {
        if (depth > 0) {
          depth--;
          break;
        }
        const name = tokens[i - 1];
        const id = token.text === '(' && name?.kind === 'word' ? functionNamed(name.text) : undefined;
        if (name && id) return { name, id, argument };
        // Around a parenthesis, a set or a table the commas are of another call.
        argument = 0;
        break;
      }
      case ',':
        if (depth === 0) argument++;
        break;
      default:
    }
  }
  return undefined;
}

function functionNamed(word: string): KeywordId | undefined {
  for (const id of SHAPES.keys()) {
    const { en, zh } = keyword(id);
    if (en.includes(word) || zh.includes(word)) return id;
  }
  return undefined;
}

export function signatureHelp(session: Session, params: SignatureHelpParams): SignatureHelp | null {
  const at = placeAt(session, params);
  if (!at?.placed) return null;
  const { item, offset } = at.placed;
  const here = at.offset - offset;
  const inside = item.tokens.find((token) => token.start < here && here < token.end);
  if (inComment(item, here) || inside?.kind === 'string') return null;
  const call = callAround(item.tokens, here);
  const shape = call && SHAPES.get(call.id);
  if (!call || !shape) return null;
  const { parameters } = shape;
  const last = parameters.length - 1;
  const active = parameters[last] === 'more' ? Math.min(call.argument, last) : call.argument;
  return {
    signatures: [signature(call.id, shape, call.name.text, session.language)],
    activeSignature: 0,
    activeParameter: active,
  };
}

export const signatureHelpFeature = feature(SignatureHelpRequest.type, {
  capabilities: { signatureHelpProvider: { triggerCharacters: ['(', '（', ',', '，'], retriggerCharacters: [',', '，', ')', '）'] } },
  params: v.object({ textDocument, position, context: v.optional(v.unknown()) }),
  answer: signatureHelp,
});
