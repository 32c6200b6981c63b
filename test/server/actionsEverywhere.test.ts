/**
 * Over the policies of the repository, at random places: what is offered comes out as a text without new errors; what says that it keeps the
 * meaning leaves every example's total, and every finding's name, as they were.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CodeAction, CodeActionParams } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { random } from '../../bench/generate';
import type { Analysis } from '../../server/src/core/workspace';
import { showAmount } from '../../server/src/features/amounts';
import { codeActions, resolveCodeAction } from '../../server/src/features/codeActions/index';
import { scratchOf } from '../../server/src/features/codeActions/scratch';
import { readText } from '../../server/src/host/nodeHost';
import { Session } from '../../server/src/session';

const root = join(import.meta.dirname, '..', '..');
const files = ['samples', 'test/policies'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.clause') || name.endsWith('.clause.md'))
    .map((name) => join(folder, name)),
);

/** Those that only say the same in other words. */
const keeps = /^(Extract into|Replace “|Split into|Join with|Write )/;
/** Findings of how something is written: turning the keywords of a file also lays it out, which mends these. */
const spelling = new Set(['glued-keyword', 'fullwidth-punctuation']);

function open(file: string): { session: Session; uri: string; text: string } {
  const session = new Session({ read: (uri) => readText(URI.parse(uri).fsPath), list: () => [], page: () => undefined });
  session.client = {
    workspace: { workspaceEdit: { documentChanges: true } },
    textDocument: { codeAction: { resolveSupport: { properties: ['edit'] } } },
  };
  session.changeFolders([URI.file(root).toString()]);
  const uri = URI.file(join(root, file)).toString();
  const text = readFileSync(join(root, file), 'utf8');
  session.open(uri, 'clause', 1, text);
  return { session, uri, text };
}

const totals = (analysis: Analysis) =>
  analysis.examples.map(({ example, evaluation }) => {
    const { status, value } = evaluation.total;
    const said = value.state === 'known' && value.value.kind === 'number' ? value.value.value.toString() : value.state;
    return `${example.title}: ${status} ${said} ${'mark' in value ? value.mark : ''}`;
  });
const errors = (analysis: Analysis) => analysis.findings.filter((f) => f.severity === 'error').map((f) => f.name);
const names = (analysis: Analysis) =>
  analysis.findings
    .map((f) => f.name)
    .filter((name) => !spelling.has(name))
    .sort();

/** What the clause at the place pays before groups and limits, or the total where there is none, as the hints show it. */
function amountOf(then: Analysis, before: Analysis, at: number, title: string): string {
  const node = before.tree.items.findLast(({ offset }) => offset <= at)?.item.node;
  const { program, examples } = then;
  const evaluation = examples.find(({ example }) => example.title === title)?.evaluation;
  const clause = node?.kind === 'clause' ? program.clauses.get(node.name.name) : undefined;
  const value = clause ? evaluation?.clauses.get(clause.name)?.gross : evaluation?.total.value;
  return value ? showAmount(value, { language: 'en', currency: program.currency }, clause?.currency ?? program.currency) : '';
}

/** Actions that named an amount, which was then held against the text that they made. */
let checked = 0;

function applied(session: Session, uri: string, text: string, action: CodeAction): string {
  const { edit } = action.edit ? action : resolveCodeAction(session, action);
  const document = session.at(uri)?.document;
  if (!document) throw new Error('not open');
  const edits = (edit?.documentChanges ?? []).flatMap((change) =>
    'textDocument' in change && change.textDocument.uri === document.uri ? change.edits : [],
  );
  return edits
    .flatMap((e) =>
      'newText' in e ? [{ start: document.offsetAt(e.range.start), end: document.offsetAt(e.range.end), text: e.newText }] : [],
    )
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((t, e) => t.slice(0, e.start) + e.text + t.slice(e.end), text);
}

/** A cursor, or the span of a node or of a few words around a place. */
function place(analysis: Analysis, at: number, next: () => number): [number, number] {
  if (next() < 0.4) return [at, at];
  const placed = analysis.tree.items.findLast(({ offset }) => offset <= at);
  if (!placed) return [at, at];
  const spans: [number, number][] = [];
  const walk = (x: unknown): void => {
    if (typeof x !== 'object' || x === null) return;
    if ('start' in x && 'end' in x && 'kind' in x) {
      const [start, end] = [placed.offset + Number(x.start), placed.offset + Number(x.end)];
      if (start <= at && at <= end && start < end) spans.push([start, end]);
    }
    for (const part of Object.values(x)) walk(part);
  };
  walk(placed.item.node);
  return spans[Math.floor(next() * spans.length)] ?? [at, at];
}

describe('every policy of the repository', () => {
  for (const [seed, file] of files.entries()) {
    it(file, () => {
      const { session, uri, text } = open(file);
      const at = session.at(uri);
      if (!at) throw new Error('not analysed');
      const { analysis, document } = at;
      const scratch = scratchOf(session);
      const next = random(seed);
      const [wanted, before] = [totals(analysis), errors(analysis)];
      const tried = new Set<string>();
      const choosing = new Set(['by', 'marginal', 'highest', 'first', 'choose']);
      const heads = analysis.tree.items.flatMap(({ item, offset }) =>
        item.tokens.flatMap((t) => (t.keyword && choosing.has(t.keyword) ? [offset + t.start] : [])),
      );
      // Long files say the same many times over.
      const places = analysis.tree.items.length > 100 ? 12 : 60;
      for (let n = 0; n < places; n++) {
        const somewhere = Math.floor(next() * text.length);
        const head = heads[Math.floor(next() * heads.length)];
        const [from, to] = n % 4 === 0 && head !== undefined ? [head, head] : place(analysis, somewhere, next);
        session.locale = 'en';
        const params: CodeActionParams = {
          textDocument: { uri },
          range: { start: document.positionAt(from), end: document.positionAt(to) },
          context: { diagnostics: [] },
        };
        for (const action of codeActions(session, params)) {
          expect(action.title).not.toMatch(/undefined|NaN|\[object|\{\w+\}/);
          const now = applied(session, uri, text, action);
          if (tried.has(now)) continue;
          tried.add(now);
          scratch.setText(uri, now);
          const then = scratch.analyse(uri);
          const said = `${action.title} at ${JSON.stringify(text.slice(from, Math.max(to, from + 30)))}\n${then.findings.map((f) => `${f.name} ${JSON.stringify(f.data)} ${now.slice(f.range.start, f.range.end)}`).join('\n')}`;
          const fresh = errors(then).filter((name) => !before.includes(name) && name !== 'expectation-failed');
          expect(fresh, said).toEqual([]);
          const promised = /: (.+) instead of .+ for “(.+)”$/.exec(action.title) ?? /: (.+) for “(.+)” either way$/.exec(action.title);
          if (promised) {
            checked++;
            expect(amountOf(then, analysis, from, promised[2] ?? ''), said).toBe(promised[1]);
          }
          if (!keeps.test(action.title) || !action.kind?.startsWith('refactor')) continue;
          expect(now, said).not.toBe(text);
          expect(totals(then), said).toEqual(wanted);
          // A table that is put where it is used is seen with the conditions there, which some of its rows may not get through.
          const isPut = action.kind === 'refactor.inline';
          const seen = names(then).filter((name) => !isPut || name !== 'row-unreachable' || names(analysis).includes(name));
          expect(seen, said).toEqual(names(analysis));
        }
      }
    }, 120_000);
  }

  it('named amounts', () => {
    expect(checked).toBeGreaterThan(20);
  });
});
