import { afterAll, describe, expect, it } from 'vitest';
import type { Curve, Fill, Form, ToPanel } from '../../server/src/previewProtocol';
import { everything, withCurve } from './curveFixture';
import { close, Panel } from './desk';
import type { Theme } from './themes';

afterAll(close);

const jobs = `policy "Jobs, 2025" { currency 元 }
fact staff "Staff": integer 人 from 0人
clause grant "Grant" { award 1万元/人 * staff }
`;

describe('the choices above it', () => {
  it('have names, also where there are so many that one searches', async () => {
    const facts = Array.from({ length: 15 }, (_, i) => `fact f${i} "F${i}": money\n`).join('');
    const sum = Array.from({ length: 15 }, (_, i) => `f${i}`).join(' + ');
    const panel = await Panel.open(`${facts}clause c { award ${sum} }`);
    const along = panel.page.getByRole('combobox', { name: 'Along' });
    await expect.poll(() => along.count()).toBeGreaterThan(0);
    await expect.poll(() => panel.page.locator('#curve-path input.combobox-input').getAttribute('aria-label')).toBe('Along');
    await panel.close();
  });
});

describe('the picture of a curve', () => {
  const looks: readonly (readonly [Theme, number, 'en' | 'zh'])[] = [
    ['dark', 900, 'en'],
    ['light', 400, 'zh'],
    ['high-contrast', 900, 'en'],
    ['dark', 400, 'en'],
  ];
  for (const [theme, width, language] of looks) {
    it(`has every kind of stretch and mark, ${theme}, ${width} px, ${language}`, async () => {
      const panel = await Panel.open(jobs, { theme, width, language, state: (real) => withCurve(real, everything) });
      const { page } = panel;
      await page.waitForSelector('award-curve svg');
      expect(await page.locator('.curve-table tbody tr').count()).toBe(4);
      // A shape of its own for each kind, and over the cliff a sign.
      for (const kind of ['kink', 'cliff', 'step', 'cap'])
        expect(await page.locator(`.curve-picture .mark-${kind} path`).count(), kind).toBe(1);
      expect(await page.locator('.curve-picture .cliff-sign path').count()).toBe(1);
      // Five stretches that do not meet: up to 10, to 14, the point at 14, to 20, from 26 on (which goes on past its kink).
      expect(
        (await page.locator('.curve-picture .line.look-0 path').count()) + (await page.locator('.curve-picture .line.look-1 path').count()),
      ).toBe(5 + 1);
      // Open: behind 10, and on both sides of 14. Closed: at 10, at 14, at 20 and at 26 where it is unknown beside.
      expect(await page.locator('.curve-picture .end-open.look-0 circle').count()).toBe(3);
      // Nothing sticks out of the panel.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await panel.picture(`curve-${theme}-${width}-${language}`);
      await panel.close();
    });
  }

  it('says a title with tags in it as it is written', async () => {
    const panel = await Panel.open(jobs, { state: (real) => withCurve(real, { ...everything, clause: 'grant' }) });
    await panel.page.waitForSelector('award-curve svg');
    expect(await panel.page.locator('.curve-choice b').count()).toBe(0);
    expect(await panel.page.locator('vscode-option', { hasText: 'Grant for <b>new</b> jobs' }).count()).toBe(1);
    await panel.close();
  });

  it('says what a mark is when it is pointed at, and why an amount is not known', async () => {
    const panel = await Panel.open(jobs, { state: (real) => withCurve(real, everything) });
    const { page } = panel;
    const cliff = page.locator('.curve-picture .mark-cliff path');
    await cliff.scrollIntoViewIfNeeded();
    const box = await cliff.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 3, (box?.y ?? 0) + 3);
    expect(await page.locator('.curve-tip').textContent()).toBe('Above 10人: falls from 20万元 to 12万元.');
    const hatched = await page.locator('.curve-picture .unknown rect').boundingBox();
    await page.mouse.move((hatched?.x ?? 0) + (hatched?.width ?? 0) / 2, (hatched?.y ?? 0) + 5);
    expect(await page.locator('.curve-tip').textContent()).toBe('20人 – 26人: needs growth');
    await panel.close();
  });
});

// ---------------------------------------------------------------------------------------------- with real answers

/** 20 people: 20万元; from 21 nothing (a cliff of 20万元); from 30 on 40万元. */
const cliffs = `policy "Jobs, 2025" { currency 元 }
fact staff "Staff": integer 人 from 0人 to 100人
fact revenue "Revenue": money from 0元
clause grant "Grant" {
  when staff at most 20人 or staff at least 30人
  award 1万元/人 * staff
  cap 40万元
}
`;

interface Asked {
  readonly fill?: Fill | undefined;
  readonly form: Form;
}

