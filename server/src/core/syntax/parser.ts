/**
 * The parser's cursor: tokens on demand, the splitting of glued words, and the discipline of errors. An entry (statement, row, field …) has
 * at most one error: the first failure makes the cursor look ended, so that everything unwinds with what it has, and the entry's loop goes on
 * after it. Nothing here throws.
 */
import { halfWidth } from './chars';
import type { Slot, Watch } from './expected';
import { type GluePlace, laidOut, mayBeGlued, restOfNumber, splitWord } from './glue';
import { type Keyword, type KeywordId, keywordsSpelled } from './keywords';
import { MAX_DEPTH, type SyntaxErrorCode } from './problems';
import { LONGEST_GLUED, Scanner, unescapeText } from './scanner';
import type { Token, TokenRole } from './tokens';
import type { Ident, Span, SyntaxProblem, Text } from './tree';

type Data = Record<string, string | number>;
type Fix = SyntaxProblem['fix'];

/** Whether a word may be glued, remembered: the same words come again and again. */
const glueable = new Map<string, boolean>();
function couldBeGlued(word: string): boolean {
  let answer = glueable.get(word);
  if (answer === undefined) {
    if (glueable.size > 20_000) glueable.clear();
    answer = mayBeGlued(word);
    glueable.set(word, answer);
  }
  return answer;
}

const NOTHING_ASKED: ReadonlyMap<string, boolean> = new Map();
const NO_KEYWORDS: ReadonlySet<KeywordId> = new Set();

export class Parser {
  readonly scanner: Scanner;
  readonly tokens: Token[] = [];
  readonly problems: SyntaxProblem[] = [];
  readonly declares: string[] = [];
  private asked: Map<string, boolean> | undefined;
  pos = 0;
  /** In a line-ended entry; false inside `( )`, `[ ]` and set braces. */
  lineMode = true;
  /** In a row's pattern, where `a:b` is no ratio. */
  inPattern = false;
  /** In an expectation, before whose end `at most` is a flag. */
  inExpectation = false;
  /** The token that may begin a line although an expression goes on there: what follows an operator or opens an entry. */
  operandAt = 0;
  depth = 0;
  /** The keywords that begin a statement of the block that is open, and where the present statement began. */
  statementKeywords: ReadonlySet<KeywordId> = NO_KEYWORDS;
  statementStart = 0;
  /** In an example, `name =` begins a statement too. */
  namesBeginStatements = false;

  /** While a statement is read a second time: the line where it has to end. */
  private limit = Number.POSITIVE_INFINITY;
  private stop = Number.POSITIVE_INFINITY;
  private pending: SyntaxProblem | undefined;
  private endReported = false;
  private errorStarts: Set<number> | undefined;
  private readonly end: Token;
  private lastWord: Token | undefined;
  private lastMeanings: readonly Keyword[] = [];
  readonly isDeclared: (word: string) => boolean;

  constructor(
    readonly text: string,
    oracle: (word: string) => boolean,
    /** Notes what is looked for at a stand-in; see expected.ts. */
    private readonly watch?: Watch,
  ) {
    this.scanner = new Scanner(text);
    this.end = { kind: 'punctuation', start: text.length, end: text.length, text: '', newline: true, spaced: true };
    this.isDeclared = (word) => {
      this.asked ??= new Map();
      let answer = this.asked.get(word);
      if (answer === undefined) {
        answer = oracle(word);
        this.asked.set(word, answer);
      }
      return answer;
    };
  }

  /** What the oracle was asked, with its answers. */
  get lookups(): ReadonlyMap<string, boolean> {
    return this.asked ?? NOTHING_ASKED;
  }

  // ------------------------------------------------------------------------------------------------ tokens

  /** The token `ahead` of the next one; past the end an empty one. */
  peek(ahead = 0): Token {
    const index = this.pos + ahead;
    return index >= this.stop ? this.end : (this.at(index) ?? this.end);
  }

