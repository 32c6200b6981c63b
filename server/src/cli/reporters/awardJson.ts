/** Why: an award for other programs. Amounts are exact digits as strings (`n/d` where no finite decimal exists); described in docs/cli.md. */
import type { Evaluation, ItemOutcome, Range, Value } from '../../core/evaluate/values';
import type { Constant } from '../../core/program/program';
import { type Display, isoDate, moneyType, needName } from '../../explain/display';
import type { Chosen } from '../applicant';
import { type AwardContext, reasons } from '../award';

const VERSION = 1;

export function awardJson(file: string, chosen: Chosen, evaluation: Evaluation, context: AwardContext): object {
  const { program } = context.analysis;
  const { display } = context;
  const { asOf } = chosen.applicant;
  return {
    version: VERSION,
    language: display.language,
    file,
    [chosen.from]: chosen.name,
    on: asOf === undefined ? null : isoDate(asOf),
    currency: program.currency ?? null,
    total: {
      status: evaluation.total.status,
      ...valueJson(evaluation.total.value, program.currency, display),
      unspecified: evaluation.total.unspecified,
      granted: evaluation.total.granted,
      conflicts: evaluation.total.conflicts,
    },
    clauses: [...program.clauses.values()].flatMap((clause) => {
      const outcome = evaluation.clauses.get(clause.name);
      if (!outcome) return [];
      return [
        {
          name: clause.name,
          title: clause.title ?? null,
          currency: clause.currency,
          ...outcomeJson(outcome, clause.currency, context),
          ...(outcome.text === undefined ? {} : { text: outcome.text }),
          ...(outcome.items ? { items: outcome.items.map((item) => outcomeJson(item, clause.currency, context)) } : {}),
        },
      ];
    }),
    groups: evaluation.groups.map((group) => ({
      name: group.group,
      state: group.state,
      winner: group.winner ?? null,
      contenders: group.contenders.map((each) => ({ clause: each.clause, amount: each.amount.toString() })),
    })),
    limits: evaluation.limits.map((limit) => {
      const currency =
        program.clauses.get(program.limits.find((each) => each.name === limit.limit)?.members[0] ?? '')?.currency ?? program.currency;
      return {
        name: limit.limit,
        bites: limit.bites,
        cap: valueJson(limit.cap, currency, display),
        before: valueJson(limit.before, currency, display),
        after: valueJson(limit.after, currency, display),
      };
    }),
  };
}

function outcomeJson(outcome: ItemOutcome, currency: string, context: AwardContext): object {
  const { display, session, analysis } = context;
  return {
    status: outcome.status,
    eligible: outcome.eligible ?? null,
    amount: valueJson(outcome.amount, currency, display),
    gross: valueJson(outcome.gross, currency, display),
    reasons: outcome.status === 'ineligible' ? reasons(outcome, context) : [],
    needs: outcome.needs.map(needName),
    ...(outcome.excludedBy ? { excludedBy: outcome.excludedBy } : {}),
    cuts: outcome.cuts.map((cut) => ({ limit: cut.limit, amount: cut.amount.toString() })),
    ...(outcome.error
      ? {
          error: {
            code: outcome.error.code,
            message: display.error(outcome.error),
            at: session.where(analysis.range(outcome.error.place)),
          },
        }
      : {}),
  };
}

function valueJson(value: Value, currency: string | undefined, display: Display): object {
  const text = display.value(value, moneyType(currency));
  switch (value.state) {
    case 'known':
      return { state: 'known', value: plain(value.value), text, ...(value.mark ? { mark: value.mark } : {}) };
    case 'unknown':
      return {
        state: 'unknown',
        range: rangeJson(value.range),
        needs: value.needs.map(needName),
        text,
        ...(value.mark ? { mark: value.mark } : {}),
      };
    case 'error':
      return { state: 'error', code: value.error.code, text };
    case 'unspecified':
      return { state: 'unspecified', clauses: value.clauses, text };
    default: {
      const never: never = value;
      return never;
    }
  }
}

function rangeJson(range: Range): object | null {
  if (range.kind !== 'number') return null;
  const end = (side: { value: { toString(): string }; inclusive: boolean } | undefined) =>
    side ? { value: side.value.toString(), inclusive: side.inclusive } : null;
  return { lower: end(range.lower), upper: end(range.upper) };
}

function plain(value: Constant): unknown {
  switch (value.kind) {
    case 'number':
      return value.value.toString();
    case 'boolean':
    case 'text':
      return value.value;
    case 'date':
      return isoDate(value.day);
    case 'member':
      return value.member;
    case 'set':
      return value.members;
    default: {
      const never: never = value;
      return never;
    }
  }
}