async function opened(text: string, options: Parameters<typeof Panel.open>[1] = {}) {
  const asked: Asked[] = [];
  let curve: Curve | undefined;
  let form: Form | undefined;
  const panel = await Panel.open(text, {
    ...options,
    state: (real, { asked: { fill, form: before } }) => {
      asked.push({ fill, form: before });
      curve = real?.curve ?? curve;
      form = real?.form ?? form;
      return real;
    },
  });
  const { page } = panel;
  await page.waitForSelector('award-curve [role=slider]');
  return { panel, page, asked, slider: page.locator('award-curve [role=slider]'), curve: () => curve, form: () => form };
}

describe('the applicant’s place on the curve', () => {
  it('is set by a click on the chart, and dragged from there', async () => {
    const { panel, page, slider, form, asked } = await opened(cliffs);
    expect(await slider.getAttribute('aria-valuetext')).toContain('not given');
    const frame = await page.locator('.curve-area').boundingBox();
    if (!frame) throw new Error('no chart');
    const picture = await page.evaluate(() => {
      const axis = [...document.querySelectorAll('.curve-picture [aria-label="x-axis tick"] path')].map((one) =>
        one.getBoundingClientRect(),
      );
      return { from: axis[0]?.left ?? 0, to: axis.at(-1)?.left ?? 0 };
    });
    const y = frame.y + 100;
    const at = (people: number): number => picture.from + ((picture.to - picture.from) * people) / 100;
    await page.mouse.move(at(10), y);
    await page.mouse.down();
    await expect.poll(() => form()?.facts.staff).toBe('10');
    for (let people = 11; people <= 45; people++) await page.mouse.move(at(people), y);
    await page.mouse.move(at(50), y);
    await page.mouse.up();
    await expect.poll(() => form()?.facts.staff).toBe('50');
    await expect.poll(() => slider.getAttribute('aria-valuenow')).toBe('50');
    expect(await slider.getAttribute('aria-valuetext')).toBe('50 人: ¥400,000');
    // Each asks with what the form was before, and only drags were asked for.
    expect(new Set(asked.flatMap(({ fill }) => (fill ? [fill.kind] : [])))).toEqual(new Set(['drag']));
    await panel.picture('curve-dragged');
    await panel.close();
  });

  it('gives way to what is typed, however slow the answers are and however much the drag still wanted', async () => {
    const held: ToPanel[] = [];
    let isSlow = false;
    const { panel, page, asked, form } = await opened(cliffs, {
      hold: (message) => isSlow && held.push(message) > 0,
    });
    const field = page.getByRole('textbox', { name: 'Staff' }).first();
    const frame = await page.locator('.curve-area').boundingBox();
    if (!frame) throw new Error('no chart');
    const [x, y] = [frame.x + frame.width / 2, frame.y + 100];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await expect.poll(() => form()?.facts.staff).toBeDefined();
    isSlow = true;
    // The first of these is asked for, the rest waits for its answer.
    for (let step = 1; step <= 8; step++) {
      await page.mouse.move(x + 6 * step, y);
      await page.waitForTimeout(30);
    }
    await page.mouse.up();
    await field.fill('7');
    isSlow = false;
    for (const message of held.splice(0)) await panel.send(message);
    await expect.poll(() => asked.at(-1)?.form.facts.staff).toBe('7');
    // Long enough for what waited to be asked for, and answered.
    await page.waitForTimeout(500);
    expect(await field.inputValue()).toBe('7');
    expect(await page.locator('header .total strong').textContent()).toBe('¥70,000');
    expect(asked.at(-1)).toMatchObject({ form: { facts: { staff: '7' } } });
    expect(asked.at(-1)?.fill).toBeUndefined();
    await panel.close();
  });

  it('goes by keys: a step, to the next breakpoint, to the ends', async () => {
    const { panel, page, slider, form } = await opened(cliffs);
    await slider.focus();
    const press = async (key: string, staff: string): Promise<void> => {
      await page.keyboard.press(key);
      await expect.poll(() => form()?.facts.staff).toBe(staff);
      await expect.poll(() => slider.getAttribute('aria-valuenow')).toBe(staff);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('slider');
    };
    await press('ArrowRight', '0');
    await press('ArrowRight', '1');
    await press('ArrowUp', '2');
    await press('ArrowLeft', '1');
    await press('PageUp', '21');
    await press('Control+ArrowRight', '30');
    // 40 people get 40万元: the cap is reached there.
    await press('Alt+ArrowRight', '40');
    await press('PageDown', '30');
    await press('End', '100');
    await press('Home', '0');
    await panel.close();
  });

  it('keeps the focus, and the very same element, when the author changes the curve', async () => {
    const { panel, page, slider, curve } = await opened(cliffs);
    await slider.focus();
    await page.keyboard.press('End');
    await expect.poll(() => slider.getAttribute('aria-valuenow')).toBe('100');
    await slider.evaluate((one) => {
      one.id = 'the-same';
    });
    const before = await page.locator('.curve-picture .line').first().innerHTML();
    await panel.type((text) => text.replace('cap 40万元', 'cap 50万元'));
    await expect.poll(() => curve()?.plot?.here?.text).toBe('100 人: ¥500,000');
    await expect.poll(() => page.locator('.curve-picture .line').first().innerHTML()).not.toBe(before);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('the-same');
    await panel.close();
  });
});

