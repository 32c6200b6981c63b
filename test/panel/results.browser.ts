import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Awards, FromPanel, PreviewState } from '../../server/src/previewProtocol';
import { close, Panel, type PanelOptions } from './desk';
import { at, awards, examples, growthDetails, itemDetails, manyAwards, withParts } from './samples';

afterAll(close);

const policy = 'policy "Park 2025" { currency 元 }\nfact price "Price": money from 0元\nclause grant "Grant" { award 10% of price }\n';

/** A panel that is told these parts; `change` may put others in their place as the test goes on. */
async function opened(parts: Partial<PreviewState> | (() => Partial<PreviewState>) = {}, options: PanelOptions = {}): Promise<Panel> {
  const panel = await Panel.open(policy, {
    state: (real, { asked }) =>
      withParts(real, {
        awards,
        examples,
        details: {
          clauses: [
            ...(asked.open.rd_growth === undefined ? [] : growthDetails.clauses),
            ...(asked.open.core_project === undefined ? [] : itemDetails(asked.open.core_project, 50).clauses),
          ],
        },
        ...(typeof parts === 'function' ? parts() : parts),
      }),
    ...options,
  });
  await panel.page.locator('.total-card').waitFor();
  return panel;
}

/** Asks again, as if the author had typed. */
const again = (panel: Panel): Promise<void> => panel.type((text) => `${text} `);
const spotsOf = (panel: Panel): number[] => panel.told.flatMap((message) => (message.kind === 'goTo' ? [message.spot.line] : []));
const totalOf = (total: Awards['total']): Awards => ({ ...awards, total });

describe('the total', () => {
  it('is shown as what it is: in words and by a sign, in both languages', async () => {
    const cases: readonly [Awards['total'], state: string, sign: string, en: string, zh: string][] = [
      [{ status: 'known', text: '330万元', notes: [] }, 'known', '=', 'This much is paid', '可得金额'],
      [{ status: 'known', mark: 'at most', text: '330万元', notes: [] }, 'at-most', '≤', 'A ceiling', '上限'],
      [{ status: 'known', mark: 'depends on a ceiling', text: '330万元', notes: [] }, 'depends', '~', 'Hangs on a ceiling', '取决于'],
      [{ status: 'unknown', text: '100万元–330万元', notes: ['needs Staff'] }, 'unknown', '?', 'Not known yet', '尚不能确定'],
      [{ status: 'conflict', text: 'conflict', notes: [] }, 'conflict', '≠', 'Conflict', '冲突'],
      [{ status: 'error', text: 'error', notes: [] }, 'error', '!', 'cannot be computed', '无法计算'],
    ];
    for (const language of ['en', 'zh'] as const) {
      let total = awards.total;
      const panel = await opened(() => ({ awards: totalOf(total) }), { language });
      const card = panel.page.locator('.total-card');
      for (const [given, state, sign, en, zh] of cases) {
        total = given;
        await again(panel);
        await panel.page.locator(`.total-card[data-state="${state}"]`).waitFor();
        expect(await card.locator('.sign').innerText()).toBe(sign);
        expect(await card.locator('.total-what').innerText()).toContain(language === 'en' ? en : zh);
        expect(await card.locator('.total-amount').innerText()).toBe(given.text);
        expect(await card.locator('.notes li').allInnerTexts()).toEqual(given.notes);
      }
      await panel.close();
    }
  });

  it('says that it is from before while the file cannot be read', async () => {
    const panel = await opened();
    expect(await panel.page.locator('.stale-note').count()).toBe(0);
    await panel.close();
    const broken = await opened({ broken: { shown: true, problems: [{ message: 'a brace is missing', spot: at(4) }] } });
    expect(await broken.page.locator('.stale-note').innerText()).toContain('From before');
    await broken.picture('results-stale');
    await broken.close();
  });

  it('flashes when it changes, but not for who wants less motion', async () => {
    for (const reducedMotion of ['no-preference', 'reduce'] as const) {
      let total = awards.total;
      const panel = await opened(() => ({ awards: totalOf(total) }));
      await panel.page.emulateMedia({ reducedMotion });
      total = { ...total, text: '331万元 at most' };
      const running = panel.page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const amount = document.querySelector('.total-amount');
            const look = (): void =>
              amount?.textContent?.includes('331') ? resolve(amount.getAnimations().length) : void requestAnimationFrame(look);
            look();
          }),
      );
      await again(panel);
      expect(await running, reducedMotion).toBe(reducedMotion === 'reduce' ? 0 : 1);
      await panel.close();
    }
  });
});

