/** Why: `lint --since` reports what a branch adds and nothing else, in repositories as they really are. */
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { run } from '../../server/src/cli/run';
import { clauseWith, Scratch, soundClause } from './support/repository';
import type { Folder, Ran } from './support/run';

// Each makes a repository, with many runs of git.
vi.setConfig({ testTimeout: 60_000 });

interface Report {
  readonly since: { readonly revision: string; readonly commit: string; readonly known: number };
  readonly summary: { readonly files: number };
  readonly findings: readonly {
    readonly name: string;
    readonly file: string;
    readonly item: string;
    readonly data: Record<string, unknown>;
  }[];
}

/** What is new, as `file: name, item`. */
async function fresh(
  folder: Folder,
  revision = 'main',
  ...more: string[]
): Promise<Report & { readonly news: string[]; readonly ran: Ran }> {
  const ran = await folder.run(['lint', '--since', revision, '--no-prove', '--format', 'json', ...more]);
  expect(ran.code, ran.err).not.toBe(2);
  const report = JSON.parse(ran.out) as Report;
  return { ...report, news: report.findings.map(({ file, name, item }) => `${file}: ${name}, ${item}`), ran };
}

describe('what is new', () => {
  it('is what the branch adds, against where it left the revision', async () => {
    const r = new Scratch();
    const start = r.commit({ 'a.clause': clauseWith('old') });
    r.git('switch', '-q', '-c', 'work');
    r.commit({ 'a.clause': `${clauseWith('old')}${clauseWith('added')}` });
    // Main mends the old one meanwhile: the branch still did not add it.
    r.git('switch', '-q', 'main');
    r.commit({ 'a.clause': soundClause('old') });
    r.git('switch', '-q', 'work');
    const { news, since, ran } = await fresh(r);
    expect(news).toEqual(['a.clause: unknown-name, clause added']);
    expect(since).toEqual({ revision: 'main', commit: start, known: 1 });
    expect(ran.code).toBe(1);
    expect(ran.err).toBe('');
  });

  it('is nothing where nothing changed, and no file is judged', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': clauseWith('old'), 'b.clause': clauseWith('other') });
    const { news, summary, ran } = await fresh(r, 'HEAD');
    expect([news, summary.files, ran.code]).toEqual([[], 0, 0]);
  });

  it('counts files that are not committed, and such that git does not know', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': soundClause('a'), '.gitignore': 'ignored.clause\n' });
    r.write('a.clause', clauseWith('a'));
    r.write('new.clause', clauseWith('b'));
    r.write('staged.clause', clauseWith('c'));
    r.git('add', 'staged.clause');
    expect((await fresh(r)).news).toEqual([
      'a.clause: unknown-name, clause a',
      'new.clause: unknown-name, clause b',
      'staged.clause: unknown-name, clause c',
    ]);
  });

  it('is what a changed file breaks in one that did not change, through others', async () => {
    const r = new Scratch();
    const facts = 'fact spent "Spent": money from 0元\n';
    r.commit({
      'lib/facts.clause': facts,
      'lib/between.clause': 'import "./facts.clause"\nlet half = 50% of spent\n',
      'main.clause': 'import "./lib/between.clause"\nclause c "C" { award half + spent }\n',
      'apart.clause': `import "./lib/other.clause"\n${clauseWith('apart')}`,
      'lib/other.clause': 'fact other "Other": boolean\n',
    });
    r.write('lib/facts.clause', 'fact costs "Costs": money from 0元\n');
    const { news, summary } = await fresh(r);
    expect(news).toContain('lib/between.clause: unknown-name, let half');
    expect(news).toContain('main.clause: unknown-name, clause c');
    expect(news.filter((one) => one.startsWith('apart'))).toEqual([]);
    // facts, between and main; nobody looks at the other two.
    expect(summary.files).toBe(3);
  });

  it('is what a file that went or came leaves in those that import it', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': 'import "./b.clause"\nclause c "C" { award x }\n', 'b.clause': 'let x = 5元\n' });
    unlinkSync(join(r.path, 'b.clause'));
    expect((await fresh(r)).news).toContain('a.clause: missing-import, import ./b.clause');
    r.commit({});
    r.write('b.clause', 'let y = 5元\n');
    const { news } = await fresh(r, 'HEAD');
    expect(news).toContain('a.clause: unknown-name, clause c');
    expect(news.filter((one) => one.includes('missing-import'))).toEqual([]);
  });

  it('counts what a new file has, though git was told to forget another that is much like it', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': clauseWith('a') });
    r.write('n.clause', clauseWith('n'));
    r.git('add', '-N', 'n.clause');
    r.git('rm', '-q', '--cached', 'a.clause');
    // To git it was renamed.
    expect(r.git('diff', '-M', '--name-status', 'HEAD')).toMatch(/^R/);
    expect((await fresh(r, 'HEAD')).news).toEqual(['n.clause: unknown-name, clause n']);
  });

  it('does not count that what hangs together stands in another order', async () => {
    const r = new Scratch();
    const names = ['let p = q + 1元\n', 'let q = p + 1元\n'];
    const twice = ['fact x "X": money\n', 'let x = 5元\n'];
    const rows = ['    from 0 to 5: 1元\n', '    from 4 to 9: 2元\n'];
    const text = (order: <T>(list: readonly T[]) => T[], more = '') =>
      [
        ...order(names),
        ...order(twice),
        'fact n "N": integer from 0 to 12\n',
        'clause a "A" {\n  award by n {\n',
        ...order(rows),
        more,
        '  }\n}\nclause b "B" { award p + x }\n',
      ].join('');
    r.commit({ 'a.clause': text((list) => [...list]) });
    r.write(
      'a.clause',
      text((list) => [...list].reverse()),
    );
    const { news, since } = await fresh(r, 'HEAD');
    expect(news).toEqual([]);
    // A circle, a name given twice, an overlap.
    expect(since.known).toBeGreaterThanOrEqual(3);
    // The new row overlaps with the one before it.
    r.write(
      'a.clause',
      text((list) => [...list].reverse(), '    from 9 to 12: 3元\n'),
    );
    expect((await fresh(r, 'HEAD')).news.filter((one) => one.includes('overlap'))).toEqual(['a.clause: row-overlap, clause a']);
  });

  it('does not count in which order clauses stand that do the same', async () => {
    const r = new Scratch();
    const fact = 'fact x "X": money from 0元 to 100元\n';
    const clauses = (...names: string[]) => fact + names.map((name) => `clause ${name} "${name}" {\n  award 10% of x\n}\n`).join('');
    r.commit({ 'a.clause': clauses('a', 'b', 'c') });
    r.write('a.clause', clauses('c', 'a', 'b'));
    const since = async () => {
      const ran = await r.run(['lint', '--since', 'HEAD', '--format', 'json']);
      return (JSON.parse(ran.out) as Report).findings.map(({ name, item }) => `${name}, ${item}`);
    };
    expect(await since()).toEqual([]);
    r.write('a.clause', clauses('c', 'a', 'b', 'd'));
    expect(await since()).toEqual(['duplicate-clause, clause d']);
  });

  it('does not count what another branch brought to both sides', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': soundClause('a') });
    r.git('switch', '-q', '-c', 'hotfix');
    r.commit({ 'hot.clause': clauseWith('hot') });
    r.git('switch', '-q', 'main');
    r.commit({ 'shared.clause': clauseWith('shared') });
    r.git('switch', '-q', '-c', 'work');
    r.commit({ 'own.clause': clauseWith('own') });
    // Both take the hotfix, each by itself: they share it and the commit with the shared file, neither of which has the other.
    for (const branch of ['main', 'work']) {
      r.git('switch', '-q', branch);
      r.git('merge', '-q', '--no-ff', 'hotfix', '-m', `to ${branch}`);
    }
    expect(r.git('merge-base', '--all', 'main', 'work').split('\n')).toHaveLength(2);
    expect((await fresh(r)).news).toEqual(['own.clause: unknown-name, clause own']);
    r.write('hot.clause', clauseWith('hot') + clauseWith('late'));
    r.write('shared.clause', clauseWith('shared') + clauseWith('later'));
    expect((await fresh(r)).news).toEqual([
      'hot.clause: unknown-name, clause late',
      'own.clause: unknown-name, clause own',
      'shared.clause: unknown-name, clause later',
    ]);
  });

  it('does not count how an edited statement was written before', async () => {
    const r = new Scratch();
    const fact = 'fact size "Size": integer from 0\n';
    const row = (low: string, pays: string) => `    ${low}..9： ${pays}，\n`;
    const text = (...rows: string[]) => `${fact}clause c "C" {\n  award by size {\n${rows.join('')}  }\n}\n`;
    // Two full-width signs in each row.
    r.commit({ 'a.clause': text(row('0', '5元')) });
    r.write('a.clause', text(row('0', '6元')));
    const signs = async () => (await fresh(r)).news.filter((one) => one.includes('fullwidth'));
    expect(await signs()).toEqual([]);
    // Another one, beside the edited: two more signs than there were.
    r.write('a.clause', text(row('0', '6元'), row('4', '7元')));
    expect(await signs()).toEqual(Array.from({ length: 2 }, () => 'a.clause: fullwidth-punctuation, clause c'));
    // In another clause it was not before.
    r.write('a.clause', text(row('0', '5元')).replace('clause c', 'clause d') + text('    0..9: 5元\n').replace(fact, ''));
    expect(await signs()).toEqual(Array.from({ length: 2 }, () => 'a.clause: fullwidth-punctuation, clause d'));
    r.write('a.clause', `${text('    0..9: 5元\n')}let a = （5元）\n`);
    expect(await signs()).toHaveLength(2);
  });

  it('does not count what imports lead to from another folder, nor to one', async () => {
    const r = new Scratch();
    const rest = Array.from({ length: 10 }, (_, n) => soundClause(`c${n}`)).join('\n');
    r.commit({
      // Nothing reads the file; there is none of that name; and one that moves itself.
      'a/x.clause': `import "./unread.clause"\nimport "../nowhere.clause"\nimport "./moves.clause"\n${rest}`,
      'a/unread.clause': 'let u = 5元\n',
      'a/moves.clause': 'let m = 5元\nlet n = 6元\nlet o = 7元\n',
      'stays.clause': 'import "./a/moves.clause"\n',
    });
    r.git('switch', '-q', '-c', 'work');
    r.git('mv', 'a/moves.clause', 'moved.clause');
    mkdirSync(join(r.path, 'b/c'), { recursive: true });
    r.git('mv', 'a/x.clause', 'b/c/y.clause');
    r.commit({
      'b/c/y.clause': `import "../../a/unread.clause"\nimport "../../nowhere.clause"\nimport "../../moved.clause"\n${rest}`,
      'stays.clause': 'import "./moved.clause"\n',
    });
    const { news, since } = await fresh(r);
    expect(news).toEqual([]);
    // Of y an unused, a missing and an unused import, and one unused of stays.
    expect(since.known).toBe(4);
    // Another file than before is another finding.
    r.write('other.clause', 'let v = 5元\n');
    r.write('stays.clause', 'import "./moved.clause"\nimport "./other.clause"\n');
    expect((await fresh(r)).news).toEqual(['stays.clause: unused-import, import ./other.clause']);
  });

  it('does not count what moved: within a file, to a renamed file, to another file', async () => {
    const r = new Scratch();
    const rest = Array.from({ length: 10 }, (_, n) => soundClause(`c${n}`)).join('\n');
    r.commit({
      'a.clause': clauseWith('one') + rest + clauseWith('two'),
      'b.clause': soundClause('b') + clauseWith('three'),
      'c.clause': soundClause('d'),
    });
    r.git('switch', '-q', '-c', 'work');
    r.commit({
      'a.clause': null,
      'renamed/x.clause': `// A remark.\n\n${clauseWith('two')}${rest}\n\n${clauseWith('one')}`,
      'b.clause': soundClause('b'),
      'c.clause': soundClause('d') + clauseWith('three'),
    });
    const { news, since } = await fresh(r);
    expect(news).toEqual([]);
    expect(since.known).toBe(3);
  });

  it('does not count what moved in a file that git does not know again', async () => {
    const r = new Scratch();
    const facts = (name: string) =>
      `fact ${name} "Income": money from 0元\nfact rent "Rent": money from 0元\nfact kind "Kind": one of { a, b }\n`;
    const before = `${facts('income')}${clauseWith('one', 'income * nobody')}${clauseWith('two')}`;
    r.commit({ 'old/a.clause': before });
    const { ran } = await fresh(r, 'HEAD', 'old');
    expect(ran.code).toBe(0);
    // Another folder and name, other line ends, Chinese keywords, and a fact that is called otherwise in it.
    const after = before
      .replaceAll('income', 'earnings')
      .replaceAll(/^fact/gm, '要素')
      .replaceAll(/^clause/gm, '条款')
      .replaceAll('  award', '\t支持')
      .replaceAll('money from', '金额 不低于')
      .replaceAll('\n', '\r\n\r\n');
    r.commit({ 'old/a.clause': null, 'new/b.clause': after });
    expect(r.git('diff', '-M', '--name-status', 'HEAD~1')).not.toMatch(/^R/m);
    const { news, since } = await fresh(r, 'HEAD~1');
    // Two facts that nothing reads, and two names that are declared nowhere.
    expect([news, since.known]).toEqual([[], 4]);
    // A file that has little in common with it is another.
    r.commit({ 'new/b.clause': `${facts('x').replaceAll('fact ', 'fact n_')}${clauseWith('one', 'income * nobody')}` });
    expect((await fresh(r, 'HEAD~2')).news).not.toEqual([]);
  });

  it('does not count what moved in a file that git was not told of', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': clauseWith('one') });
    renameSync(join(r.path, 'a.clause'), join(r.path, 'b.clause'));
    expect((await fresh(r)).news).toEqual([]);
  });

  it('counts a copy, and one of two equal ones that was added', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': clauseWith('one'), 'b.clause': 'clause two "Two" {\n  award nobody\n  cap nobody\n}\n' });
    r.write('copy.clause', clauseWith('one'));
    r.write('b.clause', 'clause two "Two" {\n  award nobody\n  cap nobody\n  floor nobody + nobody\n}\n');
    expect((await fresh(r)).news).toEqual([
      'b.clause: unknown-name, clause two',
      'b.clause: unknown-name, clause two',
      'copy.clause: unknown-name, clause one',
    ]);
  });

  it('does not count a clause that only got another name', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': clauseWith('one') });
    r.write('a.clause', clauseWith('another'));
    expect((await fresh(r)).news).toEqual([]);
    // One that says something else is another one.
    r.write('a.clause', 'clause another "Another" {\n  award nobody\n  cap 5元\n}\n');
    expect((await fresh(r)).news).toEqual(['a.clause: unknown-name, clause another']);
    // A second one beside the old is another matter.
    r.write('a.clause', clauseWith('one') + clauseWith('another'));
    expect((await fresh(r)).news).toEqual(['a.clause: unknown-name, clause another']);
  });

  it('does not count what names something by its new name, here or in files that import it', async () => {
    const r = new Scratch();
    // Each clause has one finding, in a statement that names a fact, a let or another clause.
    const facts = (spent: string, half: string) => `fact ${spent} "Spent": money from 0元\nlet ${half} "Half" = 50% of ${spent}\n`;
    const clauses = (spent: string, half: string, first: string) =>
      `import "./facts.clause"\nclause ${first} "First" {\n  when ${spent} over nobody\n  award 5元\n}\n` +
      `clause second "Second" {\n  award ${half} + ${first} + noone\n}\nexample "one" {\n  ${spent} = 4元\n  expect ${first} = 7元\n}\n`;
    r.commit({ 'facts.clause': facts('spent', 'half'), 'a.clause': clauses('spent', 'half', 'one') });
    r.write('facts.clause', facts('costs', 'part'));
    r.write('a.clause', clauses('costs', 'part', 'support'));
    const { news, since } = await fresh(r);
    expect(news).toEqual([]);
    expect(since.known).toBeGreaterThanOrEqual(2);
    // Beside what was there, what came with the new name is told.
    r.write('a.clause', clauses('costs', 'part', 'support').replace('award 5元', 'award nothing'));
    expect((await fresh(r)).news).toContain('a.clause: unknown-name, clause support');
    // Where only the importing file was asked for as well.
    r.write('a.clause', clauses('costs', 'part', 'one'));
    expect((await fresh(r, 'main', 'a.clause')).news).toEqual([]);
  });

  it('counts a statement that names something else, which was there before or says something else', async () => {
    const r = new Scratch();
    const text = (facts: string, named: string) => `${facts}clause c "C" {\n  when ${named} over nobody\n  award 5元\n}\n`;
    const [money, area] = ['fact a "A": money from 0元\n', 'fact b "B": 平方米 over 5平方米\n'];
    r.commit({ 'x.clause': text(money + area, 'a') });
    r.write('x.clause', text(area, 'b'));
    expect((await fresh(r)).news).toEqual(['x.clause: unknown-name, clause c']);
    r.commit({ 'x.clause': text(money, 'a') });
    r.write('x.clause', text(area, 'b'));
    expect((await fresh(r, 'HEAD')).news).toEqual(['x.clause: unknown-name, clause c']);
  });

  it('does not count what is left of an overlap of several rows, but one with another row', async () => {
    const r = new Scratch();
    const table = (...rows: string[]) => `fact a "A": money from 0元\nclause c "C" {\n  award by a {\n${rows.join('\n')}\n  }\n}\n`;
    const [low, middle, high, all] = ['below 10元: 1元', 'from 10元 to 15元: 2元', 'over 20元: 3元', 'over 5元: 4元'];
    r.commit({ 'a.clause': table(low, middle, high, all) });
    // The last row overlaps with three, then with two; between 15元 and 20元 it stands alone.
    r.write('a.clause', table(low, high, all));
    expect((await fresh(r)).news).toEqual([]);
    r.commit({});
    r.write('a.clause', table(low, middle, high, all));
    expect((await fresh(r, 'HEAD')).news).toEqual(['a.clause: row-overlap, clause c']);
  });

  it('does not count what is proved of a clause that got another name', async () => {
    const r = new Scratch();
    const text = (first: string, cap: string) =>
      `fact a "A": money from 0元 to 100元\nclause ${first} "First" {\n  award a\n  cap ${cap}\n}\nclause second "Second" {\n  award 2 * a\n}\n` +
      `exclusive group "Not both" {\n  among ${first}, second\n}\n`;
    const overlaps = async () => {
      const ran = await r.run(['lint', '--since', 'HEAD', '--format', 'json']);
      return (JSON.parse(ran.out) as Report).findings.filter(({ name }) => name === 'unresolved-overlap').length;
    };
    r.commit({});
    r.write('a.clause', text('one', '50元'));
    // It is found at all: both pay, and not the same.
    expect(await overlaps()).toBe(1);
    r.commit({});
    r.write('a.clause', text('support', '50元'));
    expect(await overlaps()).toBe(0);
    // With another cap it is still the clause with that title.
    r.write('a.clause', text('support', '60元'));
    expect(await overlaps()).toBe(0);
  });

  it('does not count what names a field, a member or a value of a clause by its new name', async () => {
    const r = new Scratch();
    const text = (field: string, member: string, local: string, unlabelled = 'quiet') =>
      `fact income "Income": money from 0元\nfact children "Children": list to 6 of {\n  ${field} "Hours a week": integer from 0 to 50\n  age "Age": integer from 0 to 14\n}\n` +
      `fact kind "Kind": one of { ${member} "Of the town", ${unlabelled} }\n` +
      `clause c "C" {\n  each children\n  let ${local} = ${field} * 2\n  award ${local} * nothing + ${field} * nobody\n}\n` +
      `clause d "D" {\n  when kind = ${member}\n  award nowhere by kind { ${member}: 5元 }\n  cap income * ${field}\n}\nclause e "E" {\n  when kind = ${unlabelled}\n  when ${unlabelled} over 5元\n  award 5元\n}\n`;
    r.commit({ 'a.clause': text('hours', 'town', 'twice') });
    r.write('a.clause', text('weekly', 'municipal', 'double'));
    const { news, since } = await fresh(r, 'HEAD');
    expect(news).toEqual([]);
    // The names that are declared nowhere, and more that stands beside them.
    expect(since.known).toBeGreaterThanOrEqual(4);
    // A member without a label that goes while another comes may be another one.
    r.write('a.clause', text('weekly', 'municipal', 'double', 'loud'));
    expect(new Set((await fresh(r, 'HEAD')).news)).toEqual(new Set(['a.clause: unknown-name, clause e']));
    // Nor is it the same field that has another label and another type.
    r.write(
      'a.clause',
      text('weekly', 'municipal', 'double').replace('"Hours a week": integer from 0 to 50', '"Weekly": integer from 0 to 20'),
    );
    // In d it is named outside of the list.
    expect(new Set((await fresh(r, 'HEAD')).news)).toEqual(
      new Set(['a.clause: unknown-name, clause c', 'a.clause: unknown-name, clause d']),
    );
  });

  it('does not count who else may win in a group, which rests on other groups too', async () => {
    const r = new Scratch();
    const text = (more: string) =>
      `fact a "A": boolean\nfact b "B": boolean\nfact c "C": boolean\nclause one "One" {\n  when a\n  award 80元\n}\n` +
      `clause two "Two" {\n  when b\n  award 150元\n}\nclause three "Three" {\n  when c\n  award 120元\n}\n` +
      `exclusive first_two "One of these" {\n  among one, two\n  choose highest\n}\n${more}`;
    r.commit({ 'a.clause': text('') });
    // Two always won against one; where three takes its place, one is paid.
    r.write('a.clause', text('exclusive others "Nor these" {\n  among three, two\n  choose first\n}\n'));
    const ran = await r.run(['lint', '--since', 'HEAD', '--format', 'json']);
    const { findings } = JSON.parse(ran.out) as Report;
    const overlaps = findings.filter(({ name }) => name === 'exclusive-overlap');
    expect(overlaps.map(({ item }) => item)).toEqual(['exclusive others']);
    // And that it is told otherwise now is so.
    const codes = async (...args: string[]) =>
      (JSON.parse((await r.run(['lint', '--format', 'json', ...args])).out) as Report).findings
        .filter(({ name, item }) => name === 'exclusive-overlap' && item === 'exclusive first_two')
        .map(({ data }) => data.code);
    expect(await codes()).toEqual(['either']);
    r.write('a.clause', text(''));
    expect(await codes()).toEqual(['one-sided']);
  });

  it('does not count layout, keywords of the other language, or line ends', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': clauseWith('one') });
    r.write('a.clause', '条款 one "one"\r\n{\r\n\r\n  支持   nobody // why\r\n}\r\n');
    expect((await fresh(r)).news).toEqual([]);
  });

  it('counts what a suppression no longer hides', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': `// allow unknown-name: for now\n${clauseWith('one')}` });
    r.write('a.clause', clauseWith('one'));
    expect((await fresh(r)).news).toEqual(['a.clause: unknown-name, clause one']);
  });

  it('counts what is proved', async () => {
    const r = new Scratch();
    const policy = (limit: string) =>
      `fact a "A": money from 0元 to 100元\nclause c "C" {\n  award a\n  cap ${limit}\n}\nclause d "D" {\n  award a\n  cap 300元\n}\n`;
    r.commit({ 'a.clause': policy('50元') });
    r.write('a.clause', policy('200元'));
    const ran = await r.run(['lint', '--since', 'main', '--format', 'json'], {});
    const { findings } = JSON.parse(ran.out) as Report;
    // The cap of d was never reached before either.
    expect(findings.filter(({ name }) => name === 'cap-never-reached').map(({ item }) => item)).toEqual(['clause c']);
  });
});

