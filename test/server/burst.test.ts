/** Many messages at once: every request is answered, in order, for the text as it was when it was asked; what is cancelled is not. */
import { afterEach, describe, expect, it } from 'vitest';
import { Puller } from './pulling';
import { Session } from './support';
import { notification, request, Wire } from './wire';

let session: Session | undefined;
async function start(): Promise<{ s: Session; wire: Wire }> {
  session = await Session.start();
  return { s: session, wire: new Wire(session) };
}
afterEach(async () => {
  await session?.stop();
  session = undefined;
});

const good = 'fact cost "Cost": money from 0元\n\nclause grant "Grant" {\n  award 50% of cost\n}\n';
const hover = (id: string, uri: string) =>
  request(id, 'textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 6 } });
/** Puts a text before the label of the fact. */
const type = (uri: string, version: number, text: string) =>
  notification('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [{ range: { start: { line: 0, character: 11 }, end: { line: 0, character: 11 } }, text }],
  });
const said = (result: unknown): string => (result as { contents: { value: string } }).contents.value;

describe('requests while somebody types', () => {
  it('are all answered, in order, each for the text that it was asked of', async () => {
    const { s, wire } = await start();
    const uri = s.uri('a.clause');
    await s.open(uri, good);
    await s.diagnostics(uri);
    // After the k-th edit the label is `k … 1 0 Cost`: each edit goes before what was there.
    const messages = Array.from({ length: 50 }, (_, k) => [type(uri, k + 2, `k${k}k`), hover(`h${k}`, uri)]).flat();
    wire.send(...messages);
    await wire.answer('h49');
    const answers = wire.answers.filter(({ id }) => String(id).startsWith('h'));
    expect(answers.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, k) => `h${k}`));
    for (const [k, { result }] of answers.entries()) {
      const label = Array.from({ length: k + 1 }, (_, i) => `k${k - i}k`).join('');
      expect(said(result), `h${k}`).toContain(`${label}Cost`);
    }
  });

  it('are not answered after all where they are cancelled in time', async () => {
    const { s, wire } = await start();
    const uri = s.uri('a.clause');
    await s.open(uri, good);
    await s.diagnostics(uri);
    const cancel = (id: string) => notification('$/cancelRequest', { id });
    const messages = Array.from({ length: 50 }, (_, k) => [type(uri, k + 2, `k${k}k`), hover(`h${k}`, uri)]).flat();
    wire.send(...messages, cancel('h30'), cancel('h49'), hover('last', uri));
    await wire.answer('last');
    const answers = new Map(wire.answers.map((one) => [one.id, one]));
    for (let k = 0; k < 50; k++) {
      if (k === 30 || k === 49) expect(answers.get(`h${k}`)?.error?.code, `h${k}`).toBe(-32800);
      else expect(said(answers.get(`h${k}`)?.result), `h${k}`).toContain(`k${k}k`);
    }
    // A request right behind the one that is cancelled, in the same piece of input.
    wire.send(hover('alone', uri), cancel('alone'));
    expect((await wire.answer('alone')).error?.code).toBe(-32800);
    // And one that is over already.
    wire.send(cancel('last'), hover('after', uri));
    expect(said((await wire.answer('after')).result)).toContain('k49k');
  });
});

it('a burst of edits is published once, for the last of them', async () => {
  const { s, wire } = await start();
  const uri = s.uri('a.clause');
  const versions: number[] = [];
  s.connection.onNotification('textDocument/publishDiagnostics', ({ version }: { version: number }) => void versions.push(version));
  await s.open(uri, good);
  wire.send(...Array.from({ length: 40 }, (_, k) => type(uri, k + 2, 'x')), hover('h', uri));
  await wire.answer('h');
  while (versions.at(-1) !== 41) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(versions.length).toBeLessThanOrEqual(3);
});

it('while the folders are gone through, typing is answered between two files', async () => {
  const clauses = Array.from({ length: 12 }, (_, i) => `clause c${i} "C" {\n  award 5% of cost\n  cap 1万元\n}\n`).join('\n');
  const files = Object.fromEntries(
    Array.from({ length: 1200 }, (_, i) => [`f${i}.clause`, `fact cost "Cost": money from 0元\n\n${clauses}`]),
  );
  const p = await Puller.start({ files });
  session = p.session;
  const uri = p.session.uri('a.clause');
  await p.session.open(uri, good);
  await p.documentNames(uri);
  let over = false;
  const whole = p.workspace().then((reports) => {
    over = true;
    return reports;
  });
  let answered = 0;
  while (!over && answered < 20) {
    await p.session.edit(uri, 'Cost', 'Costs');
    expect(await p.session.hover(uri, 'cost')).toContain('Costs');
    if (!over) answered++;
  }
  // Had the author to wait for the whole, it would be over with the first answer.
  expect(answered).toBeGreaterThan(3);
  expect(await whole).toHaveLength(1201);
});
