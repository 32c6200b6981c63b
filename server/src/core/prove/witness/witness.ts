/** From a model to an applicant that is shown: in numbers that a person can read, seen to be true by the exact evaluator, and as an example's text. */
import { evaluate } from '../../evaluate/index';
import type { Applicant, Evaluation } from '../../evaluate/values';
import type { Exact } from '../../exact';
import type { FindingName, Problem } from '../../finding';
import type { Constant } from '../../program/program';
import type { ScalarType } from '../../program/types';
import type { Context } from '../context';
import type { Bool, Model } from '../terms';
import { exampleText, type Target } from './example';
import { factsThatMatter } from './facts';
import { constantText } from './literal';
import { roundedModel } from './rounded';
import { titleOf } from './titles';

export interface Witness {
  readonly model: Model;
  readonly applicant: Applicant;
  readonly evaluation: Evaluation;
  /** The facts that matter, as `name = value`. */
  readonly facts: readonly string[];
  readonly language: 'en' | 'zh';
  show(value: Constant, type: ScalarType): string;
  /** An amount of what the clause pays. */
  money(amount: Exact, clause: string): string;
}

/** The applicant that a model describes, with what is shown of it. */
export function shown(ctx: Context, model: Model, clauses: readonly string[], leaveOut: readonly string[] = []): Witness {
  const { program } = ctx;
  const language = ctx.tree.keywordLanguage;
  const applicant = ctx.enc.inputs.applicant(model);
  const show = (value: Constant, type: ScalarType): string => constantText(value, type, program, language);
  return {
    model,
    applicant,
    evaluation: evaluate(program, applicant),
    facts: factsThatMatter(program, applicant, clauses, language).filter((f) => !leaveOut.some((name) => f.startsWith(`${name} = `))),
    language,
    show,
    money: (amount, clause) =>
      show(
        { kind: 'number', value: amount },
        { kind: 'number', dimension: program.clauses.get(clause)?.currency ?? program.currency ?? '' },
      ),
  };
}

/** An applicant for whom the formula is true and `replay` holds; undefined where none stands up to it. */
export function witnessOf(
  ctx: Context,
  formula: Bool,
  model: Model,
  clauses: readonly string[],
  replay: (applicant: Applicant) => boolean,
): Witness | undefined {
  const rounded = roundedModel(ctx, formula, model);
  for (const candidate of rounded === model ? [model] : [rounded, model])
    if (replay(ctx.enc.inputs.applicant(candidate))) return shown(ctx, candidate, clauses);
  return undefined;
}

/** The fix that puts the witness into the file, behind its last item, with what is expected of it. */
export function insertWitness(
  ctx: Context,
  { applicant, language }: Witness,
  about: { readonly finding: FindingName; readonly names: readonly string[] },
): NonNullable<Problem['fixes']>[number] {
  const { program, tree } = ctx;
  const expect: Target[] = about.names.flatMap((name): Target[] => (program.clauses.has(name) ? [{ kind: 'clause', name }] : []));
  const text = exampleText(program, applicant, {
    language,
    title: titleOf(about.finding, about.names, language),
    expect: [...expect, { kind: 'total' }],
  });
  const last = tree.items.at(-1)?.item;
  const edits = last
    ? [{ place: { uri: program.root, item: last, start: last.text.length, end: last.text.length }, text: `\n\n${text}` }]
    : [];
  return { title: 'insert-witness', data: {}, edits };
}
