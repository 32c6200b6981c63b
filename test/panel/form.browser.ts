import { afterAll, describe, expect, it } from 'vitest';
import { close, Panel, type PanelOptions } from './desk';
import { type Ask, answers, everyType, type Faked, fact, money, nothingNoted } from './formState';

afterAll(close);

const policy = 'policy "Bicycles, 2025" { currency 元 }\n';
type Form = Ask['asked']['form'];

/** A panel whose server computes nothing, with what it asks. */
async function open(
  faked: Faked = {},
  options: PanelOptions = {},
): Promise<{ panel: Panel; page: Panel['page']; asks: Ask[]; last: () => Form }> {
  const asks: Ask[] = [];
  const panel = await Panel.open(policy, { state: answers(faked, asks), ...options });
  const last = (): Form => asks.at(-1)?.asked.form ?? { facts: {}, paid: [], lets: {} };
  return { panel, page: panel.page, asks, last };
}

/** The element with the focus, within a control of its own too: its name. */
const focused = (page: Panel['page']): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });

describe('controls', () => {
  it('a number goes through as it is typed, full-width or with a unit; without text it is unknown', async () => {
    const { panel, page, last } = await open();
    const price = page.getByRole('textbox', { name: 'Price of the bicycle' });
    await price.pressSequentially('１２００万元');
    await expect.poll(() => last().facts).toEqual({ price: '１２００万元' });
    await price.fill('');
    await expect.poll(() => last().facts).toEqual({});
    await price.fill('7 x');
    await page.getByRole('button', { name: 'Make unknown: Price of the bicycle' }).click();
    await expect.poll(() => last().facts).toEqual({});
    expect(await price.inputValue()).toBe('');
    expect(await focused(page)).toBe('Price of the bicycle');
    await panel.close();
  });

  it('of a text the empty text is another thing than unknown', async () => {
    const { panel, page, last } = await open();
    const note = page.getByRole('textbox', { name: 'Note', exact: true });
    expect(await note.getAttribute('placeholder')).toBe('unknown');
    await note.fill('a');
    await note.fill('');
    await expect.poll(() => last().facts).toEqual({ note: '' });
    expect(await note.getAttribute('placeholder')).toBe('empty text');
    await page.getByRole('button', { name: 'Make unknown: Note' }).click();
    await expect.poll(() => last().facts).toEqual({});
    expect(await note.getAttribute('placeholder')).toBe('unknown');
    await panel.close();
  });

  it('a choice, a set, yes or no, a date', async () => {
    const { panel, page, last } = await open();
    const kind = page.getByRole('combobox', { name: 'Kind of bicycle' });
    expect(await kind.locator('option:checked').textContent()).toBe('unknown');
    await kind.selectOption({ label: 'Cargo bicycle' });
    await expect.poll(() => last().facts).toEqual({ kind: 'cargo' });
    await kind.selectOption({ index: 0 });
    await expect.poll(() => last().facts).toEqual({});

    const set = page.getByRole('group', { name: 'Also wanted' });
    await set.getByRole('checkbox', { name: 'Folding bicycle' }).check();
    await set.getByRole('checkbox', { name: 'City bicycle' }).check();
    await expect.poll(() => last().facts).toEqual({ extras: ['folding', 'city'] });
    await set.getByRole('checkbox', { name: 'Folding bicycle' }).uncheck();
    await set.getByRole('checkbox', { name: 'City bicycle' }).uncheck();
    // None of them is known to be wanted: not unknown.
    await expect.poll(() => last().facts).toEqual({ extras: [] });
    expect(await set.textContent()).toContain('none of them');
    await set.getByRole('button', { name: 'Make unknown: Also wanted' }).click();
    await expect.poll(() => last().facts).toEqual({});
    await set.getByRole('button', { name: 'None of them' }).click();
    await expect.poll(() => last().facts).toEqual({ extras: [] });

    const disabled = page.getByRole('radiogroup', { name: 'Has a disability' });
    expect(await disabled.getByRole('radio', { name: 'if not given: no' }).isChecked()).toBe(true);
    await disabled.getByRole('radio', { name: 'Yes' }).check();
    await expect.poll(() => last().facts.disabled).toBe('yes');
    await disabled.getByRole('radio', { name: 'No', exact: true }).check();
    await expect.poll(() => last().facts.disabled).toBe('no');
    await disabled.getByRole('radio', { name: 'if not given: no' }).check();
    await expect.poll(() => Object.keys(last().facts)).toEqual(['extras']);

    const bought = page.getByRole('textbox', { name: 'Bought on' });
    await bought.fill('2025-7');
    await expect.poll(() => last().facts.bought).toBe('2025-7');
    await page.locator('#field-bought .date-picker').fill('2025-07-01');
    await expect.poll(() => last().facts.bought).toBe('2025-07-01');
    expect(await bought.inputValue()).toBe('2025-07-01');
    await panel.close();
  });

  it('what an input method composes is told when it is done', async () => {
    const { panel, page, asks, last } = await open();
    await page.getByRole('textbox', { name: 'Note', exact: true }).focus();
    const before = asks.length;
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Input.imeSetComposition', { text: 'zi', selectionStart: 2, selectionEnd: 2 });
    await devtools.send('Input.imeSetComposition', { text: 'zixing', selectionStart: 6, selectionEnd: 6 });
    // An answer in the middle of it does not disturb it.
    await panel.type((text) => `${text}\n`);
    expect(await page.getByRole('textbox', { name: 'Note', exact: true }).inputValue()).toBe('zixing');
    // The change of the file was answered again; the panel asked nothing.
    expect(asks.slice(before).map(({ asked }) => asked.form.facts)).toEqual([{}]);
    await devtools.send('Input.insertText', { text: '自行车' });
    await expect.poll(() => last().facts).toEqual({ note: '自行车' });
    await panel.close();
  });

  it('keeps the caret where one types, whatever is answered', async () => {
    const { panel, page, last } = await open();
    const note = page.getByRole('textbox', { name: 'Note', exact: true });
    await note.fill('abef');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await note.pressSequentially('cd');
    await expect.poll(() => last().facts.note).toBe('abcdef');
    await panel.close();
  });

  it('shows labels with HTML as text', async () => {
    const label = '<img src=x onerror=alert(1)> & "q"';
    const fields = [
      fact('bad', { kind: 'choice', members: [{ name: 'm', label: '<b>m</b>' }] }, { label }),
      fact('constructor', { kind: 'text' }),
    ];
    const { panel, page, last } = await open({
      fields: { fields },
      values: { problems: [{ path: 'bad', message: '<i>no</i>' }], needs: [{ path: 'bad', label, why: '<u>', clauses: [] }] },
    });
    expect(await page.locator('#field-bad .field-label').textContent()).toBe(label);
    expect(await page.locator('#field-bad .problem').textContent()).toBe('<i>no</i>');
    expect(await page.locator('main img, main b, main i, main u').count()).toBe(0);
    expect(await page.getByRole('textbox', { name: 'constructor' }).inputValue()).toBe('');
    await page.getByRole('textbox', { name: 'constructor' }).fill('x');
    await expect.poll(() => Object.entries(last().facts)).toEqual([['constructor', 'x']]);
    await panel.close();
  });
});

