/** When what is proved is told, to editors that have findings sent and to those that ask, and what an edit makes of it. */
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { CodeAction, Diagnostic, DocumentDiagnosticReport, PublishDiagnosticsParams } from 'vscode-languageserver';
import { createConnection } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { serve } from '../../server/src/server';
import type { ServerHost, Session } from '../../server/src/session';
import { FakeProver, FakeSolver, type Seen } from './proving';
import { until } from './pulling';
import { Session as Process } from './support';

vi.setConfig({ testTimeout: 20_000 });

const uri = 'file:///demo/a.clause';
const clause = (name: string): string => `clause ${name} "C" {\n  award 1元\n}\n`;

interface Started {
  readonly client: MessageConnection;
  readonly session: Session;
  readonly seen: Seen;
  readonly solver: FakeSolver;
  readonly log: string[];
  /** What was told of the file, each time: version, then the findings as `name "text"`. */
  readonly told: string[];
  refreshes: number;
  open(text: string, of?: string): Promise<void>;
  edit(at: string, replacement: string): Promise<void>;
  pull(): Promise<DocumentDiagnosticReport>;
  actions(at: string): Promise<CodeAction[]>;
}

let started: Started | undefined;
afterEach(() => {
  started?.session.proofs.reset();
  started?.client.dispose();
});

interface Options {
  readonly pull?: boolean;
  readonly solver?: boolean;
  readonly settings?: object;
  readonly host?: Partial<ServerHost>;
}

async function start(options: Options = {}): Promise<Started> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const seen: Seen = { begun: 0, done: 0, options: [] };
  const solver = new FakeSolver();
  const host: ServerHost = {
    read: () => ({ error: 'missing' }),
    list: () => [],
    page: () => undefined,
    prover: (given) => new FakeProver(seen, given),
    ...(options.solver ? { solver: () => solver } : {}),
    ...options.host,
  };
  const session = serve(createConnection(toServer, toClient), host);
  const client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  let document = TextDocument.create(uri, 'clause', 1, '');
  const show = (found: readonly Diagnostic[]) => found.map(({ code, range }) => `${code} ${document.getText(range)}`).join(', ');
  const s: Started = {
    client,
    session,
    seen,
    solver,
    log: [],
    told: [],
    refreshes: 0,
    open: (text, of = uri) => {
      if (of === uri) document = TextDocument.create(uri, 'clause', 1, text);
      return client.sendNotification('textDocument/didOpen', { textDocument: { uri: of, languageId: 'clause', version: 1, text } });
    },
    edit: (at, replacement) => {
      const from = document.getText().indexOf(at);
      const range = { start: document.positionAt(from), end: document.positionAt(from + at.length) };
      document = TextDocument.update(document, [{ range, text: replacement }], document.version + 1);
      const contentChanges = [{ range, text: replacement }];
      return client.sendNotification('textDocument/didChange', { textDocument: { uri, version: document.version }, contentChanges });
    },
    pull: () => client.sendRequest('textDocument/diagnostic', { textDocument: { uri } }),
    actions: (at) => {
      const position = document.positionAt(document.getText().indexOf(at));
      const range = { start: position, end: position };
      return client.sendRequest('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [] } });
    },
  };
  started = s;
  client.onNotification('window/logMessage', ({ message }: { message: string }) => void s.log.push(message));
  client.onNotification('textDocument/publishDiagnostics', ({ uri: of, version, diagnostics }: PublishDiagnosticsParams) => {
    if (of === uri) s.told.push(`${version}: ${show(diagnostics)}`);
  });
  client.onRequest('workspace/diagnostic/refresh', () => {
    s.refreshes++;
    return null;
  });
  client.listen();
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: 'file:///demo',
    capabilities: options.pull ? { workspace: { diagnostics: { refreshSupport: true } }, textDocument: { diagnostic: {} } } : {},
    initializationOptions: { ...options.settings },
  });
  await client.sendNotification('initialized', {});
  return s;
}

/** Nothing more comes of itself: whatever is under way has had its time. */
const calm = () => new Promise((resolve) => setTimeout(resolve, 400));

