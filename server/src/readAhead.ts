/**
 * Why: a request that its client cancels is not to be answered after all. The protocol's library reads one message, hands it on, reads
 * the next; a cancellation that is already there would so be read only after what it cancels is done. Here what has arrived is read
 * first, then handed on together, in its order; the library then finds the cancelled request still waiting.
 */
import type { DataCallback, Disposable, Message, MessageReader } from 'vscode-languageserver';

/** Turns of the event loop without a new message after which those that were read are handed on. */
const quietTurns = 2;
/** Messages that are read ahead at most, so that an endless stream is answered too. */
const most = 200;

interface Cancellation {
  readonly method?: unknown;
  readonly params?: { readonly id?: unknown } | null;
}

/** The library takes it for granted that a cancellation names a request. */
function isSound(message: Message): boolean {
  const { method, params } = (message ?? {}) as Cancellation;
  return method !== '$/cancelRequest' || typeof params?.id === 'number' || typeof params?.id === 'string';
}

export class ReadAhead implements MessageReader {
  readonly onError: MessageReader['onError'];
  readonly onClose: MessageReader['onClose'];
  readonly onPartialMessage: MessageReader['onPartialMessage'];
  private read: Message[] = [];
  private callback: DataCallback | undefined;
  private checking = false;

  /** @param onMessage called for every message as soon as it is read */
  constructor(
    private readonly inner: MessageReader,
    private readonly onMessage: () => void,
  ) {
    this.onError = inner.onError;
    this.onClose = inner.onClose;
    this.onPartialMessage = inner.onPartialMessage;
  }

  listen(callback: DataCallback): Disposable {
    this.callback = callback;
    return this.inner.listen((message) => {
      this.onMessage();
      if (!isSound(message)) return;
      this.read.push(message);
      if (this.read.length >= most) this.handOn();
      else if (!this.checking) this.check(this.read.length, quietTurns);
    });
  }

  private check(seen: number, turns: number): void {
    this.checking = true;
    setImmediate(() => {
      const now = this.read.length;
      if (now !== seen) this.check(now, quietTurns);
      else if (turns > 1) this.check(now, turns - 1);
      else {
        this.checking = false;
        this.handOn();
      }
    });
  }

  private handOn(): void {
    const messages = this.read;
    this.read = [];
    for (const message of messages) this.callback?.(message);
  }

  dispose(): void {
    this.inner.dispose();
  }
}