describe('what is said at a field', () => {
  const values = {
    problems: [
      { path: 'price', message: 'The price is over 0元.' },
      { path: 'kind', message: 'No such kind.' },
      { path: 'on', message: 'No such day.' },
    ],
    needs: [
      { path: 'staff', label: 'Employees', why: 'decides Grant', clauses: ['grant'] },
      { path: 'projects[0].cost', label: 'Cost of project 1', why: '', clauses: [] },
    ],
  };

  it('problems, limits, default, name and line', async () => {
    const { panel, page } = await open({ values });
    const price = page.getByRole('textbox', { name: 'Price of the bicycle' });
    expect(await price.getAttribute('aria-invalid')).toBe('true');
    const description = await price.getAttribute('aria-description');
    for (const part of ['The price is over 0元.', '元', 'over 0元', '万元, 亿元']) expect(description).toContain(part);
    expect(await page.locator('#field-price').textContent()).toContain('over 0元');
    const kind = page.getByRole('combobox', { name: 'Kind of bicycle' });
    expect(await kind.getAttribute('aria-invalid')).toBe('true');
    const described = (await kind.getAttribute('aria-describedby'))?.split(' ')[0] ?? '';
    expect(await page.locator(`[id="${described}"]`).textContent()).toBe('No such kind.');
    expect(await page.locator('#form-on .problem').textContent()).toBe('No such day.');
    const staff = page.getByRole('textbox', { name: 'Employees' });
    expect(await staff.getAttribute('placeholder')).toBe('if not given: 1');
    expect(await staff.getAttribute('aria-invalid')).toBe('false');
    await staff.fill('3');
    expect(await page.locator('#field-staff .hint').textContent()).toBe('from 0 · if not given: 1');
    expect(await page.locator('#field-staff .field-label').getAttribute('title')).toBe('Employees (staff)');
    await page.getByRole('button', { name: 'Go to line 5: Employees' }).click();
    await expect.poll(() => panel.told.find(({ kind }) => kind === 'goTo')).toMatchObject({ spot: { line: 4 } });
    await panel.close();
  });

  it('what is still needed leads to its control', async () => {
    const { panel, page } = await open({ values });
    const needs = page.getByRole('region', { name: 'Still needed' });
    expect(await needs.getByRole('listitem').allTextContents()).toEqual(['Employees decides Grant', 'Cost of project 1']);
    expect(await page.locator('#field-staff .needed-mark').textContent()).toBe('needed');
    await needs.getByRole('button', { name: 'Employees' }).press('Enter');
    await expect.poll(() => focused(page)).toBe('Employees');
    await page.getByRole('button', { name: 'Add to Projects' }).click();
    await needs.getByRole('button', { name: 'Cost of project 1' }).click();
    await expect.poll(() => focused(page)).toBe('Cost');
    await panel.close();
  });

  it('a value without a place is moved or given up, and comes back by undoing', async () => {
    const leftOver = [
      { name: 'cost', shown: '12元', reason: 'No fact is called cost.', fits: [{ name: 'price', label: 'Price of the bicycle' }] },
    ];
    const { panel, page, asks } = await open({
      values: ({ asked }) => ({ leftOver: 'cost' in asked.form.facts && !asked.fill ? leftOver : [] }),
      filled: ({ asked }) => {
        const { cost, ...facts } = asked.form.facts;
        return { ...asked.form, facts: asked.fill?.kind === 'move' && cost !== undefined ? { ...facts, price: cost } : facts };
      },
    });
    await page.evaluate(() => {
      const kept = { uri: 'file:///policies/a.clause', form: { facts: { cost: '12元' }, paid: [], lets: {} }, open: {} };
      sessionStorage.setItem('state', JSON.stringify(kept));
    });
    await page.reload();
    const left = page.getByRole('region', { name: 'Values without a place' });
    expect(await left.textContent()).toContain('No fact is called cost.');
    await left.getByRole('button', { name: 'Use for Price of the bicycle' }).click();
    await expect.poll(() => asks.at(-1)?.asked.fill).toEqual({ kind: 'move', from: 'cost', to: 'price' });
    await expect.poll(() => page.getByRole('textbox', { name: 'Price of the bicycle' }).inputValue()).toBe('12元');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => asks.at(-1)?.asked.form.facts).toEqual({ cost: '12元' });
    await left.getByRole('button', { name: 'Remove: cost' }).click();
    await expect.poll(() => asks.at(-1)?.asked.fill).toEqual({ kind: 'drop', from: 'cost' });
    await panel.close();
  });
});

