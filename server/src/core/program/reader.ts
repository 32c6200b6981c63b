/**
 * What lowering one item may ask of the rest of the program, with a record of every answer: the record decides whether the item's result
 * can be kept. It also gathers the item's problems and references.
 */
import type { ItemSyntax, Span } from '../syntax/tree';
import { type FixTitle, type Kind, type ProgramFinding, type ProgramProblem, problem, type RelatedNote } from './problems';
import type { Place } from './program';
import type { GlobalSymbol } from './symbols';
import type { Unit } from './units';
import { unreadOf } from './unread';

/** A kind of question and its subject: `g:cost` (a name), `u:席` (a unit), `$:` (the file's currency) … */
export type Dependency = string;

/** The program as items see it. */
export interface Environment {
  /** Whether answers are noted down, so that results can be kept. */
  readonly recording: boolean;
  symbol(name: string): GlobalSymbol | undefined;
  unit(name: string): Unit | undefined;
  /** ISO code of what `money` means in the file. */
  currency(uri: string): string;
  /** ISO code of the program's total. */
  totalCurrency(): string;
  example(title: string): boolean;
  /** True if an import failed: an undeclared name may be declared there, and is not reported as well. */
  incomplete(): boolean;
  /** At most three declared names near to this one, best first; of the given kinds only. */
  similar(name: string, kinds?: readonly Kind[]): readonly string[];
  similarUnits(name: string): readonly string[];
  /** Facts and fields (`list.field`) whose types have this member. */
  memberOwners(name: string): readonly string[];
  /** The first list that has a field of this name. */
  fieldOwner(name: string): string | undefined;
  /** The present answer to a question, as a key. */
  answer(dependency: Dependency, uri: string): string;
}

/** A name that an item uses or declares. `target` is its key: `name:x`, `unit:席`, `field:list.f`, `member:owner.m`, `local:clause.x`, `example:t`, `file:uri`. */
export interface RawReference extends Span {
  readonly target: string;
  readonly declaration: boolean;
}

export class Reader {
  readonly dependencies = new Map<Dependency, string>();
  readonly problems: ProgramProblem[] = [];
  readonly references: RawReference[] = [];
  /** Global lets and clauses whose values the item needs, for circles; with where. */
  readonly uses = new Map<string, Place>();

  constructor(
    private readonly env: Environment,
    readonly uri: string,
    readonly item: ItemSyntax,
    /** In a unit's definition only units are looked up, so that units need nothing else. */
    readonly unitsOnly = false,
  ) {}

  private ask(kind: string, subject: string): void {
    if (!this.env.recording) return;
    const dependency = kind + subject;
    if (!this.dependencies.has(dependency)) this.dependencies.set(dependency, this.env.answer(dependency, this.uri));
  }

  symbol(name: string): GlobalSymbol | undefined {
    if (this.unitsOnly) return undefined;
    this.ask('g:', name);
    return this.env.symbol(name);
  }
  unit(name: string): Unit | undefined {
    this.ask('u:', name);
    return this.env.unit(name);
  }
  get currency(): string {
    this.ask('$:', '');
    return this.env.currency(this.uri);
  }
  get totalCurrency(): string {
    this.ask('T:', '');
    return this.env.totalCurrency();
  }
  example(title: string): boolean {
    this.ask('e:', title);
    return this.env.example(title);
  }
  /** True if undeclared names may come from a file that could not be read. */
  get incomplete(): boolean {
    this.ask('i:', '');
    return this.env.incomplete();
  }
  similar(name: string, kinds?: readonly Kind[]): readonly string[] {
    this.ask('s:', '');
    return this.env.similar(name, kinds);
  }
  similarUnits(name: string): readonly string[] {
    this.ask('s:', '');
    return this.env.similarUnits(name);
  }
  memberOwners(name: string): readonly string[] {
    this.ask('m:', '');
    return this.env.memberOwners(name);
  }
  fieldOwner(name: string): string | undefined {
    this.ask('m:', '');
    return this.env.fieldOwner(name);
  }

  place(span: Span): Place {
    return { uri: this.uri, item: this.item, start: span.start, end: span.end };
  }
  report(
    span: Span,
    finding: ProgramFinding,
    extra: {
      related?: readonly (Span & RelatedNote)[];
      fixes?: readonly (FixTitle & { edits: readonly (Span & { text: string })[]; preferred?: boolean })[];
    } = {},
  ): void {
    const typed = finding.name.endsWith('-mismatch') || (finding.name === 'unknown-unit' && finding.data.code === 'type');
    if (typed && this.isCutShort(span)) return;
    const related = extra.related?.map((r) => ({ ...r, place: this.place(r) }));
    const fixes = extra.fixes?.map((f) => ({ ...f, edits: f.edits.map((e) => ({ place: this.place(e), text: e.text })) }));
    this.problems.push(problem(this.place(span), finding, { ...(related ? { related } : {}), ...(fixes ? { fixes } : {}) }));
  }
  /**
   * Where the item's text could not be read: what was lost there may have been a condition or a cap, so nothing of the item is computed
   * without it.
   */
  get unread(): Place | undefined {
    const error = unreadOf(this.item);
    return error && this.place(error);
  }
  /** A syntax error stands in it or right behind it: what was read is not what was meant, and that has been said. */
  private isCutShort(span: Span): boolean {
    return this.item.problems.some(
      (p) =>
        p.rule === 'syntax-error' &&
        p.end >= span.start &&
        (p.start < span.end || /^[^\S\n]*$/.test(this.item.text.slice(span.end, Math.min(p.start, span.end + 100)))),
    );
  }
  /** The fix that writes the first similar name over the span, preferred where it is the only one near. */
  replacements(
    span: Span,
    similar: readonly string[],
  ): (FixTitle & { edits: readonly (Span & { text: string })[]; preferred?: boolean })[] {
    return similar.map((name, i) => ({
      title: 'replace-with',
      data: { with: name },
      edits: [{ start: span.start, end: span.end, text: name }],
      ...(i === 0 && similar.length === 1 ? { preferred: true } : {}),
    }));
  }
  refer(span: Span, target: string, declaration = false): void {
    if (span.end > span.start) this.references.push({ start: span.start, end: span.end, target, declaration });
  }
  /** True if the item's keywords are written in Chinese, for the texts of fixes. */
  get chinese(): boolean {
    const first = this.item.tokens.find((t) => t.keyword !== undefined);
    return first !== undefined && /\p{Script=Han}/u.test(first.text);
  }
}
