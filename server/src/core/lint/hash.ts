/** Why: names of texts that are the same on every machine and in every version of the program, since they are written into files. */

/**
 * Sixteen hexadecimal digits: FNV-1a over UTF-16 units, twice with different offsets and multipliers, each mixed at the end (the finaliser of
 * MurmurHash3). Not for secrets. Never change it: baselines hold what it gives.
 */
export function hash64(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let n = 0; n < text.length; n++) {
    const unit = text.charCodeAt(n);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b) + 0x1b873593;
  }
  return hex(mixed(a ^ text.length)) + hex(mixed(b ^ a));
}

function mixed(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
