/** Why: every feature that the server offers, in one list: what is not here is neither offered nor answered. */
import { codeActionsFeature } from './codeActions';
import type { Feature } from './feature';
import { hoverFeature } from './hover';
import { inlayHintResolveFeature, inlayHintsFeature } from './inlayHints';

export const features: readonly Feature[] = [codeActionsFeature, hoverFeature, inlayHintsFeature, inlayHintResolveFeature];
