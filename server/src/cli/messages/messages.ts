/** Why: every sentence of the command line exists in both languages; this says which there are, so that neither can lag behind. */
import type { Severity } from '../../core/finding';
import type { FileTrouble } from '../../host/nodeHost';
import { en } from './en';
import { zh } from './zh';

export interface Counts {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
}

export interface TestCounts {
  readonly files: number;
  readonly examples: number;
  readonly expectations: number;
  readonly failed: number;
  readonly errors: number;
}

export interface Messages {
  // -- arguments
  unknownCommand(name: string, near: string | undefined): string;
  unknownOption(name: string, near: string | undefined): string;
  repeatedOption(name: string): string;
  optionWithoutValue(name: string): string;
  optionNeedsValue(name: string, value: string): string;
  optionOneOf(name: string, value: string, allowed: readonly string[]): string;
  missingArgument(usage: string): string;
  extraArgument(value: string): string;
  seeHelp(command: string | undefined): string;
  badLanguage(value: string): string;
  noSuchRoot(path: string): string;
  badDate(value: string): string;
  readonly oneOfConfigAndNone: string;

  // -- running
  readonly error: string;
  unexpected(message: string): string;
  fileTrouble(path: string, trouble: FileTrouble): string;
  noPolicyFiles(path: string): string;
  notAPolicyFile(path: string): string;

  // -- whole repositories
  /** For a pattern. */
  nothingMatches(pattern: string): string;
  /** All files that were named. */
  allExcluded(paths: readonly string[]): string;
  /** A file that looks like a configuration, by another name. */
  misnamedConfig(file: string): string;
  /** Stands where a path would. */
  readonly standardInput: string;
  readonly stdinAlone: string;
  readonly stdinPathAlone: string;
  readonly stdinNotFixed: string;
  badWorkers(value: string, most: number): string;

  // -- findings
  severity(severity: Severity): string;
  readonly fix: string;
  notUtf8(line: number, byte: number, encoding: string): string;
  /** So many more findings of a style that `fmt` mends. */
  moreOfStyle(count: number, name: string): string;
  lintSummary(counts: Counts): string;
  lintClean(files: number): string;
  /** While files are judged, `index` from 1. */
  checking(index: number, files: number, path: string): string;
  /** Something stayed open for want of it, and how to get it. */
  readonly noSolver: string;
  notProved(path: string, message: string): string;
  badBudget(value: string, most: number): string;

  // -- what is new
  /** `known` ones were there before, in the files that were looked at. */
  newSince(count: number, revision: string, known: number): string;
  /** A revision by the name that the user gave it, and the commit that it stands for. */
  namedCommit(revision: string, commit: string): string;
  knownByBaseline(count: number, file: string): string;
  addedToBaseline(count: number, file: string): string;
  removedFromBaseline(count: number, file: string): string;
  /** The entries follow, one a line. */
  staleInBaseline(count: number, file: string): string;
  readonly pruneNeedsAll: string;
  whichBaseline(option: string): string;

  // -- lint --fix
  /** What was done, above what is left. */
  mended(findings: number, files: number): string;
  wouldMend(findings: number, files: number): string;
  /** @param folder from which the names in a patch are seen */
  patchFrom(folder: string): string;
  readonly nothingToMend: string;
  needsOption(name: string, other: string): string;
  readonly dryRunFormat: string;
  changedMeanwhile(path: string): string;
  /** A file with the marks of a merge, left as it is. */
  inConflict(path: string, line: number): string;

  // -- test
  met(count: number): string;
  failedOf(failed: number, count: number): string;
  readonly noExpectations: string;
  readonly notChecked: string;
  noCeiling(value: string): string;
  readonly noExamples: string;
  expected(text: string, actual: string): string;
  testSummary(counts: TestCounts): string;

  // -- eval and explain
  whichExample(names: readonly string[]): string;
  oneOfExampleAndFacts(): string;
  noSuchExample(name: string, near: string | undefined, names: readonly string[]): string;
  sameExample(name: string): string;
  noSuchClause(name: string, near: string | undefined, names: readonly string[]): string;
  fileHasErrors(path: string, count: number): string;
  readonly columns: { readonly clause: string; readonly outcome: string; readonly amount: string; readonly notes: string };
  readonly total: string;
  readonly example: string;
  readonly judgedOn: string;
  readonly assumed: string;
  readonly conflict: string;
  readonly noDate: string;
  needs(names: readonly string[]): string;
  excludedBy(group: string, winner: string): string;
  emptyList(list: string): string;
  /** Why a clause is inactive; dates as 2025-06-30. */
  inForce(from: string | undefined, to: string | undefined): string;
  wouldPay(amount: string): string;
  cut(limit: string, amount: string): string;
  conflictIn(group: string, contenders: readonly string[]): string;
  notFigured(names: readonly string[]): string;
  alsoGranted(names: readonly string[]): string;
  readonly unspecified: string;
  factsRefused(path: string, count: number): string;

  // -- rule
  noSuchRule(name: string, near: string | undefined): string;
  noPage(name: string): string;
  readonly ruleList: string;

  // -- fmt
  wouldChange(path: string): string;
  formatted(path: string): string;
  notWritten(path: string, code: string): string;
  fmtSummary(changed: number, files: number, check: boolean): string;

  // -- reports
  readonly reports: {
    /** The one test of a file in which nothing was found. */
    readonly noFindings: string;
    notShown(count: number): string;
    readonly limitOfGitHub: string;
    readonly repositoryRoot: string;
    readonly columns: { readonly severity: string; readonly place: string; readonly finding: string };
    /** Two formats without a file. */
    twoPrinted(first: string, second: string): string;
    sameFile(file: string): string;
    /** `sarif=` without more. */
    noFile(format: string): string;
  };

  // -- lsp
  readonly onlyStdio: string;
  /** Of a copy that stands alone. */
  readonly noServer: string;
}

export function messagesFor(language: 'en' | 'zh'): Messages {
  return language === 'zh' ? zh : en;
}
