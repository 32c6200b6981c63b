import { afterAll, describe, expect, it } from 'vitest';
import { close, Panel, type PanelOptions } from './desk';
import { type Ask, answers, type Faked } from './formState';

afterAll(close);

const policy = 'policy "Bicycles, 2025" { currency 元 }\n';

async function open(
  faked: Faked = {},
  options: PanelOptions = {},
): Promise<{ panel: Panel; asks: Ask[]; last: () => Ask['asked']['form'] }> {
  const asks: Ask[] = [];
  const panel = await Panel.open(policy, { state: answers(faked, asks), ...options });
  const last = (): Ask['asked']['form'] => asks.at(-1)?.asked.form ?? { facts: {}, paid: [], lets: {} };
  return { panel, asks, last };
}

describe('controls', () => {
  it('a number goes through as it is typed, with or without a unit', async () => {
    const { panel, last } = await open();
    const price = panel.page.getByRole('textbox', { name: 'Price of the bicycle' });
    await price.pressSequentially('１２００万元');
    expect(last().facts).toEqual({ price: '１２００万元' });
    await price.fill('');
    expect(last().facts).toEqual({});
    await panel.picture('form-first');
    await panel.close();
  });
});