const sat: { kind: 'sat'; model: never } = { kind: 'sat', model: undefined as never };

describe('an editor that has findings sent', () => {
  it('is told at once what lint says, then what is proved', async () => {
    const s = await start();
    await s.open(clause('dead_one') + clause('live'));
    await until(() => s.told.length === 2);
    expect(s.told).toEqual(['1: ', '1: clause-unreachable dead_one']);
  });

  it('is told once where nothing is proved', async () => {
    const s = await start();
    await s.open(clause('live'));
    await until(() => s.seen.done === 1);
    await calm();
    expect(s.told).toEqual(['1: ']);
  });

  it('keeps what was proved of items that are as they were, and loses at once what was proved of the edited one', async () => {
    const s = await start();
    await s.open(clause('dead_one') + clause('dead_two'));
    await until(() => s.told.length === 2);
    // The first clause is edited, the second one moves.
    await s.edit('award 1元', 'award 1元 + 1元\n');
    await until(() => s.told.length === 4);
    expect(s.told.slice(2)).toEqual(['2: clause-unreachable dead_two', '2: clause-unreachable dead_one, clause-unreachable dead_two']);
  });

  it('is not told anew where the new proofs say what the old ones did', async () => {
    const s = await start();
    await s.open(`// a\n\n${clause('live')}${clause('dead_one')}`);
    await until(() => s.told.length === 2);
    await s.edit('award 1元', 'award 2元');
    await until(() => s.seen.done === 2);
    await calm();
    expect(s.told.slice(2)).toEqual(['2: clause-unreachable dead_one']);
  });

  it('sees a severity of its own where the problem has one', async () => {
    const s = await start();
    await s.open(clause('cliff_one'));
    await until(() => s.told.length === 2);
    const analysis = s.session.at(uri)?.analysis;
    expect(analysis && s.session.findingsOf(analysis).map(({ name, severity }) => [name, severity])).toEqual([
      ['award-cliff', 'information'],
    ]);
  });

  it('can have them off, at the start and later', async () => {
    const s = await start({ settings: { prove: false } });
    await s.open(clause('dead_one'));
    await until(() => s.told.length === 1);
    await calm();
    expect([s.seen.begun, s.told]).toEqual([0, ['1: ']]);
    const configure = (clausewright: object) =>
      s.client.sendNotification('workspace/didChangeConfiguration', { settings: { clausewright } });
    await configure({ prove: true });
    await until(() => s.told.length === 2);
    await configure({ prove: false });
    await until(() => s.told.length === 3);
    expect(s.told).toEqual(['1: ', '1: clause-unreachable dead_one', '1: ']);
  });

  it('has its budget used, and everything proved anew when it is another', async () => {
    const s = await start({ settings: { proveBudget: 50 }, solver: true });
    await s.open(clause('dead_one'));
    await until(() => s.told.length === 2);
    // 20,000 steps are the usual.
    expect(s.seen.options).toEqual([{ nodes: 10_000, solver: true }]);
    await s.client.sendNotification('workspace/didChangeConfiguration', { settings: { clausewright: { proveBudget: 1000 } } });
    await until(() => s.seen.options.length === 2);
    expect(s.seen.options[1]).toEqual({ nodes: 200_000, solver: true });
    await s.client.sendNotification('workspace/didChangeConfiguration', { settings: { clausewright: { proveBudget: -3 } } });
    await until(() => s.seen.options.length === 3);
    expect(s.seen.options[2]).toEqual({ nodes: 20_000, solver: true });
  });

  it('is served while a first step never ends, and an edit ends it', async () => {
    const s = await start();
    await s.open(clause('long_one'));
    await until(() => s.seen.begun === 1);
    expect(await s.client.sendRequest('textDocument/documentSymbol', { textDocument: { uri } })).toHaveLength(1);
    await s.edit('long_one', 'dead_one');
    await until(() => s.told.length === 3);
    expect([s.told, s.seen.done]).toEqual([['1: ', '2: ', '2: clause-unreachable dead_one'], 1]);
  });

  it('has the document proved first that it opened or edited last', async () => {
    const s = await start();
    await s.open(clause('long_one'), 'file:///demo/other.clause');
    await until(() => s.seen.begun === 1);
    await s.open(clause('dead_one'));
    await until(() => s.told.length === 2);
    expect(s.told[1]).toBe('1: clause-unreachable dead_one');
  });

  it('has a bug of the prover in the log, lint all the same, and another chance with the next edit', async () => {
    const s = await start();
    await s.open(clause('broken_one'));
    await until(() => s.log.some((line) => line.includes('a bug of the prover')));
    await calm();
    expect([s.seen.begun, s.told]).toEqual([1, ['1: ']]);
    await s.edit('broken_one', 'dead_one');
    await until(() => s.told.at(-1) === '2: clause-unreachable dead_one');
  });

  it('is told nothing of a file that was closed meanwhile', async () => {
    const s = await start();
    await s.open(clause('long_one'));
    await until(() => s.seen.begun === 1);
    await s.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await until(() => s.told.length === 2);
    await s.open(clause('live'));
    await until(() => s.seen.done === 1);
    expect(s.told).toEqual(['1: ', 'undefined: ', '1: ']);
  });
});