describe('the waterfall', () => {
  it('has a bar for each step, each beginning where the one before ended', async () => {
    const panel = await opened();
    const chart = panel.page.locator('.waterfall-chart');
    await chart.waitFor();
    expect(await chart.locator('style').count()).toBe(0);
    const boxes = await chart.locator('.bars rect').evaluateAll((all) =>
      all.map((one) => {
        const [x, width] = ['x', 'width'].map((name) => Number(one.getAttribute(name)));
        return { kind: one.getAttribute('class'), from: x ?? 0, to: (x ?? 0) + (width ?? 0) };
      }),
    );
    expect(boxes.map(({ kind }) => kind)).toEqual(['bar-award', 'bar-award', 'bar-award', 'bar-award', 'bar-excluded', 'bar-total']);
    // The axis goes from 0 to 352.5, so that a bar's part of the width is its part of 352.5.
    const widest = (boxes[3]?.to ?? 0) - (boxes[0]?.from ?? 0);
    const parts = [200 / 352.5, 22.5 / 352.5, 100 / 352.5, 30 / 352.5, 22.5 / 352.5, 330 / 352.5];
    boxes.forEach(({ from, to }, index) => {
      expect((to - from) / widest).toBeCloseTo(parts[index] ?? 0, 2);
    });
    for (const index of [1, 2, 3]) expect(boxes[index]?.from).toBeCloseTo(boxes[index - 1]?.to ?? 0, 1);
    expect(boxes[4]?.to).toBeCloseTo(boxes[3]?.to ?? 0, 1);
    await panel.close();
  });

  it('says each bar, leads to its line by the keyboard, and is there as a table', async () => {
    const panel = await opened();
    const { page } = panel;
    const bar = page.getByRole('button', { name: 'R&D growth award, excluded: −22.5万元' });
    await bar.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => spotsOf(panel)).toEqual([84]);
    await page.locator('.as-table summary').click();
    const rows = await page
      .locator('.as-table tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    expect(rows).toHaveLength(6);
    expect(rows[4]).toEqual(['R&D growth award', 'excluded', '−22.5万元']);
    const long = page.locator('.bar-label[title^="关于支持企业"]');
    expect(await long.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true);
    expect(await long.getAttribute('title')).toContain('集成电路方向');
    await panel.close();
  });

  it('says why there is none', async () => {
    const panel = await opened({ awards: { ...awards, waterfall: { bars: [], ticks: [], unit: '', instead: 'Two clauses conflict.' } } });
    expect(await panel.page.locator('.instead').innerText()).toBe('Two clauses conflict.');
    expect(await panel.page.locator('.waterfall').count()).toBe(0);
    await panel.close();
  });

  it('of many bars shows some at first, and the total', async () => {
    const panel = await opened({ awards: manyAwards(200, () => 10) });
    // Of 200 clauses every other one pays: 100 awards, of which 8 are shown, and the total.
    const rows = panel.page.locator('.waterfall-rows li');
    expect(await rows.count()).toBe(9);
    expect(await rows.last().innerText()).toContain('1000万元');
    await panel.page.getByRole('button', { name: 'Show all 101 bars' }).click();
    await expect.poll(() => rows.count()).toBe(101);
    await expect.poll(() => panel.page.locator('.waterfall-chart .bars rect').count()).toBe(101);
    await panel.close();
  });
});

