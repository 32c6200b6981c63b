/** Why: the person's way through the E-Town sample: the keyboard, the mouse, and what is to be seen on the screen. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSettings } from './vscode-tests.mjs';
import { openWindow, remote } from './vscode-window.mjs';

const patience = 30_000;

/** The editor's lines as they stand on the screen, results included. */
function screenText(page) {
  return page.evaluate(() => {
    const lines = [...document.querySelectorAll('.monaco-editor .view-lines .view-line')];
    lines.sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top));
    return lines.map((line) => line.textContent.replaceAll('\u00a0', ' ')).join('\n');
  });
}

async function sees(page, pattern) {
  const end = Date.now() + patience;
  for (;;) {
    const text = await screenText(page);
    if (pattern.test(text)) return text;
    if (Date.now() > end) throw new Error(`${pattern} is not on the screen:\n${text}`);
    await page.waitForTimeout(100);
  }
}

/** Presses the keys until what they open is there: a window that is just busy closes it again, and a person would press once more. */
async function pressFor(page, keys, opened) {
  for (let tries = 6; ; tries--) {
    for (const key of keys) await page.keyboard.press(key);
    try {
      return await opened.waitFor({ timeout: patience / 5 });
    } catch (error) {
      if (tries <= 1) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** Puts the cursor behind the first place of `text` in the file, which is not on its first line. */
async function goBehind(page, text) {
  const position = page.locator('.statusbar-item', { hasText: /Ln \d+, Col \d+/ }).first();
  for (let tries = 6; ; tries--) {
    const input = page.locator('.find-widget.visible textarea').first();
    // A panel that was just opened may take the focus once more: then all of it is pressed again.
    await page.waitForTimeout(300);
    await pressFor(page, ['Control+1', 'Control+Home', 'Control+f'], input);
    await input.fill(text);
    await page.locator('.find-widget.visible .matchesCount', { hasText: / of / }).waitFor({ timeout: patience });
    await page.waitForTimeout(300);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(300);
    // The count may still be that of an earlier search: then nothing was found yet, and the cursor has not left the first line.
    if (!/Ln 1,/.test((await position.textContent()) ?? '')) return;
    if (tries <= 1) throw new Error(`the cursor does not go to “${text}”`);
  }
}

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
  async function step(title, body) {
    if (outcomes.some((outcome) => outcome.error)) return;
    try {
      await body();
      outcomes.push({ title: `a person ${title}` });
    } catch (error) {
      await picture('failed');
      outcomes.push({ title: `a person ${title}`, error: `${error.message}\n(test-output/failed.png)` });
    }
  }

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
  } finally {
    await close();
  }
  return outcomes;
}
