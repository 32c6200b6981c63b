/**
 * Renaming changes nothing but names: every name of real policies (of the longest every third or so) is renamed to a fresh one, one after the
 * other, and then back. Findings, outcomes and amounts stay what they were; the text comes back as it was but for blanks that had to be put in.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Value } from '../../server/src/core/evaluate/values';
import { canonicalUri } from '../../server/src/core/uris';
import { rename } from '../../server/src/features/rename';
import { Session } from '../../server/src/session';

const root = join(import.meta.dirname, '..', '..');

function policiesIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return policiesIn(path);
      return /\.clause(\.md)?$/.test(name) ? [canonicalUri(pathToFileURL(path).toString())] : [];
    });
}

const onDisk = new Map<string, string>();
for (const uri of [...policiesIn(join(root, 'samples')), ...policiesIn(join(root, 'test/policies'))])
  onDisk.set(uri, readFileSync(new URL(uri), 'utf8'));

/** A folder in which only these files are; each open in the editor. */
class Folder {
  readonly session: Session;
  readonly texts: Map<string, string>;
  private version = 0;

  constructor(files: readonly string[]) {
    this.texts = new Map(files.map((uri) => [uri, onDisk.get(uri) ?? '']));
    this.session = new Session({
      read: (uri) => {
        const text = this.texts.get(uri);
        return text === undefined ? { error: 'missing' } : { text };
      },
      list: () => [[...this.texts.keys()]],
      page: () => undefined,
    });
    this.session.changeFolders([pathToFileURL(root).toString()]);
    for (const [uri, text] of this.texts) this.session.open(uri, 'clause', this.version, text);
  }

  /** Offsets of all that is declared in the file, in the order of the text. */
  declared(uri: string): number[] {
    const { linked, range } = this.session.workspace.names(uri);
    return linked.references.inFile(uri).flatMap(({ isDeclaration, place }) => (isDeclaration ? [range(place).start] : []));
  }

  nameOf(uri: string, index: number): string {
    const { linked } = this.session.workspace.names(uri);
    return linked.references.inFile(uri).filter(({ isDeclaration }) => isDeclaration)[index]?.symbol.name ?? '';
  }

  rename(uri: string, index: number, newName: string): void {
    const document = TextDocument.create(uri, 'clause', 0, this.texts.get(uri) ?? '');
    const offset = this.declared(uri)[index] ?? 0;
    const edit: WorkspaceEdit | null = rename(this.session, { textDocument: { uri }, position: document.positionAt(offset), newName });
    for (const [changed, edits] of Object.entries(edit?.changes ?? {})) {
      const text = TextDocument.applyEdits(TextDocument.create(changed, 'clause', 0, this.texts.get(changed) ?? ''), edits);
      this.texts.set(changed, text);
      this.session.open(changed, 'clause', ++this.version, text);
    }
  }

  /** What the files come to, without any names. */
  meaning(): unknown {
    return [...this.texts.keys()].map((uri) => {
      const { findings, examples } = this.session.workspace.analyse(uri);
      return {
        // Blanks that are put in part glued words.
        findings: findings.map(({ name }) => name).filter((name) => name !== 'glued-keyword'),
        examples: examples.map(({ evaluation, expectations }) => ({
          total: [evaluation.total.status, amount(evaluation.total.value)],
          clauses: [...evaluation.clauses.values()].map(({ status, amount: paid }) => [status, amount(paid)]),
          limits: evaluation.limits.map(({ after }) => amount(after)),
          expectations: expectations.map(({ passed }) => passed),
        })),
      };
    });
  }
}

function amount(value: Value): string {
  return value.state === 'known' && value.value.kind === 'number' ? String(value.value.value) : value.state;
}

/** Files that belong together: those of one folder where one imports another, else each by itself. */
function groups(): string[][] {
  const all = new Folder([...onDisk.keys()]);
  const open = new Set(onDisk.keys());
  const found: string[][] = [];
  for (const uri of onDisk.keys()) {
    if (!open.has(uri)) continue;
    const group = new Set([uri]);
    for (let size = 0; size !== group.size; ) {
      size = group.size;
      for (const one of [...group]) {
        for (const other of [...all.session.programsWith(one), ...all.session.workspace.closure(one)]) group.add(other);
      }
    }
    for (const one of group) open.delete(one);
    found.push([...group].filter((one) => onDisk.has(one)));
  }
  return found;
}

/** Names that are changed in files that belong together. */
const most = 60;
const blanks = /[ \t]/g;
const fresh = fc.constantFrom('q', 'Ω', '新', '项目的额', 'zz_', '若干', 'total_', '第三年', '不足', 'a1b');

describe.each(groups().map((files) => [files[0]?.slice(pathToFileURL(root).toString().length + 1) ?? '', files] as const))(
  '%s',
  (_name, files) => {
    it('means the same under other names, and is itself again under its own', () => {
      const before = new Folder(files);
      const meaning = before.meaning();
      fc.assert(
        fc.property(fc.array(fresh, { minLength: 3, maxLength: 3 }), fc.nat(100), (bases, first) => {
          const folder = new Folder(files);
          const renamed: { uri: string; index: number; name: string }[] = [];
          const count = files.reduce((sum, uri) => sum + folder.declared(uri).length, 0);
          const step = Math.ceil(count / most);
          for (const uri of files) {
            for (const index of folder.declared(uri).keys()) {
              if ((index + first) % step !== 0) continue;
              const name = folder.nameOf(uri, index);
              folder.rename(uri, index, `${bases[index % bases.length]}${renamed.length}`);
              renamed.push({ uri, index, name });
            }
          }
          expect(folder.meaning()).toEqual(meaning);
          for (const { uri, index, name } of renamed.reverse()) folder.rename(uri, index, name);
          for (const uri of files) expect(folder.texts.get(uri)?.replace(blanks, '')).toBe(onDisk.get(uri)?.replace(blanks, ''));
          expect(folder.meaning()).toEqual(meaning);
        }),
        { numRuns: 1, seed: 7 },
      );
    }, 600_000);
  },
);
