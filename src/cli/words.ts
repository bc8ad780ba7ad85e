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
