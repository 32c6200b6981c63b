/** Why: whoever connects an editor reads the page, not the code: it names all that the server offers and asks for, and nothing else. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ErrorCodes, LSPErrorCodes } from 'vscode-languageserver';
import { configName } from '../../server/src/config/configs';
import { examplesOf } from '../../server/src/features/examples';
import { defaultSettings, readOptions, readSettings } from '../../server/src/protocol';
import { opened } from '../server/shown';
import { Session } from '../server/support';
import { blocks, read, spans } from './pages';

const protocol = read('server/src/protocol.ts');
const found = (pattern: RegExp): string[] => [...protocol.matchAll(pattern)].map((match) => match[1] ?? '');
/** Requests and notifications; commands; fields of what is sent. */
const methods = found(/'(clausewright\/\w+)'/g);
const commands = found(/'(clausewright\.\w+)'/g);
const options = found(/interface InitializationOptions \{([\s\S]*?)\n\}/g).flatMap((body) =>
  [...body.matchAll(/readonly (\w+)/g)].map((m) => m[1] ?? ''),
);
const fields = found(/readonly (\w+)\??:/g);

let offered: string[] = [];
let inWorkspace: string[] = [];
beforeAll(async () => {
  const textDocument = { diagnostic: { dynamicRegistration: false } };
  const session = await Session.start({ capabilities: { textDocument } });
  offered = Object.keys(session.initialized.capabilities);
  inWorkspace = Object.entries(session.initialized.capabilities.workspace ?? {}).flatMap(([name, value]) =>
    name === 'fileOperations' ? [name, ...Object.keys(value)] : [name],
  );
  await session.stop();
});

describe.each([
  ['docs/lsp.md', 'README.md', 'en'],
  ['docs/zh/lsp.md', 'README.zh-cn.md', 'zh'],
] as const)('%s', (page, policy, locale) => {
  const text = read(page);
  const words = new Set(spans(text).flatMap((span) => span.split(/[^\w./]+/)));
  const examples = blocks(page, 'json').join('\n');
  const names = (name: string): boolean => words.has(name) || examples.includes(`"${name}"`);

  it('names every capability that is offered, and no other', () => {
    expect([...offered, ...inWorkspace].filter((name) => !words.has(name))).toEqual([]);
    expect([...words].filter((word) => /Provider$/.test(word) && !offered.includes(word))).toEqual([]);
  });

  it('names every option, method, command and field of the protocol, and no other', () => {
    expect(options.length).toBeGreaterThan(4);
    expect([...options, ...methods, ...commands, ...fields].filter((name) => !names(name))).toEqual([]);
    const known = [...methods, ...commands, 'clausewright.trace.server', configName];
    const ours = [...text.matchAll(/\bclausewright[./][A-Za-z][\w.]*/g)].map((match) => match[0]);
    expect(ours.filter((name) => !known.includes(name) && !text.includes(`source.fixAll.${name}`))).toEqual([]);
  });

  it('gives errors the codes that they have', () => {
    const codes = [...text.matchAll(/(\w+)[ （(]+(-32\d{3})/g)].map(([, name = '', code = '']) => [name, Number(code)]);
    expect(codes.length).toBe(8);
    const all: Record<string, unknown> = { ...ErrorCodes, ...LSPErrorCodes };
    expect(codes).toEqual(codes.map(([name = '']) => [name, all[name]]));
  });

  it('has JSON that is what it says', () => {
    const [change, initialize, list] = blocks(page, 'json').map((block) => JSON.parse(block) as never);
    const { settings } = change as unknown as { settings: { clausewright: unknown } };
    expect(readSettings(settings.clausewright)).toEqual({ ...defaultSettings, messageLanguage: 'zh' });
    expect(readOptions(initialize).examples).toBe(true);
    const given = readSettings(initialize);
    expect([given.messageLanguage, given.inlayHints.lets, given.codeLens.groups]).toEqual(['zh', false, false]);
    const { session, uri } = opened(blocks(policy, 'clause')[0] ?? '', { locale, name: 'support.clause' });
    const file = session.at(uri);
    expect(list).toEqual(file && examplesOf(session, file));
  });
});
