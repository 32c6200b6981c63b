/** Why: `clausewright lsp --stdio` serves any editor that speaks the Language Server Protocol. */
import { type Command, flag } from '../command';
import { Trouble } from '../io';

export const lsp: Command = {
  name: 'lsp',
  usage: '--stdio',
  summary: { en: 'serve an editor (Language Server Protocol)', zh: '为编辑器提供语言服务（LSP）' },
  details: { en: 'Ends when the editor ends it.', zh: '随编辑器退出而结束。' },
  options: { stdio: { type: 'boolean', help: { en: 'over standard input and output', zh: '经标准输入输出通信' } } },
  arity: [0, 0],
  async run({ m }, parsed) {
    if (!flag(parsed, 'stdio')) throw new Trouble([m.onlyStdio]);
    // In what is built a file beside this one (scripts/lib/bundling.mjs): as large as all the rest, it would slow every other command's start.
    try {
      await import('../../serverMain');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
      throw new Trouble([m.noServer]);
    }
    return new Promise<number>(() => {});
  },
};
