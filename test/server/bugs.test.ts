/** Where our own code fails, the author is told, the other files are served, and the next edit is another chance. */
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { createConnection, type PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { serve } from '../../server/src/server';

it('a host that throws is a bug, and no more than that', async () => {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const failing = () => {
    throw new Error('no such thing as a disk');
  };
  serve(createConnection(toServer, toClient), { read: failing, list: () => [], page: () => undefined });
  const client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const log: string[] = [];
  const published: PublishDiagnosticsParams[] = [];
  let wake = () => {};
  client.onNotification('window/logMessage', ({ message }: { message: string }) => void log.push(message));
  client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
    wake();
  });
  client.listen();
  const publications = async (count: number) => {
    while (published.length < count) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  await client.sendRequest('initialize', { processId: null, rootUri: 'file:///demo', capabilities: {} });
  const open = (uri: string, text: string) =>
    client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'clause', version: 1, text } });
  await open('file:///demo/a.clause', 'import "./b.clause"\n');
  await open('file:///demo/c.clause', 'clause c "C" {\n  award 1元\n}\n');
  await publications(2);
  expect(published).toMatchObject([
    { uri: 'file:///demo/a.clause', diagnostics: [{ code: 'internal-error', severity: 1 }] },
    { uri: 'file:///demo/c.clause', diagnostics: [] },
  ]);
  expect(log.join()).toContain('no such thing as a disk');
  expect(
    await client.sendRequest('textDocument/hover', { textDocument: { uri: 'file:///demo/a.clause' }, position: { line: 0, character: 1 } }),
  ).toBeNull();

  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  await client.sendNotification('textDocument/didChange', {
    textDocument: { uri: 'file:///demo/a.clause', version: 2 },
    contentChanges: [{ range, text: 'clause a "A" {\n  award 1元\n}\n' }],
  });
  await publications(3);
  expect(published.at(-1)).toEqual({ uri: 'file:///demo/a.clause', version: 2, diagnostics: [] });
  client.dispose();
});
