/** What the evaluator says of an example's expectations, as findings. */

import type { ExampleResult } from '../evaluate/incremental';
import type { ExpectationResult } from '../evaluate/index';
import { actualText, neededFacts } from '../evaluate/index';
import type { Need } from '../evaluate/values';
import type { Problem } from '../finding';
import type { Example, Expectation, ExpectTarget, Place, Program } from '../program/program';
import { unreadOf } from '../program/unread';
import { languageOf } from './literal';

const kept = new WeakMap<ExampleResult, readonly Problem[]>();

/** The failed expectations of an example, and what it lacks. */
export function checkExampleResult(program: Program, result: ExampleResult): readonly Problem[] {
  let known = kept.get(result);
  if (!known) {
    const unread = (): boolean => result.evaluation.unread === true;
    // Unknown for want of no fact: only the part that could not be read stands behind it, and that is reported where it stands.
    // So is a value that is given and cannot be taken.
    const misread = misreadOf(program, result.example);
    // A group whose `choose` is half typed does not leave open which clause pays.
    const ungrouped = program.groups.some((g) => g.choose === undefined && unreadOf(g.place.item));
    const follows = (x: ExpectationResult): boolean =>
      x.status === 'conflict' ? ungrouped : x.status === 'unknown' && (x.needs.length === 0 ? unread() : x.needs.some(misread));
    known = [
      ...result.expectations.flatMap((x) => (x.passed || follows(x) ? [] : failed(program, x))),
      ...incomplete(program, result, misread),
    ];
    kept.set(result, known);
  }
  return known;
}

/** Whether an example, or one that it is like, gives the needed fact or field a value that is none of its type: that is reported at the value. */
function misreadOf(program: Program, example: Example): (need: Need) => boolean {
  const chain: Example[] = [];
  const base = (e: Example): Example | undefined => (e.like === undefined ? undefined : program.examples.find((x) => x.title === e.like));
  for (let e: Example | undefined = example; e && !chain.includes(e); e = base(e)) chain.push(e);
  return ({ fact, item, field }) => {
    for (const e of chain) {
      const { node } = e.place.item;
      const statement = node.kind === 'example' ? node.body.find((s) => s.kind === 'given' && s.name.name === fact) : undefined;
      if (statement?.kind !== 'given') continue;
      const taken = e.facts.get(fact)?.value;
      if (!taken) return statement.value.kind !== 'missing';
      if (item === undefined || taken.kind !== 'list' || statement.value.kind !== 'list') return false;
      const written = statement.value.items[item]?.fields.find((f) => f.name.name === field);
      return written !== undefined && written.value.kind !== 'missing' && taken.items[item]?.[written.name.name] === undefined;
    }
    return false;
  };
}

const textOf = (place: Place): string => place.item.text.slice(place.start, place.end).trim();

function targetName(target: ExpectTarget): string {
  return target.kind === 'total' || target.kind === 'broken' ? 'total' : target.name;
}

/** What was expected, as the author wrote it. */
function expectedText(x: Expectation): string {
  switch (x.kind) {
    case 'value':
      return textOf(x.valuePlace);
    case 'status':
      return textOf(x.statusPlace);
    case 'needs':
      return x.facts.join(', ');
    default: {
      const never: never = x;
      return never;
    }
  }
}

function failed(program: Program, result: ExpectationResult): Problem[] {
  const { expectation, failure, actual, status, replacement } = result;
  // What could not be read is reported where it could not.
  if (failure === 'broken' || expectation.target.kind === 'broken') return [];
  if (status === 'error' && actual.state === 'error' && actual.error.code === 'broken') return [];
  const needs = status === 'unknown' ? neededFacts(result.needs) : [];
  // A clause that does not pay has the amount 0; what it is called says more, unless an amount was expected.
  const amount = actual.state === 'known' && (status === 'payable' || expectation.kind === 'value');
  const place = { ...expectation.place, start: expectation.namePlace.start };
  return [
    {
      name: 'expectation-failed',
      place: { ...place, end: endOf(expectation) },
      data: {
        code: failure === 'not-ceiling' || failure === 'needs' ? failure : amount ? 'amount' : 'status',
        target: targetName(expectation.target),
        total: expectation.target.kind === 'total',
        expected: expectedText(expectation),
        en: amount ? actualText(result, 'en', program) : '',
        zh: amount ? actualText(result, 'zh', program) : '',
        status,
        atMost: result.mark === 'at most',
        ...(result.mark === 'depends on a ceiling' && { depends: true }),
        needs,
        ...(actual.state === 'error' && { error: actual.error.code }),
      },
      ...(actual.state === 'error' && { related: [{ place: actual.error.place, note: 'error-here', data: {} }] }),
      ...(replacement && {
        fixes: [
          {
            title: 'write-actual',
            data: { text: replacement.text.trim() },
            edits: [{ place: replacement.place, text: replacement.text }],
            preferred: true,
          },
        ],
      }),
    },
  ];
}

