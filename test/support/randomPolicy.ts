/**
 * Random small policies for the oracle: every construct of the language, few facts with few values, constants that meet, so that every proved
 * finding occurs often and a grid of applicants is quickly tried. Made from a list of numbers: zero chooses the simplest everywhere, so
 * fast-check shrinks a policy by shrinking numbers.
 */
import fc from 'fast-check';
import { Choices, DATES, DECLARATIONS, ExpressionWriter, MONEY } from './randomExpressions';

class Writer extends ExpressionWriter {
  // ------------------------------------------------------------------------------------------ clauses

  private step(): string {
    const { c } = this;
    const when = c.chance(0.3) ? ` when ${this.condition(0)}` : '';
    switch (c.int(8)) {
      case 0:
      case 1:
        return `cap ${this.money(0)}${when}`;
      case 2:
        return `cap ${c.pick(MONEY)}${when}`;
      case 3:
        return `less ${c.chance(0.3) ? '50% of this' : c.chance(0.2) ? this.money(1) : this.constant()}${when}`;
      case 4:
        return `floor ${this.constant()}${when}`;
      case 5:
        return `round ${c.pick(['down', 'up', 'half'])} to ${c.pick(['2元', '1元', '3元'])}${when}`;
      default:
        if (this.paying > 0 && !this.item) {
          this.paying--;
          return `cap ${c.pick(MONEY)} ${c.pick(['ever', 'per year', 'within 1年', 'within 40天'])}${when}`;
        }
        return `cap ${c.pick(MONEY)}${when}`;
    }
  }

  private body(): string {
    const { c } = this;
    // A small sum from some point on: where it is listed first it takes the place of more, and the total falls.
    if (c.chance(0.18)) {
      const terms = [...(this.has('v') ? ['v'] : []), ...(this.has('m') ? ['m'] : []), ...(this.has('n') ? ['n'] : [])];
      const term = terms[0];
      if (term)
        return `  when ${term} ${c.pick(['from', 'over', 'over'])} ${c.pick(['2元', '3元', '1元'])}\n  award ${c.pick(['1元', '2元'])}`;
    }
    const lines: string[] = [];
    if (this.dated && c.chance(0.12)) lines.push(`effective ${c.pick(DATES)}`);
    this.item = this.has('l') && c.chance(0.55);
    if (this.item) lines.push('each l');
    const local = c.chance(0.1);
    if (local) lines.push(`let own = ${this.money(1)}`);
    const conditions: string[] = [];
    const byTable = c.chance(0.28);
    for (let i = c.pick(byTable ? [0, 0, 1] : [0, 1, 0, 2, 0, 1, 1, 3]); i > 0; i--) conditions.push(`when ${this.condition(1)}`);
    if (c.chance(0.12)) conditions.push(`when any { ${this.condition(0)}, ${this.condition(0)} }`);
    if (conditions[0] && c.chance(0.08)) conditions.push(conditions[0]);
    lines.push(...conditions);
    if (local && c.chance(0.6)) lines.push(`when own over ${this.constant()}`);
    if (c.chance(0.03)) lines.push('grants "a seal"');
    else if (c.chance(0.02)) lines.push('award unspecified "no figure"');
    else {
      lines.push(
        `award ${c.chance(0.05) ? 'up to ' : ''}${local && c.chance(0.6) ? 'own' : byTable ? this.table(0) : c.chance(0.04) ? '0元' : this.award()}`,
      );
      for (let i = c.int(3); i > 0; i--) lines.push(this.step());
    }
    this.item = false;
    return lines.map((l) => `  ${l}`).join('\n');
  }

  private award(): string {
    const { c } = this;
    if (c.chance(0.12)) return `${this.constant()} - ${this.moneyTerm()}`;
    if (c.chance(0.12)) return `${this.ratio(1)} * ${this.constant()}`.replace(/^(.*)\/ (\S+) \*/, '($1/ $2) *');
    if (this.paying > 0 && !this.item && c.chance(0.25))
      return this.lessPaid(c.chance(0.5) && this.clauses.length > 0 ? c.pick(this.clauses) : this.self);
    if (this.has('l') && !this.item && c.chance(0.35)) return this.overItems();
    return this.money(2);
  }

