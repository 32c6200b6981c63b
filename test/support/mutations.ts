/** Known changes to the text of a random policy; each says whether it can change what anybody gets. */

export interface Mutation {
  readonly name: string;
  /** Means the same by construction. */
  readonly same?: boolean;
  /** Clauses are called otherwise: brute force, which goes by names, cannot follow. */
  readonly renames?: boolean;
  /** The changed text; undefined where there is nothing to change. */
  apply(text: string, pick: (n: number) => number): string | undefined;
}

/** Replaces one match of the pattern. */
function one(text: string, pattern: RegExp, pick: (n: number) => number, by: (match: RegExpExecArray) => string): string | undefined {
  const all = [...text.matchAll(pattern)];
  const match = all[pick(all.length)];
  if (!match || match.index === undefined) return undefined;
  return text.slice(0, match.index) + by(match as RegExpExecArray) + text.slice(match.index + match[0].length);
}

/** The items' texts without what comes before the first clause: declarations stay what they are. */
function behindFacts(text: string, change: (rest: string) => string | undefined): string | undefined {
  const at = text.search(/^(clause|require|let) /m);
  if (at < 0) return undefined;
  const rest = change(text.slice(at));
  return rest === undefined ? undefined : text.slice(0, at) + rest;
}

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'amount',
    apply: (text, pick) => behindFacts(text, (t) => one(t, /\b(\d+)元/g, pick, (m) => `${Number(m[1]) + 1}元`)),
  },
  {
    name: 'boundary',
    apply: (text, pick) =>
      behindFacts(text, (t) =>
        one(t, /\b(from|over|to|below)(?= \d)/g, pick, (m) => ({ from: 'over', over: 'from', to: 'below', below: 'to' })[m[1] ?? ''] ?? ''),
      ),
  },
  { name: 'condition dropped', apply: (text, pick) => one(text, /^ {2}when (?!any).*\n/gm, pick, () => '') },
  {
    name: 'condition added',
    apply: (text, pick) => {
      const conditions = [...text.matchAll(/^ {2}when (?!any).*\n/gm)].map((m) => m[0]);
      const added = conditions[pick(conditions.length)];
      return added === undefined ? undefined : one(text, /^ {2}(?=award|grants)/gm, pick, () => `${added}  `);
    },
  },
  {
    name: 'choose',
    apply: (text, pick) =>
      one(text, /choose (highest|first)/g, pick, (m) => (m[1] === 'highest' ? 'choose first' : 'choose highest')) ??
      one(text, /(^ {2}among c[^\n]*\n)(?=\})/gm, pick, (m) => `${m[1] ?? ''}  choose highest\n`),
  },
  { name: 'limit dropped', apply: (text, pick) => one(text, /^limit [^}]*\}\n/gm, pick, () => '') },
  { name: 'ceiling', apply: (text, pick) => one(text, /award up to /g, pick, () => 'award ') },
  {
    name: 'award through a let',
    same: true,
    apply: (text, pick) =>
      one(text, /^ {2}award (?!up to|unspecified)([^{}\n]+)\n/gm, pick, (m) => `  award mine\n  let mine = ${m[1] ?? ''}\n`),
  },
  {
    name: 'let inlined',
    same: true,
    apply: (text) => {
      const m = /^let q = ([^\n]+)\n/m.exec(text);
      if (!m || m.index === undefined) return undefined;
      return text.replace(m[0], '').replace(/\bq\b/g, `(${m[1] ?? ''})`);
    },
  },
  {
    name: 'turned condition',
    same: true,
    apply: (text, pick) => one(text, /^ {2}when (?!any)([^"{}\n]+)$/gm, pick, (m) => `  when not (not (${m[1] ?? ''}))`),
  },
  {
    name: 'renamed',
    same: true,
    renames: true,
    apply: (text) => (text.includes('clause c1 ') ? text.replace(/\bc1\b/g, 'first_one') : undefined),
  },
];