describe('the clauses', () => {
  it('stand under their headings, each with its state in words and why', async () => {
    const panel = await opened();
    const { page } = panel;
    expect(await page.locator('.clause-section').allInnerTexts()).toEqual(['Research', 'Titles', 'People']);
    const open = page.locator('#clause-rd_growth .clause-open');
    const text = await open.innerText();
    for (const part of ['R&D growth award', 'Excluded', 'Certified plant pays more', 'II(7)', '0元']) expect(text).toContain(part);
    const signs = await page.locator('.clause .clause-open > .sign').allInnerTexts();
    expect(signs).toEqual(['✓', '⊘', '✓', '✓', '✗', '?', '…', '✓', '!']);
    await page.getByRole('button', { name: 'Go to the line of “Staff housing”' }).click();
    await expect.poll(() => spotsOf(panel)).toEqual([66]);
    await panel.close();
  });

  it('never takes what an author wrote for markup', async () => {
    const panel = await opened();
    const { page } = panel;
    await page.locator('#clause-rd_growth .clause-open').click();
    await page.locator('.conditions').first().waitFor();
    expect(await page.locator('#clause-rent').innerText()).toContain('must be <b>rented</b> & used');
    expect(await page.locator('#clause-rd_growth').innerText()).toContain('<img src=x onerror=alert(1)>');
    expect(await page.locator('.examples').innerText()).toContain('large <b>firm</b>');
    expect(await page.locator('main b, main img').count()).toBe(0);
    await panel.close();
  });

  it('can be narrowed to those that pay, do not, or are not settled', async () => {
    const panel = await opened();
    const { page } = panel;
    const names = (): Promise<string[]> => page.locator('.clause').evaluateAll((all) => all.map((one) => one.id.replace('clause-', '')));
    await page.getByRole('radio', { name: 'Not paid 2' }).check();
    expect(await names()).toEqual(['rd_growth', 'rent']);
    expect(await page.locator('.clause-section').allInnerTexts()).toEqual(['Research', 'Titles']);
    await page.keyboard.press('ArrowRight');
    await expect.poll(names).toEqual(['staff', 'talks', 'split']);
    await page.getByRole('radio', { name: 'Paid 4', exact: true }).check();
    expect(await names()).toEqual(['core_project', 'plant_award', 'ladder', 'desk']);
    await panel.close();
  });

  it('open by Enter and Space, and stay open when an answer arrives', async () => {
    const panel = await opened();
    const { page } = panel;
    const open = page.locator('#clause-rd_growth .clause-open');
    expect(await open.getAttribute('aria-expanded')).toBe('false');
    await open.focus();
    await page.keyboard.press('Enter');
    await page.locator('#clause-rd_growth .steps').waitFor();
    expect(await open.getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator(`[id="${await open.getAttribute('aria-controls')}"]`).count()).toBe(1);
    await page.locator('#clause-rd_growth .how > summary').click();
    await again(panel);
    await again(panel);
    expect(await page.locator('#clause-rd_growth .how').first().getAttribute('open')).not.toBeNull();
    expect(
      await open.evaluate((one) => one === document.activeElement || document.activeElement?.closest('#clause-rd_growth') !== null),
    ).toBe(true);
    await open.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => page.locator('#clause-rd_growth .clause-body').count()).toBe(0);
    expect(await open.getAttribute('aria-expanded')).toBe('false');
    await panel.close();
  });

  it('say their conditions, steps, source and departments', async () => {
    const panel = await opened();
    const { page } = panel;
    await page.locator('#clause-rd_growth .clause-open').click();
    const body = page.locator('#clause-rd_growth .clause-body');
    await body.waitFor();
    await body.locator('.steps').waitFor();
    const conditions = await body
      .locator('.condition')
      .evaluateAll((all) =>
        all.map((one) => [
          one.querySelector('.sign')?.textContent,
          one.querySelector('.link')?.textContent,
          one.querySelector('.result')?.textContent,
        ]),
      );
    expect(conditions).toEqual([
      ['✓', 'growth must exceed 10%', 'met'],
      ['✗', 'any of two', 'not met'],
      ['✗', '<img src=x onerror=alert(1)>', 'not met'],
      ['?', 'staff over 10人', 'not known'],
    ]);
    const steps = await body
      .locator('.step')
      .evaluateAll((all) =>
        all.map((one) => [one.querySelector('.tag')?.textContent ?? '', one.querySelector('.step-line > .amount')?.textContent]),
      );
    expect(steps).toEqual([
      ['', '22.5万元'],
      ['does not apply', '22.5万元'],
      ['changes nothing', '22.5万元'],
      ['changes the amount', '20万元'],
    ]);
    await body.locator('.how > summary').click();
    await body.getByText('marginal growth { … }', { exact: true }).waitFor();
    expect(await body.getByText('15% of 10%').isVisible()).toBe(false);
    await body.locator('.how details details > summary').click();
    expect(await body.getByText('15% of 10%').isVisible()).toBe(true);
    for (const part of [
      'II(7)',
      'spending above last year’s is supported in steps',
      'Science bureau, Finance bureau',
      'It would have paid 22.5万元.',
    ])
      expect(await body.innerText()).toContain(part);
    await body.getByRole('button', { name: 'cap 300万元 per year' }).click();
    await expect.poll(() => spotsOf(panel)).toEqual([49]);
    await panel.close();
  });

  it('show twenty items of a list, and twenty more', async () => {
    const panel = await opened();
    const { page } = panel;
    await page.locator('#clause-core_project .clause-open').click();
    const items = page.locator('#clause-core_project .item');
    await expect.poll(() => items.count()).toBe(20);
    expect(await page.locator('.paging').innerText()).toContain('20 of 50 items');
    await page.getByRole('button', { name: '20 more' }).click();
    await expect.poll(() => items.count()).toBe(40);
    await page.getByRole('button', { name: '10 more' }).click();
    await expect.poll(() => items.count()).toBe(50);
    expect(await page.locator('.paging').count()).toBe(0);
    await items.nth(1).locator('summary').click();
    expect(await items.nth(1).innerText()).toContain('needs recognition');
    await panel.close();
  });

  it('are found by the cursor in the file, but not while someone types in the panel', async () => {
    const panel = await opened({ awards: manyAwards(200, () => 10) });
    const { page } = panel;
    const target = page.locator('#clause-c150');
    const isInView = (): Promise<boolean> =>
      target.evaluate((one) => one.getBoundingClientRect().top >= 0 && one.getBoundingClientRect().bottom <= innerHeight);
    expect(await isInView()).toBe(false);
    await panel.send({ kind: 'reveal', clause: 'c150' });
    await page.locator('#clause-c150.revealed').waitFor();
    await expect.poll(isInView).toBe(true);
    expect(await target.getAttribute('aria-current')).toBe('location');
    await panel.send({ kind: 'reveal' });
    await expect.poll(() => page.locator('.clause.revealed').count()).toBe(0);
    await page.evaluate(() => {
      const input = document.createElement('input');
      document.querySelector('header')?.append(input);
      for (const column of document.querySelectorAll('.column')) column.scrollTop = 0;
      input.focus();
    });
    await panel.send({ kind: 'reveal', clause: 'c150' });
    await page.locator('#clause-c150.revealed').waitFor();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(await isInView()).toBe(false);
    await panel.close();
  });
});

