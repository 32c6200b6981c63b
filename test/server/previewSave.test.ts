/** "Save as example": the form's applicant stands in the file, and what is expected of it holds. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { applicantOf } from '../../server/src/core/evaluate/index';
import { filled } from '../../server/src/preview/fill';
import { readForm } from '../../server/src/preview/readForm';
import { savedExample } from '../../server/src/preview/saveExample';
import { emptyForm, type Form, type SaveParams } from '../../server/src/previewProtocol';
import type { Session } from '../../server/src/session';
import { opened, type Shown } from './shown';

const facts = (given: Form['facts'], more: Partial<Form> = {}): Form => ({ ...emptyForm, ...more, facts: given });

/** All samples and policies are gone through, on a machine that may be busy with others. */
vi.setConfig({ testTimeout: 60_000 });

interface Put {
  readonly session: Session;
  readonly uri: string;
  readonly title: string;
  readonly insert: string;
  readonly before: string;
  readonly after: string;
}

/** Puts the example where the answer says it goes. */
function put(session: Session, uri: string, params: Omit<SaveParams, 'uri'>): Put {
  const answer = savedExample(session, { uri, ...params });
  if ('refused' in answer) throw new Error(answer.refused);
  const document = session.document(uri);
  if (!document) throw new Error('not open');
  expect(answer.uri).toBe(uri);
  expect(answer.version).toBe(document.version);
  const before = document.getText();
  const { line, character, insert, title } = answer;
  const after = TextDocument.applyEdits(document, [{ range: { start: { line, character }, end: { line, character } }, newText: insert }]);
  return { session, uri, title, insert, before, after };
}

/** The example as it stands, and what holds of it; no finding may be new. */
function check({ session, uri, title, after }: Put) {
  const findings = () => (session.at(uri)?.analysis.findings ?? []).map(({ name, data }) => `${name} ${JSON.stringify(data)}`);
  const before = findings();
  session.change(uri, (session.document(uri)?.version ?? 0) + 1, [{ text: after }]);
  expect(findings().filter((one) => !before.includes(one))).toEqual([]);
  const analysis = session.at(uri)?.analysis;
  const result = analysis?.examples.find(({ example }) => example.title === title);
  if (!analysis || !result) throw new Error('the example is not there');
  expect(result.expectations.filter(({ passed }) => !passed)).toEqual([]);
  return { analysis, result };
}

/** The formatter puts the `=` under each other; here they stand where they would alone. */
const plain = (text: string): string => text.replace(/(\S) +/g, '$1 ');

const save = (text: string, form: Form, options: Shown & { readonly title?: string } = {}): Put => {
  const { session, uri } = opened(text, options);
  return put(session, uri, { form, ...(options.title === undefined ? {} : { title: options.title }) });
};
const refusal = (text: string, form: Form, options: Shown = {}): string => {
  const { session, uri } = opened(text, options);
  const answer = savedExample(session, { uri, form });
  return 'refused' in answer ? answer.refused : '';
};

const policy = `policy "P" { effective 2025-01-01 }
fact staff "Staff": integer 人 from 0人
fact sales "Sales": money from 0元
fact local: boolean default yes
clause hires "Hires" {
  when staff over 10人 "more than ten"
  award 1万元 per_head
}
`
  .replace(' per_head', '')
  .concat(`clause growth { award 10% of sales }
clause place { when local; award 20万元 }
clause small { when staff to 10人; award 5元 }
exclusive one { among growth, place; choose highest }
`);

