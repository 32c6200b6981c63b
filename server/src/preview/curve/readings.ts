/** Why: a sentence of a policy may be read in two ways; which readings there are, and the program read so. */
import type { Program } from '../../core/program/program';

export interface Reading {
  readonly id: string;
  readonly label: string;
}

export function readingsOf(_program: Program, _language: 'en' | 'zh'): readonly Reading[] {
  return [];
}

export function readAs(_program: Program, _id: string): Program | undefined {
  return undefined;
}
