/** Why: dates in facts files and on the command line are read as the language reads them, and refused where the day does not exist. */

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const CHINESE = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;

/** Days since 1970-01-01 of `2025-04-11` or `2025年4月11日`; undefined for anything else and for a day that does not exist. */
export function readDate(source: string): number | undefined {
  const text = source.normalize('NFKC').trim();
  const match = ISO.exec(text) ?? CHINESE.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = year >= 1 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? Math.floor(date.getTime() / 86_400_000) : undefined;
}
