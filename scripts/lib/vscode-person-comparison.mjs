/**
 * Why: the comparison as a person meets it in a repository: an amount is typed, a lens says what that does, a click opens the panel, whoever it
 * shows becomes an example or fills the preview, another version is chosen by keyboard, and something is committed. In a dark window in English
 * on main, and in a light, narrow one in Chinese on a branch.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { amountOf, chinese, english, machines, repository, total } from './vscode-comparison-policy.mjs';
import { choose, command, goBehind, patience, sees, steps, until } from './vscode-keys.mjs';
import { writeSettings } from './vscode-tests.mjs';
import { openWindow, remote } from './vscode-window.mjs';

const ways = {
  dark: {
    who: 'a person who changes a policy',
    language: undefined,
    theme: 'Default Dark Modern',
    width: 1440,
    text: english,
    file: 'machine grants.clause',
    copy: 'as agreed.clause',
    branch: 'main',
    apart: false,
    amount: 'award 30',
    row: 'clause machines',
    head: 'clause machines "New machines" {',
    lens: 'since the last commit: never less',
    since: 'since the last commit',
    sinceLast: 'since the last commit',
    sinceThat: (name) => `since ${name}`,
    withFile: (name) => `compared with ${name}`,
    cost: /^cost = (.*)$/,
    same: 'same for everyone',
    addExample: 'Add as example',
    preview: 'Open in preview',
    compare: 'Compare Awards With…',
    anotherFile: 'Another file…',
    example: /^example "([^"]*)" \{([^}]*)\}/m,
    expected: /expect\s+machines\s*= (.*)/,
  },
  light: {
    who: 'an author with a narrow, light Chinese comparison',
    language: 'zh-cn',
    theme: 'Default Light Modern',
    width: 1080,
    text: chinese,
    file: '设备 扶持.clause',
    copy: '已商定.clause',
    branch: '提案',
    apart: true,
    amount: '支持 设备费 的 30',
    row: 'clause 设备',
    head: '条款 设备 "新购设备" {',
    lens: '自 main 以来：只增不减',
    since: '自 main 以来',
    sinceLast: '自上次提交以来',
    sinceThat: (name) => `自 ${name} 以来`,
    withFile: (name) => `与 ${name} 比较`,
    cost: /^设备费 = (.*)$/,
    same: '对所有人不变',
    addExample: '添加为示例',
    preview: '在预览中打开',
    compare: '与其他版本比较支持…',
    anotherFile: '另一个文件…',
    example: /^示例 "([^"]*)" \{([^}]*)\}/m,
    expected: /应得\s+设备\s*= (.*)/,
  },
};

function equal(what, found, wanted) {
  if (found !== wanted) throw new Error(`${what}: ${found}, not ${wanted}`);
}

/** @param {'dark' | 'light'} looks @returns the outcome of each step; pictures of the window are left in `pictures` */
export async function withComparison(executable, port, folder, pictures, looks) {
  const way = ways[looks];
  const file = join(folder, way.file);
  writeSettings(join(folder, '.vscode', 'settings.json'), { 'workbench.colorTheme': way.theme, 'workbench.sideBar.location': 'right' });
  const git = repository(folder, way.file, way.text, way.branch, way.copy, way.apart);
  const payload = [
    ['openFile', remote(port, file)],
    ['skipWelcome', 'true'],
  ];
  const { page, close } = await openWindow(executable, port, folder, payload, way.language);
  await page.setViewportSize({ width: way.width, height: 1000 });
  const outcomes = [];
  const picture = (title) => page.screenshot({ path: join(pictures, `comparison-${looks}-${title}.png`) });
  const step = steps(way.who, picture, outcomes);
  // One that was hidden just now is still there for a moment.
  const panel = page.locator('iframe.webview.ready:visible').last().contentFrame().frameLocator('iframe#active-frame');
  const row = panel.locator(`tbody[data-row="${way.row}"]`);
  const witness = row.locator('.witness').first();
  const lens = page.locator('.monaco-editor .codelens-decoration a', { hasText: way.lens });
  const written = () => readFileSync(file, 'utf8');

  /** Whom the row shows first. @returns the cost of that applicant's machines, 元 */
  const costShown = async () => {
    const facts = await witness.locator('.facts code').allTextContents();
    const cost = facts.map((fact) => way.cost.exec(fact.trim())?.[1]).find(Boolean);
    if (!cost) throw new Error(`the cost is not among ${JSON.stringify(facts)}`);
    return amountOf(cost);
  };
  /** The panel is of this version, and the amounts of whom it shows are those of `before` and `now` percent. */
  const compares = async (version, before, now) => {
    await panel.locator('h1 small', { hasText: version }).waitFor({ timeout: patience });
    await panel.locator('.life[data-life="current"]').waitFor({ state: 'attached', timeout: patience });
    const toggle = row.locator('.toggle');
    await toggle.waitFor({ timeout: patience });
    if ((await toggle.getAttribute('aria-expanded')) !== 'true') await toggle.click();
    await witness.waitFor({ timeout: patience });
    const cost = await costShown();
    const outcome = (await witness.locator('.outcome strong').allTextContents()).map(amountOf);
    equal(
      `what machines for ${cost}元 got and get`,
      JSON.stringify(outcome),
      JSON.stringify([machines(cost, before), machines(cost, now)]),
    );
  };
  const compareWith = async (...choices) => {
    await page.keyboard.press('Control+1');
    await command(page, way.compare);
    for (const choice of choices) await choose(page, choice);
  };

  try {
    await step('types another amount, and reads above the clause what that does', async () => {
      await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: patience });
      await page.keyboard.press('Control+b');
      await goBehind(page, way.amount);
      for (const key of ['Backspace', 'Backspace']) await page.keyboard.press(key);
      await page.keyboard.insertText('40');
      await lens.waitFor({ timeout: patience });
      const head = page.locator('.monaco-editor .view-line', { hasText: way.head }).first();
      // VS Code draws lenses anew when it asks for them again, and lines when a lens moves them.
      const places = async () => [(await lens.boundingBox())?.y, (await head.boundingBox())?.y];
      await until(page, 'where the lens and its clause stand', places, ([above, below]) => above < below && below - above <= 40);
      await picture('lens');
    });

    await step('clicks it: the panel stands beside the text, with that clause', async () => {
      await lens.click();
      await compares(way.since, 30, 40);
      const places = async () => [await page.locator('.monaco-editor').first().boundingBox(), await row.boundingBox()];
      await until(page, 'the text, and the panel beside it', places, ([text, beside]) => text && beside && beside.x >= text.x + text.width);
      await picture('panel');
    });

    await step('clicks the name of a row, and is at its clause', async () => {
      await page.keyboard.press('Control+1');
      await page.keyboard.press('Control+End');
      await row.locator('.called button.link').click();
      const line = way.text.split('\n').indexOf(way.head) + 1;
      await page
        .locator('.statusbar-item', { hasText: new RegExp(`(Ln|行) ${line},`) })
        .first()
        .waitFor({ timeout: patience });
      await page.keyboard.press('End');
      await page
        .locator('.statusbar-item', { hasText: new RegExp(`(Ln|行) ${line},`) })
        .first()
        .waitFor({ timeout: patience });
    });

    await step('opens whom it shows in the preview, which comes to the same', async () => {
      const cost = await costShown();
      await witness.locator('button', { hasText: way.preview }).click();
      const shown = () => panel.locator('header .total strong').textContent({ timeout: patience });
      await until(page, 'the total', shown, (text) => /\d/.test(text ?? '') && amountOf(text) === total(cost, 40));
      await picture('preview');
      await page.locator('.tab.active', { hasText: way.file }).last().locator('.tab-actions a').click();
      await compares(way.since, 30, 40);
    });

    await step('makes an example of it, which holds', async () => {
      const cost = await costShown();
      await witness.locator('button', { hasText: way.addExample }).click();
      await until(page, 'the example', () => sees(page, way.example), Boolean);
      await picture('example');
      await page.keyboard.press('Control+s');
      const found = await until(page, 'the example in the file', () => way.example.exec(written()), Boolean);
      const expected = way.expected.exec(found[2])?.[1];
      equal(`the award that the example “${found[1]}” expects`, expected && amountOf(expected), machines(cost, 40));
      await page.locator('.monaco-editor .squiggly-error').waitFor({ state: 'detached', timeout: patience });
    });

    await step('compares with a branch, a tag, a commit and a file, by keyboard', async () => {
      await compareWith('去年');
      await compares(way.sinceThat('去年'), 20, 40);
      await compareWith('v1');
      await compares(way.sinceThat('v1'), 20, 40);
      await picture('tag');
      const first = git('rev-parse', '--short=7', 'v1').toString().trim();
      await compareWith(first);
      await compares(way.sinceThat(first), 20, 40);
      await compareWith(way.anotherFile, way.copy);
      await compares(way.withFile(way.copy), 30, 40);
      await picture('file');
    });

    await step('commits, and neither the lens nor the panel has anything to say', async () => {
      await lens.click();
      await compares(way.since, 30, 40);
      git('commit', '-q', '-a', '-m', '40% of the cost');
      // On a branch it is still what the branch does; on main again nothing is.
      if (way.branch !== 'main') git('checkout', '-q', 'main');
      await lens.waitFor({ state: 'detached', timeout: patience });
      await panel.locator('.answer[data-answer="same"]').waitFor({ timeout: patience });
      await row.waitFor({ state: 'detached', timeout: patience });
      // Nothing but git's HEAD tells that the branch is another.
      await panel.locator('h1 small', { hasText: way.sinceLast }).waitFor({ timeout: patience });
      await picture('committed');
    });
  } finally {
    await close();
  }
  return outcomes;
}
