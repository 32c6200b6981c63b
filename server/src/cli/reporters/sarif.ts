/** Why: SARIF 2.1.0 is what code scanning (GitHub, Azure DevOps) and viewers of many tools read; with rules, other places and fixes. */

import type { FileRange, Finding, FindingName, Fix, Severity, TextEdit } from '../../core/finding';
import { homepage, version } from '../about';
import type { Context } from '../io';
import type { Session } from '../session';
import { encodedPath, RepositoryPaths, sentences, utf16Spot, wellFormed } from './place';
import type { LintResult, Reported, Reporter } from './reporter';
import { levelOf, sarifRule } from './sarifRules';
import { staleText } from './stale';

const ROOT = '%SRCROOT%';
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** GitHub refuses a file with more results, and shows so many other places of one. */
const MOST_RESULTS = 25_000;
const MOST_RELATED = 100;

export const sarif: Reporter = (result, context, session) => {
  const log = { $schema: SCHEMA, version: '2.1.0', runs: [new Run(result, context, session).json()] };
  return `${JSON.stringify(log, null, 2)}\n`;
};

class Run {
  private readonly paths: RepositoryPaths;
  private readonly ruleIndex = new Map<FindingName, number>();
  private readonly shown: readonly Reported[];

  constructor(
    private readonly result: LintResult,
    private readonly context: Context,
    private readonly session: Session,
  ) {
    this.paths = new RepositoryPaths(context.io);
    this.shown = mostSevere(result.findings, MOST_RESULTS);
    for (const name of [...new Set(this.shown.map(({ finding }) => finding.name))].sort()) this.ruleIndex.set(name, this.ruleIndex.size);
  }

  json() {
    const { language, io } = this.context;
    return {
      tool: {
        driver: {
          name: 'Clausewright',
          version,
          semanticVersion: version,
          ...(homepage ? { informationUri: homepage } : {}),
          language: language === 'zh' ? 'zh-CN' : 'en-US',
          rules: [...this.ruleIndex.keys()].map((name) => sarifRule(name, language)),
        },
      },
      // On GitHub Actions the category is the upload's to say; one that stands in the file would win over it.
      ...(io.env.GITHUB_ACTIONS === 'true' ? {} : { automationDetails: { id: 'clausewright/' } }),
      invocations: [this.invocation()],
      language: language === 'zh' ? 'zh-CN' : 'en-US',
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { [ROOT]: { description: { text: this.context.m.reports.repositoryRoot } } },
      results: this.shown.map((one) => this.finding(one)),
    };
  }

  private invocation() {
    const { troubles, findings } = this.result;
    const left = findings.length - this.shown.length;
    const stale = staleText(this.result, this.context.m);
    const notes = [
      ...troubles.map((text) => ({ level: 'error', message: { text: wellFormed(text) } })),
      ...(stale === undefined ? [] : [{ level: 'warning', message: { text: stale } }]),
      ...(left > 0 ? [{ level: 'warning', message: { text: this.context.m.reports.notShown(left) } }] : []),
    ];
    return { executionSuccessful: troubles.length === 0, toolExecutionNotifications: notes };
  }

  private finding({ finding, fingerprint, item }: Reported) {
    const { message, fixes, related } = sentences(finding, this.context);
    const others = (finding.related ?? []).slice(0, MOST_RELATED);
    const isCompared = this.result.since !== undefined || this.result.baseline !== undefined;
    return {
      ruleId: finding.name,
      ruleIndex: this.ruleIndex.get(finding.name),
      level: levelOf(finding.severity),
      message: { text: message },
      locations: [
        {
          ...this.place(finding.range),
          ...(item === '' ? {} : { logicalLocations: [{ fullyQualifiedName: wellFormed(item) }] }),
        },
      ],
      ...(others.length > 0
        ? { relatedLocations: others.map((each, n) => ({ id: n + 1, ...this.place(each), message: { text: related[n] ?? '' } })) }
        : {}),
      partialFingerprints: { 'clausewrightFinding/v1': fingerprint },
      ...fixesOf(finding, (fix, n) => this.fix(fix, fixes[n] ?? '')),
      ...(isCompared ? { baselineState: 'new' } : {}),
    };
  }

  private fix(fix: Fix, title: string) {
    const files = [...new Set(fix.edits.map(({ uri }) => uri))];
    return {
      description: { text: title },
      artifactChanges: files.map((uri) => ({
        artifactLocation: this.artifact(uri),
        replacements: fix.edits.filter((edit) => edit.uri === uri).map((edit) => this.replacement(edit)),
      })),
    };
  }

  private replacement(edit: TextEdit) {
    const inserted = wellFormed(edit.text);
    return { deletedRegion: this.region(edit), ...(inserted === '' ? {} : { insertedContent: { text: inserted } }) };
  }

  private place(range: FileRange) {
    return { physicalLocation: { artifactLocation: this.artifact(range.uri), region: this.region(range) } };
  }

  private artifact(uri: string) {
    const path = this.paths.ofUri(uri);
    return path === undefined ? { uri } : { uri: encodedPath(wellFormed(path)), uriBaseId: ROOT };
  }

  private region({ uri, start, end }: FileRange) {
    const lines = this.session.lines(uri);
    const [from, to] = [utf16Spot(lines, start), utf16Spot(lines, end)];
    return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  }
}

/** A fix without changes is none; a finding without fixes has no list. */
function fixesOf(finding: Finding, json: (fix: Fix, n: number) => object): { fixes?: object[] } {
  const fixes = (finding.fixes ?? []).flatMap((fix, n) => (fix.edits.length > 0 ? [json(fix, n)] : []));
  return fixes.length > 0 ? { fixes } : {};
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2 };

/** All of them in their order; where there are too many, the most severe. */
function mostSevere(findings: readonly Reported[], most: number): readonly Reported[] {
  if (findings.length <= most) return findings;
  const kept = new Set(findings.toSorted((a, b) => rank[a.finding.severity] - rank[b.finding.severity]).slice(0, most));
  return findings.filter((one) => kept.has(one));
}
