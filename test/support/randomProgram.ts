/**
 * Random policies and applicants for differential tests: every construct of the language occurs, values cluster on the constants that the
 * program itself compares with (and one step beside them), so that boundaries are hit often. Deterministic in its seed.
 */

/** xorshift32; enough for tests, the same on every machine. */
export class Random {
  private state: number;
  constructor(seed: number) {
    this.state = (seed | 0) === 0 ? 0x9e3779b9 : seed | 0;
    for (let i = 0; i < 8; i++) this.next();
  }
  next(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return (x >>> 0) / 4294967296;
  }
  int(n: number): number {
    return Math.floor(this.next() * n);
  }
  chance(p: number): boolean {
    return this.next() < p;
  }
  pick<T>(list: readonly T[]): T {
    const v = list[this.int(list.length)];
    if (v === undefined) throw new RangeError('pick from an empty list');
    return v;
  }
}

const MONEY = ['0元', '1元', '50元', '99.99元', '100元', '150元', '1000元', '1万元', '2.5万元', '0.5元'];
const PERCENT = ['0%', '5%', '10%', '12.5%', '33%', '50%', '100%', '1:2'];
const COUNT = ['0', '1', '2', '3', '5', '10'];
const DATES = ['2024-01-31', '2024-02-29', '2025-01-01', '2025-03-31', '2025-06-30', '2025-12-31'];

/** Writes one policy. `scope` says whether fields of the list are in scope. */
export class ProgramWriter {
  readonly clauses: string[] = [];
  constructor(readonly r: Random) {}

  private depthOut(depth: number): boolean {
    return depth <= 0 || this.r.chance(0.25);
  }

  money(depth: number, item: boolean): string {
    const r = this.r;
    if (this.depthOut(depth)) return r.pick([r.pick(MONEY), 'm1', 'm2', ...(item ? ['cost', 'cost'] : []), 'lm']);
    const d = depth - 1;
    switch (r.int(16)) {
      case 0:
        return `(${this.money(d, item)} + ${this.money(d, item)})`;
      case 1:
        return `max(0元, ${this.money(d, item)} - ${this.money(d, item)})`;
      case 2:
        return `${this.ratio(d, item)} of ${this.money(0, item)}`;
      case 3:
        return `min(${this.money(d, item)}, ${this.money(d, item)})`;
      case 4:
        return `(if ${this.condition(d, item)} then ${this.money(d, item)} else ${this.money(d, item)})`;
      case 5:
        return `(by k1 { to 1: ${this.money(d, item)}, over 1 to 3: ${this.money(d, item)}, over 3: ${this.money(d, item)} })`;
      case 6:
        return `(by e1 | b1 { a | yes: ${this.money(d, item)}, b, c | any: ${this.money(d, item)}, otherwise: ${this.money(d, item)} })`;
      case 7:
        return `(marginal m1 { to 100元: 5%, over 100元 to 1000元: 10%, over 1000元: ${r.pick(PERCENT)} })`;
      case 8:
        return `(marginal p1 { over 10% to 15%: 5%, over 15%: 10% } of ${this.money(0, item)})`;
      case 9: {
        const entries = `${this.money(d, item)} when ${this.condition(d, item)}, ${this.money(d, item)} when ${this.condition(d, item)}${r.chance(0.5) ? `, ${this.money(d, item)}` : ''}`;
        return `(${r.pick(['highest', 'lowest', 'sum', 'first'])} { ${entries} })`;
      }
      case 10:
        return `(${r.pick(['sum', 'highest', 'lowest', 'first'])} each l1 { ${this.money(0, true)} when ${this.condition(Math.min(d, 1), true)} })`;
      case 11:
        return `round${r.pick(['', '_down', '_up'])}(${this.money(d, item)}, ${r.pick(['10元', '1元', '100元'])})`;
      case 12:
        return this.clauses.length > 0 && !item ? r.pick(this.clauses) : 'm1';
      case 13:
        return this.clauses.length > 0
          ? `paid(${r.pick(this.clauses)}${r.chance(0.5) ? `, ${r.pick(['1年', '3年', '30天'])}` : ''})`
          : 'm2';
      case 14:
        return `${this.count(d, item)} * ${this.money(0, item)}`;
      default:
        return `abs(${this.money(d, item)} - ${this.money(d, item)})`;
    }
  }

