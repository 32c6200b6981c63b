/** Why: what the client and the server agree on beside the Language Server Protocol, written once for both. */

/** The settings under `clausewright` that the server reads, as the extension's manifest declares them. */
export interface Settings {
  /** `auto` is the language that the editor is shown in. */
  readonly messageLanguage: 'auto' | 'en' | 'zh';
  readonly inlayHints: {
    /** What each example gets in total. */
    readonly exampleTotals: boolean;
    /** The value computed for each `expect`. */
    readonly expectations: boolean;
    /** What each clause pays to the file's first example. */
    readonly clauseAmounts: boolean;
  };
}

export const defaultSettings: Settings = {
  messageLanguage: 'auto',
  inlayHints: { exampleTotals: true, expectations: true, clauseAmounts: true },
};

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Settings as a client sends them; whatever is missing or of a wrong kind has its default. */
export function readSettings(value: unknown): Settings {
  const given = object(value);
  const hints = object(given.inlayHints);
  const flag = (name: keyof Settings['inlayHints']): boolean => (typeof hints[name] === 'boolean' ? hints[name] : true);
  const language = given.messageLanguage;
  return {
    messageLanguage: language === 'en' || language === 'zh' ? language : 'auto',
    inlayHints: { exampleTotals: flag('exampleTotals'), expectations: flag('expectations'), clauseAmounts: flag('clauseAmounts') },
  };
}

/** The language of messages: the setting, else the editor's (`zh`, `zh-cn`, `zh-TW` … are Chinese). */
export function messageLanguage(settings: Settings, locale: string | undefined): 'en' | 'zh' {
  if (settings.messageLanguage !== 'auto') return settings.messageLanguage;
  return /^zh\b/i.test(locale ?? '') ? 'zh' : 'en';
}
