/** A broken file may have more findings than a call may have arguments. */
import { expect, it } from 'vitest';
import { lintText } from '../../support/lint';

it('one clause with 200,000 unknown names', { timeout: 60_000 }, () => {
  const text = `clause a {\n${'when zz\n'.repeat(200_000)}award 5元\n}\n`;
  expect(lintText(text).filter((f) => f.name === 'unknown-name')).toHaveLength(200_000);
});
