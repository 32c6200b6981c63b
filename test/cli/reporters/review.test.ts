/** Why: GitLab drops a report from the first entry that does not fit, and reviewdog counts in bytes; so both are checked by what their readers check. */
import { readFileSync } from 'node:fs';
import { RDFormatValidator } from '@umbrelladocs/rdformat-validator';
import Ajv from 'ajv';
import Draft4 from 'ajv-draft-04';
import { describe, expect, it } from 'vitest';
import { contextIn, finding, HOSTILE, NAMES, printed, resultOf, unused } from '../support/report';
import { Folder } from '../support/run';

const schema = (name: string): object => JSON.parse(readFileSync(`test/schemas/${name}`, 'utf8')) as object;

describe('gitlab', () => {
  const isEntry = new Ajv({ strict: false, allErrors: true }).compile(schema('gitlab-codeclimate.json'));
  interface Entry {
    description: string;
    check_name: string;
    fingerprint: string;
    severity: string;
    location: { path: string; lines: { begin: number; end: number }; positions: { begin: { line: number; column: number } } };
  }
  const read = (text: string): Entry[] => {
    const entries = JSON.parse(text) as Entry[];
    expect(Array.isArray(entries)).toBe(true);
    for (const entry of entries) expect(isEntry(entry) ? [] : isEntry.errors).toEqual([]);
    return entries;
  };
  const folder = new Folder();
  const context = contextIn(folder);

  it('gives back hostile texts and names', () => {
    expect(isEntry({ description: 'x' })).toBe(false);
    const name = folder.write('x.clause', 'abc');
    const texts = read(
      printed(
        'gitlab',
        resultOf(HOSTILE.map(({ given }) => finding(folder, name, 0, 1, { data: { code: 'fact', name: given } }))),
        context,
      ),
    );
    expect(texts.map(({ description }) => description)).toEqual(HOSTILE.map(({ given, json }) => unused(json ?? given)));
    const names = read(printed('gitlab', resultOf(NAMES.map((each) => finding(folder, folder.write(each, 'abc'), 0, 1))), context));
    expect(names.map(({ location }) => location.path)).toEqual(NAMES);
  });

  it('has a severity of GitLab’s for each of ours, and the place as GitLab documents it', () => {
    const name = folder.write('y.clause', 'a\n一😀b');
    const found = (['error', 'warning', 'information'] as const).map((severity) => finding(folder, name, 5, 6, { severity }));
    const entries = read(printed('gitlab', resultOf(found), context));
    expect(entries.map(({ severity }) => severity)).toEqual(['critical', 'major', 'info']);
    expect(entries[0]?.check_name).toBe('unused-fact');
    expect(entries[0]?.location).toEqual({
      path: 'y.clause',
      lines: { begin: 2, end: 2 },
      positions: { begin: { line: 2, column: 3 }, end: { line: 2, column: 4 } },
    });
  });

  it('has no fingerprint twice, and the same one wherever the command runs', () => {
    const name = folder.write('deep/z.clause', 'abc');
    // The same identity three times, and once in another file.
    const other = folder.write('deep/other.clause', 'abc');
    const found = [finding(folder, name, 0, 1), finding(folder, name, 0, 1), finding(folder, name, 0, 1), finding(folder, other, 0, 1)];
    const prints = read(printed('gitlab', resultOf(found), context)).map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(4);
    const below = contextIn(folder, { CI_PROJECT_DIR: folder.path });
    const entries = read(printed('gitlab', resultOf(found), { ...below, io: { ...below.io, cwd: `${folder.path}/deep` } }));
    expect(entries.map(({ fingerprint }) => fingerprint)).toEqual(prints);
    expect(entries[0]?.location.path).toBe('deep/z.clause');
  });

  it('is an empty list where nothing was found', () => expect(read(printed('gitlab', resultOf([]), context))).toEqual([]));
});

