/**
 * Who reaches which row of which table: the marks that the encoding of tables leaves among failures, gathered from all that uses a table. They
 * have travelled there under exactly the conditions under which the table matters.
 */
import type { Place } from '../../program/program';
import { readsOfLimit } from '../../program/reads';
import type { Context, Subject } from '../context';
import { encode } from '../encode/expression';
import { type Failure, guarded, Unsupported, union } from '../encode/symbolic';
import type { Bool } from '../terms';

/** What evaluates tables: a clause with its file's requirements, a limit, the requirements for themselves. */
export interface Source {
  readonly kind: 'clause' | 'limit' | 'require';
  readonly name: string;
  readonly subject: Subject;
  /** Names whose facts a message names. */
  readonly about: readonly string[];
  readonly failures: readonly Failure[];
}

/** `no-row`: the source is an error; `gap`: its table has no row for them, though something behind it may decide without. */
export type MarkCode = 'row' | 'overlap' | 'gap' | 'no-row';
export interface Mark {
  readonly source: Source;
  readonly when: Bool;
}

export interface Marks {
  at(code: MarkCode, place: Place): readonly Mark[];
  /** For whom it is so, over all sources. */
  everyone(code: MarkCode, place: Place): Bool;
  /** Every source was followed: who is not marked does not reach it. */
  readonly complete: boolean;
  /** This clause was. */
  follows(clause: string): boolean;
}

const NONE: readonly Mark[] = [];

/** Of the program's root: only what stands there can use its lets. */
export function marksOf(ctx: Context): Marks {
  const { terms } = ctx.enc;
  const { sources, complete } = sourcesOf(ctx);
  const marks = new Map<string, Mark[]>();
  const key = (code: string, place: Place): string => `${code} ${ctx.identityOf(place)} ${place.start} ${place.end}`;
  for (const source of sources) {
    for (const { code, place, when } of source.failures) {
      if ((code !== 'row' && code !== 'overlap' && code !== 'gap' && code !== 'no-row') || !ctx.isHere(place)) continue;
      const k = key(code, place);
      const known = marks.get(k);
      if (known) known.push({ source, when });
      else marks.set(k, [{ source, when }]);
    }
  }
  const at = (code: MarkCode, place: Place): readonly Mark[] => marks.get(key(code, place)) ?? NONE;
  const clauses = new Set(sources.flatMap((s) => (s.kind === 'clause' ? [s.name] : [])));
  return {
    at,
    everyone: (code, place) => {
      // Requirements are judged of people who do not meet them, too.
      const [judging, others] = [true, false].map((own) =>
        terms.or(...at(code, place).flatMap((m) => ((m.source.kind === 'require') === own ? [m.when] : []))),
      );
      return terms.or(judging ?? terms.false, terms.and(ctx.admitted, others ?? terms.false));
    },
    complete,
    follows: (clause) => clauses.has(clause),
  };
}

function sourcesOf(ctx: Context): { readonly sources: readonly Source[]; readonly complete: boolean } {
  const { enc, program } = ctx;
  const { terms, inputs } = enc;
  const sources: Source[] = [];
  let complete = !ctx.wanting;
  for (const clause of ctx.clauses) {
    const own = ctx.clause(clause.name);
    if (!own) complete = false;
    else {
      const { name } = clause;
      sources.push({ kind: 'clause', name, subject: ctx.subjectOf(name), about: [name], failures: own.whole.failures });
    }
  }
  const follow = (source: Omit<Source, 'failures'>, failures: () => readonly Failure[]): void => {
    try {
      sources.push({ ...source, failures: failures() });
    } catch (e) {
      if (!(e instanceof Unsupported)) throw e;
      complete = false;
    }
  };
  for (const limit of program.limits) {
    if (!ctx.isHere(limit.place)) continue;
    const { name, each, cap, namePlace } = limit;
    follow({ kind: 'limit', name, subject: { name, place: namePlace }, about: [...readsOfLimit(limit)] }, () => {
      if (each === undefined) return encode(cap, { items: [] }, enc).failures;
      const items = Array.from({ length: inputs.items(each) }, (_, i) =>
        guarded(terms, inputs.present(each, i), encode(cap, { items: [i] }, enc).failures),
      );
      return union(terms, ...items);
    });
  }
  const first = program.files.find((f) => f.uri === program.root)?.requirements[0];
  if (first)
    follow(
      { kind: 'require', name: 'require', subject: { name: 'require', place: first.place }, about: [] },
      () => enc.requirements(program.root).failures,
    );
  return { sources, complete };
}
