/** An interval that holds no value: its ends are turned round, or nothing lies between them. */
import type { Problem } from '../../finding';
import { eachNode } from '../../syntax/compare';
import type { Interval } from '../../syntax/tree';
import type { EmptyInterval } from '../intervals';
import type { Rule } from '../rule';

/** The values of the two ends in each other's place, where they are turned round. */
function exchanged({ place, turned }: EmptyInterval): NonNullable<Problem['fixes']> {
  if (!turned) return [];
  let found: Interval | undefined;
  eachNode(place.item.node, (node) => {
    if (node.start === place.start && node.end === place.end && 'lower' in node && 'upper' in node) found = node as unknown as Interval;
  });
  const [lower, upper] = [found?.lower?.value, found?.upper?.value];
  if (!lower || !upper) return [];
  const { text } = place.item;
  const edit = (of: typeof lower, other: typeof lower) => ({
    place: { ...place, start: of.start, end: of.end },
    text: text.slice(other.start, other.end),
  });
  return [{ title: 'swap-ends', data: {}, edits: [edit(lower, upper), edit(upper, lower)] }];
}

export const emptyInterval: Rule = {
  name: 'empty-interval',
  group: 'tables',
  severity: 'warning',
  en: {
    messages: {
      interval: 'No value lies in this interval: its upper end is not above its lower one.',
      whole: 'No whole number lies in this interval.',
      dates: 'These dates end ({to}) before they begin ({from}).',
    },
    fixes: { swap: 'Exchange the two dates', 'swap-ends': 'Exchange the two ends' },
  },
  zh: {
    messages: {
      interval: '没有值落在这个区间内：上端不高于下端。',
      whole: '这个区间内没有整数。',
      dates: '止期（{to}）早于起期（{from}）。',
    },
    fixes: { swap: '对调两个日期', 'swap-ends': '对调两端' },
  },
  interval: (empty: EmptyInterval) => [
    { name: 'empty-interval', place: empty.place, data: { code: empty.whole ? 'whole' : 'interval' }, fixes: exchanged(empty) },
  ],
};
