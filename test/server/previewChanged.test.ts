/** Who has the preview is told when what it shows may be other for a reason that the client cannot see, and its lenses lead there. */
import { afterEach, describe, expect, it } from 'vitest';
import { lenses, lensLines, policy } from './lensSupport';
import { Session } from './support';

let session: Session | undefined;
afterEach(async () => {
  await session?.stop();
  session = undefined;
});

async function start(preview: boolean, settings?: unknown): Promise<{ s: Session; uri: string; told: () => number }> {
  const s = await Session.start({
    files: { 'other.clause': 'fact b: boolean\n' },
    initializationOptions: { preview },
    ...(settings === undefined ? {} : { settings }),
  });
  session = s;
  let count = 0;
  s.connection.onNotification('clausewright/previewChanged', () => {
    count++;
  });
  const uri = s.uri('a.clause');
  await s.open(uri, policy);
  await s.diagnostics(uri);
  return { s, uri, told: () => count };
}

/** All that was sent before is told of by now: findings are told behind it. */
async function edited(s: Session, uri: string, from: string, to: string): Promise<void> {
  await s.edit(uri, from, to);
  await s.diagnostics(uri);
}

describe('clausewright/previewChanged', () => {
  it('comes for a file on the disk and for a setting, and not for what is typed', async () => {
    const { s, uri, told } = await start(true);
    // Settings are fetched when the session begins.
    await expect.poll(told).toBe(1);
    await edited(s, uri, 'cost = 10万元', 'cost = 11万元');
    await edited(s, uri, 'cost = 11万元', 'cost = 12万元');
    expect(told()).toBe(1);
    s.write('other.clause', 'fact c: boolean\n');
    await s.watched('other.clause', 2);
    await expect.poll(told).toBe(2);
    s.settings = { prove: false, messageLanguage: 'zh' };
    await s.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await expect.poll(told).toBe(3);
  });

  it('comes when something was proved', async () => {
    const { s, uri, told } = await start(true, { prove: true });
    await s.edit(
      uri,
      'clause grant "Grant" {',
      'clause never "Never" {\n  when cost over 9元\n  when cost below 5元\n  award 1元\n}\n\nclause grant "Grant" {',
    );
    await s.findings(uri, (names) => names.includes('clause-unreachable'));
    const before = told();
    // An edit of the dead clause takes the proof away, and it is made anew.
    await s.edit(uri, 'below 5元', 'below 6元');
    await expect.poll(told, { timeout: 10_000 }).toBeGreaterThan(before);
  });

  it('does not come to a client without the preview', async () => {
    const { s, uri, told } = await start(false);
    s.write('other.clause', 'fact c: boolean\n');
    await s.watched('other.clause', 2);
    await edited(s, uri, 'cost = 10万元', 'cost = 11万元');
    expect(told()).toBe(0);
  });
});

describe('the lens', () => {
  it('leads to the preview of its example, where the client has it', async () => {
    const { s, uri } = await start(true);
    const lines = await lensLines(s, uri);
    expect(lines).toContain('example "one" { » ● selected | Run ✓ 3 expectations | Explain | Preview | Total: ¥50,000');
    const found = (await lenses(s, uri)).filter(({ command }) => command?.command === 'clausewright.previewExample');
    expect(found.map(({ command }) => command?.arguments)).toEqual([
      [uri, 'one'],
      [uri, 'two'],
      [uri, 'three'],
    ]);
  });
});

describe('a finding with somebody for whom it happens', () => {
  it('is shown in the preview by an action, where the client has it', async () => {
    for (const preview of [true, false]) {
      const { s, uri } = await start(preview, { prove: true });
      // At 50 staff 50 × 2000元 = 10万元, at 51 only 5.1万元.
      const cliff =
        'fact staff: integer 人 from 1人\nclause grant { award by staff { to 50人: 2000元/人, over 50人: 1000元/人 } * staff }\n';
      await s.change(uri, [{ range: { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } }, newText: cliff }]);
      await s.findings(uri, (names) => names.includes('award-cliff'));
      const found = await s.diagnostics(uri);
      const actions = (await Promise.all(found.map((one) => s.actions(uri, one)))).flat();
      const shown = actions.filter(({ title }) => title.startsWith('Show in the preview: '));
      const listed = await s.connection.sendRequest<{ examples?: { witnesses: { id: string }[] } }>('clausewright/preview', {
        uri,
        form: { facts: {}, paid: [], lets: {} },
        open: {},
        known: {},
      });
      const ids = listed.examples?.witnesses.map(({ id }) => id) ?? [];
      expect(ids.length).toBeGreaterThan(0);
      const wanted = ids.map((id) => ['clausewright.previewExample', [uri, { witness: id }]]);
      expect(shown.map(({ command }) => [command?.command, command?.arguments])).toEqual(preview ? wanted : []);
      await s.stop();
      session = undefined;
    }
  });
});
