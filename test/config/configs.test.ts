/** Which configuration counts for a file, and what it makes of its findings. Expected levels follow from docs/configuration.md, by hand. */
import { describe, expect, it } from 'vitest';
import { type ConfigOptions, Configs, isConfig } from '../../server/src/config/configs';
import type { FindingName, Severity } from '../../server/src/core/finding';
import type { FileContent } from '../../server/src/core/workspace';

const missing: FileContent = { error: 'missing' };

/** @param files path → text of the configurations that there are */
function configsOf(files: Record<string, string | FileContent>, options?: ConfigOptions, top?: string) {
  const reads: string[] = [];
  const host = {
    read(uri: string): FileContent {
      reads.push(uri);
      const path = decodeURIComponent(uri.replace('file://', ''));
      const found = Object.hasOwn(files, path) ? files[path] : undefined;
      return typeof found === 'string' ? { text: found } : (found ?? missing);
    },
    ...(top === undefined ? {} : { topOf: () => top }),
  };
  return { configs: new Configs(host, options), reads, files };
}

const level = (configs: Configs, path: string, name: FindingName, severity: Severity) =>
  configs.level(`file://${path}`, { name, severity });

describe('which configuration counts', () => {
  it('is the nearest upwards, alone', () => {
    const { configs } = configsOf({
      '/clausewright.yaml': 'severity: { row-gap: off }',
      '/a/clausewright.yaml': 'language: zh',
      '/a/b/c/clausewright.yaml': 'severity: { row-overlap: off }',
    });
    expect(configs.of('file:///a/b/x.clause')?.uri).toBe('file:///a/clausewright.yaml');
    expect(configs.of('file:///x.clause')?.uri).toBe('file:///clausewright.yaml');
    expect(configs.in('file:///a/b/c')?.uri).toBe('file:///a/b/c/clausewright.yaml');
    expect(configs.in('file:///a/')?.language).toBe('zh');
    // What stands further up does not count.
    expect(level(configs, '/a/b/x.clause', 'row-gap', 'error')).toBe('error');
    expect(level(configs, '/a/b/c/x.clause', 'row-gap', 'error')).toBe('error');
    expect(level(configs, '/a/b/c/x.clause', 'row-overlap', 'error')).toBe('off');
    expect(level(configs, '/z/x.clause', 'row-gap', 'error')).toBe('off');
  });

  it('is looked for once a folder, and again after forget', () => {
    const { configs, reads, files } = configsOf({ '/clausewright.yaml': 'language: zh' });
    for (const file of ['a/x', 'a/y', 'b/x', 'x']) expect(configs.of(`file:///${file}.clause`)?.language).toBe('zh');
    expect(reads).toEqual(['file:///a/clausewright.yaml', 'file:///clausewright.yaml', 'file:///b/clausewright.yaml']);
    const before = configs.of('file:///a/x.clause');
    configs.forget();
    expect(configs.of('file:///a/x.clause')).toBe(before);
    files['/a/clausewright.yaml'] = 'language: en';
    expect(configs.of('file:///a/x.clause')?.language).toBe('zh');
    configs.forget();
    expect(configs.of('file:///a/x.clause')?.language).toBe('en');
    expect(configs.of('file:///b/x.clause')?.language).toBe('zh');
  });

  it('is not looked for beyond the top', () => {
    const { configs, reads } = configsOf({ '/clausewright.yaml': 'language: zh' }, {}, 'file:///w/folder');
    expect(configs.of('file:///w/folder/a/x.clause')).toBeUndefined();
    expect(reads).toEqual(['file:///w/folder/a/clausewright.yaml', 'file:///w/folder/clausewright.yaml']);
    expect(configs.lookedFor('file:///w/folder/x.clause')).toEqual(['file:///w/folder/clausewright.yaml']);
  });

  it('can be one for all, or none', () => {
    const files = { '/clausewright.yaml': 'severity: { row-gap: off }', '/ci/strict.yaml': 'severity: { row-gap: information }' };
    const only = configsOf(files, { only: 'file:///ci/strict.yaml' }).configs;
    expect(level(only, '/a/x.clause', 'row-gap', 'error')).toBe('information');
    const none = configsOf(files, { only: null }).configs;
    expect(level(none, '/a/x.clause', 'row-gap', 'error')).toBe('error');
    expect(none.of('file:///a/x.clause')).toBeUndefined();
  });

  it('is known by its name', () => {
    expect(isConfig('file:///a%20b/clausewright.yaml')).toBe(true);
    expect(isConfig('file:///a/my-clausewright.yaml')).toBe(false);
    expect(isConfig('file:///clausewright.yaml/x.clause')).toBe(false);
  });
});

