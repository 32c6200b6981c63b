/** Why: a curve with everything that can be drawn, for pictures and for what the chart does with it; the numbers mean nothing. */
import type { Curve, PreviewState } from '../../server/src/previewProtocol';

const spot = { uri: 'file:///policies/a.clause', line: 4, character: 2, endLine: 4 };

/** Grows to 20 at 10, falls to 12, is flat, is unknown from 20 to 26, goes on to a cap at 34. The other reading has no jump. */
export const everything: Curve = {
  path: 'staff',
  paths: [
    { path: 'staff', label: 'Staff' },
    { path: 'revenue', label: 'Revenue' },
  ],
  clauses: [{ name: 'grant', title: 'Grant for <b>new</b> jobs' }],
  readings: [
    { id: 'r1', label: 'line 5: marginal instead of slab', chosen: true },
    { id: 'r2', label: 'line 7: the first instead of the best', chosen: false },
  ],
  plot: {
    x: { from: 0, to: 40, label: 'Staff (people)', ticks: [0, 5, 10, 15, 20, 25, 30, 35, 40].map((at) => ({ at, text: `${at}` })) },
    y: { from: 0, to: 30, label: 'Total (万元)', ticks: [0, 10, 20, 30].map((at) => ({ at, text: `${at}万元` })) },
    lines: [
      {
        label: 'As written',
        pieces: [
          {
            points: [
              [0, 0],
              [10, 20],
            ],
            fromIncluded: true,
            toIncluded: true,
            shape: 'line',
          },
          {
            points: [
              [10, 12],
              [14, 12],
            ],
            fromIncluded: false,
            toIncluded: false,
            shape: 'constant',
          },
          { points: [[14, 11]], fromIncluded: true, toIncluded: true, shape: 'constant' },
          {
            points: [
              [14, 12],
              [20, 12],
            ],
            fromIncluded: false,
            toIncluded: true,
            shape: 'constant',
          },
          {
            points: [
              [26, 14],
              [34, 26],
            ],
            fromIncluded: true,
            toIncluded: true,
            shape: 'line',
          },
          {
            points: [
              [34, 26],
              [40, 26],
            ],
            fromIncluded: false,
            toIncluded: true,
            shape: 'constant',
          },
        ],
        gaps: [{ from: 20, to: 26, text: 'needs growth', where: '20人 – 26人' }],
      },
      {
        reading: 'r1',
        label: 'line 5: marginal instead of slab',
        pieces: [
          {
            points: [
              [0, 0],
              [10, 20],
            ],
            fromIncluded: true,
            toIncluded: true,
            shape: 'line',
          },
          {
            points: [
              [10, 20],
              [25, 24],
            ],
            fromIncluded: false,
            toIncluded: true,
            shape: 'line',
          },
          {
            points: [
              [25, 24],
              [40, 24],
            ],
            fromIncluded: false,
            toIncluded: true,
            shape: 'constant',
          },
        ],
        gaps: [],
      },
    ],
    marks: [
      { kind: 'kink', x: 4, y: 8, at: 0.1, value: '4人', change: '8万元', text: 'At 4人 the rate changes.', spot },
      {
        kind: 'cliff',
        x: 10,
        y: 20,
        at: 0.25,
        value: '10人',
        change: '20万元 → 12万元',
        text: 'Above 10人: falls from 20万元 to 12万元.',
        spot,
      },
      { kind: 'step', x: 26, y: 14, at: 0.65, value: '26人', change: '12万元 → 14万元', text: 'From 26人: rises to 14万元.', spot },
      { kind: 'cap', x: 34, y: 26, at: 0.85, value: '34人', change: '26万元', text: 'At 34人: the cap of 26万元 is reached.', spot },
    ],
    here: { x: 6, y: 12, at: 0.15, text: '6人: 12万元' },
    zoomed: false,
  },
};

/** A state that holds this curve; `n` makes its key another one. */
export function withCurve(real: PreviewState | null, curve: Curve, n = 0): PreviewState | null {
  return real && { ...real, curve, keys: { ...real.keys, curve: `fake${n}` } };
}
