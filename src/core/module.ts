import type { Check } from './check.ts';
import type { AnyCode } from './code.ts';
import type { InputCoverage, TimeZone } from './coverage.ts';
import type { Finding } from './finding.ts';
import type { IncidentShape } from './incident-shape.ts';
import type { View } from './view.ts';

/** One option of a module, as commander writes it; its parsed value is always text, a flag or a list of texts. */
export interface OptionSpec {
  /** `--interval <minutes>` or `--flag`. */
  readonly flags: string;
  readonly description: string;
  /** May be given several times. */
  readonly repeatable?: boolean;
  /** Makes sense for a look at this host alone: refused where files or a pipe are read instead. */
  readonly ofThisHost?: true;
}

/** Option values by camel-cased long name, as the command line gave them. */
export type RawOptions = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** What analyze knows of the world: all that is not in the observations. */
export interface AnalysisContext {
  /** ISO 8601 UTC; the clock of the run, or of the saved incident on replay. */
  readonly now: string;
  /** The zone of `--tz`, absent where it was not given. */
  readonly zone?: TimeZone;
  /** The zone of the machine diag runs on; use it only as `assumed`. */
  readonly machineZone: string;
}

/** What observe folds the world into: JSON-serializable, bounded by what was seen, mergeable. */
export interface Observations {
  readonly inputs: readonly InputCoverage[];
}

/** A text the user asked for by a path option of the module; written after the report, redacted like it. */
export interface OutputFile {
  /** As given on the command line. */
  readonly path: string;
  /** The option that names it, `--failures`. */
  readonly option: string;
  /** What it holds, for the note on stderr: `12 failed attempts`. */
  readonly holds: string;
  /** One JSON line each. */
  readonly rows: readonly object[];
  /** What to write instead where addresses are redacted: rows that are of use without them. */
  readonly redacted?: { readonly rows: readonly object[]; readonly holds: string };
}

/** What analyze concludes. */
export interface Analysis {
  readonly findings: readonly Finding[];
  readonly checks: readonly Check[];
  /** The module's own typed summary, the `data` of the JSON report. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly views: readonly View[];
  /** Written by the command line; a replay writes none, for its paths come from the incident file. */
  readonly files?: readonly OutputFile[];
  /** What to say first; absent, the first root finding is the verdict. */
  readonly verdict?: string;
  /** What to say first where nothing is found and something known is open; it holds beside lines that were not recognized. */
  readonly open?: string;
  /** Names of findings that answer what was asked: they come before those that were found beside it. */
  readonly leads?: readonly string[];
}

/** How well a text fits a module, for `triage` and the menu. */
export interface Recognition {
  /** 0 (not at all) to 1. */
  readonly score: number;
  /** What it was recognized by, for the user: `WAS 5074 events in Event Viewer CSV`. */
  readonly because: string;
  /** It reads the text well, though nothing in it is wrong: it takes the text where no module takes it for more. */
  readonly readsWell?: boolean;
}

/** Whether a module needs something to read besides its options and this host. */
export type InputNeed = 'required' | 'optional' | 'none';

/** What somebody sees, in plain words. */
export interface Symptom {
  readonly says: string;
  /** Option values that it settles. */
  readonly raw?: RawOptions;
  /** Options that only the user can know, by camel-cased name, with the question and the usual answer. */
  readonly asks?: readonly { readonly option: string; readonly question: string; readonly usual: string }[];
}

/** Fills a buffer again and again; `use` returns how many bytes it used, the rest stands first the next time. */
export type FillBuffer = (buffer: Uint8Array, use: (filled: number, last: boolean) => number) => Promise<void>;

/** A part of a file, of which other threads read the others; lines count from its beginning. */
export interface RangeOrigin {
  readonly source: string;
  /** 0 for the first. */
  readonly part: number;
  /** A number for each part, shared by the threads: a module may tell in it how far its own part is. */
  readonly told: Int32Array;
}

/** Observes whole lines of a part of a large file; what merges such parts is the module's. */
export type ObserveRange<O = never, S extends Observations = Observations> = (
  fill: FillBuffer,
  options: O,
  origin: RangeOrigin,
) => Promise<S>;

/**
 * A diagnostic module: one folder, one registry line.
 * `P` is what `observe` is handed to read the world through, `O` its parsed options, `S` its observations.
 */
export interface DiagModule<P = never, O = never, S extends Observations = Observations> {
  readonly id: string;
  readonly summary: string;
  /** A longer paragraph for `--help`. */
  readonly description: string;
  /**
   * What positional arguments are: input files, one word that is handed to `parseOptions` under `name`, or several
   * (a list under `name`), of which `files` tells the input files.
   */
  readonly argument: {
    readonly takes: 'files' | 'word' | 'words';
    readonly name: string;
    readonly description: string;
  };
  /** The input files that words or options name; not with `takes: 'files'`. */
  files?(options: O): readonly string[];
  readonly options: readonly OptionSpec[];
  /** Command lines that work when copied, with what they do. */
  readonly examples: readonly { readonly command: string; readonly does: string }[];
  readonly codes: readonly AnyCode[];
  /**
   * Its observations are of hosts, told by name: those of more hosts than `mergeUpTo` are analyzed one by one, and
   * the report says which hosts share a fault. Absent where what many hosts saw is one picture, as a mail queue is.
   */
  readonly hosts?: { of(observations: S): string | undefined; readonly mergeUpTo: number };
  /** It looks at a living host: `--watch` and `--until healthy` make sense. */
  readonly watchable?: boolean;
  /** What people see who need this module, for the menu. */
  readonly symptoms?: readonly Symptom[];
  /**
   * What it reads with these options: `required` needs files or a pipe, `optional` reads a pipe
   * in which something arrives at once, `none` never reads a pipe that was not asked for with `-`.
   */
  input(options: O): InputNeed;
  /** Throws a usage error for words that make no sense. The result is JSON: it is saved with an incident. */
  parseOptions(raw: RawOptions, context: AnalysisContext): O;
  observe(ports: P, options: O): Promise<S>;
  /** Observations of both; associative. */
  merge(a: S, b: S): S;
  /** Pure and deterministic: no clock, no I/O. */
  analyze(observations: S, options: O, context: AnalysisContext): Analysis;
  /** Tells what of a saved incident's observations cannot be this module's; loaded by a replay alone. */
  incidentShape?(): Promise<IncidentShape>;
  /** How well the beginning of a text (up to 256 KiB) fits this module; absent for modules that read no text. */
  recognize?(head: string): Recognition;
}