describe('lists', () => {
  it('are unknown, empty, or have items to add, double and remove', async () => {
    const { panel, page, last } = await open();
    const list = page.getByRole('group', { name: 'Projects' }).first();
    expect(await list.locator('.list-state').textContent()).toContain('unknown');
    await list.getByRole('button', { name: 'There are none' }).click();
    await expect.poll(() => last().facts).toEqual({ projects: [] });
    expect(await list.locator('.list-state').textContent()).toContain('none (known)');
    await list.getByRole('button', { name: 'Add to Projects' }).press('Enter');
    await expect.poll(() => focused(page)).toBe('Title');
    await page.keyboard.type('Bridge');
    await expect.poll(() => last().facts).toEqual({ projects: [{ title: 'Bridge' }] });
    await list.getByRole('button', { name: 'Duplicate: Projects 1' }).click();
    const second = list.getByRole('group', { name: 'Projects 2' });
    await second.getByRole('textbox', { name: 'Cost' }).fill('3万元');
    await second.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'City bicycle' });
    await expect.poll(() => last().facts).toEqual({ projects: [{ title: 'Bridge' }, { title: 'Bridge', cost: '3万元', kind: 'city' }] });
    await list.getByRole('button', { name: 'Remove: Projects 1' }).click();
    await expect.poll(() => last().facts).toEqual({ projects: [{ title: 'Bridge', cost: '3万元', kind: 'city' }] });
    expect(await list.getByRole('textbox', { name: 'Cost' }).inputValue()).toBe('3万元');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => last().facts.projects).toHaveLength(2);
    await list.getByRole('button', { name: 'Make unknown: Projects' }).click();
    await expect.poll(() => last().facts).toEqual({});
    await panel.close();
  });

  it('of a thousand items are shown by the page; problems of other pages are led to', async () => {
    const many = Array.from({ length: 1000 }, (_, n) => ({ title: `t${n}` }));
    const { panel, page, last } = await open({
      filled: ({ asked }) => ({ ...asked.form, facts: { projects: many } }),
      examples: {
        examples: [{ title: 'Many', total: '', state: 'passed', expectations: [], spot: { uri: 'a', line: 0, character: 0, endLine: 0 } }],
        failed: 0,
        passed: 1,
        witnesses: [],
      },
      values: { problems: [{ path: 'projects[777].cost', message: 'Too much.' }] },
    });
    await page.getByRole('combobox', { name: 'Fill from' }).selectOption({ label: 'Many' });
    const items = page.locator('#field-projects .entry');
    await expect.poll(() => items.count()).toBe(20);
    const pages = page.getByRole('navigation', { name: 'Pages of Projects' }).first();
    expect(await pages.getByRole('status').textContent()).toBe('1 to 20 of 1000');
    await pages.getByRole('button', { name: 'Last' }).click();
    expect(await page.getByRole('group', { name: 'Projects 1000' }).getByRole('textbox', { name: 'Title' }).inputValue()).toBe('t999');
    await pages.getByRole('button', { name: '1 problems on other pages' }).click();
    // 777 of 20 a page: the page that begins with 760, the 761st.
    await expect.poll(() => pages.getByRole('status').textContent()).toBe('761 to 780 of 1000');
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.field')?.id)).toBe('field-projects[777].cost');
    await page.keyboard.type('5');
    await expect.poll(() => last().facts.projects).toEqual(many.map((item, n) => (n === 777 ? { ...item, cost: '5' } : item)));
    await panel.picture('form-thousand');
    await panel.close();
  });
});

