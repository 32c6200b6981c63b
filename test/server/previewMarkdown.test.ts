/** The page about an applicant: all of it is the author's or the applicant's text, and none of it may be read as Markdown or HTML. */
import { describe, expect, it } from 'vitest';
import { Exact } from '../../server/src/core/exact';
import { pageOf, previewMarkdown } from '../../server/src/preview/markdown';
import { firstLook } from '../support/firstLook';
import { previewed } from './previewSupport';
import { opened } from './shown';

describe('the page', () => {
  it('says what is known, the total, each clause with its reason, and the sources', () => {
    const page = pageOf(previewed(firstLook));
    expect(page).toContain('# Industrial park support, 2025\n');
    expect(page).toContain('Judged on 2025-06-30.');
    expect(page).toContain('- Plant certified: municipal level\n');
    expect(page).toContain('- Projects, no. 1: Kind: core, Cost: ¥4,000,000, Recognised: yes\n');
    expect(page).toContain('## Total: ¥3,300,000 at most\n');
    expect(page).toContain(
      '| R\\&D growth award | Gives way | ¥0 | “Certified plant” is paid instead (“Not together”); alone this would be ¥225,000 | II(7) |',
    );
    expect(page).toContain("  > spending above last year's is supported in steps");
  });

  it('is in Chinese where the reader is', () => {
    const page = pageOf(previewed(firstLook, undefined, { locale: 'zh-cn' }));
    expect(page).toContain('## 总计：至多 330万元\n');
    expect(page).toContain('| 条款 | 结果 | 金额 | 原因 | 依据 |');
  });

  it('names what is not known, and payments made before', () => {
    const history = [{ clause: 'ladder', amount: Exact.of(300_000), day: 20_200 }];
    const page = pageOf(
      previewed(firstLook, { facts: new Map([['registered', { kind: 'boolean', value: true }]]), history, asOf: 20_300 }),
    );
    // Day 20,200 is 2025-04-22.
    expect(page).toContain('- Paid before for “Titles, topped up on promotion”: ¥300,000 on 2025-04-22');
    expect(page).toContain('- Not known: R\\&D spending, this year, R\\&D spending, last year, Plant certified, Titles held, Projects');
  });

  it('escapes whatever stands in titles, labels, texts and reasons', () => {
    const text = `policy "<script>alert(1)</script>" { number "# 1", currency 元 }
fact name "| Name \`x\`": text
fact ok "*OK*": boolean
clause a "| pipe | <b>b</b>" { source "[x](http://y)" "![i](z)", when ok "<img src=x>", award 10元 }
clause b "1. one" { award 5元 }
example "e" { name = "- <i>| \`\`\`", ok = no }
`;
    const page = pageOf(previewed(text));
    const bare = page.replace(/\\./g, '');
    expect(bare).not.toMatch(/<(script|b|i|img)/);
    expect(bare).not.toContain('`');
    expect(bare).not.toContain('](');
    expect(page).toContain('1\\. one');
    // Each row of the table has six bars that are not escaped.
    const rows = page.split('\n').filter((line) => line.startsWith('| '));
    expect(rows).toHaveLength(4);
    for (const row of rows) expect(row.replace(/\\./g, '').match(/\|/g)).toHaveLength(6);
  });

  it('never takes the default for a value that cannot be read', () => {
    const text = `policy "P" { currency 元 }
fact local "Local": boolean default yes
clause a "A" { when local "must be local", award 10元 }
`;
    const { session, uri } = opened(text);
    const page = (local?: string) =>
      previewMarkdown(session, { uri, form: { facts: local === undefined ? {} : { local }, paid: [], lets: {} } });
    // Not given it is yes, and the clause pays; `maybe` is neither yes nor no.
    expect(page()).toContain('## Total: ¥10\n');
    expect(page('maybe')).not.toContain('## Total: ¥10\n');
    expect(page('maybe')).toContain('- Needs “Local”.');
    expect(page('maybe')).not.toContain('other clauses');
  });

  it('is empty for a file that is not open', () => {
    const { session } = opened(firstLook);
    expect(previewMarkdown(session, { uri: 'file:///policies/other.clause', form: { facts: {}, paid: [], lets: {} } })).toBe('');
  });
});
