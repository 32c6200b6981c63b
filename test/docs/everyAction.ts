/** Why: small texts in which every code action of the guides is offered somewhere, and what is offered in them. */
import { codeActions } from '../../server/src/features/codeActions/index';
import { fixTitleOf } from '../../server/src/features/wording';
import { opened } from '../server/shown';

const facts = 'fact cost "Cost": money from 0元\nfact kind "Kind": one of { a, b }\nfact ok "Ok": boolean\n';
const applicant = 'example "x" {\n  cost = 300万元, ok = yes, kind = a\n';

/** `¦` … `¦` is a selection. */
const texts: readonly string[] = [
  // Names that are not declared: a value, a clause, a member, one of another file; a path that leads nowhere.
  `${facts}clause c "C" {\n  award 10% of spent + spent\n}\nlimit l "L" {\n  among c, nothing\n  cap 1元\n}\n`,
  `${facts}clause c "C" {\n  when kind = neither\n  award 5元\n}\n`,
  `${facts}clause c "C" {\n  award 10% of outside\n}\n`,
  `import "./elsewhere.clause"\n${facts}`,
  // One mistake twice.
  `${facts}clause c "C" {\n  award 10% of costt + costt\n}\n`,
  // Formulas.
  `${facts}clause c "C" {\n  when ok and cost over 1元\n  when kind = a\n  award up to ¦50% of cost¦\n}\n`,
  `${facts}let half "Half" = 50% of cost\nclause c "C" {\n  award half\n}\n`,
  `${facts}clause c "C" {\n  award highest { 10元 when ok; 5000000元 when kind = a }\n}\n${applicant}}\n`,
  `${facts}clause c "C" {\n  award first { 10元 when ok; 5000000元 when kind = a }\n}\n${applicant}}\n`,
  `${facts}clause c "C" {\n  award by cost { to 10元: 5%; over 10元: 10% } * cost\n}\n${applicant}}\n`,
  `${facts}clause c "C" {\n  award marginal cost { to 10元: 5%; over 10元: 10% }\n}\n${applicant}}\n`,
  // Groups.
  `${facts}clause c "C" {\n  award 10元\n}\nclause d "D" {\n  award 20元\n}\nexclusive g "G" {\n  among c, d\n}\n${applicant}}\n`,
  '要素 费用 "费用": 金额\n',
  // Expectations.
  `${facts}clause c "C" {\n  award 10% of cost\n}\n${applicant}  expect c = 300001元 within 5元\n}\n`,
  `${facts}clause c "C" {\n  award 10% of cost\n}\n${applicant}  expect c = 1元\n  expect total = 2元\n}\n${applicant.replace('"x"', '"y"')}  expect c = 1元\n}\n`,
];

const files: Readonly<Record<string, string>> = { 'other.clause': 'fact outside "O": money from 0元\n', 'a/elsewhere.clause': '' };

export function actionsIn(marked: string, locale: string): string[] {
  const [before = '', selected = '', after = ''] = marked.split('¦');
  const text = before + selected + after;
  const { session, uri } = opened(text, { locale, files });
  session.client = { textDocument: { codeAction: { resolveSupport: { properties: ['edit'] } } } };
  session.host.list = () => [Object.keys(files).map((name) => `file:///policies/${name}`)];
  session.files.forget();
  const document = session.at(uri)?.document;
  if (!document) throw new Error('not open');
  // Fixes of findings are described with the findings.
  const language = locale === 'zh' ? 'zh' : 'en';
  const fixes = session.at(uri)?.analysis.findings.flatMap((one) => (one.fixes ?? []).map((fix) => fixTitleOf(one, fix, language)));
  const at = (from: number, to: number): string[] => {
    const range = { start: document.positionAt(from), end: document.positionAt(to) };
    const titles = codeActions(session, { textDocument: { uri }, range, context: { diagnostics: [] } }).map(({ title }) => title);
    return titles.filter((title) => !fixes?.includes(title));
  };
  const cursors = Array.from(text, (_, i) => at(i, i)).flat();
  return [...cursors, ...at(before.length, before.length + selected.length)];
}

/** Titles of all that can be done anywhere in the texts, beside the fixes that findings bring. */
export const offered = (locale: string): readonly string[] => [...new Set(texts.flatMap((text) => actionsIn(text, locale)))];
