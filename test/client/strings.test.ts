/** Every sentence of the extension is there in English and in Chinese: in its manifest, and where its code says it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { json } from './support';

const source = join(import.meta.dirname, '..', '..', 'client', 'src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

/** The first argument of every `l10n.t(…)`. */
function said(): Set<string> {
  const found = new Set<string>();
  for (const name of files) {
    const text = readFileSync(join(source, name), 'utf8');
    for (const [, quoted] of text.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)) found.add((quoted ?? '').replaceAll("\\'", "'"));
    const calls = text.match(/l10n\.t\(/g)?.length ?? 0;
    const literal = text.match(/l10n\.t\(\s*'/g)?.length ?? 0;
    expect(calls, `${name}: every sentence is written out where it is said`).toBe(literal);
  }
  return found;
}

const blanks = (sentence: string): string[] => (sentence.match(/\{\d\}/g) ?? []).sort();

describe('what the extension says', () => {
  const english = json<Record<string, string>>('l10n/bundle.l10n.json');
  const chinese = json<Record<string, string>>('l10n/bundle.l10n.zh-cn.json');

  it('is in both bundles, and nothing else is', () => {
    const used = [...said()].sort();
    expect(Object.keys(english).sort()).toEqual(used);
    expect(Object.keys(chinese).sort()).toEqual(used);
  });

  it('is Chinese in the Chinese one, with the same blanks', () => {
    for (const [key, sentence] of Object.entries(chinese)) {
      expect(sentence).toMatch(/\p{Script=Han}/u);
      expect(blanks(sentence)).toEqual(blanks(key));
    }
  });
});

describe('the manifest', () => {
  const english = json<Record<string, string>>('package.nls.json');
  const chinese = json<Record<string, string>>('package.nls.zh-cn.json');
  const manifest = json<Record<string, unknown>>('package.json');

  it('has every text in both languages', () => {
    const used = [...new Set([...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key))].sort();
    expect(Object.keys(english).sort()).toEqual(used);
    expect(Object.keys(chinese).sort()).toEqual(used);
  });

  it('says nothing that is not translated', () => {
    const { commands, walkthroughs } = manifest.contributes as {
      commands: { title: string }[];
      walkthroughs: { title: string; steps: { title: string; description: string }[] }[];
    };
    const texts = [...commands, ...walkthroughs, ...walkthroughs.flatMap(({ steps }) => steps)].map(({ title }) => title);
    expect(texts.filter((text) => !/^%.*%$/.test(text))).toEqual([]);
  });

  it('leads the walkthrough to pages that are there, and to commands that are offered', () => {
    const { commands } = manifest.contributes as { commands: { command: string }[] };
    const offered = new Set(commands.map(({ command }) => command));
    for (const texts of [english, chinese]) {
      for (const [key, text] of Object.entries(texts)) {
        if (key.endsWith('.media')) expect(readFileSync(join(source, '..', '..', text), 'utf8').length).toBeGreaterThan(50);
        for (const [, command] of text.matchAll(/\(command:([\w.]+)/g))
          expect(offered.has(command ?? '') || command === 'editor.action.quickFix').toBe(true);
      }
    }
  });
});
