/** Why: every feature that the server offers, in one list: what is not here is neither offered nor answered. */
import { codeActionsFeature } from './codeActions';
import { documentDiagnosticsFeature } from './diagnostics';
import type { Feature } from './feature';
import { hoverFeature } from './hover';
import { inlayHintsFeature } from './inlayHints';
import { workspaceDiagnosticsFeature } from './workspaceDiagnostics';

export const features: readonly Feature[] = [
  codeActionsFeature,
  documentDiagnosticsFeature,
  hoverFeature,
  inlayHintsFeature,
  workspaceDiagnosticsFeature,
];
