/** Why: the person's way through the E-Town sample: the keyboard, the mouse, and what is to be seen on the screen. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goBehind, patience, pressFor, sees, steps } from './vscode-keys.mjs';

import { withFeatures } from './vscode-person-features.mjs';
import { writeSettings } from './vscode-tests.mjs';
import { openWindow, remote } from './vscode-window.mjs';

/** @returns the outcome of each step; pictures of the window are left in `pictures` */
export async function asAPerson(executable, port, folder, pictures) {
  const file = join(folder, 'beijing-etown-2025', 'beijing-etown-2025.clause');
  const right = '支持 最高 研发投入';
  if (!readFileSync(file, 'utf8').includes(right)) throw new Error(`the sample no longer has “${right}”, which this test misspells`);
  writeSettings(join(folder, '.vscode', 'settings.json'), { 'clausewright.messageLanguage': 'zh' });
  const { page, close } = await openWindow(executable, port, folder, [
    ['openFile', remote(port, file)],
    ['skipWelcome', 'true'],
  ]);
  const outcomes = [];
  const picture = (name) => page.screenshot({ path: join(pictures, `${name}.png`) });
  const squiggle = page.locator('.monaco-editor .squiggly-error').first();
  const step = steps('a person', picture, outcomes);

  try {
    await step('opens the E-Town sample and sees it coloured', async () => {
      await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: patience });
      await page
        .locator('.monaco-editor .view-lines')
        .first()
        .click({ position: { x: 400, y: 5 } });
      await page.waitForFunction(
        () =>
          new Set([...document.querySelectorAll('.monaco-editor .view-line span[class^="mtk"]')].map((span) => span.className)).size >= 4,
        undefined,
        { timeout: patience },
      );
    });

    await step('sees amounts beside the clauses', async () => {
      await goBehind(page, right);
      await sees(page, /^条款 .*→ .*元/m);
      await picture('clauses');
    });

    await step('types a mistake and sees its finding', async () => {
      await page.keyboard.press('Backspace');
      await page.keyboard.insertText('人');
      await squiggle.waitFor({ timeout: patience });
      await page.keyboard.press('Control+Shift+m');
      await page.locator('.markers-panel', { hasText: '研发投人' }).waitFor({ timeout: patience });
      await page.locator('.markers-panel', { hasText: 'unknown-name' }).waitFor({ timeout: patience });
      await picture('mistake');
    });

    await step('applies its fix, and the finding is gone', async () => {
      await goBehind(page, '支持 最高 研发投人');
      await page.keyboard.press('ArrowLeft');
      await pressFor(page, ['Control+.'], page.locator('.action-widget', { hasText: '研发投入' }));
      await picture('fixes');
      await page.keyboard.press('Enter');
      await squiggle.waitFor({ state: 'detached', timeout: patience });
      await sees(page, new RegExp(right));
      await sees(page, /^条款 .*→ .*元/m);
    });

    await step('hovers over a name and reads what it is', async () => {
      await pressFor(page, ['Control+k', 'Control+i'], page.locator('.monaco-hover', { hasText: /研发投入.*(field|字段)/s }));
      await picture('hover');
      await page.keyboard.press('Escape');
    });

    await step('sees what each example and each expectation came to', async () => {
      await goBehind(page, '应得 总计 =');
      await sees(page, /^\s*应得 总计 .*✓ .*元/m);
      await picture('examples');
    });

    await withFeatures(page, folder, step, picture);
  } finally {
    await close();
  }
  return outcomes;
}

/** The same file in a light window in Chinese, with all settings as they come: the extension speaks Chinese there by itself. */
export async function inLightChinese(executable, port, folder, pictures) {
  writeSettings(join(folder, '.vscode', 'settings.json'), { 'workbench.colorTheme': 'Default Light Modern' });
  const file = join(folder, 'beijing-etown-2025', 'beijing-etown-2025.clause');
  const payload = [
    ['openFile', remote(port, file)],
    ['skipWelcome', 'true'],
  ];
  const { page, close } = await openWindow(executable, port, folder, payload, 'zh-cn');
  const outcomes = [];
  const picture = (name) => page.screenshot({ path: join(pictures, `${name}.png`) });
  const step = steps('an author with a light Chinese window', picture, outcomes);
  try {
    await step('reads results in Chinese', async () => {
      await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: patience });
      await goBehind(page, '条款 白菜心工程');
      await sees(page, /^条款 .*→ .*(万元|元)/m);
      await page.locator('.monaco-workbench.vs').waitFor({ timeout: patience });
      await picture('light-chinese');
    });

    await step('reads the commands in Chinese', async () => {
      const input = page.locator('.quick-input-widget:not([style*="display: none"]) input').first();
      await pressFor(page, ['F1'], input);
      await input.fill('>Clausewright');
      for (const text of ['新建政策', '重新启动语言服务器'])
        await page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().waitFor({ timeout: patience });
      await picture('commands-chinese');
      await page.keyboard.press('Escape');
    });

    await step('is offered new policies in Chinese, and gets one that computes', async () => {
      const row = (text) => page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
      const input = page.locator('.quick-input-widget:not([style*="display: none"]) input').first();
      await pressFor(page, ['F1'], input);
      await input.fill('>Clausewright: 新建政策');
      await row('新建政策').waitFor({ timeout: patience });
      await page.waitForTimeout(200);
      await page.keyboard.press('Enter');
      await row('分档累进').waitFor({ timeout: patience });
      await picture('new-policy');
      await row('分档累进').click();
      await page.locator('.quick-input-widget', { hasText: '政策的标题' }).first().waitFor({ timeout: patience });
      await page.keyboard.insertText('我的政策');
      await page.keyboard.press('Enter');
      await sees(page, /^政策 "我的政策" \{/m);
      await sees(page, /^条款 研发增长 .*→ 22.5万元/m);
      await picture('new-policy-chinese');
    });
  } finally {
    await close();
  }
  return outcomes;
}
