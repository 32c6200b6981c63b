/** Why: the person's way through the E-Town sample: the keyboard, the mouse, and what is to be seen on the screen. */
import { join } from 'node:path';
import { openWindow, remote } from './vscode-window.mjs';

const wait = { timeout: 30_000 };

/** The editor's lines as they stand on the screen, inlay hints included. */
function screenText(page) {
  return page.evaluate(() => {
    const lines = [...document.querySelectorAll('.monaco-editor .view-lines .view-line')];
    lines.sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top));
    return lines.map((line) => line.textContent.replaceAll('\u00a0', ' ')).join('\n');
  });
}

async function until(page, seen, what) {
  const end = Date.now() + wait.timeout;
  for (;;) {
    const text = await screenText(page);
    if (seen(text)) return text;
    if (Date.now() > end) throw new Error(`not seen on the screen: ${what}\n${text}`);
    await page.waitForTimeout(100);
  }
}

async function gotoLine(page, line) {
  await page.keyboard.press('Control+g');
  await page.locator('.quick-input-widget input').first().waitFor(wait);
  await page.keyboard.type(String(line));
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden', ...wait });
}

/** @returns the outcome of each step, a picture of the window beside the steps that have one */
export async function asAPerson(executable, port, folder, pictures) {
  const file = join(folder, 'beijing-etown-2025', 'beijing-etown-2025.clause');
  const { page, close } = await openWindow(executable, port, folder, [
    ['openFile', remote(port, file)],
    ['skipWelcome', 'true'],
  ]);
  const outcomes = [];
  const picture = (name) => page.screenshot({ path: join(pictures, `${name}.png`) });
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
      await page.locator('.monaco-editor .view-line').first().waitFor(wait);
      await page
        .locator('.monaco-editor .view-lines')
        .first()
        .click({ position: { x: 300, y: 5 } });
      await page.waitForFunction(() => {
        const spans = [...document.querySelectorAll('.monaco-editor .view-line span[class^="mtk"]')];
        return new Set(spans.map((span) => span.className)).size >= 4;
      }, wait);
    });

    await step('sees amounts beside the clauses', async () => {
      await page.keyboard.press('Control+f');
      await page.keyboard.insertText('条款 ');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await until(
        page,
        (text) => text.split('\n').some((line) => /^\s*条款 .*(元|申请|不符合|未知|¥|→|=)/.test(line)),
        'an amount at the end of a clause line',
      );
      await picture('clauses');
    });

    await step('types a mistake and sees its finding', async () => {
      await page.keyboard.press('Control+End');
      await page.keyboard.press('Enter');
      await page.keyboard.insertText('前提 是 且 登记地址不明 “试一试”');
      await page.locator('.monaco-editor .squiggly-error').first().waitFor(wait);
    });
  } finally {
    await close();
  }
  return outcomes;
}
