/** Why: once a result has been checked against the document, it is written down, so that it stays so. */

import { literalOf } from '../../core/evaluate/display';
import type { ExampleResult } from '../../core/evaluate/incremental';
import { neededFacts } from '../../core/evaluate/index';
import { spell } from '../../core/syntax/keywords';
import { diagnosticOf } from '../diagnostics';
import { phrasebook } from '../wording';
import { type Action, type Asked, type AskedItem, type Change, editsOf, itemAction, kinds, type Offer } from './action';
import { findingsAt } from './findings';
import { indentOf, lineEnd, lineStart, newlineOf } from './lines';
import { languageOfItem } from './words';

const say = phrasebook({
  actual: { en: 'Expect what it is: {text}', zh: '改为实际结果：{text}' },
  exact: { en: 'Expect exactly {text}', zh: '改为精确值 {text}' },
  all: { en: 'Expect what it is: all {count} failing expectations of this example', zh: '改为实际结果：本示例中全部 {count} 处不符的预期' },
  file: { en: 'Expect what it is: all {count} failing expectations of this file', zh: '改为实际结果：本文件中全部 {count} 处不符的预期' },
  total: { en: 'Expect the total: {text}', zh: '写下总计：{text}' },
});

function failing(result: ExampleResult): Change[] {
  return result.expectations.flatMap(({ passed, failure, replacement }) =>
    !passed && failure !== 'broken' && replacement && replacement.place.item === result.example.place.item
      ? [{ start: replacement.place.start, end: replacement.place.end, text: replacement.text }]
      : [],
  );
}

/** The actual value in place of one that is none of its type (`expect total = 20` of an amount), beside what mends what is written. */
function instead(asked: Asked): Offer[] {
  const { analysis, placed, from, to, session, document, language } = asked;
  if (placed?.item.node.kind !== 'example') return [];
  const result = analysis.examples.find(({ example }) => example.place.item === placed.item);
  return (result?.expectations ?? []).flatMap(({ expectation: e, failure, replacement }): Offer[] => {
    if (failure !== 'broken' || e.kind !== 'value' || !replacement || replacement.place.item !== placed.item) return [];
    const [start, end] = [placed.offset + e.valuePlace.start, placed.offset + e.valuePlace.end];
    const found = findingsAt(asked).filter(({ name, range }) => name.endsWith('-mismatch') && range.start >= start && range.end <= end);
    if (found.length === 0 || from > end || to < placed.offset + e.place.start) return [];
    const edits = [
      {
        uri: analysis.uri,
        start: placed.offset + replacement.place.start,
        end: placed.offset + replacement.place.end,
        text: replacement.text,
      },
    ];
    const diagnostics = found.map((finding) => diagnosticOf(session, document, finding));
    return [
      {
        id: `actual ${e.place.start}`,
        title: say('actual', language, { text: replacement.text.trim() }),
        kind: kinds.fix,
        diagnostics,
        edits,
      },
    ];
  });
}

/** The figure itself in place of one that holds within a tolerance. */
function exact(asked: AskedItem, result: ExampleResult): Offer[] {
  const { item, start, end, language, analysis } = asked;
  return result.expectations.flatMap((x): Offer[] => {
    const { expectation: e, actual, type, mark } = x;
    if (!x.passed || e.kind !== 'value' || !e.tolerance || e.place.start > start || e.place.end < end) return [];
    const words = languageOfItem(item);
    const literal =
      actual.state === 'known' ? literalOf(actual.value, type, { language: words, units: analysis.program.units }) : undefined;
    if (literal === undefined) return [];
    const text = `= ${literal}${mark === 'at most' && e.atMost ? ` ${spell('at most', words)}` : ''}`;
    const edits = editsOf(asked, [{ start: e.namePlace.end, end: e.place.end, text: ` ${text}` }]);
    return [{ id: `exact ${e.place.start}`, title: say('exact', language, { text: literal }), kind: kinds.rewrite, edits }];
  });
}