describe('a solver', () => {
  it('is asked when the first step is done, and nothing is called undecided while it works', async () => {
    const s = await start({ solver: true });
    await s.open(clause('hard_one') + clause('dead_one'));
    await until(() => s.solver.asked.length === 1);
    await calm();
    expect(s.told).toEqual(['1: ', '1: clause-unreachable dead_one']);
    s.solver.answer({ kind: 'unsat' });
    await until(() => s.told.length === 3);
    expect(s.told[2]).toBe('1: clause-unreachable hard_one, clause-unreachable dead_one');
    expect(s.solver.asked).toEqual(['hard_one']);
  });

  it('that is missing leaves it undecided', async () => {
    const s = await start();
    await s.open(clause('hard_one'));
    await until(() => s.told.length === 2);
    expect(s.told[1]).toBe('1: not-decided hard_one');
    expect(s.seen.options).toEqual([{ nodes: 20_000, solver: false }]);
  });

  it('that gives up, or dies, leaves it undecided and is not asked again of the same text', async () => {
    for (const reason of ['nonlinear', 'solver-failed'] as const) {
      const s = await start({ solver: true });
      await s.open(clause('hard_one'));
      await until(() => s.solver.asked.length === 1);
      s.solver.answer({ kind: 'open', reason });
      await until(() => s.told.length === 2);
      await calm();
      expect(s.told).toEqual(['1: ', '1: not-decided hard_one']);
      expect(s.solver.asked).toEqual(['hard_one']);
      s.session.proofs.reset();
      s.client.dispose();
    }
  });

  it('that died is asked again after an edit, what it said of doubts staying meanwhile', async () => {
    const s = await start({ solver: true });
    await s.open(clause('live') + clause('hard_one'));
    await until(() => s.solver.asked.length === 1);
    s.solver.answer({ kind: 'open', reason: 'solver-failed' });
    await until(() => s.told.length === 2);
    await s.edit('award 1元', 'award 2元');
    await until(() => s.solver.asked.length === 2);
    await calm();
    expect(s.told.slice(1)).toEqual(['1: not-decided hard_one', '2: not-decided hard_one']);
    s.solver.answer(sat);
    await until(() => s.told.length === 4);
    expect(s.told[3]).toBe('2: ');
  });

  it('is stopped by an edit, and asked about the new text', async () => {
    const s = await start({ solver: true });
    await s.open(clause('hard_one'));
    await until(() => s.solver.asked.length === 1);
    await s.edit('hard_one', 'hard_two');
    await until(() => s.solver.asked.length === 2);
    expect([s.solver.aborted, s.solver.asked]).toEqual([1, ['hard_one', 'hard_two']]);
    s.solver.answer({ kind: 'unsat' });
    await until(() => s.told.at(-1) === '2: clause-unreachable hard_two');
    expect(s.log.filter((line) => line.includes('proofs of'))).toEqual([]);
  });

  it('ends with the server', async () => {
    const s = await start({ solver: true });
    await s.open(clause('hard_one'));
    await until(() => s.solver.asked.length === 1);
    await s.client.sendRequest('shutdown');
    expect([s.solver.aborted, s.solver.disposed]).toEqual([1, 1]);
  });

  it('is looked for where the client says, with the budget', async () => {
    const given: unknown[] = [];
    const solver = (options: object) => {
      given.push(options);
      return undefined;
    };
    const s = await start({ settings: { solverPath: '/ext/dist', proveBudget: 250 }, host: { solver } });
    await s.open(clause('live'));
    await until(() => s.seen.done === 1);
    expect(given).toEqual([{ path: '/ext/dist', scale: 2.5 }]);
  });
});

