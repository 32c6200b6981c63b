/** Why: timings that can be compared: warmed up, repeated, shown as median and 95th percentile, never a single lucky run. */

export interface Timing {
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
}

export function timing(samples: readonly number[]): Timing {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}

/** Runs `work` up to `times` times, but no longer than `limit` ms in all (three times at least), and gives each run's milliseconds. */
export function repeat(times: number, work: (round: number) => void, limit = 10_000): number[] {
  const samples: number[] = [];
  const begin = performance.now();
  for (let round = 0; round < times && (round < 3 || performance.now() - begin < limit); round++) {
    const start = performance.now();
    work(round);
    samples.push(performance.now() - start);
  }
  return samples;
}

/** Without the first runs, in which the engine still compiles. */
export function warm(samples: readonly number[], runs: number): readonly number[] {
  return samples.length > 2 * runs ? samples.slice(runs) : samples.slice(1);
}

/** How often a second `batch` runs its `size` evaluations: the best of several stretches of at least `stretch` ms, after a warm-up. */
export async function perSecond(size: number, batch: () => void | Promise<void>, stretch = 400, stretches = 3): Promise<number> {
  let best = 0;
  for (let round = -1; round < stretches; round++) {
    const start = performance.now();
    let done = 0;
    let spent = 0;
    do {
      await batch();
      done += size;
      spent = performance.now() - start;
    } while (spent < stretch);
    if (round >= 0) best = Math.max(best, (done / spent) * 1000);
  }
  return best;
}

export function number(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Rows under a head, columns aligned; all but the first to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((text, i) => Math.max(text.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[]) =>
    row.map((text, i) => (i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0))).join('   ');
  return [line(head), widths.map((w) => '─'.repeat(w)).join('───'), ...rows.map(line)].join('\n');
}
