/** The page of the configuration: its files can be read, and it names every key, group and level that there is, and no other. */
import { describe, expect, it } from 'vitest';
import { Configs } from '../../server/src/config/configs';
import { groups, levels } from '../../server/src/config/names';
import { readConfig } from '../../server/src/config/read';
import { expectedAt } from '../../server/src/config/shape';
import { blocks, read, spans, table } from './pages';

const keysAt = (path: readonly (string | number)[]): readonly string[] => {
  const map = expectedAt(path);
  return map?.kind === 'map' ? map.keys : [];
};

describe.each(['docs/configuration.md', 'docs/zh/configuration.md'])('%s', (page) => {
  const named = new Set(spans(read(page)));
  const configs = blocks(page, 'yaml');

  it('has files in which nothing is wrong', () => {
    expect(configs.length).toBe(3);
    for (const text of configs) expect(readConfig(text).problems).toEqual([]);
  });

  it('names every key, group and level', () => {
    const first = (n: number) => table(page, n).map(([cell = '']) => spans(cell)[0]);
    expect(first(0)).toEqual(keysAt([]));
    expect(first(1)).toEqual(levels);
    for (const key of [...keysAt(['files']), ...keysAt(['overrides', 0]), ...groups]) expect(named).toContain(key);
    const headings = [...read(page).matchAll(/^### (\w+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(keysAt([]));
    expect(Object.keys(readConfig(configs[0] ?? '').data ?? {})).toEqual(keysAt([]));
  });

  it('says rightly what its override does', () => {
    const read = () => ({ text: configs[1] ?? '' });
    const one = new Configs({ read: (uri) => (uri === 'file:///p/clausewright.yaml' ? read() : { error: 'missing' }) });
    const level = (path: string) => one.level(`file:///p/${path}`, { name: 'unused-fact', severity: 'information' });
    expect([level('strict/a.clause'), level('a.clause')]).toEqual(['error', 'off']);
  });

  it('says rightly what its patterns mean', () => {
    const patterns = table(page, 2).map(([cell = '']) => spans(cell)[0] ?? '');
    const folder = page.includes('/zh/') ? ['存档', '草案'] : ['archive', 'drafts'];
    // For each pattern a path that it means, and one that it does not.
    const paths = [
      [`${folder[0]}/b/x.clause`, `b/${folder[0]}/x.clause`],
      [`b/${folder[1]}/x.clause`, `b/${folder[1]}s/x.clause`],
      ['x.clause', 'b/x.clause'],
      ['2025/b/x.clause', 'b/2025/x.clause'],
      ['b/x.old.clause', 'b/x.new.clause'],
    ];
    expect(patterns.length).toBe(paths.length);
    for (const [n, [meant = '', other = '']] of paths.entries()) {
      const text = `files: { include: [${JSON.stringify(patterns[n])}] }`;
      const one = new Configs({ read: (uri) => (uri === 'file:///p/clausewright.yaml' ? { text } : { error: 'missing' }) });
      const covers = (path: string) => one.covers(`file:///p/${encodeURI(path)}`);
      expect([patterns[n], covers(meant), covers(other)]).toEqual([patterns[n], true, false]);
    }
  });
});
