/** What nothing reads, suppressions, and dates. */
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../server/src/core/lint/index';
import { fixed, lintCheck, lintText, names } from '../../support/lint';
import { findingsOf } from '../../support/snippets';

describe('unused declarations', () => {
  it('counts conditions, requirements, limits, lists and expectations as reading', () => {
    lintCheck(`fact a "A": boolean
fact b "B": boolean
fact c "C": money from 0元
fact items "Items": list of {
  size "Size": money from 0元
  kind "Kind": one of { x, y }
}
let shown = c / 2
require a
clause p "P" {
  each items
  when b
  when kind = x
  award size
}
limit q "Q" { among all, cap c }
example "e" {
  a = yes, b = yes, c = 4元
  items = [ { size = 1元, kind = x } ]
  expect shown = 2元
  expect total = 1元
}`);
  });

  it('finds facts, fields, lets and lets of clauses', () => {
    lintCheck(`fact a "A": money from 0元
//   ^ unused-fact
fact items "Items": list of {
  size "Size": money from 0元
  note "Note": text
//^^^^ unused-fact
}
let x = 1元
//  ^ unused-let
clause p "P" {
  each items
  let y = 2元
  //  ^ unused-let
  award size
}`);
  });

  it('takes what is not used out', () => {
    const text = 'clause p "P" {\n  let y = 2元\n  award 1元\n}\nlet z = 3元\n\nclause q "Q" { award 1元 }';
    const mended = lintText(text).reduceRight((t, f) => fixed(t, f.fixes?.[0]), text);
    expect(mended.replace(/\n+/g, '\n')).toBe('clause p "P" {\n  award 1元\n}\nclause q "Q" { award 1元 }');
  });

  it('says nothing of a file that only declares', () => {
    lintCheck(`fact a "A": money from 0元
let x = a / 2`);
  });

  it('says nothing of what a broken clause may read', () => {
    const found = lintText('fact a "A": money from 0元\nclause p "P" {\n  award a +\n}');
    expect(names(found)).toEqual(['syntax-error']);
  });

  it('leaves an import alone whose clauses, lets or units count', () => {
    const run = (main: string, other: string) =>
      names(
        findingsOf(
          new Map([
            ['main.clause', main],
            ['other.clause', other],
          ]),
        ),
      );
    expect(run('import "./other.clause"\nclause c "C" { award 1元 }', 'clause d "D" { award 2元 }')).toEqual([]);
    expect(run('import "./other.clause"\nclause c "C" { award x }', 'let x = 2元')).toEqual([]);
    expect(run('import "./other.clause"\nfact n "N": integer 席 from 0席\nclause c "C" { award 1元/席 * n }', 'unit 席')).toEqual([]);
    expect(run('import "./other.clause"\nclause c "C" { award 1元 }', 'let x = 2元')).toEqual(['unused-import']);
  });
});

describe('suppressions', () => {
  const fact = 'fact a "A": money from 0元';
  const clause = 'clause c "C" { award 1元 }';
  it('cover the item below, further comments between, or their own line', () => {
    lintCheck(`// allow unused-fact: for the form only\n// a comment\n\n${fact}\n${clause}`);
    lintCheck(`${fact} // allow unused-fact: for the form only\n${clause}`);
    lintCheck(`${fact} // allow unused-fact：中文冒号也可以\n${clause}`);
    lintCheck(`clause c "C" {\n  // allow empty-interval: kept as the document has it\n  when 3 over 5 to 4\n  award 1元\n}`);
    lintCheck(`clause c "C" {\n  when 3 over 5 to 4 // allow empty-interval: kept as the document has it\n  award 1元\n}`);
  });
  it('cover nothing else', () => {
    lintCheck(`// allow unused-fact: only this one
${fact}
fact b "B": money from 0元
//   ^ unused-fact
${clause}`);
  });
  it('are reported where they suppress nothing, and the fix takes them out', () => {
    const text = `fact a "A": money from 0元 // allow unused-fact: no longer true\nclause c "C" { award a }`;
    const [finding] = lintText(text);
    expect(finding?.name).toBe('unused-suppression');
    expect(fixed(text, finding?.fixes?.[0])).toBe('fact a "A": money from 0元\nclause c "C" { award a }');
    const own = `// allow empty-interval: no longer true\n${clause}\n`;
    expect(fixed(own, lintText(own)[0]?.fixes?.[0])).toBe(`${clause}\n`);
  });
  it('must name a finding and give a reason', () => {
    const unknown = lintText(`// allow unused-facts: why\n${fact}\n${clause}`);
    expect(names(unknown)).toEqual(['unknown-suppression', 'unused-fact']);
    expect(unknown[0] && fixed('// allow unused-facts: why', unknown[0].fixes?.[0])).toBe('// allow unused-fact: why');
    for (const comment of ['// allow unused-fact', '// allow unused-fact:', '// allow unused-fact:   ']) {
      const found = lintText(`${comment}\n${fact}\n${clause}`);
      expect(names(found)).toEqual(['unknown-suppression', 'unused-fact']);
      expect(found[0] && renderMessage(found[0], 'en')).toContain('REASON');
    }
  });
  it('are not meant by prose that begins with the same word', () => {
    lintCheck(`// allow three projects at most\n${clause}`);
  });
});

describe('dates', () => {
  const policy = 'policy "P" {\n  effective 2025-01-01 to 2025-12-31\n}\n';
  it('of a clause lie within the policy', () => {
    lintCheck(`${policy}clause c "C" {\n  effective 2025-02-01\n  award 1元\n}`);
    lintCheck(`${policy}clause c "C" {
      effective 2024-02-01 to 2025-12-31
      //        ^^^^^^^^^^ date-outside-policy
      award 1元
    }`);
    lintCheck(`${policy}clause c "C" {
      effective 2026-02-01 to 2026-12-31
    //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ date-outside-policy
      award 1元
    }`);
    const text = `${policy}clause c "C" {\n  effective 2024-02-01 to 2026-12-31\n  award 1元\n}`;
    const mended = lintText(text).reduceRight((t, f) => fixed(t, f.fixes?.[0]), text);
    expect(mended).toContain('effective 2025-01-01 to 2025-12-31\n  award');
  });
  it('do not end before they begin', () => {
    const text = 'policy "P" {\n  effective 2025-12-31 to 2025-01-01\n}\nclause c "C" { award 1元 }';
    const [finding] = lintText(text);
    expect(finding?.name).toBe('empty-interval');
    expect(fixed(text, finding?.fixes?.[0])).toContain('effective 2025-01-01 to 2025-12-31');
  });
});
