/** A file's bytes are not UTF-8. Reported by whoever reads the file; see {@link import('../files').notUtf8}. */
import type { Rule } from '../rule';

export const fileNotUtf8: Rule = {
  name: 'file-not-utf8',
  group: 'hygiene',
  severity: 'error',
  en: {
    messages: {
      default: 'This file is not UTF-8 text, so it is not read. Save it as UTF-8.',
      'utf-16': 'This file is UTF-16, not UTF-8, so it is not read. Save it as UTF-8.',
      gbk: 'This file is not UTF-8 but probably GBK (ANSI), so it is not read. Save it as UTF-8.',
      binary: 'This file holds binary data, not UTF-8 text, so it is not read.',
    },
  },
  zh: {
    messages: {
      default: '此文件不是 UTF-8 文本，因此没有读取。请另存为 UTF-8 编码。',
      'utf-16': '此文件是 UTF-16 编码，不是 UTF-8，因此没有读取。请另存为 UTF-8 编码。',
      gbk: '此文件不是 UTF-8，可能是 GBK（ANSI）编码，因此没有读取。请另存为 UTF-8 编码。',
      binary: '此文件是二进制数据，不是 UTF-8 文本，因此没有读取。',
    },
  },
};
