/** Why: what an item stands for, in the reader's language, worked out only for the item that is looked at. */
import * as v from 'valibot';
import { KEYWORDS } from '../../core/syntax/keywords';
import type { Analysis } from '../../core/workspace';
import type { Session } from '../../session';
import { describeSymbol } from '../hover/symbols';
import type { TokenAt } from '../place';
import { showingOf, viewOf } from '../view';
import { keywordHelp } from './keywordHelp';
import { SNIPPETS } from './snippetTexts';

const subject = v.object({
  uri: v.string(),
  of: v.picklist(['symbol', 'unit', 'keyword', 'snippet']),
  key: v.optional(v.string()),
  name: v.optional(v.string()),
  id: v.optional(v.string()),
});

/** Markdown; undefined where there is nothing to say. */
export function documentation(session: Session, data: unknown): string | undefined {
  const checked = v.safeParse(subject, data);
  if (!checked.success) return undefined;
  const { uri, of, key = '', name = '', id = '' } = checked.output;
  const { language } = session;
  switch (of) {
    case 'keyword': {
      const found = KEYWORDS.find((one) => one.id === id);
      if (!found) return undefined;
      const { text, example } = keywordHelp(found.id, language);
      return `${text}\n\n\`\`\`clause\n${example}\n\`\`\`\n\n${found.en.join(', ')} · ${found.zh.join('、')}`;
    }
    case 'snippet':
      return SNIPPETS.find((one) => one.name === name)?.about[language];
    case 'symbol':
    case 'unit': {
      const file = session.at(uri);
      if (!file) return undefined;
      const { analysis } = file;
      const symbol = analysis.linked.references.symbol(of === 'unit' ? `unit:${name}` : key);
      const at = someWord(analysis);
      if (!at) return undefined;
      const view = viewOf(session, analysis);
      const lines = describeSymbol({ session, analysis, at, showing: showingOf(session, analysis), view }, symbol);
      return lines.length > 0 ? lines.join('\n\n') : undefined;
    }
    default:
      return of satisfies never;
  }
}

/** A hover is on a word; what a name stands for is the same wherever it is written. */
function someWord({ tree }: Analysis): TokenAt | undefined {
  const [placed] = tree.items;
  const token = placed?.item.tokens[0];
  return placed && token && { token, placed };
}
