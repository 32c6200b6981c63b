/**
 * Why: a difference for other programs. The form is stable and described in docs/diff.md: amounts are exact digits as strings (`n/d` where no
 * finite decimal exists) in base units of their currency, places are those of the Language Server Protocol.
 */
import type { AdmissionRow, Both, Judgement, RangeDifference, Result, Sides, Witness } from '../../../core/compare/difference';
import { Exact } from '../../../core/exact';
import type { FileRange } from '../../../core/finding';
import type { DateRange, Program } from '../../../core/program/program';
import { noteSentence } from '../../../explain/difference/index';
import { isoDate } from '../../../explain/display';
import { answerLine } from '../../diff/answer';
import { populationText } from '../../diff/populationText';
import type { DiffResult, OneSided, PolicyDifference } from '../../diff/result';
import type { Tree } from '../../diff/trees';
import { factsFile } from '../../facts/write';
import type { Context, Language } from '../../io';
import { wellFormed } from '../place';

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
const VERSION = 1;

export function diffJson(result: DiffResult, { language }: Context): string {
  const { policies, added, removed, unchanged, troubles, population } = result;
  const json = {
    version: VERSION,
    language,
    answer: answerLine(result, language),
    a: treeJson(result.a),
    b: treeJson(result.b),
    policies: policies.map((each) => policyJson(each, language)),
    added: added.map(oneSided),
    removed: removed.map(oneSided),
    unchanged,
    problems: troubles,
    ...(population ? { population: populationJson(population, language) } : {}),
  };
  return `${JSON.stringify(json, (_, value) => (typeof value === 'string' ? wellFormed(value) : value), 2)}\n`;
}

const treeJson = ({ shown, revision }: Tree): object => ({
  name: shown,
  ...(revision ? { revision: revision.name, commit: revision.commit } : {}),
});

const oneSided = ({ policy, clauses }: OneSided): object => ({ file: policy.file.shown, clauses });

function policyJson({ a, b, difference: d, text }: PolicyDifference, language: Language): object {
  const sessions = { a: a.session, b: b.session };
  const programs = { a: a.analysis.program, b: b.analysis.program };
  const place = (side: 'a' | 'b', range: FileRange): object => {
    const lines = sessions[side].lines(range.uri);
    return { file: sessions[side].shown(range.uri), range: { start: lines.position(range.start), end: lines.position(range.end) } };
  };
  const at = (places: Sides<FileRange>): object => ({
    ...(places.a ? { a: place('a', places.a) } : {}),
    ...(places.b ? { b: place('b', places.b) } : {}),
  });
  const admission = (row: AdmissionRow, other: 'a' | 'b'): object => ({
    possible: row.possible,
    reasons: row.reasons,
    because: row.because.map(({ kind, name, at: where }) => ({ kind, name, ...(where ? { at: place(other, where) } : {}) })),
    free: row.free,
    ...(row.witness ? { witness: witnessJson(row.witness, programs) } : {}),
  });
  return {
    a: a.file.shown,
    b: b.file.shown,
    answer: d.answer,
    text: text.answer,
    notes: d.notes.map((note) => ({
      ...note,
      ...(note.kind === 'dates-ignored' && { a: dateRange(note.a), b: dateRange(note.b) }),
      text: noteSentence(note, language),
    })),
    structure: d.structure.map((s) => ({ ...s, at: at(s.at) })),
    facts: d.facts.map((f) => ({ ...f, at: at(f.at) })),
    dates: { policy: rangesJson(d.dates.policy), clauses: d.dates.clauses.map((c) => ({ name: c.name, at: at(c.at), ...rangesJson(c) })) },
    admission: {
      same: d.admission.same,
      nobodyInCommon: d.admission.nobodyInCommon ?? null,
      onlyA: admission(d.admission.onlyA, 'b'),
      onlyB: admission(d.admission.onlyB, 'a'),
    },
    clauses: d.clauses.map((c) => ({ ...named(c), at: at(c.at), ...judgementJson(c, programs) })),
    groups: d.groups.map((g) => ({ ...named(g), at: at(g.at), ...judgementJson(g, programs) })),
    limits: d.limits.map((l) => ({ ...named(l), at: at(l.at), ...judgementJson(l, programs) })),
    total: judgementJson(d.total, programs),
    examples: d.examples.map((e) => ({
      title: e.title,
      presence: e.presence,
      ownFacts: e.ownFacts,
      at: at(e.at),
      total: { ...(e.total.a ? { a: resultJson(e.total.a) } : {}), ...(e.total.b ? { b: resultJson(e.total.b) } : {}) },
      ...amount('difference', e.difference),
      clauses: e.clauses.map((c) => ({
        name: c.name,
        title: c.title,
        a: resultJson(c.a),
        b: resultJson(c.b),
        ...amount('difference', c.difference),
      })),
    })),
  };
}