  ratio(depth: number, item: boolean): string {
    const r = this.r;
    if (this.depthOut(depth)) return r.pick([r.pick(PERCENT), 'p1', ...(item ? ['w'] : []), 'lp']);
    switch (r.int(4)) {
      case 0:
        return `((m1 - m2) / ${r.pick(['m2', '100元', '(m2 + 1元)'])})`;
      case 1:
        return `min(${this.ratio(depth - 1, item)}, 100%)`;
      case 2:
        return `(by m1 { below 100元: ${r.pick(PERCENT)}, from 100元 below 1000元: ${r.pick(PERCENT)}, from 1000元: ${this.ratio(0, item)} })`;
      default:
        return `(${this.ratio(0, item)} * ${this.ratio(0, item)})`;
    }
  }

  count(depth: number, item: boolean): string {
    const r = this.r;
    if (this.depthOut(depth)) return r.pick([r.pick(COUNT), 'k1']);
    switch (r.int(5)) {
      case 0:
        return `(year(d1) - 2020)`;
      case 1:
        return `month(d1)`;
      case 2:
        return `years(d1, as_of) / 1年`;
      case 3:
        return `days(d1, as_of) / 30天`;
      default:
        return `max(${this.count(depth - 1, item)}, ${r.pick(COUNT)})`;
    }
  }

  condition(depth: number, item: boolean): string {
    const r = this.r;
    if (this.depthOut(depth))
      return r.pick(['b1', 'lb', 'e1 = a', 's1 has x', ...(item ? ['ok', 'kind = a'] : []), `m1 over ${r.pick(MONEY)}`]);
    const d = depth - 1;
    switch (r.int(14)) {
      case 0:
        return `(${this.condition(d, item)} and ${this.condition(d, item)})`;
      case 1:
        return `(${this.condition(d, item)} or ${this.condition(d, item)})`;
      case 2:
        return `not (${this.condition(d, item)})`;
      case 3:
        return `${this.money(d, item)} ${r.pick(['<', '<=', '>', '>=', '=', '!='])} ${this.money(0, item)}`;
      case 4:
        return `${this.ratio(d, item)} ${r.pick(['over 10%', 'from 10%', 'below 50%', 'to 100%', 'over 10% to 15%', 'from 5% below 33%'])}`;
      case 5:
        return `m1 ${r.pick(['over 100元', 'from 100元', 'to 1000元', 'below 1000元', 'over 50元 to 150元'])}`;
      case 6:
        return `k1 ${r.pick(['=', '!=', '<', '>='])} ${r.pick(COUNT)}`;
      case 7:
        return `e1 ${r.pick(['= a', '!= b', 'in { a, c }', '= c'])}`;
      case 8:
        return `s1 has ${r.pick(['x', 'y', 'z'])}`;
      case 9:
        return `d1 ${r.pick(['<', '<=', '>', '>=', '='])} ${r.pick(DATES)}`;
      case 10:
        return `as_of ${r.pick(['<', '>='])} (d1 ${r.pick(['+', '-'])} ${r.pick(['1年', '3个月', '30天'])})`;
      case 11:
        return `t1 ${r.pick(['= "red"', '!= "blue"', 'in { "red", "green" }'])}`;
      case 12:
        return `months(d1, as_of) ${r.pick(['over', 'from', 'below'])} ${r.pick(['6个月', '1年', '13个月'])}`;
      default:
        return `(by e1 { a: yes, b: no, c: b1 })`;
    }
  }

