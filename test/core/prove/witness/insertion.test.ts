/** Where the example goes: the whole text after the edit, written by hand. */
import { describe, expect, it } from 'vitest';
import { insertionOf } from '../../../../server/src/core/prove/witness/insertion';
import { parseFile } from '../../../../server/src/core/syntax/index';

const example = 'example "w" {\n  expect total = 0元\n}';

function inserted(text: string, literate = false): string | undefined {
  const tree = parseFile(text, undefined, { literate });
  const edit = insertionOf('file:///a.clause', tree, example);
  const placed = tree.items.find((x) => x.item === edit?.place.item);
  if (!edit || !placed) return undefined;
  const at = placed.offset + edit.place.start;
  return text.slice(0, at) + edit.text + text.slice(placed.offset + edit.place.end);
}

describe('insertionOf', () => {
  it('stands behind the last item, with a blank line between', () => {
    expect(inserted('fact a: boolean\n')).toBe(`fact a: boolean\n\n${example}\n`);
    expect(inserted('fact a: boolean')).toBe(`fact a: boolean\n\n${example}`);
    expect(inserted('fact a: boolean // why  \n// after\n\n')).toBe(`fact a: boolean // why  \n// after\n\n${example}\n\n`);
  });
  it('stands behind the last example where there is one', () => {
    expect(inserted('example "a" { }  // one\n\nfact a: boolean\n')).toBe(`example "a" { }  // one\n\n${example}\n\nfact a: boolean\n`);
  });
  it('ends its lines as the file does', () => {
    expect(inserted('fact a: boolean\r\n')).toBe(`fact a: boolean\r\n\r\n${example.replaceAll('\n', '\r\n')}\r\n`);
  });
  it('stays in its fence, behind its blanks', () => {
    expect(inserted('# One\n\n```clause\nfact a: boolean\n```\n\nText.\n', true)).toBe(
      `# One\n\n\`\`\`clause\nfact a: boolean\n\n${example}\n\`\`\`\n\nText.\n`,
    );
    expect(inserted('- One\n\n  ```clause\n  fact a: boolean\n  ```\n', true)).toBe(
      `- One\n\n  \`\`\`clause\n  fact a: boolean\n\n  example "w" {\n    expect total = 0元\n  }\n  \`\`\`\n`,
    );
  });
  it('has no place in a file without code', () => {
    expect(inserted('')).toBeUndefined();
    expect(inserted('Only prose.\n', true)).toBeUndefined();
    expect(inserted('// nothing yet\n')).toBe(`// nothing yet\n\n${example}\n`);
  });
});