describe('beside the facts', () => {
  it('the day, payments made before, and values given in place', async () => {
    const { panel, page, last } = await open({
      filled: ({ asked }) => ({ ...asked.form, lets: { growth: '10%' } }),
      examples: {
        examples: [],
        failed: 0,
        passed: 0,
        witnesses: [{ id: 'w1', title: 'A fall', finding: 'f', spot: { uri: 'a', line: 0, character: 0, endLine: 0 } }],
      },
    });
    const day = page.getByRole('textbox', { name: 'Judged on' });
    expect(await day.getAttribute('placeholder')).toBe('2025-01-01');
    await day.fill('2025-03');
    await expect.poll(() => last().on).toBe('2025-03');
    await day.fill('');
    await expect.poll(() => 'on' in last()).toBe(false);
    await page.getByRole('button', { name: 'Add a payment' }).press('Enter');
    await expect.poll(() => focused(page)).toBe('Payment 1: Clause');
    await page.getByRole('textbox', { name: 'Payment 1: Amount' }).fill('３万元');
    await page.getByRole('textbox', { name: 'Payment 1: Paid on' }).fill('2024-05-06');
    await expect.poll(() => last().paid).toEqual([{ clause: 'grant', amount: '３万元', on: '2024-05-06' }]);
    await page.getByRole('button', { name: 'Remove: Payment 1' }).click();
    await expect.poll(() => last().paid).toEqual([]);
    await page.getByRole('combobox', { name: 'Fill from' }).selectOption({ label: 'A fall' });
    await page.getByRole('textbox', { name: 'growth' }).fill('11%');
    await expect.poll(() => last().lets).toEqual({ growth: '11%' });
    await page.getByRole('button', { name: 'Remove: growth' }).click();
    await expect.poll(() => last().lets).toEqual({});
    await panel.close();
  });
});