function endOf(x: Expectation): number {
  switch (x.kind) {
    case 'value':
      return x.valuePlace.end;
    case 'status':
      return x.statusPlace.end;
    case 'needs':
      return x.needsPlace.end;
    default: {
      const never: never = x;
      return never;
    }
  }
}

/** An example whose results are unknown where it does not expect them to be; without expectations its total is looked at. */
function incomplete(program: Program, result: ExampleResult, misread: (need: Need) => boolean): Problem[] {
  const { example, expectations, evaluation } = result;
  const wanted: Need[] = [];
  for (const x of expectations)
    if (!x.passed && x.failure !== 'broken' && x.status === 'unknown' && x.expectation.kind !== 'needs') wanted.push(...x.needs);
  if (example.expectations.length === 0) {
    const total = evaluation.total.value;
    if (total.state === 'unknown') wanted.push(...total.needs);
  }
  const needs = wanted.filter((n) => !misread(n));
  if (needs.length === 0) return [];
  const facts = neededFacts(needs).filter((name) => program.facts.has(name));
  const names = [
    ...new Set(needs.map((n) => (n.item === undefined ? n.fact : `${n.fact}[${n.item + 1}]${n.field === undefined ? '' : `.${n.field}`}`))),
  ];
  const undated = facts.length === 0 && names.includes('as_of');
  const whole = new Set(needs.filter((n) => n.item === undefined).map((n) => n.fact));
  const edit = insertion(
    program,
    example.place,
    facts.filter((name) => whole.has(name)),
  );
  return [
    {
      name: 'example-incomplete',
      place: example.namePlace,
      data: { code: undated ? 'date' : 'facts', needs: names },
      ...(undated && { fixes: dateFix(example.place) }),
      ...(edit && { fixes: [{ title: 'add-facts', data: {}, edits: [edit] }] }),
    },
  ];
}

/** A date to be filled in, on a line of its own at the example's beginning. */
function dateFix(place: Place): NonNullable<Problem['fixes']> {
  const edit = atBeginning(place, [languageOf(place) === 'zh' ? '日期 2025-01-01' : 'on 2025-01-01']);
  return edit ? [{ title: 'add-date', data: {}, edits: [edit] }] : [];
}

/** `fact = ` for each, on lines of their own at the example's beginning. */
function insertion(program: Program, place: Place, names: readonly string[]): { place: Place; text: string } | undefined {
  const wanted = names.filter((name) => program.facts.has(name));
  const language = languageOf(place);
  return atBeginning(
    place,
    wanted.map((name) => `${name} = ${placeholder(program, name, language)}`),
  );
}

function atBeginning(place: Place, lines: readonly string[]): { place: Place; text: string } | undefined {
  const brace = place.item.tokens.find((t) => t.text === '{');
  if (!brace || lines.length === 0) return undefined;
  const newline = place.item.text.includes('\r\n') ? '\r\n' : '\n';
  const rest = /^[ \t]*(?:\r?\n|\})/.test(place.item.text.slice(brace.end)) ? '' : newline;
  return { place: { ...place, start: brace.end, end: brace.end }, text: lines.map((line) => `${newline}  ${line}`).join('') + rest };
}

/** A value to be filled in: the plainest one of the fact's type. */
function placeholder(program: Program, name: string, language: 'en' | 'zh'): string {
  const type = program.facts.get(name)?.type;
  switch (type?.kind) {
    case 'number':
      return '0';
    case 'boolean':
      return language === 'zh' ? '否' : 'no';
    case 'member':
      return type.members[0] ?? '';
    case 'set':
      return '{ }';
    case 'text':
      return '""';
    case 'list':
      return '[ ]';
    case 'date':
      return '2025-01-01';
    case 'broken':
    case undefined:
      return '0';
    default: {
      const never: never = type;
      return never;
    }
  }
}
