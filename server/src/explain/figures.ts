/** Why: a trace as a person reads it: what was computed as it is written, its figure, and from which figures; for a terminal, the editor, the preview. */
import type { Trace, Value } from '../core/evaluate/values';
import type { Place, Program } from '../core/program/program';
import type { ScalarType } from '../core/program/types';
import type { Display } from './display';
import { typesByPlace } from './types';

export interface Figure {
  /** As it is written. */
  readonly text: string;
  readonly value: string;
  readonly place: Place;
  /** It was shown before, with what it was computed from: a let that several expressions read. */
  readonly repeated: boolean;
  readonly inputs: readonly Figure[];
}

/** One instance shows one outcome, or several one after the other: what was shown once is not shown again. */
export class Figures {
  private readonly typeAt: (place: Place) => ScalarType | undefined;
  private readonly shown = new Set<Trace>();

  /** @param source the text at a place, on one line */
  constructor(
    program: Program,
    private readonly display: Display,
    private readonly source: (place: Place) => string,
  ) {
    this.typeAt = typesByPlace(program);
  }

  /** The whole of it, itself included, even where it is a constant; for who looks at nothing else, so nothing was shown before. */
  root(trace: Trace): Figure {
    this.shown.clear();
    const text = this.source(trace.place);
    return {
      text,
      value: this.valueOf(trace, percentIn(text)),
      place: trace.place,
      repeated: false,
      inputs: this.inputs(trace, percentIn(text)),
    };
  }

  /** What an expression was computed from, without itself. `percent`: the text above it speaks in percentages. */
  inputs(trace: Trace, percent: boolean): Figure[] {
    return trace.inputs.flatMap((input) => this.figure(input, percent));
  }

  /** A constant says nothing that its line does not say; a let that several expressions read is shown once. */
  private figure(trace: Trace, percent: boolean): Figure[] {
    if (trace.label === 'constant') return [];
    const text = this.source(trace.place);
    const inPercent = percent || percentIn(text);
    const head = { text, value: this.valueOf(trace, inPercent), place: trace.place };
    if (trace.inputs.length === 0) return [{ ...head, repeated: false, inputs: [] }];
    if (this.shown.has(trace)) return [{ ...head, repeated: true, inputs: [] }];
    this.shown.add(trace);
    return [{ ...head, repeated: false, inputs: this.inputs(trace, inPercent) }];
  }

  private valueOf({ place, result }: Trace, percent: boolean): string {
    const type = this.typeAt(place) ?? guess(result);
    return this.display.value(result, percent ? asPercent(type, result) : type);
  }
}

function percentIn(text: string): boolean {
  return text.includes('%') || text.includes('％');
}

/** A plain number with decimals, among percentages, is one of them. */
function asPercent(type: ScalarType, value: Value): ScalarType {
  if (type.kind !== 'number' || type.dimension !== '' || type.integer) return type;
  return value.state === 'known' && value.value.kind === 'number' && !value.value.value.isInteger ? { ...type, percent: true } : type;
}

/** The type of a value at a place that the program does not know (a part that was made out of sugar). */
function guess(value: Value): ScalarType {
  if (value.state !== 'known') return { kind: 'number', dimension: '' };
  switch (value.value.kind) {
    case 'number':
      return { kind: 'number', dimension: '' };
    case 'member':
      return { kind: 'member', members: [value.value.member], labels: {} };
    case 'set':
      return { kind: 'set', members: value.value.members, labels: {} };
    case 'boolean':
    case 'date':
    case 'text':
      return { kind: value.value.kind };
    default: {
      const never: never = value.value;
      return never;
    }
  }
}
