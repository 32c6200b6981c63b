/**
 * Why: a text field that is typed into keeps what is being typed: it is written to only where the form says something else (an example was
 * filled in), and never in the middle of an input method's composition, whose text is told only when it is done.
 */
import type { VscodeTextfield } from '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { html, noChange, type TemplateResult } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';

export interface Typing {
  readonly value: string;
  /** For those who do not see the field's surroundings. */
  readonly label: string;
  readonly placeholder?: string;
  /** What is wrong with it; also said to those who cannot see it. */
  readonly problem?: string | undefined;
  /** Limits, unit, what else may be written. */
  readonly description?: string;
  readonly inputMode?: 'decimal' | 'numeric' | 'text' | 'search';
  readonly className?: string;
  readonly typed: (text: string) => void;
}

class Typed extends Directive {
  private element: VscodeTextfield | undefined;
  private told: Typing | undefined;
  private isComposing = false;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('`typed` stands on an element');
  }

  render(_typing: Typing): unknown {
    return noChange;
  }

  override update(part: ElementPart, [typing]: [Typing]): unknown {
    const element = part.element as VscodeTextfield;
    if (!this.element) {
      this.element = element;
      element.addEventListener('compositionstart', this.begin);
      element.addEventListener('compositionend', this.end);
      element.addEventListener('input', this.input);
    }
    this.told = typing;
    if (!this.isComposing && element.value !== typing.value) element.value = typing.value;
    void element.updateComplete.then(() => this.name(element, typing));
    return noChange;
  }

  /** What the element has no property for is told to the field within it. */
  private name(element: VscodeTextfield, { problem, description, inputMode }: Typing): void {
    const field = element.wrappedElement;
    field.inputMode = inputMode ?? 'text';
    field.spellcheck = false;
    field.autocomplete = 'off';
    field.ariaInvalid = problem === undefined ? 'false' : 'true';
    field.setAttribute('aria-description', [problem, description].filter(Boolean).join(' '));
  }

  private readonly begin = (): void => {
    this.isComposing = true;
  };

  private readonly end = (): void => {
    this.isComposing = false;
    this.tell();
  };

  private readonly input = (): void => {
    if (!this.isComposing) this.tell();
  };

  private tell(): void {
    if (this.element && this.told && this.element.value !== this.told.value) this.told.typed(this.element.value);
  }
}
const typed = directive(Typed);

export function textField(typing: Typing): TemplateResult {
  return html`<vscode-textfield class=${typing.className ?? ''} .label=${typing.label} .placeholder=${typing.placeholder ?? ''} ?invalid=${typing.problem !== undefined} ${typed(typing)}></vscode-textfield>`;
}
