/** Why: the form becomes an example of the file, with expectations of what was computed, so that what was tried once is kept and checked from then on. */
import { evaluate } from '../core/evaluate/index';
import type { Applicant, Evaluation } from '../core/evaluate/values';
import { isUnread } from '../core/lint/index';
import { exampleText, type Target, uniqueTitle } from '../core/prove/witness/example';
import { insertionOf } from '../core/prove/witness/insertion';
import { canonicalUri } from '../core/uris';
import type { Analysis } from '../core/workspace';
import { phrasebook } from '../features/wording';
import type { Saved, SaveParams } from '../previewProtocol';
import type { Session } from '../session';
import { readForm } from './readForm';
import { shownOf } from './shown';

const words = phrasebook({
  gone: { en: 'The file is not there any more, so nothing can be written into it.', zh: '文件已不存在，无法写入示例。' },
  broken: {
    en: 'The policy cannot be read as it stands: {problem} Correct it first, then save the example.',
    zh: '政策目前有错误：{problem}请先改正，再保存示例。',
  },
  problems: {
    en: 'Some values of the form cannot be read ({path}: {problem}) Correct or clear them first, then save the example.',
    zh: '表单中有无法识别的值（{path}：{problem}）请先改正或清空，再保存示例。',
  },
  leftOver: {
    en: 'The form still has a value for “{name}”, which is of another type now. Move or remove it first, then save the example.',
    zh: '表单中还有“{name}”的值，而它的类型已经改变。请先移走或删去，再保存示例。',
  },
  'no-clauses': {
    en: 'This file has no clause to compute, so an example of it would show nothing. Save the example in the file that has the clauses.',
    zh: '这个文件没有可计算的条款，示例说明不了什么。请在有条款的文件中保存示例。',
  },
  'no-code': {
    en: 'There is no Clause text in this file behind which an example could stand.',
    zh: '这个文件中没有可以在其后写示例的条款文本。',
  },
  title: { en: 'applicant', zh: '申请人' },
});

export function savedExample(session: Session, { uri, form, title }: SaveParams): Saved {
  const { language } = session;
  const refused = (name: Parameters<typeof words>[0], data?: Readonly<Record<string, string>>): Saved => ({
    refused: words(name, language, data),
  });
  const shown = shownOf(session, uri);
  if (!shown) return refused('gone');
  const { analysis, broken } = shown;
  if (broken) return refused('broken', { problem: broken.problems[0]?.message ?? '' });
  const { program } = analysis;
  if (program.clauses.size === 0) return refused('no-clauses');
  const { applicant, problems, leftOver, program: evaluated } = readForm(form, analysis, language);
  const [problem] = problems;
  if (problem) return refused('problems', { path: problem.path, problem: problem.message });
  // An example without the value would have the fact's default.
  if (evaluated !== program) return refused('leftOver', { name: leftOver.find(({ name }) => program.facts.has(name))?.name ?? '' });
  return written(session, uri, analysis, applicant, title);
}

/** Somebody whom a comparison shows as an example of the file. @param titled its title in the file's language */
export function exampleOf(session: Session, uri: string, applicant: Applicant, titled: (language: 'en' | 'zh') => string): Saved {
  const { language } = session;
  const shown = shownOf(session, uri);
  if (!shown) return { refused: words('gone', language) };
  const { analysis, broken } = shown;
  if (broken) return { refused: words('broken', language, { problem: broken.problems[0]?.message ?? '' }) };
  if (analysis.program.clauses.size === 0) return { refused: words('no-clauses', language) };
  return written(session, uri, analysis, applicant, titled(session.contentLanguage(analysis.tree)));
}

function written(session: Session, uri: string, analysis: Analysis, applicant: Applicant, title: string | undefined): Saved {
  const { program, tree } = analysis;
  const written = session.contentLanguage(tree);
  const wanted = title === undefined ? '' : title.replace(/\s+/g, ' ').normalize('NFC').trim();
  const unique = uniqueTitle(program, wanted === '' ? words('title', written) : wanted);
  const example = holding(session, analysis, applicant, unique, written);
  if (!example) return { refused: words('no-code', session.language) };
  const { uri: at, range } = session.location(example.range);
  return {
    uri: at,
    version: session.document(uri)?.version ?? null,
    line: range.start.line,
    character: range.start.character,
    insert: example.text,
    title: unique,
  };
}

/** The example's text and where it goes. What it expects is looked at where it will stand, and whatever would not hold is left out. */
function holding(session: Session, analysis: Analysis, applicant: Applicant, title: string, language: 'en' | 'zh') {
  const { program, tree, uri } = analysis;
  let expect = worthExpecting(evaluate(program, applicant), program.currency !== undefined);
  for (;;) {
    const insertion = insertionOf(program.root, tree, exampleText(program, applicant, { language, title, expect }));
    if (!insertion) return undefined;
    const range = analysis.range(insertion.place);
    const text = tree.text.slice(0, range.start) + insertion.text + tree.text.slice(range.start);
    const then = session.workspace.with(new Map([[canonicalUri(uri), text]])).analyse(uri);
    const result = then.examples.find(({ example }) => example.title === title);
    const failed = new Set(
      (result?.expectations ?? [])
        .filter(({ passed }) => !passed)
        .map(({ expectation: { target } }) => ('name' in target ? target.name : '')),
    );
    const whole = result !== undefined && !then.findings.some((finding) => isUnread(finding) && finding.range.start >= range.start);
    const fewer = whole ? expect.filter((target) => !failed.has('name' in target ? target.name : '')) : [];
    if ((whole && failed.size === 0) || fewer.length === expect.length) return { range, text: insertion.text };
    expect = fewer;
  }
}

/** The total, and what makes it: clauses that pay, those that a group keeps from it, and whatever stands in the way of a figure. */
function worthExpecting({ clauses }: Evaluation, hasTotal: boolean): readonly Target[] {
  const targets: Target[] = [];
  for (const { clause, status, amount } of clauses.values()) {
    switch (status) {
      case 'payable':
        if (amount.state === 'known' && amount.value.kind === 'number' && amount.value.value.isZero) continue;
        break;
      case 'inactive':
      case 'ineligible':
        continue;
      case 'unknown':
      case 'error':
      case 'unspecified':
      case 'granted':
      case 'excluded':
      case 'conflict':
        break;
      default:
        return status satisfies never;
    }
    targets.push({ kind: 'clause', name: clause });
  }
  return hasTotal ? [...targets, { kind: 'total' }] : targets;
}
