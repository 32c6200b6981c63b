/** Why: units of rates and lengths of time as an author meets them: the first offer is accepted, and the text must be what was meant. */
import { describe, expect, it } from 'vitest';
import { accepted, marked, Quick, shown } from './completionSupport';

const quick = new Quick();
function offered(source: string) {
  const { text, offset } = marked(source);
  const { document, items } = quick.at(text, offset);
  const list = shown(items, document, offset);
  return { labels: list.map(({ label }) => label), take: (how?: 'insert' | 'replace') => accepted(document, list[0], how) };
}

const power = (award: string) => `policy "p" { currency EUR }\nfact size: kW from 0kW\nclause a {\n  award ${award}\n}`;
const hires = (award: string) => `政策 "p" {}\n要素 新招: 整数 人\n条款 甲 {\n  支持 ${award}\n}`;

describe('below the stroke of a compound unit', () => {
  it.each([
    // A sum of money from kW: the rate is money per kW.
    [power('900 EUR/¦ * size'), power('900 EUR/kW * size')],
    [power('900 EUR/k¦ * size'), power('900 EUR/kW * size')],
    [power('size * 900 EUR/¦'), power('size * 900 EUR/kW')],
    [power('900 EUR/k¦'), power('900 EUR/kW')],
    [hires('新招 * 1500元/¦'), hires('新招 * 1500元/人')],
    // No factor yet: the program's own facts say what may be counted.
    [hires('1500元/¦'), hires('1500元/人')],
    [power('900 EUR/¦'), power('900 EUR/kW')],
    // Above the stroke.
    [power('size * 900 EU¦/kW'), power('size * 900 EUR/kW')],
    // The emoji before the cursor is two UTF-16 units; CRLF.
    [hires('5元 "😀"\r\n支持 1500元/¦ * 新招'), hires('5元 "😀"\r\n支持 1500元/人 * 新招')],
  ])('%#: the first offer ends the unit', (source, result) => {
    expect(offered(source).take()).toBe(result);
    expect(offered(source).take('replace')).toBe(result);
  });

  it('is nothing but itself when it is whole', () => {
    expect(offered(hires('新招 * 1500元/人¦')).labels).toEqual(['人']);
    expect(offered(hires('新招 * 1500元/人¦')).take()).toBe(hires('新招 * 1500元/人'));
    expect(offered(power('900 EUR/kW¦ * size')).labels).toEqual(['kW']);
  });

  it('is never what stands above it, nor a compound unit', () => {
    for (const award of ['900 EUR/¦', 'size * 900 EUR/¦', '900 EUR/kW/¦', '900 EUR/E¦']) {
      const { labels } = offered(power(award));
      expect(labels).not.toContain('EUR');
      expect(labels.filter((label) => label.includes('/'))).toEqual([]);
    }
    expect(offered(power('900 EUR/kW/¦')).labels).not.toContain('kW');
  });

  it('is what the fields of a list are counted in', () => {
    const text = 'policy "p" { currency EUR }\nfact roofs: list of { area: m2 }\nclause a { each roofs, award area * 3 EUR/';
    expect(offered(`${text}¦ }`).take()).toBe(`${text}m2 }`);
  });

  it('in a fact’s type: no money per money', () => {
    expect(offered('fact size: kW\nfact rate: EUR/¦').labels[0]).toBe('kW');
  });
});

describe('how far back', () => {
  it.each([
    [power('9 EUR, cap 3 EUR within ¦'), power('9 EUR, cap 3 EUR within 3 years')],
    [power('9 EUR, cap 3 EUR within 5¦'), power('9 EUR, cap 3 EUR within 5years')],
    [power('9 EUR, cap 3 EUR within 3 ¦'), power('9 EUR, cap 3 EUR within 3 years')],
    [power('9 EUR, cap 3 EUR within 1 ¦'), power('9 EUR, cap 3 EUR within 1 year')],
    [power('9 EUR, cap 3 EUR within 6 m¦'), power('9 EUR, cap 3 EUR within 6 months')],
    [power('9 EUR, less paid(a, ¦)'), power('9 EUR, less paid(a, 3 years)')],
    [power('9 EUR, less paid(a, 2 ¦)'), power('9 EUR, less paid(a, 2 years)')],
    [hires('3元, 封顶 3元 近¦'), hires('3元, 封顶 3元 近3年')],
    [hires('3元, 封顶 3元 近 ¦'), hires('3元, 封顶 3元 近 3年')],
    [hires('3元, 封顶 3元 近3¦'), hires('3元, 封顶 3元 近3年')],
    [hires('3元，封顶 3元 近 3 ¦'), hires('3元，封顶 3元 近 3 年')],
  ])('%#: the first offer is in years', (source, result) => {
    expect(offered(source).take()).toBe(result);
  });

  it('one, three or five years, then names', () => {
    const english = offered(power('9 EUR, cap 3 EUR within ¦')).labels;
    expect(english.slice(0, 3)).toEqual(['3 years', '1 year', '5 years']);
    expect(english).toContain('size');
    expect(offered(hires('3元, 封顶 3元 近¦')).labels.slice(0, 3)).toEqual(['3年', '1年', '5年']);
    expect(offered(power('9 EUR, cap ¦')).labels).not.toContain('3 years');
  });
});