  /** The token with this index, also beyond a failure. */
  private at(index: number): Token | undefined {
    if (index >= this.limit) return undefined;
    while (this.tokens.length <= index) {
      const next = this.scanner.next();
      if (!next) return undefined;
      this.tokens.push(next);
    }
    return this.tokens[index];
  }

  get atEnd(): boolean {
    return this.peek() === this.end;
  }

  /**
   * A glued word that cannot be split is one unknown name, with the rest of the number that it ends in (`研发投入的50%`, `增速超过10.5%`): takes
   * that rest. Where it ends.
   */
  takeGluedNumber(word: Token): number {
    if (!/\d$/.test(word.text) || !couldBeGlued(word.text) || this.isDeclared(word.text)) return word.end;
    const rest = (this.inPattern ? /^(?:\.\d+)?(?:%|\p{XID_Continue}*)/u : /^(?:[.:]\d+)?(?:%|\p{XID_Continue}*)/u).exec(
      this.text.slice(word.end, word.end + LONGEST_GLUED),
    );
    const end = word.end + (rest?.[0].length ?? 0);
    if (end === word.end) return end;
    while (!this.atEnd && this.peek().start < end) this.take();
    const { problems } = this.scanner;
    for (let i = problems.length - 1; i >= 0; i--) {
      const start = problems[i]?.start ?? -1;
      if (start >= word.end && start < end) problems.splice(i, 1);
      else if (start < word.start) break;
    }
    return end;
  }

  /** Takes the next token. At the end nothing is taken. */
  take(): Token {
    const t = this.peek();
    if (t !== this.end) this.pos++;
    return t;
  }

  takeKeyword(id: KeywordId): Token {
    const t = this.take();
    t.keyword = id;
    t.role = 'keyword';
    return t;
  }

  get previous(): Token | undefined {
    return this.pos > 0 ? this.tokens[this.pos - 1] : undefined;
  }

  /** Where the last taken token ends. */
  get lastEnd(): number {
    return this.previous?.end ?? 0;
  }

  is(id: KeywordId, ahead = 0): boolean {
    const t = this.peek(ahead);
    if (this.watch && ahead === 0) this.watch.ask(this, id);
    return t.kind === 'word' && this.meanings(t).some((k) => k.id === id);
  }

  /** The keywords that a word spells. The same word is asked about again and again, so the last answer is kept. */
  private meanings(t: Token): readonly Keyword[] {
    if (t !== this.lastWord) {
      this.lastWord = t;
      this.lastMeanings = keywordsSpelled(t.text);
    }
    return this.lastMeanings;
  }

  /** Says what is read next: nobody listens but {@link Watch}. */
  expects(slot: Slot): void {
    this.watch?.expect(this, slot);
  }

  isPunctuation(text: string, ahead = 0): boolean {
    const t = this.peek(ahead);
    return t.kind === 'punctuation' && t.text === text;
  }

  /** Is the next token on the line that the entry is on (or are lines of no matter here)? */
  sameLine(ahead = 0): boolean {
    return !this.lineMode || !this.peek(ahead).newline;
  }

  /** Takes the keyword if it stands on the same line. */
  accept(id: KeywordId): boolean {
    if (!this.is(id) || !this.sameLine()) return false;
    this.takeKeyword(id);
    return true;
  }

  acceptPunctuation(text: string): boolean {
    if (!this.isPunctuation(text)) return false;
    this.pos++;
    return true;
  }

  // ------------------------------------------------------------------------------------------------ glued words

