/** Every snippet, as it stands when it was just inserted, reads as what it says, in a policy that has the names that it proposes. */
import { describe, expect, it } from 'vitest';
import { analyse, json } from './support';

interface Snippet {
  readonly prefix?: string;
  readonly body: readonly string[];
  readonly description: string;
}
const snippets = json<Record<string, Snippet>>('snippets/clause.json');

/** What stands there before anything is typed: the defaults, and of choices the first. */
function inserted(body: readonly string[]): string {
  return body
    .join('\n')
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d+/g, '');
}

/** Items by the name that they declare: what the snippets propose to refer to. */
const around: Readonly<Record<string, string>> = {
  condition: 'fact condition "Condition": boolean',
  cost: 'fact cost "Cost": money from 0元',
  amount: 'fact amount "Amount": money from 0元',
  kind: 'fact kind "Kind": one of { basic, extended }',
  projects: 'fact projects "Projects": list of { price "Price": money from 0元 }',
  grant: 'clause grant "Grant" {\n  award 30% of cost\n}',
  bonus: 'clause bonus "Bonus" {\n  award 10% of cost\n}',
  'an applicant': 'example "an applicant" {\n  cost = 100万元\n}',
  条件项: '要素 条件项 "条件": 是否',
  费用: '要素 费用 "费用": 金额 不低于 0元',
  金额项: '要素 金额项 "金额": 金额 不低于 0元',
  类别: '要素 类别 "类别": 单选 { 甲类, 乙类 }',
  项目: '要素 项目 "项目": 清单 { 价格 "价格": 金额 不低于 0元 }',
  甲: '条款 甲 "甲" {\n  支持 费用 的 30%\n}',
  乙: '条款 乙 "乙" {\n  支持 费用 的 10%\n}',
  某申请人: '示例 "某申请人" {\n  费用 = 100万元\n}',
};

/** Statements stand in a clause. */
const inClause = new Set(['when any', '条件 任一']);

/** What an author does next: the figures are theirs, and nothing reads a new name yet. */
const allowed = new Set(['expectation-failed', 'example-incomplete', 'unused-fact', 'unused-let', 'unused-import', 'unused-suppression']);

describe('snippets', () => {
  it('say what they are', () => {
    expect(Object.values(snippets).every(({ description }) => description.length > 0)).toBe(true);
  });

  it('are inserted by name: while an author types, the server proposes what fits the place, and nothing stands there twice', () => {
    const typed = Object.entries(snippets).filter(([, { prefix }]) => prefix !== undefined);
    // In comments the server proposes nothing.
    expect(typed.map(([name]) => name)).toEqual(['allow']);
  });

  for (const [name, { body }] of Object.entries(snippets)) {
    it(`${name} reads without an error`, () => {
      const text = inserted(body);
      const own = /^(?!require|前提)(?:\S+) (?:"([^"]+)"|([\p{L}\p{N}_]+))/u.exec(text);
      const declared = own?.[1] ?? own?.[2] ?? '';
      const others = Object.entries(around).flatMap(([key, item]) => (key === declared ? [] : [item]));
      const placed = inClause.has(name) ? `clause holder {\n${text}\naward 1元\n}` : text;
      const { findings, tree } = analyse(`${placed}\n\n${others.join('\n\n')}\n`, { 'other.clause': '', '其他.clause': '' });
      expect(findings.filter((one) => !allowed.has(one.name)).map((one) => `${one.name} ${JSON.stringify(one.data)}`)).toEqual([]);
      expect(tree.items.some(({ item }) => item.node.kind === 'broken')).toBe(false);
    });
  }
});
