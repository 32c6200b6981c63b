/** The preview between its panel and the server: what is asked when, what is posted, and what is dropped. */
import { describe, expect, it } from 'vitest';
import type { Form } from '../../server/src/previewProtocol';
import { Desk, file, state } from './previewSupport';

const form = (staff: string): Form => ({ facts: { staff }, paid: [], lets: {} });

/** A desk whose panel listens and has been answered its first question. */
async function begun(): Promise<Desk> {
  const desk = new Desk();
  desk.say({ kind: 'ready' });
  desk.ask();
  await desk.answer({ keys: { awards: 'a1', curve: 'c1' } });
  return desk;
}

describe('a question of the panel', () => {
  it('is put to the server at once, with the file, and its answer is posted under its id', async () => {
    const desk = new Desk();
    desk.say({ kind: 'ready' });
    expect(desk.posted).toEqual([{ kind: 'file', ...file }]);
    const id = desk.ask(form('5'));
    expect(desk.newest.params).toEqual({ uri: file.uri, form: form('5'), open: {}, known: {} });
    await desk.answer();
    expect(desk.of('state')).toEqual([{ kind: 'state', id, state: state() }]);
  });

  it('waits for the one in flight, which is cancelled; of those that wait only the newest is put', async () => {
    const desk = new Desk();
    desk.say({ kind: 'ready' });
    desk.ask(form('1'));
    desk.ask(form('2'));
    const last = desk.ask(form('3'));
    expect(desk.put.length).toBe(1);
    expect(desk.newest.isCancelled).toBe(true);
    await desk.newest.answer({ kind: 'cancelled' });
    expect(desk.put.map(({ params }) => params.form.facts.staff)).toEqual(['1', '3']);
    await desk.answer();
    expect(desk.of('state').map(({ id }) => id)).toEqual([last]);
  });

  it('that was worked out before it could be cancelled is shown all the same, so that somebody who types fast sees something', async () => {
    const desk = new Desk();
    desk.say({ kind: 'ready' });
    const first = desk.ask(form('1'));
    const second = desk.ask(form('2'));
    await desk.answer();
    await desk.answer();
    expect(desk.of('state').map(({ id }) => id)).toEqual([first, second]);
  });

  it('leaves out of the answer what the panel has, whether or not it had seen the last answer when it asked', async () => {
    const desk = await begun();
    // It had seen it.
    desk.ask(form('1'), { known: { awards: 'a1', curve: 'c1' } });
    expect(desk.newest.params.known).toEqual({ awards: 'a1', curve: 'c1' });
    await desk.answer({ keys: { awards: 'a2', curve: 'c1' } });
    // It had not seen that: where it to get nothing for awards that are a1 again, it would go on showing a2.
    desk.ask(form('2'), { known: { awards: 'a1', curve: 'c1' } });
    expect(desk.newest.params.known).toEqual({ curve: 'c1' });
  });
});

describe('what changes', () => {
  it('has the last question asked again, without what the panel was given, under the same id', async () => {
    const desk = await begun();
    desk.controller.changed();
    expect(desk.put.length).toBe(2);
    expect(desk.newest.params.known).toEqual({ awards: 'a1', curve: 'c1' });
    await desk.answer({ keys: { awards: 'a2', curve: 'c1' } });
    expect(desk.of('state').map(({ id }) => id)).toEqual([1, 1]);
  });

  it('while a question is in flight is asked about once, behind it', async () => {
    const desk = await begun();
    for (let time = 0; time < 10; time++) desk.controller.changed();
    expect(desk.put.length).toBe(2);
    await desk.newest.answer({ kind: 'cancelled' });
    expect(desk.put.length).toBe(3);
    await desk.answer();
    expect(desk.put.length).toBe(3);
  });

  it('is not asked about while nobody asks: before the panel does, when it is hidden, when it is closed', async () => {
    const desk = new Desk();
    desk.controller.changed();
    desk.say({ kind: 'ready' });
    desk.controller.changed();
    expect(desk.put.length).toBe(0);
    desk.ask();
    desk.controller.hidden();
    desk.controller.changed();
    expect(desk.put.length).toBe(1);
    desk.controller.dispose();
    desk.controller.changed();
    expect(desk.put.length).toBe(1);
  });
});

