/** Why: every command says of a file in conflict that it is, once, and leaves it as it is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Folder, POLICY } from './support/run';

const folder = new Folder();
const sides = POLICY.replace(
  '  award 10% of spent\n',
  '<<<<<<< HEAD\n  award 10% of spent\n||||||| 1a2b3c4\n  award 5% of spent\n=======\n  award 20% of spent\n>>>>>>> higher rate\n',
);
const name = folder.write('merge.clause', sides);
const text = () => readFileSync(join(folder.path, name), 'utf8');
// The first marker's line, counted in the text: line 18 is `when`, line 17 the clause.
const LINE = sides.slice(0, sides.indexOf('<<<<<<<')).split('\n').length;

it('lint tells it once', async () => {
  const ran = await folder.run(['lint', name]);
  expect(ran.code).toBe(1);
  expect(ran.out.match(/^merge\.clause:.*/gm)).toEqual([
    expect.stringContaining(`merge.clause:${LINE}:1: error: A merge left this file in conflict`),
  ]);
  expect(ran.out).toContain(`merge.clause:${LINE + 4}:1: the other side begins here`);
  expect(ran.out).toContain('1 file: 1 error, 0 warnings, 0 for information\n');
  expect((await folder.run(['lint', '--lang', 'zh', name])).out).toContain('冲突尚未解决');
});

it('lint --fix leaves it as it is', async () => {
  expect((await folder.run(['lint', '--fix', name])).code).toBe(1);
  expect(text()).toBe(sides);
});

it('fmt refuses it, with and without --check, and lays out the others', async () => {
  folder.write('other.clause', 'fact   x "X":   number\n');
  const ran = await folder.run(['fmt', name, 'other.clause']);
  expect(ran.code).toBe(2);
  expect(ran.err).toBe(
    `error: merge.clause: in conflict (line ${LINE} begins with <<<<<<<); it was left as it is. Resolve the merge first.\n`,
  );
  expect(text()).toBe(sides);
  expect(readFileSync(join(folder.path, 'other.clause'), 'utf8')).toBe('fact x "X": number\n');
  expect((await folder.run(['fmt', '--check', '--lang', 'zh', name])).err).toContain(`第 ${LINE} 行以 <<<<<<< 开头`);
});

it('test, eval and explain compute nothing of it', async () => {
  const tested = await folder.run(['test', name]);
  expect(tested.code).toBe(1);
  expect(tested.out).toContain('A merge left this file in conflict');
  expect(tested.out).not.toContain('a firm');
  for (const command of ['eval', 'explain']) {
    const ran = await folder.run([command, name, '--example', 'a firm']);
    expect(ran.code).not.toBe(0);
    expect(ran.out).not.toContain('¥');
    expect(ran.err + ran.out).toContain('conflict');
  }
});

it('who imports it is told so, once', async () => {
  folder.write('parts/facts.clause', '<<<<<<< a\nfact x "X": number\n=======\nfact y "Y": number\n>>>>>>> b\n');
  folder.write('parts/main.clause', 'import "./facts.clause"\nclause c "C" {\n  award (x + y + z) * 1元\n}\n');
  const ran = await folder.run(['lint', '--format', 'json', 'parts/main.clause']);
  const { findings } = JSON.parse(ran.out) as { findings: { name: string; message: string }[] };
  expect(findings.map((each) => each.name)).toEqual(['missing-import']);
  expect(findings[0]?.message).toContain('“./facts.clause” is in conflict after a merge');
});
