import { readFileSync } from 'node:fs';
import { Workspace } from '/work/main/server/src/core/workspace';
import { Prover } from '/work/main/server/src/core/prove/index';
const file = process.argv[2]!;
const ws = new Workspace({ read: (uri: string) => { try { return { text: readFileSync(decodeURIComponent(uri.slice(7)), 'utf8') }; } catch { return { error: 'missing' as const }; } }, rootOf: () => undefined });
const uri = 'file://' + file;
const a = ws.analyse(uri);
for (const f of a.findings) if (f.severity === 'error') console.log('LINT', f.name, JSON.stringify(f.data));
const prover = new Prover();
for (let k = 0; k < (process.argv[3] ? Number(process.argv[3]) : 1); k++) {
  const t = performance.now();
  const g = prover.run(a);
  let r = g.next();
  while (!r.done) r = g.next();
  const ms = performance.now() - t;
  const p = r.value;
  if (k === 0) for (const x of p.problems) { const at = a.range(x.place); const line = a.text.slice(0, at.start).split('\n').length; console.log(`${line}: ${x.name} ${JSON.stringify(x.data)}`); if (process.env.FIX) for (const f of x.fixes ?? []) console.log('   fix', f.title, JSON.stringify(f.edits.map((e) => e.text))); }
  console.log(ms.toFixed(1), 'ms', JSON.stringify(p.statistics));
}