describe('filling', () => {
  const example = (title: string) => ({
    title,
    total: '0元',
    state: 'passed' as const,
    expectations: [],
    spot: { uri: 'file:///policies/a.clause', line: 20, character: 0, endLine: 22 },
  });
  const faked: Faked = {
    examples: { examples: [example('First'), example('Second')], failed: 0, passed: 2, witnesses: [] },
    filled: ({ asked }) => ({ ...asked.form, facts: { price: asked.fill?.kind === 'example' ? asked.fill.title : '' } }),
  };

  it('from one example to the next, and back to what was typed, and forth again', async () => {
    const { panel, page, asks, last } = await open(faked);
    const price = page.getByRole('textbox', { name: 'Price of the bicycle' });
    await price.fill('123');
    const from = page.getByRole('combobox', { name: 'Fill from' });
    await from.selectOption({ label: 'First' });
    await expect.poll(() => asks.at(-1)?.asked.fill).toEqual({ kind: 'example', title: 'First' });
    await expect.poll(() => price.inputValue()).toBe('First');
    await from.selectOption({ label: 'Second' });
    await expect.poll(() => price.inputValue()).toBe('Second');
    expect(await from.locator('option:checked').textContent()).toBe('Second');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => last().facts).toEqual({ price: '123' });
    expect(await price.inputValue()).toBe('123');
    expect(await from.locator('option:checked').textContent()).toContain('example');
    await page.getByRole('button', { name: 'Redo' }).click();
    await expect.poll(() => last().facts).toEqual({ price: 'Second' });
    await page.getByRole('button', { name: 'Empty the form' }).click();
    await expect.poll(() => last().facts).toEqual({});
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => last().facts).toEqual({ price: 'Second' });
    await panel.close();
  });

  it('by the keyboard alone, from the skip links on', async () => {
    const { panel, page, last } = await open(faked);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Go to Applicant');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('Applicant');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.getByRole('textbox', { name: 'Price of the bicycle' }).inputValue()).toBe('First');
    const reached: string[] = [];
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press('Tab');
      const name = await focused(page);
      reached.push(name);
      if (name === 'Employees') await page.keyboard.type('4');
      if (name === 'Also wanted' || (await page.evaluate(() => document.activeElement?.closest('#field-extras input') !== null)))
        await page.keyboard.press('Space');
      if (await page.evaluate(() => document.activeElement?.closest('#field-disabled input') !== null))
        await page.keyboard.press('ArrowRight');
      if (name === 'Awards') break;
    }
    for (const name of [
      'Empty the form',
      'Undo',
      'Price of the bicycle',
      'Kind of bicycle',
      'Bought on',
      'Add to Projects',
      'Judged on',
      'Add a payment',
    ])
      expect(reached).toContain(name);
    // From what holds if nothing is given one step to the right: the first, yes.
    await expect.poll(() => last().facts).toEqual({ price: 'First', staff: '4', extras: ['city', 'cargo', 'folding'], disabled: 'yes' });
    await panel.close();
  });
});

