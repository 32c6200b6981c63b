/** The forms that a new policy begins from: each lints clean, and its examples get what they expect. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { format } from '../../server/src/core/syntax/printer';
import { analyse, file } from './support';

const folder = 'client/templates';
const names = readdirSync(join(import.meta.dirname, '..', '..', folder)).sort();

describe('templates', () => {
  it('are those that the command offers, in both languages', () => {
    const ids = /const ids = \[([^\]]*)\]/.exec(file('client/src/commands/newPolicy.ts'))?.[1]?.match(/\w+/g) ?? [];
    expect(ids.length).toBeGreaterThanOrEqual(4);
    expect(names).toEqual(ids.flatMap((id) => [`${id}.en.clause`, `${id}.zh.clause`]).sort());
  });

  for (const name of names) {
    it(`${name} has no finding, and its examples pass`, () => {
      const { findings, examples, tree } = analyse(file(`${folder}/${name}`));
      expect(findings.map((one) => one.name)).toEqual([]);
      expect(examples.length).toBeGreaterThan(0);
      expect(examples.flatMap(({ expectations }) => expectations.map(({ passed }) => passed))).not.toContain(false);
      expect(examples.every(({ expectations }) => expectations.length > 0)).toBe(true);
      expect(format(file(`${folder}/${name}`))).toBe(file(`${folder}/${name}`));
      expect(tree.keywordLanguage).toBe(name.includes('.zh.') ? 'zh' : 'en');
    });

    it(`${name} has a title for the name that the author gives`, () => {
      expect(file(`${folder}/${name}`)).toMatch(/^(policy|政策) "[^"]+" \{$/m);
    });
  }
});
