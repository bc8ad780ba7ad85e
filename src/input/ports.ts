import type { Observations, ObserveRange } from '../core/module.ts';
import type { HostFiles } from '../kubernetes/host/host-files.ts';
import type { EventReading, EventSettings } from './eventlog/event.ts';
import type { UseBytes } from './file-range.ts';
import type { CollectedHost } from './host/collected-host.ts';
import type { IisConfig } from './iis/config.ts';
import type { WorkerReading } from './iis/worker.ts';
import type { HostNetwork } from './network/host-network.ts';
import type { ProbeSession } from './probe/answer.ts';
import type { Source } from './source.ts';
import type { Peeked } from './tee.ts';
import type { SourceText } from './text.ts';

/**
 * What a module's `observe` reads the world through. Modules import this type only; the command
 * line makes the real one, tests make it from texts. A port that only some modules need is added
 * here and built in `open-ports.ts`.
 */
export interface Ports {
  /** Input files, standard input or pasted text, in the order given; empty when the host itself is looked at. */
  readonly sources: readonly Source[];
  /** A file that an option names, beside the inputs. Throws input errors. */
  open(path: string): Promise<Source>;
  /** Whether a word of the command line names a file, for words that may be something else. */
  isFile(word: string): boolean;
  /** The files of a host, read-only: `/` is this machine, any other directory is taken for a host's root. */
  host(root: string): HostFiles;
  /** The host whose collector's stream a source is; otherwise the source again, to be read. Throws input errors. */
  collectedHost(source: Source): Promise<CollectedHost | { readonly source: Source }>;
  /** What a source begins with, and the source as if it had not been looked at. */
  peek(source: Source, bytes: number): Promise<Peeked>;
  /** A source as lines, whatever its encoding and line ends. */
  text(source: Source): SourceText;
  /**
   * A source as bytes in a buffer of one's own, for what must be fast. `use` is told how many bytes are
   * there and whether they are the last, and returns how many it used; the rest stands first the next time.
   */
  fill(source: Source, buffer: Uint8Array, use: UseBytes): Promise<void>;
  /**
   * Has a large file observed in several threads: its beginning here by `observe`, the rest by what the
   * registry has for the module of this id. Observations in the order of the file, or undefined where one
   * thread is better or all there is.
   */
  inRanges<O, S extends Observations>(
    source: Source,
    module: string,
    options: O,
    observe: ObserveRange<O, S>,
  ): Promise<readonly S[] | undefined>;
  /** A source as Windows events, whichever export format it is in. */
  events(source: Source, settings?: EventSettings): EventReading;
  /** An applicationHost.config, redirection.config or a piece of one, by path or already open. Throws input errors. */
  readConfig(input: string | Source): Promise<IisConfig>;
  /** Worker processes, as `Get-CimInstance Win32_Process` and the like print them. Throws input errors. */
  readWorkers(input: string | Source, settings?: EventSettings): Promise<WorkerReading>;
  /** The network of this machine as its kernel tells it, by a fixed list of read-only commands; nothing is sent. */
  network(): Promise<HostNetwork>;
  /** Network probes under one total deadline, in ms. */
  probes(totalMs: number): ProbeSession;
  /** Fires on Ctrl-C: stop reading and return what was seen. */
  readonly signal: AbortSignal;
  /** Runs what takes long and waits for nothing; a signal ends the process meanwhile, at once and without a report. */
  busy<T>(action: () => T): Promise<T>;
  /** One line for the user on stderr while work goes on; shown only where someone watches. */
  progress(text: string): void;
}
