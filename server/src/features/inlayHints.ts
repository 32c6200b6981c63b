/** Why: the results beside the code: of each example its total, of the policy what it comes to for the selected example, line by line. */

import * as v from 'valibot';
import {
  type InlayHint,
  InlayHintKind,
  type InlayHintParams,
  InlayHintRequest,
  InlayHintResolveRequest,
  MarkupKind,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Place, Program } from '../core/program/program';
import type { ItemSyntax, PlacedItem } from '../core/syntax/tree';
import type { Analysis } from '../core/workspace';
import type { Settings } from '../protocol';
import type { OpenFile, Session } from '../session';
import { feature, position, rangeParams } from './feature';
import { clauseHint } from './hints/clauses';
import { conditionHints, requirementHint } from './hints/conditions';
import { expectationHints, totalHint } from './hints/examples';
import { groupHint, limitHint } from './hints/groups';
import type { Add, Hint } from './hints/hint';
import { letHint, localLetHints } from './hints/lets';
import { letRowHints, localRowHints, stepRowHints } from './hints/rows';
import { stepHints } from './hints/steps';
import { type ExampleResult, type View, viewOf } from './view';

interface Placed {
  readonly hint: Hint;
  /** Offset in the document. */
  readonly offset: number;
}

/** At the end of the line on which the place ends: nothing that is typed is pushed aside. */
function lineEnd(document: TextDocument, offset: number): number {
  const { line } = document.positionAt(offset);
  const start = document.offsetAt({ line, character: 0 });
  const next = line + 1 < document.lineCount ? document.offsetAt({ line: line + 1, character: 0 }) : document.getText().length;
  return start + document.getText().slice(start, next).trimEnd().length;
}

/** The items that stand, if only in part, between two offsets. They are in order. */
function itemsWithin(items: readonly PlacedItem[], from: number, to: number): readonly PlacedItem[] {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const placed = items[middle];
    if (placed && placed.offset + placed.item.text.length < from) low = middle + 1;
    else high = middle;
  }
  const found: PlacedItem[] = [];
  for (let placed = items[low]; placed && placed.offset <= to; placed = items[++low]) found.push(placed);
  return found;
}

const byItem = new WeakMap<readonly ExampleResult[], ReadonlyMap<ItemSyntax, ExampleResult>>();

function exampleAt({ examples }: Analysis, item: ItemSyntax): ExampleResult | undefined {
  const known = byItem.get(examples) ?? new Map(examples.map((one) => [one.example.place.item, one]));
  byItem.set(examples, known);
  return known.get(item);
}

/** The hints of one item, each at its place. A name that another item declares too belongs to that one. */
function itemHints(view: View, item: ItemSyntax, wanted: Settings['inlayHints'], add: Add): void {
  const { node } = item;
  const { program, uri } = view.analysis;
  const own = <T extends { readonly place: Place }>(found: T | undefined): T | undefined =>
    found?.place.item === item ? found : undefined;
  switch (node.kind) {
    case 'clause': {
      const clause = own(program.clauses.get(node.name.name));
      if (!clause) return;
      if (wanted.clauseAmounts) clauseHint(view, clause, add);
      if (wanted.lets) {
        localLetHints(view, clause, add);
        localRowHints(view, clause, add);
      }
      if (wanted.conditions) conditionHints(view, clause, add);
      if (wanted.steps) {
        stepHints(view, clause, add);
        stepRowHints(view, clause, add);
      }
      return;
    }
    case 'let': {
      const found = own(program.lets.get(node.name.name));
      if (!found || !wanted.lets) return;
      letHint(view, found, add);
      letRowHints(view, found, add);
      return;
    }
    case 'require': {
      const test = wanted.conditions && requirementsOf(program, uri).find((one) => own(one));
      if (test) requirementHint(view, test, add);
      return;
    }
    case 'exclusive': {
      const group = wanted.groups && program.groups.find((one) => own(one));
      if (group) groupHint(view, group, add);
      return;
    }
    case 'limit': {
      const limit = wanted.groups && program.limits.find((one) => own(one));
      if (limit) limitHint(view, limit, add);
      return;
    }
    case 'example': {
      const result = exampleAt(view.analysis, item);
      if (!result) return;
      if (wanted.exampleTotals) totalHint(view, result, add);
      if (wanted.expectations) expectationHints(view, result, add);
      return;
    }
    case 'policy':
    case 'import':
    case 'unit':
    case 'fact':
    case 'section':
    case 'qualitative':
    case 'broken':
      return;
    default:
      node satisfies never;
  }
}

function requirementsOf(program: Program, uri: string) {
  return program.files.find((one) => one.uri === uri)?.requirements ?? [];
}

/** In the order in which they stand. */
function hintsBetween(session: Session, { document, analysis }: OpenFile, from: number, to: number): Placed[] {
  const view = viewOf(session, analysis);
  if (!view) return [];
  const found: Placed[] = [];
  for (const { item, offset } of itemsWithin(analysis.tree.items, from, to)) {
    itemHints(view, item, session.settings.inlayHints, (hint) => {
      if (hint.place.item !== item) return;
      const end = lineEnd(document, offset + hint.place.end);
      if (end >= from && end <= to) found.push({ hint, offset: end });
    });
  }
  return found.sort((a, b) => a.offset - b.offset);
}

export function inlayHints(session: Session, params: InlayHintParams): InlayHint[] {
  const file = session.at(params.textDocument.uri);
  if (!file) return [];
  const { document } = file;
  return hintsBetween(session, file, document.offsetAt(params.range.start), document.offsetAt(params.range.end)).map(
    ({ hint, offset }) => ({
      position: document.positionAt(offset),
      label: hint.label,
      kind: InlayHintKind.Type,
      paddingLeft: true,
      data: { uri: params.textDocument.uri },
    }),
  );
}

/** The hint with what is said of it when the pointer rests on it; as it was where its line has changed since. */
export function resolveInlayHint(session: Session, hint: InlayHint): InlayHint {
  const data: unknown = hint.data;
  const file = v.is(dataShape, data) ? session.at(data.uri) : undefined;
  if (!file) return hint;
  const offset = file.document.offsetAt(hint.position);
  const found = hintsBetween(session, file, offset, offset).find((one) => one.hint.label === hint.label)?.hint;
  if (!found) return hint;
  const { target } = found;
  const location = target && session.location(file.analysis.range(target));
  return {
    ...hint,
    tooltip: { kind: MarkupKind.Markdown, value: found.tooltip() },
    ...(location ? { label: [{ value: found.label, location }] } : {}),
  };
}

const dataShape = v.object({ uri: v.string() });
const labelShape = v.union([v.string(), v.array(v.looseObject({ value: v.string() }))]);

export const inlayHintsFeature = feature(InlayHintRequest.type, {
  capabilities: { inlayHintProvider: { resolveProvider: true } },
  params: rangeParams,
  answer: inlayHints,
});

export const inlayHintResolveFeature = feature(InlayHintResolveRequest.type, {
  params: v.looseObject({ position, label: labelShape }),
  answer: resolveInlayHint,
});
