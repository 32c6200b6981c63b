/** Why: a name that is not declared yet stands somewhere; what is around it says of what type it has to be. */
import { unitOf } from '../../core/lint/literal';
import { combine, dimensionParts } from '../../core/program/dimension';
import type { Program } from '../../core/program/program';
import type { ScalarType } from '../../core/program/types';
import { isCount, sampleUnit } from '../../core/program/units';
import { type KeywordLanguage, spell } from '../../core/syntax/keywords';
import type { Expr, TableRow } from '../../core/syntax/tree';
import { type Node, ofKind, type Step } from './nodes';

/** A type as far as a text shows it; members by their names. */
export type Wanted =
  | { readonly kind: 'number'; readonly dimension: string; readonly percent?: boolean; readonly integer?: boolean; readonly unit?: string }
  | { readonly kind: 'boolean' | 'date' | 'text' }
  | { readonly kind: 'one of' | 'any of'; readonly members: readonly string[] };

const boolean: Wanted = { kind: 'boolean' };
const date: Wanted = { kind: 'date' };

function ofType(type: ScalarType | undefined): Wanted | undefined {
  switch (type?.kind) {
    case 'number': {
      const { dimension, percent, unit } = type;
      return { kind: 'number', dimension, ...(percent ? { percent } : {}), ...(unit === undefined ? {} : { unit }) };
    }
    case 'boolean':
    case 'date':
    case 'text':
      return { kind: type.kind };
    case 'member':
      return { kind: 'one of', members: type.members };
    case 'set':
      return { kind: 'any of', members: type.members };
    case 'broken':
    case undefined:
      return undefined;
    default:
      return type satisfies never;
  }
}

export class Expected {
  constructor(
    private readonly program: Program,
    /** ISO code of the file's currency. */
    private readonly currency: string,
  ) {}

  private get money(): Wanted {
    return { kind: 'number', dimension: this.currency };
  }

  /** The type of what is written, where the text alone shows it. */
  typeOf(e: Expr | undefined): Wanted | undefined {
    switch (e?.kind) {
      case 'number': {
        const names = e.unit ? [e.unit.numerator, ...e.unit.denominators].map((part) => part.name) : [];
        const unit = names.length > 0 ? unitOf(names.join('/'), this.program) : undefined;
        if (names.length > 0 && !unit) return undefined;
        return {
          kind: 'number',
          dimension: unit?.dimension ?? '',
          ...(e.percent ? { percent: true } : {}),
          ...(unit ? { unit: unit.name } : {}),
        };
      }
      case 'ratio':
        return { kind: 'number', dimension: '', percent: true };
      case 'date':
      case 'as_of':
        return date;
      case 'text':
        return { kind: 'text' };
      case 'boolean':
      case 'not':
      case 'within':
      case 'has':
      case 'in':
        return boolean;
      case 'name': {
        const fact = this.program.facts.get(e.name)?.type;
        if (fact) return fact.kind === 'list' ? undefined : ofType(fact);
        return this.program.clauses.has(e.name) ? this.money : ofType(this.program.lets.get(e.name)?.value.type);
      }
      case 'this':
        return this.money;
      case 'paren':
        return this.typeOf(e.inner);
      case 'negate':
        return this.typeOf(e.operand);
      case 'set':
        return { kind: 'any of', members: e.members.flatMap((m) => (m.kind === 'name' ? [m.name] : [])) };
      case 'if':
        return this.typeOf(e.then) ?? this.typeOf(e.else);
      case 'binary': {
        if (e.op === '+' || e.op === '-') return this.typeOf(e.left) ?? this.typeOf(e.right);
        if (e.op !== '*' && e.op !== '/') return boolean;
        const [left, right] = [this.typeOf(e.left), this.typeOf(e.right)];
        if (isPlain(right)) return left;
        if (isPlain(left) && e.op === '*') return right;
        if (left?.kind !== 'number' || right?.kind !== 'number') return undefined;
        return { kind: 'number', dimension: combine(left.dimension, right.dimension, e.op === '*' ? 1 : -1) };
      }
      case 'call':
        if (e.fn === 'days') return { kind: 'number', dimension: 'day' };
        if (e.fn === 'months' || e.fn === 'years') return { kind: 'number', dimension: 'month' };
        return e.fn === 'paid' ? this.money : this.typeOf(e.args[0]);
      default:
        return undefined;
    }
  }

