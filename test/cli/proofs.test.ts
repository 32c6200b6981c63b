/** What `clausewright lint` says of what is proved, with a prover that finds what the names of clauses say. */
import { describe, expect, it } from 'vitest';
import { run } from '../../server/src/cli/run';
import type { Verdict } from '../../server/src/core/prove/verdict';
import type { ProvingHost } from '../../server/src/proofs';
import { FakeProver, type Seen } from '../server/proving';
import { Folder, type Ran } from './support/run';

const folder = new Folder();
const clause = (name: string): string => `clause ${name} "C" {\n  award 1元\n}\n`;
folder.write('dead.clause', clause('dead_one'));
folder.write('cliff.clause', clause('cliff_one'));
folder.write('hard.clause', clause('hard_one'));
folder.write('broken.clause', clause('broken_one'));
folder.write('live.clause', clause('live'));
folder.write('allowed.clause', `// allow clause-unreachable: as the ministry wants it\n${clause('dead_one')}`);
folder.write('unused.clause', `// allow clause-unreachable: as the ministry wants it\n${clause('live')}`);

interface Solved extends Ran {
  readonly seen: Seen;
  readonly scales: readonly number[];
  readonly asked: number;
  readonly disposed: number;
}

/** @param verdict of the solver; without it there is none */
async function lint(args: readonly string[], verdict?: Verdict, terminal = false): Promise<Solved> {
  const seen: Seen = { begun: 0, done: 0, options: [] };
  const scales: number[] = [];
  const [out, err]: [string[], string[]] = [[], []];
  let [asked, disposed] = [0, 0];
  const proving: ProvingHost = {
    prover: (options) => new FakeProver(seen, options),
    solver: ({ scale }) => {
      scales.push(scale);
      if (!verdict) return undefined;
      const solve = async () => {
        asked++;
        return verdict;
      };
      return { solve, dispose: () => void disposed++ };
    },
  };
  const streams = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
  const code = await run(['lint', ...args], { ...streams, cwd: folder.path, env: {}, terminal, proving });
  return { code, out: out.join(''), err: err.join(''), seen, scales, asked, disposed };
}

const found = ({ out }: Ran): string[] =>
  [...out.matchAll(/: (error|warning|information): .* \[([\w-]+)\]$/gm)].map((m) => `${m[2]} ${m[1]}`);

describe('proofs', () => {
  it('are made of every file, and count as other findings do', async () => {
    const ran = await lint(['dead.clause', 'live.clause']);
    expect([found(ran), ran.code, ran.err, ran.seen.done]).toEqual([['clause-unreachable warning'], 1, '', 2]);
    expect(found(await lint(['cliff.clause']))).toEqual(['award-cliff information']);
    expect((await lint(['cliff.clause'])).code).toBe(0);
  });

  it('are left out with --no-prove', async () => {
    const ran = await lint(['dead.clause', 'hard.clause', '--no-prove']);
    expect([found(ran), ran.code, ran.err, ran.seen.begun, ran.scales]).toEqual([[], 0, '', 0, []]);
  });

  it('have the same shape in JSON', async () => {
    const ran = await lint(['dead.clause', '--format', 'json']);
    expect(JSON.parse(ran.out)).toMatchObject({
      version: 1,
      summary: { files: 1, errors: 0, warnings: 1, information: 0 },
      findings: [
        { name: 'clause-unreachable', severity: 'warning', file: 'dead.clause', data: { name: 'dead_one' }, related: [], fixes: [] },
      ],
      problems: [],
    });
  });

  it('are suppressed, and suppressions that are proved to be of no use are told', async () => {
    expect(found(await lint(['allowed.clause']))).toEqual([]);
    expect(found(await lint(['unused.clause']))).toEqual(['unused-suppression warning']);
    expect(found(await lint(['unused.clause', '--no-prove']))).toEqual([]);
  });

  it('that fail by a bug cost nothing else', async () => {
    const ran = await lint(['broken.clause', 'dead.clause']);
    expect([found(ran), ran.code]).toEqual([['clause-unreachable warning'], 2]);
    expect(ran.err).toContain('broken.clause could not be proved, the rest is told: a bug of the prover');
  });
});

describe('the solver', () => {
  it('settles what is open, and is ended', async () => {
    const ran = await lint(['hard.clause'], { kind: 'unsat' });
    expect([found(ran), ran.asked, ran.disposed, ran.err]).toEqual([['clause-unreachable warning'], 1, 1, '']);
  });

  it('may leave it open: that is told, and nothing to install', async () => {
    const ran = await lint(['hard.clause'], { kind: 'open', reason: 'solver-failed' });
    expect([found(ran), ran.asked, ran.disposed, ran.code, ran.err]).toEqual([['not-decided information'], 1, 1, 0, '']);
  });

  it('is spoken of where it is wanting, once and only then', async () => {
    const ran = await lint(['hard.clause', 'live.clause']);
    expect([found(ran), ran.code]).toEqual([['not-decided information'], 0]);
    expect(ran.err.match(/npm install/g)).toHaveLength(2);
    expect(ran.err.trim().split('\n')).toHaveLength(1);
    expect((await lint(['hard.clause', '--lang', 'zh'])).err).toContain('没有安装求解器');
    expect((await lint(['live.clause'])).err).toBe('');
  });
});

describe('--prove-budget', () => {
  it('is in hundredths of the usual, for both steps', async () => {
    const ran = await lint(['live.clause', '--prove-budget', '250'], { kind: 'unsat' });
    // 20,000 steps are the usual.
    expect([ran.seen.options, ran.scales]).toEqual([[{ nodes: 50_000, solver: true }], [2.5]]);
    expect((await lint(['live.clause'])).seen.options).toEqual([{ nodes: 20_000, solver: false }]);
  });

  it.each(['0', '-1', '1.5', 'much', '100001'])('refuses %s', async (given) => {
    const ran = await lint(['live.clause', `--prove-budget=${given}`]);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('a number from 1 to 100000 is needed');
  });
});

describe('while it takes long', () => {
  /** A first step that goes on for a second. */
  const slow: ProvingHost = {
    prover: () => ({
      *run() {
        for (const end = performance.now() + 1000; performance.now() < end; ) yield;
        return { problems: [], open: [], statistics: { questions: 0, asked: 0, open: 0 } };
      },
      settle: async () => false,
    }),
  };
  const told = async (terminal: boolean): Promise<string> => {
    const err: string[] = [];
    const streams = { out: () => undefined, err: (text: string) => void err.push(text) };
    await run(['lint', 'live.clause'], { ...streams, cwd: folder.path, env: {}, terminal, proving: slow });
    return err.join('');
  };

  it('a terminal shows what is proved, and nothing of it stays', async () => {
    expect(await told(true)).toBe('\r\u001b[2Kchecking 1 of 1: live.clause\r\u001b[2K');
  });

  it('anything else is told nothing', async () => {
    expect(await told(false)).toBe('');
  });
});
