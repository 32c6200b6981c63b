/** Why: the repository in which a person compares: a small policy in either language, whose awards are worked out here by hand. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** 30% of the cost, at most 1,000,000; and 50,000 from costs of 100,000 on. */
export const english = `policy "Machine grants" {
  effective 2025-03-01 to 2027-02-28
}

fact local "Registered here": boolean
fact cost  "Cost of the machines": money from 0元 to 1000万元

require local "Only for local companies"

clause machines "New machines" {
  award 30% of cost
  cap   100万元
}

clause energy "Energy saving" {
  when  cost at least 10万元 "Costs are too low"
  award 5万元
}
`;

export const chinese = `政策 "设备扶持" {
  有效期 2025-03-01 至 2027-02-28
}

要素 入园   "在园区注册": 是否
要素 设备费 "设备费用": 金额 不低于 0元 不超过 1000万元

前提 入园 "仅限园区企业"

条款 设备 "新购设备" {
  支持 设备费 的 30%
  封顶 100万元
}

条款 节能 "节能奖励" {
  条件 设备费 不低于 10万元 "费用不足 10 万元"
  支持 5万元
}
`;

/** What the first clause pays, and both. @param cost, returned: 元 @param percent of the cost */
export const machines = (cost, percent) => Math.min((cost * percent) / 100, 1_000_000);
export const total = (cost, percent) => machines(cost, percent) + (cost >= 100_000 ? 50_000 : 0);

/** An amount as it is written in a policy, in the panel or in the preview. @returns 元 */
export function amountOf(text) {
  const found = /(-?[\d,.]+)\s*(亿|万)?/.exec(text);
  if (!found) throw new Error(`no amount in “${text}”`);
  const factor = { 亿: 1e8, 万: 1e4 }[found[2]] ?? 1;
  return Math.round(Number(found[1].replaceAll(',', '')) * factor * 100) / 100;
}

/**
 * Two commits on main: the machines are paid 20% in the first, which is called v1 and where the branch 去年 stands, and 30% in the second, of
 * which there is a copy. `branch` begins at main and is checked out. What git keeps is outside of the folder for `apart`, as of a second work tree.
 * @returns what runs git in the folder
 */
export function repository(folder, name, text, branch, copy, apart) {
  const who = ['-c', 'user.name=Author', '-c', 'user.email=author@example.org', '-c', 'commit.gpgsign=false'];
  const git = (...args) => execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'pipe' });
  const file = join(folder, name);
  git('init', '-q', '-b', 'main', ...(apart ? ['--separate-git-dir', join(folder, '..', 'kept by git')] : []));
  writeFileSync(file, text.replace('30%', '20%'));
  git('add', '-A');
  git('commit', '-q', '-m', 'As it was in the first year');
  git('tag', 'v1');
  git('branch', '去年');
  writeFileSync(file, text);
  copyFileSync(file, join(folder, copy));
  git('add', '-A');
  git('commit', '-q', '-m', '30% of the cost');
  if (branch !== 'main') git('checkout', '-q', '-b', branch);
  return git;
}
