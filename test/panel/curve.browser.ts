import { afterAll, describe, expect, it } from 'vitest';
import { everything, withCurve } from './curveFixture';
import { close, Panel } from './desk';
import type { Theme } from './themes';

afterAll(close);

const policy = `policy "Jobs, 2025" { currency 元 }
fact staff "Staff": integer 人 from 0人
clause grant "Grant" { award 1万元/人 * staff }
`;

describe('the picture of a curve', () => {
  const looks: readonly (readonly [Theme, number, 'en' | 'zh'])[] = [
    ['dark', 900, 'en'],
    ['light', 400, 'zh'],
    ['high-contrast', 900, 'en'],
    ['dark', 400, 'en'],
  ];
  for (const [theme, width, language] of looks) {
    it(`has every kind of stretch and mark, ${theme}, ${width} px, ${language}`, async () => {
      const panel = await Panel.open(policy, { theme, width, language, state: (real) => withCurve(real, everything) });
      const { page } = panel;
      await page.waitForSelector('award-curve svg');
      expect(await page.locator('.curve-table tbody tr').count()).toBe(4);
      // Nothing sticks out of the panel.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await panel.picture(`curve-${theme}-${width}-${language}`);
      await panel.close();
    });
  }
});