  /** What the parts around want of the last node of the way. */
  at(path: readonly Step[]): Wanted | undefined {
    const step = path.at(-1);
    const parent = path.at(-2)?.node;
    if (!step || !parent) return undefined;
    const { node, key } = step;
    const around = () => this.at(path.slice(0, -1));
    const sibling = (...others: readonly unknown[]) => {
      for (const other of others) {
        const type = other === node ? undefined : this.typeOf(other as Expr);
        if (type) return type;
      }
      return undefined;
    };
    if (key === 'condition' || key === 'alternatives') return boolean;
    if (key === 'amount' || key === 'cap') return this.money;
    switch (parent.kind) {
      case 'round':
        return this.money;
      case 'not':
        return boolean;
      case 'paren':
      case 'negate':
        return around();
      case 'binary':
        return this.operand(parent as unknown as Extract<Expr, { kind: 'binary' }>, node, around);
      case 'has':
        return key === 'set' ? membersOf('any of', [parent.member as Expr]) : undefined;
      case 'in':
        return key === 'subject' ? this.among(parent.members as readonly Expr[]) : undefined;
      case 'within': {
        const within = ofKind(parent, 'within');
        return key === 'subject' ? sibling(within?.interval.lower?.value, within?.interval.upper?.value) : undefined;
      }
      case 'if':
        return sibling(parent.then, parent.else) ?? around();
      case 'table': {
        const rows = parent.rows as readonly TableRow[];
        if (key === 'subjects') return this.patterns(rows, (parent.subjects as readonly unknown[]).indexOf(node));
        return around();
      }
      case 'marginal':
        return key === 'subject' ? this.patterns(parent.rows as readonly TableRow[], 0) : undefined;
      case 'call': {
        const call = ofKind(parent, 'call');
        if (call && ['days', 'months', 'years', 'year', 'month', 'day'].includes(call.fn)) return date;
        return sibling(...(call?.args ?? [])) ?? around();
      }
      case 'given':
        return this.typeOf(parent.value as Expr);
      case 'select':
        return around();
      default:
        // A row, an entry of a choice, an interval's end: what holds it knows.
        return parent.kind === undefined ? around() : undefined;
    }
  }

  private operand(parent: Extract<Expr, { kind: 'binary' }>, node: Node, around: () => Wanted | undefined): Wanted | undefined {
    const isLeft = (parent.left as unknown as Node) === node;
    const other = isLeft ? parent.right : parent.left;
    switch (parent.op) {
      case 'and':
      case 'or':
        return boolean;
      case '+':
      case '-':
        return this.typeOf(other) ?? around();
      case '*': {
        const type = this.typeOf(other);
        // Of `rate of cost` the first is a share, the second what it is a share of.
        if (isPlain(type) || (!type && !isLeft && parent.spelling)) return around();
        return factor(type, around());
      }
      case '/': {
        const [type, whole] = [this.typeOf(other), around()];
        if (type?.kind !== 'number' || whole?.kind !== 'number') return isLeft ? whole : { kind: 'number', dimension: '' };
        return {
          kind: 'number',
          dimension: isLeft ? combine(whole.dimension, type.dimension, 1) : combine(type.dimension, whole.dimension, -1),
        };
      }
      default: {
        const type = this.typeOf(other);
        return !type && other.kind === 'name' ? membersOf('one of', [other]) : type;
      }
    }
  }

  private among(members: readonly Expr[]): Wanted | undefined {
    return membersOf('one of', members) ?? this.typeOf(members[0]);
  }

