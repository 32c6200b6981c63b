/** Why: the fixes that findings bring with them, one by one at the cursor, or all that are certain at once. */
import * as v from 'valibot';
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionRequest,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Finding, Fix } from '../core/finding';
import { canonicalUri } from '../core/uris';
import type { Session } from '../session';
import { diagnosticOf } from './diagnostics';
import { feature, range, textDocument } from './feature';
import { fixTitleOf, phrase } from './wording';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.clausewright`;
export const codeActionKinds = [CodeActionKind.QuickFix, fixAllKind];

function workspaceEdit(session: Session, edits: Fix['edits']): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const edit of edits) {
    const { uri, range } = session.location(edit);
    changes[uri] = [...(changes[uri] ?? []), { range, newText: edit.text }];
  }
  return { changes };
}

function wants(params: CodeActionParams, kind: string): boolean {
  const { only } = params.context;
  return !only || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
}

/** The preferred fixes of a file that do not touch each other, first come first served; the rest wait for the next time. */
function together(findings: readonly Finding[]): Fix['edits'] {
  const taken: Fix['edits'][number][] = [];
  for (const finding of findings) {
    const fix = finding.fixes?.find((one) => one.preferred);
    const touches = fix?.edits.some((edit) =>
      taken.some((other) => other.uri === edit.uri && edit.start <= other.end && other.start <= edit.end),
    );
    if (fix && !touches) taken.push(...fix.edits);
  }
  return taken;
}

export function codeActions(session: Session, params: CodeActionParams): CodeAction[] {
  const at = session.at(params.textDocument.uri);
  if (!at) return [];
  const { document, analysis } = at;
  const [from, to] = [document.offsetAt(params.range.start), document.offsetAt(params.range.end)];
  const actions: CodeAction[] = [];
  if (wants(params, CodeActionKind.QuickFix)) {
    for (const finding of analysis.findings) {
      if (finding.range.start > to || finding.range.end < from) continue;
      for (const fix of finding.fixes ?? []) {
        actions.push({
          title: fixTitleOf(finding, fix, session.language),
          kind: CodeActionKind.QuickFix,
          diagnostics: [diagnosticOf(session, document, finding)],
          ...(fix.preferred ? { isPreferred: true } : {}),
          edit: workspaceEdit(session, fix.edits),
        });
      }
    }
  }
  // Offered only where it is asked for by name, as on saving: in the list at the cursor it would stand in the way.
  if (params.context.only && wants(params, fixAllKind)) {
    const own = canonicalUri(params.textDocument.uri);
    const edits = together(analysis.findings).filter((edit) => canonicalUri(edit.uri) === own);
    if (edits.length > 0)
      actions.push({ title: phrase('fix-all', session.language), kind: fixAllKind, edit: workspaceEdit(session, edits) });
  }
  return actions;
}

export const codeActionsFeature = feature(CodeActionRequest.type, {
  capabilities: { codeActionProvider: { codeActionKinds } },
  params: v.object({ textDocument, range, context: v.object({ only: v.optional(v.array(v.string())) }) }),
  answer: codeActions,
});
