import { Command, type CommanderError } from 'commander';
import { usageError } from '../core/errors.ts';
import { exitCodes } from '../core/exit-code.ts';
import type { OptionSpec, RawOptions } from '../core/module.ts';
import { collectors } from '../input/collectors.ts';
import { type AnyModule, registry } from '../modules/registry.ts';
import { commandExamples, examples, firstExamples } from './command-examples.ts';
import { addCommands } from './command-list.ts';
import { complain, usageOf } from './complain.ts';
import { exitCodeHelp } from './exit-code-help.ts';
import { addGlobalOptions, checkGlobalOptions, type GlobalOptions, guessFormat } from './global-options.ts';
import type { Io } from './io.ts';
import type { Outcome, Run } from './outcome.ts';
import { runModule } from './run-module.ts';
import { pluginsOfSettings } from './settings.ts';
import { looksLikeFile, unknownCommand } from './unknown-command.ts';
import { version } from './version.ts';
import { watchOptions } from './watch.ts';

/**
 * The commander tree for a command line. Only the module whose id stands in `argv` is loaded;
 * the others are known by their registry line. `run` is for commands that run another.
 */
export async function buildProgram(
  argv: readonly string[],
  io: Io,
  run: Run,
): Promise<{ program: Command; outcome: Outcome }> {
  await loadPluginsOf(argv, io);
  return treeOf(argv, io, run);
}

/** The same where the plug-ins are loaded. */
async function treeOf(argv: readonly string[], io: Io, run: Run): Promise<{ program: Command; outcome: Outcome }> {
  const outcome: Outcome = { exitCode: 0 };
  const program: Command = addGlobalOptions(new Command('diag'));
  program
    .description('What is most likely wrong, what proves it, what rules the rest out, and a script that fixes it.')
    .version(`diag ${version}`, '-V, --version')
    .configureHelp({ showGlobalOptions: true, helpWidth: Math.min(io.stdout.columns ?? 80, 100) })
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: () => {} })
    .showSuggestionAfterError()
    .helpCommand(false)
    .hook('preAction', () => {
      guessFormat(program);
      checkGlobalOptions(program.opts());
    })
    .addHelpText('after', exitCodeHelp)
    .addHelpText('after', examples(firstExamples));
  for (const entry of registry) {
    const command = program.command(entry.id).summary(entry.summary).description(entry.summary);
    if (!argv.includes(entry.id)) continue;
    const module = await entry.load();
    addModule(command, module).action(async (words: string[] | string | undefined, raw: RawOptions) => {
      const given = words === undefined ? [] : [words].flat();
      outcome.exitCode = await runModule(module, given, raw, program.opts<GlobalOptions>(), io);
    });
  }
  const treeWith = async (ids: readonly string[]) => (await treeOf(ids, io, run)).program;
  addCommands({ argv, program, outcome, io, run, treeOf: treeWith });
  addHelpCommand(program, io);
  addDefaultAction(program, outcome, io);
  pointToHelp(program);
  return { program, outcome };
}

/** What is wrong with the words of a command is told with the help of that command. */
function pointToHelp(program: Command): void {
  const hint = (command: Command) => (error: CommanderError) => {
    if (error.exitCode === 0) throw error;
    const help =
      command === program
        ? 'diag --help lists the commands and options'
        : `diag ${command.name()} --help lists its options`;
    throw usageOf(error, help);
  };
  for (const command of [program, ...program.commands]) command.exitOverride(hint(command));
}

/** They add commands, so they are loaded before the words are parsed. */
async function loadPluginsOf(argv: readonly string[], io: Io): Promise<void> {
  await loadOfSettings(argv, io).catch((error: unknown) => {
    if (argv.some((word) => helpWords.has(word))) return;
    if (!argv.some((word) => pageWords.has(word))) throw error;
    complain(error, io);
  });
  if (!argv.some((word) => word.startsWith('--plugin'))) return;
  const { loadPlugins, pluginsIn } = await import('./plugins.ts');
  await loadPlugins(pluginsIn(argv));
}

async function loadOfSettings(argv: readonly string[], io: Io): Promise<void> {
  const named = await pluginsOfSettings(argv, io);
  if (named.length > 0) await (await import('./plugins.ts')).loadPlugins(named);
}

/** Help works beside settings that do not, */
const helpWords = new Set(['help', '--help', '-h', '--version', '-V']);
/** and so do pages that read nothing of an incident; these say so. */
const pageWords = new Set(['list', 'explain', 'completion', 'schema', 'manual', 'collect', 'doctor']);

/** `diag FILE…`: triage. Without a word: the menu at a terminal, `triage` of what is piped in, else help. */
function addDefaultAction(program: Command, outcome: Outcome, io: Io): void {
  program
    .usage('[options] [command | file...]')
    .argument('[file...]')
    .action(async (words: string[]) => {
      const noFile = words.find((word) => !looksLikeFile(word));
      if (noFile !== undefined) throw unknownCommand(noFile, program);
      const globals = program.opts<GlobalOptions>();
      if (words.length === 0 && io.stdin.isTTY === true) {
        if (io.stdout.isTTY !== true) showHelp(program, outcome, io);
        else outcome.exitCode = await (await import('./menu/menu.ts')).menu(globals, io);
        return;
      }
      const { emptyPipe, triage } = await import('../commands/triage.ts');
      outcome.exitCode = await triage(words, globals, io).catch((error: unknown) => {
        if (error !== emptyPipe || words.length > 0 || globals.format === 'json') throw error;
        return showHelp(program, outcome, io);
      });
    });
}

/** `diag help`, `diag help COMMAND`, `diag help exit-codes`. */
function addHelpCommand(program: Command, io: Io): void {
  program
    .command('help')
    .summary('help for a command, or exit-codes')
    .description('Print the help of a command, or what the exit codes mean.')
    .argument('[topic]', 'a command, or exit-codes')
    .addHelpText('after', examples(commandExamples['help'] ?? []))
    .action((topic?: string) => {
      const command = program.commands.find((one) => one.name() === topic);
      if (topic === 'exit-codes') io.stdout.write(`${exitCodeHelp.trimStart()}\n`);
      else if (topic === undefined) program.outputHelp();
      else if (command !== undefined) command.outputHelp();
      else throw usageError(`help: no command ${topic}`, 'diag --help lists the commands');
    });
}

/** Neither a command nor an input: the help, on stderr, for nothing was asked that stdout could answer. */
function showHelp(program: Command, outcome: Outcome, io: Io): number {
  io.stderr.write(program.helpInformation());
  outcome.exitCode = exitCodes.usage;
  return outcome.exitCode;
}

function addModule(command: Command, module: AnyModule): Command {
  command.description(module.description);
  const { takes, name, description } = module.argument;
  command.argument(takes === 'word' ? `[${name}]` : `[${name}...]`, description);
  const options = module.watchable === true ? [...module.options, ...watchOptions] : module.options;
  for (const option of options) addOption(command, option);
  if (collectors[module.id]?.ps1 !== undefined && module.argument.takes === 'files') {
    command.option('--live', 'on Windows: collect from this host, read-only');
  }
  return command.addHelpText('after', examples(module.examples));
}

function addOption(command: Command, { flags, description, repeatable }: OptionSpec): void {
  if (!repeatable) command.option(flags, description);
  else command.option(flags, description, (value: string, earlier: string[] = []) => [...earlier, value]);
}
