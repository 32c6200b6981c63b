/** Why: the shapes that notifications must have to be acted on: an editor's text must never be followed half. Source: LSP 3.18. */
import * as v from 'valibot';
import { range, textDocument } from './features/feature';

export { renamedFiles } from './features/feature';

const folders = v.array(v.object({ uri: v.string() }));

export const initialize = v.object({
  capabilities: v.object({}),
  workspaceFolders: v.nullish(folders),
  rootUri: v.nullish(v.string()),
  locale: v.nullish(v.string()),
});
export const foldersChanged = v.object({ event: v.object({ added: folders, removed: folders }) });
/** Whatever they are: what is not a setting of ours has its default. */
export const settingsChanged = v.object({ settings: v.optional(v.unknown()) });
export const opened = v.object({
  textDocument: v.object({ uri: v.string(), languageId: v.string(), version: v.number(), text: v.string() }),
});
/** A change without a range is the whole text. */
const change = v.union([v.object({ range, text: v.string() }), v.object({ range: v.optional(v.undefined()), text: v.string() })]);
export const changed = v.object({
  textDocument: v.object({ uri: v.string(), version: v.number() }),
  contentChanges: v.array(change),
});
export const closed = v.object({ textDocument });
export const filesChanged = v.object({ changes: v.array(v.object({ uri: v.string(), type: v.number() })) });
