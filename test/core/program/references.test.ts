/** Who names what: definitions, references and types at a place, for the editor. */
import { describe, expect, it } from 'vitest';
import { link, ProgramCache, type References } from '../../../server/src/core/program/index';
import { type FileTree, parseFile } from '../../../server/src/core/syntax/index';

const uri = 'file:///demo/test.clause';
const factsUri = 'file:///demo/facts.clause';

const text = `import "./facts.clause"
unit 席
fact projects "Projects": list of { cost: money, kind: one of { core, early } }
fact kind: one of { core, late }
fact seats: 席
let rate = 50%
clause a "A" {
  each projects
  let half = rate of cost
  when kind = core
  award half + seats * 2元/席
  less paid(b)
}
clause b "B" {
  when kind = late
  award base
}
exclusive g { among a, b, choose first }
example "one" {
  kind = core
  projects = [ { cost = 5元, kind = early } ]
  paid b = 5元 on 2025-01-01
  expect g conflict
}
example "two" like "one" { expect a = base }
`;

function setUp(): { references: References; tree: FileTree } {
  const trees = new Map([
    [uri, parseFile(text)],
    [factsUri, parseFile('let base = 5元')],
  ]);
  const { references, problems } = link(
    uri,
    (u) => {
      const tree = trees.get(u);
      return tree && { uri: u, tree };
    },
    () => ({ uri: factsUri }),
    new ProgramCache(),
  );
  expect(problems).toEqual([]);
  const tree = trees.get(uri);
  if (!tree) throw new Error('no tree');
  return { references, tree };
}

const { references, tree } = setUp();

/** The nth place where a word stands in the text, as item and offset. */
function at(word: string, nth = 0): { item: FileTree['items'][number]['item']; offset: number } {
  let absolute = -1;
  for (let i = 0; i <= nth; i++) absolute = text.indexOf(word, absolute + 1);
  const placed = tree.items.filter((p) => p.offset <= absolute).pop();
  if (!placed || absolute < 0) throw new Error(`no ${word}`);
  return { item: placed.item, offset: absolute - placed.offset };
}

function keyAt(word: string, nth = 0): string | undefined {
  const { item, offset } = at(word, nth);
  return references.at(uri, item, offset)?.symbol.key;
}

/** Texts of every reference to a key, with the line's number in its file. */
function placesOf(key: string): string[] {
  return references.to(key).map((r) => {
    const offset = tree.items.find((p) => p.item === r.place.item)?.offset;
    const line = offset === undefined ? 'other' : text.slice(0, offset + r.place.start).split('\n').length;
    return `${line}${r.isDeclaration ? ' declared' : ''}`;
  });
}

describe('references', () => {
  it('finds every place of a name, its declaration among them', () => {
    expect(placesOf('name:projects')).toEqual(['3 declared', '8', '21']);
    expect(placesOf('field:projects.cost')).toEqual(['3 declared', '9', '21']);
    expect(placesOf('name:kind')).toEqual(['4 declared', '15', '20']);
    expect(placesOf('field:projects.kind')).toEqual(['3 declared', '10', '21']);
    expect(placesOf('member:kind.core')).toEqual(['4 declared', '20']);
    expect(placesOf('member:projects.kind.core')).toEqual(['3 declared', '10']);
    expect(placesOf('name:b')).toEqual(['12', '14 declared', '18', '22']);
    expect(placesOf('local:a.half')).toEqual(['9 declared', '11']);
    expect(placesOf('unit:席')).toEqual(['2 declared', '5', '11']);
    expect(placesOf('example:one')).toEqual(['19 declared', '25']);
    expect(placesOf('name:base')).toEqual(['other declared', '16', '25']);
    expect(placesOf('name:g')).toEqual(['18 declared', '23']);
    expect(placesOf(`file:${factsUri}`)).toEqual(['1']);
  });
  it('tells what stands at a place', () => {
    expect(keyAt('rate', 1)).toBe('name:rate');
    expect(keyAt('early', 1)).toBe('member:projects.kind.early');
    expect(keyAt('"./facts')).toBe(`file:${factsUri}`);
    expect(keyAt('award')).toBeUndefined();
    const { item, offset } = at('base');
    expect(references.at(uri, item, offset)?.symbol.declaration?.uri).toBe(factsUri);
  });
  it('finds a name at its end too, where a cursor stands while typing', () => {
    const { item, offset } = at('rate', 1);
    expect(references.at(uri, item, offset + 4)?.symbol.key).toBe('name:rate');
  });
  it('knows types', () => {
    const typeAt = (word: string, nth = 0) => {
      const { item, offset } = at(word, nth);
      return references.typeAt(uri, item, offset);
    };
    expect(typeAt('half', 1)).toMatchObject({ kind: 'number', dimension: 'CNY' });
    expect(typeAt('seats', 1)).toMatchObject({ kind: 'number', dimension: '席', unit: '席' });
    expect(typeAt('2元')).toMatchObject({ kind: 'number', dimension: 'CNY·席^-1' });
    expect(typeAt('projects', 1)).toMatchObject({ kind: 'list' });
    expect(typeAt('core', 2)).toMatchObject({ kind: 'member', members: ['core', 'early'] });
  });
});
