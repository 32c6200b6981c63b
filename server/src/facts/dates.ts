/** Why: dates in facts files, on the command line and in the preview's form are read as the language reads them, and refused where the day does not exist. */
import { civil, dayOf } from '../core/program/dates';

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const CHINESE = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;

/** Days since 1970-01-01 of `2025-04-11` or `2025年4月11日`; undefined for anything else and for a day that does not exist. */
export function readDate(source: string): number | undefined {
  const text = source.normalize('NFKC').trim();
  const match = ISO.exec(text) ?? CHINESE.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12) return undefined;
  const days = dayOf(year, month, day);
  const read = civil(days);
  return read.year === year && read.month === month && read.day === day ? days : undefined;
}
