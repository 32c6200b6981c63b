/** Why: messages as bytes, where the client library would not send such, or not all at once. */
import type { Session } from './support';

export interface Answer {
  readonly id: string | number | null;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

export const frame = (message: unknown): string => {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};

export const request = (id: string | number, method: string, params?: unknown) => ({ jsonrpc: '2.0', id, method, params });
export const notification = (method: string, params?: unknown) => ({ jsonrpc: '2.0', method, params });

/** Writes beside the session's own client, and reads along. */
export class Wire {
  /** In the order in which they came. */
  readonly answers: Answer[] = [];
  private read = Buffer.alloc(0);
  private wake: () => void = () => undefined;
  stderr = '';

  constructor(private readonly session: Session) {
    session.process.stdout.on('data', (data: Buffer) => this.take(data));
    session.process.stderr.on('data', (data: Buffer) => {
      this.stderr += data.toString();
    });
  }

  private take(data: Buffer): void {
    this.read = Buffer.concat([this.read, data]);
    for (;;) {
      const end = this.read.indexOf('\r\n\r\n');
      if (end < 0) break;
      const length = Number(/Content-Length: (\d+)/i.exec(this.read.subarray(0, end).toString())?.[1]);
      if (this.read.length < end + 4 + length) break;
      const message = JSON.parse(this.read.subarray(end + 4, end + 4 + length).toString());
      this.read = this.read.subarray(end + 4 + length);
      if (message.method === undefined) this.answers.push(message);
    }
    this.wake();
  }

  /** Everything in one piece. */
  send(...messages: readonly unknown[]): void {
    this.raw(messages.map(frame).join(''));
  }

  raw(text: string | Uint8Array): void {
    this.session.process.stdin.write(text);
  }

  async answer(id: string | number | null): Promise<Answer> {
    for (;;) {
      const found = this.answers.find((one) => one.id === id);
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** The code that the server ends with. */
  ended(): Promise<number | null> {
    const { process } = this.session;
    return process.exitCode !== null ? Promise.resolve(process.exitCode) : new Promise((resolve) => process.once('exit', resolve));
  }
}
