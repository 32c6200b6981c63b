/** Trees in a short form that a test can state by hand: `(+ a (* 2 b))`. */
import { parseItem } from '../../../server/src/core/syntax/items';
import type {
  ExampleStatement,
  Expr,
  Field,
  Interval,
  ItemNode,
  ItemSyntax,
  Statement,
  TypeExpr,
} from '../../../server/src/core/syntax/tree';

export function item(text: string, declared: readonly string[] = []): ItemSyntax {
  return parseItem(text, (word) => declared.includes(word));
}

/** The problems as `rule` or `code`, with the text that they mark. */
export function problems(x: ItemSyntax): string[] {
  return x.problems.map((p) => `${p.rule === 'syntax-error' ? p.data.code : p.rule}@${x.text.slice(p.start, p.end)}`);
}

/** The value of `let x = …`, which must be free of problems. */
export function expr(text: string, declared: readonly string[] = []): string {
  const x = item(`let x = ${text}`, declared);
  const errors = x.problems.filter((p) => p.rule === 'syntax-error');
  if (errors.length > 0) return `! ${problems(x).join(' ')}`;
  return x.node.kind === 'let' ? show(x.node.value) : '! no let';
}

/** The statements of a clause. */
export function body(text: string, declared: readonly string[] = []): string[] {
  const x = item(`clause c "t" {\n${text}\n}`, declared);
  const errors = x.problems.filter((p) => p.rule === 'syntax-error');
  if (errors.length > 0) return [`! ${problems(x).join(' ')}`];
  return x.node.kind === 'clause' ? x.node.body.map(showStatement) : ['! no clause'];
}

/** The statements of an example. */
export function given(text: string, declared: readonly string[] = []): string[] {
  const x = item(`example "e" {\n${text}\n}`, declared);
  const errors = x.problems.filter((p) => p.rule === 'syntax-error');
  if (errors.length > 0) return [`! ${problems(x).join(' ')}`];
  return x.node.kind === 'example' ? x.node.body.map(showExample) : ['! no example'];
}

export function show(e: Expr): string {
  switch (e.kind) {
    case 'number': {
      const unit = e.unit ? [e.unit.numerator, ...e.unit.denominators].map((u) => u.name).join('/') : '';
      return `${e.digits}${e.power ? `e${e.power}` : ''}${e.percent ? '%' : ''}${unit && ` ${unit}`}`.trim();
    }
    case 'ratio':
      return `${e.left}:${e.right}`;
    case 'date':
      return `@${e.iso}`;
    case 'text':
      return JSON.stringify(e.value);
    case 'boolean':
      return e.value ? 'yes' : 'no';
    case 'name':
      return e.name;
    case 'this':
    case 'as_of':
    case 'total':
      return `<${e.kind}>`;
    case 'not':
      return `(not ${show(e.operand)})`;
    case 'negate':
      return `(neg ${show(e.operand)})`;
    case 'binary':
      return `(${e.spelling ?? e.op} ${show(e.left)} ${show(e.right)})`;
    case 'within':
      return `(${show(e.subject)} ${showInterval(e.interval)})`;
    case 'has':
      return `(has ${show(e.set)} ${show(e.member)})`;
    case 'in':
      return `(in ${show(e.subject)} {${e.members.map(show).join(' ')}})`;
    case 'if':
      return `(if ${show(e.condition)} ${show(e.then)} ${show(e.else)})`;
    case 'table': {
      const rows = e.rows.map((r) => `${r.columns.map((c) => c.map(showPattern).join(',')).join('|')}: ${show(r.value)}`);
      if (e.otherwise)
        rows.push(`otherwise${e.otherwise.memberName ? `(${e.otherwise.memberName.name})` : ''}: ${show(e.otherwise.value)}`);
      return `(by ${e.subjects.map(show).join(' | ')} {${rows.join('; ')}})`;
    }
    case 'marginal':
      return `(marginal ${show(e.subject)} {${e.rows.map((r) => `${r.columns.flat().map(showPattern).join()}: ${show(r.value)}`).join('; ')}})`;
    case 'select':
      return `(${e.op}${e.each ? ` each ${e.each.name}` : ''} {${e.entries.map((x) => show(x.value) + (x.condition ? ` when ${show(x.condition)}` : '')).join('; ')}})`;
    case 'call':
      return `${e.fn}(${e.args.map(show).join(', ')})`;
    case 'paren':
      return show(e.inner);
    case 'set':
      return `{${e.members.map(show).join(' ')}}`;
    case 'list':
      return `[${e.items.map((i) => i.fields.map((f) => `${f.name.name}=${show(f.value)}`).join(' ')).join('; ')}]`;
    case 'missing':
      return '?';
    default: {
      const never: never = e;
      return never;
    }
  }
}

function showPattern(p: import('../../../server/src/core/syntax/tree').Pattern): string {
  return p.kind === 'any' ? 'any' : p.kind === 'interval' ? showInterval(p.interval) : show(p.value);
}

export function showInterval(i: Interval): string {
  const lower = i.lower ? `${i.lower.inclusive ? '[' : '('}${show(i.lower.value)}` : '(';
  const upper = i.upper ? `${show(i.upper.value)}${i.upper.inclusive ? ']' : ')'}` : ')';
  return `${lower}..${upper}`;
}

