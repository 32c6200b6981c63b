/** Why: timings that can be compared: warmed up, repeated, shown as median and 95th percentile, never a single lucky run. */

export interface Timing {
  /** Milliseconds on the clock. */
  readonly median: number;
  readonly p95: number;
  /** Milliseconds of processor time, median: what the clock would say on a machine with nothing else to do. */
  readonly cpu: number;
}

export interface Sample {
  readonly wall: number;
  readonly cpu: number;
}

export function timing(samples: readonly Sample[]): Timing {
  const at = (share: number, of: (sample: Sample) => number) => {
    const sorted = samples.map(of).sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  };
  return { median: at(0.5, (s) => s.wall), p95: at(0.95, (s) => s.wall), cpu: at(0.5, (s) => s.cpu) };
}

/** Runs `work` up to `times` times, but no longer than `limit` ms in all (three times at least), and gives what each run took. */
export function repeat(times: number, work: (round: number) => void, limit = 10_000): Sample[] {
  const samples: Sample[] = [];
  const begin = performance.now();
  for (let round = 0; round < times && (round < 3 || performance.now() - begin < limit); round++) {
    const used = process.cpuUsage();
    const start = performance.now();
    work(round);
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(used);
    samples.push({ wall, cpu: (user + system) / 1000 });
  }
  return samples;
}

/** Without the first runs, in which the engine still compiles. */
export function warm(samples: readonly Sample[], runs: number): readonly Sample[] {
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
