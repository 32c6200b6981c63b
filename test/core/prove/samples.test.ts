/** Why: of the samples, which are in order, no error may be proved; and every witness that is offered becomes an example that passes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Host, Workspace } from '../../../server/src/core/workspace';
import { fixed } from '../../support/lint';
import { withProofs } from '../../support/proved';

const root = join(import.meta.dirname, '../../../samples');
const host: Host = {
  read(uri) {
    try {
      return { text: readFileSync(fileURLToPath(uri), 'utf8') };
    } catch {
      return { error: 'missing' };
    }
  },
  rootOf: () => pathToFileURL(root).toString(),
};

describe.each(['bicycle-subsidy/bicycle-subsidy', 'tax-credit/tax-credit', 'beijing-etown-2025/beijing-etown-2025'])('%s', (name) => {
  const uri = pathToFileURL(join(root, `${name}.clause`)).toString();
  const workspace = new Workspace(host);
  const analysis = workspace.analyse(uri);
  const findings = withProofs(analysis);

  it('has no error, and nothing that the evaluator does not confirm', () => {
    const wrong = findings.filter((f) => f.severity === 'error' || f.data.reason === 'replay');
    expect(wrong.map((f) => `${f.name} ${JSON.stringify(f.data)}`)).toEqual([]);
  });

  it('gives witnesses that pass as examples', () => {
    const before = analysis.examples.length;
    const witnesses = findings.flatMap((f) => (f.fixes ?? []).filter((fix) => fix.title === 'insert-witness'));
    expect(witnesses.length).toBeGreaterThan(0);
    for (const fix of witnesses) {
      workspace.setText(uri, fixed(analysis.text, fix));
      const after = workspace.analyse(uri);
      expect(after.examples.length).toBe(before + 1);
      const bad = after.findings.filter((f) => f.severity === 'error' || f.name === 'example-incomplete');
      expect(bad.map((f) => `${f.name} ${JSON.stringify(f.data)} ${after.text.slice(f.range.start, f.range.end)}`)).toEqual([]);
      const own = after.examples.filter((e) => !analysis.examples.some((b) => b.example.title === e.example.title));
      expect(own.flatMap((e) => e.expectations).length).toBeGreaterThan(0);
    }
  });
});