export function showType(t: TypeExpr): string {
  switch (t.kind) {
    case 'integer':
      return t.unit ? `integer ${t.unit.numerator.name}` : 'integer';
    case 'unit':
      return [t.unit.numerator, ...t.unit.denominators].map((u) => u.name).join('/');
    case 'one of':
    case 'any of':
      return `${t.kind} {${t.members.map((m) => m.name.name + (m.label ? `"${m.label.value}"` : '')).join(' ')}}`;
    case 'list':
      return `list${t.max ? ` ${t.max.value}` : ''} {${t.fields.map(showField).join('; ')}}`;
    default:
      return t.kind;
  }
}

export function showField(f: Field): string {
  return `${f.name.name}${f.label ? `"${f.label.value}"` : ''}: ${showType(f.type)}${f.interval ? ` ${showInterval(f.interval)}` : ''}${f.default ? ` = ${show(f.default)}` : ''}`;
}

const reason = (r: { value: string } | undefined) => (r ? ` "${r.value}"` : '');
const when = (c: Expr | undefined) => (c ? ` when ${show(c)}` : '');

export function showStatement(s: Statement): string {
  switch (s.kind) {
    case 'source':
      return `source "${s.article?.value}"${reason(s.quote)}`;
    case 'department':
      return `department "${s.name?.value}"`;
    case 'effective':
      return `effective ${s.from?.iso}${s.to ? ` to ${s.to.iso}` : ''}`;
    case 'each':
      return `each ${s.list.name}`;
    case 'let':
      return `let ${s.name.name} = ${show(s.value)}`;
    case 'when':
      return `when ${show(s.condition)}${reason(s.reason)}`;
    case 'when any':
      return `when any {${s.alternatives.map((a) => show(a.condition) + reason(a.reason)).join('; ')}}`;
    case 'award':
      return `award${s.upTo ? ' up to' : ''} ${show(s.amount)}`;
    case 'award unspecified':
      return `award unspecified${reason(s.text)}`;
    case 'grants':
      return `grants "${s.what?.value}"`;
    case 'less':
    case 'floor':
      return `${s.kind} ${show(s.amount)}${when(s.condition)}${reason(s.reason)}`;
    case 'cap': {
      const w = s.window;
      const window = !w ? '' : w.kind === 'within' ? ` within ${show(w.length)}` : ` ${w.kind}`;
      return `cap ${show(s.amount)}${window}${when(s.condition)}${reason(s.reason)}`;
    }
    case 'round':
      return `round ${s.mode} to ${show(s.to)}${when(s.condition)}${reason(s.reason)}`;
    default: {
      const never: never = s;
      return never;
    }
  }
}

export function showExample(s: ExampleStatement): string {
  switch (s.kind) {
    case 'given':
      return `${s.name.name} = ${show(s.value)}`;
    case 'on':
      return `on ${s.date?.iso}`;
    case 'paid':
      return `paid ${s.name.name} = ${show(s.amount)} on ${s.date?.iso}`;
    case 'expect': {
      const what = s.value ? ` = ${show(s.value)}${s.tolerance ? ` within ${show(s.tolerance)}` : ''}${s.atMost ? ' at most' : ''}` : '';
      const state = s.status ? ` ${s.status}` : s.needs ? ` needs ${s.needs.map((n) => n.name).join(' ')}` : '';
      return `expect ${s.total ? '<total>' : s.name.name}${what}${state}`;
    }
    default: {
      const never: never = s;
      return never;
    }
  }
}

/** What an item is, in one line. */
export function showItem(n: ItemNode): string {
  switch (n.kind) {
    case 'fact':
      return `fact ${showField(n)}`;
    case 'let':
      return `let ${n.name.name}${n.label ? `"${n.label.value}"` : ''} = ${show(n.value)}`;
    case 'unit':
      return `unit ${n.name.name}${n.definition ? ` = ${show(n.definition)}` : ''}`;
    case 'require':
      return `require ${show(n.condition)}${reason(n.reason)}`;
    case 'section':
      return `section "${n.title?.value}"`;
    case 'import':
      return `import "${n.path?.value}"`;
    case 'qualitative':
      return `qualitative "${n.text?.value}"`;
    case 'clause':
      return `clause ${n.name.name} {${n.body.map(showStatement).join('; ')}}`;
    case 'exclusive':
      return `exclusive ${n.name.name}${n.each ? ` each ${n.each.name}` : ''} among ${n.among.map((x) => x.name).join(' ')} choose ${n.choose}`;
    case 'limit':
      return `limit ${n.name.name}${n.each ? ` each ${n.each.name}` : ''} among ${n.among === 'all' ? 'all' : n.among.map((x) => x.name).join(' ')} ${n.cap ? showStatement(n.cap) : ''}`;
    case 'example':
      return `example "${n.title?.value}"${n.like ? ` like "${n.like.value}"` : ''} {${n.body.map(showExample).join('; ')}}`;
    case 'policy':
      return `policy "${n.title?.value}" {${n.fields
        .map((f) => `${f.field} ${f.text?.value ?? f.currency?.name ?? `${f.from?.iso}${f.to ? ` to ${f.to.iso}` : ''}`}`)
        .join('; ')}}`;
    case 'broken':
      return 'broken';
    default: {
      const never: never = n;
      return never;
    }
  }
}
