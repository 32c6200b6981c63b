/** Why: what GitHub and pre-commit run is what is committed; it is made of these sources, the same wherever it is made, and needs nothing beside it. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { version } from '../../server/package.json';
import { metadata, root } from './support/action';

const dist = join(root, 'action/dist');
const place = mkdtempSync(join(tmpdir(), 'bundle '));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const run = (code: string, ...args: string[]) => spawnSync(process.execPath, ['-e', code, ...args], { cwd: root, encoding: 'utf8' });

describe('action/dist', { timeout: 60_000 }, () => {
  it('is what the sources make, byte for byte: else run `npm run build` and commit it', () => {
    // The script is one for Node alone, so it is run as such.
    const again = join(place, 'again');
    const ran = run(`import('./scripts/lib/action.mjs').then(({ buildAction }) => buildAction(process.argv[1]))`, relative(root, again));
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(again).sort()).toEqual(readdirSync(dist).sort());
    for (const name of readdirSync(again)) expect(readFileSync(join(again, name)).equals(readFileSync(join(dist, name))), name).toBe(true);
  });

  it('has no language server, and says so; where one stands beside the command line it is started', () => {
    const alone = join(place, 'again', 'cli.js');
    const start = () => spawnSync(process.execPath, [alone, 'lsp', '--stdio'], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    expect(start()).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('comes without the language server') });
    writeFileSync(join(place, 'again', 'server.js'), 'process.stdout.write("served", () => process.exit(0));');
    expect(start()).toMatchObject({ status: 0, stdout: 'served', stderr: '' });
  });

  it('holds no paths of this computer and leads to no source maps', () => {
    for (const name of readdirSync(dist)) {
      const text = readFileSync(join(dist, name), 'utf8');
      expect(text.includes(root), name).toBe(false);
      expect(text.includes('sourceMappingURL='), name).toBe(false);
    }
  });

  it('has what action.yml names, and the licences of what it contains', () => {
    expect(metadata.runs).toEqual({ using: 'node24', main: 'action/dist/main.js' });
    expect(readdirSync(dist)).toContain('main.js');
    // Bundled into the command line.
    for (const name of ['decimal.js', 'valibot', 'yaml']) {
      expect(readFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), 'utf8')).toMatch(new RegExp(`^${name.replace('.', '\\.')} \\d`, 'm'));
    }
  });

  it('runs from a checkout without anything installed, and finds the pages of findings', () => {
    const checkout = join(place, 'checkout');
    cpSync(dist, join(checkout, 'action/dist'), { recursive: true });
    cpSync(join(root, 'docs/rules'), join(checkout, 'docs/rules'), { recursive: true });
    const clausewright = (...args: string[]) =>
      spawnSync(join(checkout, 'action/dist/cli.js'), args, {
        cwd: place,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, LANG: 'C.UTF-8' },
      });
    expect(clausewright('--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(clausewright('rule', 'row-gap').stdout).toBe(readFileSync(join(root, 'docs/rules/row-gap.md'), 'utf8'));
  });

  it.runIf(existsSync(join(root, 'node_modules/z3-solver')))('takes the solver from where the guide’s workflow puts it', () => {
    const checkout = join(place, 'beside a solver');
    cpSync(dist, join(checkout, 'action/dist'), { recursive: true });
    const modules = join(place, 'temp/node_modules');
    mkdirSync(modules, { recursive: true });
    symlinkSync(join(root, 'node_modules/z3-solver'), join(modules, 'z3-solver'));
    // A rectangle with half the fence of 400 m has at most 100 m times 100 m, which is paid with just the cap.
    const policy = `fact length "L": m from 0m
fact width  "W": m from 0m
require length + width at most 200m "at most 400 m of fence"
clause plot "For each square metre" {
  award 1元/m/m * length * width
  cap   1万元
}
`;
    writeFileSync(join(place, 'plot.clause'), policy);
    const found = (env: Readonly<Record<string, string>>) => {
      const args = ['lint', '--format', 'json', 'plot.clause'];
      const ran = spawnSync(join(checkout, 'action/dist/cli.js'), args, {
        cwd: place,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, LANG: 'C.UTF-8', ...env },
      });
      return (JSON.parse(ran.stdout) as { findings: { name: string }[] }).findings.map(({ name }) => name);
    };
    expect(found({})).toEqual(['not-decided']);
    expect(found({ NODE_PATH: modules })).toEqual(['cap-never-reached']);
  });
});
