/** Why: two versions of one small policy whose differences can be worked out on paper, for all tests of `clausewright diff`. */
export const OLD = `policy "Support" {
  effective 2025-01-01 to 2025-12-31
}
fact spent "Spending": money from 0元 to 1000元
fact kind "Kind": one of { large, small }
clause research "Research" {
  award 10% of spent
}
clause plant "Plant" {
  when kind = large "must be large"
  award 50元
}
clause office "Office" {
  award 5元
}
example "firm" {
  spent = 500元
  kind = large
  expect total = 105元
}
`;

/** Research 12% instead of 10%, plant 40 instead of 50, no office, its title another. */
export const NEW = OLD.replace('10%', '12%')
  .replace('50元', '40元')
  .replace('"Plant"', '"Factory"')
  .replace('clause office "Office" {\n  award 5元\n}\n', '')
  // 12% of 500 and 40: 60 + 40.
  .replace('105元', '100元');

export interface JsonResult {
  readonly status: string;
  readonly amount: string | null;
}
export interface JsonWitness {
  readonly facts: readonly string[];
  readonly a: JsonResult;
  readonly b: JsonResult;
  readonly difference?: string;
}
export interface JsonRow {
  readonly name: { readonly a?: string; readonly b?: string };
  readonly presence: string;
  readonly verdict: string;
  readonly reasons: readonly string[];
  readonly gain?: { readonly simple: JsonWitness; readonly large?: JsonWitness; readonly largest: boolean };
  readonly loss?: { readonly simple: JsonWitness; readonly large?: JsonWitness; readonly largest: boolean };
}
export interface JsonPolicy {
  readonly a: string;
  readonly b: string;
  readonly answer: string;
  readonly notes: readonly { readonly kind: string; readonly text: string }[];
  readonly clauses: readonly JsonRow[];
  readonly total: JsonRow;
  readonly structure: readonly {
    readonly kind: string;
    readonly change: string;
    readonly name: { readonly a?: string; readonly b?: string };
  }[];
  readonly examples: readonly { readonly title: string; readonly difference?: string }[];
}
export interface Json {
  readonly answer: string;
  readonly a: { readonly name: string; readonly revision?: string; readonly commit?: string };
  readonly b: { readonly name: string; readonly revision?: string; readonly commit?: string };
  readonly policies: readonly JsonPolicy[];
  readonly added: readonly { readonly file: string; readonly clauses: number }[];
  readonly removed: readonly { readonly file: string; readonly clauses: number }[];
  readonly unchanged: number;
  readonly problems: readonly string[];
}

/** `100 -> 120`, of the largest known. */
export function largest(extent: JsonRow['gain']): string | undefined {
  const w = extent && (extent.large ?? extent.simple);
  return w && `${w.a.amount} -> ${w.b.amount}, ${w.difference}`;
}

export const verdicts = ({ clauses, total }: JsonPolicy): Record<string, string> =>
  Object.fromEntries([...clauses.map((c) => [c.name.b ?? c.name.a, c.verdict]), ['total', total.verdict]]);
