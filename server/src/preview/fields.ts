/** Why: the form as the policy wants it: a control for each fact, by its type, with its limits and its unit. */
import type { Program } from '../core/program/program';
import type { Fields } from '../previewProtocol';
import type { Previewed } from './context';

export function fieldsOf({ program, spotOf }: Pick<Previewed, 'program' | 'spotOf' | 'language'>): Fields {
  return { fields: facts(program, spotOf), payable: [] };
}

function facts(program: Program, spotOf: Previewed['spotOf']): Fields['fields'] {
  return [...program.facts.values()].map((fact) => ({
    name: fact.name,
    label: fact.label ?? fact.name,
    spot: spotOf(fact.place),
    control: { kind: 'text' },
  }));
}
