/** Why: the formats by name. */
import type { Context } from '../io';
import type { Session } from '../session';
import { json } from './json';
import { pretty } from './pretty';
import type { LintResult, Reporter } from './reporter';

export const formats = ['pretty', 'json'] as const;
export type Format = (typeof formats)[number];

const reporters: Readonly<Record<Format, Reporter>> = { pretty, json };

export function report(format: Format, result: LintResult, context: Context, session: Session): string {
  return reporters[format](result, context, session);
}
