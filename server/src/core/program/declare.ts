/** What the files of a program declare, by name; of two of one name the first counts and the second is reported. */
import type { ItemSyntax } from '../syntax/tree';
import { fileName, type ProgramFile } from './files';
import { type ProgramProblem, problem } from './problems';
import type { Place } from './program';
import { shapeOf } from './shape';
import type { GlobalSymbol } from './symbols';
import { isBuiltInUnit } from './units';

export interface Declared {
  readonly kind: 'fact' | 'let' | 'clause' | 'exclusive' | 'limit';
  readonly name: string;
  readonly uri: string;
  readonly item: ItemSyntax;
  readonly each?: string;
  symbol?: GlobalSymbol | undefined;
  key?: string;
  busy?: boolean;
  /** Part of what may be a circle: always lowered anew, so that the result does not hang on the order of edits. */
  fresh?: boolean;
}

export class Declarations {
  readonly globals = new Map<string, Declared>();
  readonly units = new Map<string, { uri: string; item: ItemSyntax }>();
  /** Of the root file. */
  readonly examples = new Map<string, ItemSyntax>();
  readonly problems: ProgramProblem[] = [];

  constructor(
    readonly files: readonly ProgramFile[],
    private readonly root: string,
  ) {
    this.declare();
  }

  private declare(): void {
    for (const file of this.files) {
      for (const { item } of file.tree.items) {
        const { node } = item;
        switch (node.kind) {
          case 'fact':
          case 'let':
          case 'clause':
          case 'exclusive':
          case 'limit': {
            const shape = shapeOf(item);
            if (!shape.global) break;
            const { name } = shape.global;
            const first = this.globals.get(name);
            if (first) this.reportDuplicate(first, node.kind, { uri: file.uri, item, start: shape.global.start, end: shape.global.end });
            else this.globals.set(name, { kind: node.kind, name, uri: file.uri, item, ...(shape.each ? { each: shape.each } : {}) });
            break;
          }
          case 'unit':
            this.declareUnit(file.uri, item, node.name);
            break;
          case 'example':
            if (file.uri === this.root && node.title) this.declareExample(file.uri, item, node.title);
            break;
          default:
            break;
        }
      }
    }
  }

  private reportDuplicate(first: Declared, kind: Declared['kind'], place: Place): void {
    const file = first.uri === place.uri ? '' : fileName(first.uri);
    const name = shapeOf(first.item).global ?? { start: 0, end: 0 };
    const firstPlace: Place = { uri: first.uri, item: first.item, start: name.start, end: name.end };
    this.problems.push(
      problem(
        place,
        { name: 'duplicate-name', data: { code: 'name', name: first.name, kind, first: first.kind, file } },
        { related: [{ place: firstPlace, note: 'first-here', data: { name: first.name } }] },
      ),
    );
  }

  private declareUnit(uri: string, item: ItemSyntax, ident: { name: string; start: number; end: number }): void {
    const { name } = ident;
    if (name === '') return;
    const place: Place = { uri, item, start: ident.start, end: ident.end };
    const first = this.units.get(name);
    if (isBuiltInUnit(name)) {
      this.problems.push(problem(place, { name: 'duplicate-name', data: { code: 'built-in-unit', name } }));
    } else if (first) {
      const firstName = first.item.node.kind === 'unit' ? first.item.node.name : ident;
      const firstPlace: Place = { uri: first.uri, item: first.item, start: firstName.start, end: firstName.end };
      this.problems.push(
        problem(
          place,
          { name: 'duplicate-name', data: { code: 'unit', name } },
          { related: [{ place: firstPlace, note: 'first-here', data: { name } }] },
        ),
      );
    } else this.units.set(name, { uri, item });
  }

  private declareExample(uri: string, item: ItemSyntax, title: { value: string; start: number; end: number }): void {
    const first = this.examples.get(title.value);
    if (!first) {
      this.examples.set(title.value, item);
      return;
    }
    const place: Place = { uri, item, start: title.start, end: title.end };
    const firstTitle = (first.node.kind === 'example' && first.node.title) || title;
    const firstPlace: Place = { uri, item: first, start: firstTitle.start, end: firstTitle.end };
    this.problems.push(
      problem(
        place,
        { name: 'duplicate-name', data: { code: 'example', name: title.value } },
        { related: [{ place: firstPlace, note: 'first-here', data: { name: title.value } }] },
      ),
    );
  }
}
