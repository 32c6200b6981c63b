/** Why: how an action speaks to the runner: commands on standard output, files for outputs and the summary. All text that is not ours is escaped. */
import { randomUUID } from 'node:crypto';
import { appendFileSync, statSync } from 'node:fs';

export type Env = Readonly<Record<string, string | undefined>>;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** A line of the log. What it quotes may hold line ends, and a line that begins with `::` would be a command. */
export function log(text: string): void {
  print(text.replace(/[\r\n]+/g, ' ').replace(/^\s*(?=::|##\[)/, '> '));
}

/** An annotation of the whole run, which the log shows too. May have several lines. */
export function annotate(level: 'notice' | 'warning' | 'error', text: string): void {
  print(`::${level} title=Clausewright::${escapeData(text)}`);
}

/** The token never appears in the log. */
export function mask(secret: string): void {
  if (secret !== '') print(`::add-mask::${escapeData(secret)}`);
}

/** Shows lines of another program; nothing in them is a command. */
export function quote(text: string): void {
  if (text === '') return;
  const stop = randomUUID();
  print(`::stop-commands::${stop}\n${text.replace(/\n?$/, '')}\n::${stop}::`);
}

/** The same, under a heading that can be folded. */
export function quoteGroup(heading: string, text: string): void {
  if (text === '') return;
  print(`::group::${heading}`);
  quote(text);
  print('::endgroup::');
}

/** A named value for the steps that follow. The delimiter cannot be guessed, so a value cannot end itself and set another. */
export function setOutput(env: Env, name: string, value: string): void {
  const file = env.GITHUB_OUTPUT;
  if (!file) return;
  const delimiter = `end_${randomUUID()}`;
  appendFileSync(file, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}

/** GitHub refuses a step's summary beyond. Bytes. */
const MOST_SUMMARY = 1024 * 1024;

/** Adds Markdown to the job's summary, which the command line has begun. What would not fit whole is left out. */
export function summarize(env: Env, markdown: string): void {
  const file = env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  try {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    const text = `\n${markdown}\n`;
    if (size + Buffer.byteLength(text) <= MOST_SUMMARY) appendFileSync(file, text);
  } catch {
    // It stands in the log all the same.
  }
}

/** Adds words to the job's summary. What they quote becomes no formatting: they stand in a block of code that nothing in them ends. */
export function summarizeQuoted(env: Env, text: string): void {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  summarize(env, `${fence}text\n${text}\n${fence}`);
}