  private clause(name: string): string {
    const r = this.r;
    const item = r.chance(0.3);
    const lines: string[] = [];
    if (r.chance(0.2)) lines.push(`effective ${r.pick(['2025-01-01', '2025-06-30'])}${r.chance(0.5) ? ' to 2025-12-31' : ''}`);
    if (item) lines.push('each l1');
    if (r.chance(0.3)) lines.push(`let own = ${this.money(1, item)}`);
    const own = lines.some((l) => l.startsWith('let'));
    for (let i = r.int(3); i > 0; i--) lines.push(`when ${this.condition(2, item)}${r.chance(0.5) ? ` "reason ${i}"` : ''}`);
    if (r.chance(0.15)) lines.push(`when any { ${this.condition(1, item)} "one", ${this.condition(1, item)} "other" }`);
    if (own && r.chance(0.5)) lines.push(`when own over ${r.pick(MONEY)}`);
    const kind = r.next();
    if (kind < 0.05) lines.push('grants "a badge"');
    else if (kind < 0.08) lines.push('award unspecified "no figure"');
    else {
      lines.push(`award ${r.chance(0.2) ? 'up to ' : ''}${own && r.chance(0.5) ? 'own' : this.money(2, item)}`);
      for (let i = r.int(4); i > 0; i--) {
        const when = r.chance(0.3) ? ` when ${this.condition(1, item)}` : '';
        const money = r.chance(0.3) ? `${r.pick(PERCENT)} of this` : this.money(1, item);
        lines.push(
          r.pick([
            `less ${money}${when}`,
            `cap ${this.money(1, item)}${r.chance(0.3) ? r.pick([' per year', ' within 3年', ' ever', ' within 90天']) : ''}${when}`,
            `floor ${r.pick(MONEY)}${when}`,
            `round ${r.pick(['down ', 'up ', 'half ', ''])}to ${r.pick(['1元', '10元', '0.5元'])}${when}`,
          ]),
        );
      }
    }
    return `clause ${name} "Clause ${name}" {\n${lines.map((l) => `  ${l}`).join('\n')}\n}`;
  }

  /** A whole policy of 2 to 6 clauses. */
  policy(): string {
    const r = this.r;
    const parts = [
      'policy "Random" {\n  effective 2025-01-01 to 2026-12-31\n  currency 元\n}',
      'fact m1 "m1": money from 0元',
      `fact m2 "m2": money from 0元${r.chance(0.2) ? ' default 100元' : ''}`,
      'fact p1 "p1": percent from 0% to 200%',
      'fact k1 "k1": integer from 0 to 20',
      'fact b1 "b1": boolean',
      'fact e1 "e1": one of { a, b, c }',
      'fact s1 "s1": any of { x, y, z }',
      'fact d1 "d1": date',
      'fact t1 "t1": text',
      'fact l1 "l1": list to 4 of {\n  kind: one of { a, b }\n  cost: money from 0元\n  ok: boolean\n  w: percent from 0% to 100%\n}',
    ];
    parts.push('let lm = m1 + m2', `let lp = ${this.ratio(1, false).replaceAll('lp', 'p1')}`, 'let lb = m1 > m2');
    if (r.chance(0.2)) parts.push(`require ${this.condition(1, false)} "required"`);
    const n = 2 + r.int(5);
    for (let i = 1; i <= n; i++) {
      const name = `c${i}`;
      parts.push(this.clause(name));
      this.clauses.push(name);
    }
    const choose = () => r.pick(['choose highest', 'choose highest', 'choose first', '']);
    if (r.chance(0.6)) parts.push(`exclusive g1 "g1" {\n  among c1, c2\n  ${choose()}\n}`);
    if (n >= 4 && r.chance(0.4))
      parts.push(`exclusive g2 "g2" {\n  among ${r.chance(0.3) ? 'c2' : 'c3'}, c4${n >= 5 ? ', c5' : ''}\n  ${choose()}\n}`);
    if (r.chance(0.5))
      parts.push(
        `limit x1 "x1" {\n  among ${r.pick(['all', 'c1, c2', 'c2, c1'])}\n  cap ${this.money(1, false)}${r.pick(['', '', ' per year', ' within 3年'])}\n}`,
      );
    return `${parts.join('\n\n')}\n`;
  }
}