  private group(name: string): string {
    const { c } = this;
    const start = this.clauses.length > 2 ? c.int(2) : 0;
    const members = this.clauses.slice(start, start + 2 + c.int(2));
    if (members.length < 2) return '';
    if (c.chance(0.4)) members.reverse();
    // Often those first whom nothing holds back, so that who is listed behind never keeps anything.
    const tests = (m: string) => (this.bodies[this.clauses.indexOf(m)]?.match(/when/g) ?? []).length;
    if (c.chance(0.4)) members.sort((a, b) => tests(a) - tests(b));
    const listed = this.clauses.filter((_, i) => this.bodies[i]?.includes('each l'));
    const each = members.every((m) => listed.includes(m)) && c.chance(0.7);
    const choose = c.pick(['choose highest', '', 'choose first', '', 'choose first']);
    return `exclusive ${name} "${name}" {\n${each ? '  each l\n' : ''}  among ${members.join(', ')}\n${choose ? `  ${choose}\n` : ''}}`;
  }

  private limit(): string {
    const { c } = this;
    const listed = this.clauses.filter((_, i) => this.bodies[i]?.includes('each l'));
    if (listed.length > 0 && c.chance(0.35))
      return `limit top "top" {\n  each l\n  among ${listed.join(', ')}\n  cap ${c.pick(['2元', '1元', '3元', 'w'])}\n}`;
    const members = c.chance(0.5) ? 'all' : this.clauses.slice(0, 2).join(', ');
    let window = '';
    if (this.paying > 0 && this.clauses.length <= 1 && c.chance(0.5)) {
      this.paying--;
      window = c.pick([' ever', ' per year', ' within 1年']);
    }
    return `limit top "top" {\n  among ${members}\n  cap ${c.chance(0.7) ? c.pick(['3元', '2元', '4元', '6元', '1元', '8元', '20元']) : this.money(1)}${window}\n}`;
  }

  policy(): string {
    const { c } = this;
    const open = this.paying === 0 && c.chance(0.08);
    const parts = [`policy "P" {\n  effective 2025-01-30${open ? '' : ' to 2025-02-02'}\n}`];
    for (const kind of this.facts) {
      let type = kind === 'k' ? (DECLARATIONS.k[this.people ? 1 : 0] ?? '') : c.pick(DECLARATIONS[kind]);
      if (kind === 'l') this.fields = type.includes('kind') ? 'kind' : 'ok';
      if (kind === 'b' && c.chance(0.1)) type = 'boolean default no';
      parts.push(`fact ${kind} "${kind}": ${type}`);
    }
    const quotient = this.quotient();
    if (quotient && c.chance(0.6)) {
      this.lets.push({ name: 'g', type: 'ratio' });
      parts.push(`let g = ${quotient}`);
    }
    if (c.chance(0.25)) {
      const value = this.money(2);
      this.lets.push({ name: 'q', type: 'money' });
      parts.push(`let q = ${value}`);
    }
    if (c.chance(0.15)) {
      const value = this.condition(2);
      this.lets.push({ name: 'h', type: 'condition' });
      parts.push(`let h = ${value}`);
    }
    if (c.chance(0.22)) parts.push(`require ${this.condition(1)}`);
    const count = c.pick([1, 2, 3, 2, 3]);
    for (let i = 1; i <= count; i++) {
      const before = this.bodies.at(-1);
      const body = before !== undefined && c.chance(0.12) ? before : this.body();
      parts.push(`clause c${i} "c${i}" {\n${body}\n}`);
      this.clauses.push(`c${i}`);
      this.bodies.push(body);
    }
    if (count > 1 && c.chance(0.9)) parts.push(this.group('x'));
    if (count > 2 && c.chance(0.2)) parts.push(this.group('y'));
    if (c.chance(0.4)) parts.push(this.limit());
    return `${parts.filter((p) => p !== '').join('\n\n')}\n`;
  }
}

/** A policy's text. A few cannot be read (a circle, say): see {@link programOf}. */
export const policyText: fc.Arbitrary<string> = fc
  .noBias(fc.array(fc.nat(999_999), { minLength: 40, maxLength: 160, size: 'max' }))
  .map((numbers) => new Writer(new Choices(numbers)).policy());
