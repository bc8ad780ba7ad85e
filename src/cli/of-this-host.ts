import { usageError } from '../core/errors.ts';
import type { OptionSpec, RawOptions } from '../core/module.ts';

/** Refuses options about a look at this host beside an input: they would be passed over. */
export function refuseBesideInput(specs: readonly OptionSpec[], raw: RawOptions, input: string): void {
  const idle = specs.find(({ flags, ofThisHost }) => ofThisHost === true && raw[keyOf(flags)] !== undefined);
  if (idle === undefined) return;
  const said = input === '-' ? 'standard input' : input;
  throw usageError(
    `${flagOf(idle.flags)} is for a look at this host, and ${said} is read instead`,
    'leave out one of them',
  );
}

const flagOf = (flags: string): string => flags.split(' ', 1)[0] ?? flags;

/** `--all-nodes` is `allNodes` in the raw options. */
const keyOf = (flags: string): string =>
  flagOf(flags)
    .slice(2)
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
