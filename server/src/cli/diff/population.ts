/** Why: `--population FILE.csv`: the applicants of a file through both versions of the one policy that is compared. */
import { resolve } from 'node:path';
import type { Difference } from '../../core/compare/difference';
import { printable } from '../../explain/width';
import { readDate } from '../../facts/dates';
import { fileSource, type GroupWish, population, type Source } from '../../population/index';
import { type Parsed, text } from '../command';
import { type Context, Trouble } from '../io';
import { ProgressLine } from '../text/progress';
import type { Policy, PopulationResult } from './result';
import { say } from './words';

/** What the options say. */
export interface PopulationWish {
  readonly file: string;
  /** Files of lists, by the list's name. */
  readonly lists: ReadonlyMap<string, string>;
  readonly id?: string;
  /** A file of payments made before. */
  readonly paid?: string;
  readonly by?: GroupWish;
  /** Days since 1970-01-01. */
  readonly on?: number;
}

/** @throws Trouble for what cannot be meant */
export function populationWish(parsed: Parsed, { m, language }: Context): PopulationWish | undefined {
  const file = text(parsed, 'population');
  if (file === undefined) {
    const alone = ['population-list', 'population-id', 'population-paid', 'population-by', 'on'].find(
      (name) => parsed.values[name] ?? parsed.lists?.[name],
    );
    if (alone !== undefined) throw new Trouble([say.populationAlone(language, `--${alone}`), m.seeHelp('diff')]);
    return undefined;
  }
  const lists = new Map<string, string>();
  for (const given of parsed.lists?.['population-list'] ?? []) {
    const at = given.indexOf('=');
    if (at <= 0 || at === given.length - 1) throw new Trouble([say.badList(language, printable(given)), m.seeHelp('diff')]);
    lists.set(given.slice(0, at).trim(), given.slice(at + 1));
  }
  const id = text(parsed, 'population-id');
  const paid = text(parsed, 'population-paid');
  const by = groupWish(text(parsed, 'population-by'));
  const given = text(parsed, 'on');
  const on = given === undefined ? undefined : readDate(given);
  if (given !== undefined && on === undefined) throw new Trouble([m.badDate(printable(given))]);
  return {
    file,
    lists,
    ...(id === undefined ? {} : { id }),
    ...(paid === undefined ? {} : { paid }),
    ...(by ? { by } : {}),
    ...(on === undefined ? {} : { on }),
  };
}

/** `COLUMN`, or `COLUMN=A,B`. */
function groupWish(given: string | undefined): GroupWish | undefined {
  if (given === undefined) return undefined;
  const at = given.indexOf('=');
  if (at <= 0) return { column: given.trim() };
  const ends = given
    .slice(at + 1)
    .split(/[,;，；、]/)
    .map((end) => end.trim());
  return { column: given.slice(0, at).trim(), ends };
}

/** @param difference of the two, where they were compared: what was renamed is known from it */
export async function populationOf(
  wish: PopulationWish,
  a: Policy,
  b: Policy,
  difference: Difference | undefined,
  { io, language }: Context,
): Promise<PopulationResult> {
  const line = new ProgressLine(io);
  const source = (file: string): Source => fileSource(resolve(io.cwd, file), file);
  const answer = await population({
    before: a.analysis.program,
    after: b.analysis.program,
    renames: { facts: renamed(difference?.facts), clauses: renamed(difference?.clauses) },
    applicants: source(wish.file),
    lists: new Map([...wish.lists].map(([list, file]) => [list, source(file)])),
    ...(wish.paid === undefined ? {} : { payments: source(wish.paid) }),
    options: {
      ...(wish.id === undefined ? {} : { id: wish.id }),
      ...(wish.by ? { by: wish.by } : {}),
      ...(wish.on === undefined ? {} : { on: wish.on }),
      progress: ({ rows }) => line.show(say.applicants(language, rows)),
    },
  });
  line.end();
  return { a, b, answer };
}

function renamed(items: readonly { readonly name: { readonly a?: string; readonly b?: string } }[] = []): ReadonlyMap<string, string> {
  return new Map(items.flatMap(({ name: { a, b } }) => (a !== undefined && b !== undefined && a !== b ? [[a, b] as const] : [])));
}
