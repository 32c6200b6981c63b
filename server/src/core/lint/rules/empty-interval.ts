/** An interval that holds no value: its ends are turned round, or nothing lies between them. */
import type { EmptyInterval } from '../intervals';
import type { Rule } from '../rule';

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
    fixes: { swap: 'Exchange the two dates' },
  },
  zh: {
    messages: {
      interval: '没有值落在这个区间内：上端不高于下端。',
      whole: '这个区间内没有整数。',
      dates: '止期（{to}）早于起期（{from}）。',
    },
    fixes: { swap: '对调两个日期' },
  },
  interval: (empty: EmptyInterval) => [{ name: 'empty-interval', place: empty.place, data: { code: empty.whole ? 'whole' : 'interval' } }],
};
