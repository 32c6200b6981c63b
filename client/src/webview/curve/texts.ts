/** Why: what the curve's room says in its own words. */
import { phrasebook } from '../texts';

export const say = phrasebook({
  along: { en: 'Along', zh: '随此要素变化' },
  of: { en: 'Amount of', zh: '金额' },
  total: { en: 'the total', zh: '总计' },
  readings: { en: 'Laid over it: other readings', zh: '叠加其他读法' },
  chart: { en: 'Award curve: {y} along {x}', zh: '支持曲线：{y}随{x}变化' },
  slider: { en: '{x}: move along the curve', zh: '{x}：沿曲线移动' },
  unset: { en: 'not given; click the chart or press an arrow key to give it', zh: '尚未填写；点击图表或按方向键即可填写' },
  keys: {
    en: 'Arrow keys: one step. Page Up, Page Down or Ctrl+arrow: next breakpoint. Home, End: the ends.',
    zh: '方向键：移动一格；Page Up、Page Down 或 Ctrl+方向键：到下一个转折点；Home、End：到两端。',
  },
  'zoom-in': { en: 'Zoom in', zh: '放大' },
  'zoom-out': { en: 'Zoom out', zh: '缩小' },
  'zoom-reset': { en: 'Show all', zh: '显示全部' },
  breakpoints: { en: 'Breakpoints', zh: '转折点' },
  'no-breakpoints': { en: 'Nothing turns on this stretch.', zh: '此范围内没有转折点。' },
  value: { en: 'At', zh: '取值' },
  kind: { en: 'Kind', zh: '类别' },
  change: { en: 'Amount', zh: '金额' },
  what: { en: 'What happens', zh: '说明' },
  'move-here': { en: 'Move to {value}', zh: '移到 {value}' },
  'go-to-line': { en: 'Go to line {line}', zh: '转到第 {line} 行' },
  line: { en: 'line {line}', zh: '第 {line} 行' },
  step: { en: 'Step', zh: '跃升' },
  cliff: { en: 'Cliff', zh: '断崖' },
  kink: { en: 'Rate changes', zh: '比例变化' },
  cap: { en: 'Cap', zh: '封顶' },
  other: { en: 'Other', zh: '其他' },
  'no-curve': { en: 'There is no curve to draw.', zh: '没有可画的曲线。' },
});
