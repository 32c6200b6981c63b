/** The preview's requests over the wire: what is asked is checked, and what is answered is of the shape that the client checks. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  emptyForm,
  type PreviewParams,
  previewRequest,
  previewState,
  read,
  saved,
  saveExampleRequest,
} from '../../server/src/previewProtocol';
import { Session } from './support';

let s: Session | undefined;
afterEach(async () => {
  await s?.stop();
  s = undefined;
});

const text = 'fact constructor "Builder": money\nfact many: list of { cost: money }\nclause c { award 10% of constructor }\n';

describe('the requests of the preview', () => {
  it('answer with a state of the shape that was agreed on, and write an example that holds', async () => {
    s = await Session.start({ folder: null });
    const uri = 'file:///nowhere/a.clause';
    await s.open(uri, text);
    const { connection } = s;
    const ask = async (params: unknown) => read(previewState, await connection.sendRequest(previewRequest, params));
    const params: PreviewParams = { uri, form: { ...emptyForm, facts: { constructor: '500万元' } }, open: {}, known: {} };
    const state = await ask(params);
    expect(state?.values?.problems).toEqual([]);
    // 10% of 500万元 is 50万元.
    expect(state?.awards?.total.text).toBe('¥500,000');
    expect(state?.fields?.fields.map(({ name }) => name)).toEqual(['constructor', 'many']);
    // What the asker holds already is left out.
    expect(await ask({ ...params, known: state?.keys })).not.toHaveProperty('fields');
    const items = Array.from({ length: 1000 }, (_, n) => ({ cost: String(n) }));
    expect((await ask({ ...params, form: { ...emptyForm, facts: { many: items } } }))?.values?.problems).toEqual([]);
    const answer = read(saved, await connection.sendRequest(saveExampleRequest, { uri, form: params.form }));
    if (!answer || 'refused' in answer) throw new Error('not written');
    const { line, character, insert } = answer;
    await s.change(uri, [{ range: { start: { line, character }, end: { line, character } }, newText: insert }]);
    // As before the example.
    expect(await s.findings(uri)).toEqual(['unused-fact "many"']);
    expect(s.text(uri)).toContain('constructor = 500万元');
  });

  it('refuse messages of another shape, and know no file that is not there', async () => {
    s = await Session.start({ folder: null });
    const { connection } = s;
    const ask = (params: object) =>
      connection.sendRequest(previewRequest, { uri: 'file:///nowhere/b.clause', open: {}, known: {}, ...params });
    for (const form of [
      undefined,
      [],
      { facts: {} },
      { ...emptyForm, facts: { constructor: 5 } },
      { ...emptyForm, facts: { x: [{ y: 1 }] } },
    ])
      await expect(ask({ form })).rejects.toMatchObject({ code: -32602 });
    expect(await ask({ form: emptyForm })).toBeNull();
  });
});