describe('the comparison in words', () => {
  it.each(['docs/cli.md', 'docs/zh/cli.md'])('has every field of its JSON in %s', async (page) => {
    const r = new Scratch();
    r.commit({ 'a.clause': clauseWith('one') + clauseWith('two') });
    await r.run(['lint', '--no-prove', '--baseline', 'b.json', '--baseline-add']);
    r.write('a.clause', clauseWith('one') + clauseWith('three'));
    const { out } = await r.run(['lint', '--no-prove', '--format', 'json', '--since', 'HEAD', '--baseline', 'b.json', '--baseline-add']);
    const whole = await r.run(['lint', '--no-prove', '--format', 'json', '--baseline', 'b.json']);
    const { since, baseline } = JSON.parse(out) as Record<string, object>;
    const { stale } = (JSON.parse(whole.out) as { baseline: { stale: object[] } }).baseline;
    expect(stale).toHaveLength(1);
    const rows = readFileSync(page, 'utf8')
      .split('\n')
      .filter((line) => /^\| `(?:since|baseline)` \|/.test(line));
    expect(rows).toHaveLength(2);
    for (const field of Object.keys(since ?? {})) expect(rows[0]).toContain(`\`${field}\``);
    for (const field of Object.keys(baseline ?? {})) expect(rows[1]).toMatch(new RegExp(`\`${field}(\\[\\])?\``));
    for (const field of Object.keys(stale[0] ?? {})) expect(rows[1]).toContain(`\`${field}\``);
  });

  it('is told at the end, in both languages', async () => {
    const r = new Scratch();
    const commit = r.commit({ 'a.clause': clauseWith('one') });
    r.write('a.clause', clauseWith('one') + clauseWith('two'));
    const en = await r.run(['lint', '--since', 'main', '--no-prove']);
    expect(en.out).toContain(`1 new since main (${commit.slice(0, 7)}), 1 known`);
    const zh = await r.run(['lint', '--since', 'main', '--no-prove', '--lang', 'zh']);
    expect(zh.out).toContain(`自 main（${commit.slice(0, 7)}）以来新增 1 处，已知 1 处`);
    // A build server names the commit itself: then it is not said twice.
    const byHash = await r.run(['lint', '--since', commit, '--no-prove', '--format', 'pretty', '--format', 'markdown=report.md']);
    expect(byHash.out).toContain(`\n1 new since ${commit.slice(0, 7)}, 1 known\n`);
    expect(readFileSync(join(r.path, 'report.md'), 'utf8')).toContain(`\n1 new since ${commit.slice(0, 7)}, 1 known\n`);
    const zhByHash = await r.run(['lint', '--since', commit.slice(0, 12), '--no-prove', '--lang', 'zh']);
    expect(zhByHash.out).toContain(`\n自 ${commit.slice(0, 7)} 以来新增 1 处，已知 1 处\n`);
  });
});

