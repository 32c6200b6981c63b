/** Declarations of a file that nothing reads, and awards without a figure. Looks at the whole program, through kept summaries. */
import type { Problem } from '../finding';
import type { Clause, Fact, FileInfo, Let, Place, Program } from '../program/program';
import { allReadsOfClause, allReadsOfLet, allReadsOfLimit, allReadsOfTest, type Reads, readsIn } from '../program/reads';
import { entrySpan, itemSpan } from '../program/removal';
import type { FileTree } from '../syntax/tree';
import { resolvePath } from '../uris';

/**
 * How often each name (and field, as `list.field`) is read in a program, expectations included; giving a fact in an example is no reading.
 * Kept up to date by what comes and goes, so that one edit costs one item.
 */
export class ReadCounts {
  private readonly counts = new Map<string, number>();
  private readonly readers = new Map<object, { run: number; readonly names: readonly string[] }>();
  private run = 0;

  update(program: Program): void {
    this.run++;
    for (const l of program.lets.values()) this.take(l, () => namesIn(allReadsOfLet(l)));
    for (const c of program.clauses.values()) this.take(c, () => namesIn(allReadsOfClause(c)));
    for (const l of program.limits) this.take(l, () => namesIn(allReadsOfLimit(l), l.each));
    for (const g of program.groups) this.take(g, () => (g.each === undefined ? [] : [g.each]));
    for (const file of program.files) for (const t of file.requirements) this.take(t, () => namesIn(allReadsOfTest(t)));
    for (const example of program.examples) {
      for (const x of example.expectations)
        this.take(x, () => namesIn(readsIn(x.kind === 'value' ? [x.value] : []), x.target.kind === 'let' ? x.target.name : undefined));
    }
    for (const [reader, known] of this.readers) {
      if (known.run === this.run) continue;
      this.readers.delete(reader);
      this.add(known.names, -1);
    }
  }

  isRead(name: string): boolean {
    return (this.counts.get(name) ?? 0) > 0;
  }

  private take(reader: object, reads: () => readonly string[]): void {
    const known = this.readers.get(reader);
    if (known) {
      known.run = this.run;
      return;
    }
    const names = reads();
    this.readers.set(reader, { run: this.run, names });
    this.add(names, 1);
  }

  private add(names: readonly string[], by: 1 | -1): void {
    for (const name of names) this.counts.set(name, (this.counts.get(name) ?? 0) + by);
  }
}

/** Names and fields, and one name more. */
function namesIn({ names, fields }: Reads, more?: string): readonly string[] {
  return more === undefined ? [...names, ...fields] : [...names, ...fields, more];
}

/** Words that stand in items of the file which could not be read whole: they may be uses that the program does not show. */
function wordsOf(tree: FileTree): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { item } of tree.items) {
    if (item.node.kind === 'example') continue;
    const own = 'name' in item.node ? item.node.name.start : -1;
    for (const token of item.tokens) if (token.kind === 'word' && token.start !== own) words.add(token.text);
  }
  return words;
}

/**
 * Findings of the file `uri` on what it declares, imports and leaves open.
 * `broken`: the file has errors; then whatever is named in its text counts as used.
 */
export function checkProgram(
  program: Program,
  uri: string,
  tree: FileTree,
  { broken, counts }: { readonly broken: boolean; readonly counts: ReadCounts },
): readonly Problem[] {
  const problems: Problem[] = [];
  let pays = [...program.groups, ...program.limits].some((x) => x.place.uri === uri);
  for (const clause of program.clauses.values()) {
    if (clause.place.uri !== uri) continue;
    pays = true;
    if (clause.benefit.kind === 'unspecified')
      problems.push({ name: 'unspecified-award', place: clause.benefit.place, data: { name: clause.name } });
    if (clause.lets.size > 0 && !broken) problems.push(...unusedLocals(clause));
  }
  problems.push(...unusedImports(program, uri, tree));
  // A file that only declares is there to be imported: who uses what is not seen from here.
  if (!pays && !(uri === program.root && program.examples.length > 0)) return problems;
  counts.update(program);
  let words: ReadonlySet<string> | undefined;
  // Looked for only where the program itself reads the name nowhere.
  const isInText = (name: string): boolean => {
    words ??= broken ? wordsOf(tree) : new Set<string>();
    return words.has(name);
  };
  const unread = (name: string) => !counts.isRead(name) && !isInText(name);
  for (const fact of program.facts.values()) {
    if (fact.place.uri !== uri) continue;
    if (unread(fact.name)) problems.push(unusedFact(program, fact));
    else if (fact.type.kind === 'list') {
      const node = fact.place.item.node;
      const declared = node.kind === 'fact' && node.type.kind === 'list' ? node.type.fields : [];
      for (const field of declared) {
        const name = field.name.name;
        if (counts.isRead(`${fact.name}.${name}`) || isInText(name)) continue;
        const place = { ...fact.place, start: field.name.start, end: field.name.end };
        problems.push({ name: 'unused-fact', place, data: { code: 'field', name, list: fact.name } });
      }
    }
  }
  for (const l of program.lets.values()) {
    if (l.place.uri === uri && unread(l.name)) problems.push(unusedLet(l, { code: 'let', name: l.name }));
  }
  return problems;
}

