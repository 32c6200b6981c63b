/** Why: beside each example what it gets, the selected one marked; beside each expectation what was computed. */
import { showTotal } from '../amounts';
import { actualOf } from '../expectations';
import { plain } from '../markdown';
import type { ExampleResult, View } from '../view';
import { list, phrase } from '../wording';
import { type Add, fitted } from './hint';

export function totalHint(view: View, result: ExampleResult, add: Add): void {
  const { showing } = view;
  const selected = view.result === result;
  add({
    place: result.example.namePlace,
    label: fitted(`${selected ? '● ' : ''}→ ${showTotal(result.evaluation.total, showing)}`),
    tooltip: () => {
      const lines = [phrase('total-tooltip', showing.language)];
      const { unspecified, granted } = result.evaluation.total;
      if (unspecified.length + granted.length > 0) lines.push(plain(list([...unspecified, ...granted], showing.language)));
      if (selected) lines.push(phrase('is-selected', showing.language));
      return lines.join('\n\n');
    },
  });
}

export function expectationHints(view: View, result: ExampleResult, add: Add): void {
  const { analysis, showing } = view;
  for (const { expectation, passed } of result.expectations) {
    const { place, target } = expectation;
    if (target.kind === 'broken') continue;
    const actual = actualOf(target, result, analysis, showing);
    if (actual === '') continue;
    add({
      place,
      label: fitted(`${passed ? '✓' : '✗'} ${actual}`),
      tooltip: () => phrase('expectation-tooltip', showing.language),
    });
  }
}
