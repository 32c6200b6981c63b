/** What the preview shows of a file that cannot be read as it stands, that is closed, that is gone; and the form filled with a witness. */
import { describe, expect, it } from 'vitest';
import { spotIn } from '../../server/src/preview/context';
import { filled } from '../../server/src/preview/fill';
import { readForm } from '../../server/src/preview/readForm';
import { shownOf } from '../../server/src/preview/shown';
import { previewState } from '../../server/src/preview/state';
import { witnessesOf } from '../../server/src/preview/witnesses';
import { emptyForm } from '../../server/src/previewProtocol';
import type { Session } from '../../server/src/session';
import { opened } from './shown';

const policy = `fact staff "Staff": integer
clause early "Early" {
  when staff over 10
  award 5元
}
clause late "Late" {
  award 7元
}
example "one" { staff = 20; expect total = 12元 }
`;

function change(session: Session, uri: string, text: string): void {
  session.change(uri, (session.document(uri)?.version ?? 0) + 1, [{ text }]);
}

const ask = (session: Session, uri: string) => previewState(session, { uri, form: emptyForm, open: {}, known: {} });

describe('a file that cannot be read as it stands', () => {
  it('is shown as it was when it could, marked as such, with what is the matter where it stands', () => {
    const { session, uri } = opened(policy);
    const good = shownOf(session, uri);
    expect(good?.broken).toBeUndefined();
    change(session, uri, `// one more line\n${policy.replace('when staff over 10', 'when stuff over 10')}`);
    const shown = shownOf(session, uri);
    expect(shown?.analysis.program).toBe(good?.analysis.program);
    expect(shown?.broken).toMatchObject({ shown: true, problems: [{ spot: { uri, line: 3, character: 7 } }] });
    expect(shown?.broken?.problems[0]?.message).toContain('stuff');
    // Without the number of staff: late's 7元, with early's 5元 or without.
    expect(ask(session, uri)).toMatchObject({ broken: { shown: true }, awards: { total: { text: 'between ¥7 and ¥12' } } });
    change(session, uri, policy);
    expect(shownOf(session, uri)?.broken).toBeUndefined();
  });

  it('has its clauses where they stand now, also the one that is being typed', () => {
    const { session, uri } = opened(policy);
    shownOf(session, uri);
    change(session, uri, `\n\n${policy.replace('  award 5元', '  award 5元 *')}`);
    const shown = shownOf(session, uri);
    if (!shown) throw new Error('not shown');
    expect(shown.broken?.shown).toBe(true);
    const lineOf = (name: string) => {
      const clause = shown.analysis.program.clauses.get(name);
      return clause && spotIn(session, shown.analysis, clause.namePlace).line;
    };
    // Both stand two lines further down than in the text that is shown: lines 1 and 5 there, from 0.
    expect(lineOf('early')).toBe(3);
    expect(lineOf('late')).toBe(7);
    // The text shrinks to nothing: every place is still one of the text.
    change(session, uri, 'x');
    expect(lineOf('late')).toBe(0);
    expect(shownOf(session, uri)?.broken?.shown).toBe(true);
  });

  it('is shown as it is where it never could be read', () => {
    const { session, uri } = opened('clause c { award nothing }\nclause d { award 1元 }\n', { locale: 'zh-cn' });
    expect(shownOf(session, uri)).toMatchObject({
      analysis: { uri },
      broken: { shown: false, problems: [{ message: expect.stringMatching(/。$/) }] },
    });
    expect(ask(session, uri)).toMatchObject({ broken: { shown: false } });
  });

  it('tells of the first five problems', () => {
    const { session, uri } = opened(Array.from({ length: 9 }, (_, n) => `clause c${n} { award nothing${n} }`).join('\n'));
    expect(shownOf(session, uri)?.broken?.problems).toHaveLength(5);
  });

  it('is none through what policies mean, nor through an example', () => {
    const { session, uri } = opened(policy);
    for (const [from, to] of [
      ['expect total = 12元', 'expect total = 13元'],
      ['staff = 20;', 'stuff = 20;'],
      ['expect total = 12元', 'expect totl = '],
      ['clause late', 'exclusive g { among early, late }\nclause late'],
    ] as const) {
      change(session, uri, policy.replace(from, to));
      const shown = shownOf(session, uri);
      expect(
        session.at(uri)?.analysis.findings.some(({ severity }) => severity === 'error'),
        to,
      ).toBe(true);
      expect(shown?.broken, to).toBeUndefined();
      expect(shown?.analysis).toBe(session.at(uri)?.analysis);
    }
  });

  it('may be broken in what it imports', () => {
    const uriOf = (name: string) => `file:///policies/${name}`;
    const { session, uri } = opened('import "./facts.clause"\nclause c { award x }\n', { files: { 'facts.clause': 'fact x: money\n' } });
    const facts = uriOf('facts.clause');
    session.open(facts, 'clause', 1, 'fact x: money\n');
    expect(shownOf(session, uri)?.broken).toBeUndefined();
    change(session, facts, 'fact x: money from 5人\n');
    expect(shownOf(session, uri)?.broken).toMatchObject({ shown: true, problems: [{ spot: { uri: facts, line: 0 } }] });
  });
});

