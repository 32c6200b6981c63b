/** Why: a drag along the curve, or a key on its handle, puts a number into the form. */
import type { Applicant } from '../../core/evaluate/values';
import type { Exact } from '../../core/exact';
import type { Program } from '../../core/program/program';
import { phrasebook } from '../../features/wording';
import type { CurveAsked, Fill, Form } from '../../previewProtocol';
import { along } from './along';
import { unitOf } from './axis';
import { dragged, stepped } from './move';
import { valueAlong } from './values';

const say = phrasebook({
  'no-curve': { en: 'There is no curve along which this fact could be moved.', zh: '没有可沿之移动的曲线。' },
});

export interface Moving {
  readonly program: Program;
  /** Of the form as it is. */
  readonly applicant: Applicant;
  readonly form: Form;
  readonly language: 'en' | 'zh';
  /** Puts a number, in base units, into the form. @param path `staff`, `projects[0].cost` */
  readonly write: (form: Form, path: string, value: Exact) => Form;
}

export function moved(
  { program, applicant, form, language, write }: Moving,
  fill: Extract<Fill, { kind: 'drag' | 'step' }>,
  asked: CurveAsked,
): { readonly form: Form } | { readonly refused: string } {
  const { choice, curve } = along(program, applicant, asked);
  if (!choice || !curve) return { refused: say('no-curve', language) };
  const unit = unitOf(choice.type, curve.domain.to, { language, units: program.units });
  const value =
    fill.kind === 'drag'
      ? dragged(curve, unit, fill.at)
      : stepped(curve, unit, valueAlong(program, applicant, choice.fact), fill.direction, fill.to);
  return { form: write(form, choice.path, value) };
}
