/** Why: eval and explain judge the same applicants: one of the file's examples, or the facts of a JSON file, on a date. */
import { resolve } from 'node:path';
import { applicantOf } from '../core/evaluate/index';
import type { Applicant } from '../core/evaluate/values';
import type { Example, Program } from '../core/program/program';
import { Display } from '../explain/display';
import { printable } from '../explain/width';
import { readDate } from '../facts/dates';
import { nearest } from '../facts/nearest';
import { unitsOf } from '../facts/quantity';
import { readText } from '../host/nodeHost';
import { type Parsed, text } from './command';
import { readFacts } from './facts/read';
import { type Context, EXIT, Trouble } from './io';
import { factsSentence } from './messages/facts';
import { excerpt } from './text/excerpt';
import { Lines } from './text/lines';
import { readStdin } from './text/stdin';

export interface Chosen {
  readonly applicant: Applicant;
  /** The example's name, or the facts file's path. */
  readonly name: string;
  readonly from: 'example' | 'facts';
  /** True where nobody gave a date and the policy's first day stands in, as for examples. */
  readonly assumedDate: boolean;
}

/** The applicant that the options name. @throws Trouble where there is none, or where its facts do not fit the policy */
export function chooseApplicant(program: Program, parsed: Parsed, context: Context): Chosen {
  const { m } = context;
  const example = text(parsed, 'example');
  const facts = text(parsed, 'facts');
  const on = dateOption(parsed, context);
  if (example !== undefined && facts !== undefined) throw new Trouble([m.oneOfExampleAndFacts()]);
  const titles = program.examples.map((each) => each.title);
  if (example !== undefined) return exampleOf(program, findExample(program, example, context), parsed, context);
  if (facts === undefined) throw new Trouble([m.whichExample(titles)]);
  const read = factsFile(facts, program, context);
  const first = program.files[program.files.length - 1]?.effective?.from;
  const asOf = on ?? read.asOf ?? first;
  return {
    applicant: asOf === undefined ? read : { ...read, asOf },
    name: facts,
    from: 'facts',
    assumedDate: on === undefined && read.asOf === undefined && first !== undefined,
  };
}

/** The applicant of an example, on the date that the options name if they do. */
export function exampleOf(program: Program, example: Example, parsed: Parsed, context: Context): Chosen {
  const on = dateOption(parsed, context);
  const applicant = applicantOf(program, example);
  return { applicant: on === undefined ? applicant : { ...applicant, asOf: on }, name: example.title, from: 'example', assumedDate: false };
}

function dateOption(parsed: Parsed, { m }: Context): number | undefined {
  const on = text(parsed, 'on');
  if (on === undefined) return undefined;
  const day = readDate(on);
  if (day === undefined) throw new Trouble([m.badDate(printable(on))]);
  return day;
}

function findExample(program: Program, name: string, { io, m }: Context): Example {
  const wanted = name.normalize('NFC').trim();
  const found = program.examples.filter((each) => each.title === name || each.title.normalize('NFC').trim() === wanted);
  const [first] = found;
  if (!first) {
    const titles = program.examples.map((each) => each.title);
    throw new Trouble([m.noSuchExample(printable(name), nearest(wanted, titles), titles)]);
  }
  if (found.length > 1) io.err(`${m.sameExample(name)}\n`);
  return first;
}

/** Reads a facts file; `-` is standard input. @throws Trouble with every refusal, each with its line and column */
function factsFile(path: string, program: Program, context: Context): Applicant {
  const { io, m, language } = context;
  const read = path === '-' ? readStdin(io) : readText(resolve(io.cwd, path));
  if ('error' in read) throw new Trouble([m.fileTrouble(path, read)]);
  const { applicant, troubles } = readFacts(read.text, program, unitsOf(program));
  if (troubles.length === 0) return applicant;
  const lines = new Lines(read.text);
  const display = new Display(language, program);
  const sentences = troubles.map((trouble) => {
    const { line, column } = lines.human(trouble.start);
    const shown = excerpt(lines, trouble.start, trouble.end);
    const number = String(shown.line);
    const sentence = printable(factsSentence(trouble, language, (value, type) => display.constant(value, type)));
    return `${path}:${line}:${column}: ${sentence}\n  ${number} | ${shown.source}\n  ${' '.repeat(number.length)} | ${shown.carets}`;
  });
  throw new Trouble([m.factsRefused(path, troubles.length), ...sentences], EXIT.couldNotRun);
}
