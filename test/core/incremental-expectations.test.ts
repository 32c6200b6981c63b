/** What an edit leaves alone is kept; an expectation is judged again wherever it looks at what the edit touched. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { Workspace } from '../../server/src/core/workspace';

const uri = 'file:///demo/a.clause';
const policy = (half: string, rate: string): string => `fact cost "Cost": money from 0元

let half = ${half} of cost
let other = half + 1元

clause grant "Grant" {
  award ${rate} of cost
}

example "one" {
  cost = 10元
  expect total = 10元
  expect other = 6元
}
`;

function failures(workspace: Workspace, text: string): string[] {
  workspace.setText(uri, text);
  const { findings } = workspace.analyse(uri);
  return findings
    .filter(({ name }) => name === 'expectation-failed')
    .map(({ range }) => text.slice(range.start, text.indexOf('\n', range.start)));
}

it('an expectation of a derived value that no clause reads follows an edit of it, through others too', () => {
  const workspace = new Workspace({ read: () => ({ error: 'missing' }), rootOf: () => 'file:///demo' });
  // Half of 10 and 1 are 6; 60 % of 10 and 1 are 7.
  expect(failures(workspace, policy('50%', '100%'))).toEqual([]);
  expect(failures(workspace, policy('60%', '100%')).join()).toContain('other = 6元');
  expect(failures(workspace, policy('60%', '90%'))).toHaveLength(2);
  expect(failures(workspace, policy('50%', '90%')).join()).toContain('total = 10元');
  expect(failures(workspace, policy('50%', '100%'))).toEqual([]);
});

it('what earlier states of the text came to is let go', async () => {
  const workspace = new Workspace({ read: () => ({ error: 'missing' }), rootOf: () => 'file:///demo' });
  const seen: WeakRef<object>[] = [];
  // The cap never bites: the amount stays, and the result of each edit is made from that of the one before.
  for (let cap = 100; cap < 110; cap++) {
    workspace.setText(uri, policy('50%', '100%').replace('of cost\n}', `of cost\n  cap ${cap}元\n}`));
    for (const { evaluation } of workspace.analyse(uri).examples) seen.push(new WeakRef(evaluation));
    await new Promise((resolve) => setImmediate(resolve));
  }
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  expect(seen).toHaveLength(10);
  expect(seen.slice(0, -2).filter((one) => one.deref() !== undefined)).toEqual([]);
});