describe('with the server', () => {
  const real = `policy "Bicycles" { currency 元 }
fact price "Price": money from 0元
fact kind "Kind": one of { city "City", cargo "Cargo" }
fact extras: any of { bell, lock }
fact joint "Joint": boolean default no
fact bought: date
fact parts "Parts": list of { cost "Cost": money from 0元 }
clause grant "Grant" {
  when kind = cargo
  award 10% of price
}
example "A dear one" {
  price = 12万元, kind = cargo
  expect total = 1.2万元
}
`;
  it('says what it makes of what was typed, and fills in an example', async () => {
    const panel = await Panel.open(real);
    const { page } = panel;
    const price = page.getByRole('textbox', { name: 'Price' });
    await price.fill('-1');
    expect(await page.locator('#field-price .problem').textContent()).toContain('-1');
    await page.getByRole('combobox', { name: 'Fill from' }).selectOption({ label: 'A dear one' });
    await expect.poll(() => page.getByRole('combobox', { name: 'Kind' }).locator('option:checked').textContent()).toBe('Cargo');
    // 10% of 12万元.
    await expect.poll(async () => (await page.locator('header .total').textContent())?.replaceAll(',', '')).toContain('12000');
    expect(await page.locator('#field-price .problem').count()).toBe(0);
    await panel.picture('form-server');
    // The author renames the fact: its value waits for a place.
    await panel.type((text) => text.replaceAll('price', 'cost'));
    const left = page.getByRole('region', { name: 'Values without a place' });
    expect(await left.textContent()).toContain('12万元');
    await left.getByRole('button', { name: 'Use for Price' }).click();
    await expect.poll(() => price.inputValue()).toBe('12万元');
    expect(await left.count()).toBe(0);
    await panel.close();
  });
});

