/** Values of facts as the author would write them in an example: the file's language, the fact's unit. */
import { literalOf } from '../../evaluate/display';
import type { Constant, Given, Program } from '../../program/program';
import type { ListType, ScalarType } from '../../program/types';

/** Longer lists stand one item a line. */
const ONE_LINE = 90;

/** An expression that means exactly the value. */
export function constantText(value: Constant, type: ScalarType, program: Program, language: 'en' | 'zh'): string {
  if (value.kind === 'text') return textLiteral(value.value);
  return literalOf(value, type, { language, units: program.units }) ?? '0';
}

/** The value of a fact, scalar or list. `type` is the fact's. */
export function givenText(given: Given, type: ScalarType | ListType, program: Program, language: 'en' | 'zh'): string | undefined {
  if (given.kind !== 'list') return type.kind === 'list' ? undefined : constantText(given, type, program, language);
  if (type.kind !== 'list') return undefined;
  const items = given.items.map((item) => {
    const fields = type.fields.flatMap((f) => {
      const value = item[f.name];
      return value ? [`${f.name} = ${constantText(value, f.type, program, language)}`] : [];
    });
    return fields.length === 0 ? '{ }' : `{ ${fields.join(', ')} }`;
  });
  if (items.length === 0) return '[ ]';
  const line = items.join(', ');
  return line.length <= ONE_LINE ? `[ ${line} ]` : `[\n${items.map((item) => `    ${item}\n`).join('')}  ]`;
}

function textLiteral(value: string): string {
  const escaped = value.replace(/[\\"“”]/g, (c) => `\\${c}`);
  return value.includes('\n') ? `"""${escaped}"""` : `"${escaped}"`;
}
