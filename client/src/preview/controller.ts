/**
 * Why: one preview's talk between its panel and the server. It keeps what the panel last asked and asks that again whenever something may have
 * changed, one question at a time, the newest first. It knows nothing of VS Code, so that tests and benchmarks run it with a real server.
 */
import {
  type Fill,
  type FromPanel,
  fromPanel,
  type PreviewParams,
  type PreviewState,
  previewState,
  read,
  type ToPanel,
} from '../../../server/src/previewProtocol';
import { Cursor, type Place } from './cursor';

/** What the server made of a question. `gone`: there is no such file; `failed`: it could not answer, for the log. */
export type Answer =
  | { readonly kind: 'state'; readonly state: unknown }
  | { readonly kind: 'gone' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly why: string };

/** A question to the server. */
export interface Question {
  readonly answer: Promise<Answer>;
  /** Its answer is not worth working out any more. */
  cancel(): void;
}

/** Whose preview it is. */
export interface File {
  readonly uri: string;
  readonly name: string;
  readonly language: 'en' | 'zh';
}

/** What the panel wants done that is neither a question nor known here. */
export type Wish = Exclude<FromPanel, { kind: 'ready' | 'ask' | 'trouble' }>;

export interface Ports {
  /** Asks the server. What the editor has told the server before must reach it before. */
  ask(params: PreviewParams): Question;
  post(message: ToPanel): void;
  carryOut(wish: Wish): void;
  /** A line for the log. */
  warn(line: string): void;
  /** One spelling for all URIs of a file. */
  fileKey(uri: string): string;
}

/** Of the server as the editor sees it. */
export type ServerLife = 'running' | 'starting' | 'failed';

type Ask = Extract<FromPanel, { kind: 'ask' }>;

/** What was put to the server, and of which of the panel's questions it is. */
interface InFlight {
  readonly put: Ask;
  readonly question: Question;
}

export class Controller {
  /** What the panel last asked; a fill that was carried out is gone from it. Undefined where no panel listens. */
  private last: Ask | undefined;
  private inFlight: InFlight | undefined;
  /** Something changed since the question in flight was put. */
  private again = false;
  /** Keys of the parts that the panel has been given since its script runs. */
  private given: Readonly<Record<string, string>> = {};
  private isListening = false;
  /** What the panel was last told of the server. */
  private told: Extract<ToPanel, { kind: 'server' }>['state'] = 'running';
  /** Waits till the panel listens. */
  private waitingFill: Fill | undefined;
  private readonly cursor: Cursor;
  private isDisposed = false;

  constructor(
    private readonly ports: Ports,
    private current: File,
    private server: ServerLife,
  ) {
    this.cursor = new Cursor((uri) => ports.fileKey(uri));
  }

  get file(): File {
    return this.current;
  }

  /** What stands in the panel's form, as far as the panel has told; undefined where it has told nothing. */
  get form(): PreviewParams['form'] | undefined {
    return this.last?.asked.form;
  }

  /** A message from the panel, whatever it is. */
  received(message: unknown): void {
    const checked = read(fromPanel, message);
    if (!checked) {
      this.ports.warn(`the preview sent a message that is not of its shape; it was dropped: ${shortened(message)}`);
      return;
    }
    switch (checked.kind) {
      case 'ready':
        this.ready();
        break;
      case 'ask':
        this.asked(checked);
        break;
      case 'trouble':
        this.ports.warn(`the preview: ${checked.message}`);
        break;
      case 'goTo':
      case 'saveExample':
      case 'copyMarkdown':
      case 'picture':
        this.ports.carryOut(checked);
        break;
      default:
        checked satisfies never;
    }
  }

  /** A fill that no question has carried yet is not lost where a question without one comes behind it, unless that tells an edit. */
  private asked(ask: Ask): void {
    const { last } = this;
    const waiting = last && last !== this.inFlight?.put && last.edited === ask.edited ? last.asked.fill : undefined;
    this.last = waiting && !ask.asked.fill ? { ...ask, asked: { ...ask.asked, fill: waiting } } : ask;
    this.changed();
  }

  private ready(): void {
    this.isListening = true;
    this.drop();
    this.last = undefined;
    this.given = {};
    this.told = 'running';
    this.cursor.forget();
    this.ports.post({ kind: 'file', ...this.current });
    this.tell(this.server);
    const fill = this.waitingFill;
    this.waitingFill = undefined;
    if (fill) this.ports.post({ kind: 'fill', fill });
  }

  /** The panel is hidden: its script is gone, and asks anew when it is shown. */
  hidden(): void {
    this.isListening = false;
    this.last = undefined;
    this.drop();
  }

