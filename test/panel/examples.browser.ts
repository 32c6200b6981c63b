import { afterAll, describe, expect, it } from 'vitest';
import type { Examples, FromPanel } from '../../server/src/previewProtocol';
import { close, Panel, type PanelOptions } from './desk';
import { at, examples, withParts } from './samples';

afterAll(close);

const policy = 'policy "Park 2025" { currency 元 }\nfact price "Price": money from 0元\nclause grant "Grant" { award 10% of price }\n';

/** What the panel wants to be filled in, as it asks for it. */
type Fill = NonNullable<Extract<FromPanel, { kind: 'ask' }>['asked']['fill']>;

async function opened(given: Examples, options: PanelOptions = {}): Promise<{ panel: Panel; fills: Fill[] }> {
  const fills: Fill[] = [];
  const panel = await Panel.open(policy, {
    state: (real, { asked }) => {
      if (asked.fill) fills.push(asked.fill);
      return withParts(real, { examples: given });
    },
    ...options,
  });
  await panel.page.locator('.examples').waitFor();
  return { panel, fills };
}
const spotsOf = (panel: Panel): number[] => panel.told.flatMap((message) => (message.kind === 'goTo' ? [message.spot.line] : []));

const many: Examples = {
  examples: Array.from({ length: 300 }, (_, index) => ({
    title: `example ${index}`,
    total: `${index}万元`,
    state: index < 3 ? ('failed' as const) : index < 298 ? ('passed' as const) : ('unchecked' as const),
    expectations: index < 298 ? [{ text: `expect total = ${index}万元`, passed: index >= 3, actual: '1万元', spot: at(1000 + index) }] : [],
    spot: at(index),
  })),
  failed: 3,
  passed: 295,
  witnesses: [],
};

describe('the examples', () => {
  it('are a table: title, check, total, what was expected and what is', async () => {
    const { panel } = await opened(examples);
    const { page } = panel;
    expect(await page.locator('.examples-summary').innerText()).toContain('1 failed, 1 passed, 1 expect nothing');
    const table = page.getByRole('table', { name: 'Examples of the policy' });
    expect(await table.getByRole('columnheader').allTextContents()).toEqual(['Example', 'Check', 'Total', 'Expectations', 'Form']);
    expect(await table.getByRole('row').count()).toBe(4);
    const failed = table.getByRole('row').nth(1);
    expect(await failed.getByRole('rowheader').innerText()).toBe('large <b>firm</b>');
    expect(await failed.innerText()).toMatch(/failed[\s\S]*1200万元[\s\S]*expect total = 1100万元[\s\S]*but it is 1200万元/);
    expect(await failed.getByRole('img', { name: 'does not hold' }).count()).toBe(1);
    expect(await failed.getByRole('img', { name: 'holds', exact: true }).count()).toBe(1);
    const passed = table.getByRole('row').nth(2);
    expect(await passed.innerText()).toContain('all 3 hold');
    expect(await page.getByText('expect core_project = 200万元').isVisible()).toBe(false);
    await passed.locator('summary').click();
    expect(await page.getByText('expect core_project = 200万元').isVisible()).toBe(true);
    await panel.close();
  });

  it('lead to their lines, and fill the form, by mouse and keyboard', async () => {
    const { panel, fills } = await opened(examples);
    const { page } = panel;
    await page.getByRole('button', { name: 'growing firm', exact: true }).click();
    await page.getByRole('button', { name: 'expect total = 1100万元' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => spotsOf(panel)).toEqual([94, 121]);
    await page.getByRole('button', { name: 'Fill the form from “growing firm”' }).focus();
    await page.keyboard.press('Space');
    await expect.poll(() => fills).toEqual([{ kind: 'example', title: 'growing firm' }]);
    await panel.close();
  });

  it('have beside them the applicants that the checks found', async () => {
    const { panel, fills } = await opened(examples);
    const { page } = panel;
    expect(await page.locator('.witness').innerText()).toContain('drops at 1150万元');
    await page.getByRole('button', { name: 'Fill the form from “1元 more spending, 50万元 less”' }).click();
    await expect.poll(() => fills).toEqual([{ kind: 'witness', id: 'cliff-1' }]);
    await page.locator('.witness .link').click();
    await expect.poll(() => spotsOf(panel)).toEqual([43]);
    await panel.close();
  });

  it('can be 300, narrowed by their check and by a word', async () => {
    const { panel } = await opened(many, { language: 'zh', theme: 'light', width: 400 });
    const { page } = panel;
    expect(await page.locator('.examples-summary').innerText()).toContain('3 个未通过，295 个通过，2 个无期望');
    const rows = page.locator('.example');
    await expect.poll(() => rows.count()).toBe(300);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.getByRole('radio', { name: '未通过' }).check();
    await expect.poll(() => rows.count()).toBe(3);
    await page.getByRole('radio', { name: '全部' }).last().check();
    await page.getByRole('searchbox', { name: '查找示例' }).fill('EXAMPLE 29');
    // 29 and 290 to 299.
    await expect.poll(() => rows.count()).toBe(11);
    await page.getByRole('searchbox').fill('nobody');
    await expect.poll(() => page.locator('.examples').innerText()).toContain('没有这样的示例。');
    await panel.close();
  });

  it('say how one is made where there are none', async () => {
    const { panel } = await opened({ examples: [], failed: 0, passed: 0, witnesses: [] });
    expect(await panel.page.locator('.examples').innerText()).toContain('“Save as example” makes one of the form.');
    expect(await panel.page.getByRole('table').count()).toBe(0);
    await panel.close();
  });
});
