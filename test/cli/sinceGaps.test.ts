/** Why: a policy's tables are mended piece by piece: what is left open is nothing new, whoever loses a row by the change is. */
import { describe, expect, it, vi } from 'vitest';
import { Scratch } from './support/repository';

vi.setConfig({ testTimeout: 60_000 });

/** What is new of gaps from one text to the next, proved or not. */
async function opened(before: string, now: string, prove = false): Promise<string[]> {
  const r = new Scratch();
  r.commit({ 'a.clause': before });
  r.write('a.clause', now);
  const ran = await r.run(['lint', '--since', 'HEAD', '--format', 'json', ...(prove ? [] : ['--no-prove'])]);
  const { findings } = JSON.parse(ran.out) as { findings: { name: string; item: string }[] };
  return findings.filter(({ name }) => name === 'row-gap' || name === 'member-missing').map(({ name, item }) => `${name}, ${item}`);
}

const scale = (rows: string, fact = 'integer 人 from 1人 to 12人', subject = 'household') =>
  `fact ${subject} "Household": ${fact}\nlet threshold = by ${subject} {\n${rows}\n}\nclause c "C" { award threshold }\n`;

describe('a scale', () => {
  const before = scale('1人: 900元\nfrom 6人 to 10人: 2100元');

  // Open are 2 to 5, 11 and 12.
  it.each<[string, string, boolean]>([
    ['a row more', scale('1人: 900元\n2人: 950元\nfrom 6人 to 10人: 2100元'), false],
    ['a wider row', scale('1人: 900元\nfrom 3人 to 11人: 2100元'), false],
    ['other rows for the same', scale('1人: 900元\nfrom 6人 to 8人: 2000元\nfrom 9人 to 10人: 2100元'), false],
    ['narrower bounds of the fact', scale('1人: 900元\nfrom 6人 to 10人: 2100元', 'integer 人 from 1人 to 11人'), false],
    ['another name of the fact', scale('1人: 900元\nfrom 5人 to 10人: 2100元', undefined, 'people'), false],
    ['a row moved: five has one, ten has none', scale('1人: 900元\nfrom 5人 to 9人: 2100元'), true],
    ['wider bounds of the fact: thirteen has none', scale('1人: 900元\nfrom 6人 to 10人: 2100元', 'integer 人 from 1人 to 13人'), true],
  ])('with %s', async (_, now, isNew) => {
    expect(await opened(before, now)).toEqual(isNew ? ['row-gap, let threshold'] : []);
    expect(await opened(before, now, true)).toEqual(isNew ? ['row-gap, let threshold'] : []);
  });

  it('of shares and quotients, to the point', async () => {
    const text = (from: string) =>
      `fact a "A": money over 0元\nfact b "B": money from 0元\nlet saved = (a - b) / a\n` +
      `clause c "C" {\n  when saved at least 1 / 4\n  award by saved { ${from}: 5元, over 1 / 2: 9元 }\n}\n`;
    expect(await opened(text('from 1 / 3 to 1 / 2'), text('from 3 / 10 to 1 / 2'))).toEqual([]);
    expect(await opened(text('from 1 / 3 to 1 / 2'), text('over 1 / 3 to 1 / 2'))).toEqual(['row-gap, clause c']);
  });
});

describe('members', () => {
  const text = (rows: string, members = 'a, b, c "See", d') =>
    `fact kind "Kind": one of { ${members} }\nclause c "C" {\n  award by kind { ${rows} }\n}\n`;

  it.each<[string, string, string, boolean]>([
    ['one of two mended', text('a: 1元, b: 2元'), text('a: 1元, b: 2元, d: 3元'), false],
    ['a label', text('a: 1元, b: 2元'), text('a: 1元, b: 2元', 'a, b, c "Sea", d'), false],
    ['another one', text('a: 1元, b: 2元, d: 3元'), text('a: 1元, d: 2元, c: 3元'), true],
    ['a member that comes', text('a: 1元, b: 2元'), text('a: 1元, b: 2元', 'a, b, c, d, e'), true],
  ])('%s', async (_, before, now, isNew) => {
    expect(await opened(before, now)).toEqual(isNew ? ['member-missing, clause c'] : []);
  });
});

it('is told of several subjects by the values, whether scales or members are left', async () => {
  const text = (...rows: string[]) =>
    `fact income "Income": money from 0元 to 100元\nfact heat "Heat": one of { pump, pellets, district, none }\n` +
    `clause c "C" {\n  award by income | heat {\n    to 20元 | pump, pellets: 5元\n    over 20元 | pump: 3元\n${rows.map((row) => `    ${row}\n`).join('')}  }\n}\n`;
  // Open: below, district; above, pellets and district.
  const before = text('any | none: 0元');
  expect(await opened(before, text('over 20元 | pellets: 1元', 'any | none: 0元'))).toEqual([]);
  expect(await opened(before, text('to 20元 | district: 1元', 'any | none: 0元'))).toEqual([]);
  expect(await opened(before, text('over 20元 | pellets: 1元', 'any | district: 0元'))).toEqual(['member-missing, clause c']);
});

it('is another table beside it, though with the same subject', async () => {
  const table = (rows: string) => `by n { ${rows} }`;
  const text = (one: string, two: string) => `fact n "N": integer from 1 to 9\nclause c "C" {\n  award ${table(one)} + ${table(two)}\n}\n`;
  const before = text('to 3: 1元', 'any: 1元');
  expect(await opened(before, text('to 5: 1元', 'any: 1元'))).toEqual([]);
  // The second one has a gap now, and the first is smaller: one of them is new.
  expect(await opened(before, text('to 5: 1元', 'to 5: 1元'))).toHaveLength(1);
});
