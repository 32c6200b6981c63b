/** What the panel says is a picture is written only where it is one. */
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../client/src/preview/picture';

describe('a picture', () => {
  it('in PNG is its bytes', () => {
    // The eight bytes that begin every PNG file (PNG 5.2), and one more.
    const bytes = [137, 80, 78, 71, 13, 10, 26, 10, 255];
    expect([...(bytesOf({ format: 'png', data: Buffer.from(bytes).toString('base64') }) ?? [])]).toEqual(bytes);
  });

  it('in SVG is its text in UTF-8', () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>元</text></svg>';
    expect(Buffer.from(bytesOf({ format: 'svg', data: svg }) ?? []).toString('utf8')).toBe(svg);
    expect(bytesOf({ format: 'svg', data: `<?xml version="1.0"?>\n${svg}` })).toBeDefined();
  });

  it.each([
    ['png', ''],
    ['png', '!!!'],
    ['png', Buffer.from('GIF89a').toString('base64')],
    ['svg', ''],
    ['svg', '<html></html>'],
  ] as const)('is none: %s %j', (format, data) => {
    expect(bytesOf({ format, data })).toBeUndefined();
  });
});
