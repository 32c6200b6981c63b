/**
 * Amounts, tables and conditions of random policies (see randomPolicy.ts): the facts that there are, and every kind of expression over them.
 */

/** Decisions, read off a list of numbers below a million; when they are used up, all are zero. */
export class Choices {
  private next = 0;
  constructor(private readonly numbers: readonly number[]) {}
  /** 0 to n - 1. */
  int(n: number): number {
    return (this.numbers[this.next++] ?? 0) % n;
  }
  /** True with probability p; false where the number is 0. */
  chance(p: number): boolean {
    return (this.numbers[this.next++] ?? 0) >= (1 - p) * 1_000_000;
  }
  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    const v = list[this.int(list.length)];
    if (v === undefined) throw new RangeError('pick from an empty list');
    return v;
  }
}

export type Kind = 'v' | 'k' | 'b' | 'e' | 's' | 'm' | 'n' | 'p' | 'd' | 't' | 'l';

/** With how many values a kind stands on the grid; continuous ones grow with the constants. */
const SIZE: Readonly<Record<Kind, number>> = { v: 6, k: 5, b: 2, e: 3, s: 4, m: 24, n: 20, p: 20, d: 5, t: 3, l: 21 };
export const LARGEST = 600;

export const DECLARATIONS: Readonly<Record<Kind, readonly string[]>> = {
  v: ['integer 元 from 0元 to 5元', 'integer 元 from 1元 to 5元'],
  k: ['integer from 0 to 4', 'integer 人 from 0人 to 4人'],
  b: ['boolean'],
  e: ['one of { a, b, c }'],
  s: ['any of { x, y }'],
  m: ['money from 0元', 'money from 0元 to 8元', 'money over 0元', 'money from 0元 below 8元'],
  n: ['money from 0元 to 8元', 'money over 0元'],
  p: ['percent from 0% to 100%', 'percent from 0%'],
  d: ['date from 2025-01-29 to 2025-02-02', 'date from 2024-02-27 to 2024-03-01'],
  t: ['text'],
  l: [
    'list to 2 of { w: integer 元 from 0元 to 3元, kind: one of { a, b } }',
    'list to 4 of { w: integer 元 from 0元 to 2元, ok: boolean }',
  ],
};

export const MONEY = ['1元', '2元', '3元', '4元', '0元', '5元', '6元', '2元', '3元'] as const;
const RATES = ['50%', '100%', '50%', '20%', '1:1', '25%'] as const;
export const DATES = ['2025-01-31', '2025-02-01', '2025-02-02', '2025-01-30'] as const;

/** Writes amounts, tables and conditions over the facts and lets that a policy has. */
export class ExpressionWriter {
  protected readonly facts: Kind[];
  protected readonly clauses: string[] = [];
  protected readonly bodies: string[] = [];
  protected readonly lets: { readonly name: string; readonly type: 'money' | 'ratio' | 'condition' }[] = [];
  protected item = false;
  protected readonly people: boolean;
  protected fields: 'kind' | 'ok' = 'kind';
  protected readonly dated: boolean;
  protected paying = 0;

  constructor(protected readonly c: Choices) {
    const wanted: Kind[] = [];
    const kinds: readonly Kind[] = ['v', 'b', 'k', 'm', 'e', 's', 'd', 'l', 'p', 'm', 't', 'n', 'e'];
    let size = 1;
    const count = 2 + c.int(3);
    for (let i = 0; i < count; i++) {
      const kind = c.pick(kinds);
      if (wanted.includes(kind) || size * SIZE[kind] > LARGEST) continue;
      if ((kind === 'n' || kind === 'p' || kind === 'm') && wanted.some((w) => 'nmp'.includes(w)) && !c.chance(0.4)) continue;
      size *= SIZE[kind];
      wanted.push(kind);
    }
    if (wanted.length === 0) wanted.push('b');
    this.dated = size * 4 <= LARGEST && c.chance(wanted.includes('d') ? 0.7 : 0.3);
    if (this.dated) size *= 4;
    this.facts = wanted;
    this.people = c.chance(0.3);
    // A sum paid before multiplies the grid like a continuous fact.
    this.paying = wanted.some((w) => 'nmp'.includes(w)) || size * 12 > LARGEST ? 0 : 1;
  }

  protected has(k: Kind): boolean {
    return this.facts.includes(k);
  }

  // ------------------------------------------------------------------------------------------ amounts

  protected constant(): string {
    return this.c.pick(MONEY);
  }

