/** Why: code scanning refuses a whole file for one value that does not fit, and a viewer shows what it is told: so the report is checked by the published schema, and read back. */
import { readFileSync } from 'node:fs';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { contextIn, finding, HOSTILE, NAMES, printed, resultOf, unused } from '../support/report';
import { Folder } from '../support/run';

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const isSarif = ajv.compile(sarifSchema);

interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}
interface Location {
  id?: number;
  message?: { text: string };
  physicalLocation: { artifactLocation: { uri: string; uriBaseId?: string }; region: Region };
}
interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: Location[];
  relatedLocations?: Location[];
  partialFingerprints: Record<string, string>;
  baselineState?: string;
  fixes?: {
    description: { text: string };
    artifactChanges: { artifactLocation: { uri: string }; replacements: { deletedRegion: Region; insertedContent?: { text: string } }[] }[];
  }[];
}
interface Rule {
  id: string;
  shortDescription: { text: string };
  fullDescription: { text: string };
  help: { text: string; markdown: string };
  defaultConfiguration: { level: string };
  properties: { tags: string[] };
}
interface Run {
  tool: { driver: { name: string; version: string; rules: Rule[] } };
  automationDetails?: { id: string };
  language: string;
  columnKind: string;
  invocations: { executionSuccessful: boolean; toolExecutionNotifications: { level: string; message: { text: string } }[] }[];
  results: Result[];
}

/** Reads a report that the schema allows. */
function read(text: string): Run {
  const log = JSON.parse(text) as { version: string; runs: Run[] };
  expect(isSarif(log) ? [] : isSarif.errors).toEqual([]);
  expect(log.version).toBe('2.1.0');
  const [run, ...more] = log.runs;
  if (!run) throw new Error('no run');
  expect(more).toEqual([]);
  return run;
}

/** The region's offsets in UTF-16 units, by the meaning that the standard gives it. */
function offsets(text: string, region: Region): [number, number] {
  const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)];
  const at = (line: number, column: number) => (starts[line - 1] ?? Number.NaN) + column - 1;
  return [at(region.startLine, region.startColumn), at(region.endLine, region.endColumn)];
}

