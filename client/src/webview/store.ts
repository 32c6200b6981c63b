/** Why: what the panel holds: what the user typed and chose, and the server's last word on it. It asks; it computes nothing. */
import {
  type CurveAsked,
  emptyForm,
  type Fill,
  type Form,
  type Kept,
  type PartName,
  type PreviewState,
  partNames,
  type ToPanel,
} from '../../../server/src/previewProtocol';
import { keep, post, restored } from './host';
import type { Language } from './texts';

type Parts = Pick<PreviewState, PartName>;
type ServerState = Extract<ToPanel, { kind: 'server' }>['state'];

/** Forms that are held for undoing. */
const MOST_UNDONE = 20;

export class Store {
  uri = '';
  name = '';
  language: Language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
  server: ServerState = 'running';
  form: Form = emptyForm;
  curveAsked: CurveAsked = { readings: [] };
  /** Clauses whose details are open, with the number of items wanted. */
  open: Readonly<Record<string, number>> = {};
  folded: readonly string[] = [];
  /** The clause that the cursor is in. */
  revealed: string | undefined;
  /** Of a list of many items, the page that is shown, from 0. */
  pages: Readonly<Record<string, number>> = {};
  /** Facts by this text only. */
  filter = '';
  /** What the form was filled from last, as the select names it; empty once it was changed. */
  filledFrom = '';
  /** How far down the panel and its columns are, in CSS pixels. */
  scroll: readonly number[] = [];
  /** The form before each act that took something away or put much into it; the last one is undone first. */
  private past: readonly Form[] = [];
  private future: readonly Form[] = [];
  /** The form that a fill was asked for, by the ask's id. */
  private fillAsked: { readonly id: number; readonly form: Form; readonly from: string } | undefined;
  /** The last answer's head: title, language, broken, refused. */
  state: PreviewState | undefined;
  parts: Parts = {};
  private keys: Record<string, string> = {};
  private lastAsked = 0;
  private lastEdit = 0;
  /** How often something else than the curve's handle was used: what it still wants to ask for is of an earlier form, or of another axis. */
  acts = 0;

  /** @param changed something to be shown is otherwise now */
  constructor(private readonly changed: () => void) {
    const before = restored();
    if (before) this.restore(before);
  }

  private restore({ uri, form, curve, open, folded, scroll, pages }: Kept): void {
    this.uri = uri;
    this.form = form;
    this.curveAsked = curve ?? this.curveAsked;
    this.open = open;
    this.folded = folded ?? [];
    this.scroll = scroll ?? [];
    this.pages = pages ?? {};
  }

  private keepAll(): void {
    const { uri, form, curveAsked: curve, open, folded, scroll, pages } = this;
    keep({ uri, form, curve, open: { ...open }, folded: [...folded], scroll: [...scroll], pages: { ...pages } });
  }

  /** Something that is kept beside the store (a filter) is otherwise now. */
  refresh(): void {
    this.changed();
  }

  setScroll(scroll: readonly number[]): void {
    this.scroll = scroll;
    this.keepAll();
  }

  /** @param page from 0 */
  setPage(list: string, page: number): void {
    this.pages = { ...this.pages, [list]: page };
    this.keepAll();
    this.changed();
  }

  /** The user changed the form. */
  edit(form: Form): void {
    this.future = [];
    this.filledFrom = '';
    this.put(form);
  }

  /** The user changed the form by something that can be undone: what was there comes back. */
  replace(form: Form): void {
    this.past = [...this.past.slice(-MOST_UNDONE + 1), this.form];
    this.edit(form);
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  undo(): void {
    const before = this.past.at(-1);
    if (!before) return;
    this.past = this.past.slice(0, -1);
    this.future = [...this.future, this.form];
    this.filledFrom = '';
    this.put(before);
  }

  redo(): void {
    const after = this.future.at(-1);
    if (!after) return;
    this.future = this.future.slice(0, -1);
    this.past = [...this.past, this.form];
    this.filledFrom = '';
    this.put(after);
  }

  private put(form: Form): void {
    this.form = form;
    this.acts++;
    this.lastEdit = this.lastAsked + 1;
    this.ask();
  }

  /**
   * Puts values into the form; which, the server says.
   * @param from what the form is filled from, as the select names it
   */
  fill(fill: Fill, from = ''): void {
    this.ask(fill);
    // A drag goes through many values, none of which anyone wants back.
    const isUndone = fill.kind !== 'drag' && fill.kind !== 'step';
    if (isUndone) this.acts++;
    this.fillAsked = isUndone ? { id: this.lastAsked, form: this.form, from } : undefined;
  }

  askCurve(change: Partial<CurveAsked>): void {
    this.curveAsked = { ...this.curveAsked, ...change };
    this.acts++;
    this.ask();
  }

  /** Opens a clause's details, shows more of its items, or closes them (`items` undefined). */
  setOpen(clause: string, items: number | undefined): void {
    const { [clause]: _, ...others } = this.open;
    this.open = items === undefined ? others : { ...others, [clause]: items };
    this.ask();
  }

  setFolded(section: string, isFolded: boolean): void {
    if (this.folded.includes(section) === isFolded) return;
    this.folded = isFolded ? [...this.folded, section] : this.folded.filter((one) => one !== section);
    this.keepAll();
    this.changed();
  }

  ask(fill?: Fill): void {
    this.lastAsked++;
    const { form, curveAsked: curve, open, keys: known, lastAsked: id, lastEdit: edited } = this;
    post({ kind: 'ask', id, edited, asked: { form, curve, open: { ...open }, known: { ...known }, ...(fill ? { fill } : {}) } });
    this.keepAll();
    this.changed();
  }

  receive(message: ToPanel): void {
    switch (message.kind) {
      case 'file':
        this.uri = message.uri;
        this.name = message.name;
        this.language = message.language;
        this.keepAll();
        break;
      case 'state':
        this.take(message.id, message.state);
        break;
      case 'server':
        this.server = message.state;
        break;
      case 'reveal':
        this.revealed = message.clause;
        break;
      case 'fill':
        this.fill(message.fill);
        return;
      case 'makePicture':
        // The picture is made by who shows; see main.ts.
        return;
      default:
        message satisfies never;
    }
    this.changed();
  }

  private take(id: number, state: PreviewState): void {
    this.state = state;
    this.language = state.language;
    const lang = state.language === 'zh' ? 'zh-CN' : 'en';
    // Setting it, even to what it is, makes the browser lay out the whole panel anew.
    if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
    // What the user typed since the server was asked is newer than what it put into the form.
    if (state.form && id >= this.lastEdit) {
      this.filled(id);
      this.form = state.form;
      this.keepAll();
    }
    const parts: Record<string, unknown> = { ...this.parts };
    for (const name of partNames) {
      const key = state.keys[name];
      if (state[name] !== undefined) {
        parts[name] = state[name];
        if (key !== undefined) this.keys = { ...this.keys, [name]: key };
      }
    }
    this.parts = parts as Parts;
  }

  private filled(id: number): void {
    const asked = this.fillAsked?.id === id ? this.fillAsked : undefined;
    // From one example to the next: what was there before the first is what is wanted back.
    if (asked && !(this.filledFrom && asked.from)) {
      this.past = [...this.past.slice(-MOST_UNDONE + 1), asked.form];
      this.future = [];
    }
    this.filledFrom = asked?.from ?? '';
    if (asked) this.fillAsked = undefined;
  }
}
