import type { OptionSpec, RawOptions } from '../../core/module.ts';
import { bashLiteral, powershellLiteral } from '../../core/quote.ts';
import type { AnyModule } from '../../modules/registry.ts';

/** The command line that does what was just done in the menu. */
export function commandLine(
  module: AnyModule,
  raw: RawOptions,
  inputs: readonly string[],
  tz: string | undefined,
  platform: string,
): string {
  const { takes, name } = module.argument;
  const given = takes === 'files' ? undefined : raw[name];
  const words = [
    ...(typeof given !== 'string' ? [] : takes === 'words' ? given.trim().split(/\s+/) : [given]),
    ...module.options.flatMap((option) => wordsOf(option, raw)),
    ...(tz === undefined ? [] : ['--tz', tz]),
    ...inputs,
  ];
  return ['diag', module.id, ...words.map((one) => quoteWord(one, platform))].join(' ');
}

/** A word as it stands in a command line of this platform's shell. */
export function quoteWord(text: string, platform: string): string {
  if (plainWord.test(text)) return text;
  return platform === 'win32' ? powershellLiteral(text) : bashLiteral(text);
}

function wordsOf({ flags }: OptionSpec, raw: RawOptions): string[] {
  const flag = /--([a-z][a-z0-9-]*)/.exec(flags)?.[1] ?? '';
  const value = raw[flag.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())];
  if (value === undefined || value === false) return [];
  if (value === true) return [`--${flag}`];
  return [value].flat().flatMap((one) => [`--${flag}`, String(one)]);
}

/** Needs quotes in no shell. */
const plainWord = /^[\w./:-]+$/;
