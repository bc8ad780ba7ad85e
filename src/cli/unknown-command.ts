import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { type DiagError, usageError } from '../core/errors.ts';
import { nearestNames } from '../core/nearest-name.ts';
import { findEntry } from '../modules/registry.ts';

/** Whether a first word is an input and not a command that is written wrong: `-`, a path, a name with a dot, or there. */
export const looksLikeFile = (word: string): boolean => word === '-' || /[./\\]/.test(word) || existsSync(word);

/** More names than these say nothing of what was meant. */
const mostMeant = 6;

/** What to say of a word that is neither a command nor a file: what was probably meant, in one line. */
export function unknownCommand(word: string, program: Command): DiagError {
  const names = program.commands.map((command) => command.name());
  const begun = names.filter((name) => name.startsWith(word.toLowerCase()));
  const meant = begun.length > 0 ? begun : nearestNames(word, names);
  const hint =
    meant.length > 0 && meant.length <= mostMeant
      ? `Did you mean ${meant.join(' or ')}?`
      : findEntry(word) === undefined
        ? 'diag --help lists the commands; a file is given by its path'
        : `diag explain ${word} prints what the code means`;
  return usageError(`unknown command '${word}'`, hint);
}
