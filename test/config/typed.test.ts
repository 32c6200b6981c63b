/** Where the cursor stands in a half-typed clausewright.yaml, marked `¦`. */
import { describe, expect, it } from 'vitest';
import { keyOrValueAt } from '../../server/src/config/place';
import { typedAt } from '../../server/src/features/configuration/typed';

function at(marked: string): string | undefined {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const typed = typedAt(text, offset);
  return (
    typed &&
    `${typed.kind} ${typed.path.join('.')} ${JSON.stringify(text.slice(typed.start, typed.end))} ${[...typed.beside].join(',')}`.trim()
  );
}

describe('typedAt', () => {
  it.each([
    ['¦', 'key  ""'],
    ['sev¦', 'key  "sev"'],
    ['language: zh\nse¦v\nbaseline: x', 'key  "sev" language,baseline'],
    ['language: ¦', 'value language ""'],
    ['language: z¦', 'value language "z"'],
    ['language:¦', undefined],
    ['severity:\n  ¦', 'key severity ""'],
    ['severity:\n  row-gap: off\n\n  # why\n  un¦used\n  tables: error\nlanguage: zh', 'key severity "unused" row-gap,tables'],
    ['severity:\n  row-gap: ¦', 'value severity.row-gap ""'],
    ['severity:\r\n  row-gap: wa¦\r\n', 'value severity.row-gap "wa"'],
    ['severity: { row-gap: off, un¦ }', 'key severity "un" row-gap'],
    ['severity: {¦', 'key severity ""'],
    ['severity: { row-gap: o¦ }', 'value severity.row-gap "o"'],
    ['overrides:\n  - fi¦', 'key overrides.0 "fi"'],
    ['overrides:\n  - files: [a]\n    ¦', 'key overrides.0 "" files'],
    ['overrides:\n  - files: [a]\n    severity:\n      ro¦w', 'key overrides.0.severity "row"'],
    ['overrides:\n  - files: [a]\n    severity:\n      row-gap: ¦', 'value overrides.0.severity.row-gap ""'],
    ['overrides:\n- files: [a]\n  severity:\n    t¦', 'key overrides.0.severity "t"'],
    ['overrides:\n- files: [a]\n- ¦', 'key overrides.0 ""'],
    ['overrides:\n  - files:\n      - a\n    severity: { ta¦', 'key overrides.0.severity "ta"'],
    ['files:\n  include:\n    - ¦', 'key files.include.0 ""'],
    ['"language": e¦', 'value language "e"'],
    ['language: zh # ¦', undefined],
    ['# sev¦', undefined],
    ['😀: 1\nseverity:\n  "row¦', undefined],
  ])('%j', (marked, expected) => {
    expect(at(marked)).toBe(expected);
  });
});

describe('keyOrValueAt', () => {
  it.each([
    ['sev¦erity: { row-gap: off }', 'key severity'],
    ['severity: { row-¦gap: off }', 'key severity.row-gap'],
    ['severity: { row-gap: o¦ff }', 'value severity.row-gap off'],
    ['overrides:\n  - files: [a, b¦]', 'value overrides.0.files.1 b'],
    ['severity:  ¦\n', undefined],
    ['severity: {\n row-gap¦: off', 'key severity.row-gap'],
    ['*¦', undefined],
  ])('%j', (marked, expected) => {
    const found = keyOrValueAt(marked.replace('¦', ''), marked.indexOf('¦'));
    expect(found && [found.kind, found.path.join('.'), ...(found.kind === 'value' ? [found.text] : [])].join(' ')).toBe(expected);
  });
});
