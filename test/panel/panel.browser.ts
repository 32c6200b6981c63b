import { afterAll, describe, expect, it } from 'vitest';
import { close, Panel } from './desk';

afterAll(close);

const policy = `policy "Bicycles, 2025" { currency 元 }
fact price "Price": money from 0元
clause grant "Grant" { award 10% of price }
`;

describe('the panel', () => {
  it('shows the policy by its title, in the reader’s language', async () => {
    const english = await Panel.open(policy);
    expect(await english.page.textContent('h1')).toContain('Bicycles, 2025');
    expect(await english.page.textContent('#section-applicant h2')).toBe('Applicant');
    await english.close();
    const chinese = await Panel.open(policy, { language: 'zh', theme: 'light', width: 400 });
    expect(await chinese.page.textContent('#section-applicant h2')).toBe('申请人');
    await chinese.picture('first');
    await chinese.close();
  });
});
