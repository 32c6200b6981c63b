/** Why: what a person can do and see in the window, for the tests that do it: every step waits for what it asked for, and presses again. */

export const patience = 30_000;

/** Waits until what `look` gives is as `wanted` says, and gives it. */
export async function until(page, what, look, wanted) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (wanted(found)) return found;
    if (Date.now() > end) throw new Error(`${what}: ${JSON.stringify(found)}`);
    await page.waitForTimeout(100);
  }
}

/** The editor's lines as they stand on the screen, results included. */
function screenText(page) {
  return page.evaluate(() => {
    const lines = [...document.querySelectorAll('.monaco-editor .view-lines .view-line')];
    lines.sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top));
    return lines.map((line) => line.textContent.replaceAll('\u00a0', ' ')).join('\n');
  });
}

export async function sees(page, pattern) {
  const end = Date.now() + patience;
  for (;;) {
    const text = await screenText(page);
    if (pattern.test(text)) return text;
    if (Date.now() > end) throw new Error(`${pattern} is not on the screen:\n${text}`);
    await page.waitForTimeout(100);
  }
}

/** Presses the keys until what they open is there: a window that is just busy closes it again, and a person would press once more. */
export async function pressFor(page, keys, opened) {
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
export async function goBehind(page, text) {
  const position = page.locator('.statusbar-item', { hasText: /(Ln|行) \d+, (Col|列) \d+/ }).first();
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
    if (!/ 1,/.test((await position.textContent()) ?? '')) return;
    if (tries <= 1) throw new Error(`the cursor does not go to “${text}”`);
  }
}

/** Asks for suggestions and takes the one with this text, by keyboard alone. */
export async function complete(page, text) {
  const widget = page.locator('.suggest-widget.visible');
  const wanted = widget.locator('.monaco-list-row', { hasText: text });
  await pressFor(page, ['Control+Space'], wanted.first());
  const focused = widget.locator('.monaco-list-row.focused', { hasText: text });
  for (let steps = 0; (await focused.count()) === 0; steps++) {
    if (steps > 30) throw new Error(`“${text}” is not reached among the suggestions`);
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(100);
  }
  // Suggestions that come late move the focus back; what has it now is taken.
  await page.waitForTimeout(200);
  if ((await focused.count()) === 0) throw new Error(`“${text}” lost the focus among the suggestions`);
  await page.keyboard.press('Enter');
  await widget.waitFor({ state: 'hidden', timeout: patience });
}

/** Runs a command of VS Code by its title. */
export async function command(page, title) {
  const input = page.locator('.quick-input-widget:not([style*="display: none"]) input').first();
  await pressFor(page, ['F1'], input);
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor({ timeout: patience });
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
}

/** Types what to look for into the list that is open, and takes the first row with it. */
export async function choose(page, text) {
  const input = page.locator('.quick-input-widget:not([style*="display: none"]) input').first();
  const rows = page.locator('.quick-input-list .monaco-list-row', { hasText: text });
  await rows.first().waitFor({ timeout: patience });
  await input.fill(text);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text }).waitFor({ timeout: patience });
  await page.keyboard.press('Enter');
}

/** Runs steps in order; the first that fails leaves a picture and ends them. */
export function steps(who, picture, outcomes) {
  return async (title, body) => {
    if (outcomes.some((outcome) => outcome.error)) return;
    try {
      await body();
      outcomes.push({ title: `${who} ${title}` });
    } catch (error) {
      await picture('failed');
      outcomes.push({ title: `${who} ${title}`, error: `${error.message}\n(test-output/failed.png)` });
    }
  };
}
