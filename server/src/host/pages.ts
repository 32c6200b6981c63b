/**
 * Why: what a finding means is written once, on its page (`docs/rules`). Whoever tells it reads it here: `clausewright rule`, reports with help,
 * the links of an editor's diagnostics, and the script that makes the schema of `clausewright.yaml`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The page of a finding. */
export interface Page {
  /** What it says in a sentence or two, as Markdown on one line. */
  readonly summary: string;
  /** The whole page. */
  readonly markdown: string;
  /** Its file on this computer. */
  readonly path: string;
}

let folder: string | false | undefined;

/** The folder of the pages: below the bundle in the npm package, further up in the extension and in the checkout. Undefined where there is none. */
export function pagesFolder(): string | undefined {
  if (folder === undefined) {
    const here = dirname(fileURLToPath(import.meta.url));
    folder = ['.', '../..', '../../..'].map((up) => join(here, up, 'docs', 'rules')).find((path) => existsSync(path)) ?? false;
  }
  return folder === false ? undefined : folder;
}

/** The page's file in the reader's language where there is one, else in English. Undefined where there is none. */
export function pagePathOf(name: string, language: 'en' | 'zh'): string | undefined {
  const pages = pagesFolder();
  // A finding's name is a word in lower case: nothing else is looked for as a file.
  if (pages === undefined || !/^[a-z0-9-]+$/.test(name)) return undefined;
  const files = language === 'zh' ? [join(pages, 'zh', `${name}.md`), join(pages, `${name}.md`)] : [join(pages, `${name}.md`)];
  return files.find((path) => existsSync(path));
}

const kept = new Map<string, Page | undefined>();

/** A finding's page; undefined where there is none, or it cannot be read. Read once. */
export function pageOf(name: string, language: 'en' | 'zh'): Page | undefined {
  const key = `${language} ${name}`;
  if (!kept.has(key)) kept.set(key, readPage(name, language));
  return kept.get(key);
}

function readPage(name: string, language: 'en' | 'zh'): Page | undefined {
  const path = pagePathOf(name, language);
  if (path === undefined) return undefined;
  try {
    const markdown = readFileSync(path, 'utf8');
    return { summary: summaryOf(markdown), markdown, path };
  } catch {
    return undefined;
  }
}

/** The first paragraph below `## Summary` or `## 摘要`, on one line; empty where the page has none. */
export function summaryOf(markdown: string): string {
  const [, paragraph = ''] =
    /^## (?:Summary|摘要)\s*\n\s*\n([\s\S]*?)(?:\n\s*\n|\s*$(?![\s\S]))/m.exec(markdown.replaceAll('\r\n', '\n')) ?? [];
  return paragraph.trim().replace(/\s*\n\s*/g, ' ');
}