describe('a panel that was hidden', () => {
  it('begins anew: nothing is taken for known, and an answer to its former self is dropped', async () => {
    const desk = await begun();
    desk.controller.changed();
    const stale = desk.newest;
    desk.controller.hidden();
    expect(stale.isCancelled).toBe(true);
    desk.say({ kind: 'ready' });
    const id = desk.ask(form('7'), { known: { awards: 'a1' } });
    const shown = desk.of('state').length;
    await stale.answer({ kind: 'state', state: state() });
    expect(desk.of('state').length).toBe(shown);
    expect(desk.newest.params.known).toEqual({});
    await desk.answer();
    expect(desk.of('state').at(-1)?.id).toBe(id);
    expect(desk.of('file').length).toBe(2);
  });
});

describe('what fills the form', () => {
  it('is filled in once: after it the form is what the server made of it', async () => {
    const desk = await begun();
    desk.ask(form('1'), { fill: { kind: 'example', title: 'one' } });
    await desk.answer({ form: form('9') });
    desk.controller.changed();
    expect(desk.newest.params.fill).toBeUndefined();
    expect(desk.newest.params.form).toEqual(form('9'));
    expect(desk.controller.form).toEqual(form('9'));
  });

  it('is not cancelled by what comes behind it, which begins from the form that it made', async () => {
    const desk = await begun();
    desk.ask(form('1'), { fill: { kind: 'step', direction: 1, to: 'tick' } });
    desk.ask(form('1'), { fill: { kind: 'step', direction: 1, to: 'tick' } });
    expect(desk.newest.isCancelled).toBe(false);
    await desk.answer({ form: form('2') });
    expect(desk.newest.params).toMatchObject({ form: form('2'), fill: { kind: 'step', direction: 1 } });
    await desk.answer({ form: form('3') });
    expect(desk.controller.form).toEqual(form('3'));
  });

  it('does not undo what was typed meanwhile', async () => {
    const desk = await begun();
    desk.ask(form('1'), { fill: { kind: 'drag', at: 0.5 } });
    desk.edit(form('typed'));
    await desk.answer({ form: form('2') });
    expect(desk.newest.params.form).toEqual(form('typed'));
    expect(desk.newest.params.fill).toBeUndefined();
  });

  it('does not undo what was typed meanwhile, even where that is what stood there before', async () => {
    const desk = await begun();
    desk.ask(form('1'), { fill: { kind: 'drag', at: 0.5 } });
    desk.edit(form('1'));
    await desk.answer({ form: form('2') });
    expect(desk.newest.params.form).toEqual(form('1'));
    await desk.answer();
    expect(desk.controller.form).toEqual(form('1'));
  });

  it('is given up where it still waits and something is typed', async () => {
    const desk = await begun();
    desk.ask(form('1'));
    desk.ask(form('1'), { fill: { kind: 'drag', at: 0.25 } });
    desk.edit(form('typed'));
    await desk.answer();
    expect(desk.newest.params.form).toEqual(form('typed'));
    expect(desk.newest.params.fill).toBeUndefined();
  });

  it('is not lost where it waits and a question without it comes behind', async () => {
    const desk = await begun();
    desk.ask(form('1'));
    desk.ask(form('1'), { fill: { kind: 'drag', at: 0.25 } });
    desk.ask(form('1'), { open: { grant: 20 } });
    await desk.answer();
    expect(desk.newest.params).toMatchObject({ fill: { kind: 'drag', at: 0.25 }, open: { grant: 20 } });
  });

  it('is not tried again where the server failed at it', async () => {
    const desk = await begun();
    desk.ask(form('1'), { fill: { kind: 'drag', at: 0.25 } });
    await desk.newest.answer({ kind: 'failed', why: 'a bug' });
    desk.controller.changed();
    expect(desk.newest.params.fill).toBeUndefined();
  });

  it('from a command waits for the panel to listen', () => {
    const desk = new Desk();
    desk.controller.fill({ kind: 'example', title: 'one' });
    expect(desk.posted).toEqual([]);
    desk.say({ kind: 'ready' });
    expect(desk.of('fill')).toEqual([{ kind: 'fill', fill: { kind: 'example', title: 'one' } }]);
    desk.controller.fill({ kind: 'example', title: 'two' });
    expect(desk.of('fill').length).toBe(2);
    // Once: a panel that comes back has its own form.
    desk.say({ kind: 'ready' });
    expect(desk.of('fill').length).toBe(2);
  });
});