const named = ({ name, title, presence }: { name: Sides<string>; title: Sides<string>; presence: string }): object => ({
  name,
  title,
  presence,
});

function judgementJson(j: Judgement, programs: Both<Program>): object {
  const extent = (key: 'gain' | 'loss'): object => {
    const e = j[key];
    if (!e) return {};
    const { simple, large, unbounded, growsWith, largest } = e;
    const further = { unbounded, ...(growsWith && growsWith.length > 0 ? { growsWith } : {}), largest };
    return { [key]: { simple: witnessJson(simple, programs), ...(large ? { large: witnessJson(large, programs) } : {}), ...further } };
  };
  const one = (key: 'eligibilityGained' | 'eligibilityLost' | 'otherOutcome'): object => {
    const w = j[key];
    return w ? { [key]: witnessJson(w, programs) } : {};
  };
  return {
    verdict: j.verdict,
    reasons: j.reasons,
    more: j.more ?? null,
    less: j.less ?? null,
    ...extent('gain'),
    ...extent('loss'),
    ...one('eligibilityGained'),
    ...one('eligibilityLost'),
    ...one('otherOutcome'),
    free: j.free,
    ...(j.wording ? { wording: j.wording } : {}),
    ...(j.ceiling ? { ceiling: j.ceiling } : {}),
  };
}

function witnessJson(w: Witness, programs: Both<Program>): object {
  const { a, b } = w.applicant;
  const applicant = { a: factsFile(a, programs.a), b: factsFile(b, programs.b) };
  const { asOf } = b;
  return {
    facts: w.facts,
    on: asOf === undefined ? null : isoDate(asOf),
    a: resultJson(w.a),
    b: resultJson(w.b),
    ...amount('difference', w.difference),
    applicant,
  };
}

function resultJson({ status, amount: value, currency, atMost }: Result): object {
  return { status, amount: value ? value.toString() : null, ...(currency === undefined ? {} : { currency }), atMost };
}

const amount = (key: string, value: Exact | undefined): object => (value ? { [key]: value.toString() } : {});

function rangesJson({ range, same, common, only }: RangeDifference): object {
  return {
    a: dateRange(range.a),
    b: dateRange(range.b),
    same,
    common: dateRange(common),
    only: { a: only.a.map(dateRange), b: only.b.map(dateRange) },
  };
}

/** Null where there is none; ends that are open are null. */
function dateRange(range: DateRange | undefined): object | null {
  if (!range) return null;
  const { from, to } = range;
  return { from: from === undefined ? null : isoDate(from), to: to === undefined ? null : isoDate(to) };
}

function populationJson(population: NonNullable<DiffResult['population']>, language: Context['language']): unknown {
  const text = populationText(population, language);
  if ('refusal' in population.answer) return { refusal: { ...population.answer.refusal, text } };
  // Counts stay numbers, amounts become strings, days become dates.
  const { on, handedOver: _, ...rest } = population.answer.result;
  const plain = JSON.parse(JSON.stringify(rest, exactly)) as Record<string, unknown>;
  const day = (value: number | undefined): string | null => (value === undefined ? null : isoDate(value));
  return { ...plain, on: { before: day(on.before), after: day(on.after) }, text: typeof text === 'string' ? text : text.answer };
}

function exactly(this: unknown, key: string, value: unknown): unknown {
  // What has a way to be written in JSON was written so already: the holder has it as it was.
  const held = (this as Record<string, unknown>)[key];
  return held instanceof Exact ? held.toString() : value;
}
