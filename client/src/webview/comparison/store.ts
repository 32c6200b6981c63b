/** Why: what the panel of a comparison knows: the server's last word, what is opened, and whether it is of the present text. */
import type { Against, DifferenceState, ToComparison } from '../../../../server/src/differenceProtocol';
import type { Language } from '../texts';
import { keep, restored } from './host';

export type Life = Extract<ToComparison, { kind: 'life' }>['life'];

export class Store {
  state: DifferenceState | undefined;
  life: Life = 'working';
  name = '';
  language: Language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
  /** The row that is to be looked at, till it was shown. */
  revealed: string | undefined;
  private file: { uri: string; against: Against } | undefined;
  private readonly opened = new Set<string>();
  private at: number;

  constructor(private readonly changed: () => void) {
    const before = restored();
    this.at = before?.scroll ?? 0;
    for (const id of before?.open ?? []) this.opened.add(id);
  }

  get scroll(): number {
    return this.at;
  }

  set scroll(to: number) {
    this.at = Math.max(0, Math.round(to));
    this.keep();
  }

  isOpen(row: string): boolean {
    return this.opened.has(row);
  }

  setOpen(row: string, isOpen: boolean): void {
    if (this.opened.has(row) === isOpen) return;
    if (isOpen) this.opened.add(row);
    else this.opened.delete(row);
    this.keep();
    this.changed();
  }

  receive(message: ToComparison): void {
    switch (message.kind) {
      case 'file': {
        const { uri, name, language, against } = message;
        const isOther = this.file !== undefined && JSON.stringify([uri, against]) !== JSON.stringify([this.file.uri, this.file.against]);
        // What was shown is of another version.
        if (isOther) this.state = undefined;
        this.file = { uri, against };
        this.name = name;
        this.language = language;
        document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
        this.keep();
        break;
      }
      case 'state':
        this.state = message.state;
        break;
      case 'life':
        this.life = message.life;
        break;
      case 'reveal':
        this.revealed = message.row;
        this.opened.add(message.row);
        break;
      default:
        message satisfies never;
    }
    this.changed();
  }

  private keep(): void {
    if (this.file) keep({ ...this.file, open: [...this.opened], scroll: this.at });
  }
}
