/** Why: a file is read by people of either language; its keywords are turned as `clausewright fmt --keywords` does. */

import { keyword, languageOf } from '../../core/syntax/keywords';
import { formatEdits } from '../../core/syntax/printer';
import { tokenAt } from '../place';
import { phrasebook } from '../wording';
import { type Action, type Asked, kinds, type Offer } from './action';

const say = phrasebook({
  zh: { en: 'Write the keywords of this file in Chinese', zh: '将本文件的关键字改为中文' },
  en: { en: 'Write the keywords of this file in English', zh: '将本文件的关键字改为英文' },
});

function offerIn(asked: Asked, wanted: 'en' | 'zh'): Offer {
  const { analysis, session, language } = asked;
  const { uri, text, tree } = analysis;
  const edits = () => {
    const names = session.workspace.importedNames(uri);
    const options = { keywords: wanted, literate: tree.literate, isDeclared: (word: string) => names.has(word) };
    return formatEdits(text, options).map((edit) => ({ ...edit, uri }));
  };
  return { id: `keywords ${wanted}`, title: say(wanted, language), kind: kinds.keywords, edits };
}

/** Of a keyword under the cursor: into the other language; where it is asked for by name: both, as far as there is anything to turn. */
function keywords(asked: Asked): Offer[] {
  const { analysis, session, from, only } = asked;
  const { items } = analysis.tree;
  if (only) {
    const found = new Set<'en' | 'zh'>();
    for (const { item } of items) for (const t of item.tokens) if (t.keyword) found.add(languageOf(t.text));
    return [...found].map((language) => offerIn(asked, language === 'en' ? 'zh' : 'en'));
  }
  // Laying out a whole file is too much for a list that may only be looked at.
  if (!session.client.textDocument?.codeAction?.resolveSupport) return [];
  const token = tokenAt(items, from)?.token;
  if (!token?.keyword || keyword(token.keyword).where.length === 0) return [];
  return [offerIn(asked, languageOf(token.text) === 'en' ? 'zh' : 'en')];
}

export const keywordsAction: Action = { kind: kinds.keywords, offer: keywords };
