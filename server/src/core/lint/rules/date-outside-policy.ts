/** A clause's own dates reach outside its policy's, which bound them anyway. Found in ../dates. */
import type { FindingData } from '../../finding';
import type { Rule } from '../rule';
import { text } from '../wording';

const en = (d: FindingData) =>
  text(d, 'from') && text(d, 'to') ? `${d.from} to ${d.to}` : text(d, 'from') ? `from ${d.from}` : `to ${d.to}`;
const zh = (d: FindingData) =>
  text(d, 'from') && text(d, 'to') ? `${d.from} 至 ${d.to}` : text(d, 'from') ? `${d.from} 起` : `至 ${d.to}`;

export const dateOutsidePolicy: Rule = {
  name: 'date-outside-policy',
  group: 'tables',
  severity: 'warning',
  en: {
    messages: {
      before: (d) => `The policy is in force ${en(d)}: the clause cannot begin on ${d.date} already.`,
      after: (d) => `The policy is in force ${en(d)}: the clause cannot last until ${d.date}.`,
      never: (d) => `The policy is in force ${en(d)}: with these dates the clause never is.`,
    },
    fixes: { 'policy-date': 'Write the policy’s date {date}' },
  },
  zh: {
    messages: {
      before: (d) => `政策的有效期为 ${zh(d)}：条款不能从 ${d.date} 就开始。`,
      after: (d) => `政策的有效期为 ${zh(d)}：条款不能持续到 ${d.date}。`,
      never: (d) => `政策的有效期为 ${zh(d)}：按这些日期，条款从不生效。`,
    },
    fixes: { 'policy-date': '改为政策的日期 {date}' },
  },
};
