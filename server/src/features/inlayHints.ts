/** Why: the results beside the code: what each example gets, what each expectation came to, what each clause pays the first example. */
import { type InlayHint, InlayHintKind, type InlayHintParams, InlayHintRequest } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Place } from '../core/program/program';
import type { Analysis } from '../core/workspace';
import type { Session } from '../session';
import { type Showing, showOutcome, showTotal } from './amounts';
import { actualOf } from './expectations';
import { feature, rangeParams } from './feature';
import { phrase } from './wording';

/** At the end of the line on which the place ends: nothing that is typed is pushed aside. */
function lineEnd(document: TextDocument, offset: number): number {
  const { line } = document.positionAt(offset);
  const start = document.offsetAt({ line, character: 0 });
  const next = line + 1 < document.lineCount ? document.offsetAt({ line: line + 1, character: 0 }) : document.getText().length;
  return start + document.getText().slice(start, next).trimEnd().length;
}

export function inlayHints(session: Session, params: InlayHintParams): InlayHint[] {
  const at = session.at(params.textDocument.uri);
  if (!at) return [];
  const { document, analysis } = at;
  const showing: Showing = { language: session.language, currency: analysis.program.currency };
  const wanted = session.settings.inlayHints;
  const [from, to] = [document.offsetAt(params.range.start), document.offsetAt(params.range.end)];
  const hints: InlayHint[] = [];
  const add: Add = (place, text, tooltip) => {
    if (place.uri !== analysis.uri) return;
    const end = lineEnd(document, analysis.range(place).end);
    if (end < from || end > to) return;
    const label = text();
    if (label) hints.push({ position: document.positionAt(end), label, kind: InlayHintKind.Type, paddingLeft: true, tooltip });
  };

  if (wanted.clauseAmounts) clauseAmounts(analysis, showing, add);
  for (const result of analysis.examples) {
    const { example, evaluation } = result;
    if (wanted.exampleTotals)
      add(example.namePlace, () => `→ ${showTotal(evaluation.total, showing)}`, phrase('total-tooltip', showing.language));
    if (!wanted.expectations) continue;
    for (const { expectation, passed } of result.expectations) {
      const { place, target } = expectation;
      if (target.kind === 'broken') continue;
      const text = (): string => `${passed ? '✓' : '✗'} ${actualOf(target, result, analysis, showing)}`;
      add(place, text, phrase('expectation-tooltip', showing.language));
    }
  }
  return hints;
}

/** Puts a text at the end of the line on which the place ends, if that is asked for. */
type Add = (place: Place, text: () => string, tooltip: string) => void;

function clauseAmounts(analysis: Analysis, showing: Showing, add: Add): void {
  const first = analysis.examples[0];
  if (!first) return;
  const tooltip = phrase('clause-tooltip', showing.language, { example: first.example.title });
  for (const clause of analysis.program.clauses.values()) {
    const outcome = first.evaluation.clauses.get(clause.name);
    if (outcome) add(clause.namePlace, () => `→ ${showOutcome(outcome, clause.currency, showing)}`, tooltip);
  }
}

export const inlayHintsFeature = feature(InlayHintRequest.type, {
  capabilities: { inlayHintProvider: true },
  params: rangeParams,
  answer: inlayHints,
});