  protected moneyTerms(): string[] {
    const terms: string[] = [];
    if (this.item) terms.push('w', 'w');
    if (this.has('v')) terms.push('v', 'v');
    if (this.has('m')) terms.push('m', 'm', 'm');
    if (this.has('n')) terms.push('n');
    if (this.has('k')) terms.push(this.people ? '1元/人 * k' : '1元 * k');
    if (this.has('p')) terms.push('p * 4元');
    for (const l of this.lets) if (l.type === 'money') terms.push(l.name);
    return terms;
  }

  protected moneyTerm(): string {
    const terms = this.moneyTerms();
    return terms.length > 0 && this.c.chance(0.7) ? this.c.pick(terms) : this.constant();
  }

  protected money(depth: number): string {
    const { c } = this;
    if (depth <= 0 || c.chance(0.3)) return c.chance(0.55) ? this.moneyTerm() : this.constant();
    const d = depth - 1;
    switch (c.int(17)) {
      case 0:
        return this.constant();
      case 1:
        return `${c.pick(RATES)} of ${this.atom()}`;
      case 2:
        return `(${this.money(d)} + ${this.moneyTerm()})`;
      case 3:
        return `(${this.constant()} - ${this.moneyTerm()})`;
      case 4:
        return `max(0元, ${this.moneyTerm()} - ${this.constant()})`;
      case 5:
        return `min(${this.money(d)}, ${this.constant()})`;
      case 6:
        return `(if ${this.condition(1)} then ${this.money(d)} else ${this.money(d)})`;
      case 7:
      case 8:
        return this.table(d);
      case 9:
        return this.marginal();
      case 10: {
        const word = c.pick(['highest', 'lowest', 'sum', 'first']);
        const last = c.chance(0.4) ? `, ${this.constant()}` : '';
        return `${word} { ${this.money(0)} when ${this.condition(0)}, ${this.money(0)} when ${this.condition(0)}${last} }`;
      }
      case 11:
        if (this.has('l') && !this.item) return this.overItems();
        return this.money(d);
      case 12:
        return `${c.pick(['round', 'round_down', 'round_up'])}(${this.money(d)}, ${c.pick(['2元', '1元'])})`;
      case 13:
        return `abs(${this.moneyTerm()} - ${this.constant()})`;
      case 14:
        if (this.clauses.length > 0 && !this.item) return `${c.pick(RATES)} of ${c.pick(this.clauses)}`;
        return this.money(d);
      case 15:
        if (this.paying > 0 && this.clauses.length > 0 && !this.item) return this.lessPaid(c.pick(this.clauses));
        return this.money(d);
      default:
        return `${this.ratio(0)} * ${this.constant()}`;
    }
  }

  protected atom(): string {
    const m = this.moneyTerm();
    return m.includes('*') ? `(${m})` : m;
  }

  protected overItems(): string {
    const { c } = this;
    const test = this.fields === 'kind' ? c.pick(['kind = a', 'kind = b', 'w over 1元']) : c.pick(['ok', 'not ok', 'w over 1元']);
    return `(${c.pick(['sum', 'highest', 'lowest', 'first'])} each l { ${c.pick(['w', '50% of w', '1元', 'w'])}${c.chance(0.7) ? ` when ${test}` : ''} })`;
  }

  protected ratio(depth: number): string {
    const { c } = this;
    const lets = this.lets.filter((l) => l.type === 'ratio');
    const l = lets[0];
    if (l && c.chance(0.5)) return l.name;
    if (this.has('p') && c.chance(0.6)) return 'p';
    if (depth > 0) return this.quotient() ?? c.pick(RATES);
    return c.pick(RATES);
  }

  protected quotient(): string | undefined {
    const { c } = this;
    const terms = [...(this.has('v') ? ['v'] : []), ...(this.has('m') ? ['m'] : []), ...(this.has('n') ? ['n'] : [])];
    if (terms.length === 0) return undefined;
    const by = c.pick(terms);
    const of = c.chance(0.6) ? c.pick(terms) : this.constant();
    return c.chance(0.7) ? `(${of} - ${by}) / ${by}` : `${by} / ${c.chance(0.7) ? of : `(${of} + 1元)`}`;
  }

  protected marginal(): string {
    const { c } = this;
    const [a, b] = c.pick([
      ['1元', '3元'],
      ['2元', '4元'],
      ['1元', '2元'],
    ] as const);
    const subject = this.atom();
    if (c.chance(0.3)) {
      const r = this.lets.find((l) => l.type === 'ratio');
      if (r) return `(marginal ${r.name} { over 10% to 50%: 50%, over 50%: 100% } of ${this.constant()})`;
    }
    return `(marginal ${subject} { to ${a}: ${c.pick(RATES)}, over ${a} to ${b}: ${c.pick(RATES)}${c.chance(0.6) ? `, over ${b}: ${c.pick(RATES)}` : ''} })`;
  }

