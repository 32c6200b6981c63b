/** Who has a little more of something gets less: the amount jumps down at a point. Found by the prover. */
import type { FindingData } from '../../finding';
import type { Rule } from '../rule';
import { texts } from '../wording';

/** Where it falls: at the point itself, or at whatever lies just above it. */
const pointEn = (d: FindingData): string => `${d.past === true ? 'Just above' : 'At'} ${d.fact} = ${d.point}`;
const pointZh = (d: FindingData): string => (d.past === true ? `“${d.fact}”刚超过 ${d.point} 时` : `“${d.fact}”达到 ${d.point} 时`);

/** What else is so of the applicant. */
const others = (d: FindingData): string[] => texts(d, 'facts').filter((fact) => !fact.startsWith(`${d.fact} = `));
const givenEn = (d: FindingData): string => (others(d).length > 0 ? ` (with ${others(d).join(', ')})` : '');
const givenZh = (d: FindingData): string => (others(d).length > 0 ? `（${others(d).join('、')}）` : '');

export const awardCliff: Rule = {
  name: 'award-cliff',
  group: 'proved',
  severity: 'warning',
  en: {
    messages: {
      amount: (d) =>
        `${pointEn(d)} the award of “${d.name}” falls from ${d.before} to ${d.after}${givenEn(d)}: who has more gets less. Let the amount decrease step by step, or keep what the lower step pays.`,
      eligibility: (d) =>
        `${pointEn(d)} “${d.name}” is lost: its award falls from ${d.before} to ${d.after}${givenEn(d)}. If the document wants it so, nothing is to be done.`,
      total: (d) =>
        `${pointEn(d)} the total falls from ${d.before} to ${d.after}${givenEn(d)}, though no clause by itself pays less: it comes from “${d.name}”. Check what it chooses or caps.`,
    },
  },
  zh: {
    messages: {
      amount: (d) =>
        `${pointZh(d)}，“${d.name}”的金额从 ${d.before} 降到 ${d.after}${givenZh(d)}，多反而得少。请让金额逐步递减，或保住低一档已有的数额。`,
      eligibility: (d) =>
        `${pointZh(d)}，不再符合“${d.name}”，金额从 ${d.before} 降到 ${d.after}${givenZh(d)}。如果文件本意如此，则无需修改。`,
      total: (d) =>
        `${pointZh(d)}，总计从 ${d.before} 降到 ${d.after}${givenZh(d)}，而各条款本身都没有少付：原因在“${d.name}”。请核对它的择取方式或封顶。`,
    },
  },
};
