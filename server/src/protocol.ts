/** Why: what the client and the server agree on beside the Language Server Protocol, written once for both. */

/**
 * The settings under `clausewright` that the server reads, as the extension's manifest declares them, with their defaults. A setting is
 * added by adding it here and in the manifest.
 */
export const defaultSettings = {
  /** Whether it is proved what can happen over all applicants. */
  prove: true,
  /** How much work one question of the prover may cost, in hundredths of the usual. */
  proveBudget: 100,
  /** The language of messages; `auto` is the language that the editor is shown in. */
  messageLanguage: 'auto' as LanguageSetting,
  /** The language that keywords are written in where the file does not show one; `auto` is the language that the editor is shown in. */
  contentLanguage: 'auto' as LanguageSetting,
  inlayHints: {
    /** What each example gets in total. */
    exampleTotals: true,
    /** The value computed for each `expect`. */
    expectations: true,
    /** What each clause pays to the selected example. */
    clauseAmounts: true,
    /** Whether each condition holds for the selected example, and why. */
    conditions: true,
    /** What each step of an award makes of the amount for the selected example, and whether a cap bites. */
    steps: true,
    /** Which clause a group keeps, and what a limit cuts, for the selected example. */
    groups: true,
    /** The value of each derived value for the selected example. */
    lets: true,
  },
  codeLens: {
    /** Above an example: select, run, explain. */
    examples: true,
    /** Above a clause: which examples touch it, and what they get. */
    clauses: true,
    /** Above a group: who wins how often. */
    groups: true,
    /** Above a clause that changed: what that does to its awards. */
    difference: true,
  },
  /** What the lens compares with: `auto` is where the branch left the default one; else a revision; empty for none. */
  compareWith: 'auto',
};

export type LanguageSetting = 'auto' | 'en' | 'zh';
export type Settings = DeepReadonly<typeof defaultSettings>;
type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

function filled<T extends object>(given: unknown, defaults: T): T {
  const values = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
  const entries = Object.entries(defaults).map(([key, fallback]): [string, unknown] => {
    const value = values[key];
    if (typeof fallback === 'object' && fallback !== null) return [key, filled(value, fallback)];
    if (typeof fallback === 'string') return [key, value === 'en' || value === 'zh' ? value : fallback];
    return [key, typeof value === typeof fallback ? value : fallback];
  });
  return Object.fromEntries(entries) as T;
}

/** Settings as a client sends them; whatever is missing or of a wrong kind has its default. */
export function readSettings(value: unknown): Settings {
  const settings = filled(value, defaultSettings);
  const { compareWith } = Object(value) as { compareWith?: unknown };
  return {
    ...settings,
    proveBudget: proveBudgetFrom(settings.proveBudget) ?? defaultSettings.proveBudget,
    compareWith: typeof compareWith === 'string' ? compareWith.trim() : defaultSettings.compareWith,
  };
}

/** A budget that can be worked with; undefined where the number is none. */
export function proveBudgetFrom(value: number): number | undefined {
  return value >= 1 && value <= mostProveBudget ? value : undefined;
}

export const mostProveBudget = 100_000;

/** The language that a setting comes to: itself, else the editor's (`zh`, `zh-cn`, `zh-TW` … are Chinese). */
export function languageOf(setting: LanguageSetting, locale: string | undefined): 'en' | 'zh' {
  if (setting !== 'auto') return setting;
  return /^zh\b/i.test(locale ?? '') ? 'zh' : 'en';
}

/**
 * Options of Node for the server's process. Every keystroke makes and drops many small things: with room for them, more are gone before they are
 * moved to where cleaning up takes longer.
 */
export const nodeOptions = ['--max-semi-space-size=32'];

/** What the extension tells the server when it starts, beside the settings (`initializationOptions`). */
export interface InitializationOptions {
  /** The client runs the commands itself and passes them on with `workspace/executeCommand`: the server does not offer them for registering. */
  readonly clientCommands?: boolean;
  /** The client wants {@link examplesChanged}. */
  readonly examples?: boolean;
  /** The client answers {@link readFileRequest} and {@link listFilesRequest}: files that the server cannot read itself are asked of it. */
  readonly files?: boolean;
  /** Findings are to be sent of the folders' files that nobody has open, too; only for a client that does not ask for findings. */
  readonly folderFindings?: boolean;
  /** The client has the preview: lenses lead to it, and it wants {@link previewChanged}. */
  readonly preview?: boolean;
  /** The client has the panel of comparisons: lenses lead to it, and it wants `differenceChanged`. */
  readonly difference?: boolean;
  /** No git is run: a folder that its user does not trust may name programs in its repository's configuration. */
  readonly noGit?: boolean;
  /** URI of the folder with the findings' pages, for a server that cannot look for it. */
  readonly pages?: string;
  /** The folder with the files of the prover's solver, a path of the computer that the server runs on; else the optional package is looked for. */
  readonly solverPath?: string;
  /** Something else in the editor completes and explains `clausewright.yaml` by its schema: the server only says what is wrong in it. */
  readonly yaml?: boolean;
}

