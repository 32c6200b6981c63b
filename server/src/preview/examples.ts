/** Why: every example of the file with what it gets and expects, failures first, and the witnesses of what was proved. */
import type { ExampleResult } from '../core/evaluate/incremental';
import type { ExpectationResult } from '../core/evaluate/index';
import type { Analysis } from '../core/workspace';
import { showTotal } from '../features/amounts';
import { actualOf } from '../features/expectations';
import { showingOf, sourceOf } from '../features/view';
import type { Examples } from '../previewProtocol';
import type { Previewed } from './context';

type Row = Examples['examples'][number];

/** What a row says but for where it stands. */
interface Told {
  readonly language: 'en' | 'zh';
  readonly total: string;
  readonly expectations: readonly { readonly text: string; readonly passed: boolean; readonly actual: string }[];
}

/** An example whose result is the same object comes to the same: after an edit, nearly all of them. */
const known = new WeakMap<ExampleResult, Told>();

export function examplesOf(
  previewed: Pick<Previewed, 'session' | 'analysis' | 'language' | 'spotOf'>,
  witnesses: Examples['witnesses'] = [],
): Examples {
  const { analysis } = previewed;
  const rows = analysis.examples.map((result) => rowOf(previewed, result));
  const failed = rows.filter(({ state }) => state === 'failed');
  return {
    examples: [...failed, ...rows.filter(({ state }) => state !== 'failed')],
    failed: failed.length,
    passed: rows.filter(({ state }) => state === 'passed').length,
    witnesses,
  };
}

function rowOf({ session, analysis, spotOf }: Pick<Previewed, 'session' | 'analysis' | 'spotOf'>, result: ExampleResult): Row {
  const { example, expectations } = result;
  const told = toldOf(session, analysis, result);
  const state = expectations.some(({ passed }) => !passed) ? 'failed' : expectations.length > 0 ? 'passed' : 'unchecked';
  return {
    title: example.title,
    total: told.total,
    state,
    expectations: told.expectations.map((one, i) => ({ ...one, spot: spotOf(expectations[i]?.expectation.place ?? example.place) })),
    spot: spotOf(example.place),
  };
}

function toldOf(session: Previewed['session'], analysis: Analysis, result: ExampleResult): Told {
  const before = known.get(result);
  if (before?.language === session.language) return before;
  const showing = showingOf(session, analysis);
  const told: Told = {
    language: session.language,
    total: showTotal(result.evaluation.total, showing),
    expectations: result.expectations.map((one) => ({
      text: sourceOf(one.expectation.place),
      passed: one.passed,
      actual: actual(one, analysis, result, showing),
    })),
  };
  known.set(result, told);
  return told;
}

function actual(one: ExpectationResult, analysis: Analysis, result: ExampleResult, showing: ReturnType<typeof showingOf>): string {
  return actualOf(one.expectation.target, result, analysis, showing);
}
