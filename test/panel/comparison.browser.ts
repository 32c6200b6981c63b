/** Why: the panel of a comparison is read, clicked and typed in as people do, in both languages, narrow and wide, dark and light. */
import { afterAll, describe, expect, it } from 'vitest';
import { Comparison } from './comparisonDesk';
import { close } from './desk';

afterAll(close);

const policy = `policy "Cost" {
  effective 2025-01-01 to 2025-12-31
}
fact cost "Cost": money from 0元 to 1000元
fact kind "Kind": one of { core, early }

clause grant "Grant" {
  when  kind = core
  award 10% of cost
}

clause help "Help" {
  award 100元
}

clause travel "Travel" {
  award 20元
}

example "somebody" {
  cost = 500元
  kind = core
}
`;
/** 12% of up to 1000 is up to 20 more; of the help 10 are gone: 90 against 100. */
const now = policy.replace('10%', '12%').replace('100元\n', '90元\n');

describe('the panel of a comparison', () => {
  it('has the answer first, then the total and what changed; what did not is folded', async () => {
    const panel = await Comparison.open(policy, now);
    const { page } = panel;
    expect(await page.textContent('h1')).toBe('Cost compared with before.clause');
    expect(await page.textContent('.answer')).toMatch(/^“Grant” pays more for some and less for nobody; “Help” pays less for some/);
    const rows = await panel.rows();
    expect(rows.map(([name]) => name)).toEqual(['Total', 'Grant', 'Help']);
    expect(rows[2]).toEqual(['Help', 'never more, less for some', '', '¥100 → ¥90 (-¥10)']);
    expect(await page.textContent('.section summary')).toBe('The same for everyone: 1');
    // With 500: 50 + 100 + 20 before, 60 + 90 + 20 now; the clauses differ, the total does not.
    const example = await page.$$eval('.examples tbody tr > *', (cells) => cells.map((one) => one.textContent?.trim()));
    expect(example).toEqual(['somebodygrant: ¥50 → ¥60help: ¥100 → ¥90', '¥170', '¥170', '¥0']);
    await panel.picture('dark');
    await panel.close();
  });

  it('is worked by the keyboard: a row opens, its name leads to the text, a witness becomes an example or fills the preview', async () => {
    const panel = await Comparison.open(policy, now, { theme: 'light' });
    const { page } = panel;
    await page.focus('tbody[data-row="clause grant"] .toggle');
    expect(await page.getAttribute(':focus', 'aria-label')).toBe('Details of Grant');
    await page.keyboard.press('Enter');
    await page.waitForSelector('tbody[data-row="clause grant"] .witness');
    expect(await page.getAttribute('tbody[data-row="clause grant"] .toggle', 'aria-expanded')).toBe('true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(panel.wishes).toMatchObject([{ kind: 'goTo', spot: { uri: 'file:///policies/a.clause', line: 6 } }]);
    await page.keyboard.press('Tab');
    expect(await page.textContent(':focus')).toBe('Add as example');
    expect(await page.getAttribute(':focus', 'aria-label')).toBe('Add as example: Grant, more, for example');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const witness = await page.getAttribute('tbody[data-row="clause grant"] .witness', 'data-witness');
    expect(panel.wishes.slice(1)).toEqual([
      { kind: 'addExample', witness },
      { kind: 'preview', witness },
    ]);
    await panel.picture('light-opened');
    await page.click('header .button');
    expect(panel.wishes.at(-1)).toEqual({ kind: 'choose' });
    await panel.close();
  });

  it('follows what is typed, with what is opened still open, and marks what is of an earlier text', async () => {
    const panel = await Comparison.open(policy, now);
    const { page } = panel;
    await page.click('tbody[data-row="clause grant"] .toggle');
    let go: () => void = () => undefined;
    panel.holding = new Promise((resolve) => {
      go = resolve;
    });
    panel.type((text) => text.replace('12%', '8%'));
    await page.waitForSelector('.life[data-life="working"]', { state: 'attached' });
    expect(await page.getAttribute('main', 'class')).toBe('stale');
    expect((await panel.rows())[1]?.[1]).toBe('never less, more for some');
    go();
    await page.waitForSelector('.life[data-life="current"]', { state: 'attached' });
    expect((await panel.rows())[1]?.[1]).toBe('never more, less for some');
    expect(await page.getAttribute('tbody[data-row="clause grant"] .toggle', 'aria-expanded')).toBe('true');
    expect(await page.getAttribute('main', 'class')).toBe('');
    await panel.close();
  });

  it('shows the row that a lens leads to, opened', async () => {
    const panel = await Comparison.open(policy, now);
    panel.controller.reveal('clause help');
    await panel.page.waitForSelector('tbody.revealed[data-row="clause help"] .witness');
    await panel.close();
  });

  it('speaks Chinese, and fits 400 pixels: nothing is cut off, nothing scrolls sideways', async () => {
    for (const theme of ['dark', 'light', 'high-contrast'] as const) {
      const panel = await Comparison.open(policy, now, { language: 'zh', width: 400, theme });
      const { page } = panel;
      expect(await page.textContent('header .button')).toBe('与其他版本比较…');
      expect((await panel.rows()).map(([name]) => name)).toEqual(['总计', 'Grant', 'Help']);
      await page.click('tbody[data-row="total"] .toggle');
      await page.waitForSelector('.witness');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
      await panel.picture(`narrow-${theme}`);
      await panel.close();
    }
  });

  it('breaks no line within an amount, and no example into slivers, while there is room for it', async () => {
    const large = (text: string): string => text.replace('to 1000元', 'to 999999999元').replace('500元\n  kind', '987654321元\n  kind');
    for (const width of [400, 620]) {
      const panel = await Comparison.open(large(policy), large(now), { language: 'zh', width });
      await panel.page.click('tbody[data-row="clause grant"] .toggle');
      const lines = await panel.page.$$eval('.whole', (all) => all.map((one) => one.getBoundingClientRect().height));
      // Before, after and difference of two rows, a witness or two and an example: all of one line, which is under 2 em of 13 pixels.
      expect(lines.length).toBeGreaterThan(12);
      expect(Math.max(...lines)).toBeLessThan(26);
      // 10% of 987654321 is 98765432.1.
      expect(await panel.page.textContent('.examples')).toContain('98,765,432.1元');
      await panel.close();
    }
  });

  it('folds the changes of the text where they would hide what follows', async () => {
    const clauses = (percent: number): string =>
      Array.from({ length: 21 }, (_, n) => `clause c${n} {\n  award ${percent}% of cost\n}\n`).join('');
    const fact = 'fact cost "Cost": money from 0元 to 1000元\n';
    const many = await Comparison.open(fact + clauses(1), fact + clauses(2));
    expect(await many.page.$$eval('.section[open]', (all) => all.length)).toBe(0);
    await many.close();
    const few = await Comparison.open(policy, now);
    // The changes and the examples.
    expect(await few.page.$$eval('.section[open]', (all) => all.length)).toBe(2);
    await few.close();
  });

  it('shows texts of a policy as texts, however long and hostile', async () => {
    const evil = '<img src=x onerror=alert(1)>{{1+1}}\u202e';
    const long = 'very'.repeat(60);
    const hostile = now
      .replace('"Grant"', JSON.stringify(`${evil}${long}`).replace('\\u202e', '\u202e'))
      .replace('"Cost" {', '"<b>Cost</b>" {');
    const panel = await Comparison.open(policy, hostile, { width: 400 });
    const { page } = panel;
    expect(await page.textContent('h1')).toContain('<b>Cost</b>');
    expect(await page.$('img, h1 b')).toBeNull();
    expect((await panel.rows())[1]?.[0]).toContain('<img src=x onerror=alert(1)>');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    await panel.close();
  });

  it('says why there is nothing to compare, and what is not decided', async () => {
    const trouble = 'There is no git revision “x”; check its spelling, or fetch it first with git fetch.';
    const none = await Comparison.open(policy, now, { state: (real) => real && { ...real, trouble, rows: [], changes: [], examples: [] } });
    expect(await none.page.textContent('[role="alert"]')).toBe(trouble);
    expect(await none.page.$('table')).toBeNull();
    await none.close();
    const broken = await Comparison.open(policy, now.replace('award 90元', 'award nobody'));
    expect(await broken.page.textContent('.banner.warning:not(.life *)')).toMatch(/the later version has 1 error/i);
    expect((await broken.rows()).find(([name]) => name === 'Help')?.[1]).toBe('not decided');
    await broken.close();
  });
});
