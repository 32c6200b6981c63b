/** Why: a part of the state that is made from the very same things as before is not made again, nor is its key. */

import { canonicalUri } from '../core/uris';
import { fingerprint } from '../folderFindings';
import type { Awards, Curve, Details, Examples, Fields, PartName, Values } from '../previewProtocol';
import type { Session } from '../session';

interface Parts {
  readonly fields: Fields;
  readonly values: Values;
  readonly awards: Awards;
  readonly details: Details;
  readonly curve: Curve;
  readonly examples: Examples;
}

/** How each part is made, and from what: things by identity, texts and numbers by value. */
export type Makers = { readonly [Name in PartName]: { readonly from: readonly unknown[]; readonly make: () => Parts[Name] } };

/** `key` is equal for equal parts. */
export type Made = { readonly [Name in PartName]: { readonly part: Parts[Name]; readonly key: string } };

interface Kept<Part> {
  readonly from: readonly unknown[];
  readonly part: Part;
  readonly key: string;
}
type KeptParts = { [Name in PartName]?: Kept<Parts[Name]> };

/** The parts of as many files are kept; those of the one that was not looked at for longest are let go. */
const mostFiles = 16;

const ofSession = new WeakMap<Session, Map<string, KeptParts>>();

export function madeParts(session: Session, uri: string, makers: Makers): Made {
  const files = ofSession.get(session) ?? new Map<string, KeptParts>();
  ofSession.set(session, files);
  const file = canonicalUri(uri);
  const kept = files.get(file) ?? {};
  files.delete(file);
  files.set(file, kept);
  for (const oldest of files.keys()) {
    if (files.size <= mostFiles) break;
    files.delete(oldest);
  }
  return {
    fields: made(kept.fields, makers.fields, (one) => (kept.fields = one)),
    values: made(kept.values, makers.values, (one) => (kept.values = one)),
    awards: made(kept.awards, makers.awards, (one) => (kept.awards = one)),
    details: made(kept.details, makers.details, (one) => (kept.details = one)),
    curve: made(kept.curve, makers.curve, (one) => (kept.curve = one)),
    examples: made(kept.examples, makers.examples, (one) => (kept.examples = one)),
  };
}

function made<Part>(
  kept: Kept<Part> | undefined,
  { from, make }: { readonly from: readonly unknown[]; readonly make: () => Part },
  keep: (one: Kept<Part>) => void,
): Kept<Part> {
  if (kept && kept.from.length === from.length && kept.from.every((one, i) => one === from[i])) return kept;
  const part = make();
  const one = { from, part, key: fingerprint(JSON.stringify(part)) };
  keep(one);
  return one;
}
