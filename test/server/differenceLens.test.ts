/** Why: lenses say what is known, mark what is of an earlier text, and are asked for again only where they read otherwise; versions without git. */
import { describe, expect, it } from 'vitest';
import { hasOtherLenses } from '../../server/src/differences/lenses';
import type { Past } from '../../server/src/differences/past';
import { codeLenses } from '../../server/src/features/codeLens';
import { readOptions, readSettings } from '../../server/src/protocol';
import { Session } from '../../server/src/session';

const uri = 'file:///policies/a.clause';
const before = 'fact cost "Cost": money from 0元\nclause grant "Grant" {\n  award 10% of cost\n}\nclause help "Help" {\n  award 5元\n}\n';

/** A session whose earlier version is this text. */
function opened(text: string, settings: unknown = {}): { session: Session; commits: string[]; change: (text: string) => void } {
  const commits = ['a'];
  const past: Past = {
    find: () => ({ commit: commits.at(-1) ?? '', name: 'main' }),
    file: () => ({ uri, host: { read: () => ({ text: before }), rootOf: () => undefined } }),
    choices: () => ({ choices: [] }),
  };
  const session = new Session({ read: () => ({ error: 'missing' }), list: () => [], page: () => undefined, past });
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