describe('groups and limits', () => {
  it('say what each does, also where that is nothing', async () => {
    const panel = await opened();
    const rules = await panel.page.locator('.rule').allInnerTexts();
    expect(rules[0]).toMatch(/Not together[\s\S]*only one pays[\s\S]*takes effect[\s\S]*does not\./);
    expect(rules[1]).toMatch(/Over three years[\s\S]*limit[\s\S]*changes nothing[\s\S]*nothing is cut/);
    await panel.close();
  });
});

describe('the panel’s results', () => {
  it('fit into 400 pixels, in every theme and both languages', async () => {
    for (const [theme, language] of [
      ['dark', 'en'],
      ['light', 'zh'],
      ['high-contrast', 'en'],
    ] as const) {
      for (const width of [400, 900]) {
        const panel = await opened({}, { theme, language, width });
        await panel.page.locator('.waterfall-chart').waitFor();
        await panel.page.locator('#clause-rd_growth .clause-open').click();
        await panel.page.locator('.steps').waitFor();
        await panel.page.locator('.how > summary').click();
        await panel.send({ kind: 'reveal', clause: 'ladder' });
        await panel.page.locator('.clause.revealed').waitFor();
        expect(await panel.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        await panel.page.mouse.move(0, 0);
        await panel.picture(`results-${theme}-${language}-${width}`);
        await panel.close();
      }
    }
  });

  it('of 200 clauses draws again only those that changed', async () => {
    let changed = 10;
    const panel = await opened(() => ({ awards: manyAwards(200, (index) => (index === 100 ? changed : 10)) }));
    const { page } = panel;
    await expect.poll(() => page.locator('.clause').count()).toBe(200);
    await page.evaluate(() => {
      const seen = { touched: [] as string[] };
      Object.assign(window, { seen });
      new MutationObserver((records) => {
        for (const { target } of records) {
          const id = (target instanceof Element ? target : target.parentElement)?.closest('.clause')?.id;
          if (id !== undefined && !seen.touched.includes(id)) seen.touched.push(id);
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    changed = 12;
    await again(panel);
    await expect.poll(() => page.locator('#clause-c100 .amount').textContent()).toBe('12万元');
    expect(await page.evaluate(() => (window as unknown as { seen: { touched: string[] } }).seen.touched)).toEqual(['clause-c100']);
    await panel.close();
  });
});

describe('the picture', () => {
  const pictureOf = async (panel: Panel): Promise<Extract<FromPanel, { kind: 'picture' }>> => {
    await panel.send({ kind: 'makePicture' });
    await expect.poll(() => panel.told.some(({ kind }) => kind === 'picture' || kind === 'trouble')).toBe(true);
    const found = panel.told.find((message) => message.kind === 'picture');
    if (found?.kind !== 'picture') throw new Error(`no picture: ${JSON.stringify(panel.told)}`);
    return found;
  };

  it('is a PNG on a ground of the theme’s own colour, in each theme', async () => {
    for (const [theme, language, ground] of [
      ['dark', 'en', [0x1f, 0x1f, 0x1f]],
      ['light', 'zh', [255, 255, 255]],
      ['high-contrast', 'en', [0, 0, 0]],
    ] as const) {
      const panel = await opened({}, { theme, language });
      const { format, data } = await pictureOf(panel);
      expect(format).toBe('png');
      const bytes = Buffer.from(data, 'base64');
      expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
      writeFileSync(join(import.meta.dirname, '..', '..', 'test-output', `panel-export-${theme}.png`), bytes);
      // 860 px wide, drawn at twice that. A PNG's header has its width and height at 16 and 20.
      expect(bytes.readUInt32BE(16)).toBe(1720);
      expect(bytes.readUInt32BE(20)).toBeGreaterThan(1500);
      const pixels = await panel.page.evaluate(async (base64) => {
        const image = new Image();
        image.src = `data:image/png;base64,${base64}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.width, image.height];
        const context = canvas.getContext('2d');
        context?.drawImage(image, 0, 0);
        const all = context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
        const colours = new Set<number>();
        let opaque = true;
        for (let i = 0; i < all.length; i += 4) {
          colours.add(((all[i] ?? 0) << 16) | ((all[i + 1] ?? 0) << 8) | (all[i + 2] ?? 0));
          opaque &&= all[i + 3] === 255;
        }
        return { corner: [...all.slice(0, 3)], colours: colours.size, opaque };
      }, data);
      expect(pixels.corner).toEqual(ground);
      expect(pixels.opaque).toBe(true);
      // The ground, the text, four bars at least.
      expect(pixels.colours).toBeGreaterThan(6);
      await panel.close();
    }
  });
});
