/** Why: `--format NAME[=FILE]`, given several times, means the same to every command that takes it. */
import { resolve } from 'node:path';
import { printable } from '../explain/width';
import type { Parsed } from './command';
import { type Context, Trouble } from './io';

/** Where a format goes. */
export interface Output<Format extends string> {
  readonly format: Format;
  /** As the user wrote it; undefined: what is printed. */
  readonly file?: string;
}

/** @throws Trouble for a format that there is not, for two that would be printed, and for two in one file */
export function outputsAmong<Format extends string>(
  formats: readonly Format[],
  command: string,
  parsed: Parsed,
  { m, io }: Context,
): readonly Output<Format>[] {
  const given = parsed.lists?.format ?? ['pretty'];
  const outputs = given.map((each): Output<Format> => {
    const at = each.indexOf('=');
    const name = at < 0 ? each : each.slice(0, at);
    const format = formats.find((one) => one === name);
    if (!format) throw new Trouble([m.optionOneOf('--format', printable(name), formats), m.seeHelp(command)]);
    if (at < 0) return { format };
    if (at === each.length - 1) throw new Trouble([m.reports.noFile(format), m.seeHelp(command)]);
    return { format, file: each.slice(at + 1) };
  });
  const [first, second] = outputs.filter(({ file }) => file === undefined);
  if (first && second) throw new Trouble([m.reports.twoPrinted(first.format, second.format), m.seeHelp(command)]);
  const files = outputs.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const same = files.find((file, n) => files.some((other, k) => k < n && resolve(io.cwd, other) === resolve(io.cwd, file)));
  if (same !== undefined) throw new Trouble([m.reports.sameFile(printable(same)), m.seeHelp(command)]);
  return outputs;
}
