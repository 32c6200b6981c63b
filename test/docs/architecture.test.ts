/** Why: the description of the house is read first; a file that it names has to be there. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { read, spans } from './pages';

const root = join(import.meta.dirname, '../..');
const files = ['client/src', 'server/src', 'test', 'bench', 'scripts'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `/${folder}/${path.replaceAll('\\', '/')}`),
);

it.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s names files that are there', (page) => {
  const text = read(page);
  const house = text.match(/^ {4}.*$/gm)?.join('\n') ?? '';
  const named = [...`${spans(text).join('\n')}\n${house}`.matchAll(/(?<![>\w./-])[\w./-]+\.(?:ts|mjs)\b/g)].map((m) =>
    m[0].replace(/^\.?\//, ''),
  );
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !files.some((file) => file.endsWith(`/${name}`)))).toEqual([]);
});
