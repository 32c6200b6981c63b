/** Why: an example, a witness or a place on the curve becomes values of the form, written as an author would write them. */
import { applicantOf } from '../core/evaluate/index';
import type { Exact } from '../core/exact';
import type { Analysis } from '../core/workspace';
import { shownBy } from '../differences/witnesses';
import { phrasebook, sentenceOf } from '../features/wording';
import type { CurveAsked, Fill, Form, RawItem } from '../previewProtocol';
import type { Session } from '../session';
import { moved as movedAlong } from './curve/fill';
import { byName, readForm } from './readForm';
import { unreadIn } from './shown';
import { witnessesOf } from './witnesses';
import { formOf, withEntry, withNumber, withoutEntry, writtenOf } from './write';

const words = phrasebook({
  'no-example': {
    en: 'There is no example “{title}” in the file (any more). Choose another one.',
    zh: '文件中没有（或不再有）示例“{title}”。请另选一个。',
  },
  'example-unread': {
    en: 'Line {line} of example “{title}” cannot be read, so what it says is missing here. {why}',
    zh: '示例“{title}”第 {line} 行无法读取，这里缺少那一行的内容。{why}',
  },
  'no-witness': {
    en: 'What this applicant showed is no longer found in the policy. Choose another example.',
    zh: '这个申请人所说明的情况在政策中已不存在。请另选一个示例。',
  },
  'no-value': { en: 'There is no value of “{name}” (any more) that could be moved.', zh: '“{name}”已没有可以移动的值。' },
  'no-target': {
    en: 'The policy has no fact “{name}” (any more). Choose another one.',
    zh: '政策中没有（或不再有）要素“{name}”。请另选一个。',
  },
});

/** With both, the form is filled, but not with all that was meant. */
export type Filled = { readonly form: Form; readonly refused?: string } | { readonly refused: string };

/**
 * The form with it; or why that cannot be.
 * @param asked the curve along which a fact is moved
 */
export function filled(session: Session, analysis: Analysis, form: Form, fill: Fill, asked: CurveAsked = { readings: [] }): Filled {
  const { program } = analysis;
  const { language } = session;
  switch (fill.kind) {
    case 'example': {
      const wanted = fill.title.normalize('NFC');
      const example =
        program.examples.find(({ title }) => title === fill.title) ??
        program.examples.find(({ title }) => title.normalize('NFC') === wanted);
      if (!example) return { refused: words('no-example', language, { title: fill.title }) };
      const unread = unreadIn(analysis, example.title);
      const refused =
        unread &&
        words('example-unread', language, {
          title: fill.title,
          line: String(session.location(unread.range).range.start.line + 1),
          why: sentenceOf(unread, language),
        });
      return { form: formOf(applicantOf(program, example), writtenOf(analysis)), ...(refused === undefined ? {} : { refused }) };
    }
    case 'witness': {
      const proved = witnessesOf(session, analysis).find(({ id }) => id === fill.id);
      const applicant = proved?.applicant() ?? shownBy(session, analysis.uri, fill.id)?.witness.applicant.b;
      return applicant ? { form: formOf(applicant, writtenOf(analysis)) } : { refused: words('no-witness', language) };
    }
    case 'move':
      return moved(analysis, form, fill.from.normalize('NFC'), fill.to.normalize('NFC'), language);
    case 'drop':
      return { form: without(form, fill.from.normalize('NFC')) };
    case 'drag':
    case 'step': {
      const { applicant, program: read } = readForm(form, analysis, language);
      const write = (to: Form, path: string, value: Exact): Form => withNumber(to, path, value, writtenOf(analysis));
      return movedAlong({ program: read, applicant, form, language, write }, fill, asked);
    }
    default:
      return fill satisfies never;
  }
}

const FIELD = /^(.+)\[\]\.(.+)$/s;

function moved({ program }: Analysis, form: Form, from: string, to: string, language: 'en' | 'zh'): Filled {
  const [, list, field] = FIELD.exec(from) ?? [];
  const [, otherList, other] = FIELD.exec(to) ?? [];
  if (list !== undefined && field !== undefined) {
    const type = program.facts.get(list)?.type;
    if (otherList !== list || other === undefined || type?.kind !== 'list' || !type.fields.some((one) => one.name === other))
      return { refused: words('no-target', language, { name: to }) };
    return { form: inItems(form, list, (item) => renamed(item, field, other)) };
  }
  if (!program.facts.has(to)) return { refused: words('no-target', language, { name: to }) };
  const value = byName(form.facts).get(from);
  if (value === undefined) return { refused: words('no-value', language, { name: from }) };
  return { form: { ...form, facts: withEntry(withoutEntry(form.facts, from), to, value) } };
}

function without(form: Form, name: string): Form {
  if (name.startsWith('lets.')) return { ...form, lets: withoutEntry(form.lets, name.slice(5)) };
  const [, list, field] = FIELD.exec(name) ?? [];
  if (list !== undefined && field !== undefined) return inItems(form, list, (item) => withoutEntry(item, field));
  return { ...form, facts: withoutEntry(form.facts, name) };
}

function inItems(form: Form, list: string, change: (item: RawItem) => RawItem): Form {
  const items = byName(form.facts).get(list);
  if (!Array.isArray(items)) return form;
  const changed = items.map((item) => (typeof item === 'string' ? item : change(item))) as RawItem[];
  return { ...form, facts: withEntry(withoutEntry(form.facts, list), list, changed) };
}

/** What the item has under the other name already stays. */
function renamed(item: RawItem, from: string, to: string): RawItem {
  const value = byName(item).get(from);
  const rest = withoutEntry(item, from);
  return value === undefined || Object.hasOwn(rest, to) ? rest : withEntry(rest, to, value);
}
