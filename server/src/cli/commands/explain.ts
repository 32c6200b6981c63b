/** Why: `clausewright explain` shows how each figure came about, back to the facts and the lines of the policy. */
import { evaluate } from '../../core/evaluate/index';
import { Branches } from '../../explain/branches';
import { Display, isoDate } from '../../explain/display';
import { type Branch, drawTree } from '../../explain/tree';
import { printable } from '../../explain/width';
import { nearest } from '../../facts/nearest';
import { chooseApplicant } from '../applicant';
import { totalNotes, totalText } from '../award';
import type { Command } from '../command';
import { EXIT, Trouble } from '../io';
import { Session, told } from '../session';

export const explain: Command = {
  name: 'explain',
  usage: 'FILE (--example NAME | --facts FILE.json) [CLAUSE]',
  summary: { en: 'show how the figures came about', zh: '说明金额的由来' },
  details: {
    en: 'Every condition, step and value of every clause (or of one), with its place in the policy, as a tree.',
    zh: '以树形列出各条款（或某一条款）的每个条件、步骤和数值，并注明其在政策中的位置。',
  },
  options: {
    example: { type: 'string', value: 'NAME', help: { en: 'the example of this name', zh: '示例名称' } },
    facts: { type: 'string', value: 'FILE.json', help: { en: "an applicant's facts", zh: '申请人的要素' } },
    on: { type: 'string', value: 'DATE', help: { en: 'judge on this date', zh: '认定日' } },
  },
  arity: [1, 2],
  run(context, parsed) {
    const { io, m, language, colours } = context;
    const session = new Session(context);
    const { analysis } = session.open(parsed.positionals[0] ?? '');
    const { program } = analysis;
    const chosen = chooseApplicant(program, parsed, context);
    const name = parsed.positionals[1]?.normalize('NFC');
    if (name !== undefined && !program.clauses.has(name))
      throw new Trouble([m.noSuchClause(printable(name), nearest(name, program.clauses.keys()), [...program.clauses.keys()])]);
    const evaluation = evaluate(program, chosen.applicant, { trace: true });
    for (const { uri, findings } of session.errors(analysis)) {
      io.err(`${colours.yellow(m.fileHasErrors(told(session.shown(uri)), findings.length))}\n`);
    }
    const display = new Display(language, program);
    const branches = new Branches({ analysis, session, display, m });
    const { asOf } = chosen.applicant;
    io.out(
      `${chosen.name} · ${asOf === undefined ? m.noDate : `${m.judgedOn} ${isoDate(asOf)}${chosen.assumedDate ? m.assumed : ''}`}\n\n`,
    );
    const print = (branch: Branch) => io.out(`${drawTree([branch], colours.dim)}\n\n`);
    const clauses = [...program.clauses.values()].filter((clause) => name === undefined || clause.name === name);
    for (const branch of branches.requirements(evaluation, clauses)) print(branch);
    for (const clause of clauses) {
      const outcome = evaluation.clauses.get(clause.name);
      if (outcome) print(branches.clause(clause, outcome));
    }
    if (name === undefined) {
      for (const branch of [...branches.groups(evaluation), ...branches.limits(evaluation)]) print(branch);
      const notes = totalNotes(evaluation, m);
      io.out(
        `${colours.bold(`${m.total}: ${totalText(evaluation, program, display, m.conflict)}`)}${notes.length > 0 ? `  ${notes.join('; ')}` : ''}\n`,
      );
    }
    return EXIT.fine;
  },
};
