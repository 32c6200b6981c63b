/** Values outside the interval that their fact declares: in examples and in defaults. */
import { Exact } from '../exact';
import type { Problem } from '../finding';
import type { Constant, Example, Fact, Given, Place, Program } from '../program/program';
import type { Bounds, ListType, ScalarType } from '../program/types';
import type { Expr, Span } from '../syntax/tree';
import { languageOf, literalOf, unitOf } from './literal';
import { rangeOfType } from './ranges';
import { spanWords } from './space';

/** The number that is compared with bounds; undefined for values without order. */
function numberOf(value: Constant): Exact | undefined {
  if (value.kind === 'number') return value.value;
  return value.kind === 'date' ? Exact.of(value.day) : undefined;
}

function isOutside(value: Exact, bounds: Bounds): boolean {
  const low = bounds.lower ? value.compare(bounds.lower.value) : 1;
  const high = bounds.upper ? value.compare(bounds.upper.value) : -1;
  return low < 0 || (low === 0 && !bounds.lower?.inclusive) || high > 0 || (high === 0 && !bounds.upper?.inclusive);
}

/** The problem of one value, if it is one. `name` as the message shows it. */
function judge(
  program: Program,
  name: string,
  type: ScalarType,
  bounds: Bounds | undefined,
  value: Constant | undefined,
  place: Place,
  code: 'value' | 'default',
): Problem[] {
  const number = value && numberOf(value);
  if (!number || !bounds || !isOutside(number, bounds)) return [];
  const literal = (v: Exact, t: ScalarType) => literalOf(v, t, program, languageOf(place));
  const reader = {
    fact: () => undefined,
    let: () => undefined,
    unitFactor: (unit: string) => unitOf(unit, program)?.factor,
    lets: new WeakMap(),
  };
  const range = rangeOfType(type, bounds, reader);
  if (range.kind !== 'number') return [];
  const words = spanWords(range.lower, range.upper, { kind: 'number' }, type, literal);
  return [{ name: 'fact-out-of-range', place, data: { code, fact: name, value: literal(number, type), bounds: words } }];
}

const at = (place: Place, span: Span | undefined): Place => (span ? { ...place, start: span.start, end: span.end } : place);

/** Defaults of a fact or of its fields that its own interval excludes. */
export function checkDefaults(program: Program, fact: Fact): readonly Problem[] {
  const node = fact.place.item.node;
  if (node.kind !== 'fact') return [];
  if (fact.type.kind !== 'list')
    return judge(program, fact.name, fact.type, fact.bounds, fact.default, at(fact.place, node.default), 'default');
  const declared = node.type.kind === 'list' ? node.type.fields : [];
  return fact.type.fields.flatMap((field) => {
    const written = declared.find((f) => f.name.name === field.name);
    return judge(program, field.name, field.type, field.interval, field.default, at(fact.place, written?.default), 'default');
  });
}

/** Values of an example that its facts' intervals exclude, and lists that are too long. */
export function checkGivens(program: Program, example: Example): readonly Problem[] {
  const node = example.place.item.node;
  const problems: Problem[] = [];
  for (const [name, given] of example.facts) {
    const fact = program.facts.get(name);
    if (!fact) continue;
    const statement = node.kind === 'example' ? node.body.find((s) => s.kind === 'given' && s.name.name === name) : undefined;
    const written = statement?.kind === 'given' ? statement.value : undefined;
    if (fact.type.kind === 'list')
      problems.push(...checkList(program, fact.name, fact.type, given.value, written, at(given.place, written)));
    else if (given.value.kind !== 'list')
      problems.push(...judge(program, name, fact.type, fact.bounds, given.value, at(given.place, written), 'value'));
  }
  return problems;
}

function checkList(program: Program, name: string, type: ListType, given: Given, written: Expr | undefined, place: Place): Problem[] {
  if (given.kind !== 'list') return [];
  const problems: Problem[] = [];
  if (type.max !== undefined && given.items.length > type.max) {
    problems.push({ name: 'fact-out-of-range', place, data: { code: 'items', fact: name, most: type.max, found: given.items.length } });
  }
  for (const [n, item] of given.items.entries()) {
    const source = written?.kind === 'list' ? written.items[n] : undefined;
    for (const field of type.fields) {
      const span = source?.fields.find((f) => f.name.name === field.name)?.value;
      problems.push(
        ...judge(program, `${name}[${n + 1}].${field.name}`, field.type, field.interval, item[field.name], at(place, span), 'value'),
      );
    }
  }
  return problems;
}
