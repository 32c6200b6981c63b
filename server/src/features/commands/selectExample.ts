/** Why: `clausewright.selectExample`: the author chooses for which example the text shows its values. */
import { serverCommands } from '../../protocol';
import { examplesOf } from '../examples';
import { exampleTitled, type ServerCommand } from './command';

/** Without a title: the example after the selected one, after the last the first. Gives the file's examples as they are then. */
export const selectExample: ServerCommand = {
  name: serverCommands.selectExample,
  run(session, file, title) {
    const { examples } = file.analysis;
    const selected = session.selected(file.analysis);
    const next = selected && examples[(examples.indexOf(selected) + 1) % examples.length];
    const chosen = title === undefined ? next : exampleTitled(session, file, title);
    if (chosen) session.select(file.document.uri, chosen.example.title);
    return examplesOf(session, file);
  },
};
