/** Why: what a language-server feature is to the wiring: a request, the shape that its parameters must have, what is offered, the answer. */
import * as v from 'valibot';
import type { CancellationToken, ServerCapabilities } from 'vscode-languageserver';
import type { Session } from '../session';

/** One request that the server answers. */
export interface Feature {
  readonly method: string;
  /** What `initialize` says of it; where several features share a capability (a request and its `resolve`) their objects are merged. */
  readonly capabilities: Partial<ServerCapabilities>;
  /** Parameters of another shape are answered with InvalidParams. */
  readonly params: v.GenericSchema;
  answer(session: Session, params: unknown, token: CancellationToken): unknown;
}

/**
 * Declares a feature, its types taken from the protocol's own.
 * @param type e.g. `HoverRequest.type`
 */
export function feature<P, R>(
  type: { readonly method: string; readonly _: readonly [P, R, unknown, unknown] | undefined },
  it: {
    readonly capabilities?: Partial<ServerCapabilities>;
    readonly params: v.GenericSchema;
    answer(session: Session, params: P, token: CancellationToken): R | Promise<R>;
  },
): Feature {
  return { method: type.method, capabilities: it.capabilities ?? {}, params: it.params, answer: it.answer as Feature['answer'] };
}

// ---------------------------------------------------------------------------------------------- shapes of parameters, source: LSP 3.18

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const position = v.object({ line: count, character: count });
export const range = v.object({ start: position, end: position });
export const textDocument = v.object({ uri: v.string() });
/** Requests about a document as a whole. */
export const documentParams = v.object({ textDocument });
/** Requests about a place in a document. */
export const positionParams = v.object({ textDocument, position });
/** Requests about a part of a document. */
export const rangeParams = v.object({ textDocument, range });
/** Files and folders that were or will be renamed. */
export const renamedFiles = v.object({ files: v.array(v.object({ oldUri: v.string(), newUri: v.string() })) });
