/** Why: the formats by name. */
import type { Context } from '../io';
import type { Session } from '../session';
import { checkstyle } from './checkstyle';
import { github } from './github';
import { gitlab } from './gitlab';
import { json } from './json';
import { junit } from './junit';
import { markdown } from './markdown';
import { pretty } from './pretty';
import { rdjson } from './rdjson';
import type { LintResult, Reporter } from './reporter';
import { sarif } from './sarif';

export const formats = ['pretty', 'json', 'sarif', 'github', 'gitlab', 'junit', 'rdjson', 'checkstyle', 'markdown'] as const;
export type Format = (typeof formats)[number];

const reporters: Readonly<Record<Format, Reporter>> = { pretty, json, sarif, github, gitlab, junit, rdjson, checkstyle, markdown };

export function report(format: Format, result: LintResult, context: Context, session: Session): string {
  return reporters[format](result, context, session);
}
