/** The clause that the author's cursor stands in, told to the panel when it is another. */
import { describe, expect, it } from 'vitest';
import { awards, Desk, file } from './previewSupport';

const other = 'file:///demo/要素.clause';

async function begun(): Promise<Desk> {
  const desk = new Desk();
  desk.say({ kind: 'ready' });
  desk.ask();
  // Lines 3 to 7, 9 to 9, and one in an imported file.
  const clauses = [
    { name: 'grant', line: 3, endLine: 7 },
    { name: 'bonus', line: 9, endLine: 9 },
    { name: 'shared', uri: other, line: 3, endLine: 4 },
  ];
  await desk.answer({ awards: awards(clauses) });
  return desk;
}
const told = (desk: Desk) => desk.of('reveal').map(({ clause }) => clause);
const at = (desk: Desk, line: number, uri: string = file.uri) => desk.controller.cursorAt({ uri, line });

describe('the cursor', () => {
  it('reveals the clause from its first line to its last, and tells when it leaves', async () => {
    const desk = await begun();
    for (const line of [2, 3, 5, 7, 8, 9]) at(desk, line);
    expect(told(desk)).toEqual(['grant', undefined, 'bonus']);
  });

  it('reveals clauses of imported files, however the file is spelled', async () => {
    const desk = await begun();
    at(desk, 3, encodeURI(other));
    expect(told(desk)).toEqual(['shared']);
  });

  it('says nothing in a file that the policy does not stand in', async () => {
    const desk = await begun();
    at(desk, 4);
    at(desk, 4, 'file:///demo/elsewhere.clause');
    expect(told(desk)).toEqual(['grant']);
  });

  it('that stands still is in another clause where the text moves', async () => {
    const desk = await begun();
    at(desk, 9);
    desk.controller.changed();
    await desk.answer({ awards: awards([{ name: 'grant', line: 3, endLine: 10 }]) });
    expect(told(desk)).toEqual(['bonus', 'grant']);
    // Awards that the panel has are not sent again.
    desk.controller.changed();
    await desk.answer();
    expect(told(desk)).toEqual(['bonus', 'grant']);
  });

  it('is told again to a panel that begins anew', async () => {
    const desk = await begun();
    at(desk, 4);
    desk.controller.hidden();
    at(desk, 9);
    expect(told(desk)).toEqual(['grant']);
    desk.say({ kind: 'ready' });
    desk.ask();
    await desk.answer({ awards: awards([{ name: 'bonus', line: 9, endLine: 9 }]) });
    expect(told(desk)).toEqual(['grant', 'bonus']);
  });
});
