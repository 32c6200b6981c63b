/** Why: what the tests of the guides take out of their pages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The contents of a JSON file. */
export const json = <T>(path: string): T => JSON.parse(read(path)) as T;

/** The contents of a page's fenced blocks of one language, in order. */
export function blocks(page: string, language: string): string[] {
  return [...read(page).matchAll(/^```(\w+)[^\n]*\n([\s\S]*?)^```$/gm)].filter((m) => m[1] === language).map((m) => m[2] ?? '');
}

/** What stands between backticks in a text, code blocks aside. */
export const spans = (text: string): string[] =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map((m) => m[1] ?? '');

/** The cells of the rows of the page's nth table, its head left out. */
export function table(page: string, n: number): string[][] {
  const tables = read(page)
    .replace(/^```[\s\S]*?^```$/gm, '')
    .split(/^(?!\|).*\n/m)
    .filter((part) => part.startsWith('|'));
  const rows = (tables[n] ?? '').trim().split('\n').slice(2);
  return rows.map((row) =>
    row
      .replace(/^\| | \|$/g, '')
      .split(/(?<!\\) \|(?: |$)/)
      .map((cell) => cell.trim()),
  );
}
