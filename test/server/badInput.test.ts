/** What should not come: nothing that a client sends ends the server, but for what leaves it no way to go on, and then it says why. */
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { createConnection } from 'vscode-languageserver/node';
import { features } from '../../server/src/features/index';
import { serve } from '../../server/src/server';
import { invited, type Sample, talented } from './requests';
import { type Options, Session } from './support';
import { frame, notification, request, Wire } from './wire';

let session: Session | undefined;
async function start(options?: Options): Promise<Session> {
  session = await Session.start(options);
  return session;
}
afterEach(async () => {
  await session?.stop();
  session = undefined;
});

const good =
  'fact cost "Cost": money from 0元\n\nclause grant "Grant" {\n  award 50% of cost\n}\n\nexample "one" {\n  cost = 10元\n  expect total = 5元\n}\n';
const origin = { line: 0, character: 0 };

interface Outcome {
  readonly result?: unknown;
  readonly error?: number;
}
async function outcome(s: Session, method: string, params: unknown): Promise<Outcome> {
  const sent = params === undefined ? s.connection.sendRequest(method) : s.connection.sendRequest(method, params);
  return sent.then(
    (result) => ({ result }),
    (error: { code: number }) => ({ error: error.code }),
  );
}

/** A refusal in words: InvalidRequest or RequestFailed. */
const refusals = [-32600, -32803];

