import { expect, it } from 'vitest';
import { oneLine } from '../../server/src/explain/oneLine';

it('full-width marks and glued words go on as their plain forms do', () => {
  expect(oneLine('条件任一｛\n  甲超过1元\n  乙超过2元\n｝')).toBe('条件任一｛ 甲超过1元; 乙超过2元 ｝');
  expect(oneLine('支持若甲\n  则1元\n  否则2元')).toBe('支持若甲 则1元 否则2元');
});