function unusedLocals(clause: Clause): Problem[] {
  const { locals } = allReadsOfClause(clause);
  return [...clause.lets.values()]
    .filter((l) => !locals.has(l.name))
    .map((l) => unusedLet(l, { code: 'local', name: l.name, clause: clause.name }));
}

/** Removed with what examples say of it, which nothing reads either; not where one expects that it is wanting. */
function unusedFact(program: Program, fact: Fact): Problem {
  const edits: { place: Place; text: string }[] = [{ place: { ...fact.place, ...itemSpan(fact.place.item) }, text: '' }];
  let isWanted = false;
  for (const { place, expectations, facts } of program.examples) {
    if (expectations.some((x) => x.kind === 'needs' && x.facts.includes(fact.name))) isWanted = true;
    const { node } = place.item;
    if (!facts.has(fact.name) || node.kind !== 'example') continue;
    for (const s of node.body)
      if (s.kind === 'given' && s.name.name === fact.name) edits.push({ place: { ...place, ...entrySpan(place.item, s) }, text: '' });
  }
  const fixes = isWanted ? [] : [{ title: 'remove-item', data: {}, edits }];
  return { name: 'unused-fact', place: fact.namePlace, data: { code: 'fact', name: fact.name }, fixes };
}

function unusedLet(l: Let, data: Problem['data']): Problem {
  const whole = l.place.item.node.kind === 'let' ? itemSpan(l.place.item) : entrySpan(l.place.item, l.place);
  const fixes = [{ title: 'remove-item', data: {}, edits: [{ place: { ...l.place, ...whole }, text: '' }] }];
  return { name: 'unused-let', place: l.namePlace, data, fixes };
}

// ---------------------------------------------------------------------------------------------- imports

function unusedImports(program: Program, uri: string, tree: FileTree): Problem[] {
  const files = new Map(program.files.map((f) => [f.uri, f]));
  if (!files.get(uri) || !tree.items.some(({ item }) => item.node.kind === 'import')) return [];
  const used = new Set<string>();
  for (const { item } of tree.items) {
    if (item.node.kind !== 'import') for (const token of item.tokens) if (token.kind === 'word') used.add(token.text);
  }
  const ownUnits = new Set(tree.items.flatMap(({ item }) => (item.node.kind === 'unit' ? [item.node.name.name] : [])));
  const usesUnit = [...program.units.keys()].some((unit) => used.has(unit) && !ownUnits.has(unit));
  const problems: Problem[] = [];
  for (const { item } of tree.items) {
    if (item.node.kind !== 'import' || !item.node.path) continue;
    const target = resolvePath(uri, item.node.path.value);
    const reached = target === undefined || !files.has(target) ? undefined : closureOf(target, files);
    if (!reached || reached.has(uri)) continue;
    const from = (x: { place: { uri: string } }) => reached.has(x.place.uri);
    const pays = [...program.clauses.values(), ...program.groups, ...program.limits].some(from);
    const named = [...program.facts.values(), ...program.lets.values()].some((x) => from(x) && used.has(x.name));
    if (pays || named || usesUnit) continue;
    const place = { uri, item, start: item.node.start, end: item.node.end };
    problems.push({
      name: 'unused-import',
      place,
      data: { path: item.node.path.value },
      fixes: [{ title: 'remove-item', data: {}, edits: [{ place: { ...place, ...itemSpan(item) }, text: '' }] }],
    });
  }
  return problems;
}

function closureOf(uri: string, files: ReadonlyMap<string, FileInfo>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [uri];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    open.push(...(files.get(next)?.imports ?? []));
  }
  return reached;
}
