/** Why: what the tests of the extension's own files share: the checkout's files, and a policy as the workspace sees it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from '../../server/src/core/workspace';

const root = join(import.meta.dirname, '..', '..');

export function file(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function json<T>(path: string): T {
  return JSON.parse(file(path)) as T;
}

/** The analysis of a text, with other files beside it. */
export function analyse(text: string, others: Readonly<Record<string, string>> = {}) {
  const uri = 'file:///demo/policy.clause';
  const workspace = new Workspace({
    read: (one) => {
      const found = others[decodeURIComponent(one.slice('file:///demo/'.length))];
      return found === undefined ? { error: 'missing' } : { text: found };
    },
    rootOf: () => 'file:///demo',
  });
  workspace.setText(uri, text);
  return workspace.analyse(uri);
}
