/** The findings of a file with those that are proved, the first step alone, to its end: what pages and samples promise of them is tested so. */
import type { Finding } from '../../server/src/core/finding';
import { allRules, applySuppressions } from '../../server/src/core/lint/index';
import { Prover } from '../../server/src/core/prove/index';
import type { Analysis } from '../../server/src/core/workspace';

/** In order of place and name. `// allow …` counts for proved findings as for others. */
export function withProofs({ uri, tree, program, findings, range }: Analysis, prover = new Prover()): readonly Finding[] {
  const run = prover.run({ program, tree });
  let step = run.next();
  while (!step.done) step = run.next();
  const proved = step.value.problems.map(
    (p): Finding => ({
      name: p.name,
      severity: p.severity ?? allRules[p.name].severity,
      range: range(p.place),
      data: p.data,
      ...(p.related && { related: p.related.map((r) => ({ ...range(r.place), note: r.note, data: r.data })) }),
      ...(p.fixes && {
        fixes: p.fixes.map((fix) => ({
          title: fix.title,
          data: fix.data,
          // A witness's text is work: only where a test looks at it.
          get edits() {
            return fix.edits.map((edit) => ({ ...range(edit.place), text: edit.text }));
          },
        })),
      }),
    }),
  );
  const own = (f: Finding): boolean => allRules[f.name].group === 'proved';
  const judged = applySuppressions(uri, tree, proved);
  const unused = new Set(judged.filter((f) => f.name === 'unused-suppression').map((f) => f.range.start));
  // Without proofs a suppression of theirs was taken to suppress nothing.
  const others = findings.filter((f) => f.name !== 'unused-suppression' || unused.has(f.range.start));
  return [...others, ...judged.filter(own)].sort((a, b) => a.range.start - b.range.start || (a.name < b.name ? -1 : 1));
}
