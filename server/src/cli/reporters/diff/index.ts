/** Why: the formats of `clausewright diff`, by name. */
import type { DiffResult } from '../../diff/result';
import type { Context } from '../../io';
import { diffJson } from './json';
import { diffMarkdown } from './markdown';
import { diffPretty } from './pretty';

export const diffFormats = ['pretty', 'json', 'markdown'] as const;
export type DiffFormat = (typeof diffFormats)[number];

type DiffReporter = (result: DiffResult, context: Context) => string;

const reporters: Readonly<Record<DiffFormat, DiffReporter>> = { pretty: diffPretty, json: diffJson, markdown: diffMarkdown };

export function diffReport(format: DiffFormat, result: DiffResult, context: Context): string {
  return reporters[format](result, context);
}
