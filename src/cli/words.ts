import type { Command } from 'commander';

/** A command with what can follow it, for completions. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
}

export interface OptionWords {
  /** With its dashes. */
  readonly flag: string;
  readonly description: string;
  /** Whether a value follows. */
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/** What of a commander tree can be completed: global options, and the commands with their own. */
export function wordsOf(program: Command): { global: readonly OptionWords[]; commands: readonly CommandWords[] } {
  return {
    global: optionsOf(program),
    commands: program.commands.map((command) => ({
      name: command.name(),
      summary: command.summary() || command.description(),
      options: optionsOf(command),
    })),
  };
}

const optionsOf = (command: Command): OptionWords[] =>
  command.options
    .filter((option) => !option.hidden && option.long !== undefined)
    .map((option) => ({
      flag: option.long ?? '',
      description: option.description,
      takesValue: option.required,
      choices: option.argChoices ?? [],
    }));

/** The values of an option that takes one, `--flag X` or `--flag=X`, where words are read before they are parsed. */
export function valuesOf(flag: string, argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.flatMap((word, i) => {
    if (word.startsWith(`${flag}=`)) return [word.slice(flag.length + 1)];
    return word === flag && words[i + 1] !== undefined ? [words[i + 1] ?? ''] : [];
  });
}
