/** Why: the same texts are judged by our reader and by other readers of the schema. */

/** Nothing is wrong in these. */
export const goodTexts: readonly string[] = [
  '',
  '# nothing yet\n',
  '---\n',
  '{}',
  'severity:\n  unused-fact: off\n  hygiene: information\n',
  'severity:\n  syntax-error: error\n  reading: off\n',
  'severity: {}\r\nlanguage: zh\r\n',
  'language: en\n',
  'files:\n  include: ["2025/**", "共享/*.clause"]\n  exclude:\n    - archive\n    - "**/*.{draft,old}.clause"\n',
  'files: {}\n',
  'overrides: []\n',
  'overrides:\n  - files: [archive]\n    severity:\n      tables: warning\n      row-gap: "off"\n',
  'baseline: ../known/baseline.json\n',
  'severity: &s\n  row-gap: off\noverrides:\n  - files: ["x"]\n    severity: *s\n',
  '"language": "zh"\n',
];

/** A text, and of each problem `line:column-length` and words of the sentence. */
export type Bad = readonly [text: string, problems: readonly (readonly [place: string, words: string])[]];

/** What a JSON Schema can say too. */
export const badTexts: readonly Bad[] = [
  ['severty:\n  row-gap: off\n', [['1:1-7', 'Did you mean severity?']]],
  ['rules: {}\n', [['1:1-5', 'is no key here. Write severity, language, files, overrides or baseline.']]],
  [
    'severity:\n  row-gap: off\n  unused-facts: off\n',
    [['3:3-12', 'neither a finding nor a group of findings. Did you mean unused-fact?']],
  ],
  ['severity:\n  unused_fact: off\n', [['2:3-11', 'Did you mean unused-fact?']]],
  ['severity:\n  constructor: off\n', [['2:3-11', 'neither a finding nor a group']]],
  ['severity:\n  __proto__: off\n', [['2:3-9', 'neither a finding nor a group']]],
  ['severity:\n  row-gap: warn\n', [['2:12-4', 'write error, warning, information or off. Did you mean warning?']]],
  ['severity:\n  row-gap: 2\n', [['2:12-1', '“2” stands here; write error, warning, information or off.']]],
  ['severity:\n  row-gap: false\n', [['2:12-5', 'Did you mean off?']]],
  ['severity:\n  row-gap:\n', [['2:3-7', 'Nothing stands here; write error']]],
  ['severity:\n  row-gap: [off]\n', [['2:12-5', 'A list stands here; write error']]],
  ['severity:\n  syntax-error: off\n', [['2:17-3', 'syntax-error stays an error']]],
  ['severity:\n  file-not-utf8: warning\n', [['2:18-7', 'file-not-utf8 stays an error']]],
  ['severity: off\n', [['1:11-3', '“off” stands here; keys are wanted']]],
  ['severity:\n', [['1:1-8', 'Nothing stands here; keys are wanted']]],
  ['severity:\n  - row-gap\n', [['2:3-10', 'A list stands here; keys are wanted']]],
  ['language: fr\n', [['1:11-2', '“fr” stands here; write en or zh.']]],
  ['language: zh-CN\n', [['1:11-5', 'Did you mean zh?']]],
  ['files: ["a"]\n', [['1:8-5', 'A list stands here; keys are wanted']]],
  ['files:\n  includes: []\n', [['2:3-8', 'Did you mean include?']]],
  ['files:\n  include: a\n', [['2:12-1', '“a” stands here; a list is wanted']]],
  ['files:\n  include: [1]\n', [['2:13-1', 'a pattern of files is wanted']]],
  ['files:\n  include: [""]\n', [['2:13-2', 'The pattern is empty']]],
  [
    'files:\n  exclude: [/a, "../b", "!c", \'d\\e\', "C:/x"]\n',
    [
      ['2:13-2', 'begins at the root of the disk'],
      ['2:17-6', 'leads out of the folder'],
      ['2:25-4', 'stands under files, exclude'],
      ['2:31-5', 'write / between folders'],
      ['2:38-6', 'begins at the root of the disk'],
    ],
  ],
  ['overrides:\n  files: [a]\n', [['2:3-11', 'a list is wanted']]],
  ['overrides:\n  - severity: {}\n', [['2:5-8', 'Which files is this override for?']]],
  ['overrides:\n  - files: [a]\n', [['2:5-5', 'What does this override change?']]],
  ['overrides:\n  - files: [a]\n    severity: {}\n    language: zh\n', [['4:5-8', 'is no key here. Write files or severity.']]],
  ['overrides:\n  - archive\n', [['2:5-7', 'keys are wanted']]],
  ['overrides:\n  - files: [a]\n    severity: { tables: loud }\n', [['3:25-4', '“loud” stands here; write']]],
  ['baseline: /known.json\n', [['1:11-11', 'is no path of a file relative to this one']]],
  ['baseline: ""\n', [['1:11-2', 'is no path of a file']]],
  ['baseline: folder/\n', [['1:11-7', 'is no path of a file']]],
  ['baseline: true\n', [['1:11-4', 'the path of a file is wanted']]],
  ['severity: []\n', [['1:11-2', 'A list stands here; keys are wanted']]],
  ['just a text\n', [['1:1-11', 'keys are wanted']]],
  ['- a\n', [['1:1-4', 'A list stands here; keys are wanted']]],
  [
    'language: fr # 😀\nseverity: 1\n',
    [
      ['1:11-2', 'write en or zh'],
      ['2:11-1', 'keys are wanted'],
    ],
  ],
];

/** What only our reader sees: a schema judges values, not how they are written. */
export const badYaml: readonly Bad[] = [
  ['files:\n  exclude: ["a["]\n', [['2:13-4', 'a bracket is not closed']]],
  ['severity:\n  row-gap: off\n  row-gap: error\n', [['3:3-7', 'stands here twice']]],
  ['severity:\n\trow-gap: off\n', [['2:1-1', 'blanks, not with tabs']]],
  ['language: en\n---\nlanguage: zh\n', [['2:1-3', 'second document']]],
  ['files:\n  exclude: [a\n', [['3:1-0', 'a bracket above is not closed']]],
  ['baseline: *nothing\n', [['1:11-8', 'quote the text']]],
  ['? [a]\n: b\n', [['1:3-3', 'A key is a word']]],
];
