/** Why: every build server counts and shows JUnit's XML; so lint can be one of the tests of a repository of policies. */
import type { Context } from '../io';
import type { Session } from '../session';
import { characterSpot, sentences, textOf } from './place';
import type { Reported, Reporter } from './reporter';
import { staleText } from './stale';
import { attributes, writable, xmlText } from './xml';

interface Suite {
  readonly name: string;
  readonly cases: string[];
  failures: number;
  errors: number;
}

/**
 * A file is a suite, a finding a test that failed; a file without findings has one test that passed. Information is a test that passed, with what it
 * says as output, since information alone does not make lint fail. What could not be read is a test with an error.
 */
export const junit: Reporter = (result, context, session) => {
  const suites = new Map<string, Suite>();
  const suiteOf = (name: string): Suite => {
    let suite = suites.get(name);
    if (!suite) {
      suite = { name, cases: [], failures: 0, errors: 0 };
      suites.set(name, suite);
    }
    return suite;
  };
  const names = new Names();
  for (const { shown, uri } of result.files) if (!result.unread?.has(uri)) suiteOf(shown);
  for (const one of result.findings) add(suiteOf(one.file.shown), one, names, context, session);
  for (const suite of suites.values()) {
    if (suite.cases.length === 0)
      suite.cases.push(`    <testcase${attributes({ name: context.m.reports.noFindings, classname: suite.name, time: 0 })}/>\n`);
  }
  for (const trouble of result.troubles) {
    const suite = suiteOf('clausewright');
    suite.errors++;
    const name = names.free('clausewright', trouble);
    suite.cases.push(
      `    <testcase${attributes({ name, classname: 'clausewright', time: 0 })}>\n` +
        `      <error${attributes({ type: 'trouble', message: trouble })}>${xmlText(trouble)}</error>\n    </testcase>\n`,
    );
  }
  const stale = staleText(result, context.m);
  if (stale !== undefined) {
    const suite = suiteOf('clausewright');
    suite.failures++;
    const name = names.free('clausewright', 'baseline');
    suite.cases.push(
      `    <testcase${attributes({ name, classname: 'clausewright', time: 0 })}>\n` +
        `      <failure${attributes({ type: 'stale', message: stale.split('\n')[0] ?? '' })}>${xmlText(stale)}</failure>\n    </testcase>\n`,
    );
  }
  const all = [...suites.values()];
  const sum = (of: (suite: Suite) => number) => all.reduce((total, suite) => total + of(suite), 0);
  const counts = {
    tests: sum(({ cases }) => cases.length),
    failures: sum(({ failures }) => failures),
    errors: sum(({ errors }) => errors),
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({ name: 'clausewright lint', ...counts, time: 0 })}>\n${all.map(suiteXml).join('')}</testsuites>\n`;
};

function add(suite: Suite, { file, finding, item }: Reported, names: Names, context: Context, session: Session): void {
  const { message } = sentences(finding, context);
  const { line, column } = characterSpot(session.lines(finding.range.uri), finding.range.start);
  const name = names.free(file.shown, item === '' ? finding.name : `${finding.name}: ${item}`);
  const body = xmlText(`${file.shown}:${line}:${column}: ${context.m.severity(finding.severity)}: ${textOf(finding, context, session)}`);
  const inner =
    finding.severity === 'information'
      ? `<system-out>${body}</system-out>`
      : `<failure${attributes({ type: finding.severity, message })}>${body}</failure>`;
  if (finding.severity !== 'information') suite.failures++;
  suite.cases.push(`    <testcase${attributes({ name, classname: file.shown, time: 0 })}>\n      ${inner}\n    </testcase>\n`);
}

function suiteXml({ name, cases, failures, errors }: Suite): string {
  return `  <testsuite${attributes({ name, tests: cases.length, failures, errors, skipped: 0, time: 0 })}>\n${cases.join('')}  </testsuite>\n`;
}

/** Readers know a test again by its class and name, so no two have the same; and no line number, which changes with every edit above. */
class Names {
  private readonly taken = new Set<string>();

  free(of: string, given: string): string {
    const name = writable(given);
    for (let n = 1; ; n++) {
      const tried = n === 1 ? name : `${name} (${n})`;
      const key = `${of}\n${tried}`;
      if (this.taken.has(key)) continue;
      this.taken.add(key);
      return tried;
    }
  }
}
