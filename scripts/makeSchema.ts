/**
 * Why: the schema of `clausewright.yaml` for other editors, and the findings' summaries for ours, are made from what is written once: the shape
 * that the reader checks by, and the findings' pages.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { groupHelp, keyHelp } from '../server/src/config/help';
import { findingNames, groups } from '../server/src/config/names';
import { describedShape } from '../server/src/config/shape';
import { summaryOf } from '../server/src/host/pages';

export const summariesFile = 'server/src/config/summaries.json';
export const schemaFile = 'schemas/clausewright.schema.json';

type Summaries = Record<string, { en: string; zh: string }>;

function summaries(root: string): Summaries {
  const page = (...path: string[]) => summaryOf(readFileSync(join(root, 'docs', 'rules', ...path), 'utf8'));
  return Object.fromEntries(findingNames.map((name) => [name, { en: page(`${name}.md`), zh: page('zh', `${name}.md`) }]));
}

function schema(known: Summaries): object {
  const describe = (what: string): string | undefined => {
    const [kind = '', name = ''] = what.split('.');
    if (kind === 'finding') return known[name]?.en;
    const group = groups.find((one) => kind === 'group' && one === name);
    return group ? groupHelp[group].en : keyHelp[what]?.en;
  };
  const { root, severity } = describedShape(describe);
  // That brackets are closed cannot be said in a schema.
  const made = toJsonSchema(root, { target: 'draft-07', definitions: { severity }, ignoreActions: ['check'] });
  const { $schema, ...rest } = made;
  return {
    $schema,
    title: 'Clausewright',
    description: 'How Clausewright checks the policies in a folder and below it. Documentation: docs/configuration.md.',
    ...rest,
  };
}

/** The files that are made, by path from the root. */
export function generated(root: string): Readonly<Record<string, string>> {
  const known = summaries(root);
  const json = (value: object) => `${JSON.stringify(value, undefined, 2)}\n`;
  return { [summariesFile]: json(known), [schemaFile]: json(schema(known)) };
}
