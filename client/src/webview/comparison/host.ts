/** Why: the panel's only way out: messages to the extension and from it, each of the shape that was agreed on. */
import {
  type FromComparison,
  fromComparison,
  type KeptComparison,
  keptComparison,
  type ToComparison,
  toComparison,
} from '../../../../server/src/differenceProtocol';
import { read } from '../../../../server/src/previewProtocol';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

export function post(message: FromComparison): void {
  if (read(fromComparison, message)) api.postMessage(message);
  else
    api.postMessage({ kind: 'trouble', message: `a message of the panel is not of its shape: ${message.kind}` } satisfies FromComparison);
}

/** @param act on each message of the extension; others are told of and dropped */
export function listen(act: (message: ToComparison) => void): void {
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = read(toComparison, data);
    if (message) act(message);
    else post({ kind: 'trouble', message: `a message to the panel is not of its shape: ${JSON.stringify(data)?.slice(0, 200) ?? ''}` });
  });
}

/** What was kept when the panel was hidden, or its window was reloaded. */
export function restored(): KeptComparison | undefined {
  return read(keptComparison, api.getState());
}

export function keep(state: KeptComparison): void {
  api.setState(state);
}
