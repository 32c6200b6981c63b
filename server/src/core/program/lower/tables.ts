/** `by`, `marginal`, and `highest` and its kin. */
import { Exact } from '../../exact';
import type { Expr, Pattern as PatternSyntax, TableRow } from '../../syntax/tree';
import { NONE } from '../dimension';
import type { Role } from '../problems';
import type { Expression, Interval, Pattern, Row } from '../program';
import { kindOf } from '../symbols';
import type { ListType, NumberType, ScalarType } from '../types';
import { join, wantNumber } from './coerce';
import { BOOLEAN, BROKEN, broken, type Context, number, PLAIN } from './context';
import { type Branch, check, infer } from './expression';
import { memberTypeOf } from './names';
import { lowerInterval, productType } from './operators';

type Table = Extract<Expr, { kind: 'table' }>;

/** What a single value is compared with: a set's member stands for "has it". */
function patternType(subject: ScalarType): ScalarType {
  return subject.kind === 'set' ? memberTypeOf(subject) : subject;
}

function lowerPattern(ctx: Context, pattern: PatternSyntax, subject: ScalarType): Pattern {
  switch (pattern.kind) {
    case 'any':
      return { kind: 'any' };
    case 'value':
      return { kind: 'value', value: check(ctx, pattern.value, patternType(subject), 'pattern') };
    case 'interval': {
      if (subject.kind !== 'number' && subject.kind !== 'date' && subject.kind !== 'broken') {
        ctx.reader.report(pattern, { name: 'type-mismatch', data: { code: 'out-of-order' } });
        return { kind: 'value', value: broken(ctx, pattern) };
      }
      return { kind: 'interval', interval: lowerInterval(ctx, pattern.interval, subject) };
    }
    default: {
      const never: never = pattern;
      return never;
    }
  }
}

/** `其他:` is a member's row, not `otherwise`, under one subject whose type has a member of that name. */
function otherMember(ctx: Context, expr: Table, subjects: readonly Expression[]): Pattern | undefined {
  const [subject] = subjects;
  const name = expr.otherwise?.memberName;
  if (!subject || subjects.length !== 1 || !name) return undefined;
  const type = subject.type;
  if ((type.kind !== 'member' && type.kind !== 'set') || !type.members.includes(name.name)) return undefined;
  const single = type.kind === 'set' ? memberTypeOf(type) : type;
  return { kind: 'value', value: check(ctx, { kind: 'name', name: name.name, start: name.start, end: name.end }, single, 'pattern') };
}

export function lowerTable(ctx: Context, expr: Table, branch: Branch, expected?: ScalarType): Expression {
  const { reader } = ctx;
  const subjects = expr.subjects.map((s) => infer(ctx, s));
  let misshapen = subjects.length === 0;
  const rows: { row: TableRow; columns: readonly (readonly Pattern[])[]; value: Expression }[] = [];
  for (const row of expr.rows) {
    // The parser has reported a row with a wrong number of columns.
    if (row.columns.length !== subjects.length) misshapen = true;
    const columns = row.columns.map((patterns, i) => patterns.map((p) => lowerPattern(ctx, p, subjects[i]?.type ?? BROKEN)));
    rows.push({ row, columns, value: branch(row.value) });
  }
  const other = otherMember(ctx, expr, subjects);
  const otherwise = expr.otherwise ? branch(expr.otherwise.value) : undefined;
  const branches = rows.map((r) => ({ span: r.row.value, e: r.value }));
  if (expr.otherwise && otherwise) branches.push({ span: expr.otherwise.value, e: otherwise });
  const joined = expected ? { type: expected, values: branches.map((b) => b.e) } : join(ctx, branches);
  if (misshapen) return { op: 'broken', type: joined.type, place: reader.place(expr) };
  const typed: Row[] = rows.map((r, i) => ({
    columns: r.columns,
    value: joined.values[i] ?? r.value,
    place: reader.place(r.row),
  }));
  const last = otherwise ? (joined.values[rows.length] ?? otherwise) : undefined;
  if (other && last && expr.otherwise) typed.push({ columns: [[other]], value: last, place: reader.place(expr.otherwise) });
  return {
    op: 'table',
    subjects,
    rows: typed,
    ...(last && !other ? { otherwise: last } : {}),
    type: joined.type,
    place: reader.place(expr),
  };
}

