/** Why: the language server in a long file, beside the language server that people edit YAML with, in a file as long. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeOptions } from '../server/src/protocol';
import { generatePolicy, random } from './generate';
import type { Timing } from './measure';
import { measureFirstAnswer, measureSession, type Served, type SessionFigures } from './session';

const LINES = 10_000;

function ours(root: string): Served {
  return {
    name: 'clausewright',
    start: [...nodeOptions, join(root, 'server', 'dist', 'server.js'), '--stdio'],
    languageId: 'clause',
    uri: 'file:///bench/policy.clause',
    text: generatePolicy(LINES),
    settings: {},
  };
}

/** A configuration file of as many lines, with the nesting and the scalars that such files have; no schema, so nothing is looked up. */
function yaml(): string {
  const next = random(11);
  const pick = (to: number) => Math.floor(next() * to);
  const out: string[] = [];
  for (let i = 0; out.length < LINES; i++) {
    out.push(`provision_${i}:`, `  title: Provision ${i}`, `  rate: ${pick(100)}%`, '  rows:');
    for (let row = 0; row < 4; row++) out.push(`    - from: ${pick(1000)}`, `      award: ${pick(900)}万元`);
  }
  return `${out.slice(0, LINES).join('\n')}\n`;
}

function theirs(): Served {
  const server = createRequire(import.meta.url).resolve('yaml-language-server/bin/yaml-language-server');
  return {
    name: 'yaml-language-server',
    start: [server, '--stdio'],
    languageId: 'yaml',
    uri: 'file:///bench/policy.yaml',
    text: yaml(),
    settings: { validate: true, hover: true, completion: true, schemaStore: { enable: false } },
  };
}

/** The E-Town sample, as an author opens it. */
function sample(root: string): Served {
  const path = join(root, 'samples', 'beijing-etown-2025', 'beijing-etown-2025.clause');
  return { ...ours(root), uri: pathToFileURL(path).href, text: readFileSync(path, 'utf8') };
}

export interface EditorFigures {
  /** In the E-Town sample. */
  readonly firstAnswer: Timing;
  readonly ours: SessionFigures;
  /** Undefined where it could not be measured; the reason is printed. */
  readonly theirs: SessionFigures | undefined;
}

export async function measureEditor(root: string): Promise<EditorFigures> {
  const firstAnswer = await measureFirstAnswer(sample(root), 7);
  const own = await measureSession(ours(root), 500, 10_000);
  try {
    return { firstAnswer, ours: own, theirs: await measureSession(theirs(), 60, 0) };
  } catch (error) {
    console.log(`yaml-language-server was not measured: ${String(error)}`);
    return { firstAnswer, ours: own, theirs: undefined };
  }
}