  // ------------------------------------------------------------------------------------------ tables

  protected table(depth: number): string {
    const { c } = this;
    const value = () => this.money(Math.min(depth, 0));
    const subjects: (() => string)[] = [];
    const patterns: (() => string[])[] = [];
    const add = (subject: string, rows: () => string[]) => {
      subjects.push(() => subject);
      patterns.push(rows);
    };
    const numeric = [...this.moneyTerms().map((t) => (t.includes('*') ? `(${t})` : t))];
    if (numeric.length > 0 && c.chance(0.6))
      add(c.chance(0.3) ? `(${c.pick(numeric)} + 1元)` : c.pick(numeric), () => this.intervals('元'));
    if (this.lets.some((l) => l.type === 'ratio') && c.chance(0.5))
      add(this.lets.find((l) => l.type === 'ratio')?.name ?? '', () => this.percents());
    if (this.has('e') && c.chance(0.8)) add('e', () => this.members(['a', 'b', 'c']));
    if (this.item && this.fields === 'kind' && c.chance(0.5)) add('kind', () => this.members(['a', 'b']));
    if (this.has('b') && c.chance(0.5)) add('b', () => this.members(['yes', 'no']));
    if (this.has('k') && c.chance(0.5)) add('k', () => this.intervals(this.people ? '人' : ''));
    if (this.has('d') && c.chance(0.4)) add('d', () => this.days());
    if (subjects.length === 0 && this.has('b')) add('b', () => this.members(['yes', 'no']));
    if (subjects.length === 0) add('as_of', () => this.days());
    const take = subjects.length > 1 && c.chance(0.3) ? 2 : 1;
    // Members more often than their share.
    const start = c.chance(0.35)
      ? Math.max(
          0,
          subjects.findIndex((s) => ['e', 'b', 'kind'].includes(s())),
        )
      : c.int(subjects.length);
    const taken = <T>(all: readonly T[]): T[] => [...all, ...all].slice(start, start + take);
    const heads = taken(subjects).map((s) => s());
    const columns = taken(patterns).map((p) => p());
    const [one = [], two] = columns;
    const rows = two
      ? [
          ...one.map((p, i) => `${p} | ${two[i % two.length] ?? 'any'}: ${value()}`),
          ...(c.chance(0.5) ? [`any | ${two[0] ?? 'any'}: ${value()}`] : []),
        ]
      : one.map((p) => `${p}: ${value()}`);
    const rest = c.chance(0.26) ? `, otherwise: ${value()}` : '';
    return `(by ${heads.join(' | ')} { ${rows.join(', ')}${rest} })`;
  }

  protected intervals(unit: string): string[] {
    const { c } = this;
    const low = 1 + c.int(2);
    const high = low + 1 + c.int(2);
    const u = (n: number) => `${n}${unit}`;
    switch (c.int(7)) {
      case 0:
        return [`to ${u(low)}`, `over ${u(low)} to ${u(high)}`, `over ${u(high)}`];
      case 1:
        return [`below ${u(low)}`, `from ${u(low)}`];
      case 2:
        return [`to ${u(low)}`, `from ${u(low)}`];
      case 3:
        return [`below ${u(low)}`, `over ${u(low)}`];
      case 4:
        return [u(0), `over ${u(0)} to ${u(high)}`, `over ${u(high)}`];
      case 5:
        return [`to ${u(high)}`, `from ${u(low)} to ${u(high)}`, `over ${u(high)} below ${u(high + 4)}`];
      default:
        return [`to ${u(low)}`, `over ${u(low)}`, `over ${u(high)}`];
    }
  }
  protected percents(): string[] {
    return this.c.pick([
      ['to 10%', 'over 10% to 50%', 'over 50%'],
      ['below 0%', 'from 0% to 50%', 'over 50%'],
      ['to 0%', 'over 0% below 100%'],
      ['below -100%', 'from -100% to 100%', 'over 100%'],
      ['to 50%', 'from 50%'],
    ]);
  }
  protected members(all: readonly string[]): string[] {
    const { c } = this;
    const [a = '', b = '', third] = all;
    if (third === undefined) return c.pick([[a, b], [a], [b], [a, b, 'any']]);
    return c.pick([[a, b, third], [a, b], [b], [`${a}, ${b}`, third], [`${a}, ${b}`, `${b}, ${third}`], [third, a]]);
  }
  protected days(): string[] {
    return this.c.pick([
      ['to 2025-01-31', 'over 2025-01-31'],
      ['below 2025-01-31', 'over 2025-01-31'],
      ['to 2025-01-29', 'from 2025-01-30 to 2025-02-02'],
      ['to 2025-02-01', 'from 2025-02-01'],
      ['from 2025-01-30'],
    ]);
  }