describe('what findings are told as', () => {
  it('a finding beats its group, later overrides beat earlier ones, and every override beats the top', () => {
    const text = `
severity:
  hygiene: off
  unused-let: warning
  unspecified-award: error
overrides:
  - files: ["archive"]
    severity: { hygiene: information, unused-let: off }
  - files: ["archive/2024/**"]
    severity: { hygiene: error }
`;
    const { configs } = configsOf({ '/p/clausewright.yaml': text });
    // Top: its own entry, its group's.
    expect(level(configs, '/p/x.clause', 'unused-let', 'information')).toBe('warning');
    expect(level(configs, '/p/x.clause', 'unused-fact', 'information')).toBe('off');
    // First override: the group's entry beats the top's entry of the finding; its own entry beats the group.
    expect(level(configs, '/p/archive/x.clause', 'unspecified-award', 'information')).toBe('information');
    expect(level(configs, '/p/archive/x.clause', 'unused-let', 'information')).toBe('off');
    // Second one: later than the first, whose entry of the finding it beats with its group.
    expect(level(configs, '/p/archive/2024/x.clause', 'unused-let', 'information')).toBe('error');
    // Nothing of the group tables is said.
    expect(level(configs, '/p/archive/2024/x.clause', 'row-gap', 'warning')).toBe('warning');
  });

  it('what cannot be relied on stays an error', () => {
    const { configs } = configsOf({ '/clausewright.yaml': 'severity: { reading: off, hygiene: off, syntax-error: off }' });
    expect(level(configs, '/x.clause', 'syntax-error', 'error')).toBe('error');
    expect(level(configs, '/x.clause', 'unit-mismatch', 'error')).toBe('error');
    expect(level(configs, '/x.clause', 'file-not-utf8', 'error')).toBe('error');
    expect(level(configs, '/x.clause', 'glued-keyword', 'information')).toBe('off');
    expect(level(configs, '/x.clause', 'fullwidth-punctuation', 'information')).toBe('off');
    expect(level(configs, '/x.clause', 'second-policy', 'warning')).toBe('off');
  });
});

describe('which files are covered', () => {
  const covers = (text: string, path: string) =>
    configsOf({ '/p q/clausewright.yaml': text }).configs.covers(`file://${encodeURI(`/p q/${path}`)}`);

  it.each([
    ['', 'a/x.clause', true],
    ['files: { include: ["2025/**"] }', '2025/a/x.clause', true],
    ['files: { include: ["2025"] }', '2025/a/x.clause', true],
    ['files: { include: ["2025/"] }', '2025/x.clause', true],
    ['files: { include: ["./2025"] }', '2025/x.clause', true],
    ['files: { include: ["2025"] }', 'a/2025/x.clause', false],
    ['files: { include: ["**/2025"] }', 'a/2025/x.clause', true],
    ['files: { include: ["*.clause"] }', 'x.clause', true],
    ['files: { include: ["*.clause"] }', 'a/x.clause', false],
    ['files: { include: [] }', 'x.clause', false],
    ['files: { exclude: ["archive"] }', 'archive/2020/x.clause', false],
    ['files: { exclude: ["archive"] }', 'archives/x.clause', true],
    ['files: { exclude: ["**/*.{draft,old}.clause"] }', 'a/b.draft.clause', false],
    ['files: { include: ["共享/**"], exclude: ["共享/草案"] }', '共享/x.clause', true],
    ['files: { include: ["共享/**"], exclude: ["共享/草案"] }', '共享/草案/x.clause', false],
    ['files: { exclude: ["**"] }', '.hidden/x.clause', false],
  ])('%s: %s', (text, path, expected) => {
    expect(covers(text, path)).toBe(expected);
  });
});

describe('what is wrong', () => {
  it('is told file by file, and what can be relied on counts', () => {
    const { configs } = configsOf({
      '/a/clausewright.yaml': 'severity: { row-gap: off, row-gasp: off }',
      '/b/clausewright.yaml': { error: 'not-utf8' },
    });
    for (const path of ['/a/x', '/b/x', '/c/x']) configs.of(`file://${path}.clause`);
    expect(configs.problems().map(({ uri, start, message }) => [uri, start, message('en').slice(0, 10)])).toEqual([
      ['file:///a/clausewright.yaml', 26, '“row-gasp”'],
      ['file:///b/clausewright.yaml', 0, 'The file i'],
    ]);
    expect(level(configs, '/a/x.clause', 'row-gap', 'error')).toBe('off');
    expect(configs.textOf('file:///a/clausewright.yaml')).toContain('row-gasp');
  });

  it('leaves in force what was there, while a text is no YAML', () => {
    const { configs, files } = configsOf({ '/clausewright.yaml': 'severity: { row-gap: off }' });
    expect(level(configs, '/x.clause', 'row-gap', 'error')).toBe('off');
    const meaning = configs.meaning('file:///clausewright.yaml');
    files['/clausewright.yaml'] = 'severity: { row-gap: off';
    configs.forget();
    expect(level(configs, '/x.clause', 'row-gap', 'error')).toBe('off');
    expect(configs.problems().length).toBe(1);
    expect(configs.meaning('file:///clausewright.yaml')).toBe(meaning);
  });

  it('names the baseline from its own folder', () => {
    const { configs } = configsOf({ '/a/clausewright.yaml': 'baseline: ../known/b.json' });
    expect(configs.of('file:///a/b/x.clause')?.baseline).toBe('file:///known/b.json');
  });
});
