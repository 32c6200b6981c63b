/** Findings of files that nobody has open, sent to an editor that asked for them to be sent. */
import { afterEach, expect, it } from 'vitest';
import { Session } from './support';

let session: Session | undefined;
afterEach(async () => {
  await session?.stop();
  session = undefined;
});

const good =
  'fact cost "Cost": money from 0元\n\nclause grant "Grant" {\n  award 50% of cost\n}\n\nexample "one" {\n  cost = 10元\n  expect total = 5元\n}\n';
const bad = good.replace('of cost', 'of cosst');
const isMisspelt = (found: readonly { readonly code?: unknown }[]) => found.some(({ code }) => code === 'unknown-name');
const isClean = (found: readonly unknown[]) => found.length === 0;

async function start(files: Readonly<Record<string, string>>, options: object = { folderFindings: true }): Promise<Session> {
  session = await Session.start({ files, initializationOptions: options });
  return session;
}

it('come by themselves, follow the disk, and those of an open file follow the editor', async () => {
  const s = await start({ 'a.clause': bad, 'deep/b.clause': bad, 'c.clause': good });
  const [a, b, c] = [s.uri('a.clause'), s.uri('deep/b.clause'), s.uri('c.clause')];
  await s.diagnostics(a, isMisspelt);
  await s.diagnostics(b, isMisspelt);
  s.write('a.clause', good);
  await s.watched('a.clause', 2);
  await s.diagnostics(a, isClean);
  s.write('c.clause', bad);
  await s.watched('c.clause', 2);
  await s.diagnostics(c, isMisspelt);
  // Open with another text than on disk; closed again, what is on disk counts.
  await s.open(c, good);
  await s.diagnostics(c, isClean);
  await s.close(c);
  await s.diagnostics(c, isMisspelt);
  s.delete('deep/b.clause');
  await s.watched('deep/b.clause', 3);
  await s.diagnostics(b, isClean);
});

it('of a file that imports what an editor holds unsaved follow the editor', async () => {
  const [facts, rest] = [good.slice(0, good.indexOf('\n\n') + 1), good.slice(good.indexOf('clause grant'))];
  const s = await start({ 'facts.clause': facts, 'policy.clause': `import "./facts.clause"\n${rest}` });
  const [policy, imported] = [s.uri('policy.clause'), s.uri('facts.clause')];
  await s.open(imported, facts.replace('fact cost', 'fact price'));
  await s.diagnostics(policy, isMisspelt);
  await s.edit(imported, 'fact price', 'fact cost');
  await s.diagnostics(policy, isClean);
});

it('are not sent to whom did not ask', async () => {
  const s = await start({ 'a.clause': bad, 'b.clause': bad }, {});
  const [a, b] = [s.uri('a.clause'), s.uri('b.clause')];
  await s.open(a, bad);
  await s.diagnostics(a, isMisspelt);
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(s.isTold(b)).toBe(false);
});