describe('histories', () => {
  it('compares a merge with where it was merged from', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': soundClause('a') });
    r.git('switch', '-q', '-c', 'work');
    r.commit({ 'b.clause': clauseWith('mine') });
    r.git('switch', '-q', 'main');
    const tip = r.commit({ 'c.clause': clauseWith('theirs') });
    r.git('switch', '-q', 'work');
    r.git('merge', '-q', '--no-edit', 'main');
    const { news, since } = await fresh(r);
    expect([news, since.commit]).toEqual([['b.clause: unknown-name, clause mine'], tip]);
  });

  it('knows tags, commits and other ways to name a revision', async () => {
    const r = new Scratch();
    const first = r.commit({ 'a.clause': soundClause('a') });
    r.git('tag', '-a', '-m', 'one', 'v1');
    r.commit({ 'a.clause': clauseWith('a') });
    for (const revision of ['v1', first, first.slice(0, 10), 'HEAD~1', 'HEAD^', '@{0}~1']) {
      const { since, news } = await fresh(r, revision);
      expect([since.commit, news.length], revision).toEqual([first, 1]);
    }
  });

  it('compares with the revision itself where there is no common history, and says so', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': clauseWith('one') });
    r.git('switch', '-q', '--orphan', 'other');
    r.commit({ 'a.clause': clauseWith('one') + clauseWith('two') });
    const { news, ran } = await fresh(r);
    expect(news).toEqual(['a.clause: unknown-name, clause two']);
    expect(ran.err).toMatch(/^main and the present commit have no history in common; .*\n$/);
  });

  it('works while a merge is in conflict', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': soundClause('a'), 'b.clause': clauseWith('b') });
    r.git('switch', '-q', '-c', 'work');
    r.commit({ 'a.clause': 'clause a "A" {\n  award 6元\n}\n' });
    r.git('switch', '-q', 'main');
    r.commit({ 'a.clause': 'clause a "A" {\n  award 7元\n}\n' });
    r.git('switch', '-q', 'work');
    expect(() => r.git('merge', '-q', 'main')).toThrow();
    const { news } = await fresh(r);
    expect(news.length).toBeGreaterThan(0);
    expect(news.every((one) => one.startsWith('a.clause: syntax-error'))).toBe(true);
  });

  describe('cut off (a shallow clone)', () => {
    const origin = new Scratch();
    origin.commit({ 'a.clause': clauseWith('one') });
    origin.git('switch', '-q', '-c', 'work');
    origin.commit({ 'b.clause': clauseWith('two') });
    origin.git('switch', '-q', 'main');
    origin.commit({ 'c.clause': soundClause('three') });
    const clone = new Scratch(false);
    clone.git('clone', '-q', '--depth', '1', '--branch', 'work', `file://${origin.path}`, '.');

    it('says how to get a revision that it has not', async () => {
      const ran = await clone.run(['lint', '--since', 'main']);
      expect(ran.code).toBe(2);
      const advice = 'git fetch --unshallow --tags origin "+refs/heads/*:refs/remotes/origin/*"';
      expect(ran.err).toContain(`the clone is shallow and does not have this git revision; run first: ${advice} (`);
      const zh = await clone.run(['lint', '--since', 'main', '--lang', 'zh']);
      expect(zh.err).toContain('这个克隆是浅克隆');
    });

    it('has branches and tags once that was done', async () => {
      origin.git('tag', 'v1', 'main');
      const other = new Scratch(false);
      other.git('clone', '-q', '--depth', '1', '--branch', 'work', `file://${origin.path}`, '.');
      for (const revision of ['origin/main', 'v1']) {
        const { err } = await other.run(['lint', '--since', revision]);
        const said = /run first: git (.*) \(on GitHub/.exec(err)?.[1];
        expect(said).toBeDefined();
        if (revision === 'v1') other.git(...(said ?? '').split(' ').map((word) => word.replaceAll('"', '')));
      }
      for (const revision of ['origin/main', 'v1']) expect((await other.run(['lint', '--since', revision])).err).toBe('');
    });

    it('compares with the revision itself where it cannot know more, and says so', async () => {
      clone.git('fetch', '-q', '--depth', '1', 'origin', 'main:refs/remotes/origin/main');
      const { news, ran, since } = await fresh(clone, 'origin/main');
      expect(news).toEqual(['b.clause: unknown-name, clause two']);
      expect(since.commit).toBe(origin.git('rev-parse', 'main'));
      expect(ran.err).toMatch(/^The clone is shallow, .* git fetch --unshallow avoids that\.\n$/);
      // The branch of the remote is there now.
      expect((await clone.run(['lint', '--since', 'main'])).err).toContain('there is origin/main; use --since origin/main');
    });
  });
});

