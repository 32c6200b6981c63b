/** Why: what the guide tells to write is run: its workflows step by step, its hooks by the manifest; its tables are those of action.yml. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { version } from '../../server/package.json';
import { blocks, spans, table } from '../docs/pages';
import { metadata, root } from './support/action';
import { FakeApi } from './support/api';
import { BROKEN_LINE, FILE, History } from './support/history';
import { runWorkflow } from './support/workflow';

const api = new FakeApi();
const history = new History();
beforeEach(() => api.reset());

/** Commands that need a network are written down instead of run; reviewdog checks what it is handed, as far as the guide speaks of it. */
const bin = mkdtempSync(join(tmpdir(), 'bin '));
afterAll(() => rmSync(bin, { recursive: true, force: true }));
symlinkSync(join(root, 'action/dist/cli.js'), join(bin, 'clausewright'));
const command = (name: string, script: string) => {
  writeFileSync(join(bin, name), `#!/usr/bin/env node\n${script}`);
  chmodSync(join(bin, name), 0o755);
};
command('npm', "console.log('npm', process.argv.slice(2).join(' '));");
command(
  'reviewdog',
  `const { diagnostics } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
console.log(process.argv.slice(2).join(' '));
for (const { location, code } of diagnostics) console.log([location.path, location.range.start.line, code.value].join('|'));`,
);

const setting = (event = history.pullRequest()) => ({ repository: history.repository, event, api: api.url, bin });

describe.each(['docs/pull-requests.md', 'docs/zh/pull-requests.md'])('%s', { timeout: 60_000 }, (page) => {
  const yaml = blocks(page, 'yaml');
  const workflows = yaml.filter((block) => block.startsWith('name: policies\n'));
  const isChinese = page.includes('/zh/');
  const only = (part: string, but = '\n\n\n') => workflows.filter((block) => block.includes(part) && !block.includes(but));

  it('has workflows, an include for GitLab and hooks', () => {
    expect(workflows).toHaveLength(6);
    expect(yaml).toHaveLength(8);
  });

  it.each(workflows.filter((block) => block.includes('OWNER/clausewright@v1')).map((block, n) => [n, block] as const))(
    'workflow %i tells what is new and has the permissions for it',
    async (_, block) => {
      const event = block.includes('pull_request_target')
        ? history.pullRequest(history.head, history.main, 'pull_request_target')
        : history.pullRequest();
      const { action, workflow } = await runWorkflow(block, setting(event));
      expect(action).toHaveLength(1);
      expect(action[0]).toMatchObject({ code: 1, outputs: { new: '1', errors: '1', conclusion: 'failure' } });
      expect(action[0]?.annotations.find(({ properties }) => properties.file)?.properties).toMatchObject({
        file: FILE,
        line: String(BROKEN_LINE),
      });
      expect(api.comments).toHaveLength(1);
      expect(/[\u4e00-\u9fff]{4}/.test(action[0]?.summary.replaceAll(FILE, '') ?? '')).toBe(isChinese);
      expect(workflow.permissions).toMatchObject({ contents: 'read', 'pull-requests': 'write' });
      expect(workflow.permissions['security-events'] === 'write').toBe(/sarif/.test(block));
    },
  );

  it('sends SARIF by the action itself', async () => {
    const [block = ''] = only('upload-sarif: true');
    await runWorkflow(block, setting());
    expect(api.sarif).toMatchObject([{ ref: 'refs/pull/7/merge', commit: history.merge }]);
  });

  it('leaves SARIF for the action of GitHub’s own, though the step has failed', async () => {
    const [block = ''] = only('codeql-action');
    const { others } = await runWorkflow(block, setting());
    expect(others.map(({ uses }) => uses)).toEqual(['github/codeql-action/upload-sarif@v4']);
    expect(JSON.parse(readFileSync(others[0]?.with.sarif_file ?? '', 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(api.sarif).toEqual([]);
  });

  it('installs the solver in the version that is tested here', () => {
    const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'server/package.json'), 'utf8')) as {
      optionalDependencies: Readonly<Record<string, string>>;
    };
    expect(only('z3-solver')[0]).toContain(`z3-solver@${optionalDependencies['z3-solver']}\n`);
  });

  it('hands reviewdog what is new, wherever it stands', async () => {
    const [block = ''] = only('reviewdog');
    const { printed, others } = await runWorkflow(block, setting());
    expect(others.map(({ uses }) => uses)).toEqual(['reviewdog/action-setup@v1']);
    const [installed = '', reviewed = ''] = printed;
    expect(installed).toContain('npm install --global');
    expect(reviewed.split('\n').slice(1).filter(Boolean)).toEqual([`${FILE}|${BROKEN_LINE}|unknown-name`]);
    expect(reviewed).toContain('-filter-mode=nofilter');
  });

  it('includes the template for GitLab and sets what it has', () => {
    const { include, clausewright } = parse(yaml.find((block) => block.startsWith('include:')) ?? '') as {
      include: { file: string }[];
      clausewright: { variables: Record<string, string> };
    };
    const path = join(root, include[0]?.file ?? 'none');
    expect(existsSync(path)).toBe(true);
    const template = parse(readFileSync(path, 'utf8')) as { clausewright: { variables: Record<string, string> } };
    const there = Object.keys(template.clausewright.variables);
    expect(there).toEqual(expect.arrayContaining(Object.keys(clausewright.variables)));
    // The history is none of the user's business.
    expect(
      table(page, 3)
        .map(([name]) => name?.replaceAll('`', ''))
        .sort(),
    ).toEqual(there.filter((name) => name !== 'GIT_DEPTH').sort());
  });

  it('uses hooks that there are', () => {
    const { repos } = parse(yaml.find((block) => block.startsWith('repos:')) ?? '') as {
      repos: { rev: string; hooks: { id: string }[] }[];
    };
    expect(repos.map(({ rev }) => rev)).toEqual([`v${version}`]);
    const hooks = (parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string }[]).map(({ id }) => id).sort();
    expect(repos.flatMap((repo) => repo.hooks.map(({ id }) => id)).sort()).toEqual(hooks);
    expect(
      table(page, 4)
        .map(([id]) => id?.replaceAll('`', ''))
        .sort(),
    ).toEqual(hooks);
  });

  it('lists the inputs with their usual values, and the outputs', () => {
    const inputs = Object.fromEntries(
      table(page, 0).map(([name = '', usual = '']) => [
        name.replaceAll('`', ''),
        // An empty cell.
        usual.startsWith('|') ? '' : usual.replaceAll('`', ''),
      ]),
    );
    expect(inputs).toEqual(Object.fromEntries(Object.entries(metadata.inputs).map(([name, input]) => [name, input.default ?? ''])));
    expect(table(page, 1).flatMap(([names = '']) => spans(names))).toEqual(expect.arrayContaining(Object.keys(metadata.outputs)));
  });
});

describe.each(['README.md', 'README.zh-cn.md'])('%s', { timeout: 60_000 }, (page) => {
  it('shows a workflow that does what it says', async () => {
    const [block = '', ...more] = blocks(page, 'yaml');
    expect(more).toEqual([]);
    const { action } = await runWorkflow(block, setting());
    expect(action[0]?.outputs).toMatchObject({ new: '1', conclusion: 'failure' });
    expect(api.comments).toHaveLength(1);
  });
});