  /** If the next word is glued, has it cut at this place; the finding is recorded once. */
  split(place: GluePlace, index = this.pos): void {
    const t = this.at(index);
    if (index >= this.stop || t?.kind !== 'word' || t.text.length > LONGEST_GLUED || !couldBeGlued(t.text)) return;
    if (t.end - t.start !== t.text.length) return;
    const paren = halfWidth(this.text.charCodeAt(t.end)) === 40;
    const parts = splitWord(t.text, place, this.isDeclared, paren);
    if (!parts) return;
    const { offsets, spaced } = laidOut(parts, t.start);
    this.scanner.cutAt(offsets);
    this.scanner.rewind(t.start);
    this.tokens.length = index;
    const first = this.scanner.next();
    if (first) this.tokens.push({ ...first, newline: t.newline, spaced: t.spaced });
    const span = { start: t.start, end: t.end };
    const data = { word: t.text, use: `${spaced}${restOfNumber(spaced, this.text, t.end)}` };
    this.problems.push({ rule: 'glued-keyword', ...span, data, fix: [{ ...span, text: spaced }] });
  }

  // ------------------------------------------------------------------------------------------------ errors

  get failed(): boolean {
    return this.pending !== undefined;
  }

  /** Notes an error and ends the entry: from here on the cursor looks ended until {@link recover}. Only the first of an entry counts. */
  fail(code: SyntaxErrorCode, data: Data = {}, span?: Span, fix?: Fix): void {
    if (this.pending) return;
    const t = this.peek();
    if (t.text === ',' && code !== 'thousands-comma' && this.failThousands(this.pos + 1)) return;
    const previous = this.previous;
    const missing = t === this.end || (this.lineMode && t.newline && this.operandAt !== this.pos);
    const place = span ?? (missing && previous ? previous : t);
    const found = missing ? '' : this.raw(t);
    const problem: SyntaxProblem = { rule: 'syntax-error', start: place.start, end: place.end, data: { code, found, ...data } };
    this.pending = fix ? { ...problem, fix } : problem;
    this.stop = this.pos;
  }

  /** Fails if the digits here stand behind a comma that parts thousands: `1,000`, in which the comma would end an entry. */
  failThousands(index = this.pos): boolean {
    const before = this.tokens[index - 2];
    if (before?.kind !== 'number' || !/^[1-9]\d{0,2}$/.test(before.text) || !this.isThousands(index)) return false;
    let last = index;
    while (this.isThousands(last + 2)) last += 2;
    const span = { start: before.start, end: this.at(last)?.end ?? before.end };
    const found = this.text.slice(span.start, span.end);
    const use = found.replaceAll(/[,，、]/g, '_');
    this.fail('thousands-comma', { found, use }, span, [{ ...span, text: use }]);
    return true;
  }

  private isThousands(index: number): boolean {
    const t = this.at(index);
    const comma = this.tokens[index - 1];
    return t?.kind === 'number' && !t.spaced && /^\d{3}(?:\.\d+)?$/.test(t.text) && comma?.text === ',' && !comma.spaced;
  }

  /** Notes an error after which reading goes on as if nothing were wrong. */
  report(code: SyntaxErrorCode, span: Span, data: Data = {}, fix?: Fix): void {
    const problem: SyntaxProblem = { rule: 'syntax-error', start: span.start, end: span.end, data: { code, ...data } };
    this.emit(fix ? { ...problem, fix } : problem);
  }

  private emit(problem: SyntaxProblem): void {
    this.errorStarts ??= new Set();
    if (this.errorStarts.has(problem.start)) return;
    this.errorStarts.add(problem.start);
    this.problems.push(problem);
  }

  /** A token as it stands in the text, shortened. */
  raw(t: Token): string {
    return this.text.slice(t.start, Math.min(t.end, t.start + 40));
  }

