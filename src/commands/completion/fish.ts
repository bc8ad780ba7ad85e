import type { OptionWords } from '../../cli/words.ts';
import { bashLiteral } from '../../core/quote.ts';
import type { Vocabulary } from './vocabulary.ts';

/** For fish 3 and later; `diag completion fish > ~/.config/fish/completions/diag.fish`. */
export function fish({ global, commands, values }: Vocabulary): string {
  const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const option = ({ flag, description, takesValue, choices }: OptionWords, condition: string): string => {
    const value = choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : takesValue ? ' -r' : '';
    return `complete -c diag${condition} -l ${flag.slice(2)}${value} -d ${quoted(description)}`;
  };
  const lines = commands.flatMap(({ name, summary, options }) => {
    const inside = ` -n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
    return [
      `complete -c diag -n __fish_use_subcommand -a ${bashLiteral(name)} -d ${quoted(summary)}`,
      ...options.map((one) => option(one, inside)),
      ...(values[name] === undefined ? [] : [`complete -c diag${inside} -a ${quoted(values[name].join(' '))}`]),
    ];
  });
  return ['# diag completion for fish', ...global.map((one) => option(one, '')), ...lines, ''].join('\n');
}