/** Larger files are not read. Bytes. */
export const largestFile = 8 * 1024 * 1024;
/** Request to the client: a file's contents. Parameters {@link ReadFileParams}; the answer is {@link FileBytes}. */
export const readFileRequest = 'clausewright/readFile';
export interface ReadFileParams {
  readonly uri: string;
}
export type FileBytes = { readonly base64: string } | { readonly error: 'missing' | 'unreadable' | 'too-large' };
/**
 * Request to the client: the policy files in a folder and below it; hidden folders and `node_modules` are left out. Parameters
 * {@link ListFilesParams}; the answer is a list of URIs.
 */
export const listFilesRequest = 'clausewright/listFiles';
export interface ListFilesParams {
  readonly folder: string;
}

/** The options as a client sends them; what is missing or of a wrong kind counts as not asked for. */
export function readOptions(value: unknown): InitializationOptions {
  const given = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return {
    clientCommands: given.clientCommands === true,
    examples: given.examples === true,
    files: given.files === true,
    folderFindings: given.folderFindings === true,
    preview: given.preview === true,
    difference: given.difference === true,
    noGit: given.noGit === true,
    yaml: given.yaml === true,
    ...(typeof given.pages === 'string' ? { pages: given.pages } : {}),
    ...(typeof given.solverPath === 'string' ? { solverPath: given.solverPath } : {}),
  };
}

/** Commands that the server carries out through `workspace/executeCommand`; of all of them the arguments are the file's URI and an example's title. */
export const serverCommands = {
  /** The example whose values are shown in the text. Gives {@link Examples}. */
  selectExample: 'clausewright.selectExample',
  /** Gives {@link ExampleReport}. */
  runExample: 'clausewright.runExample',
  /** Gives {@link Explanation}. */
  explainExample: 'clausewright.explainExample',
} as const;

/** Commands in what the server sends that only an editor can carry out; the extension does. */
export const editorCommands = {
  /** Shows the examples at these places. Arguments: the file's URI, the position that asks (LSP), the places (LSP, `Location[]`). */
  showExamples: 'clausewright.showExamples',
  /**
   * Opens the preview and fills its form. Arguments: the file's URI; an example's title, or `{ witness }` with the id of one for whom something
   * that was proved happens. Only for a client with the preview.
   */
  previewExample: 'clausewright.previewExample',
  /**
   * Opens what a file comes to against the version that `clausewright.compareWith` means. Arguments: the file's URI, the row that is to be shown.
   * Only for a client with the panel of comparisons.
   */
  showDifference: 'clausewright.showDifference',
} as const;

/** Request of the client: a file's examples. Parameters `{ uri }`; the answer is {@link Examples}, or null where the file is not open. */
export const examplesRequest = 'clausewright/examples';
/** Notification to the client, with `{ uri }`: the file's examples, or which of them is selected, may be others now. */
export const examplesChanged = 'clausewright/examplesChanged';

/**
 * Notification to the client, without parameters: what a preview shows may be other now for a reason that the client cannot see, such as
 * something that was proved, a file on the disk, a setting.
 */
export const previewChanged = 'clausewright/previewChanged';

/**
 * Notification to the client, with `{ uri }`: what a comparison of the file comes to may be other now, for something that a solver found; without: any
 * comparison, for what the client cannot see, such as a file on the disk.
 */
export const differenceChanged = 'clausewright/differenceChanged';

export interface ExampleSummary {
  readonly title: string;
  /** In the reader's language, as the hints show it. */
  readonly total: string;
  /** Expectations of it, and how many of them fail. */
  readonly expectations: number;
  readonly failed: number;
  /** Line of its title, from 0. */
  readonly line: number;
}
export interface Examples {
  readonly uri: string;
  /** Title of the selected one; undefined where the file has no example. */
  readonly selected?: string;
  readonly examples: readonly ExampleSummary[];
}
export interface ExampleReport extends ExampleSummary {
  /** One sentence, in the reader's language, that says how it came out. */
  readonly message: string;
}
export interface Explanation {
  readonly title: string;
  /** Markdown, in the reader's language: how each figure came about. */
  readonly markdown: string;
}
