/** Why: an applicant of `diff --format json` is a facts file: given to the real `eval`, it gets there what the difference said of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Folder } from '../support/run';
import { NEW, OLD } from './support';

interface Outcome {
  readonly status: string;
  readonly amount: string | null;
}
interface Shown {
  readonly a: Outcome;
  readonly b: Outcome;
  readonly applicant: { readonly a?: object; readonly b?: object };
}
interface Row {
  readonly name?: { readonly a?: string; readonly b?: string };
  readonly gain?: { readonly simple: Shown; readonly large?: Shown };
  readonly loss?: { readonly simple: Shown; readonly large?: Shown };
  readonly eligibilityGained?: Shown;
  readonly eligibilityLost?: Shown;
  readonly otherOutcome?: Shown;
}
interface Evaluated {
  readonly total: { readonly status: string; readonly value?: string };
  readonly clauses: readonly { readonly name: string; readonly status: string; readonly gross: { readonly value?: string } }[];
}

const shownIn = ({ gain, loss, eligibilityGained, eligibilityLost, otherOutcome }: Row): Shown[] =>
  [gain?.simple, gain?.large, loss?.simple, loss?.large, eligibilityGained, eligibilityLost, otherOutcome].flatMap((w) => w ?? []);

/** Replays every applicant of clauses and the total on both sides. @returns how many figures were compared */
async function replay(old: string, later: string): Promise<number> {
  const folder = new Folder();
  const files = { a: folder.write('a.clause', old), b: folder.write('b.clause', later) };
  const { out } = await folder.run(['diff', 'a.clause', 'b.clause', '--format', 'json']);
  const [policy] = (JSON.parse(out) as { policies: { clauses: Row[]; total: Row }[] }).policies;
  if (!policy) throw new Error('nothing was compared');
  let compared = 0;
  for (const row of [...policy.clauses, policy.total])
    for (const shown of shownIn(row))
      for (const side of ['a', 'b'] as const) {
        const name = row.name?.[side];
        if (row.name && name === undefined) continue;
        expect(shown.applicant[side]).toBeDefined();
        folder.write('facts.json', JSON.stringify(shown.applicant[side]));
        const ran = await folder.run(['eval', files[side], '--facts', 'facts.json', '--format', 'json']);
        expect(ran.err).toBe('');
        const evaluated = JSON.parse(ran.out) as Evaluated;
        const { status, amount } = shown[side];
        if (name === undefined) {
          expect([evaluated.total.status, evaluated.total.value ?? null]).toEqual([status === 'payable' ? 'known' : status, amount]);
        } else {
          const clause = evaluated.clauses.find((c) => c.name === name);
          // Before groups an excluded clause is payable; one that is not eligible pays nothing.
          expect(clause?.status === 'excluded' ? 'payable' : clause?.status).toBe(status);
          if (status === 'payable') expect(clause?.gross.value).toBe(amount);
          else expect(['0', null]).toContain(amount);
        }
        compared++;
      }
  return compared;
}

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
/** The text with one thing replaced, which must be there. */
function changed(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`no ${from}`);
  return text.replace(from, to);
}

const EVERYTHING = `policy "P" {
  effective 2025-01-01 to 2026-12-31
}
unit 席
fact facts "A fact with a name of the file's own": money over 0元
fact 占比 "Share": percent from 0% to 100%
fact 面积 "Area": 亩 over 0
fact rent "Rent": 元/平方米/天 over 0
fact seats "Seats": integer 席 from 1席
fact founded "Founded": date
fact note "Note": text
fact titles "Titles": any of { high, little }
fact level "Level": one of { none, city }
fact projects "Projects": list to 3 of {
  cost "Cost": money over 0元
  ok   "OK": boolean
}
clause share "Share" {
  award 占比 of facts
}
clause land "Land" {
  award 面积 / 1亩 * 100元 + rent * 10平方米 * 30天
}
clause seats_paid "Seats" {
  when years(founded, as_of) from 3年
  when note = "as \\"stated\\""
  award seats * 1000元/席
}
clause held "Titles" {
  when titles has little and level = city
  award 30万元
  less paid(held)
}
clause each_one "Projects" {
  each projects
  when ok
  award 20% of cost
}
`;

describe('an applicant of the JSON, given to eval', { timeout: 60_000 }, () => {
  it('gets what was said: gains, losses, a clause that is gone', async () => {
    expect(await replay(OLD, NEW)).toBeGreaterThan(8);
  });

  it('gets what was said where facts are of every type', async () => {
    let text = EVERYTHING;
    for (const [from, to] of [
      ['占比 of facts', '占比 of facts + 1% of facts'],
      ['* 100元', '* 90元'],
      ['from 3年', 'from 5年'],
      ['award 30万元', 'award 25万元'],
      ['20% of cost', '25% of cost'],
    ] as const)
      text = changed(text, from, to);
    expect(await replay(EVERYTHING, text)).toBeGreaterThan(20);
  });

  it('gets what was said in other currencies, and from payments made before', async () => {
    const credit = read('samples/tax-credit/tax-credit.clause');
    expect(await replay(credit, changed(credit, 'round half to 1 USD', 'round down to 5 USD'))).toBeGreaterThan(4);
    const bicycle = read('samples/bicycle-subsidy/bicycle-subsidy.clause');
    expect(await replay(bicycle, changed(bicycle, '40% of price', '30% of price'))).toBeGreaterThan(4);
    const history = read('test/policies/constructs/history.clause');
    expect(await replay(history, changed(history, '100 EUR within 90 days', '120 EUR within 90 days'))).toBeGreaterThan(4);
  });

  it('can be given from either side where a fact has another name', async () => {
    const renamed = NEW.replaceAll('spent', 'costs');
    expect(await replay(OLD, renamed)).toBeGreaterThan(8);
  });
});
