/** Why: the requests of the panel of comparisons: what there is to compare with, the difference, an example made of a witness. */
import type * as v from 'valibot';
import { ProtocolRequestType } from 'vscode-languageserver';
import {
  type Choices,
  choicesParams,
  choicesRequest,
  type DifferenceExampleParams,
  type DifferenceParams,
  type DifferenceState,
  differenceExampleParams,
  differenceExampleRequest,
  differenceParams,
  differenceRequest,
} from '../differenceProtocol';
import { differenceState } from '../differences/state';
import { exampleTitle, shownBy } from '../differences/witnesses';
import { say } from '../differences/words';
import { exampleOf } from '../preview/saveExample';
import type { Saved } from '../previewProtocol';
import { feature } from './feature';

export const differenceFeature = feature(
  new ProtocolRequestType<DifferenceParams, DifferenceState | null, never, void, void>(differenceRequest),
  {
    params: differenceParams,
    answer: (session, params, token) => differenceState(session, params, () => token.isCancellationRequested),
  },
);

export const differenceChoicesFeature = feature(
  new ProtocolRequestType<v.InferOutput<typeof choicesParams>, Choices, never, void, void>(choicesRequest),
  {
    params: choicesParams,
    answer: ({ past, language }, { uri }) => past?.choices(uri, language) ?? { none: say('no-past', language), choices: [] },
  },
);

export const differenceExampleFeature = feature(
  new ProtocolRequestType<DifferenceExampleParams, Saved, never, void, void>(differenceExampleRequest),
  {
    params: differenceExampleParams,
    answer: (session, { uri, witness }) => {
      const shown = shownBy(session, uri, witness);
      if (!shown) return { refused: say('witness-gone', session.language) };
      return exampleOf(session, uri, shown.witness.applicant.b, (language) => exampleTitle(shown, language));
    },
  },
);