export function lowerMarginal(ctx: Context, expr: Extract<Expr, { kind: 'marginal' }>): Expression {
  const { reader } = ctx;
  const place = reader.place(expr);
  const subject = wantNumber(ctx, expr.subject, infer(ctx, expr.subject), 'subject');
  const rows: { interval: Interval; rate: Expression; row: TableRow }[] = [];
  let misshapen = false;
  for (const [i, row] of expr.rows.entries()) {
    const pattern = row.columns[0]?.[0];
    const rate = wantNumber(ctx, row.value, infer(ctx, row.value), 'rate');
    if (row.columns.length !== 1 || row.columns[0]?.length !== 1 || !pattern || pattern.kind === 'value') {
      if (pattern?.kind === 'value') check(ctx, pattern.value, subject.type, 'interval');
      if (pattern) reader.report(pattern, { name: 'type-mismatch', data: { code: 'marginal-row' } });
      misshapen = true;
      continue;
    }
    let interval: Interval =
      pattern.kind === 'interval' ? lowerInterval(ctx, pattern.interval, subject.type) : { place: reader.place(pattern) };
    if (i === 0 && !interval.lower) {
      const zero: Expression = {
        op: 'constant',
        type: subject.type.kind === 'number' ? number(subject.type.dimension) : PLAIN,
        place: interval.place,
        value: { kind: 'number', value: Exact.zero },
      };
      interval = { lower: { value: zero, inclusive: true }, ...interval };
    }
    rows.push({ interval, rate, row });
  }
  const rates = join(
    ctx,
    rows.map((r) => ({ span: r.row.value, e: r.rate })),
  );
  const type = subject.type.kind === 'number' && rates.type.kind === 'number' ? productType(subject.type, rates.type, 1) : BROKEN;
  if (misshapen) return { op: 'broken', type, place };
  return {
    op: 'marginal',
    subject,
    rows: rows.map((r, i) => ({ interval: r.interval, rate: rates.values[i] ?? r.rate, place: reader.place(r.row) })),
    type,
    place,
  };
}

/** The list that `each NAME` names, with its reference; undefined, with the finding, if it is none. */
export function lowerList(ctx: Pick<Context, 'reader'>, ident: { name: string; start: number; end: number }): ListType | undefined {
  const { reader } = ctx;
  if (ident.name === '') return undefined;
  const symbol = reader.symbol(ident.name);
  if (symbol) reader.refer(ident, `name:${ident.name}`);
  if (symbol?.kind === 'fact' && symbol.type.kind === 'list') return symbol.type;
  if (symbol?.kind === 'fact' && symbol.type.kind === 'broken') return undefined;
  if (!symbol && reader.incomplete) return undefined;
  const similar = symbol ? [] : reader.similar(ident.name, ['list']);
  const data = { code: 'list', name: ident.name, similar, found: kindOf(symbol) } as const;
  reader.report(ident, { name: 'unknown-name', data }, { fixes: reader.replacements(ident, similar) });
  return undefined;
}

export function lowerSelect(
  ctx: Context,
  expr: Extract<Expr, { kind: 'select' }>,
  wanted?: { value: Branch; type: NumberType; where: Role },
): Expression {
  const { reader } = ctx;
  const place = reader.place(expr);
  let inner = ctx;
  if (expr.each) {
    const type = lowerList(ctx, expr.each);
    // An unknown list: its fields cannot be known, so nothing inside is looked at.
    if (!type) return { op: 'broken', type: wanted?.type ?? BROKEN, place };
    inner = { ...ctx, lists: [{ list: expr.each.name, type }, ...ctx.lists], inner: ctx.inner + 1 };
  }
  const entries = expr.entries.map((entry) => {
    const value = wanted ? check(inner, entry.value, wanted.type, wanted.where) : infer(inner, entry.value);
    const condition = entry.condition ? check(inner, entry.condition, BOOLEAN, 'condition') : undefined;
    return { entry, value: wantNumber(inner, entry.value, value, 'entry'), condition };
  });
  const joined = wanted
    ? { type: wanted.type as ScalarType, values: entries.map((e) => e.value) }
    : join(
        inner,
        entries.map((e) => ({ span: e.entry.value, e: e.value })),
      );
  return {
    op: 'select',
    select: expr.op,
    ...(expr.each ? { each: expr.each.name } : {}),
    entries: entries.map((e, i) => ({
      value: joined.values[i] ?? e.value,
      place: reader.place(e.entry),
      ...(e.condition ? { condition: e.condition } : {}),
    })),
    type: entries.length === 0 && !wanted ? number(NONE) : joined.type,
    place,
  };
}