  // ------------------------------------------------------------------------------------------ conditions

  protected condition(depth: number): string {
    const { c } = this;
    if (depth <= 0 || c.chance(0.6)) return this.test();
    const d = depth - 1;
    switch (c.int(5)) {
      case 0:
        return `(${this.condition(d)} and ${this.condition(d)})`;
      case 1:
        return `(${this.condition(d)} or ${this.condition(d)})`;
      case 2:
        return `not (${this.condition(d)})`;
      case 3:
        return `${this.money(1)} ${c.pick(['over', 'from', 'to', 'below'])} ${this.constant()}`;
      default:
        return `${this.moneyTerm()} ${c.pick(['<', '<=', '>', '>=', '=', '!='])} ${this.moneyTerm()}`;
    }
  }

  protected interval(of: string, values: readonly string[]): string {
    const { c } = this;
    const v = c.pick(values);
    if (c.chance(0.15)) {
      const i = c.int(values.length - 1);
      return `${of} over ${values[i]} to ${values[i + 1 + c.int(values.length - 1 - i)]}`;
    }
    return `${of} ${c.pick(['over', 'from', 'below', 'to', '>=', '='])} ${v}`;
  }

  protected test(): string {
    const { c } = this;
    const tests: (() => string)[] = [];
    if (this.item) {
      tests.push(() => this.interval('w', ['0元', '1元', '2元']));
      tests.push(this.fields === 'kind' ? () => `kind = ${c.pick(['a', 'b'])}` : () => c.pick(['ok', 'not ok']));
    }
    for (const kind of this.facts) {
      if (kind === 'b') tests.push(() => c.pick(['b', 'not b']));
      if (kind === 'v' || kind === 'm' || kind === 'n') tests.push(() => this.interval(kind, ['0元', '1元', '2元', '3元', '4元', '5元']));
      if (kind === 'k') tests.push(() => this.interval('k', this.people ? ['0人', '1人', '2人', '3人'] : ['0', '1', '2', '3']));
      if (kind === 'p') tests.push(() => this.interval('p', ['0%', '25%', '50%', '100%']));
      if (kind === 'e') tests.push(() => `e ${c.pick(['= a', '!= a', 'in { a, b }', '= b', '= c'])}`);
      if (kind === 's') tests.push(() => `s has ${c.pick(['x', 'y'])}`);
      if (kind === 't') tests.push(() => `t ${c.pick(['= "red"', '!= "red"', 'in { "red", "blue" }'])}`);
      if (kind === 'd') {
        tests.push(() => `d ${c.pick(['<', '<=', '>', '>=', '='])} ${c.pick(DATES)}`);
        if (this.dated)
          for (let i = 0; i < 2; i++)
            tests.push(() =>
              c.pick([
                'd < as_of',
                'months(d, as_of) from 11个月',
                'days(d, as_of) over 1天',
                'as_of >= d + 1年',
                'years(d, as_of) below 1年',
                'day(d) = 31',
                'month(d) = 2',
                'd + 1个月 > 2025-02-28',
              ]),
            );
      }
    }
    if (this.dated) tests.push(() => `as_of ${c.pick(['>=', '<=', '>', '='])} ${c.pick(DATES)}`);
    for (const l of this.lets) {
      if (l.type === 'condition') tests.push(() => l.name);
      if (l.type === 'ratio') tests.push(() => `${l.name} ${c.pick(['over 10%', 'from 0%', 'below 50%', 'over 0% to 50%', 'over 100%'])}`);
      if (l.type === 'money') tests.push(() => this.interval(l.name, ['0元', '1元', '2元', '3元', '4元', '5元']));
    }
    if (tests.length === 0) return this.c.pick(['1元 over 0元', '1元 over 2元']);
    return c.pick(tests)();
  }

  /** The clause that is being written. */
  protected get self(): string {
    return `c${this.clauses.length + 1}`;
  }

  /** What remains of a sum after what was paid before. */
  protected lessPaid(target: string): string {
    const { c } = this;
    this.paying--;
    const window = c.chance(0.5) ? `, ${c.pick(['1年', '30天', '2个月'])}` : '';
    return c.chance(0.7) ? `max(0元, ${this.constant()} - paid(${target}${window}))` : `min(${this.constant()}, paid(${target}${window}))`;
  }
}
