/** Why: which names may be taken at all, before the files are read again under the new name. */
import type { SymbolInfo } from '../core/program/index';
import { builtInUnit } from '../core/program/index';
import { unreadOf } from '../core/program/unread';
import { isDeclarable, isReserved } from '../core/syntax/keywords';
import type { ItemSyntax } from '../core/syntax/tree';
import type { Names } from '../core/workspace';
import type { RefusalName } from './renameWords';

export interface Refusal {
  readonly name: RefusalName;
  readonly data: Readonly<Record<string, string>>;
}

const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;

/** Why something may not be called so; undefined where nothing speaks against it yet. `name` is in NFC. */
export function nameProblem(programs: readonly Names[], symbol: SymbolInfo, name: string): Refusal | undefined {
  const data = { name };
  if (name === '') return { name: 'empty', data };
  if (/^[\d０-９]+$/.test(name)) return { name: 'is-number', data };
  if (!identifier.test(name)) return { name: 'no-name', data };
  if (isReserved(name)) return { name: 'reserved', data };
  if (!isDeclarable(name) && symbol.kind !== 'member' && symbol.kind !== 'field') return { name: 'not-declarable', data };
  if (symbol.kind === 'unit' && builtInUnit(name)) return { name: 'built-in-unit', data };
  for (const names of programs) {
    const taken = takenBy(names, symbol, name);
    if (taken) return { name: taken, data };
  }
  return undefined;
}

/** What has the name already, of those that must differ from the symbol. */
function takenBy({ linked }: Names, { kind, owner = '', type }: SymbolInfo, name: string): RefusalName | undefined {
  const { program } = linked;
  switch (kind) {
    case 'fact':
    case 'let':
    case 'clause':
    case 'exclusive':
    case 'limit':
      if (program.facts.has(name)) return 'taken fact';
      if (program.lets.has(name)) return 'taken let';
      if (program.clauses.has(name)) return 'taken clause';
      return [...program.groups, ...program.limits].some((group) => group.name === name) ? 'taken group' : undefined;
    case 'unit':
      return program.units.has(name) ? 'taken unit' : undefined;
    case 'field': {
      const list = program.facts.get(owner)?.type;
      return list?.kind === 'list' && list.fields.some((field) => field.name === name) ? 'taken field' : undefined;
    }
    case 'member':
      return (type?.kind === 'member' || type?.kind === 'set') && type.members.includes(name) ? 'taken member' : undefined;
    case 'local':
      return program.clauses.get(owner)?.lets.has(name) ? 'taken let' : undefined;
    case 'example':
    case 'file':
      return undefined;
    default:
      return kind satisfies never;
  }
}

/** Why an example may not have this title. */
export function titleProblem({ uri, trees }: Names, title: string): Refusal | undefined {
  if (title === '') return { name: 'empty-title', data: {} };
  if (/[\n\r]/.test(title)) return { name: 'title-lines', data: {} };
  const taken = trees.get(uri)?.items.some(({ item: { node } }) => node.kind === 'example' && node.title?.value === title);
  return taken ? { name: 'taken example', data: { name: title } } : undefined;
}

/** A place where the name stands in what could not be read: nobody can say whether it means the symbol. */
export function unreadable(programs: readonly Names[], symbol: SymbolInfo): { uri: string; start: number } | undefined {
  if (symbol.kind === 'example') return undefined;
  const looked = new Set<ItemSyntax>();
  const clause = symbol.kind === 'local' ? symbol.declaration?.item : undefined;
  for (const { linked, trees } of programs) {
    for (const [uri, { items }] of trees) {
      for (const { item, offset } of items) {
        if (item.problems.length === 0 || looked.has(item) || (clause && item !== clause)) continue;
        looked.add(item);
        if (!unreadOf(item) && !item.problems.some(({ rule }) => rule === 'syntax-error')) continue;
        const lost = item.tokens.find(
          ({ kind, text, keyword, start }) =>
            kind === 'word' && !keyword && holds(text, symbol.name) && !linked.references.at(uri, item, start),
        );
        if (lost) return { uri, start: offset + lost.start };
      }
    }
  }
  return undefined;
}

/** Chinese words stand together: the name may be a part of the word. */
function holds(text: string, name: string): boolean {
  return text === name || (/\P{ASCII}/u.test(text) && text.includes(name));
}
