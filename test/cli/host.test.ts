/** Why: a file in another encoding is refused, never shown as mojibake, and imports stay inside their folder even through links. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { decodeUtf8, MAX_FILE_BYTES, NodeHost, readText } from '../../server/src/host/nodeHost';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'clausewright host '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const uri = (path: string) => URI.file(path).toString();
/** 政策 in GB 2312, from its code table: 政 D5FE, 策 B2DF. */
const GBK = Buffer.from([0x66, 0x61, 0x63, 0x74, 0x0a, 0xd5, 0xfe, 0xb2, 0xdf, 0x0a]);

describe('decoding', () => {
  it('takes UTF-8, with and without a byte-order mark', () => {
    expect(decodeUtf8(Buffer.from('政策 😀\r\n'))).toEqual({ text: '政策 😀\r\n', bom: false });
    expect(decodeUtf8(Buffer.from('\ufeff政策'))).toEqual({ text: '政策', bom: true });
    expect(decodeUtf8(Buffer.alloc(0))).toEqual({ text: '', bom: false });
  });
  it('refuses everything else with its place', () => {
    expect(decodeUtf8(GBK)).toEqual({ error: 'not-utf8', byte: 5, line: 2, encoding: 'gbk' });
    expect(decodeUtf8(Buffer.from('\ufefffact x', 'utf16le'))).toMatchObject({ error: 'not-utf8', byte: 0, line: 1, encoding: 'utf-16' });
    expect(decodeUtf8(Buffer.from('fact x: boolean', 'utf16le'))).toMatchObject({ error: 'not-utf8', byte: 1, encoding: 'utf-16' });
    expect(decodeUtf8(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3, 4, 0]))).toMatchObject({
      error: 'not-utf8',
      encoding: 'binary',
    });
    // An overlong slash, a surrogate, a code point beyond the last, a character cut off at the end.
    for (const bytes of [
      [0xc0, 0xaf],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
    ])
      expect(decodeUtf8(Buffer.from(bytes))).toMatchObject({ error: 'not-utf8', byte: 0 });
    expect(decodeUtf8(Buffer.from([0x61, 0xe6, 0x94]))).toMatchObject({ error: 'not-utf8', byte: 1 });
  });
});

describe('files', () => {
  it('that cannot be read say why', () => {
    expect(readText(join(folder, 'none.clause'))).toEqual({ error: 'missing' });
    expect(readText(folder)).toEqual({ error: 'unreadable', code: 'EISDIR' });
    writeFileSync(join(folder, 'large.clause'), Buffer.alloc(MAX_FILE_BYTES + 1, 0x20));
    expect(readText(join(folder, 'large.clause'))).toEqual({ error: 'too-large', size: MAX_FILE_BYTES + 1 });
  });
  it('have names with spaces and Chinese', () => {
    mkdirSync(join(folder, '政策 文件'));
    writeFileSync(join(folder, '政策 文件', 'a%20#b.clause'), '政策');
    expect(new NodeHost([folder]).read(uri(join(folder, '政策 文件', 'a%20#b.clause')))).toEqual({ text: '政策', bom: false });
  });
  it('are not reached through a link that leads out, unless the user named them', () => {
    mkdirSync(join(folder, 'inside'));
    mkdirSync(join(folder, 'outside'));
    writeFileSync(join(folder, 'outside', 'x.clause'), 'x');
    symlinkSync(join(folder, 'outside', 'x.clause'), join(folder, 'inside', 'x.clause'));
    const host = new NodeHost([join(folder, 'inside')]);
    const link = uri(join(folder, 'inside', 'x.clause'));
    expect(host.read(link)).toMatchObject({ error: 'unreadable' });
    host.allow(link);
    expect(host.read(link)).toMatchObject({ text: 'x' });
  });
});
