/** What an author counts in, from the amounts and units of little programs. */
import { describe, expect, it } from 'vitest';
import { show } from '../../../../server/src/core/prove/rational';
import { unitOf } from '../../../../server/src/core/prove/witness/unit';
import { programOf } from '../../../support/program';

const unit = (text: string, fact: string): string => {
  const program = programOf(text);
  const type = program.facts.get(fact)?.type;
  if (!type || type.kind === 'list') throw new Error(fact);
  return show(unitOf(type, program));
};

describe('unitOf', () => {
  it('is 万元 where most amounts are whole in it, else 元', () => {
    const policy = (amounts: string) => `fact x: money\nclause c "C" { when x over 0元; award min(${amounts}) }\n`;
    expect(unit(policy('5000万元, 20万元, 300元'), 'x')).toBe('10000');
    expect(unit(policy('5000万元, 250元, 300元'), 'x')).toBe('1');
    expect(unit(policy('x, x'), 'x')).toBe('1');
  });
  it('is a thousand of another currency where most amounts are', () => {
    const policy = (amounts: string) =>
      `policy "P" {\n  currency USD\n}\nfact x: money\nclause c "C" { when x over 0 USD; award min(${amounts}) }\n`;
    expect(unit(policy('5000 USD, 12000 USD'), 'x')).toBe('1000');
    expect(unit(policy('5000 USD, 150 USD'), 'x')).toBe('1');
  });
  it('is the unit of the fact, a hundredth of a percentage', () => {
    expect(unit('unit 席\nunit 大席 = 10 席\nfact x: integer 大席\n', 'x')).toBe('10');
    expect(unit('fact x: 亩\n', 'x')).toBe('2000/3');
    expect(unit('fact x: percent\n', 'x')).toBe('1/100');
    expect(unit('fact x: integer\n', 'x')).toBe('1');
    expect(unit('fact x: 元/平方米/天\n', 'x')).toBe('1');
    expect(unit('fact x: boolean\n', 'x')).toBe('1');
  });
});
