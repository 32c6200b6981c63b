/** Why: what was proved is understood fastest by looking at somebody for whom it happens: in the preview, without writing an example. */
import { witnessesOf } from '../../preview/witnesses';
import { editorCommands } from '../../protocol';
import { diagnosticOf } from '../diagnostics';
import { phrasebook } from '../wording';
import { type Action, type Asked, kinds, type Offer } from './action';
import { findingsAt } from './findings';

const say = phrasebook({
  show: { en: 'Show in the preview: {title}', zh: '在预览中查看：{title}' },
});

function offer(asked: Asked): Offer[] {
  const { session, document, analysis, language } = asked;
  if (!session.options.preview) return [];
  const found = findingsAt(asked);
  return witnessesOf(session, analysis).flatMap(({ id, title, place }): Offer[] => {
    const finding = found.find(({ range }) => range === place);
    if (!finding) return [];
    const shown = say('show', language, { title });
    const command = { title: shown, command: editorCommands.previewExample, arguments: [document.uri, { witness: id }] };
    return [
      { id: `preview ${id}`, title: shown, kind: kinds.fix, diagnostics: [diagnosticOf(session, document, finding)], command, edits: [] },
    ];
  });
}

export const previewWitnessAction: Action = { kind: kinds.fix, offer };
