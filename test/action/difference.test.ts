/** Why: below the findings a reviewer is told what the change does to awards; it fits beside them, and nothing fails for it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { joined } from '../../action/src/joined';
import { messagesFor } from '../../action/src/messages';
import { type Ran, runAction } from './support/action';
import { FakeApi } from './support/api';
import { History } from './support/history';
import { Repository } from './support/repository';

const api = new FakeApi();
beforeEach(() => api.reset());

describe('a pull request that pays more', { timeout: 60_000 }, () => {
  const history = new History();
  const project = new Repository();
  const paying = (percent: number): string =>
    `fact spent "Spent": money from 0元 to 1000元\nclause c "Research" {\n  award ${percent}% of spent\n}\n`;
  const start = project.commit({ 'policies/a.clause': paying(10) });
  project.branch('feature');
  const head = project.commit({ 'policies/a.clause': paying(12) });
  const merge = project.pull(7, 'feature');
  const event = history.pullRequest(head, merge);
  event.payload.pull_request.base.sha = start;
  const workspace = project.checkout('refs/pull/7/merge', 2);
  const run = (more: Partial<Parameters<typeof runAction>[0]> = {}): Promise<Ran> => runAction({ workspace, event, api: api.url, ...more });

  it('is told so in the comment, in the summary and in the log, and does not fail', async () => {
    const ran = await run();
    expect(ran).toMatchObject({ code: 0, outputs: { new: '0', conclusion: 'success' } });
    expect(api.comments).toHaveLength(1);
    // 10% and 12% of at most 1000.
    const answer = '“Research” pays more for some and less for nobody; in total some gain (up to +¥20) and nobody loses.';
    const shown = answer.replace('(', '&#40;').replace('+', '&#43;').replace(')', '&#41;');
    for (const text of [api.comments[0]?.body ?? '', ran.summary]) {
      expect(text).toContain(`**Clausewright diff** · ${shown}`);
      expect(text).toContain('**¥100 → ¥120 &#40;&#43;¥20&#41;**');
    }
    expect(ran.out).toContain(answer);
  });

  it('is not, where that is not wanted, or there is nothing to compare with', async () => {
    await run({ with: { diff: 'false' } });
    await run({ with: { since: '' } });
    expect(api.comments).toEqual([]);
  });

  it('is told in Chinese', async () => {
    await run({ with: { language: 'zh' } });
    expect(api.comments[0]?.body).toContain('“Research”有人增加、无人减少；总额有人增加（最多 &#43;20元），无人减少。');
  });
});

describe('findings and the difference in one comment', () => {
  const m = messagesFor('en');
  const rows = (n: number): string => Array.from({ length: n }, (_, k) => `| row ${k} | ${'x'.repeat(90)} |`).join('\n');
  const details = (n: number): string =>
    Array.from({ length: n }, (_, k) => `<details><summary>${k}</summary>\n\n${rows(20)}\n\n</details>`).join('\n\n');
  const heading = '**Clausewright diff** · answer\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n';

  it('are whole where they fit', () => {
    expect(joined('found\n', `${heading}\n${details(2)}\n`, m)).toBe(`found\n\n${heading}\n${details(2)}`);
    expect(joined('found\n', '', m)).toBe('found');
  });

  it.each([
    ['many findings', 700, 2],
    ['many details', 5, 60],
    ['much of both', 700, 60],
  ])('are cut in whole rows and details: %s', (_, found, folded) => {
    const text = joined(`**Clausewright** · answer\n\n${rows(found)}`, `${heading}\n${details(folded)}`, m);
    expect(text.length).toBeLessThanOrEqual(65_000);
    expect(text).toContain(heading.trimEnd());
    for (const line of text.split('\n')) if (line.startsWith('| row')) expect(line.endsWith('x |')).toBe(true);
    const kept = text.match(/<details>/g)?.length ?? 0;
    expect(text.match(/<\/details>/g)?.length ?? 0).toBe(kept);
    if (kept < folded)
      expect(text).toContain(`${folded - kept} more ${folded - kept === 1 ? 'detail' : 'details'} in the summary of the run.`);
    if (found >= 700) expect(text).toContain('More findings stand in the summary of the run.');
  });
});
