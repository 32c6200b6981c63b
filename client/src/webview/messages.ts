/** Why: a panel's only way out: messages to the extension and from it, each of the shape that was agreed on; what is of another is told of and dropped. */
import type * as v from 'valibot';
import { read } from '../../../server/src/previewProtocol';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

interface Message {
  readonly kind: string;
}

/** The shapes of what a panel sends, is sent, and keeps for when it is hidden or its window is reloaded. */
export interface Shapes<From extends Message, To, Kept> {
  readonly from: v.GenericSchema<unknown, From>;
  readonly to: v.GenericSchema<unknown, To>;
  readonly kept: v.GenericSchema<unknown, Kept>;
}

export interface Host<From, To, Kept> {
  post(message: From): void;
  /** @param act on each message of the extension */
  listen(act: (message: To) => void): void;
  restored(): Kept | undefined;
  keep(state: Kept): void;
}

/** Once a page: VS Code gives its port only once. */
export function hostOf<From extends Message, To, Kept>({ from, to, kept }: Shapes<From, To, Kept>): Host<From, To, Kept> {
  const api = acquireVsCodeApi();
  const trouble = (message: string): void => api.postMessage({ kind: 'trouble', message });
  return {
    post(message) {
      if (read(from, message)) api.postMessage(message);
      else trouble(`a message of the panel is not of its shape: ${message.kind}`);
    },
    listen(act) {
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const message = read(to, data);
        if (message) act(message);
        else trouble(`a message to the panel is not of its shape: ${JSON.stringify(data)?.slice(0, 200) ?? ''}`);
      });
    },
    restored: () => read(kept, api.getState()),
    keep: (state) => api.setState(state),
  };
}
