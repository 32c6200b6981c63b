/**
 * Why: one comparison's talk between its panel and the server: asked again whenever something may have changed, one question at a time, the newest
 * first; what is shown meanwhile is marked as being of an earlier text. It knows nothing of VS Code, so that tests run it.
 */
import {
  type Against,
  type DifferenceParams,
  type DifferenceState,
  differenceState,
  type FromComparison,
  fromComparison,
  type ToComparison,
} from '../../../server/src/differenceProtocol';
import { read } from '../../../server/src/previewProtocol';
import type { File, Question, ServerLife } from '../preview/controller';

/** What the panel wants done that is not known here. */
export type Wish = Exclude<FromComparison, { kind: 'ready' | 'trouble' }>;

export interface Ports {
  /** Asks the server. What the editor has told the server before must reach it before. */
  ask(params: DifferenceParams): Question;
  post(message: ToComparison): void;
  carryOut(wish: Wish): void;
  /** A line for the log. */
  warn(line: string): void;
}

type Life = Extract<ToComparison, { kind: 'life' }>['life'];

export class Controller {
  private inFlight: Question | undefined;
  /** Something changed since the question in flight was put. */
  private again = false;
  private isListening = false;
  private isDisposed = false;
  /** The last answer, for a panel whose script begins anew. */
  private last: DifferenceState | undefined;
  /** Waits for an answer. */
  private waitingRow: string | undefined;

  constructor(
    private readonly ports: Ports,
    private current: File,
    private compared: Against,
    private server: ServerLife,
  ) {}

  get against(): Against {
    return this.compared;
  }

  /** A message from the panel, whatever it is. */
  received(message: unknown): void {
    const checked = read(fromComparison, message);
    if (!checked) {
      this.ports.warn('the comparison sent a message that is not of its shape; it was dropped');
      return;
    }
    switch (checked.kind) {
      case 'ready':
        this.isListening = true;
        this.tellFile();
        if (this.last) this.ports.post({ kind: 'state', state: this.last });
        if (this.server !== 'running') this.tell(this.server);
        this.drop();
        this.changed();
        break;
      case 'trouble':
        this.ports.warn(`the comparison: ${checked.message}`);
        break;
      case 'goTo':
      case 'addExample':
      case 'preview':
      case 'choose':
        this.ports.carryOut(checked);
        break;
      default:
        checked satisfies never;
    }
  }

  /** The panel is hidden: its script is gone, and begins anew when it is shown. */
  hidden(): void {
    this.isListening = false;
    this.drop();
  }

  /** The file has another name, or the author reads another language. */
  follow(file: File): void {
    this.current = file;
    this.tellFile();
    this.changed();
  }

  /** Another version is meant. */
  compareWith(against: Against): void {
    if (JSON.stringify(against) === JSON.stringify(this.compared)) return;
    this.compared = against;
    this.last = undefined;
    this.tellFile();
    this.changed();
  }

  /** Shows a row, as soon as it is there. */
  reveal(row: string): void {
    this.waitingRow = row;
    if (this.isListening && this.last && !this.inFlight) this.revealed();
  }

  serverIs(server: ServerLife): void {
    this.server = server;
    // What is in flight to a server that died is never answered.
    if (server !== 'running') {
      this.drop();
      this.tell(server);
    } else this.changed();
  }

  /** The answer may be another now. Asks at once, or as soon as what is in flight has ended. */
  changed(): void {
    if (!this.isListening || this.server !== 'running' || this.isDisposed) return;
    this.tell('working');
    if (this.inFlight) {
      this.again = true;
      this.inFlight.cancel();
      return;
    }
    this.again = false;
    const question = this.ports.ask({ uri: this.current.uri, against: this.compared });
    const { compared } = this;
    this.inFlight = question;
    void question.answer
      .catch((error: unknown) => ({ kind: 'failed', why: String(error) }) as const)
      .then((answer) => {
        if (this.inFlight !== question) return;
        this.inFlight = undefined;
        switch (answer.kind) {
          case 'cancelled':
            break;
          case 'gone':
            this.tell('gone');
            break;
          case 'failed':
            this.ports.warn(`the comparison of ${this.current.name}: ${answer.why}`);
            if (!this.again) this.tell('failed');
            break;
          case 'state':
            // An answer about another version is of no use.
            if (compared === this.compared) this.show(answer.state);
            break;
          default:
            answer satisfies never;
        }
        if (this.again) this.changed();
      });
  }

  private show(given: unknown): void {
    const state = read(differenceState, given);
    if (!state) {
      this.ports.warn('the server’s answer is not of its shape; it was dropped');
      this.tell('failed');
      return;
    }
    this.last = state;
    this.ports.post({ kind: 'state', state });
    if (!this.again) this.tell('current');
    this.revealed();
  }

  private revealed(): void {
    const row = this.waitingRow;
    this.waitingRow = undefined;
    if (row !== undefined) this.ports.post({ kind: 'reveal', row });
  }

  private tell(life: Life): void {
    if (this.isListening) this.ports.post({ kind: 'life', life });
  }

  private tellFile(): void {
    if (this.isListening) this.ports.post({ kind: 'file', ...this.current, against: this.compared });
  }

  private drop(): void {
    const dropped = this.inFlight;
    this.inFlight = undefined;
    this.again = false;
    dropped?.cancel();
  }

  dispose(): void {
    this.isDisposed = true;
    this.hidden();
  }
}
