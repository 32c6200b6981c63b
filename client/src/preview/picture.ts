/** Why: what the panel says is a picture is looked at before it is written into a file. */
import type { FromPanel } from '../../../server/src/previewProtocol';

export type Picture = Pick<Extract<FromPanel, { kind: 'picture' }>, 'format' | 'data'>;

/** The picture's bytes; undefined where it is none. */
export function bytesOf({ format, data }: Picture): Uint8Array | undefined {
  switch (format) {
    case 'svg':
      return /^\s*(<\?xml[^>]*>\s*)?<svg\b/.test(data) ? new TextEncoder().encode(data) : undefined;
    case 'png':
      try {
        const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
        // How every PNG file begins (PNG 5.2).
        return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, at) => bytes[at] === byte) ? bytes : undefined;
      } catch {
        return undefined;
      }
    default:
      return format satisfies never;
  }
}
