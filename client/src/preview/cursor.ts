/** Why: the panel shows the clause that the author's cursor stands in, and hears of it only when it is another. */
import type { ClauseRow } from '../../../server/src/previewProtocol';

/** `line` from 0. */
export interface Place {
  readonly uri: string;
  readonly line: number;
}

type Spotted = Pick<ClauseRow, 'name' | 'spot'>;

export class Cursor {
  at: Place | undefined;
  private byFile = new Map<string, Spotted[]>();
  /** What the panel was last told. */
  private told: string | undefined;

  /** @param fileKey one spelling for all URIs of a file */
  constructor(private readonly fileKey: (uri: string) => string) {}

  /** The clauses of the policy, wherever they stand. */
  set clauses(clauses: readonly Spotted[]) {
    this.byFile = new Map();
    for (const clause of clauses) {
      const key = this.fileKey(clause.spot.uri);
      const there = this.byFile.get(key);
      if (there) there.push(clause);
      else this.byFile.set(key, [clause]);
    }
  }

  /** The panel begins anew, and has been told nothing. */
  forget(): void {
    this.told = undefined;
  }

  /**
   * What to tell the panel; undefined where it has been told. A cursor in a file that the policy does not stand in says nothing.
   * @param own the policy's file
   */
  news(own: string): { readonly clause: string | undefined } | undefined {
    if (!this.at) return undefined;
    const key = this.fileKey(this.at.uri);
    const there = this.byFile.get(key);
    if (!there && key !== this.fileKey(own)) return undefined;
    const { line } = this.at;
    const clause = there?.find(({ spot }) => spot.line <= line && line <= spot.endLine)?.name;
    if (clause === this.told) return undefined;
    this.told = clause;
    return { clause };
  }
}