describe('breakpoints', () => {
  it('are named: the cliff most of all, with what it costs and where it stands', async () => {
    const { panel, page } = await opened(cliffs);
    const row = page.locator('.curve-table .row-cliff');
    expect(await row.locator('th').textContent()).toBe('21 人');
    expect(await row.textContent()).toContain('¥200,000 → ¥0');
    await row.getByRole('button', { name: 'Go to line 5' }).click();
    await expect.poll(() => panel.told.find((one) => one.kind === 'goTo')).toMatchObject({ kind: 'goTo', spot: { line: 4 } });
    await panel.close();
  });

  it('one yuan wide are found and marked', async () => {
    // Above 5,000,000元 and below 5,000,001元 nothing is paid.
    const { panel, page } = await opened(
      `policy "A dip" { currency 元 }
fact revenue "营收": money from 0元 to 1000万元
clause grant "奖励" {
  when revenue at most 5000000元 or revenue at least 5000001元
  award 10万元
}
`,
      { language: 'zh', theme: 'light' },
    );
    expect(await page.locator('.curve-table tbody th').allTextContents()).toEqual(['500万元', '500.0001万元']);
    expect(await page.locator('.curve-picture .mark-cliff path').count()).toBe(1);
    expect(await page.locator('.curve-picture .mark-step path').count()).toBe(1);
    await panel.picture('curve-dip');
    await panel.close();
  });

  it('of which there are many are listed in part, then all', async () => {
    const { panel, page } = await opened(`policy "Steps" { currency 元 }
fact n "Number": integer from 0 to 1000
clause c { award by n { below 10: 0元, ${Array.from({ length: 48 }, (_, i) => `from ${10 + i * 10} below ${20 + i * 10}: ${i + 1}元`).join(', ')}, from 490: 60元 } }
`);
    expect(await page.locator('.curve-table tbody tr').count()).toBe(40);
    // At 10, 20, … 490.
    await page.getByRole('button', { name: 'Show all 49 breakpoints' }).click();
    await expect.poll(() => page.locator('.curve-table tbody tr').count()).toBe(49);
    await panel.close();
  });

  it('are looked at closely: the axis is zoomed, and shown whole again', async () => {
    const { panel, page, curve } = await opened(cliffs);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(() => curve()?.plot?.zoomed).toBe(true);
    // Around the middle, half as much: 25 to 75.
    expect(curve()?.plot?.x).toMatchObject({ from: 25, to: 75 });
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => curve()?.plot?.x).toMatchObject({ from: 0, to: 100 });
    await panel.close();
  });
});

describe('another reading', () => {
  it('is laid over the policy’s own, dashed, with its name at its end and beside its box', async () => {
    const { panel, page, curve } = await opened(
      `policy "Slices" { currency 元 }
fact a "Amount": money from 0元 to 200元
clause c "C" { award marginal a { to 100元: 10%, over 100元: 20% } }
`,
      { width: 400, theme: 'light' },
    );
    expect(await page.locator('.curve-picture .line-label').count()).toBe(0);
    await page.getByRole('checkbox', { name: 'the whole at one rate' }).press('Space');
    await expect.poll(() => curve()?.plot?.lines.length).toBe(2);
    await expect.poll(() => page.locator('.curve-picture .line-label').allTextContents()).toHaveLength(2);
    const looks = await page.evaluate(() =>
      ['.curve-picture .line.look-0', '.curve-picture .line.look-1', '.curve-swatch .line'].map((one) => {
        const style = getComputedStyle(document.querySelector(one) ?? document.body);
        return [style.stroke, style.strokeDasharray];
      }),
    );
    expect(looks[0]).not.toEqual(looks[1]);
    expect(looks[2]).toEqual(looks[1]);
    await panel.picture('curve-readings');
    await page.getByRole('checkbox', { name: 'the whole at one rate' }).press('Space');
    await expect.poll(() => curve()?.plot?.lines.length).toBe(1);
    await panel.close();
  });
});
