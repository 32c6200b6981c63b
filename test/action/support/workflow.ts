/** Why: the workflows that the guides show are run step by step, as far as a computer without GitHub can: what they use is done here or known. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { type Ran, runAction, type Step } from './action';
import type { Repository } from './repository';

interface WorkflowStep {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly env?: Readonly<Record<string, string | number>>;
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly 'runs-on': string; readonly steps: readonly WorkflowStep[] }>>;
}

export interface Done {
  /** The runs of the action, in order. */
  readonly action: readonly Ran[];
  /** The output of `run` steps, in order. */
  readonly printed: readonly string[];
  /** Other actions with what they were given. */
  readonly others: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[];
  readonly workflow: Workflow;
}

export interface Setting {
  readonly repository: Repository;
  readonly event: Step['event'];
  readonly api: string;
  /** A folder with commands that are found before all others. */
  readonly bin: string;
}

/** The one job of a workflow. Steps go on after a failure only where their condition says so. */
export async function runWorkflow(text: string, { repository, event, api, bin }: Setting): Promise<Done> {
  const workflow = parse(text) as Workflow;
  const temporary = mkdtempSync(join(tmpdir(), 'job '));
  const action: Ran[] = [];
  const printed: string[] = [];
  const others: { uses: string; with: Record<string, string> }[] = [];
  const outputs: Record<string, Readonly<Record<string, string>>> = {};
  let workspace = temporary;
  let failed = false;
  const payload = event.payload as { pull_request?: { number?: number; base?: { ref?: string } } };
  /** The few expressions that occur; any other is a mistake. */
  const value = (expression: string): string => {
    const output = /^steps\.([\w-]+)\.outputs\.([\w-]+)$/.exec(expression);
    if (output) return outputs[output[1] ?? '']?.[output[2] ?? ''] ?? '';
    if (expression === 'github.event.pull_request.number') return String(payload.pull_request?.number ?? '');
    if (expression === 'github.token') return 'secret-token';
    if (expression === 'runner.temp') return temporary;
    throw new Error(`unknown expression: ${expression}`);
  };
  const filled = (given: string): string => given.replace(/\$\{\{ *(.*?) *\}\}/g, (_, expression: string) => value(expression));
  const all = (given: WorkflowStep['with'] | WorkflowStep['env']): Record<string, string> =>
    Object.fromEntries(Object.entries(given ?? {}).map(([name, each]) => [name, filled(String(each))]));
  const runs = (condition: string | undefined): boolean => {
    if (condition === undefined) return !failed;
    const [, output] = /^\$\{\{ !cancelled\(\) && (\S+) != '' \}\}$/.exec(condition) ?? [];
    if (output === undefined) throw new Error(`unknown condition: ${condition}`);
    return value(output) !== '';
  };
  try {
    const [job, another] = Object.values(workflow.jobs);
    if (!job || another) throw new Error('one job is expected');
    for (const step of job.steps) {
      if (!runs(step.if)) continue;
      if (step.run !== undefined) {
        const file = join(temporary, 'script');
        writeFileSync(file, filled(step.run));
        // What GitHub runs where no shell is named.
        const ran = spawnSync('bash', ['-e', file], {
          cwd: workspace,
          encoding: 'utf8',
          env: {
            PATH: `${bin}${delimiter}${process.env.PATH}`,
            HOME: temporary,
            LANG: 'C.UTF-8',
            RUNNER_TEMP: temporary,
            GITHUB_WORKSPACE: workspace,
            GITHUB_BASE_REF: payload.pull_request?.base?.ref ?? '',
            ...all(step.env),
          },
        });
        printed.push(`${ran.stdout}${ran.stderr}`);
        if (ran.status !== 0) failed = true;
      } else if (step.uses?.startsWith('actions/checkout@')) {
        const { ref, 'fetch-depth': depth } = all(step.with);
        workspace = repository.checkout(ref ?? event.ref, Number(depth ?? 1));
      } else if (step.uses === 'OWNER/clausewright@v1') {
        const ran = await runAction({ workspace, event, api, with: all(step.with), env: all(step.env) });
        action.push(ran);
        if (step.id) outputs[step.id] = ran.outputs;
        if (ran.code !== 0) failed = true;
      } else others.push({ uses: step.uses ?? '', with: all(step.with) });
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return { action, printed, others, workflow };
}
