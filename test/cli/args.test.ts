/** Why: wrong arguments are told in a sentence with a remedy, in the reader's language, and exit with 2. */
import { describe, expect, it } from 'vitest';
import { version } from '../../server/package.json';
import { systemLanguage } from '../../server/src/cli/language';
import { Folder, POLICY } from './support/run';

const folder = new Folder();
folder.write('a.clause', POLICY);

describe('arguments', () => {
  it('version and help', async () => {
    expect(await folder.run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
    const help = await folder.run(['--help']);
    expect(help.code).toBe(0);
    for (const command of ['lint', 'test', 'eval', 'explain', 'rule', 'fmt', 'lsp']) {
      expect(help.out).toContain(command);
      const own = await folder.run([command, '--help']);
      expect(own).toMatchObject({ code: 0, err: '' });
      expect(own.out).toContain(`clausewright ${command}`);
    }
    expect((await folder.run(['--help', '--lang', 'zh'])).out).toContain('检查政策文件');
    expect((await folder.run(['help', 'fmt'])).out).toContain('--keywords');
  });

  it('nothing to do shows the help and exits with 2', async () => {
    const ran = await folder.run([]);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('lint');
  });

  it('mistakes are named, with the nearest right word', async () => {
    const mistakes: readonly (readonly [readonly string[], string])[] = [
      [['lnit', 'a.clause'], 'there is no command "lnit". Did you mean lint?'],
      [['lint', '--fromat', 'json', 'a.clause'], 'there is no option --fromat here. Did you mean --format?'],
      [
        ['lint', '--format', 'xml', 'a.clause'],
        'the option --format is one of pretty, json, sarif, github, gitlab, junit, rdjson, checkstyle, markdown, not "xml"',
      ],
      [['lint', 'a.clause', '--format'], 'the option --format needs a value: --format FORMAT[=FILE]'],
      [['fmt', '--check=yes', 'a.clause'], 'the option --check takes no value'],
      [['fmt'], 'something is missing: PATHS…'],
      [['eval', 'a.clause', 'b.clause'], '"b.clause" is one argument too many; a path with spaces needs quotes'],
      [['lint', '--lang', 'fr', 'a.clause'], 'the option --lang is en or zh, not "fr"'],
      [['lint', '--root', 'nowhere', 'a.clause'], 'nowhere: there is no such folder (--root)'],
      [['lsp'], 'the language server speaks over standard input and output: clausewright lsp --stdio'],
      [['--verbose'], 'there is no option --verbose here.'],
    ];
    for (const [args, sentence] of mistakes) {
      const ran = await folder.run(args);
      expect(ran, args.join(' ')).toMatchObject({ code: 2, out: '' });
      expect(ran.err.split('\n')[0]).toBe(`error: ${sentence}`);
    }
    expect((await folder.run(['lnit'], { LANG: 'zh_CN.UTF-8' })).err.split('\n')[0]).toBe('错误: 没有“lnit”这个命令。是不是 lint？');
  });

  it('the language is that of --lang, else LC_ALL, LC_MESSAGES, LANG', async () => {
    expect(systemLanguage({})).toBe('en');
    expect(systemLanguage({ LANG: 'zh_CN.UTF-8' })).toBe('zh');
    expect(systemLanguage({ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' })).toBe('en');
    expect(systemLanguage({ LC_ALL: '', LC_MESSAGES: 'zh_TW', LANG: 'en_US' })).toBe('zh');
    expect((await folder.run(['lint', 'a.clause', '--lang', 'en'], { LANG: 'zh_CN' })).out).toContain('1 file');
    expect((await folder.run(['--lang', 'zh', 'lint', 'a.clause'])).out).toContain('1 个文件');
    expect((await folder.run(['--lang=zh-CN', 'lint', 'a.clause'])).out).toContain('1 个文件');
  });

  it('colours only on a terminal that wants them', async () => {
    const colour = '\u001b[';
    expect((await folder.run(['lint', 'a.clause'], {}, true)).out).toContain(colour);
    expect((await folder.run(['lint', 'a.clause'], {}, false)).out).not.toContain(colour);
    expect((await folder.run(['lint', 'a.clause'], { NO_COLOR: '1' }, true)).out).not.toContain(colour);
    expect((await folder.run(['lint', 'a.clause'], { TERM: 'dumb' }, true)).out).not.toContain(colour);
  });
});
