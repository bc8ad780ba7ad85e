import type { Command, Option } from 'commander';
import { commandExamples, type Example, firstExamples } from '../../cli/command-examples.ts';
import { exitCodeHelp } from '../../cli/exit-code-help.ts';
import type { Io } from '../../cli/io.ts';
import type { Commands } from '../../cli/outcome.ts';
import { settingsPlaces } from '../../cli/settings.ts';
import { version } from '../../cli/version.ts';
import { exitCodes } from '../../core/exit-code.ts';
import { type AnyModule, registry } from '../../modules/registry.ts';
import { item, lines, roffText, section } from './roff.ts';

/** `diag manual`: the manual page, made from the commands themselves, for `man -l -` and for packages. */
export async function manual(io: Io, treeOf: Commands['treeOf']): Promise<number> {
  const modules = await Promise.all(registry.map((entry) => entry.load()));
  const program = await treeOf(modules.map(({ id }) => id));
  io.stdout.write(`${manualOf(program, modules).join('\n')}\n`);
  return exitCodes.clean;
}

function manualOf(program: Command, modules: readonly AnyModule[]): readonly string[] {
  const examplesOf = (name: string): readonly Example[] =>
    modules.find(({ id }) => id === name)?.examples ?? commandExamples[name] ?? [];
  return [
    `.TH DIAG 1 "" "diag ${version}" "User Commands"`,
    section('name'),
    'diag \\- incident diagnosis for the person on call',
    section('synopsis'),
    '.B diag',
    '[\\fIoptions\\fR] [\\fIcommand\\fR | \\fIfile\\fR...]',
    section('description'),
    roffText(program.description()),
    'A log is read from files or a pipe, or this host is looked at; nothing is changed, and nothing is sent but the probes that were asked for.',
    section('commands'),
    ...program.commands.flatMap((command) => commandPart(command, examplesOf(command.name()))),
    section('options'),
    'Every command takes these.',
    ...program.options.map(optionItem),
    section('exit status'),
    ...exitCodeRows().map(([code, means]) => item(code, means)),
    section('files'),
    'Settings of diag, the first that is there:',
    ...settingsPlaces({ env: { HOME: '~' }, platform: 'linux' }).map((path) => `.br\n\\fI${roffText(path)}\\fR`),
    section('examples'),
    ...exampleParts(firstExamples),
    section('see also'),
    roffText('diag help COMMAND, diag explain CODE, diag list'),
  ];
}

function commandPart(command: Command, examples: readonly Example[]): string[] {
  const words = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [
    `.SS "diag ${roffText([command.name(), ...words].join(' '))}"`,
    roffText(command.description()),
    ...command.options.map(optionItem),
    ...exampleParts(examples),
  ];
}

const optionItem = ({ flags, description, argChoices }: Option): string =>
  item(flags, argChoices === undefined ? description : `${description} (${argChoices.join(', ')})`);

const exampleParts = (examples: readonly Example[]): string[] =>
  examples.flatMap(({ command, does }) => ['.PP', roffText(does), lines([command])]);

/** `  0  all ran` and the like, of the help on exit codes. */
const exitCodeRows = (): [string, string][] =>
  [...exitCodeHelp.matchAll(/^ {2}(\d+) +(\S.*)$/gm)].map(([, code = '', means = '']) => [code, means]);
