/** Why: the built action is run as GitHub's runner runs it: inputs and files by the environment, commands on standard output. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

export const root = join(import.meta.dirname, '../../..');

export interface Metadata {
  readonly inputs: Readonly<Record<string, { description: string; default?: string }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}
export const metadata = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Metadata;

export interface Annotation {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

export interface Ran {
  readonly code: number | null;
  /** Everything it printed. */
  readonly out: string;
  readonly annotations: readonly Annotation[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

export interface Step {
  readonly workspace: string;
  readonly event: { readonly name: string; readonly ref: string; readonly sha: string; readonly payload: object };
  readonly api: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

export async function runAction(step: Step): Promise<Ran> {
  const unknown = Object.keys(step.with ?? {}).filter((name) => !(name in metadata.inputs));
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`);
  const temporary = mkdtempSync(join(tmpdir(), 'runner '));
  try {
    const file = (name: string, text = '') => {
      writeFileSync(join(temporary, name), text);
      return join(temporary, name);
    };
    const given = Object.entries(metadata.inputs).map(([name, input]) => {
      const value = step.with?.[name] ?? input.default ?? '';
      return [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value.includes('github.token') ? 'secret-token' : value];
    });
    const env = {
      PATH: process.env.PATH,
      HOME: temporary,
      LANG: 'C.UTF-8',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION: '__clausewright_clausewright',
      GITHUB_API_URL: step.api,
      GITHUB_SERVER_URL: 'https://github.example',
      GITHUB_REPOSITORY: 'owner/policies',
      GITHUB_RUN_ID: '11',
      GITHUB_WORKFLOW: 'policies',
      GITHUB_JOB: 'lint',
      GITHUB_EVENT_NAME: step.event.name,
      GITHUB_EVENT_PATH: file('event.json', JSON.stringify(step.event.payload)),
      GITHUB_REF: step.event.ref,
      GITHUB_SHA: step.event.sha,
      GITHUB_WORKSPACE: step.workspace,
      GITHUB_OUTPUT: file('output'),
      GITHUB_STEP_SUMMARY: file('summary'),
      RUNNER_TEMP: temporary,
      ...Object.fromEntries(given),
      ...step.env,
    };
    const child = spawn(process.execPath, [join(root, metadata.runs.main)], { cwd: step.workspace, env });
    let out = '';
    const hear = (chunk: string) => {
      out += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
    return {
      code,
      out,
      annotations: annotationsOf(out),
      outputs: outputsOf(readFileSync(join(temporary, 'output'), 'utf8')),
      summary: existsSync(join(temporary, 'summary')) ? readFileSync(join(temporary, 'summary'), 'utf8') : '',
    };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

const decoded = (text: string): string =>
  text.replace(/%(0A|0D|3A|2C|25)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** What the runner makes of the log: lines that begin with `::`, but not between `::stop-commands::TOKEN` and `::TOKEN::`. */
export function annotationsOf(out: string): Annotation[] {
  const found: Annotation[] = [];
  let stopped: string | undefined;
  for (const line of out.split(/\r?\n/)) {
    const match = /^\s*::([a-z-]+|[0-9a-f-]{36})(?: ([^:]*))?::(.*)$/.exec(line);
    if (!match) continue;
    const [, level = '', list = '', message = ''] = match;
    if (stopped !== undefined) {
      if (level === stopped) stopped = undefined;
    } else if (level === 'stop-commands') stopped = message;
    else {
      const properties = Object.fromEntries(
        list.split(',').flatMap((each) => {
          const at = each.indexOf('=');
          return at < 0 ? [] : [[each.slice(0, at).trim(), decoded(each.slice(at + 1))]];
        }),
      );
      found.push({ level, properties, message: decoded(message) });
    }
  }
  return found;
}

/** `NAME<<DELIMITER` … `DELIMITER`, as the runner reads it. */
function outputsOf(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const start = /^([^=]+?)<<(.+)$/.exec(lines[at] ?? '');
    if (!start) continue;
    const [, name = '', delimiter = ''] = start;
    const end = lines.indexOf(delimiter, at + 1);
    if (end < 0) throw new Error(`no end of ${name}`);
    outputs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return outputs;
}