describe('the form as an example', () => {
  it('is written behind the last item, with the total and what makes it', () => {
    // 10% of 300万元 is 30万元, more than the 20万元 of `place`; with 1万元 for hires it is 31万元.
    const saved = save(policy, facts({ staff: '50', sales: '300万元' }), { title: 'a firm' });
    expect(saved.title).toBe('a firm');
    expect(plain(saved.insert)).toBe(`

example "a firm" {
  staff = 50人
  sales = 300万元
  expect hires = 1万元
  expect growth = 30万元
  expect place excluded
  expect total = 31万元
}`);
    expect(saved.after).toBe(`${saved.before.trimEnd()}${saved.insert}\n`);
    check(saved);
  });

  it('stands behind the last example, and has a name of its own', () => {
    const text = `${policy}example "applicant" { staff = 1人 }\nclause late { award 1元 }\n`;
    const saved = save(text, facts({ staff: '5', sales: '0' }));
    expect(saved.title).toBe('applicant 2');
    expect(saved.after.indexOf('example "applicant 2"')).toBeLessThan(saved.after.indexOf('clause late'));
    check(saved);
    expect(save(text, emptyForm, { title: ' applicant\n' }).title).toBe('applicant 2');
    expect(save(text, emptyForm, { title: '' }).title).toBe('applicant 2');
  });

  it('says what is still needed', () => {
    const saved = save(policy, facts({ sales: '10元' }));
    expect(plain(saved.insert)).toContain('expect hires needs staff');
    expect(plain(saved.insert)).toContain('expect total needs staff');
    check(saved);
  });

  it('has the date, payments made before, derived values, texts with quotes, and lists', () => {
    const text = `policy "P" { effective 2025-01-01 }
fact a: text
fact b: list of { x: money, y: any of { p, q } }
fact c: date
let half = 0.5
clause k { when a != "z"; award half * 100元; cap 80元 per year }
clause l { each b; when y has p; award x }
clause m { when c from 2020-01-01; grants "a seat" }
clause n { award unspecified "as decided" }
`;
    const form = facts(
      {
        a: 'say "x" \\ “y”',
        b: [
          { x: '5', y: ['q', 'p'] },
          { x: '7', y: [] },
        ],
        c: '2021-02-03',
      },
      { on: '2026-05-01', paid: [{ clause: 'k', amount: '20元', on: '2026-01-01' }], lets: { half: '0.7' } },
    );
    const { session, uri } = opened(text);
    const analysis = session.at(uri)?.analysis;
    if (!analysis) throw new Error('not open');
    const { applicant } = readForm(form, analysis, 'en');
    const saved = put(session, uri, { form });
    // 0.7 * 100元 = 70元, of the cap of 80元 a year 60元 remain; 5元 of the list.
    for (const line of [
      'on 2026-05-01',
      'expect k = 60元',
      'expect l = 5元',
      'expect m granted',
      'expect n unspecified',
      'expect total = 65元',
    ])
      expect(plain(saved.insert)).toContain(line);
    const { analysis: then, result } = check(saved);
    expect(applicantOf(then.program, result.example)).toEqual({ ...applicant });
  });

  it('is in the language of the file, in a literate file inside its fence, with the line ends of the file', () => {
    const zh = save('要素 人数: 整数\r\n条款 甲 { 条件 人数 超过 5; 支持 1万元 }\r\n', facts({ 人数: '6' }), { locale: 'en' });
    expect(plain(zh.insert)).toBe('\r\n\r\n示例 "申请人" {\r\n  人数 = 6\r\n  应得 甲 = 1万元\r\n  应得 总计 = 1万元\r\n}');
    check(zh);
    const literate = save('# P\n\nSays so.\n\n```clause\nfact x: money\nclause c { award x }\n```\n\nEnd.\n', facts({ x: '5' }), {
      name: 'a.clause.md',
    });
    expect(plain(literate.after)).toContain(
      '}\n\nexample "applicant" {\n  x = 5元\n  expect c = 5元\n  expect total = 5元\n}\n```\n\nEnd.',
    );
    check(literate);
  });

  it('holds for every example of the samples, filled into the form and saved again', () => {
    const root = join(import.meta.dirname, '../../samples');
    let count = 0;
    for (const path of ['beijing-etown-2025/边界示例.clause', 'bicycle-subsidy/bicycle-subsidy.clause', 'tax-credit/tax-credit.clause']) {
      const [folder = '', name = ''] = path.split('/');
      const text = readFileSync(join(root, path), 'utf8');
      const beside = readdirSync(join(root, folder)).filter((one) => one.endsWith('.clause'));
      const files = Object.fromEntries(beside.map((one) => [encodeURIComponent(one), readFileSync(join(root, folder, one), 'utf8')]));
      const { session, uri } = opened(text, { name: encodeURIComponent(name), files });
      const analysis = session.at(uri)?.analysis;
      if (!analysis) throw new Error('not open');
      for (const { example } of analysis.examples.slice(0, 8)) {
        const fill = filled(session, analysis, emptyForm, { kind: 'example', title: example.title });
        if (!('form' in fill)) throw new Error(fill.refused);
        session.change(uri, (session.document(uri)?.version ?? 0) + 1, [{ text }]);
        const { result } = check(put(session, uri, { form: fill.form, title: 'again' }));
        expect(result.expectations.length).toBeGreaterThan(0);
        count++;
      }
    }
    expect(count).toBeGreaterThan(10);
  });

  it('is refused in a sentence where it would not be what was seen', () => {
    expect(refusal(policy, facts({ staff: 'x' }))).toContain('staff: “x” is not a number');
    expect(refusal(policy, facts({ local: ['x'] }))).toContain('“local”');
    expect(refusal(`${policy}clause c { award nothing }\n`, emptyForm)).toContain('cannot be read as it stands');
    expect(refusal('fact x: money\n', emptyForm)).toContain('no clause');
    expect(refusal('', emptyForm)).toContain('no clause');
    expect(refusal('import "./b.clause"\n', emptyForm, { files: { 'b.clause': 'clause c { award 1元 }\n' } })).toBe('');
    expect(refusal(policy, facts({ staff: 'x' }), { locale: 'zh-cn' })).toContain('请先改正');
    const { session } = opened(policy);
    expect(savedExample(session, { uri: 'file:///policies/gone.clause', form: emptyForm })).toEqual({
      refused: expect.stringContaining('not there'),
    });
  });

  it('may be in a file that no editor holds', () => {
    const { session } = opened('', { files: { 'b.clause': policy } });
    const answer = savedExample(session, { uri: 'file:///policies/b.clause', form: facts({ staff: '5' }) });
    expect(answer).toMatchObject({ uri: 'file:///policies/b.clause', version: null, title: 'applicant' });
  });
});
