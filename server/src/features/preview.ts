/** Why: the preview's requests: its state, an example made of the form, a page about it. */
import { ProtocolRequestType } from 'vscode-languageserver';
import { previewMarkdown } from '../preview/markdown';
import { savedExample } from '../preview/saveExample';
import { previewState } from '../preview/state';
import {
  type MarkdownParams,
  markdownParams,
  type PreviewParams,
  type PreviewState,
  previewMarkdownRequest,
  previewParams,
  previewRequest,
  type Saved,
  type SaveParams,
  saveExampleRequest,
  saveParams,
} from '../previewProtocol';
import { feature } from './feature';

export const previewFeature = feature(new ProtocolRequestType<PreviewParams, PreviewState | null, never, void, void>(previewRequest), {
  params: previewParams,
  answer: (session, params) => previewState(session, params),
});

export const saveExampleFeature = feature(new ProtocolRequestType<SaveParams, Saved, never, void, void>(saveExampleRequest), {
  params: saveParams,
  answer: (session, params) => savedExample(session, params),
});

export const previewMarkdownFeature = feature(new ProtocolRequestType<MarkdownParams, string, never, void, void>(previewMarkdownRequest), {
  params: markdownParams,
  answer: (session, params) => previewMarkdown(session, params),
});
