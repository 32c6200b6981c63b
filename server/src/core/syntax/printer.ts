/** Lays out a file. */
export interface FormatOptions {
  readonly keywords?: 'en' | 'zh' | 'keep';
  readonly literate?: boolean;
}
export function format(text: string, _options: FormatOptions = {}): string {
  return text;
}
