import type { Confidence, Evidence, NonEmpty, Severity } from '../../../core/finding.ts';
import type { PathFacts } from '../catalog/path-code.ts';
import type { CodeName } from '../codes.ts';
import type { HostModel } from '../model/model.ts';
import type { FileFact, PathsObservations } from '../observations.ts';
import type { Theme } from '../symptoms.ts';

/** A part of the node that can be broken; causes are looked for along their dependencies. */
export type Part =
  | 'disk'
  | 'runtime'
  | 'kubelet'
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'cni'
  | 'kubectl';

/** Something a rule found. */
export interface Raised {
  readonly name: CodeName;
  readonly facts: PathFacts;
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
  return { source: fact.path, ...(line === undefined ? {} : { line }), text: quoted.slice(0, 300) };
}

/** Evidence that is no line: a state, a mode, a size. */
export const state = (source: string, text: string): Evidence => ({ source, text });

/** Optional facts: keys without a value are left out. */
export function facts(file: string, rest: { [K in keyof PathFacts]?: PathFacts[K] | undefined } = {}): PathFacts {
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  return { file, ...Object.fromEntries(given) };
}

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
