/** Why: `clausewright.explainExample`: how every figure of an example came about, as a document to read. */
import { type Explanation, serverCommands } from '../../protocol';
import { explanationOf } from '../explanation';
import { exampleMeant, type ServerCommand } from './command';

/** Without links, tags and escapes: messages are no Markdown. */
function plainText(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]+>/g, '')
    .replace(/\\([\\`*_[\]<>~|&$])/g, '$1');
}

/** Without a title: the selected example. Null in a file without examples. Tells the author too, unless the client shows results itself. */
export const explainExample: ServerCommand = {
  name: serverCommands.explainExample,
  run(session, file, title): Explanation | null {
    const result = exampleMeant(session, file, title);
    if (!result) return null;
    const markdown = explanationOf(session, file, result);
    if (!session.options.clientCommands) session.tell(plainText(markdown), 'information');
    return { title: result.example.title, markdown };
  },
};
