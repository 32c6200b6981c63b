/** Why: the results as one picture that stands by itself in a document: for whom, how much, how it builds up, what each clause says. */
import type { Bar, ClauseRow, Fields, Form, PreviewState } from '../../../../server/src/previewProtocol';
import type { Language } from '../texts';
import { factLines } from './facts';
import { type Colour, type Look, Sheet } from './sheet';
import { kindOf, signOf, totalSigns, totalState } from './status';
import { say } from './texts';

export interface Reported {
  readonly title: string;
  readonly number: string | undefined;
  readonly language: Language;
  /** Where it is from before: a sentence that says so. */
  readonly stale: string | undefined;
  readonly form: Form;
  readonly fields: Fields | undefined;
  readonly awards: NonNullable<PreviewState['awards']> | undefined;
  readonly curve: DrawnCurve | undefined;
}

export interface DrawnCurve {
  /** Without style sheets. */
  readonly svg: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Beside the axes: what they count. */
  readonly x: string;
  readonly y: string;
  /** Where the applicant stands, and what happens along the curve: a sentence each. */
  readonly texts: readonly string[];
}

const width = 860;
const margin = 28;
/** More clauses, bars or facts than these make no picture that is looked at. */
const most = { facts: 40, bars: 40, clauses: 80, marks: 10 };
const barColours: Readonly<Record<Bar['kind'], Colour>> = { award: 'blue', excluded: 'orange', cut: 'red', total: 'green' };

export function reportOf(reported: Reported, look: Look): { svg: string; width: number; height: number } {
  const { title, number, language, stale, form, fields, awards, curve } = reported;
  const sheet = new Sheet(width, margin, look);
  sheet.paragraph(title, { size: 20, isBold: true });
  const on = form.on !== undefined && form.on !== '' ? form.on : fields?.firstDay;
  const head = [number, on === undefined ? undefined : say('judged-on', language, { date: on })].filter((one) => one !== undefined);
  if (head.length > 0) sheet.paragraph(head.join(' · '), { colour: 'quiet' });
  if (stale !== undefined) sheet.paragraph(stale, { colour: 'orange' });
  if (awards) total(sheet, awards.total, language);
  facts(sheet, reported);
  if (awards) {
    waterfall(sheet, awards.waterfall, language);
    clauses(sheet, awards.clauses, language);
  }
  if (curve) {
    sheet.heading(say('curve', language));
    sheet.paragraph(curve.y, { colour: 'quiet' });
    sheet.drawing(curve.svg, curve.width, curve.height);
    sheet.line(curve.x, { colour: 'quiet', x: Math.min(sheet.margin + curve.width, sheet.width - sheet.margin), isAtEnd: true });
    sheet.y += 22;
    few(sheet, curve.texts, most.marks, language, (text) => sheet.paragraph(text));
  }
  return sheet.finished();
}

function total(sheet: Sheet, given: NonNullable<Reported['awards']>['total'], language: Language): void {
  const state = totalState(given);
  sheet.y += 12;
  sheet.paragraph(`${totalSigns[state]} ${say(`total-${state}`, language)}`, { colour: 'quiet' });
  sheet.paragraph(given.text, { size: 26, isBold: true });
  for (const note of given.notes) sheet.paragraph(`· ${note}`);
}

/** What is too much to be shown is counted. */
function few<T>(sheet: Sheet, all: readonly T[], limit: number, language: Language, show: (one: T, index: number) => void): void {
  all.slice(0, limit).forEach(show);
  if (all.length > limit) sheet.paragraph(say('and-more', language, { count: all.length - limit }), { colour: 'quiet' });
}

function facts(sheet: Sheet, { form, fields, language }: Reported): void {
  sheet.heading(say('applicant', language));
  const lines = factLines(form, fields, language);
  if (lines.length === 0) sheet.paragraph(say('nothing-given', language), { colour: 'quiet' });
  few(sheet, lines, most.facts, language, (line) => sheet.paragraph(line));
}

function waterfall(sheet: Sheet, { bars, instead }: NonNullable<Reported['awards']>['waterfall'], language: Language): void {
  if (instead === undefined && bars.length === 0) return;
  sheet.heading(say('waterfall', language));
  if (instead !== undefined) {
    sheet.paragraph(instead);
    return;
  }
  const places = [0, ...bars.flatMap(({ from, to }) => [from, to])];
  const [low, high] = [Math.min(...places), Math.max(...places)];
  const scale = sheet.room / (high > low ? high - low : 1);
  const ends = bars.at(-1);
  // The last bar is the total: it is shown however many stand before it.
  const kept = bars.length > most.bars && ends ? [...bars.slice(0, most.bars - 1), ends] : bars;
  for (const { kind, label, text, from, to } of kept) {
    const isBold = kind === 'total';
    const isTaken = kind === 'excluded' || kind === 'cut';
    const amountWidth = sheet.measure(text, { isBold });
    const word = isTaken ? `${label} (${say(`bar-${kind}`, language)})` : label;
    sheet.line(word, { isBold, width: sheet.room - amountWidth - 16 });
    sheet.line(text, { isBold, x: sheet.width - sheet.margin, isAtEnd: true });
    sheet.y += 19;
    sheet.bar(sheet.margin + (Math.min(from, to) - low) * scale, Math.abs(to - from) * scale, 12, barColours[kind], isTaken);
    sheet.y += 19;
  }
  if (kept.length < bars.length) sheet.paragraph(say('and-more', language, { count: bars.length - kept.length }), { colour: 'quiet' });
}

function clauses(sheet: Sheet, rows: readonly ClauseRow[], language: Language): void {
  if (rows.length === 0) return;
  sheet.heading(say('clauses', language));
  let section: string | undefined;
  // Of many, those that pay or are not settled come before the rest.
  const ordered = rows.length <= most.clauses ? rows : [...rows].sort((a, b) => rank(a) - rank(b));
  few(sheet, ordered, most.clauses, language, (row) => {
    if (row.section !== undefined && row.section !== section && rows.length <= most.clauses) {
      sheet.y += 4;
      sheet.paragraph(row.section, { colour: 'quiet', isBold: true, size: 12 });
    }
    section = row.section;
    const isBold = kindOf(row.status) === 'paid';
    const colour: Colour = kindOf(row.status) === 'none' ? 'quiet' : 'foreground';
    const amountWidth = Math.min(sheet.measure(row.amount, { isBold }), 320);
    sheet.line(signOf(row.status), { isBold: true, colour });
    sheet.line(row.amount, { isBold, colour, x: sheet.width - sheet.margin, isAtEnd: true, width: 320 });
    sheet.paragraph(row.title, { x: sheet.margin + 22, isBold, colour, width: sheet.room - amountWidth - 40 });
    const why = [row.statusText, row.why, row.source].filter((one) => one !== undefined && one !== '').join(' · ');
    sheet.paragraph(why, { x: sheet.margin + 22, size: 12, colour: 'quiet', width: sheet.room - 22 });
    sheet.y += 3;
    sheet.rule();
  });
}

function rank({ status }: ClauseRow): number {
  const kind = kindOf(status);
  return kind === 'paid' ? 0 : kind === 'open' ? 1 : 2;
}
