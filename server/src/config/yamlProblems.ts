/** Why: the YAML library says what is wrong in English, for programmers; an author is told in both languages what to do. */
import type { ErrorCode } from 'yaml';
import type { Say } from './problems';

const both =
  (en: string, zh: string): Say =>
  (language) =>
    language === 'zh' ? zh : en;

const indent = both(
  'The indentation is not even, or a bracket above is not closed: what belongs together begins in the same column.',
  '缩进不整齐，或者上面的括号没有闭合：同一层的内容应从同一列开始。',
);
const unexpected = both(
  'This cannot be read as YAML here. A text with special characters such as * : # { [ has to stand in quotes.',
  '这里不合 YAML 的写法。含有 * : # { [ 等特殊字符的文字要加引号。',
);
const anchors = both(
  'Anchors and tags (&, *, !) cannot be read here; quote the text if it is one.',
  '这里的锚点或标签（&、*、!）无法读取；如果是文字，请加引号。',
);

/** @param code of the library's error or warning */
export function yamlProblem(code: ErrorCode): Say {
  switch (code) {
    case 'DUPLICATE_KEY':
      return both('This key stands here twice; keep one.', '这个键写了两次；请只留一个。');
    case 'TAB_AS_INDENT':
      return both('YAML is indented with blanks, not with tabs.', 'YAML 用空格缩进，不用制表符。');
    case 'BAD_INDENT':
      return indent;
    case 'MISSING_CHAR':
      return both('Something is left open here, or a colon or a quote is missing.', '这里有未闭合的内容，或者缺少冒号或引号。');
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'MULTIPLE_ANCHORS':
    case 'MULTIPLE_TAGS':
    case 'TAG_RESOLVE_FAILED':
    case 'BAD_PROP_ORDER':
      return anchors;
    case 'BAD_DQ_ESCAPE':
      return both('After \\ in double quotes this is not known; use single quotes.', '双引号中的 \\ 后不能是这个字符；请改用单引号。');
    case 'MULTIPLE_DOCS':
      return both('A second document begins here (---); there can be one.', '这里开始了第二个文档（---）；只能有一个。');
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return both(
        'A key stands on one line, followed by a colon; what belongs to it is indented below.',
        '键应在一行内，后面是冒号；属于它的内容在下面缩进。',
      );
    case 'RESOURCE_EXHAUSTION':
      return both('This is nested too deeply, or refers to itself too often.', '嵌套过深，或者引用过多。');
    case 'BAD_DIRECTIVE':
    case 'BAD_SCALAR_START':
    case 'BLOCK_IN_FLOW':
    case 'IMPOSSIBLE':
    case 'NON_STRING_KEY':
    case 'UNEXPECTED_TOKEN':
    case 'BAD_COLLECTION_TYPE':
      return unexpected;
    default:
      code satisfies never;
      return unexpected;
  }
}
