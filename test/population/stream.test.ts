/** A file is never held: what was read and is not yet counted stays below a batch and a piece, however long the file is. */
import { describe, expect, it } from 'vitest';
import { CsvParser, type CsvRow } from '../../server/src/population/csv';
import { BATCH, type Source } from '../../server/src/population/index';
import { Random } from '../support/randomProgram';
import { digits, resultOf, totalOf } from './support';

const POLICY = `policy "P" {\n  effective 2025-01-01 to 2025-12-31\n  currency 元\n}
fact a "A": money from 0元
fact items "Items": list of { cost "Cost": money from 0元 }
clause c "C" { award a }
clause d "D" { each items, award cost }
`;
const ROWS = 60_000;
const A_PIECE = 500;

/** `rows` lines made when they are asked for, a piece at a time. */
function made(name: string, rows: number, line: (row: number) => string, head: string, atPiece: (given: number) => void): Source {
  return {
    name,
    async *open() {
      const encoder = new TextEncoder();
      yield encoder.encode(`${head}\n`);
      for (let row = 0; row < rows; row += A_PIECE) {
        atPiece(row);
        yield encoder.encode(Array.from({ length: A_PIECE }, (_, i) => `${line(row + i)}\n`).join(''));
      }
    },
  };
}

describe('a long file', () => {
  it('is read as it is counted, and so is that of a list', async () => {
    let counted = 0;
    let most = 0;
    let mostItems = 0;
    let calls = 0;
    const applicants = made(
      'a.csv',
      ROWS,
      (row) => `${row},1`,
      'id,a',
      (given) => {
        most = Math.max(most, given - counted);
      },
    );
    // An item for every second applicant.
    const items = made(
      'items.csv',
      ROWS / 2,
      (row) => `${2 * row},3`,
      'id,cost',
      (given) => {
        mostItems = Math.max(mostItems, 2 * given - counted);
      },
    );
    const result = await resultOf(POLICY, POLICY.replace('award a', 'award 2 * a'), applicants, {
      lists: new Map([['items', items]]),
      options: {
        items: 0,
        progress: ({ rows }) => {
          counted = rows;
          calls++;
        },
      },
    });
    // 60000 × 1 and 30000 × 3; the first doubled after.
    expect(digits(totalOf(result))).toMatchObject({ before: { sum: '150000' }, after: { sum: '210000' }, gains: { rows: ROWS } });
    expect(calls).toBeGreaterThanOrEqual(ROWS / BATCH);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(BATCH + A_PIECE);
    // Of the list a piece more, which is read before the applicants to whom it belongs.
    expect(mostItems).toBeLessThanOrEqual(BATCH + 4 * A_PIECE);
  });
});

describe('rows', () => {
  it('come out as they were written, in pieces of any size', () => {
    const r = new Random(5);
    const parts = ['a', '1', ' ', ',', '"', '\n', '\r\n', '\r', '研', '😀', ''];
    for (let round = 0; round < 300; round++) {
      const rows: CsvRow[] = [];
      let text = '';
      let line = 1;
      const end = r.pick(['\n', '\r\n', '\r']);
      for (let i = 1 + r.int(4); i > 0; i--) {
        const cells = Array.from({ length: 2 + r.int(3) }, () => Array.from({ length: r.int(5) }, () => r.pick(parts)).join(''));
        rows.push({ cells, line });
        text += cells.map((cell) => (/[",\r\n]/.test(cell) || r.chance(0.2) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',') + end;
        line += 1 + cells.reduce((count, cell) => count + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
      }
      if (r.chance(0.3)) text = text.slice(0, -end.length);
      const read: CsvRow[] = [];
      const parser = new CsvParser(',', (row) => read.push(row));
      for (let at = 0; at < text.length; ) {
        const size = 1 + r.int(6);
        parser.push(text.slice(at, at + size));
        at += size;
      }
      parser.end();
      expect(parser.trouble).toBeUndefined();
      expect(read, JSON.stringify(text)).toEqual(rows);
    }
  });
});
