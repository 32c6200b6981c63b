/** Why: this thread and the others judge files in the same way, with or without stamps of what was read. */
import type { ProvingHost } from '../proofs';
import { Judge, type JudgeHost } from './judge';
import type { JudgeOptions } from './judged';
import type { Judging } from './pool';
import { StampingHost } from './stamps';

/** @param tick called often, as long as work goes on */
export function judging(host: JudgeHost, proving: ProvingHost, options: JudgeOptions, stamped: boolean, tick?: () => void): Judging {
  const read = stamped ? new StampingHost(host) : host;
  const judge = new Judge(read, proving, options, tick);
  return {
    judge: async (uri) => {
      const file = await judge.judge(uri);
      return { file, stamps: read instanceof StampingHost ? file.reads.map((one) => read.stamp(one)) : [] };
    },
    dispose: () => judge.dispose(),
  };
}
