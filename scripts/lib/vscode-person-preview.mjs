/**
 * Why: the preview as a person meets it: opened beside the E-Town sample, filled, dragged along the curve, kept while the file is broken, and
 * saved as an example. In a dark window in English and in a light, narrow one in Chinese.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goBehind, patience, pressFor, sees, steps, until } from './vscode-keys.mjs';
import { writeSettings } from './vscode-tests.mjs';
import { openWindow, remote } from './vscode-window.mjs';

/** Of the sample: the applicant, what is expected of it, and with 1万元 instead of 8.5万元 for the vouchers, which are matched 1:1. */
const applicant = '综合-芯片企业的一年';
const vouchers = '首都科技创新券的使用额度';

const ways = {
  dark: {
    who: 'a person with the preview',
    language: undefined,
    theme: 'Default Dark Modern',
    width: 1440,
    before: '¥24,642,000 at most',
    after: '¥24,567,000 at most',
    broken: 'last state',
    save: 'Save as example',
    title: 'Preview beijing-etown-2025.clause',
  },
  light: {
    who: 'an author with a narrow, light Chinese preview',
    language: 'zh-cn',
    theme: 'Default Light Modern',
    width: 1080,
    before: '至多 2464.2万元',
    after: '至多 2456.7万元',
    broken: '最近一次',
    save: '存为示例',
    title: '预览 beijing-etown-2025.clause',
  },
};

/** @param {'dark' | 'light'} looks @returns the outcome of each step; pictures of the window are left in `pictures` */
export async function withPreview(executable, port, folder, pictures, looks) {
  const { who, language, theme, width, before, after, broken, save, title } = ways[looks];
  const file = join(folder, 'beijing-etown-2025', 'beijing-etown-2025.clause');
  const original = readFileSync(file, 'utf8');
  for (const text of [`示例 "${applicant}"`, '应得 总计       = 2464.2万元 至多', '支持 创新券使用额 的 1:1'])
    if (!original.includes(text)) throw new Error(`the sample no longer has “${text}”, on which this test rests`);
  writeSettings(join(folder, '.vscode', 'settings.json'), { 'workbench.colorTheme': theme, 'workbench.sideBar.location': 'right' });
  const payload = [
    ['openFile', remote(port, file)],
    ['skipWelcome', 'true'],
  ];
  const { page, close } = await openWindow(executable, port, folder, payload, language);
  await page.setViewportSize({ width, height: 1000 });
  const outcomes = [];
  const picture = (name) => page.screenshot({ path: join(pictures, `preview-${looks}-${name}.png`) });
  const step = steps(who, picture, outcomes);
  const panel = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  const total = () => panel.locator('header .total strong').textContent({ timeout: patience });
  const totals = (text) => until(page, 'the total', total, (found) => found?.trim() === text);
  const field = panel.getByRole('textbox', { name: vouchers }).first();
  const value = () => field.inputValue();
  /** VS Code itself shows the same panel; what is in the way is closed. */
  const roomy = async () => {
    await page.keyboard.press('Control+b');
    await page.waitForTimeout(300);
  };

  try {
    await step('opens it beside the text by keyboard', async () => {
      await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: patience });
      await roomy();
      await page
        .locator('.monaco-editor .view-lines')
        .first()
        .click({ position: { x: 200, y: 5 } });
      await pressFor(page, ['Control+k', 'v'], panel.locator('header h1'));
      await picture('opened');
    });

    await step('fills the form from an example, and reads the total that the example expects', async () => {
      await panel.locator('.fill-bar select').selectOption({ label: applicant }, { timeout: patience });
      await totals(before);
      await picture('filled');
      await panel.locator('#section-awards').evaluate((element) => element.scrollIntoView());
      await page.waitForTimeout(300);
      await picture('awards');
    });

    await step('opens a clause and reads its steps', async () => {
      const row = panel.locator('.clause', { hasText: '（十七）首都科技创新券配套' }).first();
      await row.locator('.clause-open').click({ timeout: patience });
      await row.locator('.clause-body', { hasText: '没有使用首都科技创新券' }).waitFor({ timeout: patience });
      await row.scrollIntoViewIfNeeded();
      await picture('clause');
    });

    await step('types another value, and the total follows', async () => {
      await field.scrollIntoViewIfNeeded({ timeout: patience });
      await field.fill('1万元');
      await totals(after);
      await picture('typed');
    });

    await step('drags along the curve of that fact, and the form follows', async () => {
      const select = panel.locator('#curve-path');
      await select.scrollIntoViewIfNeeded({ timeout: patience });
      await select.evaluate(
        (element, label) => {
          const option = [...element.querySelectorAll('vscode-option')].find((one) => one.textContent === label);
          element.value = option.getAttribute('value');
          element.dispatchEvent(new Event('change', { bubbles: true }));
        },
        await select.locator('vscode-option', { hasText: vouchers }).first().textContent(),
      );
      const handle = panel.locator('[role=slider]').first();
      await until(
        page,
        'the curve',
        () => handle.getAttribute('aria-label'),
        (label) => label?.includes(vouchers) ?? false,
      );
      await handle.scrollIntoViewIfNeeded();
      await page.waitForTimeout(500);
      const box = await until(page, 'where the handle stands', () => handle.boundingBox(), Boolean);
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (let i = 1; i <= 8; i++) await page.mouse.move(x + 6 * i, y);
      await page.mouse.up();
      const dragged = await until(page, 'the value', value, (found) => found !== '1万元');
      await until(page, 'the total', total, (found) => found?.trim() !== after);
      if (!dragged) throw new Error('dragging emptied the field');
      await picture('dragged');
      await field.fill('1万元');
      await totals(after);
    });

    await step('breaks the file: the last good result stays, and is marked', async () => {
      await goBehind(page, '支持 最高 研发投入');
      await page.keyboard.press('Backspace');
      await panel.locator('.banner.error', { hasText: broken }).waitFor({ timeout: patience });
      await totals(after);
      await picture('broken');
    });

    await step('mends it, and the mark is gone', async () => {
      await page.keyboard.insertText('入');
      await panel.locator('.banner.error').waitFor({ state: 'detached', timeout: patience });
      await totals(after);
    });

    await step('comes back to the panel as it was when another tab has hidden it', async () => {
      // An explanation opens in the same column.
      await pressFor(page, ['Control+1', 'Control+Shift+Alt+e'], page.locator('.tab', { hasText: applicant }).first());
      await panel.locator('header h1').waitFor({ state: 'detached', timeout: patience });
      await page.locator('.tab', { hasText: title }).last().click();
      await totals(after);
      if ((await value()) !== '1万元') throw new Error(`the form holds ${await value()}`);
    });

    await step('saves the form as an example, which holds', async () => {
      await panel.locator('header vscode-button', { hasText: save }).click({ timeout: patience });
      const input = page.locator('.quick-input-widget:not([style*="display: none"]) input').first();
      await input.waitFor({ timeout: patience });
      await input.fill('从预览保存的示例');
      await page.waitForTimeout(300);
      await page.keyboard.press('Enter');
      await sees(page, /^示例 "从预览保存的示例"/m);
      await page.keyboard.press('Control+1');
      await page.keyboard.press('Control+s');
      const written = () => readFileSync(file, 'utf8').split('示例 "从预览保存的示例"')[1] ?? '';
      await until(page, 'the example in the file', written, (text) => /应得 总计 += 2456\.7万元 至多/.test(text));
      if (await page.locator('.monaco-editor .squiggly-error').count()) throw new Error('the new example has an error');
      await picture('saved');
    });
  } finally {
    await close();
  }
  return outcomes;
}
