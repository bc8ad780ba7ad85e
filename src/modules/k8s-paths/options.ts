import { usageError } from '../../core/errors.ts';
import type { AnalysisContext, OptionSpec, RawOptions } from '../../core/module.ts';
import { symptoms } from './symptoms.ts';

/** What the module was asked; JSON. */
export interface PathsOptions {
  readonly symptom?: string;
  /** A file to read, where the word is no symptom. */
  readonly file?: string;
  /** The host's root, `/` for this machine. */
  readonly root: string;
  /** Text of `--error`. */
  readonly error?: string;
  readonly map: boolean;
  /** True for the word `-`: standard input is waited for. */
  readonly piped?: true;
}

/** Flags besides the global ones. */
export const optionSpecs: readonly OptionSpec[] = [
  { flags: '--root <dir>', description: "look at another host's root: a mounted disk, /host in a debug container" },
  { flags: '--error <text>', description: 'an error message, as kubectl, the kubelet or a component printed it' },
  { flags: '--map', description: 'print the paths that matter on this host and what state they are in' },
];

/** Words of which symptoms are made; with anything else in it a word is a file: `kubelet.log`, `./messages`. */
const symptomLike = /^[a-z]+(?:-[a-z]+)*$/i;

/** A symptom, a file, or `-`: what the word says to look at. Throws a usage error for a symptom nobody knows. */
function wordOf(word: unknown): Pick<PathsOptions, 'symptom' | 'file' | 'piped'> {
  if (typeof word !== 'string') return {};
  if (word === '-') return { piped: true };
  if (symptoms.some(({ id }) => id === word)) return { symptom: word };
  if (word !== '' && !symptomLike.test(word)) return { file: word };
  throw usageError(
    `k8s-paths: no symptom is called ${word}`,
    `one of ${symptoms.map(({ id }) => id).join(', ')}; a file: ./${word === '' ? 'FILE' : word}`,
  );
}

/** Throws a usage error for a word or text that says nothing. */
export function parseOptions(raw: RawOptions, _context: AnalysisContext): PathsOptions {
  const { root, error, map } = raw;
  const word = wordOf(raw['symptom']);
  if (typeof root === 'string' && !root.startsWith('/') && root.includes('\0'))
    throw usageError('--root: no path', 'give a directory');
  if (typeof error === 'string' && error.trim() === '')
    throw usageError('--error: no text', 'give the message in quotes');
  return {
    ...word,
    root: typeof root === 'string' ? root : '/',
    ...(typeof error === 'string' ? { error } : {}),
    map: map === true,
  };
}
