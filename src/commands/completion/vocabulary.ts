import type { CommandWords, OptionWords } from '../../cli/words.ts';

/** All that can be completed. */
export interface Vocabulary {
  readonly global: readonly OptionWords[];
  readonly commands: readonly CommandWords[];
  /** Arguments of a command that is followed by one of a list. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** Options that are followed by one of a list, each once. */
export function choicesOf({ global, commands }: Vocabulary): readonly OptionWords[] {
  const all = [...global, ...commands.flatMap(({ options }) => options)].filter(({ choices }) => choices.length > 0);
  return [...new Map(all.map((option) => [option.flag, option])).values()];
}