  /** Puts values into the form, at once or as soon as the panel listens. */
  fill(fill: Fill): void {
    if (this.isListening) this.ports.post({ kind: 'fill', fill });
    else this.waitingFill = fill;
  }

  /** The panel makes a picture of itself. */
  makePicture(): void {
    if (this.isListening) this.ports.post({ kind: 'makePicture' });
  }

  /** The file has another name or the author reads another language. */
  follow(file: File): void {
    const before = this.current;
    this.current = file;
    if (this.isListening) this.ports.post({ kind: 'file', ...file });
    if (file.uri !== before.uri) this.changed();
  }

  serverIs(server: ServerLife): void {
    this.server = server;
    // What is in flight to a server that died is never answered.
    if (server !== 'running') this.drop();
    // That a file is gone is found out by asking.
    if (server !== 'running' || this.told !== 'gone') this.tell(server);
    this.changed();
  }

  /** What comes of the question in flight is not listened to any more. */
  private drop(): void {
    const dropped = this.inFlight;
    this.inFlight = undefined;
    this.again = false;
    dropped?.question.cancel();
  }

  private tell(state: Extract<ToPanel, { kind: 'server' }>['state']): void {
    if (state === this.told || !this.isListening) return;
    this.told = state;
    this.ports.post({ kind: 'server', state });
  }

  /** The answer to what the panel last asked may be another now. Asks at once, or as soon as what is in flight is answered. */
  changed(): void {
    if (!this.last || this.server !== 'running' || this.isDisposed) return;
    if (this.inFlight) {
      this.again = true;
      // What it fills in is what the next one begins from.
      if (!this.inFlight.put.asked.fill) this.inFlight.question.cancel();
      return;
    }
    const put = this.last;
    this.again = false;
    const question = this.ports.ask({ ...put.asked, uri: this.current.uri, known: this.known(put) });
    const inFlight = { put, question };
    this.inFlight = inFlight;
    void question.answer
      .catch((error: unknown): Answer => ({ kind: 'failed', why: String(error) }))
      .then((answer) => {
        if (this.inFlight !== inFlight) return;
        this.inFlight = undefined;
        this.answered(put, answer);
        if (this.again) this.changed();
      });
  }

  /**
   * A part may be left out where the panel has it whatever it has made of what was posted since it asked: when what it knew then is what it was
   * given last.
   */
  private known({ asked }: Ask): Record<string, string> {
    const both = Object.entries(this.given).filter(([part, key]) => asked.known[part] === key);
    return Object.fromEntries(both);
  }

  private answered(put: Ask, answer: Answer): void {
    switch (answer.kind) {
      case 'cancelled':
        break;
      case 'gone':
        this.tell('gone');
        break;
      case 'failed':
        this.ports.warn(`the preview of ${this.current.name}: ${answer.why}`);
        // It is not tried again with each keystroke.
        if (this.last === put) this.last = without(put);
        break;
      case 'state': {
        const state = read(previewState, answer.state);
        if (state) this.show(put, state);
        else this.answered(put, { kind: 'failed', why: 'the server’s answer is not of its shape; it was dropped' });
        break;
      }
      default:
        answer satisfies never;
    }
  }

  private show(put: Ask, state: PreviewState): void {
    this.given = state.keys;
    this.last = this.followed(put, state);
    this.tell('running');
    this.ports.post({ kind: 'state', id: put.id, state });
    if (state.awards) this.cursor.clauses = state.awards.clauses;
    this.reveal();
  }

  /** The panel's last question, now that this one is answered: what was filled in stands in the form, unless the form was edited meanwhile. */
  private followed(put: Ask, state: PreviewState): Ask | undefined {
    const { last } = this;
    const next = last === put ? { ...without(put), asked: { ...without(put).asked, known: state.keys } } : last;
    if (!next || !state.form || next.edited !== put.edited) return next;
    return { ...next, asked: { ...next.asked, form: state.form } };
  }

  /** The author's cursor stands there now. */
  cursorAt(place: Place): void {
    this.cursor.at = place;
    this.reveal();
  }

  private reveal(): void {
    if (!this.isListening) return;
    const news = this.cursor.news(this.current.uri);
    if (news) this.ports.post({ kind: 'reveal', ...(news.clause === undefined ? {} : { clause: news.clause }) });
  }

  dispose(): void {
    this.isDisposed = true;
    this.isListening = false;
    this.last = undefined;
    this.drop();
  }
}

/** What was filled in is not filled in again. */
function without({ asked: { fill: _, ...asked }, ...ask }: Ask): Ask {
  return { ...ask, asked };
}

function shortened(message: unknown): string {
  try {
    return (JSON.stringify(message) ?? String(message)).slice(0, 200);
  } catch {
    return String(message).slice(0, 200);
  }
}
