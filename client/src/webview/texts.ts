/** Why: what the panel says in its own words, in both languages; everything about a policy comes from the server. */
export type Language = 'en' | 'zh';

export type Phrases<Name extends string> = Readonly<Record<Name, Readonly<Record<Language, string>>>>;

/** Gives phrases with their blanks (`{name}`) filled. Each room of the panel keeps its own book. */
export function phrasebook<Name extends string>(
  book: Phrases<Name>,
): (name: Name, language: Language, data?: Readonly<Record<string, string | number>>) => string {
  return (name, language, data = {}) => book[name][language].replace(/\{(\w+)\}/g, (whole, key: string) => String(data[key] ?? whole));
}

export const say = phrasebook({
  applicant: { en: 'Applicant', zh: '申请人' },
  awards: { en: 'Awards', zh: '所得支持' },
  curve: { en: 'Award curve', zh: '支持曲线' },
  examples: { en: 'Examples', zh: '示例' },
  total: { en: 'Total', zh: '总计' },
  'save-example': { en: 'Save as example', zh: '存为示例' },
  'copy-markdown': { en: 'Copy as Markdown', zh: '复制为 Markdown' },
  'export-picture': { en: 'Export as picture', zh: '导出图片' },
  actions: { en: 'Actions', zh: '操作' },
  skip: { en: 'Sections', zh: '各部分' },
  'skip-to': { en: 'Go to {section}', zh: '转到{section}' },
  stale: { en: 'from before', zh: '此前结果' },
  line: { en: 'Line {line}', zh: '第 {line} 行' },
  more: { en: '{count} more', zh: '其余 {count} 条' },
  'failed-examples': { en: '{count} failed', zh: '{count} 个未通过' },
  loading: { en: 'The policy is being read…', zh: '正在读取政策…' },
  starting: {
    en: 'The language server is starting again; what is shown is from before.',
    zh: '语言服务器正在重新启动，以下为之前的结果。',
  },
  failed: {
    en: 'The language server stays off; what is shown is from before. “Clausewright: Restart” starts it again.',
    zh: '语言服务器已停止，以下为之前的结果。请用命令“Clausewright：重新启动”启动它。',
  },
  gone: { en: 'The file is not there any more; what is shown is from before.', zh: '文件已不存在，以下为之前的结果。' },
  'broken-shown': {
    en: 'The policy cannot be read as it stands. Shown is its last state that could.',
    zh: '政策目前的文字无法读取，以下为最近一次可读取时的结果。',
  },
  'broken-not-shown': {
    en: 'Parts of the policy cannot be read; their awards are missing.',
    zh: '政策有部分内容无法读取，相应的支持未计入。',
  },
});
