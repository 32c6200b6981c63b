/** Why: every feature that the server offers, in one list: what is not here is neither offered nor answered. */
import { codeActionResolveFeature, codeActionsFeature } from './codeActions/index';
import { codeLensFeature, codeLensResolveFeature } from './codeLens';
import { commandsFeature } from './commands';
import { completionFeature, completionResolveFeature } from './completion/index';
import { documentDiagnosticsFeature } from './diagnostics';
import { examplesFeature } from './examples';
import type { Feature } from './feature';
import { formattingFeature, rangeFormattingFeature } from './formatting';
import { hoverFeature } from './hover';
import { inlayHintResolveFeature, inlayHintsFeature } from './inlayHints';
import { onTypeFormattingFeature } from './onTypeFormatting';
import { signatureHelpFeature } from './signatureHelp';
import { workspaceDiagnosticsFeature } from './workspaceDiagnostics';

export const features: readonly Feature[] = [
  codeActionsFeature,
  codeActionResolveFeature,
  codeLensFeature,
  codeLensResolveFeature,
  commandsFeature,
  completionFeature,
  completionResolveFeature,
  documentDiagnosticsFeature,
  examplesFeature,
  formattingFeature,
  hoverFeature,
  inlayHintResolveFeature,
  inlayHintsFeature,
  onTypeFormattingFeature,
  rangeFormattingFeature,
  signatureHelpFeature,
  workspaceDiagnosticsFeature,
];
