/** A witness as the text of an example that can be put into a version's file: what is known of the applicant, and what that version pays. */
import type { Program } from '../program/program';
import { exampleText, type Target } from '../prove/witness/example';
import type { Side, Witness } from './difference';

export interface WitnessExample {
  readonly side: Side;
  /** The program of that side. */
  readonly program: Program;
  /** As it is to be read; what stands in the program already gets a number behind it. */
  readonly title: string;
  readonly language: 'en' | 'zh';
  /** Names of clauses and limits of that side of which something is expected, beside the total. */
  readonly names: readonly string[];
}

/** The whole item, lines parted by `\n`, formatted. It holds when it is put into the file. */
export function witnessExample(witness: Witness, { side, program, title, language, names }: WitnessExample): string {
  const expect = names.flatMap((name): Target[] => {
    if (program.clauses.has(name)) return [{ kind: 'clause', name }];
    return program.limits.some((l) => l.name === name) ? [{ kind: 'limit', name }] : [];
  });
  return exampleText(program, witness.applicant[side], { language, title, expect: [...expect, { kind: 'total' }] });
}