  /** From the rows of a table: its intervals' ends, else its members. */
  private patterns(rows: readonly TableRow[], column: number): Wanted | undefined {
    const patterns = rows.flatMap((row) => row.columns[column] ?? []);
    for (const pattern of patterns) {
      const value = pattern.kind === 'interval' ? (pattern.interval.lower ?? pattern.interval.upper)?.value : undefined;
      const type = this.typeOf(value);
      if (type) return type;
    }
    return this.among(patterns.flatMap((pattern) => (pattern.kind === 'value' ? [pattern.value] : [])));
  }
}

function isPlain(type: Wanted | undefined): boolean {
  return type?.kind === 'number' && type.dimension === '';
}

/** Of a type as after a number; a unit after a stroke stands in the singular in English. */
const plurals: Readonly<Record<string, string>> = { person: 'people', day: 'days', week: 'weeks', month: 'months', year: 'years' };

/** What times the other factor makes the product: of a rate per kW the kW; a share where it is not of another dimension. */
function factor(other: Wanted | undefined, product: Wanted | undefined): Wanted {
  const share: Wanted = { kind: 'number', dimension: '', percent: true };
  if (other?.kind !== 'number') return share;
  const below = dimensionParts(other.dimension).flatMap(([base, power]) =>
    power < 0 ? [`${base}${power === -1 ? '' : `^${-power}`}`] : [],
  );
  const perUnit = below.reduce((all, part) => combine(all, part, 1), '');
  const exact = product?.kind === 'number' ? combine(product.dimension, other.dimension, -1) : undefined;
  // Of a rate in another currency than the product's what it is per still says what is wanted.
  const dimension = exact !== undefined && (exact === '' || sampleUnit(exact) !== '') ? exact : perUnit;
  if (dimension === '') return share;
  const [unit, ...more] = dimension === perUnit ? (other.unit?.split('/').slice(1) ?? []) : [];
  return {
    kind: 'number',
    dimension,
    ...(isCount(dimension) ? { integer: true } : {}),
    ...(unit !== undefined && more.length === 0 ? { unit: plurals[unit] ?? unit } : {}),
  };
}

function membersOf(kind: 'one of' | 'any of', members: readonly Expr[]): Wanted | undefined {
  const names = members.flatMap((member) => (member.kind === 'name' && member.name !== '' ? [member.name] : []));
  return names.length > 0 && names.length === members.length ? { kind, members: [...new Set(names)] } : undefined;
}

/** As a declaration writes it. */
export function typeText(type: Wanted, currency: string, words: KeywordLanguage): string {
  switch (type.kind) {
    case 'number': {
      if (type.percent) return spell('percent', words);
      if (type.dimension === '') return spell('number type', words);
      if (type.dimension === currency) return spell('money', words);
      const unit = type.unit ?? sampleUnit(type.dimension, words);
      if (unit === '') return spell('number type', words);
      return type.integer ? `${spell('integer', words)} ${unit}` : unit;
    }
    case 'boolean':
    case 'date':
    case 'text':
      return spell(type.kind, words);
    case 'one of':
    case 'any of':
      return `${spell(type.kind, words)} { ${type.members.join(', ')} }`;
    default:
      return type satisfies never;
  }
}

/** A value of the type, to be filled in; undefined where a let cannot have one. */
export function valueText(type: Wanted, words: KeywordLanguage): string | undefined {
  switch (type.kind) {
    case 'number': {
      if (type.percent) return '0%';
      const unit = type.dimension === '' ? '' : (type.unit ?? sampleUnit(type.dimension, words));
      return `0${/^[A-Za-z]/.test(unit) ? ' ' : ''}${unit}`;
    }
    case 'boolean':
      return spell('no', words);
    case 'date':
      return spell('as_of', words);
    case 'text':
      return '""';
    case 'one of':
    case 'any of':
      return undefined;
    default:
      return type satisfies never;
  }
}
