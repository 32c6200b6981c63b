/** Why: the guides for VS Code name what there is and nothing else, and what they show of a policy is what is shown of it. */
import { describe, expect, it } from 'vitest';
import { configName } from '../../server/src/config/configs';
import { codeLenses, resolveCodeLens } from '../../server/src/features/codeLens';
import { hintsOf, hoverAt, opened } from '../server/shown';
import { actionsIn, offered } from './everyAction';
import { blocks, json, read, spans, table } from './pages';

interface Setting {
  readonly default: unknown;
}
const manifest = json<{
  contributes: {
    commands: { command: string; title: string }[];
    keybindings: { command: string; key: string; mac: string }[];
    configuration: { properties: Record<string, Setting> };
  };
}>('package.json');
const { commands, keybindings, configuration } = manifest.contributes;
const settings = Object.entries(configuration.properties);

/** `ctrl+alt+e` as the guides write it. */
const shownKey = (key: string): string => key.replace(/[a-z]+/g, (word) => word[0]?.toUpperCase() + word.slice(1));

/** In the order in which they stand on the page. */
const tables = { hints: 0, lenses: 1, actions: 2, commands: 3, settings: 4 };

/** A title of the guides, its `…` standing for anything. */
const pattern = (title: string): RegExp =>
  new RegExp(
    `^${title
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+')}$`,
  );

describe.each([
  ['docs/editor.md', 'en', 'package.nls.json'],
  ['docs/zh/editor.md', 'zh', 'package.nls.zh-cn.json'],
] as const)('%s', (page, locale, strings) => {
  const named = json<Record<string, string>>(strings);
  const policy = blocks(page, 'clause')[0] ?? '';
  const first = (of: keyof typeof tables) => table(page, tables[of]).map(([cell = '']) => spans(cell)[0] ?? '');

  it('lists every command, with its title and its keys', () => {
    const rows = table(page, tables.commands).map(([id = '', title = '', key = '']) => [spans(id)[0], title, spans(key)]);
    const wanted = commands.map(({ command, title }) => {
      const bound = keybindings.filter((one) => one.command === command);
      return [command, named[title.replace(/%/g, '')], bound.flatMap(({ key, mac }) => [shownKey(key), shownKey(mac)])];
    });
    expect(rows).toEqual(wanted);
  });

  it('lists every setting, with its default', () => {
    const rows = table(page, tables.settings).map(([id = '', value = '']) => [spans(id)[0], JSON.parse(spans(value)[0] ?? '')]);
    expect(rows).toEqual(settings.map(([id, setting]) => [id, setting.default]));
  });

  it('names nothing of ours that is not there', () => {
    const known = new Set([...commands.map(({ command }) => command), ...settings.map(([id]) => id)]);
    known.add('source.fixAll.clausewright');
    known.add(configName);
    const names = [...read(page).matchAll(/\b(?:source\.fixAll\.)?clausewright(?:\.[A-Za-z]+)+/g)].map((m) => m[0]);
    const prefix = (name: string) => [...known].some((one) => one.startsWith(`${name}.`));
    expect(names.filter((name) => !known.has(name) && !prefix(name))).toEqual([]);
  });

  it('shows hints as they are, each under its setting', () => {
    const titles = opened(policy, { locale });
    const examples = titles.session.at(titles.uri)?.analysis.examples.map(({ example }) => example.title) ?? [];
    const all = {
      exampleTotals: false,
      expectations: false,
      clauseAmounts: false,
      conditions: false,
      steps: false,
      groups: false,
      lets: false,
    };
    const wrong = table(page, tables.hints).filter(([hint = '', , kind = '']) => {
      const inlayHints = { ...all, [spans(kind)[0] ?? '']: true };
      const labels = examples.flatMap((select) => hintsOf(policy, { locale, select, settings: { inlayHints } }).map(({ label }) => label));
      return !labels.includes(spans(hint)[0] ?? '');
    });
    expect(wrong).toEqual([]);
    const kinds = new Set(table(page, tables.hints).map(([, , kind = '']) => spans(kind)[0]));
    expect([...kinds].sort()).toEqual(Object.keys(all).sort());
  });

  it('shows lenses as they are, each under its setting', () => {
    const wrong = table(page, tables.lenses).filter(([lens = '', , kind = '']) => {
      const codeLens = { examples: false, clauses: false, groups: false, [spans(kind)[0] ?? '']: true };
      const { session, uri } = opened(policy, { locale, settings: { codeLens }, clientOptions: { preview: true } });
      return !codeLenses(session, uri).some((one) => resolveCodeLens(session, one).command?.title === spans(lens)[0]);
    });
    expect(wrong).toEqual([]);
  });

  it('shows what pointing at a word shows', () => {
    const [derivation = ''] = blocks(page, 'text');
    const word = derivation.split(' ')[0] ?? '';
    const [head = '', tail = ''] = policy.split(`= (`);
    expect(hoverAt(`${head.replace(new RegExp(`${word} "`), `¦${word} "`)}= (${tail}`, { locale })).toContain(derivation.trim());
  });

  it('names every action as it is called, and no other', () => {
    const titles = first('actions');
    const found = offered(locale);
    expect(titles.filter((title) => !found.some((one) => pattern(title).test(one)))).toEqual([]);
    expect(found.filter((one) => !titles.some((title) => pattern(title).test(one)))).toEqual([]);
  });

  it('has settings that can be read', () => {
    for (const block of blocks(page, 'json')) expect(() => JSON.parse(block)).not.toThrow();
  });
});

describe.each([
  ['README.md', 'en', /^(✓|→|¥.*bite$)/, /^Read as/],
  ['README.zh-cn.md', 'zh', /^(✓|→|.*未到封顶$)/, /^改为/],
] as const)('%s', (page, locale, hint, title) => {
  const policy = blocks(page, 'clause')[0] ?? '';

  it('shows of its policy what is shown of it', () => {
    const shown = spans(read(page)).filter((span) => hint.test(span));
    const labels = hintsOf(policy, { locale }).map(({ label }) => label);
    expect(shown.length).toBe(3);
    expect(shown.filter((one) => !labels.includes(one))).toEqual([]);
  });

  it('quotes an action with both amounts', () => {
    const quoted = spans(read(page)).filter((span) => title.test(span));
    expect(quoted.length).toBe(1);
    expect(actionsIn(policy, locale)).toContain(quoted[0]);
  });
});
