/** Why: `clausewright diff` says what a change does to awards: who gets more, who gets less, proved over all applicants. */
import { differenceText } from '../../explain/difference/index';
import { printable } from '../../explain/width';
import { type Command, flag, type Parsed } from '../command';
import { Comparing, type Rename } from '../diff/compared';
import { asNoted, sameDays } from '../diff/dates';
import { choose } from '../diff/named';
import { diffOptions, outputsOf } from '../diff/options';
import { type Pair, pairsOf } from '../diff/pairs';
import { populationOf, populationWish } from '../diff/population';
import { type DiffResult, isDifferent, type OneSided, type Policy, type PolicyDifference } from '../diff/result';
import type { Tree } from '../diff/trees';
import { say } from '../diff/words';
import { type PolicyFile, pathOptions } from '../files';
import { type Context, EXIT, Trouble, Troubles } from '../io';
import { proveBudgetOf } from '../lintOptions';
import { diffReport } from '../reporters/diff/index';
import { writeOutputs } from '../reporters/outputs';
import { Session } from '../session';
import { ProgressLine } from '../text/progress';

export const diff: Command = {
  name: 'diff',
  usage: 'A B | REVISION [-- PATHS…] | A..B [-- PATHS…]',
  summary: { en: 'say what a change does to awards', zh: '说明改动对支持金额的影响' },
  details: {
    en: `Two files, two folders, or git revisions: diff old.clause new.clause, diff main..HEAD, diff main...HEAD (since HEAD left main),
diff main (against the files as they are now), diff main -- FILE…, diff main:policy.clause HEAD:policy.clause. For each clause, group, limit and
the total it is proved who gets more and who less, with examples. Exit code 0: the same for everyone; 1: there are differences, or something is
not decided; 2: something could not be read or written. More: docs/diff.md.`,
    zh: `比较两个文件、两个文件夹或 git 版本：diff 旧.clause 新.clause，diff main..HEAD，diff main...HEAD（从 HEAD 离开 main 处算起），diff main
（与现在的文件比较），diff main -- 文件…，diff main:政策.clause HEAD:政策.clause。对每项条款、互斥组、限额和总计，证明谁增加、谁减少，并给出例子。退出码
0：对所有人相同；1：有差异，或有未能判定的；2：有内容无法读取或写入。详见 docs/diff.md。`,
  },
  options: { ...diffOptions, ...pathOptions },
  arity: [1, Number.POSITIVE_INFINITY],
  async run(context, parsed) {
    const { io, m, colours, language } = context;
    const outputs = outputsOf(parsed, context);
    const budget = proveBudgetOf(parsed, context, 'diff');
    const renames = renamesOf(parsed, context);
    const wish = populationWish(parsed, context);
    const chosen = choose(parsed, context);
    const { a, b, troubles } = chosen;
    if (a.files.size + b.files.size === 0) throw new Troubles(troubles.length > 0 ? troubles : [say.noPolicies(language)]);
    const pairs = pairsOf(chosen);
    const candidates = [...pairs.changed, ...pairs.unchanged];
    if (wish && candidates.length !== 1) throw new Trouble([say.populationOne(language, candidates.length), m.seeHelp('diff')]);
    const open = opener(context, troubles);
    const ignoring = flag(parsed, 'ignore-dates');
    const both = (pair: Pair): readonly [Policy, Policy] | undefined => {
      const [before, after] = [open(a, pair.a), open(b, pair.b)];
      return before && after && (ignoring ? sameDays(before, after) : [before, after]);
    };
    const line = new ProgressLine(io);
    const all = pairs.changed;
    const comparing = new Comparing(context, { budget, renames, tick: () => line.show(shown) });
    let shown = '';
    const policies: PolicyDifference[] = [];
    try {
      for (const [n, pair] of all.entries()) {
        shown = say.comparing(language, n + 1, all.length, pair.b.shown);
        line.show(shown);
        const versions = both(pair);
        if (!versions) continue;
        const [before, after] = versions;
        const compared = await comparing.difference(before, after);
        const difference = ignoring ? asNoted(compared, open(a, pair.a), open(b, pair.b)) : compared;
        policies.push({ a: before, b: after, difference, text: differenceText(difference, after.analysis.program, language) });
      }
    } finally {
      line.end();
      comparing.dispose();
    }
    const lone = (tree: Tree, files: readonly PolicyFile[]): OneSided[] =>
      files.flatMap((file) => {
        const policy = open(tree, file);
        return policy ? [{ policy, clauses: policy.analysis.program.clauses.size }] : [];
      });
    const [added, removed] = [lone(b, pairs.added), lone(a, pairs.removed)];
    let population: DiffResult['population'];
    const [pair] = candidates;
    if (wish && pair) {
      const known = policies[0];
      const versions = known ? ([known.a, known.b] as const) : both(pair);
      if (versions) population = await populationOf(wish, ...versions, known?.difference, context);
    }
    const result: DiffResult = {
      a,
      b,
      policies,
      added,
      removed,
      unchanged: pairs.unchanged.length,
      troubles,
      ...(population ? { population } : {}),
    };
    for (const note of chosen.notes) io.err(`${printable(note)}\n`);
    const unwritten = writeOutputs(outputs, (format, of) => diffReport(format, result, of), context);
    const printsJson = outputs.some(({ format, file }) => format === 'json' && file === undefined);
    for (const trouble of [...(printsJson ? [] : troubles), ...unwritten]) io.err(`${colours.red(m.error)}: ${printable(trouble)}\n`);
    if (policies.some(({ difference }) => needsSolver(difference))) io.err(`${m.noSolver}\n`);
    const refused = population !== undefined && 'refusal' in population.answer;
    if (troubles.length + unwritten.length > 0 || refused) return EXIT.couldNotRun;
    return isDifferent(result) ? EXIT.found : EXIT.fine;
  },
};

function needsSolver({ clauses, groups, limits, total }: PolicyDifference['difference']): boolean {
  return [...clauses, ...groups, ...limits, total].some(({ reasons }) => reasons.includes('no-solver'));
}

/** Reads a policy of a state; what cannot be read is told once. */
function opener(context: Context, troubles: string[]): (tree: Tree, file: PolicyFile) => Policy | undefined {
  const sessions = new Map<Tree, Session>();
  return (tree, file) => {
    const session = sessions.get(tree) ?? new Session({ ...context, host: tree.host });
    sessions.set(tree, session);
    const analysis = session.analyse(file);
    const trouble = analysis.error ? session.trouble(file) : session.conflict(analysis);
    if (trouble === undefined) return { file, analysis, session };
    const where = tree.revision ? `${tree.shown}: ` : '';
    if (!troubles.includes(where + trouble)) troubles.push(where + trouble);
    return undefined;
  };
}

/** @throws Trouble for what is no pair of names */
function renamesOf(parsed: Parsed, { m, language }: Context): Rename[] {
  return (parsed.lists?.rename ?? []).map((given) => {
    const [from, to, ...more] = given.split('=').map((each) => each.trim().normalize('NFC'));
    if (!from || !to || more.length > 0) throw new Trouble([say.badRename(language, printable(given)), m.seeHelp('diff')]);
    return { from, to };
  });
}
