/** Every variant of every finding has an English and a Chinese sentence, and no sentence leaves a gap. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FindingData, FindingName } from '../../../server/src/core/finding';
import { allRules } from '../../../server/src/core/lint/index';
import { renderMessage } from '../../../server/src/core/lint/render';
import type { Wording } from '../../../server/src/core/lint/rule';

const core = join(import.meta.dirname, '../../../server/src/core');
const read = (path: string) => readFileSync(join(core, path), 'utf8');
const names = Object.keys(allRules) as FindingName[];

/** Codes as the unions of the stages that report them spell them. */
function codesInSource(): [FindingName, string][] {
  const list: [FindingName, string][] = [];
  const union = read('syntax/problems.ts').split('export type SyntaxErrorCode')[1]?.split('\n\n')[0] ?? '';
  for (const [, code] of union.matchAll(/\| '([a-z-]+)'/g)) list.push(['syntax-error', code ?? '']);
  const program = read('program/problems.ts').split('\ntype Data =')[1]?.split('\n/** A problem')[0] ?? '';
  for (const [, name, codes] of program.matchAll(/name: '([a-z-]+)';\s*data:\s*\{\s*code:([^;}]*)[;}]/g)) {
    for (const [, code] of (codes ?? '').matchAll(/'([a-z-]+)'/g)) list.push([name as FindingName, code ?? '']);
  }
  return list;
}

/** Data in which every key has a value that any sentence can show. */
function anyData(code: string): FindingData {
  const lists = new Set(['similar', 'members', 'owners', 'fields', 'path', 'needs', 'where', 'bounds', 'facts', 'by', 'findings']);
  const numbers = new Set(['max', 'least', 'most', 'count', 'expected', 'found']);
  return new Proxy(
    {},
    {
      get: (_, key) => {
        const name = String(key);
        if (name === 'code') return code;
        if (name === 'function') return 'days';
        if (name === 'kind' || (name === 'first' && code === 'name')) return 'fact';
        if (name === 'found' && ['clause', 'clause-or-group', 'list', 'given', 'expected', 'needed', 'not-a-value'].includes(code))
          return 'let';
        if (name === 'where' && !['rows', 'set', 'marginal', 'default'].includes(code)) return 'condition';
        if (lists.has(name)) return ['a', 'b'];
        return numbers.has(name) ? 'number:CNY' : 'x';
      },
    },
  ) as FindingData;
}

describe('sentences', () => {
  it('exist for every code that the parser and the linker report', () => {
    const codes = codesInSource();
    expect(codes.length).toBeGreaterThan(90);
    for (const [name, code] of codes) {
      for (const language of ['en', 'zh'] as const)
        expect(Object.keys(allRules[name][language].messages), `${name} ${code}`).toContain(code);
    }
  });

  it.each(names)('%s: the same variants, fixes and notes in both languages', (name) => {
    const { en, zh } = allRules[name];
    const keys = (wording: Wording) => [wording.messages, wording.fixes ?? {}, wording.notes ?? {}].map((part) => Object.keys(part).sort());
    expect(keys(zh)).toEqual(keys(en));
  });

  it.each(names)('%s: nothing is left open, and each language keeps to its own', (name) => {
    for (const code of Object.keys(allRules[name].en.messages)) {
      const data = anyData(code);
      const english = renderMessage({ name, data }, 'en');
      const chinese = renderMessage({ name, data }, 'zh');
      for (const sentence of [english, chinese]) expect(sentence, `${name} ${code}`).not.toMatch(/undefined|\{\w+\}|\[object/);
      expect(english, code).toMatch(/[.?]$/);
      expect(chinese, code).toMatch(/[。？]$/);
      expect(english.replace(/元|分|[“”]/g, ''), code).not.toMatch(/[\u4e00-\u9fff]{2,}/);
      expect(chinese, code).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('a value of the wrong kind', () => {
  const say = (data: FindingData) => (['en', 'zh'] as const).map((language) => renderMessage({ name: 'type-mismatch', data }, language));
  it.each<[string, FindingData, RegExp, RegExp]>([
    ['a member in quotes', { code: 'compare', operator: '=', left: 'member:a|b', right: 'text' }, /without quotes\.$/, /不加引号。$/],
    ['a date', { code: 'expected', where: 'given', expected: 'date', found: 'number:' }, /written as 2025-04-11\.$/, /2025-04-11/],
    ['yes or no', { code: 'expected', where: 'given', expected: 'boolean', found: 'number:' }, /write yes or no\.$/, /请写是或否。$/],
    ['a condition', { code: 'expected', where: 'condition', expected: 'boolean', found: 'number:' }, /compare it/, /比较。$/],
    ['two dates', { code: 'compare', operator: '=', left: 'date', right: 'boolean' }, /with yes or no\.$/, /是或否比较。$/],
  ])('says how %s is written', (_, data, en, zh) => {
    const [english, chinese] = say(data);
    expect(english).toMatch(en);
    expect(chinese).toMatch(zh);
  });
});
