/** The schema is made from the shape, the rules and the pages, and judges as our reader does. */
import { join } from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generated, schemaFile } from '../../scripts/makeSchema';
import { allRules } from '../../server/src/core/lint/index';
import { json, read } from '../docs/pages';
import { badTexts, badYaml, goodTexts } from './cases';

const root = join(import.meta.dirname, '../..');

it.each(Object.entries(generated(root)))('%s is as npm run schema makes it', (path, text) => {
  expect(read(path)).toBe(text);
});

describe('the schema', () => {
  const schema = json<object>(schemaFile);
  const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
  /** A file with nothing in it is a map without keys. */
  const dataOf = (text: string): unknown => parse(text, { uniqueKeys: false, logLevel: 'error' }) ?? {};

  it.each(goodTexts)('takes %j', (text) => {
    expect([validate(dataOf(text)), validate.errors]).toEqual([true, null]);
  });

  it.each(badTexts)('refuses %j', (text) => {
    expect(validate(dataOf(text))).toBe(false);
  });

  it('cannot see how a value is written, or that a bracket is open', () => {
    const [bracket = '', twice = ''] = badYaml.map(([text]) => text);
    for (const text of [bracket, twice]) expect(validate(dataOf(text))).toBe(true);
  });

  it('knows every finding, with the summary of its page', () => {
    const { $defs: definitions } = schema as {
      $defs: { severity: { properties: Record<string, { enum: string[]; description: string }> } };
    };
    const { properties } = definitions.severity;
    const groups = ['reading', 'tables', 'proved', 'examples', 'hygiene'];
    expect(Object.keys(properties).sort()).toEqual([...groups, ...Object.keys(allRules)].sort());
    for (const name of Object.keys(allRules)) expect(read(`docs/rules/${name}.md`)).toContain(properties[name]?.description);
    expect(properties['syntax-error']?.enum).toEqual(['error']);
    expect(properties['glued-keyword']?.enum).toEqual(['error', 'warning', 'information', 'off']);
  });

  it('is named in the manifest, for editors that check YAML by schemas', () => {
    const { contributes } = json<{ contributes: { yamlValidation: unknown } }>('package.json');
    expect(contributes.yamlValidation).toEqual([{ fileMatch: ['clausewright.yaml'], url: `./${schemaFile}` }]);
  });
});