describe('an editor that asks', () => {
  it('is answered with what is known, and asked to ask again when there is more', async () => {
    const s = await start({ pull: true, solver: true });
    await s.open(clause('long_one'));
    const first = await s.pull();
    expect(first).toMatchObject({ kind: 'full', items: [] });
    await s.edit('long_one', 'hard_one');
    expect(await s.pull()).toMatchObject({ items: [] });
    await until(() => s.solver.asked.length === 1);
    expect(s.refreshes).toBe(0);
    s.solver.answer({ kind: 'unsat' });
    await until(() => s.refreshes === 1);
    expect(await s.pull()).toMatchObject({ items: [{ code: 'clause-unreachable' }] });
    await calm();
    expect([s.refreshes, s.told]).toEqual([1, []]);
  });
});

describe('suppressions', () => {
  const allowed = (name: string, of: string) => `// allow ${name}: the ministry wants it\n${clause(of)}`;

  it('hold for what is proved, and none is called unused before', async () => {
    const s = await start();
    await s.open(allowed('clause-unreachable', 'dead_one') + clause('dead_two'));
    await until(() => s.told.length === 2);
    expect(s.told).toEqual(['1: ', '1: clause-unreachable dead_two']);
  });

  it('are unused when it is proved that they are, not while a solver works, nor where it is off or undecided', async () => {
    const s = await start({ solver: true });
    await s.open(allowed('clause-unreachable', 'live') + clause('hard_one'));
    await until(() => s.solver.asked.length === 1);
    await calm();
    expect(s.told).toEqual(['1: ']);
    s.solver.answer(sat);
    await until(() => s.told.length === 2);
    expect(s.told[1]).toBe('1: unused-suppression // allow clause-unreachable: the ministry wants it');

    const off = await start({ settings: { prove: false } });
    await off.open(allowed('clause-unreachable', 'live'));
    await until(() => off.told.length === 1);
    expect(off.told).toEqual(['1: ']);
    off.client.dispose();

    const undecided = await start();
    await undecided.open(allowed('clause-unreachable', 'live') + allowed('not-decided', 'hard_one') + allowed('award-cliff', 'other'));
    await until(() => undecided.told.length === 2);
    expect(undecided.told[1]).toBe('1: unused-suppression // allow award-cliff: the ministry wants it');
  });
});

it('the server as it is started proves, with a prover of its own', async () => {
  const s = await Process.start({ settings: {} });
  const file = s.uri('a.clause');
  const low =
    'fact cost "Cost": money from 0元\n\nclause never "Never" {\n  when  cost below 0元 "costs less than nothing"\n  award 1元\n}\n';
  await s.open(file, low);
  expect(await s.findings(file, (names) => names.includes('clause-unreachable'))).toContain('clause-unreachable "never"');
  await s.edit(file, 'below 0元', 'below 1元');
  expect(await s.findings(file, (names) => !names.includes('clause-unreachable'))).not.toContain('clause-unreachable "never"');
  await s.stop();
});

it('actions at the cursor know what is proved', async () => {
  const s = await start();
  await s.open(clause('dead_one'));
  await until(() => s.told.length === 2);
  expect((await s.actions('dead_one')).map(({ title }) => title)).toContain('Allow clause-unreachable here, and say why');
});
