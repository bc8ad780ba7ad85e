import { type Code, defineCode } from '../../core/code.ts';
import type { Severity } from '../../core/finding.ts';

/** What a finding of this module may tell; fix scripts take their data from here. */
export type PathFacts = {
  /** Path on the host of the file, directory, socket or file system that is to be changed. */
  readonly file: string;
  /** 1-based line in `file`. */
  readonly line?: number;
  /** What in it: a flag, a field, a user, a unit, a pod. */
  readonly subject?: string;
  /** What stands there. */
  readonly actual?: string;
  /** What should stand there, where that is known. */
  readonly expected?: string;
  /** All objects concerned where there are several. */
  readonly items?: readonly string[];
};

type Place = Pick<PathFacts, 'file' | 'line'>;
type Told = keyof Omit<PathFacts, keyof Place>;

/** The facts of one code: those that it is not told without, and those that change how it is told. */
export type Facts<Needed extends Told = never, Optional extends Told = never> = Place &
  Required<Pick<PathFacts, Needed>> &
  Pick<PathFacts, Optional>;

/** A code with its constructor, and its name as a type. */
export type PathCode<N extends string, F extends Place> = Code<F> & { readonly entry: { readonly name: N } };

/** Wording of one code: its title from the facts, why it matters, what to do by hand. */
export interface Wording<F extends Place> {
  readonly title: (facts: F) => string;
  readonly why?: string;
  readonly next?: (facts: F) => readonly string[];
  /** See `CodeSpec`. */
  readonly general?: true;
}

/** A code of this module: number, name, severity, one sentence, wording. */
export function pathCode<const N extends string, F extends Place = Place>(
  number: number,
  name: N,
  severity: Severity,
  summary: string,
  { title, why, next, general }: Wording<F>,
): PathCode<N, F> {
  const code = defineCode<F>({
    code: `PATH${number}`,
    name,
    severity,
    summary,
    title,
    why: () => why ?? '',
    next: (facts) => next?.(facts) ?? [],
    ...(general === undefined ? {} : { general }),
  });
  return Object.assign(code, { entry: { ...code.entry, name } });
}

/** `file:line`, or the file alone. */
export const at = ({ file, line }: Place): string => (line === undefined ? file : `${file}:${line}`);