  /**
   * After a failure: notes the error, and puts the cursor where reading goes on. An entry ends before the first line, the error's own
   * included, that begins with a statement's keyword; a row also at the line's end, at `,` or `;`, and any before the `}` that closes its
   * block. Returns false if a row's whole block is given up (then the failure goes on to the statement).
   */
  recover(level: 'statement' | 'row', entryStart: number): boolean {
    const pending = this.pending;
    if (!pending) return true;
    const at = this.pos;
    this.stop = Number.POSITIVE_INFINITY;
    if (level === 'row' && this.ownStatementLine() >= 0) return this.giveUp(this.ownStatementLine());

    const open = this.openBrackets(entryStart, at);
    const counts = { '{': 0, '(': 0, '[': 0 };
    for (const t of open) counts[t.text as '{' | '(' | '[']++;
    for (let i = at; ; i++) {
      const t = this.at(i);
      if (!t) return this.finish(i, open);
      if (t.newline && i > this.statementStart && i > entryStart && this.isStatementLine(i)) {
        return level === 'row' ? this.giveUp(i) : this.finish(i, []);
      }
      if (
        level === 'row' &&
        open.length === 0 &&
        i > entryStart &&
        (t.newline || t.text === ',' || t.text === ';') &&
        t.kind !== 'string'
      ) {
        return this.finish(i, open);
      }
      if (t.kind !== 'punctuation') continue;
      if ((t.text === ',' || t.text === ';') && open.length === 0 && this.isStatementLine(i + 1)) return this.finish(i, open);
      if (t.text === '{' || t.text === '(' || t.text === '[') {
        open.push(t);
        counts[t.text]++;
      } else if (t.text === '}' || t.text === ')' || t.text === ']') {
        const opener = t.text === '}' ? '{' : t.text === ')' ? '(' : '[';
        if (counts[opener] === 0) {
          if (t.text === '}') return this.finish(i, open);
          continue;
        }
        for (let popped = open.pop(); popped; popped = open.pop()) {
          counts[popped.text as '{' | '(' | '[']--;
          if (popped.text === opener) break;
        }
      }
    }
  }

  /** Reading goes on within this block. */
  private finish(at: number, open: readonly Token[]): boolean {
    this.flush(this.at(at) ? undefined : open);
    this.goTo(at);
    return true;
  }

  /** A row's whole block is given up: the failure goes on to the statement that it stands in. */
  private giveUp(at: number): boolean {
    this.goTo(at);
    this.stop = at;
    return false;
  }

  /** After a failure: the first token of the error's line if that begins a statement (and is not where this one began), else -1. */
  ownStatementLine(): number {
    const stop = this.stop;
    this.stop = Number.POSITIVE_INFINITY;
    let line = Math.min(this.pos, this.tokens.length - 1);
    while (line > this.statementStart && !this.tokens[line]?.newline) line--;
    const found = line > this.statementStart && this.isStatementLine(line);
    this.stop = stop;
    return found ? line : -1;
  }

  /** What has been noted so far, for {@link readAgain}. */
  get noted(): { readonly problems: number; readonly declares: number } {
    return { problems: this.problems.length, declares: this.declares.length };
  }

  /** Goes back to `start`, as if the text ended before the line at `limit`. Errors since `noted` are forgotten, glued words stay cut. */
  readAgain(start: number, limit: number, noted: { readonly problems: number; readonly declares: number }): void {
    this.pending = undefined;
    this.stop = Number.POSITIVE_INFINITY;
    this.limit = limit;
    this.endReported = false;
    this.declares.length = noted.declares;
    for (const x of this.problems.splice(noted.problems)) {
      if (x.rule === 'syntax-error') this.errorStarts?.delete(x.start);
      else this.problems.push(x);
    }
    this.goTo(start);
  }

  /** Ends {@link readAgain}: reading goes on at its limit. */
  goOnAtLimit(): void {
    const { limit } = this;
    this.stop = Number.POSITIVE_INFINITY;
    this.limit = Number.POSITIVE_INFINITY;
    this.endReported = false;
    this.flush(undefined);
    this.goTo(limit);
  }

  private goTo(at: number): void {
    this.pos = at;
    for (let i = at; i < this.tokens.length; i++) {
      const t = this.tokens[i];
      if (t) {
        t.keyword = undefined;
        t.role = undefined;
      }
    }
  }

