/** Why: a build server that cannot read a report shows nothing at all; so both XML formats are read by libxml2, by the published schema, and by their consumers. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scanXmlReport } from 'danger-plugin-lint-report';
import { XMLParser } from 'fast-xml-parser';
import { parseV2 } from 'test-results-parser';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { contextIn, finding, HOSTILE, NAMES, printed, resultOf, unused } from '../support/report';
import { Folder } from '../support/run';

const junitSchema = readFileSync('test/schemas/jenkins-junit-10.xsd', 'utf8');

interface Element {
  [name: string]: unknown;
}

/** Values as XML 1.0 has them: character references decoded, attributes not trimmed. */
function parsed(xml: string): Element {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseAttributeValue: false,
    parseTagValue: false,
    trimValues: false,
    htmlEntities: true,
    processEntities: { enabled: true, maxTotalExpansions: 100_000, maxExpandedLength: 10_000_000 },
    isArray: (name) => ['file', 'error', 'testsuite', 'testcase'].includes(name),
  });
  return parser.parse(xml) as Element;
}

/** What libxml2 has against it; nothing where it is well-formed. */
async function faults(xml: string, schema?: string): Promise<readonly string[]> {
  const given = { xml: { fileName: 'report.xml', contents: xml } };
  const { errors } = await validateXML(schema === undefined ? { ...given, normalization: 'c14n' } : { ...given, schema });
  return errors.map(({ message }) => message);
}

const xmlOf = ({ given, xml }: (typeof HOSTILE)[number]): string => xml ?? given;

it('refuses what is not XML, so that the checks can fail', async () => {
  expect(await faults('<a>\u0001</a>')).not.toEqual([]);
  expect(await faults('<testsuites><testsuite/></testsuites>', junitSchema)).not.toEqual([]);
});

describe('checkstyle', () => {
  const folder = new Folder();
  const context = contextIn(folder);
  const errorsOf = (xml: string): Element[] =>
    ((parsed(xml).checkstyle as Element).file as Element[]).flatMap((file) => (file.error as Element[] | undefined) ?? []);

  it('gives back hostile texts as they were, but what XML cannot say', async () => {
    const name = folder.write('x.clause', 'abc');
    const found = HOSTILE.map(({ given }) => finding(folder, name, 0, 1, { data: { code: 'fact', name: given } }));
    const xml = printed('checkstyle', resultOf(found), context);
    expect(await faults(xml)).toEqual([]);
    expect(errorsOf(xml).map((error) => error['@message'])).toEqual(HOSTILE.map((each) => unused(xmlOf(each))));
  });

  it('is read by Danger: files, places, severities, sentences', async () => {
    // The file ends in 😀, one character; so the finding stands in column 3, though at offset 3.
    const found = NAMES.map((name, n) =>
      finding(folder, folder.write(name, 'x\n一😀b'), 5, 6, {
        severity: (['error', 'warning', 'information'] as const)[n % 3] ?? 'error',
      }),
    );
    const xml = printed('checkstyle', resultOf(found), context);
    expect(await faults(xml)).toEqual([]);
    const read: object[] = [];
    const git = { modified_files: NAMES, created_files: [] };
    await scanXmlReport(git, xml, folder.path, false, (violation) => read.push(violation));
    expect(read).toEqual(
      NAMES.map((file, n) => ({ file, line: 2, column: 3, severity: ['error', 'warning', 'info'][n % 3], message: unused('x') })),
    );
    expect(errorsOf(xml).map((error) => error['@source'])).toEqual(NAMES.map(() => 'clausewright.unused-fact'));
  });

  it('lists files in which nothing was found', () => {
    const { file } = finding(folder, folder.write('clean.clause', ''), 0, 0);
    const xml = printed('checkstyle', resultOf([], { files: [file] }), context);
    expect(parsed(xml).checkstyle).toEqual({ '@version': '4.3', '#text': expect.anything(), file: [{ '@name': 'clean.clause' }] });
  });
});

describe('junit', () => {
  const folder = new Folder();
  const context = contextIn(folder);
  const suitesOf = (xml: string): Element[] => (parsed(xml).testsuites as Element).testsuite as Element[];

  it('fits the schema that Jenkins checks with, and gives back hostile texts', async () => {
    const name = folder.write('x.clause', 'abc');
    const found = HOSTILE.map(({ given }) => ({
      ...finding(folder, name, 0, 1, { data: { code: 'fact', name: given } }),
      item: `fact ${given}`,
    }));
    const xml = printed('junit', resultOf(found), context);
    expect(await faults(xml, junitSchema)).toEqual([]);
    const cases = suitesOf(xml).flatMap((suite) => suite.testcase as Element[]);
    const failures = cases.map((each) => each.failure as Element);
    expect(cases.map((each) => each['@name'])).toEqual(
      // The last that is alike: both halves of characters become the same.
      HOSTILE.map((each) => `unused-fact: fact ${xmlOf(each)}`).map((each, n, all) => (all.indexOf(each) < n ? `${each} (2)` : each)),
    );
    expect(failures.map((each) => each['@message'])).toEqual(HOSTILE.map((each) => unused(xmlOf(each))));
    // Between tags, a reader makes one line feed of CR LF; ours are written so that it does not.
    expect(failures.map((each) => each['#text'])).toEqual(HOSTILE.map((each) => `x.clause:1:1: error: ${unused(xmlOf(each))}`));
  });

  it('names suites by files, whatever they are called', async () => {
    const found = NAMES.map((name) => finding(folder, folder.write(name, 'abc'), 0, 1));
    const xml = printed('junit', resultOf(found), context);
    expect(await faults(xml, junitSchema)).toEqual([]);
    expect(suitesOf(xml).map((suite) => suite['@name'])).toEqual(NAMES);
  });

  it('is counted as it is meant: a clean file passes, information passes, warnings and errors fail, troubles are errors', async () => {
    const bad = folder.write('bad.clause', 'abc\n');
    const { file: clean } = finding(folder, folder.write('clean.clause', ''), 0, 0);
    const { file: unread } = finding(folder, 'gone.clause', 0, 0);
    const found = [
      finding(folder, bad, 0, 1),
      finding(folder, bad, 1, 2, { severity: 'warning' }),
      finding(folder, bad, 2, 3, { severity: 'information' }),
    ];
    const [first] = found;
    if (!first) throw new Error('no finding');
    const xml = printed(
      'junit',
      resultOf(found, {
        files: [first.file, clean, unread],
        unread: new Set([unread.uri]),
        troubles: ['gone.clause: there is no such file'],
      }),
      context,
    );
    expect(await faults(xml, junitSchema)).toEqual([]);
    writeFileSync(join(folder.path, 'report.xml'), xml);
    const { result, errors } = parseV2({ type: 'junit', files: [join(folder.path, 'report.xml')] });
    expect(errors).toEqual([]);
    const outcomes = result.suites.map((suite) => [suite.name, suite.cases.map((each) => `${each.name} ${each.status}`)]);
    expect(outcomes).toEqual([
      ['bad.clause', ['unused-fact: fact x FAIL', 'unused-fact: fact x (2) FAIL', 'unused-fact: fact x (3) PASS']],
      ['clean.clause', ['no findings PASS']],
      ['clausewright', ['gone.clause: there is no such file FAIL']],
    ]);
    // 3 of the bad file, 1 of the clean one, 1 for the trouble; 2 failures, 1 error.
    expect(parsed(xml).testsuites).toMatchObject({ '@tests': '5', '@failures': '2', '@errors': '1' });
    expect([result.total, result.passed, result.failed, result.errors]).toEqual([5, 2, 2, 1]);
  });
});