/** Plain facts: strings in the language's own literals. */
export interface RandomApplicant {
  readonly facts: Readonly<Record<string, string>>;
  readonly items: readonly Readonly<Record<string, string>>[] | undefined;
  readonly payments: readonly { clause: string; amount: string; on: string }[];
  readonly on: string;
}

/** An applicant; each fact is left out with probability `unknown`. */
export function randomApplicant(r: Random, clauses: readonly string[], unknown = 0): RandomApplicant {
  const facts: Record<string, string> = {};
  const money = () =>
    r.pick([
      '0元',
      '1元',
      '49.99元',
      '50元',
      '50.01元',
      '99.99元',
      '100元',
      '100.01元',
      '110元',
      '115元',
      '120元',
      '150元',
      '999.99元',
      '1000元',
      '1000.01元',
      '1万元',
      '37.5元',
    ]);
  const give = (name: string, make: () => string) => {
    if (!r.chance(unknown)) facts[name] = make();
  };
  give('m1', money);
  give('m2', money);
  give('p1', () => r.pick(['0%', '4.99%', '5%', '10%', '10.01%', '12.5%', '15%', '33%', '50%', '100%', '200%']));
  give('k1', () => String(r.int(12)));
  give('b1', () => r.pick(['yes', 'no']));
  give('e1', () => r.pick(['a', 'b', 'c']));
  give('s1', () => `{ ${['x', 'y', 'z'].filter(() => r.chance(0.5)).join(', ')} }`);
  give('d1', () => r.pick([...DATES, '2020-02-29', '2024-06-30', '2024-12-31']));
  give('t1', () => r.pick(['"red"', '"green"', '"blue"']));
  let items: Record<string, string>[] | undefined;
  if (!r.chance(unknown)) {
    items = [];
    for (let i = r.int(4); i > 0; i--) {
      const item: Record<string, string> = {};
      const put = (name: string, v: string) => {
        if (!r.chance(unknown)) item[name] = v;
      };
      put('kind', r.pick(['a', 'b']));
      put('cost', money());
      put('ok', r.pick(['yes', 'no']));
      put('w', r.pick(['0%', '10%', '50%', '100%']));
      items.push(item);
    }
  }
  const payments = [];
  for (let i = r.chance(0.4) ? 1 + r.int(2) : 0; i > 0; i--) {
    payments.push({
      clause: r.pick(clauses),
      amount: r.pick(['10元', '100元', '999.5元']),
      on: r.pick(['2022-06-30', '2022-07-01', '2024-12-31', '2025-01-01', '2025-06-29', '2025-06-30']),
    });
  }
  return { facts, items, payments, on: r.pick(['2025-01-01', '2025-06-30', '2025-12-31', '2026-02-28']) };
}

/** As an example's text, for tests that go through the parser. */
export function exampleText(name: string, a: RandomApplicant): string {
  const lines = [`on ${a.on}`, ...Object.entries(a.facts).map(([k, v]) => `${k} = ${v}`)];
  if (a.items)
    lines.push(
      `l1 = [ ${a.items
        .map(
          (i) =>
            `{ ${Object.entries(i)
              .map(([k, v]) => `${k} = ${v}`)
              .join(', ')} }`,
        )
        .join(', ')} ]`,
    );
  for (const p of a.payments) lines.push(`paid ${p.clause} = ${p.amount} on ${p.on}`);
  return `example "${name}" {\n${lines.map((l) => `  ${l}`).join('\n')}\n}`;
}