describe('rdjson', () => {
  const isResult = new Draft4({ strict: false, allErrors: true }).compile(schema('reviewdog-diagnostic-result.json'));
  interface Spot {
    line: number;
    column: number;
  }
  interface Diagnostic {
    message: string;
    severity: string;
    location: { path: string; range: { start: Spot; end: Spot } };
    code: { value: string };
    suggestions?: { range: { start: Spot; end: Spot }; text: string }[];
    related_locations?: { message: string; location: { path: string; range: { start: Spot } } }[];
    original_output: string;
  }
  const read = async (text: string): Promise<{ severity: string; source: { name: string }; diagnostics: Diagnostic[] }> => {
    const result = JSON.parse(text) as { severity: string; source: { name: string }; diagnostics: Diagnostic[] };
    expect(isResult(result) ? [] : isResult.errors).toEqual([]);
    // reviewdog refuses fields that it does not know, which the schema would let pass.
    const validator = new RDFormatValidator({ strictMode: true, allowExtraFields: false });
    expect((await validator.validateString(text)).errors).toEqual([]);
    return result;
  };
  const folder = new Folder();
  const context = contextIn(folder);

  it('gives back hostile texts and names', async () => {
    expect(isResult({ diagnostics: [{ message: 1 }] })).toBe(false);
    const name = folder.write('x.clause', 'abc');
    const texts = await read(
      printed(
        'rdjson',
        resultOf(HOSTILE.map(({ given }) => finding(folder, name, 0, 1, { data: { code: 'fact', name: given } }))),
        context,
      ),
    );
    expect(texts.diagnostics.map(({ message }) => message)).toEqual(HOSTILE.map(({ given, json }) => unused(json ?? given)));
    const names = await read(printed('rdjson', resultOf(NAMES.map((each) => finding(folder, folder.write(each, 'abc'), 0, 1))), context));
    expect(names.diagnostics.map(({ location }) => location.path)).toEqual(NAMES);
  });

  it('counts columns in bytes of UTF-8', async () => {
    // 一 is three bytes, 😀 four: b, at offset 3, is the eighth byte. The end lies before y, on the second line.
    const name = folder.write('columns.clause', '一😀b\r\nxy\n');
    const { diagnostics } = await read(printed('rdjson', resultOf([finding(folder, name, 3, 7)]), context));
    expect(diagnostics[0]?.location.range).toEqual({ start: { line: 1, column: 8 }, end: { line: 2, column: 2 } });
  });

  it('has suggestions that can be applied to the bytes; of fixes that are several changes, or of another file, none', async () => {
    const before = '一😀bad\r\n二😀bad\r\n';
    const at = finding(folder, folder.write('fix.clause', before), 11, 14);
    const { uri } = finding(folder, folder.write('else.clause', 'abc'), 0, 1).file;
    const edit = { ...at.finding.range, text: '好' };
    const fixes = [
      { title: 'remove-item', data: {}, edits: [edit] },
      { title: 'remove-item', data: {}, edits: [edit, { ...edit, start: 0, end: 1 }] },
      { title: 'remove-item', data: {}, edits: [{ uri, start: 0, end: 1, text: '' }] },
    ];
    const { diagnostics } = await read(printed('rdjson', resultOf([{ ...at, finding: { ...at.finding, fixes } }]), context));
    const [suggestion, ...more] = diagnostics[0]?.suggestions ?? [];
    if (!suggestion) throw new Error('no suggestion');
    expect(more).toEqual([]);
    const bytes = Buffer.from(before);
    // Line 2 begins behind 3 + 4 + 3 + 2 bytes.
    const offset = ({ line, column }: Spot) => ([0, 12][line - 1] as number) + column - 1;
    const { start, end } = suggestion.range;
    const after = Buffer.concat([bytes.subarray(0, offset(start)), Buffer.from(suggestion.text), bytes.subarray(offset(end))]);
    expect(after.toString()).toBe('一😀bad\r\n二😀好\r\n');
  });

  it('has severities, the finding as code, other places, and the line as it would be printed', async () => {
    const name = folder.write('y.clause', 'a\nb');
    const { uri } = finding(folder, name, 0, 1).file;
    const related = [{ uri, start: 2, end: 3, note: 'declared-here', data: { name: 'x' } }];
    const found = (['error', 'warning', 'information'] as const).map((severity) => finding(folder, name, 0, 1, { severity, related }));
    const result = await read(printed('rdjson', resultOf(found), context));
    expect([result.severity, result.source.name]).toEqual(['ERROR', 'clausewright']);
    expect(result.diagnostics.map(({ severity }) => severity)).toEqual(['ERROR', 'WARNING', 'INFO']);
    expect(result.diagnostics[0]?.code).toEqual({ value: 'unused-fact' });
    expect(result.diagnostics[0]?.related_locations).toMatchObject([
      { message: '“x” is declared here.', location: { path: 'y.clause', range: { start: { line: 2, column: 1 } } } },
    ]);
    expect(result.diagnostics[0]?.original_output).toBe(
      `y.clause:1:1: error: ${unused('x')}\ny.clause:2:1: “x” is declared here. [unused-fact]`,
    );
  });
});