describe('the panel', () => {
  it('holds five hundred facts, of which some are found by name', async () => {
    const kinds = [money, { kind: 'boolean' }, { kind: 'text' }, everyType[2]?.control ?? money] as const;
    const fields = Array.from({ length: 500 }, (_, n) => fact(`f${n}`, kinds[n % 4] ?? money, { label: `Fact ${n}`, line: n }));
    const { panel, page, last } = await open(
      { fields: { fields }, values: { problems: [{ path: 'f8', message: 'No.' }] } },
      { height: 900 },
    );
    expect(await page.locator('.field[id^=field-]').count()).toBe(500);
    const untouched = await page.locator('#field-f400 vscode-textfield').elementHandle();
    await page.getByRole('textbox', { name: 'Fact 4', exact: true }).fill('12');
    await expect.poll(() => last().facts).toEqual({ f4: '12' });
    // Typing makes no other field anew.
    expect(await untouched?.evaluate((element) => element.isConnected)).toBe(true);
    await page.getByRole('textbox', { name: 'Find a fact' }).fill('fact 49');
    // 49, 149, 249, 349, 449, and 490 to 499.
    await expect.poll(() => page.locator('.field[id^=field-]').count()).toBe(15);
    expect(await page.locator('.filter').textContent()).toContain('1 with problems not shown');
    await panel.picture('form-five-hundred');
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => page.locator('.field[id^=field-]').count()).toBe(500);
    expect(await page.getByRole('textbox', { name: 'Fact 4', exact: true }).inputValue()).toBe('12');
    await panel.close();
  });

  it('is as it was after a reload: what was typed, what is folded, how far it was scrolled', async () => {
    const fields = Array.from({ length: 60 }, (_, n) => fact(`f${n}`, money, { label: `Fact ${n}` }));
    for (const width of [400, 900]) {
      const { panel, page } = await open({ fields: { fields } }, { width, height: 600 });
      await page.getByRole('textbox', { name: 'Fact 40' }).fill('12万元');
      await page.locator('#section-examples > summary').click();
      const selector = width === 400 ? 'html' : '.column[data-column=form]';
      await page.locator(selector).evaluate((element) => {
        element.scrollTop = 700;
      });
      const kept = () => page.evaluate(() => JSON.parse(sessionStorage.getItem('state') ?? '{}').scroll as number[]);
      await expect.poll(async () => (await kept())?.includes(700)).toBe(true);
      await page.reload();
      await page.waitForSelector('header');
      await expect.poll(() => page.locator(selector).evaluate((element) => element.scrollTop)).toBe(700);
      expect(await page.getByRole('textbox', { name: 'Fact 40' }).inputValue()).toBe('12万元');
      expect(await page.locator('#section-examples').getAttribute('open')).toBeNull();
      await panel.close();
    }
  });

  it('says what it says to those who do not see it, and does what its buttons say', async () => {
    const { panel, page } = await open({}, { width: 400 });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Bicycles, 2025');
    for (const name of ['Applicant', 'Awards', 'Award curve', 'Examples'])
      expect(await page.getByRole('heading', { name, level: 2 }).count()).toBe(1);
    await page.getByRole('textbox', { name: 'Price of the bicycle' }).fill('5');
    await page.getByRole('button', { name: 'Save as example' }).click();
    await page.getByRole('button', { name: 'Copy as Markdown' }).press('Space');
    await page.getByRole('button', { name: 'Export as picture' }).press('Enter');
    await expect.poll(() => panel.told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['saveExample', 'copyMarkdown', 'picture']));
    expect(panel.told.find(({ kind }) => kind === 'saveExample')).toMatchObject({ form: { facts: { price: '5' } } });
    // Every control has a name.
    const unnamed = await page.evaluate(() => {
      const found: string[] = [];
      for (const element of document.querySelectorAll('button, select, input, vscode-button, a'))
        if (
          !element.getAttribute('aria-label') &&
          !element.textContent?.trim() &&
          !element.closest('label') &&
          element.getAttribute('aria-hidden') !== 'true'
        )
          found.push(element.outerHTML.slice(0, 120));
      return found;
    });
    expect(unnamed).toEqual([]);
    await panel.close();
  });

  const full: Faked = {
    filled: ({ asked }) => asked.form,
    values: {
      ...nothingNoted,
      problems: [{ path: 'price', message: 'The price is over 0元: write a number, with or without a unit.' }],
      leftOver: [
        {
          name: 'cost',
          shown: '12元',
          reason: 'No fact is called cost any more.',
          fits: [{ name: 'price', label: 'Price of the bicycle' }],
        },
      ],
      needs: [
        { path: 'staff', label: 'Employees', why: 'Grant and Bonus hang on it', clauses: [] },
        { path: 'bought', label: 'Bought on', why: 'Bonus hangs on it', clauses: [] },
      ],
    },
    examples: {
      examples: [
        {
          title: 'A cargo bicycle of a very long name that hardly anyone would give to an example of a policy',
          total: '',
          state: 'failed',
          expectations: [],
          spot: { uri: 'a', line: 0, character: 0, endLine: 0 },
        },
      ],
      failed: 1,
      passed: 0,
      witnesses: [],
    },
  };
  it('fits 400 pixels, in every theme and both languages', async () => {
    for (const theme of ['dark', 'light', 'high-contrast'] as const) {
      for (const width of [400, 900]) {
        const language = theme === 'light' ? 'zh' : 'en';
        const broken =
          theme === 'light'
            ? undefined
            : { shown: true, problems: [{ message: 'A condition is missing.', spot: { uri: 'a', line: 3, character: 0, endLine: 3 } }] };
        const { panel, page } = await open({ ...full, more: { language, ...(broken ? { broken } : {}) } }, { theme, width, language });
        await page.getByRole('textbox', { name: 'Price of the bicycle' }).fill('-5万元');
        await page.locator('#field-projects .add').click();
        await page.locator('#form-paid .add').click();
        const wide = await page.evaluate(() =>
          [...document.querySelectorAll('body *')]
            .filter((element) => !element.closest('.skip-links') && element.getBoundingClientRect().right > innerWidth + 0.5)
            .map((element) => element.outerHTML.slice(0, 100)),
        );
        expect(wide).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        await panel.picture(`form-${theme}-${width}-${language}`);
        await panel.close();
      }
    }
  });
});
