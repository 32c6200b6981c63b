/** Why: what the applicant of the form gets: the total, how it builds up, and each clause's part in it. */

import { showTotal } from '../features/amounts';
import type { Awards } from '../previewProtocol';
import type { Previewed } from './context';

export function awardsOf({ evaluation, program, language }: Previewed): Awards {
  const { total } = evaluation;
  return {
    total: { status: total.status, text: showTotal(total, { language, currency: program.currency, units: program.units }), notes: [] },
    waterfall: { bars: [], ticks: [], unit: '' },
    clauses: [],
    rules: [],
  };
}
