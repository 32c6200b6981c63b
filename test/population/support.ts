/** Files of applicants from texts, for tests. */
import { expect } from 'vitest';
import { Exact } from '../../server/src/core/exact';
import {
  type Measure,
  type Population,
  type PopulationRequest,
  population,
  type Refusal,
  type Source,
} from '../../server/src/population/index';
import { programOf } from '../support/program';

/** A file; `pieces` bytes at a time. */
export function fileOf(content: string | Uint8Array, name = 'a.csv', pieces = 1 << 16): Source {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    async *open() {
      for (let i = 0; i < bytes.length; i += pieces) yield bytes.subarray(i, i + pieces);
    },
  };
}

type Rest = Omit<PopulationRequest, 'before' | 'after' | 'applicants'>;

export async function answerOf(before: string | undefined, after: string, file: Source | string, rest: Rest = {}) {
  return population({
    ...(before === undefined ? {} : { before: programOf(before) }),
    after: programOf(after),
    applicants: typeof file === 'string' ? fileOf(file) : file,
    ...rest,
  });
}

export async function resultOf(before: string | undefined, after: string, file: Source | string, rest: Rest = {}): Promise<Population> {
  const answer = await answerOf(before, after, file, rest);
  if ('refusal' in answer) return expect.fail(JSON.stringify(answer.refusal));
  return answer.result;
}

export async function refusalOf(before: string | undefined, after: string, file: Source | string, rest: Rest = {}): Promise<Refusal> {
  const answer = await answerOf(before, after, file, rest);
  if ('result' in answer) return expect.fail(JSON.stringify(answer.result.rows));
  return answer.refusal;
}

/** Exact numbers as their digits. */
export function digits(value: unknown): unknown {
  if (value instanceof Exact) return value.toString();
  if (Array.isArray(value)) return value.map(digits);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, digits(one)]));
  return value;
}

export function totalOf(result: Population): Measure {
  const [total, ...more] = result.totals;
  if (!total || more.length > 0) return expect.fail('one total was expected');
  return total;
}

export function clauseOf(result: Population, name: string): Measure {
  return result.clauses.find(({ clause }) => clause === name) ?? expect.fail(`no clause ${name}`);
}
