/** Why: a computation is read as a tree: what was computed from what, each with its figure and its place in the policy. */
import { pad, width } from './width';

export interface Branch {
  readonly text: string;
  /** Where it stands in the source; shown at the line's end. */
  readonly where?: string;
  readonly children: readonly Branch[];
}

/** The branches as lines with `├─` and `└─`, their places in one column. */
export function drawTree(roots: readonly Branch[], dim: (text: string) => string): string {
  const lines: { readonly text: string; readonly where: string }[] = [];
  const draw = (branch: Branch, head: string, below: string) => {
    lines.push({ text: head + branch.text, where: branch.where ?? '' });
    branch.children.forEach((child, i) => {
      const last = i === branch.children.length - 1;
      draw(child, `${below}${last ? '└─ ' : '├─ '}`, `${below}${last ? '   ' : '│  '}`);
    });
  };
  for (const root of roots) draw(root, '', '');
  const column = Math.min(96, Math.max(0, ...lines.map((line) => width(line.text))));
  return lines.map(({ text, where }) => (where === '' ? text : `${pad(text, column)}  ${dim(where)}`)).join('\n');
}
