/** Why: the form as the policy wants it: a control for each fact, by its type, with its limits and its unit. */
import { displayConstant, isoDate } from '../core/evaluate/display';
import { firstDay } from '../core/evaluate/index';
import type { Constant, FileInfo, Program } from '../core/program/program';
import { expressionsOf, visit } from '../core/program/reads';
import type { Bounds, FieldDeclaration, ScalarType } from '../core/program/types';
import type { Analysis } from '../core/workspace';
import type { Showing } from '../features/amounts';
import { showBounds } from '../features/describe';
import { phrasebook } from '../features/wording';
import type { Field, Fields, ScalarField } from '../previewProtocol';
import type { Previewed } from './context';
import { moneyName, otherUnits, shownUnit, type Written } from './units';
import { writtenOf } from './write';

const words = phrasebook({
  broken: {
    en: 'The declaration of this fact cannot be read. Correct it in the policy, then it can be given here.',
    zh: '这个要素的声明有错误。请先在政策中改正，然后在此填写。',
  },
  between: { en: '{from} to {to}', zh: '{from} 至 {to}' },
  from: { en: 'from {from}', zh: '自 {from} 起' },
  to: { en: 'to {to}', zh: '至 {to}' },
});

/** Changes only with the program: fields of the last one are at hand for the next keystroke in the form. */
const known = new WeakMap<Program, { readonly key: string; readonly parts: Parts }>();
interface Parts {
  readonly fields: readonly Omit<Field, 'spot'>[];
  readonly payable: Fields['payable'];
}

export function fieldsOf({ analysis, spotOf, language }: Pick<Previewed, 'analysis' | 'spotOf' | 'language'>): Fields {
  // Of the program as it is written: what is evaluated may have stand-ins for values that cannot be read.
  const { program } = analysis;
  const { fields, payable } = partsOf(analysis, language);
  const spots = [...program.facts.values()].map((fact) => spotOf(fact.place));
  const first = firstDay(program);
  const effective = effectiveText(program, language);
  return {
    fields: fields.flatMap((field, n): Field[] => {
      const spot = spots[n];
      return spot ? [{ ...field, spot }] : [];
    }),
    payable,
    ...(first === undefined ? {} : { firstDay: isoDate(first) }),
    ...(effective === undefined ? {} : { effective }),
  };
}

function partsOf(analysis: Analysis, language: 'en' | 'zh'): Parts {
  const { program } = analysis;
  const written = writtenOf(analysis);
  const key = `${language} ${written.language}`;
  const last = known.get(program);
  if (last?.key === key) return last.parts;
  const parts = { fields: facts(written, language), payable: payable(written) };
  known.set(program, { key, parts });
  return parts;
}

function facts(written: Written, language: 'en' | 'zh'): Parts['fields'] {
  return [...written.program.facts.values()].map((fact): Omit<Field, 'spot'> => {
    const { name, label, type, bounds } = fact;
    if (type.kind !== 'list') return scalar({ name, label, type, bounds, default: fact.default }, written, language);
    const fields = type.fields.map((field: FieldDeclaration) => scalar({ ...field, bounds: field.interval }, written, language));
    return { name, label: label ?? name, control: { kind: 'list', ...(type.max === undefined ? {} : { max: type.max }), fields } };
  });
}

interface Declaration {
  readonly name: string;
  readonly label?: string | undefined;
  readonly type: ScalarType;
  readonly bounds?: Bounds | undefined;
  readonly default?: Constant | undefined;
}

function scalar(declared: Declaration, written: Written, language: 'en' | 'zh'): ScalarField {
  const { name, label, type, bounds } = declared;
  const { program } = written;
  const showing: Showing & { readonly currency: string } = { language, currency: program.currency ?? '', units: program.units };
  const limits = bounds && showBounds(bounds, type, showing);
  return {
    name,
    label: label ?? name,
    ...(limits ? { limits } : {}),
    ...(declared.default ? { default: displayConstant(declared.default, type, showing) } : {}),
    control: control(type, written, language),
  };
}

function control(type: ScalarType, written: Written, language: 'en' | 'zh'): ScalarField['control'] {
  switch (type.kind) {
    case 'number':
      return {
        kind: 'number',
        unit: shownUnit(type, written).text,
        integer: type.integer === true,
        units: [...otherUnits(type, written)],
      };
    case 'member':
    case 'set': {
      const members = type.members.map((name) => ({ name, label: Object.hasOwn(type.labels, name) ? (type.labels[name] ?? name) : name }));
      return { kind: type.kind === 'set' ? 'set' : 'choice', members };
    }
    case 'boolean':
    case 'date':
    case 'text':
      return { kind: type.kind };
    case 'broken':
      return { kind: 'broken', message: words('broken', language) };
    default:
      return type satisfies never;
  }
}

/** First the clauses whose earlier payments the policy looks at, all in the order of the program. */
function payable(written: Written): Fields['payable'] {
  const { program } = written;
  const asked = askedPayments(program);
  const all = [...program.clauses.values()];
  return [...all.filter(({ name }) => asked.has(name)), ...all.filter(({ name }) => !asked.has(name))].map(({ name, title, currency }) => ({
    name,
    title: title ?? name,
    unit: moneyName(currency, written.language),
  }));
}

/** By `paid(…)`, by a cap with a window, by a limit with one. */
function askedPayments(program: Program): ReadonlySet<string> {
  const asked = new Set<string>();
  const targets = new Map(program.groups.map(({ name, members }) => [name, members]));
  const clauses = [...program.clauses.values()];
  const expressions = [
    ...clauses.flatMap(expressionsOf),
    ...[...program.lets.values()].map(({ value }) => value),
    ...program.files.flatMap(({ requirements }) => requirements.map(({ condition }) => condition)),
    ...program.limits.map(({ cap }) => cap),
  ];
  for (const root of expressions)
    visit(root, (e) => {
      if (e.op === 'paid') for (const name of targets.get(e.target) ?? [e.target]) asked.add(name);
    });
  for (const { name, steps } of clauses) if (steps.some((step) => step.kind === 'cap' && step.window)) asked.add(name);
  for (const { window, members } of program.limits) if (window) for (const name of members) asked.add(name);
  return asked;
}

function effectiveText({ files }: Program, language: 'en' | 'zh'): string | undefined {
  const range = files.findLast((file: FileInfo) => file.effective !== undefined)?.effective;
  const from = range?.from === undefined ? undefined : isoDate(range.from);
  const to = range?.to === undefined ? undefined : isoDate(range.to);
  if (from !== undefined && to !== undefined) return words('between', language, { from, to });
  if (from !== undefined) return words('from', language, { from });
  return to === undefined ? undefined : words('to', language, { to });
}