describe('places', () => {
  it('looks from a folder below the top, and through a link to it', async () => {
    const r = new Scratch();
    r.commit({ 'sub folder/deep/a.clause': clauseWith('one'), 'top.clause': clauseWith('top') });
    r.write('sub folder/deep/a.clause', clauseWith('one') + clauseWith('two'));
    r.write('top.clause', clauseWith('top') + clauseWith('more'));
    const at = async (below: string): Promise<string[]> => {
      const { out } = await r.run(['lint', '--since', 'main', '--no-prove', '--format', 'json'], {}, false, below);
      return (JSON.parse(out) as Report).findings.map(({ file, item }) => `${file} ${item}`);
    };
    expect(await at(join('sub folder', 'deep'))).toEqual(['a.clause clause two']);
    symlinkSync(join(r.path, 'sub folder'), join(r.path, 'way'));
    expect(await at(join('way', 'deep'))).toEqual(['a.clause clause two']);
  });

  it('works in a second work tree', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': clauseWith('one') });
    const second = new Scratch(false);
    r.git('worktree', 'add', '-q', '-b', 'work', join(second.path, 'tree'));
    second.write('tree/a.clause', clauseWith('one') + clauseWith('two'));
    const ran = await second.run(['lint', '--since', 'main', '--no-prove', '--format', 'json'], {}, false, 'tree');
    expect((JSON.parse(ran.out) as Report).findings.map(({ item }) => item)).toEqual(['clause two']);
    // The command runs outside of the tree.
    const outside = await second.run(['lint', '--since', 'main', 'tree']);
    expect([outside.code, outside.err.includes('is in no git repository')]).toEqual([2, true]);
  });

  it('says of files outside of the repository that all is new', async () => {
    const other = new Scratch(false);
    other.write('x.clause', clauseWith('x'));
    const r = new Scratch();
    r.commit({ 'a.clause': clauseWith('one') });
    const { findings, ran } = await fresh(r, 'main', '.', other.path);
    expect(findings.map(({ item }) => item)).toEqual(['clause x']);
    expect(ran.err).toBe('One file lies outside of the repository; all that is found there counts as new.\n');
  });

  it('takes names as they are', async () => {
    const r = new Scratch();
    const names = [
      'with space.clause',
      `quo"te'.clause`,
      'new\nline.clause',
      'a::b.clause',
      '政策 二.clause',
      '-dash.clause',
      '100%25.clause',
      'x#y?.clause',
    ];
    r.commit(Object.fromEntries(names.map((name) => [name, clauseWith('one')])));
    for (const name of names) r.write(name, clauseWith('one') + clauseWith('two'));
    const { findings, since } = await fresh(r);
    expect(findings.map(({ item }) => item)).toEqual(names.map(() => 'clause two'));
    expect(new Set(findings.map(({ file }) => file))).toEqual(new Set(names));
    expect(since.known).toBe(names.length);
  });

  it.each(['要素.clause', 'a+b(1)[x].clause', 'with space.clause', 'UPPER.clause', 'é.clause', "it's.clause"])(
    'finds who imports %s',
    async (name) => {
      const r = new Scratch();
      r.commit({
        [`lib/${name}`]: 'let x = 5元\n',
        'a.clause': `import "./lib/${name}"\nclause c "C" { award x }\n`,
        'b.clause': clauseWith('b'),
      });
      r.write(`lib/${name}`, 'let y = 5元\n');
      const { news, summary } = await fresh(r);
      expect(news).toContain('a.clause: unknown-name, clause c');
      expect(summary.files).toBe(2);
    },
  );

  it('finds who imports a file with a name that can be written in several ways', async () => {
    const r = new Scratch();
    r.commit({ '要素 "甲".clause': 'let x = 5元\n', 'a.clause': 'import "./要素 \\"甲\\".clause"\nclause c "C" { award x }\n' });
    r.write('要素 "甲".clause', 'let y = 5元\n');
    expect((await fresh(r)).news).toContain('a.clause: unknown-name, clause c');
  });

  it('follows links in the revision as on the disk', async () => {
    const r = new Scratch();
    mkdirSync(join(r.path, 'real'));
    symlinkSync('real/a.clause', join(r.path, 'link.clause'));
    symlinkSync('circle.clause', join(r.path, 'circle.clause'));
    r.commit({ 'real/a.clause': clauseWith('one'), 'b.clause': 'import "./link.clause"\nclause c "C" { award x }\n' });
    r.write('real/a.clause', `${clauseWith('one')}${clauseWith('two')}`);
    const { news } = await fresh(r, 'main', 'link.clause', 'real', 'b.clause');
    expect(news).toEqual(['link.clause: unknown-name, clause two', 'real/a.clause: unknown-name, clause two']);
  });

  it('looks into submodules', async () => {
    const inner = new Scratch();
    inner.commit({ 's.clause': clauseWith('one') });
    const r = new Scratch();
    r.commit({ 'a.clause': clauseWith('a') });
    r.git('submodule', '--quiet', 'add', `file://${inner.path}`, 'sub');
    r.commit({});
    r.write('sub/s.clause', clauseWith('one') + clauseWith('two'));
    expect((await fresh(r, 'HEAD')).news).toEqual(['sub/s.clause: unknown-name, clause two']);
  });

  it('compares what standard input says with the file that it stands for', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': clauseWith('one'), 'b.clause': clauseWith('b') });
    let out = '';
    const code = await run(['lint', '--stdin', '--stdin-path', 'a.clause', '--since', 'main', '--no-prove', '--format', 'json'], {
      out: (text) => {
        out += text;
      },
      err: () => undefined,
      stdin: () => Buffer.from(clauseWith('one') + clauseWith('two')),
      cwd: r.path,
      env: {},
      terminal: false,
    });
    const { findings, since } = JSON.parse(out) as Report;
    expect([code, findings.map(({ item }) => item), since.known]).toEqual([1, ['clause two'], 1]);
  });

  it('says where the old text could not be read', async () => {
    const r = new Scratch();
    r.write('a.clause', Buffer.from([0xd5, 0xfe, 0xb2, 0xdf]));
    r.commit({});
    r.write('a.clause', clauseWith('one'));
    const { news, ran } = await fresh(r);
    expect(news).toEqual(['a.clause: unknown-name, clause one']);
    expect(ran.err).toBe('a.clause could not be read as it was before; all that is found in it counts as new.\n');
  });

  it('does not mind what a hook of git says of the repository', async () => {
    const r = new Scratch();
    r.commit({ 'sub/a.clause': clauseWith('one') });
    r.write('sub/a.clause', clauseWith('one') + clauseWith('two'));
    process.env.GIT_DIR = join(r.path, '.git');
    process.env.GIT_LITERAL_PATHSPECS = '1';
    try {
      expect((await fresh(r)).news).toEqual(['sub/a.clause: unknown-name, clause two']);
    } finally {
      delete process.env.GIT_DIR;
      delete process.env.GIT_LITERAL_PATHSPECS;
    }
  });
});

