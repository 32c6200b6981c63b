/** Why: problems and needs are looked up for each field at each keystroke; they are ordered by path once for each answer. */
import type { Values } from '../../../../server/src/previewProtocol';

export interface Notices {
  /** By path; several of one path are joined. */
  readonly problems: ReadonlyMap<string, string>;
  readonly needed: ReadonlySet<string>;
  /** By list, what is wrong with its items, in their order. */
  readonly ofItems: ReadonlyMap<string, readonly { readonly index: number; readonly path: string }[]>;
}

const none: Notices = { problems: new Map(), needed: new Set(), ofItems: new Map() };
const known = new WeakMap<Values, Notices>();

export function noticesOf(values: Values | undefined): Notices {
  if (!values) return none;
  const before = known.get(values);
  if (before) return before;
  const problems = new Map<string, string>();
  const ofItems = new Map<string, { index: number; path: string }[]>();
  for (const { path, message } of values.problems) {
    const earlier = problems.get(path);
    problems.set(path, earlier === undefined ? message : `${earlier} ${message}`);
    const [, list, index] = /^(.*?)\[(\d+)\]/s.exec(path) ?? [];
    if (list === undefined || earlier !== undefined) continue;
    const others = ofItems.get(list) ?? [];
    ofItems.set(list, others);
    others.push({ index: Number(index), path });
  }
  for (const places of ofItems.values()) places.sort((a, b) => a.index - b.index);
  const notices = { problems, needed: new Set(values.needs.map(({ path }) => path)), ofItems };
  known.set(values, notices);
  return notices;
}