describe('a file that no editor holds', () => {
  it('is shown as it is on disk; one that is gone is not', () => {
    const { session } = opened('', { files: { 'b.clause': policy } });
    const uri = 'file:///policies/b.clause';
    expect(shownOf(session, uri)?.analysis.program.clauses.size).toBe(2);
    expect(ask(session, uri)).toMatchObject({ uri, fields: { fields: [{ name: 'staff', spot: { uri, line: 0 } }] } });
    expect(shownOf(session, 'file:///policies/gone.clause')).toBeUndefined();
    expect(ask(session, 'file:///policies/gone.clause')).toBeNull();
  });

  it('is forgotten when it is gone', () => {
    const files: Record<string, string> = { 'b.clause': policy };
    const { session } = opened('', { files });
    const uri = 'file:///policies/b.clause';
    shownOf(session, uri);
    delete files['b.clause'];
    session.watched(uri, false);
    expect(shownOf(session, uri)).toBeUndefined();
    files['b.clause'] = 'clause c { award nothing }\n';
    session.watched(uri, true);
    expect(shownOf(session, uri)?.broken?.shown).toBe(false);
  });

  it('is what the disk has again once it is closed', () => {
    const { session, uri } = opened('clause c { award 1元 }\n', { files: { 'a.clause': policy } });
    expect(shownOf(session, uri)?.analysis.program.clauses.size).toBe(1);
    session.close(uri);
    expect(shownOf(session, uri)?.analysis.program.clauses.size).toBe(2);
  });

  it('may be too large: then the last state that was not is shown', () => {
    const { session, uri } = opened(policy);
    shownOf(session, uri);
    change(session, uri, `${policy}${'// x\n'.repeat(1_800_000)}`);
    expect(shownOf(session, uri)).toMatchObject({ broken: { shown: true, problems: [{ message: expect.stringContaining('million') }] } });
    const other = opened('// x\n'.repeat(1_800_000));
    expect(shownOf(other.session, other.uri)).toBeUndefined();
  });
});

describe('somebody for whom what was proved happens', () => {
  const text = `fact sales "Sales": money from 0元 to 1亿元
fact past "Past": money from 0元
clause small "Small" {
  when sales to 100万元
  award 10% of sales
}
clause ratio "Ratio" {
  award sales / past * 1元
}
`;

  async function proved() {
    const { session, uri } = opened(text);
    const told = new Promise<void>((resolve) => {
      session.proofs.onNews = resolve;
    });
    session.proofs.look();
    await told;
    const analysis = session.at(uri)?.analysis;
    if (!analysis) throw new Error('not open');
    return { session, uri, analysis };
  }

  it('fills the form, and stays the same one while the file moves', async () => {
    const { session, uri, analysis } = await proved();
    const found = witnessesOf(session, analysis);
    const zero = found.find(({ id }) => id.startsWith('division-by-zero'));
    const cliff = found.find(({ id }) => id.startsWith('award-cliff'));
    if (!zero || !cliff) throw new Error('not found');
    expect(zero).toMatchObject({ title: 'ratio divides by zero', finding: expect.stringMatching(/[.]$/), place: { uri } });
    const fill = (id: string) => filled(session, analysis, emptyForm, { kind: 'witness', id });
    const filledForm = fill(zero.id);
    if (!('form' in filledForm)) throw new Error(filledForm.refused);
    // Nothing can be divided by but zero: that is who was found.
    expect(filledForm.form.facts).toMatchObject({ past: '0' });
    const { applicant, problems } = readForm(filledForm.form, analysis, 'en');
    expect(problems).toEqual([]);
    const past = applicant.facts.get('past');
    expect(past?.kind === 'number' && past.value.isZero).toBe(true);
    expect(fill('no-such')).toEqual({ refused: expect.stringContaining('no longer found') });
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    change(session, uri, `// moved\n${text}`);
    const then = session.at(uri)?.analysis;
    if (!then) throw new Error('not open');
    expect(witnessesOf(session, then).map(({ id }) => id)).toEqual(found.map(({ id }) => id));
  });
});

describe('an example that cannot be read in part', () => {
  it('fills the form with the rest, and says what is missing', () => {
    // `paid(a) = …` is how a formula asks; a payment of an example is written `paid a = … on …`.
    const text = `policy "P" { currency 元 }
fact cost "Cost": money from 0元
clause a "A" { award cost, cap 10元 ever }
example "whole" { cost = 8元, paid a = 6元 on 2024-02-01, on 2025-01-01 }
example "half" {
  on 2025-01-01
  cost = 8元
  paid(a) = 6元 on 2024-02-01
}
example "like it" like "half" { cost = 9元 }
`;
    const { session, uri } = opened(text);
    const analysis = session.at(uri)?.analysis;
    if (!analysis) throw new Error('the file is open');
    const fill = (title: string) => filled(session, analysis, emptyForm, { kind: 'example', title });
    expect(fill('whole')).not.toHaveProperty('refused');
    for (const title of ['half', 'like it']) {
      const found = fill(title);
      expect(found).toHaveProperty('form.paid', []);
      expect(found).toHaveProperty('refused', expect.stringContaining(`Line 8 of example “${title}” cannot be read`));
    }
  });
});
