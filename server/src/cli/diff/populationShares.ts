/** Why: how a change is spread over the applicants: averages, shares, and by how much of what they got totals change. */
import { Exact } from '../../core/exact';
import type { Amounts } from '../../explain/difference/index';
import type { Band, Measure, Movement } from '../../population/result';

const BANDS: Readonly<Record<Band, { readonly en: string; readonly zh: string }>> = {
  'newly-paid': { en: 'nothing before, something after', zh: '原来没有，现在有' },
  'gained-over-half': { en: 'more by over 50%', zh: '增加 50% 以上' },
  'gained-10%-to-half': { en: 'more by 10% to 50%', zh: '增加 10% 至 50%' },
  'gained-below-10%': { en: 'more by below 10%', zh: '增加不足 10%' },
  unchanged: { en: 'the same', zh: '不变' },
  'lost-below-10%': { en: 'less by below 10%', zh: '减少不足 10%' },
  'lost-10%-to-half': { en: 'less by 10% to 50%', zh: '减少 10% 至 50%' },
  'lost-over-half': { en: 'less by over 50%', zh: '减少 50% 以上' },
  'lost-all': { en: 'something before, nothing after', zh: '原来有，现在没有' },
};

const CENT = Exact.of('0.01');

/** Sentences on one total, most gained first; none where no total is known or none changes. */
export function sharesOf(t: Measure, amounts: Amounts): string[] {
  const zh = amounts.language === 'zh';
  if (t.rows === 0 || t.gains.rows + t.losses.rows === 0) return [];
  const each = (sum: Exact, rows: number): string => average(sum, rows, (value) => amounts.money(value, t.currency));
  const change = (sum: Exact, rows: number): string => average(sum, rows, (value) => amounts.change(value, t.currency));
  const [was, is, by] = [each(t.before.sum, t.rows), each(t.after.sum, t.rows), change(t.difference, t.rows)];
  const moved = ({ rows, sum }: Movement, isGain: boolean): string[] => {
    if (rows === 0) return [];
    const mean = change(isGain ? sum : Exact.zero.minus(sum), rows);
    const who = isGain ? (zh ? '增加的' : 'who get more') : zh ? '减少的' : 'who get less';
    return [zh ? `${who}：${counted(rows, t.rows, zh)}，平均 ${mean}` : `${who}: ${counted(rows, t.rows, zh)}, on average ${mean}`];
  };
  const bands = new Map(t.bands.map(({ band, rows }) => [band, rows]));
  return [
    zh ? `每人平均 ${was} → ${is}（${by}）` : `on average ${was} → ${is} (${by})`,
    ...moved(t.gains, true),
    ...moved(t.losses, false),
    ...(Object.keys(BANDS) as Band[]).flatMap((band) => {
      const rows = bands.get(band) ?? 0;
      const { en, zh: cn } = BANDS[band];
      return rows === 0 ? [] : [zh ? `${cn}：${counted(rows, t.rows, zh)}` : `${en}: ${counted(rows, t.rows, zh)}`];
    }),
  ];
}

/** To the hundredth, marked where that is not exact. */
export function average(sum: Exact, rows: number, shown: (value: Exact) => string): string {
  const exact = sum.div(Exact.of(rows));
  const rounded = exact.roundTo(CENT, 'half');
  return `${rounded.equals(exact) ? '' : '≈'}${shown(rounded)}`;
}

/** A number with its share in per cent, to a tenth; of few the share says nothing. */
function counted(rows: number, of: number, zh: boolean): string {
  const tenths = Math.round((rows * 1000) / of);
  const share = `${Math.floor(tenths / 10)}.${tenths % 10}%`;
  return zh ? `${rows} 人（${share}）` : `${rows} (${share})`;
}
