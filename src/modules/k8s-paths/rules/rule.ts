import type { Confidence, Evidence, NonEmpty, Severity } from '../../../core/finding.ts';
import { headOf } from '../../../core/safe-text.ts';
import type { Part } from '../../../kubernetes/messages/part.ts';
import type { CodeName, FactsOf } from '../codes.ts';
import type { HostModel } from '../model/model.ts';
import type { FileFact, PathsObservations } from '../observations.ts';
import type { PathFacts } from '../path-code.ts';
import type { Theme } from '../symptoms.ts';

/** Something a rule found: a code, and the facts of that code. */
export type Raised = { readonly [N in CodeName]: Found & { readonly name: N; readonly facts: FactsOf<N> } }[CodeName];

/** What is told of a finding beside its code and facts. */
export interface Found {
  readonly confidence: Confidence;
  readonly evidence: NonEmpty<Evidence>;
  readonly severity?: Severity;
  readonly rulesOut?: readonly string[];
  /** What a given text means, in words of its own; replaces the title made from facts. */
  readonly says?: string;
  /** What to do by hand, where that is not what the code says. */
  readonly next?: readonly string[];
  /** True for what a given text reports: it may be old, and explains nothing of the host. */
  readonly given?: boolean;
  /** What it breaks; absent where it breaks nothing yet. */
  readonly breaks?: Part;
  /** True for a state or a log line that a fault of the same part, or of one it depends on, explains. */
  readonly derived?: boolean;
  /** Names of findings that explain this one wherever they are reported too. */
  readonly causes?: readonly CodeName[];
}

/** Something a rule could not look at. */
export interface Unchecked {
  readonly unchecked: string;
  readonly reason: string;
  readonly command: string;
  /** Names of other codes that could not be judged for the same reason. */
  readonly covers?: RegExp;
}

/** What a rule may look at. */
export interface RuleContext {
  readonly model: HostModel;
  readonly observations: PathsObservations;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly symptom?: string;
}

/** Judges one thing; `names` are the codes it can raise, for the list of checks. */
export interface Rule {
  readonly theme: Theme;
  readonly names: readonly CodeName[];
  run(context: RuleContext): readonly (Raised | Unchecked)[];
}

/** A quoted line of a file, or its first words. */
export function quote(fact: Pick<FileFact, 'path' | 'text'>, line: number | undefined, text?: string): Evidence {
  const quoted = text ?? (line === undefined ? undefined : fact.text?.split('\n')[line - 1]?.trim()) ?? fact.path;
  return { source: fact.path, ...(line === undefined ? {} : { line }), text: headOf(quoted, 300) };
}

/** Evidence that is no line: a state, a mode, a size. */
export const state = (source: string, text: string): Evidence => ({ source, text });

type Told = Omit<PathFacts, 'file'>;
type Optional<R> = { [K in keyof R]: undefined extends R[K] ? K : never }[keyof R];
/** What is left of facts without the keys that have no value. */
type Valued<R> = Omit<R, Optional<R>> & { readonly [K in Optional<R>]?: Exclude<R[K], undefined> };

/** The facts of a file, those without a value left out. */
export function facts<R extends { [K in keyof Told]?: Told[K] | undefined } = object>(
  file: string,
  rest?: R & { readonly [K in Exclude<keyof R, keyof Told>]: never },
): { readonly file: string } & Valued<R> {
  const given = Object.entries(rest ?? {}).filter(([, value]) => value !== undefined);
  return { file, ...Object.fromEntries(given) } as { readonly file: string } & Valued<R>;
}

type OrUndefined<F> = { readonly [K in keyof F]: F[K] | (object extends Pick<F, K> ? undefined : never) };

/** What a code is told with beside its place, and whatever else is known. */
export type FactsGiven<N extends CodeName> = OrUndefined<Omit<PathFacts & FactsOf<N>, 'file' | 'line'>>;

/** A finding of a code whose name is only known as one of several. */
export const raised = <N extends CodeName>(
  name: N,
  file: string,
  line: number | undefined,
  rest: FactsGiven<N>,
  found: Found,
): Raised => ({ ...found, name, facts: facts(file, { line, ...(rest as object) }) }) as Raised;

/** A finding in words of its own, for which the facts of its code's title need not be known. */
export const inOtherWords = (name: CodeName, facts: PathFacts, found: Found & { readonly says: string }): Raised =>
  ({ ...found, name, facts }) as Raised;

/** Whether a fact tells of a file that is certainly not there. */
export const isAbsent = (fact: FileFact | undefined): boolean => fact?.status === 'absent';

/** The part that a program is; undefined for a program that nothing depends on. */
export const partOf = (program: string): Part | undefined => (parts.has(program) ? (program as Part) : undefined);
const parts = new Set<string>(['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler']);

/** `breaks`, only where there is one. */
export const breaks = (part: Part | undefined): { breaks?: Part } => (part === undefined ? {} : { breaks: part });

/** 1.5 GiB, 300 MiB. */
export function size(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 1024 ** step).toFixed(1))} ${units[step]}`;
}
