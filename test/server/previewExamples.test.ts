/** All examples of a file, failures first. */
import { describe, expect, it } from 'vitest';
import { examplesOf } from '../../server/src/preview/examples';
import { firstLook } from '../support/firstLook';
import { previewed } from './previewSupport';

describe('the examples', () => {
  it('come with total and expectations as they are written', () => {
    const found = examplesOf(previewed(firstLook));
    expect(found).toMatchObject({ failed: 0, passed: 1, witnesses: [] });
    const [only] = found.examples;
    expect(only).toMatchObject({ title: 'growing firm', total: '¥3,300,000 at most', state: 'passed' });
    expect(only?.expectations.map(({ text, passed, actual }) => [text, passed, actual])).toEqual([
      ['expect core_project = 200万元', true, '¥2,000,000 at most'],
      ['expect rd_growth excluded', true, 'excluded for plant_award, alone ¥225,000'],
      ['expect total = 330万元 at most', true, '¥3,300,000 at most'],
    ]);
    const lines = firstLook.split('\n');
    expect(lines[only?.spot.line ?? -1]).toBe('example "growing firm" {');
    expect(lines[only?.expectations[1]?.spot.line ?? -1]?.trim()).toBe('expect rd_growth excluded');
  });

  it('stand with the failures first, else as in the file', () => {
    const text = `policy "P" { currency 元 }
fact a "A": money from 0元
clause c "C" { award a }
example "good" { a = 1元, expect total = 1元 }
example "open" { }
example "bad" { a = 2元, expect total = 3元, expect c = 2元 }
example "worse" { a = 2元, expect c = 4元 }
`;
    const { examples, failed, passed } = examplesOf(previewed(text));
    expect(examples.map(({ title, state }) => [title, state])).toEqual([
      ['bad', 'failed'],
      ['worse', 'failed'],
      ['good', 'passed'],
      ['open', 'unchecked'],
    ]);
    expect([failed, passed]).toEqual([2, 1]);
    expect(examples[0]?.expectations.map(({ passed: held, actual }) => [held, actual])).toEqual([
      [false, '¥2'],
      [true, '¥2'],
    ]);
    expect(examples[3]?.total).toBe('needs a');
  });

  it('say the same in the other language when that changes', () => {
    const p = previewed(firstLook);
    expect(examplesOf(p).examples[0]?.total).toBe('¥3,300,000 at most');
    p.session.locale = 'zh-cn';
    expect(examplesOf(p).examples[0]?.total).toBe('至多 330万元');
  });
});
