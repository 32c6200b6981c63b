/** Why: a file's examples as the editor lists them: title, total, how the expectations came out, and which of them is selected. */
import * as v from 'valibot';
import { ProtocolRequestType } from 'vscode-languageserver';
import type { ExampleResult } from '../core/evaluate/incremental';
import type { Analysis } from '../core/workspace';
import { type ExampleSummary, type Examples, examplesRequest } from '../protocol';
import type { OpenFile, Session } from '../session';
import { showTotal } from './amounts';
import { feature } from './feature';

export function summaryOf(session: Session, { document, analysis }: OpenFile, result: ExampleResult): ExampleSummary {
  const { example, evaluation, expectations } = result;
  return {
    title: example.title,
    total: showTotal(evaluation.total, { language: session.language, currency: analysis.program.currency }),
    expectations: expectations.length,
    failed: expectations.filter(({ passed }) => !passed).length,
    line: document.positionAt(analysis.range(example.namePlace).start).line,
  };
}

export function examplesOf(session: Session, file: OpenFile): Examples {
  const selected = session.selected(file.analysis)?.example.title;
  return {
    uri: file.document.uri,
    ...(selected === undefined ? {} : { selected }),
    examples: file.analysis.examples.map((result) => summaryOf(session, file, result)),
  };
}

export const examplesFeature = feature(
  new ProtocolRequestType<{ readonly uri: string }, Examples | null, never, void, void>(examplesRequest),
  {
    params: v.object({ uri: v.string() }),
    answer: (session, { uri }) => {
      const file = session.at(uri);
      return file ? examplesOf(session, file) : null;
    },
  },
);

/** What the client knows of the examples of the files that are open, so that it is told when they are others, and only then. */
export class ExamplesWatch {
  private readonly last = new Map<string, { analysis: Analysis | undefined; selected: string | undefined; language: string }>();

  /** @param tell that the examples of a file (the client's URI), or which is selected, may be others now */
  constructor(
    private readonly session: Session,
    private readonly tell: (uri: string) => void,
  ) {}

  /** The file stands like this now. */
  look(uri: string, analysis: Analysis | undefined): void {
    const { options, language } = this.session;
    if (!options.examples) return;
    const selected = analysis && this.session.selected(analysis)?.example.title;
    const last = this.last.get(uri);
    if (last && last.analysis === analysis && last.selected === selected && last.language === language) return;
    this.last.set(uri, { analysis, selected, language });
    this.tell(uri);
  }

  closed(uri: string): void {
    if (this.last.delete(uri)) this.tell(uri);
  }
}
