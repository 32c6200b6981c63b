/**
 * Why: above each example what can be done with it, above each clause and group what the examples make of it, and what a change
 * does to it. Only places are worked out for
 * the whole file; what is counted is counted for the lenses that are on the screen (`codeLens/resolve`).
 */
import * as v from 'valibot';
import {
  type CodeLens,
  CodeLensRequest,
  CodeLensResolveRequest,
  type Command,
  type DocumentUri,
  type Position,
} from 'vscode-languageserver';
import type { ExampleResult } from '../core/evaluate/incremental';
import type { Place } from '../core/program/program';
import { differenceLenses } from '../differences/lenses';
import { editorCommands, serverCommands } from '../protocol';
import { type OpenFile, rangeIn, type Session } from '../session';
import { showTotal } from './amounts';
import { clauseTally, type Tally } from './clauseTally';
import { documentParams, feature, range } from './feature';
import { groupTally } from './groupTally';
import { phrasebook } from './wording';

const say = phrasebook({
  select: { en: 'Select', zh: '选定' },
  selected: { en: '● selected', zh: '● 已选定' },
  run: { en: 'Run', zh: '运行' },
  'run-met': { en: 'Run ✓ {count} expectations', zh: '运行 ✓ {count} 项应得' },
  'run-one-met': { en: 'Run ✓ 1 expectation', zh: '运行 ✓ 1 项应得' },
  'run-failed': { en: 'Run ✗ {failed} of {count} fail', zh: '运行 ✗ {count} 项中 {failed} 项不符' },
  'run-one-failed': { en: 'Run ✗ {failed} of {count} fails', zh: '运行 ✗ {count} 项中 {failed} 项不符' },
  explain: { en: 'Explain', zh: '解释' },
  preview: { en: 'Preview', zh: '预览' },
  total: { en: 'Total: {value}', zh: '总计：{value}' },
});

/** What an unresolved lens is about. */
interface Asked {
  readonly uri: DocumentUri;
  readonly of: 'clause' | 'group' | 'total';
  /** Of an example its title. */
  readonly name: string;
}
const asked = v.object({ uri: v.string(), of: v.picklist(['clause', 'group', 'total']), name: v.string() });

export function codeLenses(session: Session, uri: DocumentUri): CodeLens[] {
  const file = session.at(uri);
  if (!file) return [];
  const { document, analysis } = file;
  const { examples, clauses, groups, difference } = session.settings.codeLens;
  const lenses: CodeLens[] = [];
  const rangeOf = (place: Place) => rangeIn(document, analysis.range(place));
  const later = (of: Asked['of'], name: string, place: Place) => {
    if (place.uri === analysis.uri) lenses.push({ range: rangeOf(place), data: { uri: document.uri, of, name } satisfies Asked });
  };
  // What examples in other files make of a clause, those files say.
  if (analysis.examples.length > 0) {
    if (clauses) for (const { name, namePlace } of analysis.program.clauses.values()) later('clause', name, namePlace);
    if (groups) for (const { name, namePlace } of analysis.program.groups) later('group', name, namePlace);
  }
  if (difference) lenses.push(...differenceLenses(session, file));
  if (examples) {
    const selected = session.selected(analysis);
    for (const result of analysis.examples) {
      const range = rangeOf(result.example.namePlace);
      for (const command of exampleCommands(session, file, result, result === selected)) lenses.push({ range, command });
      later('total', result.example.title, result.example.namePlace);
    }
  }
  return lenses;
}

function exampleCommands(session: Session, { document }: OpenFile, result: ExampleResult, selected: boolean): Command[] {
  const { language } = session;
  const { example, expectations } = result;
  const failed = expectations.filter(({ passed }) => !passed).length;
  const count = expectations.length;
  const state = count === 0 ? 'run' : failed > 1 ? 'run-failed' : failed === 1 ? 'run-one-failed' : count === 1 ? 'run-one-met' : 'run-met';
  const command = (title: string, name: string): Command => ({ title, command: name, arguments: [document.uri, example.title] });
  return [
    command(say(selected ? 'selected' : 'select', language), serverCommands.selectExample),
    command(say(state, language, { count: String(count), failed: String(failed) }), serverCommands.runExample),
    command(say('explain', language), serverCommands.explainExample),
    ...(session.options.preview ? [command(say('preview', language), editorCommands.previewExample)] : []),
  ];
}

/** The lens with its text; without a text where what it was about is gone. */
export function resolveCodeLens(session: Session, lens: CodeLens): CodeLens {
  if (lens.command) return lens;
  const given = v.safeParse(asked, lens.data);
  const file = given.success ? session.at(given.output.uri) : undefined;
  const command = given.success && file && commandOf(session, file, given.output, lens.range.start);
  return { ...lens, command: command || { title: '', command: '' } };
}

function commandOf(session: Session, file: OpenFile, { of, name }: Asked, at: Position): Command | undefined {
  const { document, analysis } = file;
  const { program } = analysis;
  const { language } = session;
  const tallied = ({ title, examples }: Tally): Command => {
    if (examples.length === 0) return { title, command: '' };
    const places = examples.map(({ example }) => session.location(analysis.range(example.namePlace)));
    return { title, command: editorCommands.showExamples, arguments: [document.uri, at, places] };
  };
  switch (of) {
    case 'clause': {
      const clause = program.clauses.get(name);
      return clause && tallied(clauseTally(analysis, clause, language));
    }
    case 'group': {
      const group = program.groups.find((each) => each.name === name);
      return group && tallied(groupTally(analysis, group, language));
    }
    case 'total': {
      const result = analysis.examples.find(({ example }) => example.title === name);
      if (!result) return undefined;
      const value = showTotal(result.evaluation.total, { language, currency: program.currency });
      return { title: say('total', language, { value }), command: serverCommands.explainExample, arguments: [document.uri, name] };
    }
    default:
      return of satisfies never;
  }
}

export const codeLensFeature = feature(CodeLensRequest.type, {
  capabilities: { codeLensProvider: { resolveProvider: true } },
  params: documentParams,
  answer: (session, { textDocument }) => codeLenses(session, textDocument.uri),
});

export const codeLensResolveFeature = feature(CodeLensResolveRequest.type, {
  params: v.object({ range, data: v.optional(v.unknown()), command: v.optional(v.unknown()) }),
  answer: resolveCodeLens,
});
