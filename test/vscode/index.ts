/**
 * Why: what VS Code calls inside its extension host to run the tests. It writes what came out to the file named in the environment, since
 * the window closes when it ends. The extension under test is the installed one; the folder beside this is only where the tests live.
 */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export interface Outcome {
  readonly title: string;
  readonly error?: string;
}

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: 'min' });
  mocha.suite.emit('pre-require', globalThis, 'index', mocha);
  await import('./editor.suite');
  await import('./settings.suite');
  await import('./client.suite');
  await import('./configuration.suite');
  await import('./solver.suite');
  await import('./prover.suite');
  await import('./preview.suite');

  await import('./features.suite');
  const outcomes: Outcome[] = [];
  const results = process.env.CLAUSEWRIGHT_TEST_RESULTS;
  /** After every test, so that a window that hangs still tells how far it came. */
  const keep = (outcome: Outcome): void => {
    outcomes.push(outcome);
    if (results) writeFileSync(`${results}.partial`, JSON.stringify(outcomes));
  };
  const failures = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', (test) => keep({ title: test.fullTitle() }))
      .on('fail', (test, error: Error) => keep({ title: test.fullTitle(), error: error.stack ?? String(error) }));
  });
  if (results) writeFileSync(results, JSON.stringify(outcomes));
  if (failures > 0) throw new Error(`${failures} failed`);
}
