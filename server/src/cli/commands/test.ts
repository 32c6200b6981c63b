/** Why: `clausewright test` says whether every example of the policies gets what its author expects. */
import type { ExpectationResult } from '../../core/evaluate/index';
import { Display, needName } from '../../explain/display';
import { oneLine } from '../../explain/oneLine';
import { statusWord } from '../../explain/outcomes';
import { pad, printable, width } from '../../explain/width';
import type { Command } from '../command';
import { listingOptions, pathOptions, policyFiles } from '../files';
import { EXIT } from '../io';
import type { Messages } from '../messages/messages';
import { findingText } from '../reporters/pretty';
import { Session, told } from '../session';
import { fitting } from '../text/fold';

export const test: Command = {
  name: 'test',
  usage: 'PATHS…',
  summary: { en: "check the examples' expectations", zh: '核对示例的应得' },
  details: {
    en: 'Exits 1 if an expectation fails or a file has errors, 2 if a path could not be read.',
    zh: '有应得不符或文件有错误时退出码为 1，路径无法读取时为 2。',
  },
  options: pathOptions,
  arity: [1, Number.POSITIVE_INFINITY],
  run(context, parsed) {
    const { io, m, colours, language } = context;
    const session = new Session(context);
    const { files, troubles, excluded } = policyFiles(parsed.positionals, context, listingOptions(parsed, context.configs));
    if (files.length === 0 && excluded.length > 0) io.err(`${m.allExcluded(excluded)}\n`);
    const counts = { files: files.length, examples: 0, expectations: 0, failed: 0, errors: 0 };
    const said = new Set<string>();
    for (const file of files) {
      const analysis = session.analyse(file);
      if (analysis.error) {
        troubles.push(session.trouble(file));
        continue;
      }
      // Errors of an imported file that is not tested itself count here, once.
      const errors = session
        .errors(analysis)
        .filter(({ uri }) => uri === analysis.uri || !(said.has(uri) || files.some((each) => each.uri === uri)))
        .flatMap(({ uri, findings }) => {
          said.add(uri);
          return findings;
        });
      counts.errors += errors.length;
      if (analysis.examples.length === 0 && errors.length === 0) continue;
      io.out(`${colours.bold(told(file.shown))}\n`);
      const display = new Display(language, analysis.program);
      const names = analysis.examples.map(({ example }) => printable(example.title));
      const longest = Math.max(0, ...names.map(width));
      for (const [index, { expectations }] of analysis.examples.entries()) {
        const failed = expectations.filter((each) => !each.passed);
        counts.examples++;
        counts.expectations += expectations.length;
        counts.failed += failed.length;
        const verdict =
          expectations.length === 0
            ? colours.dim(m.noExpectations)
            : failed.length === 0
              ? colours.dim(m.met(expectations.length))
              : colours.red(m.failedOf(failed.length, expectations.length));
        io.out(`  ${failed.length === 0 ? colours.green('✓') : colours.red('✗')} ${pad(names[index] ?? '', longest)}  ${verdict}\n`);
        for (const each of failed) {
          const place = each.expectation.place;
          const said = oneLine(session.source(analysis, place));
          io.out(
            `      ${colours.dim(session.where(analysis.range(place)))}: ${m.expected(printable(said), colours.red(printable(actualText(each, display, m))))}\n`,
          );
        }
      }
      for (const finding of errors) io.out(fitting(`\n${findingText(finding, context, session)}`, io.columns));
      io.out('\n');
    }
    for (const trouble of troubles) io.err(`${colours.red(m.error)}: ${printable(trouble)}\n`);
    if (files.length > 0) io.out(`${(counts.failed + counts.errors > 0 ? colours.red : colours.green)(m.testSummary(counts))}\n`);
    if (troubles.length > 0) return EXIT.couldNotRun;
    return counts.failed + counts.errors > 0 ? EXIT.found : EXIT.fine;
  },
};

/** What is the case instead of what was expected. */
function actualText(result: ExpectationResult, display: Display, m: Messages): string {
  const { actual, status, type, failure } = result;
  if (failure === 'broken' || status === 'broken') return m.notChecked;
  const value = display.value(actual, type);
  if (failure === 'not-ceiling') return m.noCeiling(value);
  const needs = result.needs.length > 0 ? `, ${m.needs([...new Set(result.needs.map(needName))])}` : '';
  if (status === 'payable' || status === 'unknown' || status === 'error') return value + needs;
  const word = status === 'eligible' ? value : statusWord(status, display.language);
  return failure === 'value' && actual.state === 'known' && status !== 'eligible' ? `${value} (${word})` : word + needs;
}
