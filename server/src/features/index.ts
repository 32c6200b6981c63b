/** Why: every feature that the server offers, in one list: what is not here is neither offered nor answered. */
import { codeActionResolveFeature, codeActionsFeature } from './codeActions/index';
import { codeLensFeature, codeLensResolveFeature } from './codeLens';
import { commandsFeature } from './commands';
import { completionFeature, completionResolveFeature } from './completion/index';
import { definitionFeature, typeDefinitionFeature } from './definition';
import { documentDiagnosticsFeature } from './diagnostics';
import { differenceChoicesFeature, differenceExampleFeature, differenceFeature } from './difference';
import { documentLinksFeature } from './documentLinks';
import { documentSymbolsFeature } from './documentSymbols';
import { examplesFeature } from './examples';
import type { Feature } from './feature';
import { willRenameFilesFeature } from './fileRename';
import { foldingRangesFeature } from './folding';
import { formattingFeature, rangeFormattingFeature } from './formatting';
import { hoverFeature } from './hover';
import { inlayHintResolveFeature, inlayHintsFeature } from './inlayHints';
import { onTypeFormattingFeature } from './onTypeFormatting';
import { previewFeature, previewMarkdownFeature, saveExampleFeature } from './preview';
import { documentHighlightFeature, referencesFeature } from './references';
import { prepareRenameFeature, renameFeature } from './rename';
import { selectionRangesFeature } from './selection';
import { semanticTokensDeltaFeature, semanticTokensFeature, semanticTokensRangeFeature } from './semanticTokens';
import { signatureHelpFeature } from './signatureHelp';
import { workspaceDiagnosticsFeature } from './workspaceDiagnostics';
import { workspaceSymbolsFeature } from './workspaceSymbols';

export const features: readonly Feature[] = [
  codeActionsFeature,
  codeActionResolveFeature,
  codeLensFeature,
  codeLensResolveFeature,
  commandsFeature,
  completionFeature,
  completionResolveFeature,
  definitionFeature,
  differenceChoicesFeature,
  differenceExampleFeature,
  differenceFeature,
  documentDiagnosticsFeature,
  documentHighlightFeature,
  documentLinksFeature,
  documentSymbolsFeature,
  examplesFeature,
  foldingRangesFeature,
  formattingFeature,
  hoverFeature,
  inlayHintResolveFeature,
  inlayHintsFeature,
  onTypeFormattingFeature,
  prepareRenameFeature,
  previewFeature,
  previewMarkdownFeature,
  rangeFormattingFeature,
  referencesFeature,
  renameFeature,
  saveExampleFeature,
  selectionRangesFeature,
  semanticTokensDeltaFeature,
  semanticTokensFeature,
  semanticTokensRangeFeature,
  signatureHelpFeature,
  typeDefinitionFeature,
  willRenameFilesFeature,
  workspaceDiagnosticsFeature,
  workspaceSymbolsFeature,
];
