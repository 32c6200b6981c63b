/** Why: a preview's controller between a panel and a server that the test plays itself. */
import { type Answer, Controller, type File, type Wish } from '../../client/src/preview/controller';
import {
  emptyForm,
  type Form,
  type FromPanel,
  type PreviewParams,
  type PreviewState,
  type ToPanel,
} from '../../server/src/previewProtocol';

export const file: File = { uri: 'file:///demo/a.clause', name: 'a.clause', language: 'en' };

/** The least that an answer may be. */
export function state(more: Partial<PreviewState> = {}): PreviewState {
  return { uri: file.uri, language: 'en', title: 'A', keys: {}, ...more };
}

export type Clause = NonNullable<PreviewState['awards']>['clauses'][number];

/** Awards with clauses at these lines of these files. */
export function awards(clauses: readonly { name: string; uri?: string; line: number; endLine: number }[]): PreviewState['awards'] {
  return {
    total: { status: 'known', text: '', notes: [] },
    waterfall: { bars: [], ticks: [], unit: '' },
    clauses: clauses.map(
      ({ name, uri = file.uri, line, endLine }): Clause => ({
        name,
        title: name,
        status: 'payable',
        statusText: '',
        amount: '',
        spot: { uri, line, character: 0, endLine },
      }),
    ),
    rules: [],
  };
}

interface Put {
  readonly params: PreviewParams;
  readonly answer: (answer: Answer) => Promise<void>;
  isCancelled: boolean;
}

export class Desk {
  readonly posted: ToPanel[] = [];
  readonly put: Put[] = [];
  readonly log: string[] = [];
  readonly wishes: Wish[] = [];
  readonly controller: Controller;
  private lastId = 0;
  private lastEdit = 0;

  constructor(server: 'running' | 'starting' | 'failed' = 'running') {
    const ports = {
      ask: (params: PreviewParams) => {
        const { promise, resolve } = deferred<Answer>();
        const put: Put = {
          params,
          isCancelled: false,
          answer: async (answer) => {
            resolve(answer);
            await settled();
          },
        };
        this.put.push(put);
        const cancel = (): void => {
          put.isCancelled = true;
        };
        return { answer: promise, cancel };
      },
      post: (message: ToPanel) => void this.posted.push(message),
      carryOut: (wish: Wish) => void this.wishes.push(wish),
      warn: (line: string) => void this.log.push(line),
      fileKey: (uri: string) => decodeURIComponent(uri),
    };
    this.controller = new Controller(ports, file, server);
  }

  say(message: FromPanel): void {
    this.controller.received(message);
  }

  /** The author types, which puts this form into the panel. @returns the id of the question that tells it */
  edit(form: Form): number {
    this.lastEdit = this.lastId + 1;
    return this.ask(form);
  }

  /** @returns its id */
  ask(form: Form = emptyForm, more: Partial<Extract<FromPanel, { kind: 'ask' }>['asked']> = {}): number {
    this.lastId++;
    this.say({ kind: 'ask', id: this.lastId, edited: this.lastEdit, asked: { form, open: {}, known: {}, ...more } });
    return this.lastId;
  }

  /** The question that was put last. */
  get newest(): Put {
    const put = this.put.at(-1);
    if (!put) throw new Error('nothing was asked');
    return put;
  }

  async answer(more: Partial<PreviewState> = {}): Promise<void> {
    await this.newest.answer({ kind: 'state', state: state(more) });
  }

  /** What was posted of this kind. */
  of<Kind extends ToPanel['kind']>(kind: Kind): Extract<ToPanel, { kind: Kind }>[] {
    return this.posted.filter((message): message is Extract<ToPanel, { kind: Kind }> => message.kind === kind);
  }
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** After all that promises still have to do. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