/** Nothing is said: null, nothing in a list, or an object that holds only such, and strings. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

describe('every request that is offered', () => {
  const talk = async (files?: Options['files']) => {
    const s = await start({ capabilities: talented as never, ...(files ? { files } : {}) });
    return { s, samples: invited(s.initialized.capabilities) };
  };

  it('is known here, and none is answered that is not offered or the house’s own', async () => {
    const { samples } = await talk();
    const known = new Set(samples.map(({ method }) => method));
    expect(features.map(({ method }) => method).filter((method) => !known.has(method) && !method.startsWith('clausewright/'))).toEqual([]);
  });

  it('says nothing of a file that is not open', async () => {
    const { s, samples } = await talk();
    for (const sample of samples) {
      const { result, error } = await outcome(s, sample.method, sample.params(s.uri('../never.clause'), origin));
      if (error !== undefined) expect(sample.refuses ? refusals : [], `${sample.method}: ${error}`).toContain(error);
      else if (!sample.resolves) expect(isEmpty(result), `${sample.method}: ${JSON.stringify(result)}`).toBe(true);
    }
  });

  const places: Readonly<Record<string, unknown>> = {
    'no place': null,
    'a line before the first': { line: -1, character: 0 },
    'a character before the first': { line: 0, character: -1 },
    'half a line': { line: 0.5, character: 0 },
    'not a number': { line: Number.NaN, character: 0 },
    'a text': { line: '0', character: 0 },
  };

  it('is refused with parameters of another shape, and the server lives', async () => {
    const { s, samples } = await talk();
    const uri = s.uri('a.clause');
    await s.open(uri, good);
    const wrong = async (sample: Sample, params: unknown, what: string) =>
      expect(await outcome(s, sample.method, params), `${sample.method} with ${what}`).toEqual({ error: -32602 });
    for (const sample of samples) {
      for (const params of [undefined, null, 7, 'x', []]) await wrong(sample, params, JSON.stringify(params) ?? 'nothing');
      if (sample.resolves) continue;
      await wrong(sample, {}, '{}');
      const whole = sample.params(uri, origin) as Record<string, unknown>;
      if ('textDocument' in whole) {
        for (const textDocument of [null, 7, {}, { uri: 7 }, []])
          await wrong(sample, { ...whole, textDocument }, JSON.stringify(textDocument));
      }
      if (!sample.positioned) continue;
      for (const [what, position] of Object.entries(places)) await wrong(sample, sample.params(uri, position as never), what);
    }
    expect(await s.hover(uri, 'cost')).toContain('Cost');
    expect(s.messages.filter((message) => /Error|unexpected/.test(message))).toEqual([]);
  });

  it('takes a place behind the end for the end', async () => {
    const { s, samples } = await talk();
    for (const [name, text] of [
      ['a.clause', good],
      ['empty.clause', ''],
      ['half.clause', 'clause x "X" {\n  award '],
    ] as const) {
      const uri = s.uri(name);
      await s.open(uri, text);
      for (const at of [
        { line: 0, character: 2 ** 31 - 1 },
        { line: 2 ** 31 - 1, character: 0 },
        { line: 2 ** 31 - 1, character: 2 ** 31 - 1 },
      ]) {
        for (const sample of samples) {
          const { error } = await outcome(s, sample.method, sample.params(uri, at));
          if (error !== undefined) expect(sample.refuses ? refusals : [], `${sample.method}: ${error}`).toContain(error);
        }
      }
    }
    expect(s.messages.filter((message) => /Error|unexpected/.test(message))).toEqual([]);
  });

  it('with far too much in its parameters is answered', async () => {
    const { s, samples } = await talk();
    const uri = s.uri('a.clause');
    await s.open(uri, good);
    for (const sample of samples) {
      const params = { ...(sample.params(uri, origin) as object), more: 'x'.repeat(1_000_000), deep: { deeper: [[[[[]]]]] } };
      const { error } = await outcome(s, sample.method, params);
      if (error !== undefined) expect(sample.refuses ? refusals : [], `${sample.method}: ${error}`).toContain(error);
    }
    expect(
      await outcome(s, 'textDocument/hover', { textDocument: { uri: `file:///${'long/'.repeat(100_000)}` }, position: origin }),
    ).toEqual({
      result: null,
    });
  });
});

describe('the order of a session', () => {
  const connect = async () => {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    serve(createConnection(toServer, toClient), { read: () => ({ error: 'missing' }), list: () => [], page: () => undefined });
    const client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    client.listen();
    return client;
  };
  const hover = { textDocument: { uri: 'file:///a.clause' }, position: origin };

  it('begins with initialize, once, and nothing is asked after shutdown', async () => {
    const client = await connect();
    for (const method of ['textDocument/hover', 'shutdown', 'no/such'])
      await expect(client.sendRequest(method, method === 'shutdown' ? undefined : hover), method).rejects.toMatchObject({ code: -32002 });
    // What is told before is not heard.
    await client.sendNotification('textDocument/didOpen', {
      textDocument: { uri: 'file:///a.clause', languageId: 'clause', version: 1, text: good },
    });
    for (const params of [
      { capabilities: {}, workspaceFolders: 7 },
      { capabilities: {}, rootUri: {} },
    ])
      await expect(client.sendRequest('initialize', params)).rejects.toMatchObject({ code: -32602 });
    await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    expect(await client.sendRequest('textDocument/hover', { ...hover, position: { line: 0, character: 6 } })).toBeNull();
    await expect(client.sendRequest('initialize', { capabilities: {} })).rejects.toMatchObject({ code: -32600 });
    await client.sendRequest('shutdown');
    for (const method of ['textDocument/hover', 'shutdown', 'no/such'])
      await expect(client.sendRequest(method, method === 'shutdown' ? undefined : hover), method).rejects.toMatchObject({ code: -32600 });
    client.dispose();
  });

  it('may begin with an initialize that makes no sense', async () => {
    const client = await connect();
    for (const params of [null, 7, {}]) await expect(client.sendRequest('initialize', params)).rejects.toMatchObject({});
    await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    client.dispose();
  });

  it('ends with code 1 where exit comes without shutdown, and with 0 where all comes at once', async () => {
    const s = await start();
    const wire = new Wire(s);
    wire.send(notification('exit'));
    expect(await wire.ended()).toBe(1);
    const t = await start();
    const other = new Wire(t);
    other.send(request('end', 'shutdown'), notification('exit'));
    t.process.stdin.end();
    expect(await other.ended()).toBe(0);
  });
});

describe('frames', () => {
  it('whose content is no JSON, or no message, are passed over', async () => {
    const s = await start();
    const wire = new Wire(s);
    for (const body of ['{"jsonrpc":', '', '\u0000', 'null', '7', '"x"', '[]', '[{"jsonrpc":"2.0"}]', '{}', '{"id":null}'])
      wire.raw(frame(body));
    wire.send({ jsonrpc: '2.0', id: null, method: 'textDocument/hover', params: {} }, notification('$/cancelRequest'));
    wire.send(notification('$/cancelRequest', { id: null }), notification('$/cancelRequest', { id: 'never asked' }));
    wire.send(notification('$/setTrace', 7), notification('$/setTrace', { value: 'loud' }), notification('$/no such thing'));
    wire.send(notification('no/such', { a: 1 }), { jsonrpc: '2.0', id: 'nobody asked', result: 1 });
    wire.raw(`content-type: application/vscode-jsonrpc; charset=utf-8\r\n${frame(request('late', 'no/such'))}`);
    expect(await wire.answer('late')).toMatchObject({ error: { code: -32601 } });
    expect(await wire.answer(null)).toMatchObject({ error: { code: -32700 } });
    const uri = s.uri('a.clause');
    await s.open(uri, good);
    expect(await s.hover(uri, 'cost')).toContain('Cost');
  });

  it('may come byte by byte, and several in one piece', async () => {
    // Of a client that can do nothing the server asks nothing: an answer to it would come between the bytes.
    const s = await start({ capabilities: {} });
    const wire = new Wire(s);
    for (const byte of Buffer.from(frame(request('slow 😀', 'no/such')))) {
      wire.raw(new Uint8Array([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await wire.answer('slow 😀')).toMatchObject({ error: { code: -32601 } });
    wire.send(...Array.from({ length: 300 }, (_, i) => request(`n${i}`, 'no/such')));
    await wire.answer('n299');
    expect(wire.answers.filter(({ id }) => String(id).startsWith('n')).map(({ id }) => id)).toEqual(
      Array.from({ length: 300 }, (_, i) => `n${i}`),
    );
  });

  const body = JSON.stringify(request('x', 'no/such'));
  const broken: Readonly<Record<string, string>> = {
    'without a length': `Content-Type: text\r\n\r\n${body}`,
    'with a length that is none': `Content-Length: many\r\n\r\n${body}`,
    'that are no headers': `hello\r\n\r\n${body}`,
    'with a length that is too short': `Content-Length: 10\r\n\r\n${body}${frame(body)}${frame(body)}`,
    'with a length that is too long': `Content-Length: ${body.length + 30}\r\n\r\n${body}${frame(body)}${frame(body)}`,
    'with a length below zero': `Content-Length: -5\r\n\r\n${body}${frame(body)}${frame(body)}`,
  };
  for (const [what, bytes] of Object.entries(broken)) {
    it(`${what} end the server, which says why`, async () => {
      const s = await start();
      const wire = new Wire(s);
      wire.raw(bytes);
      wire.raw(frame(body));
      expect(await wire.ended()).toBe(1);
      expect(wire.stderr).toContain('cannot be told apart');
    });
  }
});

describe('documents', () => {
  const change = (s: Session, uri: string, version: unknown, contentChanges: unknown) =>
    s.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  const opened = (s: Session, uri: string, version: number, text: string) =>
    s.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'clause', version, text } });
  const hoverAt = (s: Session, uri: string, line: number, character: number) =>
    s.connection.sendRequest<{ contents: { value: string }; range: unknown } | null>('textDocument/hover', {
      textDocument: { uri },
      position: { line, character },
    });
  const label = (text: string) => text.replace('"Cost"', '"Price"');

  it('follow the changes in the order in which they come, whatever their versions are', async () => {
    const s = await start();
    const uri = s.uri('a.clause');
    await opened(s, uri, 5, good);
    const insert = (text: string) => [{ range: { start: { line: 0, character: 11 }, end: { line: 0, character: 11 } }, text }];
    await change(s, uri, 5, insert('b'));
    await change(s, uri, 3, insert('a'));
    await change(s, uri, -1, insert(' '.repeat(0)));
    expect((await hoverAt(s, uri, 0, 6))?.contents.value).toContain('abCost');
  });

  it('are left as they are by changes that make no sense', async () => {
    const s = await start();
    const uri = s.uri('a.clause');
    await opened(s, uri, 1, good);
    for (const contentChanges of [
      null,
      [null],
      [{}],
      [{ text: 7 }],
      [{ range: null, text: 'x' }],
      [{ range: { start: { line: 0.5, character: 0 }, end: { line: 1, character: 0 } }, text: 'x' }],
      [{ range: { start: { line: null, character: 0 }, end: { line: 1, character: 0 } }, text: 'x' }],
      [{ range: { start: { line: -1, character: 0 }, end: { line: 1, character: 0 } }, text: 'x' }],
    ])
      await change(s, uri, 2, contentChanges);
    await change(s, uri, '2', [{ text: 'x' }]);
    expect((await hoverAt(s, uri, 0, 6))?.contents.value).toContain('Cost');
    expect(s.messages.filter((message) => message.includes('didChange was passed over'))).toHaveLength(9);
  });

  it('take edits that reach beyond the end, that run backwards, and the whole text between others', async () => {
    const s = await start();
    const uri = s.uri('a.clause');
    await opened(s, uri, 1, good);
    await change(s, uri, 2, [
      { range: { start: { line: 900, character: 0 }, end: { line: 999, character: 9 } }, text: '// the end\n' },
      { text: label(good) },
      { range: { start: { line: 0, character: 16 }, end: { line: 0, character: 11 } }, text: 'Fee' },
    ]);
    expect((await hoverAt(s, uri, 0, 6))?.contents.value).toContain('Fee');
    expect(await s.diagnostics(uri, () => true)).toEqual([]);
  });

  it('may be opened twice, closed twice, and closed without having been open', async () => {
    const s = await start();
    const uri = s.uri('a.clause');
    await s.close(uri);
    await opened(s, uri, 1, good);
    await opened(s, uri, 1, label(good));
    expect((await hoverAt(s, uri, 0, 6))?.contents.value).toContain('Price');
    await s.close(uri);
    await s.close(uri);
    expect(await hoverAt(s, uri, 0, 6)).toBeNull();
    await change(s, uri, 2, [{ text: good }]);
    expect(await hoverAt(s, uri, 0, 6)).toBeNull();
  });

  it('have places in UTF-16 units: emoji, combining characters, halves of characters', async () => {
    const s = await start();
    const uri = s.uri('a.clause');
    // e and a combining acute accent (2 units), an emoji of 2 units, a family of 8.
    await opened(s, uri, 1, good.replace('"Cost"', '"e\u0301 😀 👨‍👩‍👧" /**/'));
    await s.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 15 } });
    // Between the halves of the emoji, which stands at 14 and 15.
    await change(s, uri, 2, [{ range: { start: { line: 0, character: 15 }, end: { line: 0, character: 15 } }, text: 'x' }]);
    expect((await hoverAt(s, uri, 0, 6))?.contents.value).toContain('x');
    await change(s, uri, 3, [{ range: { start: { line: 0, character: 14 }, end: { line: 0, character: 17 } }, text: 'whole' }]);
    expect((await hoverAt(s, uri, 0, 6))?.contents.value).toContain('whole');
    await change(s, uri, 4, [{ text: `\ud83d${good}\udc00` }]);
    expect(
      (await s.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range: { start: origin, end: origin } })) ?? [],
    ).toEqual([]);
    await change(s, uri, 5, [{ text: good }]);
    expect((await hoverAt(s, uri, 0, 6))?.contents.value).toContain('Cost');
  });

  it('may have any line ends, and characters that are none', async () => {
    const s = await start();
    for (const [name, end] of [
      ['crlf', '\r\n'],
      ['cr', '\r'],
      ['lf', '\n'],
    ] as const) {
      const uri = s.uri(`${name}.clause`);
      await s.open(uri, good.replaceAll('\n', end).replace('of cost', 'of cost + cosst'));
      const found = await s.diagnostics(uri);
      expect(found.find(({ code }) => code === 'unknown-name')?.range.start, name).toEqual({ line: 3, character: 22 });
    }
    const nul = s.uri('nul.clause');
    await s.open(nul, good.replace('of cost', 'of \0cost').concat('\0\u2028\u0085\ufeff\ufffe'));
    expect((await s.diagnostics(nul)).length).toBeGreaterThan(0);
  });

  it('may be one line of a million characters', async () => {
    const s = await start();
    const uri = s.uri('long.clause');
    await s.open(uri, `let long = ${'1 + '.repeat(250_000)}1`);
    await s.edit(uri, 'long', 'longer');
    expect(await hoverAt(s, uri, 0, 999_999)).toBeDefined();
    expect((await s.diagnostics(uri)).length).toBeGreaterThanOrEqual(0);
    await s.open(s.uri('word.clause'), 'x'.repeat(1_000_000));
    expect((await s.diagnostics(s.uri('word.clause'))).map(({ code }) => code)).toContain('syntax-error');
  });
});

