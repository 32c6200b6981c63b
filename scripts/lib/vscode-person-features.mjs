/** Why: the person goes on in the E-Town sample: another example, its explanation, the tests, a name that is changed, a clause that is written. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, complete, goBehind, patience, pressFor, sees } from './vscode-keys.mjs';

/** An example in which no clause pays, since a requirement fails. */
const another = '八（一）-不在亦庄新城经营';

/** Waits until the file on the disk has the text. */
async function saved(page, path, text) {
  const end = Date.now() + patience;
  while (!readFileSync(path, 'utf8').includes(text)) {
    if (Date.now() > end) throw new Error(`${path} does not have “${text}”`);
    await page.waitForTimeout(200);
  }
}

export async function withFeatures(page, folder, step, picture) {
  const status = (text) => page.locator('.statusbar-item', { hasText: text }).first();
  const pick = page.locator('.quick-input-list .monaco-list-row', { hasText: another }).first();

  await step('selects another example by keyboard, and sees other values', async () => {
    await goBehind(page, '条款 白菜心工程');
    await sees(page, /^条款 白菜心工程.*→ .*元/m);
    await pressFor(page, ['Control+Alt+e'], pick);
    await picture('select-example');
    await page.keyboard.insertText(another);
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: another }).waitFor({ timeout: patience });
    await page.keyboard.press('Enter');
    await status(another).waitFor({ timeout: patience });
    await sees(page, /^条款 白菜心工程.*→ 不符合/m);
    await picture('selected-example');
  });

  await step('has the example explained beside the text', async () => {
    await pressFor(page, ['Control+Shift+Alt+e'], page.locator('.tab', { hasText: another }).first());
    const link = page
      .frameLocator('iframe.webview.ready')
      .frameLocator('iframe#active-frame')
      .locator('a', { hasText: '第 40 行' })
      .first();
    await link.waitFor({ timeout: patience });
    await picture('explained');
    await link.click();
    await page
      .locator('.statusbar-item', { hasText: /(Ln|行) 40,/ })
      .first()
      .waitFor({ timeout: patience });
    await page.keyboard.press('Control+1');
    await command(page, 'View: Close Editors in Other Groups');
  });

  await step('runs all examples as tests', async () => {
    await command(page, 'Testing: Focus on Test Explorer View');
    const explorer = page.locator('.test-explorer');
    await explorer.locator('.monaco-list-row', { hasText: 'beijing-etown-2025.clause' }).first().waitFor({ timeout: patience });
    await command(page, 'Test: Run Tests in Current File');
    await explorer.locator('.codicon-testing-passed-icon').first().waitFor({ timeout: patience });
    await picture('tests');
    await command(page, 'Explorer: Focus on Folders View');
  });

  await step('renames a fact by keyboard, in every file', async () => {
    await goBehind(page, '前提 依法经营');
    await page.keyboard.press('ArrowLeft');
    const box = page.locator('.rename-box input').first();
    await pressFor(page, ['F2'], box);
    await box.fill('合规经营');
    await picture('rename');
    await page.keyboard.press('Enter');
    await sees(page, /^前提 合规经营 /m);
    for (const name of ['要素.clause', '边界示例.clause']) await saved(page, join(folder, 'beijing-etown-2025', name), '合规经营');
    await picture('renamed');
  });

  await step('completes a clause by keyboard alone', async () => {
    await goBehind(page, '前提 合规经营');
    for (const key of ['Control+End', 'Enter', 'Enter']) await page.keyboard.press(key);
    await page.keyboard.insertText('条款');
    await complete(page, '按比例支持');
    await sees(page, /^条款 资助 "名称" \{/m);
    // The places of the snippet, in their order: name, title, source, percentage.
    for (const text of ['设备资助', '设备购置资助', '附则', '20']) {
      await page.keyboard.insertText(text);
      await page.waitForTimeout(300);
      // A list of suggestions that opened meanwhile would take the key.
      if (await page.locator('.suggest-widget.visible').count()) await page.keyboard.press('Escape');
      await page.keyboard.press('Tab');
      await page.waitForTimeout(300);
    }
    await page.keyboard.insertText('本年');
    await picture('completion');
    await complete(page, '本年研发费用');
    await page.keyboard.press('Tab');
    await page.waitForTimeout(300);
    await page.keyboard.insertText('50');
    await page.keyboard.press('Escape');
    await sees(page, /支持 本年研发费用 的 20%/);
    await sees(page, /封顶 50万元/);
    await sees(page, /^条款 设备资助 "设备购置资助" \{.*→/m);
    await picture('completed');
  });
}
