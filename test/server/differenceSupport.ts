/** Why: comparisons are tested with a real server in a real repository, made for the test and gone with it. */
import { execFileSync } from 'node:child_process';
import type { CodeLens } from 'vscode-languageserver';
import { type Against, type DifferenceState, differenceRequest, differenceState, type Row } from '../../server/src/differenceProtocol';
import { read } from '../../server/src/previewProtocol';
import { lensLines } from './lensSupport';
import type { Session } from './support';

const WHO = ['-c', 'user.name=Author', '-c', 'user.email=author@example.org', '-c', 'commit.gpgsign=false', '-c', 'core.autocrlf=false'];

/** In the workspace folder of a session; no configuration of this computer counts. */
export function git(s: Session, ...args: readonly string[]): string {
  const env: Record<string, string | undefined> = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  for (const name of Object.keys(env)) if (/^GIT_(?!CONFIG)/.test(name)) delete env[name];
  return execFileSync('git', [...WHO, ...args], { cwd: s.folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

/** A repository of what the folder has, on the branch `main`. @returns the commit */
export function repository(s: Session): string {
  git(s, 'init', '-q', '-b', 'main');
  return commit(s);
}

export function commit(s: Session, message = 'change'): string {
  git(s, 'add', '-A');
  git(s, 'commit', '-q', '--allow-empty', '-m', message);
  return git(s, 'rev-parse', 'HEAD');
}

export const usual: Against = { kind: 'usual' };
export const revision = (name: string, branchPoint = false): Against => ({ kind: 'revision', revision: name, branchPoint });

export async function difference(s: Session, uri: string, against: Against = usual): Promise<DifferenceState> {
  const state = read(differenceState, await s.connection.sendRequest(differenceRequest, { uri, against }));
  if (!state) throw new Error('no difference, or not of its shape');
  return state;
}

export function row(state: DifferenceState, id: string): Row {
  const found = state.rows.find((one) => one.id === id);
  if (!found) throw new Error(`no row ${id} among ${state.rows.map((one) => one.id).join(', ')}`);
  return found;
}

/** Lens texts that speak of an earlier version, as soon as they are as wanted; else what they are in the end. */
export async function sinceLines(s: Session, uri: string, isWanted: (lines: readonly string[]) => boolean): Promise<readonly string[]> {
  const end = performance.now() + 10_000;
  for (;;) {
    const lines = (await lensLines(s, uri)).flatMap((line) => {
      const [at = '', texts = ''] = line.split(' » ');
      const found = texts.split(' | ').filter((one) => /^since |^自/.test(one));
      return found.length > 0 ? [`${/clause (\w+)|条款 (\S+)/.exec(at)?.[0] ?? at} » ${found.join(' | ')}`] : [];
    });
    if (isWanted(lines) || performance.now() > end) return lines;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** The lens over a clause, resolved. */
export async function lensOver(s: Session, uri: string, text: string): Promise<CodeLens | undefined> {
  const found: CodeLens[] = await s.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });
  return found.find(({ command }) => command?.title === text);
}
