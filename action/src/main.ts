/** Why: the GitHub Action: which commit to compare with, one run of lint, and what it says told where a reviewer reads. The order stands here. */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { baseOf } from './base';
import { analysed, upload } from './codeScanning';
import { keepComment, markOf } from './comment';
import { type Event, readEvent } from './event';
import { Checkout } from './git';
import { ApiError, GitHub } from './github';
import { BadInput, type Inputs, readInputs } from './inputs';
import { joined } from './joined';
import { diff, type Linted, lint, type Run, writeSarif } from './lint';
import { type Language, type Messages, messagesFor } from './messages';
import { annotate, type Env, log, mask, quote, quoteGroup, setOutput, summarize, summarizeQuoted } from './runner';

type Conclusion = 'success' | 'failure' | 'error';

/** A reason to stop, already said in words. */
class Stop extends Error {}

async function main(env: Env): Promise<Conclusion> {
  let m = messagesFor(env.INPUT_LANGUAGE === 'zh' ? 'zh' : 'en');
  const scratch = mkdtempSync(join(env.RUNNER_TEMP || tmpdir(), 'clausewright-'));
  try {
    const inputs = inputsOf(env, m);
    mask(inputs.token);
    const cwd = folderOf(inputs, env, m);
    const event = readEvent(env);
    const checkout = new Checkout(cwd);
    const since = sinceOf(inputs, event, checkout, env, m);
    const run: Run = { inputs, cwd, scratch, env };
    const linted = await lint(run, since);
    m = messagesFor(linted.language);
    process.stdout.write(linted.out);
    quoteGroup(m.reported, linted.pretty);
    quote(linted.err);
    const { counts } = linted;
    setOutput(env, 'new', counts ? String(counts.errors + counts.warnings + counts.information) : '');
    setOutput(env, 'errors', counts ? String(counts.errors) : '');
    setOutput(env, 'warnings', counts ? String(counts.warnings) : '');
    setOutput(env, 'information', counts ? String(counts.information) : '');
    const difference = since === undefined || linted.code > 1 ? undefined : await differenceOf(run, since, m);
    const github = new GitHub(env, inputs.token);
    if (inputs.token === '' && (inputs.comment || inputs.uploadSarif)) annotate('notice', m.noToken);
    await comment(linted, difference, github, inputs, event, env, m);
    await sarif(run, linted, github, event, checkout, m);
    if (linted.code === 0) return 'success';
    if (linted.code === 1) return 'failure';
    const why = m.couldNotRun(counts ? '' : reasonOf(linted.err));
    annotate('error', why);
    // Where lint was stopped before it could write, the summary would say nothing at all.
    if (!counts) summarizeQuoted(env, why);
    return 'error';
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function inputsOf(env: Env, m: Messages): Inputs {
  try {
    return readInputs(env);
  } catch (error) {
    if (error instanceof BadInput) throw new Stop(m.badInput(error.input, error.value, error.allowed));
    throw error;
  }
}

function folderOf({ workingDirectory }: Inputs, env: Env, m: Messages): string {
  const folder = resolve(env.GITHUB_WORKSPACE || '.', workingDirectory);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Stop(m.badFolder(workingDirectory));
  return folder;
}

function sinceOf(inputs: Inputs, event: Event, checkout: Checkout, env: Env, m: Messages): string | undefined {
  const base = baseOf(inputs.since, event, checkout, env);
  switch (base.kind) {
    case 'commit':
      log(m.comparing(base.commit, base.reason));
      if (base.reason === 'base-checked-out') annotate('warning', m.baseCheckedOut);
      return base.commit;
    case 'everything':
      log(m.everything(base.reason));
      return undefined;
    case 'missing':
      throw new Stop(checkout.isRepository ? m.missing(base.wanted) : m.notARepository);
    default:
      return base satisfies never;
  }
}

/** What the change does to awards, in Markdown, where it does anything; told in the log and in the summary too. Whatever happens, nothing fails. */
async function differenceOf(run: Run, since: string, m: Messages): Promise<string | undefined> {
  if (!run.inputs.diff) return undefined;
  const { code, err, markdown, pretty } = await diff(run, since);
  quoteGroup(m.differences, pretty);
  quote(err);
  if (code > 1) annotate('notice', m.noDifference(code));
  if (markdown === '' || code === 0) return undefined;
  summarize(run.env, markdown);
  return markdown;
}

/** Of what a program said: what fits into an annotation, without the word that every error begins with. */
function reasonOf(text: string): string {
  const plain = text.trim().replace(/^(?:error|错误): /gmu, '');
  return plain.length > 2000 ? `${plain.slice(0, 2000)}…` : plain;
}

async function comment(
  linted: Linted,
  difference: string | undefined,
  github: GitHub,
  inputs: Inputs,
  event: Event,
  env: Env,
  m: Messages,
): Promise<void> {
  const { counts, code, markdown } = linted;
  // Where lint could not run nothing is known to be gone, so an older comment stands as it is.
  if (!inputs.comment || inputs.token === '' || !event.pullRequest || !counts || code > 1) return;
  const mark = markOf(env, inputs);
  const isNews = code === 1 || counts.errors + counts.warnings + counts.information > 0;
  const body = isNews || difference !== undefined ? joined(markdown, difference ?? '', m) : undefined;
  try {
    await keepComment(github, event.pullRequest.number, mark, body, m.nothingNew);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.isRefused) annotate('notice', m.commentLost(error.status, error.message));
    else annotate('warning', m.commentFailed(error.message));
  }
}

async function sarif(run: Run, linted: Linted, github: GitHub, event: Event, checkout: Checkout, m: Messages): Promise<void> {
  const { inputs, env, cwd, scratch } = run;
  if (inputs.sarifFile === '' && !inputs.uploadSarif) return;
  const file = inputs.sarifFile === '' ? join(scratch, 'clausewright.sarif') : resolve(cwd, inputs.sarifFile);
  mkdirSync(dirname(file), { recursive: true });
  const written = await writeSarif(run, file);
  if (written.err !== linted.err) quote(written.err);
  if (written.code > 1) return;
  if (inputs.sarifFile !== '') setOutput(env, 'sarif-file', file);
  if (!inputs.uploadSarif || inputs.token === '') return;
  const what = analysed(event, checkout, env);
  if (!what) return annotate('warning', m.sarifNoRef);
  try {
    await upload(github, file, what, env);
    log(m.sarifSent(what.ref));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.isRefused) annotate('notice', m.sarifRefused(error.status, error.message));
    else annotate('warning', m.sarifFailed(error.message));
  }
}

async function start(env: Env): Promise<void> {
  let conclusion: Conclusion;
  try {
    conclusion = await main(env);
  } catch (error) {
    const language: Language = env.INPUT_LANGUAGE === 'zh' ? 'zh' : 'en';
    const message = error instanceof Error ? error.message : String(error);
    annotate('error', error instanceof Stop ? message : messagesFor(language).unexpected(message));
    conclusion = 'error';
  }
  setOutput(env, 'conclusion', conclusion);
  process.exitCode = conclusion === 'success' ? 0 : 1;
}

void start(process.env);
