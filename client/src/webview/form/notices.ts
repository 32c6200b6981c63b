/** Why: problems and needs are looked up for each field at each keystroke; they are ordered by path once for each answer. */
import type { Values } from '../../../../server/src/previewProtocol';

export interface Notices {
  /** By path; several of one path are joined. */
  readonly problems: ReadonlyMap<string, string>;
  readonly needed: ReadonlySet<string>;
}

const none: Notices = { problems: new Map(), needed: new Set() };
const known = new WeakMap<Values, Notices>();

export function noticesOf(values: Values | undefined): Notices {
  if (!values) return none;
  const before = known.get(values);
  if (before) return before;
  const problems = new Map<string, string>();
  for (const { path, message } of values.problems) problems.set(path, problems.has(path) ? `${problems.get(path)} ${message}` : message);
  const notices = { problems, needed: new Set(values.needs.map(({ path }) => path)) };
  known.set(values, notices);
  return notices;
}
