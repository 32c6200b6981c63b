/** Why: one run of the command line from arguments to exit code, without a process around it. */
import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createColors } from 'picocolors';
import { printable } from '../explain/width';
import { nearest } from '../facts/nearest';
import { contains, NodeHost } from '../host/nodeHost';
import { usualProving } from '../lint/proving';
import { version } from './about';
import { parse } from './args';
import { type Command, flag, type Parsed, text } from './command';
import { diff } from './commands/diff';
import { evaluate } from './commands/eval';
import { explain } from './commands/explain';
import { fmt } from './commands/fmt';
import { lint } from './commands/lint';
import { lsp } from './commands/lsp';
import { rule } from './commands/rule';
import { test } from './commands/test';
import { type Chosen, checkChosen, configOfRun, configsFor } from './configured';
import { commandHelp, generalHelp } from './help';
import { EXIT, type Io, type Language, Trouble, Troubles } from './io';
import { languageOf, systemLanguage } from './language';
import { patternOf } from './listing/pattern';
import { messagesFor } from './messages/messages';

const commands: readonly Command[] = [lint, diff, test, evaluate, explain, rule, fmt, lsp];

/** Runs the command line. Never throws: what goes wrong is told on `io.err`. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const language = languageFrom(args) ?? configuredLanguage(args, io) ?? systemLanguage(io.env);
  const m = messagesFor(language);
  const colours = createColors(coloured(io));
  const fail = (sentence: string) => io.err(`${colours.red(m.error)}: ${sentence}\n`);
  try {
    return await dispatch(args, io, language);
  } catch (error) {
    if (error instanceof Trouble) {
      const [first = '', ...more] = error.sentences;
      fail(printable(first));
      if (error instanceof Troubles) {
        for (const sentence of more) fail(printable(sentence));
        return error.exit;
      }
      // Some hold an excerpt below: their lines are lines.
      for (const sentence of more) io.err(`${sentence.split('\n').map(printable).join('\n')}\n`);
      return error.exit;
    }
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'EPIPE') return EXIT.fine;
    fail(m.unexpected(printable(error instanceof Error ? error.message : String(error))));
    // For whoever mends the fault; nobody else wants to see it.
    if (io.env.CLAUSEWRIGHT_DEBUG && error instanceof Error) io.err(`${error.stack ?? ''}\n`);
    return EXIT.couldNotRun;
  }
}

async function dispatch(args: readonly string[], io: Io, language: Language): Promise<number> {
  const m = messagesFor(language);
  // Common options may stand before the command too.
  const { name, rest } = split(args);
  if (name === undefined) {
    if (rest.includes('--version') || rest.includes('-v')) {
      io.out(`${version}\n`);
      return EXIT.fine;
    }
    const unknown = rest.find(
      (each, i) => each.startsWith('-') && !/^(--help|-h|--no-config|--(lang|root|config)(=.*)?)$/.test(each) && !isValue(rest, i),
    );
    if (unknown !== undefined) throw new Trouble([m.unknownOption(printable(unknown), undefined), m.seeHelp(undefined)]);
    const help = generalHelp(commands, language);
    if (rest.includes('--help') || rest.includes('-h')) {
      io.out(help);
      return EXIT.fine;
    }
    io.err(help);
    return EXIT.couldNotRun;
  }
  if (name === 'help') {
    const about = commands.find((each) => each.name === rest.find((word) => !word.startsWith('-')));
    io.out(about ? commandHelp(about, language) : generalHelp(commands, language));
    return EXIT.fine;
  }
  const command = commands.find((each) => each.name === name);
  if (!command) {
    const near = nearest(
      name,
      commands.map((each) => each.name),
    );
    throw new Trouble([m.unknownCommand(printable(name), near), m.seeHelp(undefined)]);
  }
  const parsed = parse(rest, command, m);
  if (parsed.values.help === true) {
    io.out(commandHelp(command, language));
    return EXIT.fine;
  }
  const chosen = parsed.values.lang;
  if (typeof chosen === 'string' && !languageOf(chosen)) throw new Trouble([m.badLanguage(printable(chosen)), m.seeHelp(command.name)]);
  const root = typeof parsed.values.root === 'string' ? resolve(io.cwd, parsed.values.root) : io.cwd;
  if (!isFolder(root)) throw new Trouble([m.noSuchRoot(String(parsed.values.root ?? root))]);
  const roots = parsed.values.root === undefined ? [root, ...elsewhere(namedIn(parsed), root)] : [root];
  const given: Chosen = { file: text(parsed, 'config'), none: flag(parsed, 'no-config') };
  checkChosen(given, io.cwd, m);
  return command.run(
    {
      io,
      language,
      m,
      colours: createColors(coloured(io)),
      host: new NodeHost(roots),
      proving: io.proving ?? usualProving,
      configs: configsFor(given, io.cwd),
    },
    parsed,
  );
}

/** Colours only on a terminal, and not where the user wants none (no-color.org). */
function coloured(io: Io): boolean {
  return io.terminal && !io.env.NO_COLOR && io.env.TERM !== 'dumb';
}

/** The first word that is no option (nor an option's value) is the command. */
function split(args: readonly string[]): { name: string | undefined; rest: string[] } {
  for (const [i, arg] of args.entries()) {
    if (arg === '--') break;
    if (!arg.startsWith('-') && !isValue(args, i)) return { name: arg, rest: args.filter((_, k) => k !== i) };
  }
  return { name: undefined, rest: [...args] };
}

function isValue(args: readonly string[], index: number): boolean {
  const before = args[index - 1];
  return before === '--lang' || before === '--root' || before === '--config';
}

/** The language is looked up before anything else, so that even a wrong option is told in it. */
function languageFrom(args: readonly string[]): Language | undefined {
  return languageOf(afterOption('--lang', args) ?? '');
}

/** What follows an option, before anything is known of the others. */
function afterOption(option: string, args: readonly string[]): string | undefined {
  for (const [i, arg] of args.entries()) {
    if (arg === '--') return undefined;
    if (arg === option) return args[i + 1] ?? '';
    if (arg.startsWith(`${option}=`)) return arg.slice(option.length + 1);
  }
  return undefined;
}

/** The paths that an invocation names. */
function namedIn({ positionals, values }: Parsed): readonly string[] {
  const path = values['stdin-path'];
  return typeof path === 'string' ? [...positionals, path] : positionals;
}

/** That of the configuration of the folder in which the command runs. */
function configuredLanguage(args: readonly string[], { cwd }: Io): Language | undefined {
  const configs = configsFor({ file: afterOption('--config', args), none: args.includes('--no-config') }, cwd);
  return configOfRun(configs, cwd)?.language;
}

/** Folders outside of `root` that the user named, by themselves or by a file: what is named there may import what stands beside or below it. */
function elsewhere(paths: readonly string[], root: string): string[] {
  const folders = paths.map((path) => {
    const absolute = resolve(root, path);
    if (isFolder(absolute)) return absolute;
    return (existsSync(absolute) ? undefined : patternOf(path, root)?.base) ?? dirname(absolute);
  });
  return [...new Set(folders)].filter((folder) => !contains(root, folder));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