describe('what stands in the way', () => {
  const r = new Scratch();
  r.commit({ 'a.clause': soundClause('a') });
  const said = async (folder: Folder, revision: string, lang = 'en') => {
    const ran = await folder.run(['lint', `--since=${revision}`, '--lang', lang]);
    expect([ran.code, ran.out]).toEqual([2, '']);
    return ran.err;
  };

  it.each(['nowhere', 'main..HEAD', ':/no such message', 'HEAD~99', '0000000000000000000000000000000000000000', 'a.clause', ' '])(
    'is a revision that there is not: %s',
    async (revision) => {
      expect(await said(r, revision)).toContain('there is no such git revision');
      expect(await said(r, revision, 'zh')).toContain('没有这个 git 版本');
    },
  );

  it.each(['--output=hacked', '-n', '--upload-pack=touch hacked', ''])('is an option in its place: %s', async (revision) => {
    expect(await said(r, revision)).toMatch(/is no name of a revision|needs a value/);
    expect(existsSync(join(r.path, 'hacked'))).toBe(false);
  });

  it('is a folder without a repository', async () => {
    const plain = new Scratch(false);
    plain.write('a.clause', soundClause('a'));
    expect(await said(plain, 'main')).toContain('is in no git repository');
    expect(await said(plain, 'main', 'zh')).toContain('不在 git 仓库中');
  });

  it('is a repository without files', async () => {
    const bare = new Scratch(false);
    bare.git('init', '-q', '--bare', '.');
    bare.write('a.clause', soundClause('a'));
    expect(await said(bare, 'main')).toContain('is a git repository without files');
  });

  it('is a repository without a commit', async () => {
    const empty = new Scratch();
    empty.write('a.clause', soundClause('a'));
    expect(await said(empty, 'HEAD')).toContain('there is no such git revision');
  });

  it('is git that is not there', async () => {
    const { PATH } = process.env;
    process.env.PATH = '/nonexistent';
    try {
      expect(await said(r, 'main')).toContain('--since needs git');
      expect(await said(r, 'main', 'zh')).toContain('--since 需要 git');
    } finally {
      process.env.PATH = PATH;
    }
  });

  it('is a repository of another user', async () => {
    process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER = '1';
    try {
      const text = await said(r, 'main');
      expect(text).toContain('which belongs to another user');
      expect(text).toContain('git config --global --add safe.directory');
      expect(await said(r, 'main', 'zh')).toContain('属于其他用户');
    } finally {
      delete process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER;
    }
  });
});