  /** Emits the pending error; in its place, that of the innermost bracket which was never closed. */
  private flush(open: readonly Token[] | undefined): void {
    const pending = this.pending;
    this.pending = undefined;
    if (!pending) return;
    const bracket = open?.[open.length - 1];
    if (bracket && pending.data.code !== 'too-deep') this.unclosed(bracket);
    else this.emit(pending);
  }

  /** Reports a bracket that is never closed; of several that are open at the end only the innermost. */
  unclosed(bracket: Token): void {
    if (this.at(this.pos) === undefined && this.pos > 0) {
      if (this.endReported) return;
      this.endReported = true;
    }
    const code = bracket.text === '{' ? 'unclosed-brace' : bracket.text === '(' ? 'unclosed-paren' : 'unclosed-bracket';
    this.report(code, bracket);
  }

  private openBrackets(from: number, to: number): Token[] {
    const open: Token[] = [];
    for (let i = from; i < to; i++) {
      const t = this.tokens[i];
      if (t?.kind !== 'punctuation') continue;
      if (t.text === '{' || t.text === '(' || t.text === '[') open.push(t);
      else if (t.text === '}' || t.text === ')' || t.text === ']') {
        const opener = t.text === '}' ? '{' : t.text === ')' ? '(' : '[';
        while (open.length > 0 && open.pop()?.text !== opener);
      }
    }
    return open;
  }

  /** Does the token with this index begin a statement of the open block? `cap: 5` is a row, `cap = 5` a given value. */
  isStatementLine(index: number): boolean {
    const t = this.at(index);
    if (t?.kind !== 'word') return false;
    const next = this.at(index + 1);
    const sign = next?.kind === 'punctuation' ? next.text : '';
    if (this.namesBeginStatements && sign === '=') return true;
    if (sign === ':' || sign === '=') return false;
    if (keywordsSpelled(t.text).some((k) => this.statementKeywords.has(k.id))) return true;
    if (t.text.length > LONGEST_GLUED || !couldBeGlued(t.text)) return false;
    this.split({ kind: 'statement', keywords: this.statementKeywords, unknownRest: true }, index);
    const first = this.at(index);
    return first !== undefined && keywordsSpelled(first.text).some((k) => this.statementKeywords.has(k.id));
  }

  /** Ends reading for good (at an item's end): emits what is pending and passes over the rest. */
  close(): void {
    this.stop = Number.POSITIVE_INFINITY;
    this.limit = Number.POSITIVE_INFINITY;
    this.flush(undefined);
    for (let i = this.tokens.length; this.at(i); i++);
  }

  /** Forgets a failure and goes to this token; its error is kept. */
  restartAt(index: number): void {
    this.stop = Number.POSITIVE_INFINITY;
    this.flush(undefined);
    this.goTo(index);
  }

  /** Index of the first token from the cursor on that satisfies the test, -1 without. Sees beyond a failure. */
  find(test: (t: Token, index: number) => boolean): number {
    for (let i = this.pos; ; i++) {
      const t = this.at(i);
      if (!t) return -1;
      if (test(t, i)) return i;
    }
  }

  // ------------------------------------------------------------------------------------------------ small parts

  /** A string on this line. */
  string(): Text | undefined {
    const t = this.peek();
    if (t.kind !== 'string' || !this.sameLine()) return undefined;
    this.pos++;
    return { start: t.start, end: t.end, value: unescapeText(t.text) };
  }

  ident(t: Token, role: TokenRole): Ident {
    t.role = role;
    return { start: t.start, end: t.end, name: t.text };
  }

  nowhere(): Ident {
    return { start: this.lastEnd, end: this.lastEnd, name: '' };
  }

  /** Guards a recursion; false (and an error) when it is too deep. */
  enter(): boolean {
    if (this.depth >= MAX_DEPTH) {
      this.fail('too-deep', { max: MAX_DEPTH });
      return false;
    }
    this.depth++;
    return true;
  }
}
