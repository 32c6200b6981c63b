/**
 * Why: speed is measured on a policy as large as a whole collection of them. The text is made from a seed, so that two runs, and two
 * machines, measure the same thing.
 */

/** A small generator of even pseudo-random numbers in [0, 1) (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Clauses in a department of the generated policy. */
const CLAUSES = 12;

/**
 * A policy of at least `lines` lines, without findings of error: departments, each with its facts, lets, twelve clauses of six kinds, an
 * exclusive group, a limit and an example.
 */
export function generatePolicy(lines: number, seed = 2025): string {
  const next = random(seed);
  const pick = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const out: string[] = [
    'policy "Generated" {',
    '  issued    2025-01-01',
    '  effective 2025-01-01 to 2027-12-31',
    '  currency  元',
    '}',
    '',
    'fact registered "Registered": boolean',
    'require registered "must be registered"',
  ];
  for (let d = 0; out.length < lines; d++) department(out, d, pick);
  return `${out.join('\n')}\n`;
}

function department(out: string[], d: number, pick: (from: number, to: number) => number): void {
  out.push(
    '',
    `section "Department ${d}"`,
    '',
    `fact spent_${d}    "Spending, this year": money from 0元`,
    `fact before_${d}   "Spending, last year": money over 0元`,
    `fact level_${d}    "Level": one of { none, municipal, national }`,
    `fact titles_${d}   "Titles": any of { small, large, champion }`,
    `fact staff_${d}    "Staff": integer 人 from 0人 to 100000人`,
    `fact since_${d}    "Founded": date`,
    `let growth_${d} "Growth" = (spent_${d} - before_${d}) / before_${d}`,
    `let per_head_${d} "Spending per head" = spent_${d} / (staff_${d} + 1人)`,
  );
  for (let c = 0; c < CLAUSES; c++) out.push('', ...clause(d, c, pick));
  out.push(
    '',
    `exclusive group_${d} "Only one of them" {`,
    `  among  c_${d}_0, c_${d}_1, c_${d}_2`,
    '  choose highest',
    '}',
    '',
    `limit ceiling_${d} "Together" {`,
    `  among c_${d}_3, c_${d}_4, c_${d}_5, c_${d}_6`,
    `  cap   ${pick(300, 900)}万元`,
    '}',
    '',
    `example "applicant ${d}" {`,
    '  on 2025-06-30',
    '  registered = yes',
    `  spent_${d}  = ${pick(1000, 3000)}万元`,
    `  before_${d} = ${pick(500, 1500)}万元`,
    `  level_${d}  = municipal`,
    `  titles_${d} = { small, champion }`,
    `  staff_${d}  = ${pick(10, 400)}人`,
    `  since_${d}  = 20${pick(10, 24)}-0${pick(1, 9)}-1${pick(0, 9)}`,
    `  expect c_${d}_0 eligible`,
    '}',
  );
}

function clause(d: number, c: number, pick: (from: number, to: number) => number): string[] {
  const head = [`clause c_${d}_${c} "Provision ${d}.${c}" {`, `  source "${d}(${c})" "as the document says"`];
  const cap = `  cap   ${pick(100, 900)}万元`;
  switch (c % 6) {
    case 0:
      return [
        ...head,
        '  award marginal growth_D {',
        '    over 10% to 15%: 5%',
        '    over 15% to 20%: 10%',
        '    over 20%:        15%',
        '  } of before_D',
        cap,
        '}',
      ].map((line) => line.replaceAll('_D', `_${d}`));
    case 1:
      return [
        ...head,
        `  when  growth_${d} over ${pick(5, 14)}% "must grow"`,
        `  award by growth_${d} { to 15%: 5%, over 15% to 30%: 8%, over 30%: 12% } of before_${d}`,
        cap,
        '  round down to 1元',
        '}',
      ];
    case 2:
      return [
        ...head,
        `  award by level_${d} {`,
        `    national:  ${pick(200, 400)}万元`,
        `    municipal: ${pick(50, 150)}万元`,
        '    none:      0元',
        '  }',
        '}',
      ];
    case 3:
      return [
        ...head,
        `  when  staff_${d} from ${pick(2, 9)}人 "too few"`,
        '  award highest {',
        `    30万元  when titles_${d} has small`,
        `    80万元  when titles_${d} has large`,
        `    200万元 when titles_${d} has champion`,
        '  }',
        '}',
      ];
    case 4:
      return [
        ...head,
        '  when any {',
        `    per_head_${d} over ${pick(1, 9)}万元/人 "too little per head"`,
        `    level_${d} = national "not national"`,
        '  }',
        `  award ${pick(1, 30)}% of spent_${d}`,
        `  less  ${pick(1, 10)}万元 when level_${d} = none`,
        cap,
        '}',
      ];
    default:
      return [
        ...head,
        `  when  years(since_${d}, as_of) from ${pick(1, 3)}年 "too young"`,
        `  award min(${pick(1, 9)}% of spent_${d}, ${pick(10, 90)}万元) + ${pick(1, 5)}万元`,
        '  floor 5万元',
        '}',
      ];
  }
}
