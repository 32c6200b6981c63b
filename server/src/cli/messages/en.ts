/** The command line's sentences in English. */
import type { FileTrouble } from '../../host/nodeHost';
import type { Messages } from './messages';

const many = (count: number, one: string, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;
const meant = (near: string | undefined) => (near === undefined ? '' : ` Did you mean ${near}?`);
const megabytes = (bytes: number) => `${(bytes / 1048576).toFixed(1)} MB`;

const encodings = {
  'utf-16': 'It looks like UTF-16.',
  gbk: 'It looks like GBK.',
  binary: 'It looks like a binary file.',
  unknown: 'Its encoding was not recognised.',
} as const;

const guess = (encoding: string) => Object.entries(encodings).find(([name]) => name === encoding)?.[1] ?? encodings.unknown;

function fileTrouble(path: string, trouble: FileTrouble): string {
  switch (trouble.error) {
    case 'missing':
      return `${path}: there is no such file or folder`;
    case 'not-utf8': {
      const where = trouble.line === undefined ? '' : ` from line ${trouble.line} (byte ${(trouble.byte ?? 0) + 1}) on`;
      return `${path}: not UTF-8${where}. ${encodings[trouble.encoding ?? 'unknown']} Save it as UTF-8 and try again.`;
    }
    case 'too-large':
      return `${path}: too large (${megabytes(trouble.size ?? 0)}); files to 8 MB are read. Split the policy with import.`;
    case 'unreadable':
      if (trouble.code === 'EISDIR') return `${path}: is a folder; a file is needed here`;
      return `${path}: cannot be read${trouble.code ? ` (${trouble.code})` : ''}. Check what it is and its permissions.`;
  }
}

export const en: Messages = {
  unknownCommand: (name, near) => `there is no command "${name}".${meant(near)}`,
  unknownOption: (name, near) => `there is no option ${name} here.${meant(near)}`,
  repeatedOption: (name) => `the option ${name} is given twice`,
  optionWithoutValue: (name) => `the option ${name} takes no value`,
  optionNeedsValue: (name, value) => `the option ${name} needs a value: ${name} ${value}`,
  optionOneOf: (name, value, allowed) => `the option ${name} is one of ${allowed.join(', ')}, not "${value}"`,
  missingArgument: (usage) => `something is missing: ${usage}`,
  extraArgument: (value) => `"${value}" is one argument too many; a path with spaces needs quotes`,
  seeHelp: (command) => `See clausewright ${command ? `${command} ` : ''}--help.`,
  badLanguage: (value) => `the option --lang is en or zh, not "${value}"`,
  noSuchRoot: (path) => `${path}: there is no such folder (--root)`,
  badDate: (value) => `"${value}" is not a date; write it as 2025-06-30`,
  oneOfConfigAndNone: 'the options --config and --no-config exclude each other',

  error: 'error',
  unexpected: (message) =>
    `something went wrong inside clausewright: ${message}. This is a fault of the program; please report it with the file that shows it.`,
  fileTrouble,
  noPolicyFiles: (path) => `${path}: no .clause or .clause.md file in this folder`,
  notAPolicyFile: (path) => `${path}: not a policy file; its name has to end in .clause or .clause.md`,

  nothingMatches: (pattern) => `${pattern}: no .clause or .clause.md file matches; put patterns in quotes, with / between folders`,
  misnamedConfig: (file) => `${file} is not read; to be the configuration it has to be called clausewright.yaml`,
  allExcluded: (paths) => `nothing to do: the configuration excludes ${paths.join(', ')}`,
  standardInput: 'standard input',
  stdinAlone: '--stdin judges standard input only; leave out the paths, and name the file it stands for with --stdin-path PATH',
  stdinPathAlone: '--stdin-path says which file standard input stands for; add --stdin',
  stdinNotFixed: '--fix writes files and cannot be used with --stdin',
  badWorkers: (value, most) => `--workers is a number from 1 to ${most}, not "${value}"`,

  severity: (severity) => severity,
  fix: 'fix',
  notUtf8: (line, byte, encoding) => `Line ${line}, byte ${byte} of the file, is the first that UTF-8 does not allow. ${guess(encoding)}`,
  moreOfStyle: (count, name) => `${count} more of the kind [${name}]; clausewright fmt mends them all`,
  lintSummary: ({ files, errors, warnings, information }) =>
    `${many(files, 'file')}: ${many(errors, 'error')}, ${many(warnings, 'warning')}, ${information} for information`,
  lintClean: (files) => `${many(files, 'file')}: nothing to report`,
  checking: (index, files, path) => `checking ${index} of ${files}: ${path}`,
  noSolver:
    'Something could not be decided, since the solver is not installed. To install it: npm install z3-solver, where clausewright is installed (globally: npm install --global z3-solver).',
  notProved: (path, message) => `${path} could not be proved, the rest is told: ${message}; this is a fault of clausewright`,
  badBudget: (value, most) => `--prove-budget “${value}”: a number from 1 to ${most} is needed; 100 is the usual`,

  newSince: (count, revision, known) => `${count} new since ${revision}, ${known} known`,
  namedCommit: (revision, commit) => `${revision} (${commit})`,
  knownByBaseline: (count, file) => `${count} known by ${file}`,
  addedToBaseline: (count, file) => `${count} added to ${file}`,
  removedFromBaseline: (count, file) => `${count} taken out of ${file}`,
  staleInBaseline: (count, file) =>
    `${many(count, 'finding')} of ${file} no longer there; --baseline-prune takes ${count === 1 ? 'it' : 'them'} out:`,
  pruneNeedsAll: '--baseline-prune needs to know all that is found, and --since only looks at what changed; leave one of them out',
  whichBaseline: (option) => `${option} needs to know which file: add --baseline FILE`,

  mended: (findings, files) => `${many(findings, 'finding')} mended in ${many(files, 'file')}`,
  patchFrom: (folder) => `names in the patch are relative to ${folder}: apply it there`,
  wouldMend: (findings, files) => `would mend ${many(findings, 'finding')} in ${many(files, 'file')}; nothing was written`,
  nothingToMend: 'nothing that is certain to be mended',
  needsOption: (name, other) => `${name} works together with ${other} only`,
  dryRunFormat: '--dry-run prints a patch, so --format cannot be given with it',
  changedMeanwhile: (path) => `${path}: changed while clausewright was running; it was left as it is. Run it again.`,
  inConflict: (path, line) => `${path}: in conflict (line ${line} begins with <<<<<<<); it was left as it is. Resolve the merge first.`,

  met: (count) => `${many(count, 'expectation')} met`,
  failedOf: (failed, count) => `${failed} of ${many(count, 'expectation')} failed`,
  notChecked: 'not checked, since the file has an error there',
  noCeiling: (value) => `${value}, and no ceiling`,
  noExpectations: 'expects nothing',
  noExamples: 'no examples',
  expected: (text, actual) => `${text}, but it is ${actual}`,
  testSummary: ({ files, examples, expectations, failed, errors }) =>
    `${many(files, 'file')}, ${many(examples, 'example')}, ${many(expectations, 'expectation')}: ${failed} failed${errors > 0 ? `; ${many(errors, 'error')} in the files` : ''}`,

  whichExample: (names) =>
    names.length === 0
      ? 'which applicant? The file has no examples; give facts with --facts FILE.json'
      : `which applicant? Give --facts FILE.json, or --example with one of:\n${names.map((name) => `  "${name}"`).join('\n')}`,
  oneOfExampleAndFacts: () => 'give either --example or --facts, not both',
  noSuchExample: (name, near, names) =>
    `there is no example "${name}".${meant(near && `"${near}"`)}${!near && names.length > 0 ? ` There are:\n${names.map((each) => `  "${each}"`).join('\n')}` : ''}`,
  sameExample: (name) => `several examples are called "${name}"; the first is taken`,
  noSuchClause: (name, near, names) =>
    `there is no clause "${name}".${meant(near)}${!near && names.length > 0 ? ` There are: ${names.join(', ')}` : ''}`,
  fileHasErrors: (path, count) =>
    `${path}: ${many(count, 'error')} in the file; what depends on ${count === 1 ? 'it' : 'them'} is not computed. See clausewright lint.`,
  columns: { clause: 'Clause', outcome: 'Outcome', amount: 'Amount', notes: 'Why' },
  total: 'Total',
  example: 'Example',
  judgedOn: 'judged on',
  assumed: " (the policy's first day; --on chooses another)",
  conflict: 'conflict',
  noDate: 'no date given',
  needs: (names) => `needs ${names.join(', ')}`,
  excludedBy: (group, winner) => `${group} keeps ${winner}`,
  emptyList: (list) => `${list} is empty`,
  inForce: (from, to) => `in force${from ? ` from ${from}` : ''}${to ? ` to ${to}` : ''}`,
  wouldPay: (amount) => `would pay ${amount}`,
  cut: (limit, amount) => `${limit} cuts ${amount}`,
  conflictIn: (group, contenders) => `conflict in ${group}: ${contenders.join(' or ')}`,
  notFigured: (names) => `without a figure in the document: ${names.join(', ')}`,
  alsoGranted: (names) => `in kind: ${names.join(', ')}`,
  unspecified: 'no figure',
  factsRefused: (path, count) =>
    `${path}: ${count === 1 ? 'one thing does' : `${count} things do`} not fit the policy; nothing was computed`,

  noSuchRule: (name, near) => `there is no finding called "${name}".${meant(near) || ' "clausewright rule" lists them all.'}`,
  noPage: (name) => `the page of ${name} is missing from this installation`,
  ruleList: 'All findings, by group:',

  wouldChange: (path) => `${path}: not formatted`,
  formatted: (path) => `${path}: formatted`,
  notWritten: (path, code) => `${path}: cannot be written (${code})`,
  fmtSummary: (changed, files, check) =>
    check ? `${many(files, 'file')}, ${changed} not formatted` : `${many(files, 'file')}, ${changed} changed`,

  reports: {
    noFindings: 'no findings',
    notShown: (count) => `${many(count, 'finding')} not shown.`,
    limitOfGitHub:
      'GitHub shows at most 10 errors, 10 warnings and 10 notices of a step; the most severe are shown. The job summary has more of them.',
    repositoryRoot: 'The root of the repository.',
    columns: { severity: 'Severity', place: 'Place', finding: 'Finding' },
    twoPrinted: (first, second) =>
      `--format ${first} and --format ${second} would both be printed; give all but one a file, as in --format ${second}=FILE`,
    sameFile: (file) => `two formats would be written to ${file}; give each a file of its own`,
    noFile: (format) => `--format ${format}= names no file; write --format ${format}=FILE, or --format ${format} to print it`,
  },

  onlyStdio: 'the language server speaks over standard input and output: clausewright lsp --stdio',
  noServer: 'this copy of the command line comes without the language server: use the installed package, npm install --global clausewright',
};
