/** Why: the findings and what the change does to awards stand in one comment, which holds only so much: both are cut between rows and details. */
import type { Messages } from './messages';

/** What GitHub takes is 65,536 characters; the mark in front has some forty. */
export const MOST = 65_000;

/** @param diff Markdown whose details are folded, empty for none */
export function joined(lint: string, diff: string, m: Messages, most = MOST): string {
  const found = lint.trim();
  const told = diff.trim();
  if (told === '') return found;
  const whole = `${found}\n\n${told}`;
  if (whole.length <= most) return whole;
  const [head = '', ...details] = told.split(/\n(?=<details>)/);
  const end = m.cutDetails(details.length).length + 2;
  // The answer and its table are worth more than the last findings, but not more than half.
  const kept = cutLines(found, most - Math.min(head.length, Math.floor(most / 2)) - 2 - end, m.cutFindings);
  let text = `${kept}\n\n${cutLines(head, most - kept.length - 2 - end, '')}`;
  let left = 0;
  for (const detail of details) {
    if (text.length + 1 + detail.length + end <= most) text += `\n${detail}`;
    else left++;
  }
  return left > 0 ? `${text.trimEnd()}\n\n${m.cutDetails(left)}` : text;
}

/** Whole lines, which are whole rows of tables; with the tail not longer than `most`. */
function cutLines(text: string, most: number, tail: string): string {
  if (text.length <= most) return text;
  const kept = text
    .slice(0, Math.max(0, most - (tail === '' ? 0 : tail.length + 2)))
    .replace(/[^\n]*$/, '')
    .trimEnd();
  return tail === '' ? kept : `${kept}\n\n${tail}`;
}
