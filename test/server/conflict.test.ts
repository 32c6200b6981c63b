/** Why: an editor shows of a file in conflict that it is, once; every feature has an answer, figures and edits come back when it is resolved. */
import { afterEach, expect, it } from 'vitest';
import { invited, talented } from './requests';
import { Session } from './support';

let session: Session | undefined;
afterEach(async () => {
  await session?.stop();
  session = undefined;
});

const side = (rate: number): string => `clause grant "Grant" {\n  award ${rate}% of cost\n}\n`;
const whole = (middle: string): string =>
  `fact cost "Cost": money from 0元\n\n${middle}\nexample "one" {\n  cost = 10元\n  expect total = 5元\n}\n`;
const inConflict = whole(`<<<<<<< HEAD\n${side(50)}=======\n${side(20)}>>>>>>> other\n`);

it('tells it once, answers everything, and goes on when it is resolved', async () => {
  const s = await Session.start({ capabilities: talented as never });
  session = s;
  const uri = s.uri('a.clause');
  await s.open(uri, inConflict);
  const { items } = await s.connection.sendRequest<{ items: { message: string; range: unknown }[] }>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  expect(items.map(({ message }) => message)).toEqual([expect.stringContaining('A merge left this file in conflict')]);
  expect(items[0]?.range).toEqual({ start: { line: 2, character: 0 }, end: { line: 2, character: 12 } });
  const refusals = [-32600, -32803];
  for (const position of [
    { line: 0, character: 6 },
    { line: 2, character: 3 },
    { line: 4, character: 15 },
    { line: 13, character: 10 },
  ]) {
    for (const sample of invited(s.initialized.capabilities)) {
      const failed = await s.connection.sendRequest(sample.method, sample.params(uri, position)).then(
        () => undefined,
        ({ code }: { code: number }) => code,
      );
      if (failed !== undefined) expect(sample.refuses ? refusals : [], `${sample.method}: ${failed}`).toContain(failed);
    }
  }
  const range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
  expect((await s.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range })) ?? []).toEqual([]);
  const options = { tabSize: 2, insertSpaces: true };
  expect((await s.connection.sendRequest('textDocument/formatting', { textDocument: { uri }, options })) ?? []).toEqual([]);
  expect(s.messages.filter((message) => /Error|unexpected/.test(message))).toEqual([]);

  await s.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: whole(side(50)) }],
  });
  const after = await s.connection.sendRequest<{ items: unknown[] }>('textDocument/diagnostic', { textDocument: { uri } });
  expect(after.items).toEqual([]);
  expect(await s.hover(uri, 'cost')).toContain('Cost');
});
