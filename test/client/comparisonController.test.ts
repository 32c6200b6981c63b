/** Why: what stands between the panel of a comparison and the server, with a server that the test plays itself. */
import { describe, expect, it } from 'vitest';
import { Controller, type Wish } from '../../client/src/comparison/controller';
import type { Answer } from '../../client/src/preview/controller';
import type { Against, DifferenceParams, DifferenceState, ToComparison } from '../../server/src/differenceProtocol';

const file = { uri: 'file:///demo/a.clause', name: 'a.clause', language: 'en' as const };
const head: Against = { kind: 'revision', revision: 'HEAD', branchPoint: false };

/** The least that an answer may be. */
const state = (title: string): DifferenceState => ({
  uri: file.uri,
  language: 'en',
  title,
  before: 'since main',
  answer: { kind: 'same', text: 'The same for everyone.' },
  pending: false,
  notes: [],
  rows: [],
  changes: [],
  examples: [],
});

interface Put {
  readonly params: DifferenceParams;
  readonly answer: (answer: Answer) => Promise<void>;
  isCancelled: boolean;
}

class Desk {
  readonly posted: ToComparison[] = [];
  readonly put: Put[] = [];
  readonly log: string[] = [];
  readonly wishes: Wish[] = [];
  readonly controller: Controller;

  constructor(server: 'running' | 'starting' | 'failed' = 'running') {
    const ports = {
      ask: (params: DifferenceParams) => {
        let resolve: (answer: Answer) => void = () => undefined;
        const answer = new Promise<Answer>((settle) => {
          resolve = settle;
        });
        const put: Put = {
          params,
          isCancelled: false,
          answer: async (given) => {
            resolve(given);
            await new Promise((done) => setImmediate(done));
          },
        };
        this.put.push(put);
        const cancel = (): void => {
          put.isCancelled = true;
        };
        return { answer, cancel };
      },
      post: (message: ToComparison) => void this.posted.push(message),
      carryOut: (wish: Wish) => void this.wishes.push(wish),
      warn: (line: string) => void this.log.push(line),
    };
    this.controller = new Controller(ports, file, head, server);
  }

  get newest(): Put {
    const put = this.put.at(-1);
    if (!put) throw new Error('nothing was asked');
    return put;
  }

  answer(title: string): Promise<void> {
    return this.newest.answer({ kind: 'state', state: state(title) });
  }

  get titles(): string[] {
    return this.posted.flatMap((one) => (one.kind === 'state' ? [one.state.title] : []));
  }

  get life(): string | undefined {
    return this.posted.findLast((one) => one.kind === 'life')?.life;
  }
}

describe('the controller of a comparison', () => {
  it('asks when the panel listens, and shows the answer', async () => {
    const desk = new Desk();
    desk.controller.changed();
    expect(desk.put).toEqual([]);
    desk.controller.received({ kind: 'ready' });
    expect(desk.newest.params).toEqual({ uri: file.uri, against: head });
    expect(desk.posted[0]).toEqual({ kind: 'file', ...file, against: head });
    expect(desk.life).toBe('working');
    await desk.answer('one');
    expect([desk.titles, desk.life]).toEqual([['one'], 'current']);
  });

  it('has one question in flight, cancels it when something changes, and asks once more', async () => {
    const desk = new Desk();
    desk.controller.received({ kind: 'ready' });
    desk.controller.changed();
    desk.controller.changed();
    expect([desk.put.length, desk.put[0]?.isCancelled]).toEqual([1, true]);
    await desk.newest.answer({ kind: 'cancelled' });
    expect(desk.put.length).toBe(2);
    await desk.answer('two');
    expect([desk.titles, desk.life, desk.put.length]).toEqual([['two'], 'current', 2]);
  });

  it('marks an answer that was overtaken as being of an earlier text', async () => {
    const desk = new Desk();
    desk.controller.received({ kind: 'ready' });
    desk.controller.changed();
    // It was answered before it could be cancelled.
    await desk.answer('old');
    expect([desk.titles, desk.life]).toEqual([['old'], 'working']);
    await desk.answer('new');
    expect([desk.titles, desk.life]).toEqual([['old', 'new'], 'current']);
  });

  it('drops an answer about a version that is not meant any more', async () => {
    const desk = new Desk();
    desk.controller.received({ kind: 'ready' });
    const other: Against = { kind: 'file', uri: 'file:///demo/b.clause' };
    desk.controller.compareWith(other);
    await desk.answer('head');
    expect(desk.titles).toEqual([]);
    expect(desk.newest.params.against).toEqual(other);
    await desk.answer('other');
    expect(desk.titles).toEqual(['other']);
    // The same again is no reason to ask.
    desk.controller.compareWith({ ...other });
    expect(desk.put.length).toBe(2);
  });

  it('shows a row as soon as there is something to show', async () => {
    const desk = new Desk();
    desk.controller.reveal('clause grant');
    desk.controller.received({ kind: 'ready' });
    expect(desk.posted.some(({ kind }) => kind === 'reveal')).toBe(false);
    await desk.answer('one');
    expect(desk.posted.filter(({ kind }) => kind === 'reveal')).toEqual([{ kind: 'reveal', row: 'clause grant' }]);
    desk.controller.reveal('total');
    expect(desk.posted.at(-1)).toEqual({ kind: 'reveal', row: 'total' });
  });

  it('says when the server is gone, when the file is, and when the answer is none; and recovers', async () => {
    const desk = new Desk('starting');
    desk.controller.received({ kind: 'ready' });
    expect([desk.put.length, desk.life]).toEqual([0, 'starting']);
    desk.controller.serverIs('running');
    await desk.newest.answer({ kind: 'gone' });
    expect(desk.life).toBe('gone');
    desk.controller.changed();
    await desk.newest.answer({ kind: 'state', state: { title: 'nothing else' } });
    expect([desk.life, desk.log.length]).toEqual(['failed', 1]);
    desk.controller.changed();
    desk.controller.serverIs('failed');
    expect([desk.life, desk.newest.isCancelled]).toEqual(['failed', true]);
    await desk.answer('of a server that died');
    expect(desk.titles).toEqual([]);
    desk.controller.serverIs('running');
    await desk.answer('again');
    expect([desk.titles, desk.life]).toEqual([['again'], 'current']);
  });

  it('shows what it has to a panel that comes back, marked, and asks anew', async () => {
    const desk = new Desk();
    desk.controller.received({ kind: 'ready' });
    await desk.answer('one');
    desk.controller.hidden();
    desk.controller.changed();
    expect(desk.put.length).toBe(1);
    desk.controller.received({ kind: 'ready' });
    expect([desk.titles, desk.life, desk.put.length]).toEqual([['one', 'one'], 'working', 2]);
  });

  it('passes wishes on, and drops what is not of its shape', () => {
    const desk = new Desk();
    desk.controller.received({ kind: 'addExample', witness: 'w' });
    desk.controller.received({ kind: 'choose' });
    desk.controller.received({ kind: 'goTo', spot: { uri: 'x' } });
    desk.controller.received({ kind: 'trouble', message: 'no' });
    expect(desk.wishes).toEqual([{ kind: 'addExample', witness: 'w' }, { kind: 'choose' }]);
    expect(desk.log.length).toBe(2);
  });

  it('asks nothing after it is closed', () => {
    const desk = new Desk();
    desk.controller.received({ kind: 'ready' });
    desk.controller.dispose();
    desk.controller.changed();
    expect([desk.put.length, desk.newest.isCancelled]).toEqual([1, true]);
  });
});
