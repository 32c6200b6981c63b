/** From a model to an applicant that is shown: in numbers that a person can read, seen to be true by the exact evaluator, and as an example's text. */
import type { Applicant } from '../../evaluate/values';
import type { Exact } from '../../exact';
import type { FindingName, Problem } from '../../finding';
import type { Constant } from '../../program/program';
import type { ScalarType } from '../../program/types';
import type { Context } from '../context';
import type { Bool, Model } from '../terms';
import { exampleText, type Target } from './example';
import { factsNamed } from './facts';
import { insertionOf } from './insertion';
import { constantText } from './literal';
import { roundedModel } from './rounded';
import { titleOf } from './titles';

export interface Witness {
  readonly model: Model;
  readonly applicant: Applicant;
  /** The facts that matter, as `name = value`. */
  readonly facts: readonly string[];
  readonly language: 'en' | 'zh';
  show(value: Constant, type: ScalarType): string;
  /** An amount of what the clause pays. */
  money(amount: Exact, clause: string): string;
}

/** Evaluations that are spent on finding which facts a message names. */
const MOST_TRIES = 60;

/** The applicant that a model describes, with what is shown of it. */
export function shown(
  ctx: Context,
  model: Model,
  about: readonly string[],
  holds: (applicant: Applicant) => boolean,
  applicant = ctx.enc.inputs.applicant(model),
  leaveOut: readonly string[] = [],
): Witness {
  const { program } = ctx;
  const language = ctx.tree.keywordLanguage;
  const show = (value: Constant, type: ScalarType): string => constantText(value, type, program, language);
  return {
    model,
    applicant,
    facts: factsNamed({ program, applicant, about, holds, language, budget: MOST_TRIES }).filter(
      (f) => !leaveOut.some((name) => f.startsWith(`${name} = `)),
    ),
    language,
    show,
    money: (amount, clause) =>
      show(
        { kind: 'number', value: amount },
        { kind: 'number', dimension: program.clauses.get(clause)?.currency ?? program.currency ?? '' },
      ),
  };
}

/** An applicant for whom the formula is true and `happens` holds; undefined where none stands up to it. */
export function witnessOf(
  ctx: Context,
  formula: Bool,
  model: Model,
  clauses: readonly string[],
  happens: (applicant: Applicant) => boolean,
): Witness | undefined {
  const rounded = roundedModel(ctx, formula, model);
  for (const candidate of rounded === model ? [model] : [rounded, model]) {
    const applicant = ctx.enc.inputs.applicant(candidate);
    if (happens(applicant)) return shown(ctx, candidate, clauses, happens, applicant);
  }
  return undefined;
}

type Fix = NonNullable<Problem['fixes']>[number];

/** The fix that puts the witness into the file, behind its last item, with what is expected of it. The text is made when it is looked at. */
export function insertWitness(
  ctx: Context,
  { model, language }: Witness,
  about: { readonly finding: FindingName; readonly names: readonly string[] },
): Fix {
  const { latest } = ctx;
  const title = titleOf(about.finding, about.names, language);
  return {
    title: 'insert-witness',
    data: {},
    witness: { title, applicant: () => (latest.context ?? ctx).enc.inputs.applicant(model) },
    get edits() {
      const { program, tree, enc } = latest.context ?? ctx;
      const expect = about.names.flatMap((name): Target[] => (program.clauses.has(name) ? [{ kind: 'clause', name }] : []));
      const text = exampleText(program, enc.inputs.applicant(model), {
        language,
        title,
        expect: [...expect, { kind: 'total' }],
      });
      const insertion = insertionOf(program.root, tree, text);
      return insertion ? [insertion] : [];
    },
  };
}
