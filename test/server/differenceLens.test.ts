/** Why: lenses say what is known, mark what is of an earlier text, and are asked for again only where they read otherwise; versions without git. */
import { describe, expect, it } from 'vitest';
import type { Solver, Verdict } from '../../server/src/core/prove/verdict';
import { hasOtherLenses } from '../../server/src/differences/lenses';
import type { Past } from '../../server/src/differences/past';
import { codeLenses } from '../../server/src/features/codeLens';
import { readOptions, readSettings } from '../../server/src/protocol';
import { Session } from '../../server/src/session';

const uri = 'file:///policies/a.clause';
const before = 'fact cost "Cost": money from 0元\nclause grant "Grant" {\n  award 10% of cost\n}\nclause help "Help" {\n  award 5元\n}\n';

/** A session whose earlier version is this text. */
function opened(
  text: string,
  settings: unknown = {},
  base = before,
  solver?: Solver,
): { session: Session; commits: string[]; change: (text: string) => void } {
  const commits = ['a'];
  const past: Past = {
    find: () => ({ commit: commits.at(-1) ?? '', name: 'main' }),
    file: () => ({ uri, host: { read: () => ({ text: base }), rootOf: () => undefined } }),
    choices: () => ({ choices: [] }),
    gitFolder: () => undefined,
  };
  const host = { read: () => ({ error: 'missing' as const }), list: () => [], page: () => undefined, past };
  const session = new Session({ ...host, solver: () => solver });
  session.options = readOptions({ difference: true });
  session.settings = readSettings(settings);
  session.open(uri, 'clause', 1, text);
  let version = 1;
  return { session, commits, change: (next) => session.change(uri, ++version, [{ text: next }]) };
}

const since = (session: Session): string[] =>
  codeLenses(session, uri).flatMap(({ command }) => (command?.title.startsWith('since') ? [command.title] : []));

/** Till the lenses are worked out of the present text. */
async function worked(session: Session): Promise<void> {
  const told = new Promise<void>((resolve) => {
    session.differences.onLenses = resolve;
  });
  session.differences.look();
  await told;
}

describe('the lens of a difference', () => {
  it('is marked while it is of an earlier text, and is asked for again where it reads otherwise', async () => {
    const { session, change } = opened(before.replace('10%', '11%'));
    // Nothing is known yet, and nobody waits for it.
    expect(since(session)).toEqual([]);
    await worked(session);
    expect(hasOtherLenses(session)).toBe(true);
    expect(since(session)).toEqual(['since main: never less']);
    expect(hasOtherLenses(session)).toBe(false);
    change(before.replace('10%', '9%'));
    expect(since(session)).toEqual(['since main: never less …']);
    await worked(session);
    expect(hasOtherLenses(session)).toBe(true);
    expect(since(session)).toEqual(['since main: never more']);
    session.close(uri);
    expect(since(session)).toEqual([]);
  });

  it('is not there above clauses that did not change, nor where it is turned off', async () => {
    const { session } = opened(before);
    await worked(session);
    expect(since(session)).toEqual([]);
    const off = opened(before.replace('10%', '11%'), { codeLens: { difference: false } });
    expect(since(off.session)).toEqual([]);
    // With the panel it is known all the same.
    expect(await off.session.differences.compare(uri, { kind: 'usual' }, () => false)).toMatchObject({
      difference: { answer: 'different' },
    });
    expect(since(off.session)).toEqual([]);
  });

  it('says nothing of what cannot be read: the findings do', async () => {
    const { session } = opened(before.replace('5元', 'nobody'));
    await worked(session);
    expect(since(session)).toEqual([]);
  });

  it('is not worked out while nobody listens any more', async () => {
    const { session } = opened(before.replace('10%', '11%'));
    expect(await session.differences.compare(uri, { kind: 'usual' }, () => true)).toBeUndefined();
    session.ended = true;
    expect(await session.differences.compare(uri, { kind: 'usual' }, () => false)).toBeUndefined();
  });

  it('survives a mistake of ours: it is logged, and the question is answered', async () => {
    const { session } = opened(before.replace('10%', '11%'));
    const bugs: string[] = [];
    session.onBug = (what) => void bugs.push(what);
    session.pace.slices = () => {
      throw new Error('no slices');
    };
    expect(await session.differences.compare(uri, { kind: 'usual' }, () => false)).toBeUndefined();
    expect(bugs).toEqual([`comparison of ${uri}`]);
    expect(since(session)).toEqual([]);
  });
});

describe('what only a solver decides', () => {
  const policy = (award: string) =>
    `fact m "M": money from 0元\nfact n "N": number from 0 to 9\nfact o "O": number from 0 to 9\nclause grant "Grant" {\n  award ${award}\n}\n`;
  // The second is m (n - o)² more, for n = 1, o = 0 too: that nobody gets less the first step does not see.
  const [old, now] = [policy('m * n * n + m * o * o'), policy('2 * m * n * n + 2 * m * o * o - 2 * m * n * o')];

  it('comes later: the panel is told that it is pending, and then to ask again', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let asked = 0;
    // It says of every question that there is nobody, which is so.
    const solver: Solver = {
      solve: async (): Promise<Verdict> => {
        asked++;
        await held;
        return { kind: 'unsat' };
      },
      dispose: () => undefined,
    };
    const { session } = opened(now, {}, old, solver);
    const news = new Promise<string>((resolve) => {
      session.differences.onNews = resolve;
    });
    const ask = async () => {
      const found = await session.differences.compare(uri, { kind: 'usual' }, () => false);
      if (!found || 'trouble' in found) throw new Error('nothing was compared');
      return found;
    };
    const first = await ask();
    expect([first.pending, first.difference.clauses[0]?.verdict]).toEqual([true, 'not-decided']);
    release();
    expect(await news).toBe(uri);
    const second = await ask();
    expect([second.pending, second.difference.clauses[0]?.verdict, asked > 0]).toEqual([false, 'never-less', true]);
  });

  it('is given up when the text changes', async () => {
    const signals: AbortSignal[] = [];
    const solver: Solver = {
      solve: (_terms, _formula, signal) =>
        new Promise((_resolve, reject) => {
          if (signal) signals.push(signal);
          signal?.addEventListener('abort', () => reject(new Error('aborted')));
        }),
      dispose: () => undefined,
    };
    const { session, change } = opened(now, {}, old, solver);
    const bugs: string[] = [];
    session.onBug = (what) => void bugs.push(what);
    await session.differences.compare(uri, { kind: 'usual' }, () => false);
    await expect.poll(() => signals.length).toBe(1);
    change(policy('m'));
    expect(signals[0]?.aborted).toBe(true);
    session.differences.reset();
    expect(bugs).toEqual([]);
  });
});