describe('sarif', () => {
  const folder = new Folder();
  const context = contextIn(folder);

  it('refuses what the schema does not allow, so that the check can fail', () => {
    expect(isSarif({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
  });

  it('gives back hostile texts as they were', () => {
    const name = folder.write('x.clause', 'abc');
    const run = read(
      printed('sarif', resultOf(HOSTILE.map(({ given }) => finding(folder, name, 0, 1, { data: { code: 'fact', name: given } }))), context),
    );
    expect(run.results.map(({ message }) => message.text)).toEqual(HOSTILE.map(({ given, json }) => unused(json ?? given)));
  });

  it('names files by references that decode to their path', () => {
    const found = NAMES.map((name) => finding(folder, folder.write(name, 'abc'), 0, 1));
    const run = read(printed('sarif', resultOf(found), context));
    for (const [n, { locations }] of run.results.entries()) {
      const { uri, uriBaseId } = locations[0]?.physicalLocation.artifactLocation ?? { uri: '' };
      expect(uriBaseId).toBe('%SRCROOT%');
      expect(uri).toMatch(/^[\w./%!'()*~-]+$/);
      // As a URL below some root, which is how a viewer resolves it.
      expect(decodeURIComponent(new URL(uri, 'file:///root/').pathname)).toBe(`/root/${NAMES[n]}`);
    }
  });

  it('counts lines from 1 and columns in UTF-16 units, the end exclusive', () => {
    // 一 is one unit, 😀 two, so b stands at offset 3; the end lies before y: 一😀b is 4 units, CRLF 2, x 1.
    const name = folder.write('columns.clause', '一😀b\r\nxy\n');
    const run = read(printed('sarif', resultOf([finding(folder, name, 3, 7)]), context));
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.results[0]?.locations[0]?.physicalLocation.region).toEqual({ startLine: 1, startColumn: 4, endLine: 2, endColumn: 2 });
  });

  it('has rules with help from the pages, each result pointing at its own', async () => {
    folder.write('award.clause', 'fact spent "Spent": money from 0元\nclause award_c "Award" {\n  award 10% of spnet\n}\n');
    const run = read((await folder.run(['lint', '--no-prove', '--format', 'sarif', 'award.clause'])).out);
    expect(run.results.map(({ ruleId, ruleIndex, level }) => [ruleId, run.tool.driver.rules[ruleIndex]?.id, level])).toEqual([
      ['unused-fact', 'unused-fact', 'note'],
      ['unknown-name', 'unknown-name', 'error'],
    ]);
    for (const rule of run.tool.driver.rules) {
      expect(rule.help.markdown).toBe(readFileSync(`docs/rules/${rule.id}.md`, 'utf8'));
      expect(rule.fullDescription.text.startsWith(rule.shortDescription.text)).toBe(true);
      expect(rule.fullDescription.text.length).toBeLessThanOrEqual(1024);
    }
    const rule = run.tool.driver.rules.find(({ id }) => id === 'unused-fact');
    // The first paragraph of the page's summary, and its first sentence.
    expect(rule?.fullDescription.text).toBe(
      'Nothing reads a fact, or a field of a list. Files that only declare, for others to import, are left alone.',
    );
    expect(rule?.shortDescription.text).toBe('Nothing reads a fact, or a field of a list.');
    expect(rule?.defaultConfiguration.level).toBe('note');
    expect(rule?.properties.tags).toEqual(['hygiene']);
    expect(run.tool.driver.version).toBe((JSON.parse(readFileSync('server/package.json', 'utf8')) as { version: string }).version);
    expect(run.invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  });

  it('speaks the language of the reader', async () => {
    folder.write('奖励.clause', '要素 费用 "费用": 金额 不低于 0元\n条款 补助 "补助" {\n  支持 10万元\n}\n');
    const run = read((await folder.run(['lint', '--no-prove', '--lang', 'zh', '--format', 'sarif', '奖励.clause'])).out);
    expect(run.language).toBe('zh-CN');
    expect(run.results[0]?.message.text).toBe('没有用到要素“费用”；请删除，或在条款、条件中使用。');
    expect(run.tool.driver.rules[0]?.help.markdown).toBe(readFileSync('docs/rules/zh/unused-fact.md', 'utf8'));
  });

  it('has fixes that can be applied as the standard says', () => {
    // In 一😀bad; the word bad is replaced; of the other file its line feed is taken out.
    const [one, other] = [folder.write('one.clause', '一😀bad\r\n'), folder.write('sub/other.clause', 'x\ny')];
    const at = finding(folder, one, 3, 6);
    const uri = finding(folder, other, 0, 1).file.uri;
    const fixes = [
      {
        title: 'remove-item',
        data: {},
        edits: [
          { ...at.finding.range, text: '好' },
          { uri, start: 1, end: 2, text: '' },
        ],
      },
    ];
    const run = read(printed('sarif', resultOf([{ ...at, finding: { ...at.finding, fixes } }]), context));
    const [fix] = run.results[0]?.fixes ?? [];
    expect(fix?.description.text).toBe('Remove the fact');
    const texts: Record<string, string> = { 'one.clause': '一😀bad\r\n', 'sub/other.clause': 'x\ny' };
    for (const { artifactLocation, replacements } of fix?.artifactChanges ?? []) {
      for (const { deletedRegion, insertedContent } of replacements) {
        const before = texts[artifactLocation.uri] ?? '';
        const [start, end] = offsets(before, deletedRegion);
        texts[artifactLocation.uri] = before.slice(0, start) + (insertedContent?.text ?? '') + before.slice(end);
      }
    }
    expect(texts).toEqual({ 'one.clause': '一😀好\r\n', 'sub/other.clause': 'xy' });
  });

  it('has the other places, with ids and sentences', () => {
    const name = folder.write('related.clause', 'a\nb\nc');
    const { uri } = finding(folder, name, 0, 1).file;
    const related = [{ uri, start: 4, end: 5, note: 'declared-here', data: { name: '%]]>' } }];
    const run = read(printed('sarif', resultOf([finding(folder, name, 0, 1, { related })]), context));
    expect(run.results[0]?.relatedLocations).toMatchObject([
      {
        id: 1,
        message: { text: '“%]]>” is declared here.' },
        physicalLocation: { region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 2 } },
      },
    ]);
  });

  it('says what could not be read, and that the run was not whole', () => {
    const run = read(printed('sarif', resultOf([], { troubles: ['a\n]]>: there is no such file \ud83d'] }), context));
    expect(run.invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ level: 'error', message: { text: 'a\n]]>: there is no such file \ufffd' } }],
      },
    ]);
  });

  it('says that results are new where they were compared', () => {
    const found = [finding(folder, folder.write('new.clause', 'a'), 0, 1)];
    expect(read(printed('sarif', resultOf(found), context)).results[0]).not.toHaveProperty('baselineState');
    const since = { revision: 'main', commit: '0'.repeat(40), known: 2 };
    expect(read(printed('sarif', resultOf(found, { since }), context)).results[0]?.baselineState).toBe('new');
    const baseline = { file: 'b.json', known: 0, stale: [] };
    expect(read(printed('sarif', resultOf(found, { baseline }), context)).results[0]?.baselineState).toBe('new');
  });

  it('carries the fingerprint, and leaves the category to the upload on GitHub Actions', () => {
    const found = [finding(folder, folder.write('print.clause', 'a'), 0, 1)];
    const here = read(printed('sarif', resultOf(found), context));
    expect(here.results[0]?.partialFingerprints).toEqual({ 'clausewrightFinding/v1': '0-1' });
    expect(here.automationDetails).toEqual({ id: 'clausewright/' });
    expect(read(printed('sarif', resultOf(found), contextIn(folder, { GITHUB_ACTIONS: 'true' }))).automationDetails).toBeUndefined();
  });

  it('starts paths at the checkout that the host names, not at the folder it runs in', () => {
    const found = [finding(folder, folder.write('deep/down/x.clause', 'a'), 0, 1)];
    const below = { ...contextIn(folder, { GITHUB_WORKSPACE: folder.path }) };
    const run = read(printed('sarif', resultOf(found), { ...below, io: { ...below.io, cwd: `${folder.path}/deep` } }));
    expect(run.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('deep/down/x.clause');
  });

  it('keeps to as many results as GitHub takes, the most severe', () => {
    const name = folder.write('many.clause', 'a');
    const many = Array.from({ length: 25_001 }, (_, n) => finding(folder, name, 0, 1, { severity: n === 25_000 ? 'error' : 'warning' }));
    const run = read(printed('sarif', resultOf(many), context));
    expect(run.results.length).toBe(25_000);
    expect(run.results.at(-1)?.level).toBe('error');
    expect(run.invocations[0]?.toolExecutionNotifications).toEqual([{ level: 'warning', message: { text: '1 finding not shown.' } }]);
  });
});
