import { afterAll, describe, expect, it } from 'vitest';
import type { PreviewState } from '../../server/src/previewProtocol';
import { close, Panel, type PanelOptions } from './desk';
import { at, awards, examples, growthDetails, itemDetails, withParts } from './samples';

afterAll(close);

const policy = 'policy "Park 2025" { currency 元 }\nfact price "Price": money from 0元\nclause grant "Grant" { award 10% of price }\n';

/** A panel that is told these parts. */
async function opened(parts: Partial<PreviewState> = {}, options: PanelOptions = {}): Promise<Panel> {
  return Panel.open(policy, {
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
        ...parts,
      }),
    ...options,
  });
}

describe('the results', () => {
  it('shows the total as what it is, with its notes', async () => {
    const panel = await opened();
    const card = panel.page.locator('.total-card');
    await card.waitFor();
    expect(await card.getAttribute('data-state')).toBe('at-most');
    expect(await card.innerText()).toContain('330万元 at most');
    expect(await card.innerText()).toContain('ceiling');
    expect(await card.innerText()).toContain('gives no figure');
    await panel.page.locator('.waterfall-chart').waitFor();
    await panel.page.locator('#clause-rd_growth .clause-open').click();
    await panel.page.locator('.steps').waitFor();
    await panel.picture('results-dark-900');
    await panel.close();
  });
});