describe('notifications', () => {
  it('that make no sense are passed over and logged', async () => {
    const s = await start();
    for (const method of [
      'textDocument/didOpen',
      'textDocument/didChange',
      'textDocument/didClose',
      'workspace/didChangeWatchedFiles',
      'workspace/didChangeWorkspaceFolders',
      'workspace/didChangeConfiguration',
    ])
      for (const params of [undefined, null, 7, [], [7], {}, { textDocument: 7 }, { textDocument: {} }, { changes: 7 }, { changes: [{}] }])
        await (params === undefined ? s.connection.sendNotification(method) : s.connection.sendNotification(method, params));
    const uri = s.uri('a.clause');
    await s.open(uri, good);
    expect(await s.hover(uri, 'cost')).toContain('Cost');
    expect(s.messages.filter((message) => message.includes('didOpen was passed over'))).toHaveLength(10);
    expect(s.messages.filter((message) => /unexpected/.test(message))).toEqual([]);
  });

  it('say how much the server tells of what it does', async () => {
    const s = await start();
    const traced: string[] = [];
    s.connection.onNotification('$/logTrace', ({ message }: { message: string }) => void traced.push(message));
    const uri = s.uri('a.clause');
    await s.open(uri, good);
    await s.hover(uri, 'cost');
    await s.connection.sendNotification('$/setTrace', { value: 'messages' });
    await s.hover(uri, 'cost');
    await s.connection.sendNotification('$/setTrace', { value: 'off' });
    await s.hover(uri, 'cost');
    expect(traced).toEqual([expect.stringMatching(/^textDocument\/hover: [\d.]+ ms$/)]);
    expect(s.messages).toEqual([expect.stringMatching(/^clausewright \d/)]);
  });
});
