import { usageError } from '../../core/errors.ts';
import type { AnalysisContext, OptionSpec, RawOptions } from '../../core/module.ts';
import { symptoms } from './symptoms.ts';

/** What the module was asked; JSON. */
export interface PathsOptions {
  readonly symptom?: string;
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

/** Throws a usage error for a symptom nobody knows and for an empty text. */
export function parseOptions(raw: RawOptions, _context: AnalysisContext): PathsOptions {
  const { root, error, map } = raw;
  const piped = raw['symptom'] === '-';
  const symptom = piped ? undefined : raw['symptom'];
  if (typeof symptom === 'string' && !symptoms.some(({ id }) => id === symptom)) {
    throw usageError(`k8s-paths: no symptom is called ${symptom}`, `one of ${symptoms.map(({ id }) => id).join(', ')}`);
  }
  if (typeof root === 'string' && !root.startsWith('/') && root.includes('\0'))
    throw usageError('--root: no path', 'give a directory');
  if (typeof error === 'string' && error.trim() === '')
    throw usageError('--error: no text', 'give the message in quotes');
  return {
    ...(typeof symptom === 'string' ? { symptom } : {}),
    root: typeof root === 'string' ? root : '/',
    ...(typeof error === 'string' ? { error } : {}),
    map: map === true,
    ...(piped ? { piped } : {}),
  };
}