/** What `expect total` would have to say to hold; undefined where there are no words for it. */
function totalText({ evaluation }: ExampleResult, asked: AskedItem, words: 'en' | 'zh'): string | undefined {
  const { program } = asked.analysis;
  const { status, value } = evaluation.total;
  if (value.state === 'known' && status === 'known') {
    const literal = literalOf(
      value.value,
      { kind: 'number', dimension: program.currency ?? '' },
      { language: words, units: program.units },
    );
    return literal && `= ${literal}${value.mark === 'at most' ? ` ${spell('at most', words)}` : ''}`;
  }
  if (value.state === 'unknown' && status === 'unknown') {
    const needs = neededFacts(value.needs);
    return needs.length > 0 ? `${spell('needs', words)} ${needs.join(', ')}` : spell('unknown', words);
  }
  return status === 'conflict' ? spell('conflict', words) : undefined;
}

/** `expect total …` as the last line of an example that says nothing of its total. */
function addTotal(asked: AskedItem, result: ExampleResult): Offer[] {
  const { item, language } = asked;
  const { node, text } = item;
  if (node.kind !== 'example' || node.body.some((s) => s.kind === 'expect' && s.total)) return [];
  const words = languageOfItem(item);
  const said = totalText(result, asked, words);
  const brace = item.tokens.findLast((t) => t.text === '}' && t.end <= node.end);
  if (said === undefined || !brace || brace.end !== node.end) return [];
  const line = `${spell('expect', words)} ${spell('total', words)} ${said}`;
  const last = node.body.at(-1);
  const indent = last && indentOf(text, last.start);
  const edits = (): Change[] => {
    if (last && indent !== undefined && indentOf(text, brace.start) !== undefined) {
      const at = lineEnd(text, last.end);
      return [{ start: at, end: at, text: `${newlineOf(text)}${text.slice(lineStart(text, last.start), last.start)}${line}` }];
    }
    // Everything on one line, or an example without anything in it.
    if (!last) return [{ start: brace.start, end: brace.start, text: / $/.test(text.slice(0, brace.start)) ? `${line} ` : ` ${line} ` }];
    return [{ start: last.end, end: last.end, text: `; ${line}` }];
  };
  return [
    {
      id: 'total',
      title: say('total', language, { text: shortened(said.replace(/^= /, '')) }),
      kind: kinds.rewrite,
      edits: editsOf(asked, edits()),
    },
  ];
}

/** For a menu: of many names the first ones. */
function shortened(text: string): string {
  const names = text.split(', ');
  return names.length > 5 ? `${names.slice(0, 4).join(', ')}, …` : text;
}

function expectations(asked: AskedItem): Offer[] {
  const { analysis, item, language } = asked;
  if (item.node.kind !== 'example') return [];
  const result = analysis.examples.find(({ example }) => example.place.item === item);
  if (!result) return [];
  const offers = [...exact(asked, result), ...addTotal(asked, result)];
  const own = failing(result);
  if (own.length > 1)
    offers.push({ id: 'all', title: say('all', language, { count: String(own.length) }), kind: kinds.rewrite, edits: editsOf(asked, own) });
  const offsets = new Map(analysis.tree.items.map((placed) => [placed.item, placed.offset]));
  const all = analysis.examples.flatMap((one) => {
    const offset = offsets.get(one.example.place.item) ?? 0;
    return failing(one).map(({ start, end, text }) => ({ uri: analysis.uri, start: offset + start, end: offset + end, text }));
  });
  if (all.length > Math.max(own.length, 1))
    offers.push({ id: 'file', title: say('file', language, { count: String(all.length) }), kind: kinds.rewrite, edits: all });
  return offers;
}

export const actualAction: Action = { kind: kinds.fix, offer: instead };
export const expectationsAction = itemAction(kinds.rewrite, expectations);
