/** Why: one run over a file of applicants in a process of its own, so that its start and its memory are its own; prints its figures. */
import { fileSource, population } from '../server/src/population/index';
import { programFrom } from './engines';
import { linearPolicy } from './policies';
import type { CaseFigures } from './population';

const [path = '', clauses = '10', kind = 'plain'] = process.argv.slice(2);
const plain = linearPolicy(Number(clauses), 'fives');
/** Nobody's file has the fact: whether anybody is admitted is not known. */
const limited = plain.replace('\n\nclause ', '\nfact registered "Registered": boolean\nrequire registered or certified "R"\n\nclause ');
const text = kind === 'plain' ? plain : `${limited}\nlimit together "Together" {\n  among all\n  cap 500万元\n}\n`;
const start = performance.now();
let heap = 0;
const answer = await population({
  before: programFrom(text),
  // Every share a little higher: gains, and losses where another clause wins the group.
  after: programFrom(text.replaceAll('award 5%', 'award 6%').replaceAll('award 10%', 'award 9%')),
  applicants: fileSource(path),
  options: { progress: () => (heap = Math.max(heap, process.memoryUsage().heapUsed)) },
});
if ('refusal' in answer) throw new Error(answer.refusal.code);
const { rows, handedOver } = answer.result;
const { user, system } = process.cpuUsage();
const figures: CaseFigures & { cpu: number } = {
  run: performance.now() - start,
  rows: rows.read,
  bad: rows.bad,
  clauses: answer.result.clauses.length,
  handedOver,
  heap: heap / 1048576,
  cpu: (user + system) / 1000,
};
console.log(JSON.stringify(figures));
