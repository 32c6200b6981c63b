/**
 * Why: what a `clausewright.yaml` may say is written once, here. The reader checks by it, completion and hover look up in it what may stand at a
 * place, and the JSON Schema for other editors is made from it (`scripts/makeSchema.ts`).
 */
import * as v from 'valibot';
import { findingNames, groups, isLocked, levels } from './names';
import { isBalanced } from './patterns';

/** Says what a key, a finding or a group is for, where somebody wants to know: `severity`, `files.include`, `finding.row-gap`, `group.proved`. */
export type Describe = (what: string) => string | undefined;

/** Relative to the folder of the configuration and below it, with `/`. What is excepted stands under `exclude`, so no `!`. */
export const PATTERN = /^(?![/!])(?![A-Za-z]:)(?!(?:.*\/)?\.\.(?:\/|$))[^\\]*[^\\\s][^\\]*$/;
/** A file, relative to the folder of the configuration, with `/`. */
export const PATH = /^(?!\/)(?![A-Za-z]:)[^\\]*[^\\/\s]$/;

function shapes(describe: Describe) {
  /** A schema with what it is for. */
  const told = <S extends v.GenericSchema>(what: string, schema: S): S => {
    const text = describe(what);
    return text === undefined ? schema : (v.pipe(schema, v.description(text) as never) as unknown as S);
  };
  const level = v.picklist(levels);
  /** What cannot be lowered may be named as what it is. */
  const lockedLevel = v.picklist(['error']);
  // One object for both places, so that the schema has it once.
  const severity = told(
    'severity',
    v.strictObject({
      ...Object.fromEntries(groups.map((group) => [group, v.optional(told(`group.${group}`, level))])),
      ...Object.fromEntries(
        findingNames.map((name) => [
          name,
          v.optional(told(`finding.${name}`, isLocked(name) ? (lockedLevel as never as typeof level) : level)),
        ]),
      ),
    }),
  );
  const pattern = v.pipe(v.string(), v.regex(PATTERN), v.check(isBalanced));
  const patterns = v.array(pattern);
  const root = v.strictObject({
    severity: v.optional(severity),
    language: v.optional(told('language', v.picklist(['en', 'zh']))),
    files: v.optional(
      told(
        'files',
        v.strictObject({
          include: v.optional(told('files.include', patterns)),
          exclude: v.optional(told('files.exclude', patterns)),
        }),
      ),
    ),
    overrides: v.optional(
      told(
        'overrides',
        v.array(
          v.strictObject({
            files: told('overrides.files', patterns),
            severity: severity,
          }),
        ),
      ),
    ),
    baseline: v.optional(told('baseline', v.pipe(v.string(), v.regex(PATH)))),
  });
  return { root, severity };
}

/** The shape with descriptions, and the part of it that stands in several places. */
export const describedShape = shapes;

export const configShape = shapes(() => undefined).root;

/** What a configuration says. */
export type ConfigData = v.InferOutput<typeof configShape>;

/** What may stand at a place of the shape. */
export type Expected =
  | { readonly kind: 'map'; readonly keys: readonly string[]; readonly of: 'root' | 'severity' | 'files' | 'override' }
  | { readonly kind: 'list' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'text'; readonly of: 'pattern' | 'path' };

/** As much of a valibot schema as is looked at here. */
interface Node {
  readonly type: string;
  readonly wrapped?: Node;
  readonly entries?: Readonly<Record<string, Node>>;
  readonly item?: Node;
  readonly options?: readonly string[];
}

function inner(node: Node): Node {
  return node.wrapped ? inner(node.wrapped) : node;
}

/** What may stand at a path of keys and indices (`overrides`, 0, `severity`); undefined where the path leads nowhere. */
export function expectedAt(path: readonly (string | number)[]): Expected | undefined {
  let node: Node = configShape as unknown as Node;
  for (const step of path) {
    const next: Node | undefined =
      typeof step === 'number' ? node.item : node.entries && Object.hasOwn(node.entries, step) ? node.entries[step] : undefined;
    if (!next) return undefined;
    node = inner(next);
  }
  switch (node.type) {
    case 'strict_object':
      return { kind: 'map', keys: Object.keys(node.entries ?? {}), of: mapAt(path) };
    case 'array':
      return { kind: 'list' };
    case 'picklist':
      return { kind: 'choice', options: node.options ?? [] };
    default:
      return { kind: 'text', of: path[0] === 'baseline' ? 'path' : 'pattern' };
  }
}

function mapAt(path: readonly (string | number)[]): 'root' | 'severity' | 'files' | 'override' {
  const last = path.at(-1);
  if (last === undefined) return 'root';
  if (typeof last === 'number') return 'override';
  return last === 'severity' ? 'severity' : 'files';
}
