import type { AnyCode } from '../core/code.ts';
import { usageError } from '../core/errors.ts';
import { nearestNames } from '../core/nearest-name.ts';
import { toolCodes } from '../core/tool-codes.ts';
import { type AnyModule, registry } from '../modules/registry.ts';
import type { GlobalOptions } from './global-options.ts';

/** Every word that codes go by: their numbers and names. */
const wordsOf = (codes: readonly AnyCode[]): string[] =>
  [...codes, ...toolCodes].flatMap(({ entry }) => [entry.code, entry.name]);

/** Whether one of these modules, or diag itself, has the code. */
export const hasCode = (word: string, modules: readonly AnyModule[]): boolean =>
  isCodeWord(word, wordsOf(modules.flatMap(({ codes }) => codes)));

/** The words for the codes of every module. */
export async function allCodeWords(): Promise<readonly string[]> {
  const modules = await Promise.all(registry.map((entry) => entry.load()));
  return wordsOf(modules.flatMap(({ codes }) => codes));
}

/** Whether a word is a code or a name among these. */
export const isCodeWord = (word: string, known: readonly string[]): boolean =>
  known.some((one) => one.toLowerCase() === word.toLowerCase());

/** What to say of a word that is none: what was probably meant, and where they are listed. */
export function codeHint(word: string, known: readonly string[], module = 'MODULE'): string {
  const meant = nearestNames(word, known);
  const asked = meant.length === 0 || meant.length > 3 ? '' : `did you mean ${meant.join(' or ')}? `;
  return `${asked}diag list ${module} lists them`;
}

/**
 * Refuses `--only` and `--skip` of a code that none of these modules has: it would hide every finding, or none,
 * and the run would look well.
 */
export function checkSelection({ only = [], skip = [] }: GlobalOptions, modules: readonly AnyModule[]): void {
  const known = wordsOf(modules.flatMap(({ codes }) => codes));
  const id = modules.length === 1 ? modules[0]?.id : undefined;
  const check = (option: string, wanted: readonly string[]) => {
    const unknown = wanted.find((word) => !isCodeWord(word, known));
    if (unknown === undefined) return;
    throw usageError(`${option} ${unknown}: ${id ?? 'diag'} has no such code`, codeHint(unknown, known, id));
  };
  check('--only', only);
  check('--skip', skip);
}
