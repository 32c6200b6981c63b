/**
 * Why: the form's applicant is read anew with every keystroke, and is mostly who they were: what was computed of them goes on serving, as it does
 * for the examples of the file.
 */
import { type Followed, follow } from '../core/evaluate/incremental';
import { sameConstant } from '../core/evaluate/logic';
import type { Applicant } from '../core/evaluate/values';
import type { Constant, Given, Program } from '../core/program/program';
import { canonicalUri } from '../core/uris';
import type { Session } from '../session';

/** Applicants are followed in as many files; the one that was not looked at for longest is let go. */
const mostFiles = 16;

const ofSession = new WeakMap<Session, Map<string, Followed>>();

/** What the policy of the file comes to for the applicant; the one handed back is the former where they are equal. */
export function followed(session: Session, uri: string, program: Program, applicant: Applicant): Followed {
  const files = ofSession.get(session) ?? new Map<string, Followed>();
  ofSession.set(session, files);
  const key = canonicalUri(uri);
  const previous = files.get(key);
  const now = follow(program, previous ? withFormer(applicant, previous.applicant) : applicant, previous);
  files.delete(key);
  files.set(key, now);
  for (const oldest of files.keys()) {
    if (files.size <= mostFiles) break;
    files.delete(oldest);
  }
  return now;
}

/** The applicant, whose values are the very same objects as the former's where they are equal. */
export function withFormer(applicant: Applicant, former: Applicant): Applicant {
  const facts = new Map<string, Given>();
  for (const [name, given] of applicant.facts) facts.set(name, theFormer(given, former.facts.get(name)));
  const lets = applicant.lets && new Map<string, Constant>();
  for (const [name, value] of applicant.lets ?? []) {
    const old = former.lets?.get(name);
    lets?.set(name, old && sameConstant(value, old) ? old : value);
  }
  const history = applicant.history.map((payment) => {
    const same = former.history.find(
      (one) => one.clause === payment.clause && one.day === payment.day && one.amount.equals(payment.amount),
    );
    return same ?? payment;
  });
  return { ...applicant, facts, history, ...(lets ? { lets } : {}) };
}

function theFormer(given: Given, former: Given | undefined): Given {
  return former && sameGiven(given, former) ? former : given;
}

function sameGiven(a: Given, b: Given): boolean {
  if (a.kind !== 'list' || b.kind !== 'list') return a.kind !== 'list' && b.kind !== 'list' && sameConstant(a, b);
  return (
    a.items.length === b.items.length &&
    a.items.every((item, i) => {
      const other = b.items[i] ?? {};
      const names = Object.keys(item);
      return (
        names.length === Object.keys(other).length &&
        names.every((name) => {
          const [x, y] = [item[name], other[name]];
          return x !== undefined && y !== undefined && sameConstant(x, y);
        })
      );
    })
  );
}