describe('a message of the wrong shape', () => {
  it.each([
    undefined,
    null,
    'ready',
    {},
    { kind: 'run' },
    { kind: 'ask', id: -1, edited: 0, asked: {} },
    { kind: 'goTo', spot: { uri: 'file:///a', line: '1' } },
    { kind: 'ask', id: 1, edited: 0, asked: { form: { facts: { a: 1 }, paid: [], lets: {} }, open: {}, known: {} } },
  ])('from the panel is logged and has no effect: %j', async (message) => {
    const desk = await begun();
    const before = [desk.put.length, desk.posted.length];
    desk.controller.received(message);
    expect([desk.put.length, desk.posted.length]).toEqual(before);
    expect(desk.wishes).toEqual([]);
    expect(desk.log.length).toBe(1);
  });

  it('may be one that cannot be written down, and the log is not flooded', () => {
    const desk = new Desk();
    const round: Record<string, unknown> = { kind: 'ask' };
    round.round = round;
    desk.controller.received(round);
    desk.controller.received({ kind: 'x'.repeat(10_000) });
    expect(desk.log.length).toBe(2);
    for (const line of desk.log) expect(line.length).toBeLessThan(400);
  });

  it('from the server is logged and not posted; what comes next is', async () => {
    const desk = await begun();
    desk.controller.changed();
    await desk.newest.answer({ kind: 'state', state: { ...state(), language: 'fr' } });
    expect(desk.of('state').length).toBe(1);
    expect(desk.log.length).toBe(1);
    desk.controller.changed();
    await desk.answer();
    expect(desk.of('state').length).toBe(2);
  });
});

describe('the server', () => {
  const told = (desk: Desk) => desk.of('server').map((message) => message.state);

  it('that dies is waited for, and asked again when it is there', async () => {
    const desk = await begun();
    desk.controller.changed();
    const lost = desk.newest;
    desk.controller.serverIs('starting');
    desk.controller.changed();
    expect(desk.put.length).toBe(2);
    desk.controller.serverIs('running');
    expect(told(desk)).toEqual(['starting', 'running']);
    expect(desk.put.length).toBe(3);
    // What was in flight to it never matters again.
    await lost.answer({ kind: 'failed', why: 'gone' });
    expect(desk.log).toEqual([]);
    await desk.answer();
    expect(desk.of('state').length).toBe(2);
  });

  it('that is not there yet is told of, and questions are kept', async () => {
    const desk = new Desk('starting');
    desk.say({ kind: 'ready' });
    desk.ask(form('1'));
    expect(told(desk)).toEqual(['starting']);
    expect(desk.put.length).toBe(0);
    desk.controller.serverIs('running');
    expect(desk.newest.params.form).toEqual(form('1'));
  });

  it('that stays down is told of', async () => {
    const desk = await begun();
    desk.controller.serverIs('starting');
    desk.controller.serverIs('failed');
    expect(told(desk)).toEqual(['starting', 'failed']);
  });

  it('that throws is logged', async () => {
    const desk = await begun();
    desk.controller.changed();
    await desk.newest.answer(Promise.reject(new Error('no way')) as never);
    expect(desk.log.length).toBe(1);
    expect(desk.log[0]).toContain('no way');
  });
});

describe('the file', () => {
  it('that is gone is said to be, once; the panel stays, and shows it when it is back', async () => {
    const desk = await begun();
    for (let time = 0; time < 2; time++) {
      desk.controller.changed();
      await desk.newest.answer({ kind: 'gone' });
    }
    expect(desk.of('server').map((message) => message.state)).toEqual(['gone']);
    desk.controller.changed();
    await desk.answer();
    expect(desk.posted.slice(-2).map(({ kind }) => kind)).toEqual(['server', 'state']);
    expect(desk.of('server').at(-1)?.state).toBe('running');
  });

  it('that is renamed is followed, and asked about under its new name', async () => {
    const desk = await begun();
    const renamed = { uri: 'file:///demo/b.clause', name: 'b.clause', language: 'en' } as const;
    desk.controller.follow(renamed);
    expect(desk.of('file').at(-1)).toEqual({ kind: 'file', ...renamed });
    expect(desk.newest.params.uri).toBe(renamed.uri);
    expect(desk.controller.file).toEqual(renamed);
  });
});

describe('wishes of the panel', () => {
  it('are handed on as they are', () => {
    const desk = new Desk();
    const spot = { uri: file.uri, line: 1, character: 2, endLine: 3 };
    desk.say({ kind: 'goTo', spot });
    desk.say({ kind: 'saveExample', form: form('1') });
    desk.say({ kind: 'trouble', message: 'no canvas' });
    expect(desk.wishes).toEqual([
      { kind: 'goTo', spot },
      { kind: 'saveExample', form: form('1') },
    ]);
    expect(desk.log[0]).toContain('no canvas');
  });
});
