/** Dates that contradict each other: an effective period that ends before it begins, a clause in force outside its policy. */
import type { Problem } from '../finding';
import type { Clause, DateRange, FileInfo, Place } from '../program/program';
import type { DateLiteral } from '../syntax/tree';
import { isoOf } from './literal';

interface Written {
  readonly place: Place;
  readonly from?: DateLiteral;
  readonly to?: DateLiteral;
}

/** Where the item says `effective`. */
function effectiveOf(place: Place): Written | undefined {
  const node = place.item.node;
  const at = (s: { start: number; end: number; from?: DateLiteral; to?: DateLiteral }): Written => ({
    place: { ...place, start: s.start, end: s.end },
    ...(s.from && { from: s.from }),
    ...(s.to && { to: s.to }),
  });
  if (node.kind === 'policy') {
    const field = node.fields.find((f) => f.field === 'effective');
    return field && at(field);
  }
  if (node.kind !== 'clause') return undefined;
  for (const statement of node.body) if (statement.kind === 'effective') return at(statement);
  return undefined;
}

const reversed = (range: DateRange | undefined): boolean => range?.from !== undefined && range.to !== undefined && range.from > range.to;

function reversedDates(written: Written | undefined): Problem[] {
  const place = written?.place;
  if (!place || !written.from || !written.to || written.from.iso <= written.to.iso) return [];
  const { from, to } = written;
  const edit = (of: DateLiteral, text: string) => ({ place: { ...place, start: of.start, end: of.end }, text });
  return [
    {
      name: 'empty-interval',
      place: { ...place, start: from.start, end: to.end },
      data: { code: 'dates', from: from.iso, to: to.iso },
      fixes: [{ title: 'swap', data: {}, edits: [edit(from, to.iso), edit(to, from.iso)] }],
    },
  ];
}

/** Of the policy itself. */
export function datesOfFile(file: FileInfo): Problem[] {
  return file.policy ? reversedDates(effectiveOf(file.policy.place)) : [];
}

/** Of a clause, against its policy's dates. */
export function datesOfClause(clause: Clause, policy: DateRange | undefined): Problem[] {
  const own = clause.effective;
  const written = effectiveOf(clause.place);
  if (!own || !written) return [];
  if (reversed(own)) return reversedDates(written);
  if (!policy || reversed(policy)) return [];
  const dates = {
    name: clause.name,
    from: policy.from === undefined ? '' : isoOf(policy.from),
    to: policy.to === undefined ? '' : isoOf(policy.to),
  };
  const never =
    (own.from !== undefined && policy.to !== undefined && own.from > policy.to) ||
    (own.to !== undefined && policy.from !== undefined && own.to < policy.from);
  if (never) return [{ name: 'date-outside-policy', place: written.place, data: { code: 'never', ...dates } }];
  const problems: Problem[] = [];
  const outside = (code: 'before' | 'after', literal: DateLiteral | undefined, bound: number) => {
    const place = literal ? { ...written.place, start: literal.start, end: literal.end } : written.place;
    problems.push({
      name: 'date-outside-policy',
      place,
      data: { code, ...dates, date: literal?.iso ?? '' },
      fixes: literal
        ? [{ title: 'policy-date', data: { date: isoOf(bound) }, edits: [{ place, text: isoOf(bound) }], preferred: true }]
        : [],
    });
  };
  if (own.from !== undefined && policy.from !== undefined && own.from < policy.from) outside('before', written.from, policy.from);
  if (own.to !== undefined && policy.to !== undefined && own.to > policy.to) outside('after', written.to, policy.to);
  return problems;
}
