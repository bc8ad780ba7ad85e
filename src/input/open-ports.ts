import { existsSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { DiagError } from '../core/errors.ts';
import { fileOrFolder } from './bundle.ts';
import { busy } from './ends-at-once.ts';
import { openEvents } from './eventlog/open-events.ts';
import { isPacked, readBlocks, readRange } from './file-range.ts';
import { collectedHost } from './host/collected-host.ts';
import { openHost } from './host/open-host.ts';
import { inRanges } from './parallel.ts';
import { partsOf } from './parts.ts';
import type { Ports } from './ports.ts';
import { openProbeSession } from './probe/session.ts';
import { type OnBytes, type Source, streamSource } from './source.ts';
import { peek } from './tee.ts';
import { openText } from './text.ts';
import { prepareFor } from './v8-flags.ts';

/** Who watches a run: told of bytes and phases while `observe` works. */
export interface Watcher {
  readonly onBytes: OnBytes;
  note(text: string): void;
}

export interface PortSettings {
  /** Paths, `-` for standard input, or sources that are open already (a paste, a shared pipe). */
  readonly inputs: readonly (string | Source)[];
  readonly stdin: Readable;
  /** The shell's variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly watcher: Watcher;
  /** Told of every file that is opened by its path. */
  onRead(path: string): Promise<void>;
}

/** The world, and what of the inputs cannot be read. */
export interface OpenedPorts {
  readonly ports: Ports;
  readonly unread: readonly DiagError[];
}

/** Opens the real world for a module. Throws the input error where not one of the inputs can be read. */
export async function openPorts({ inputs, stdin, env, signal, watcher, onRead }: PortSettings): Promise<OpenedPorts> {
  const settings = { signal, onBytes: watcher.onBytes };
  const open = async (path: string) => {
    await onRead(path);
    return fileOrFolder(path, settings);
  };
  const { sources, unread } = await openInputs(inputs, async (input) =>
    typeof input !== 'string' ? input : input === '-' ? streamSource('stdin', () => stdin, settings) : open(input),
  );
  await prepareFor(Math.max(0, ...sources.map(({ size }) => size ?? 0)));
  const ports: Ports = {
    sources,
    open,
    isFile: (word) => existsSync(word) && statSync(word).isFile(),
    peek,
    text: openText,
    inRanges: (source, module, options, observe) => {
      const onBytes = (bytes: number) => watcher.onBytes(source, bytes);
      return inRanges(source, module, options, observe, { signal, onBytes });
    },
    fill: (source, buffer, use) => {
      const { path, size } = source;
      if (path === undefined || size === undefined || isPacked(path))
        return readBlocks(source.blocks(), buffer, use, signal);
      const onBytes = (bytes: number) => watcher.onBytes(source, bytes);
      return readRange({ path, from: 0, to: size }, buffer, use, { signal, onBytes });
    },
    events: openEvents,
    readConfig: async (input) => {
      const { readConfig } = await import('./iis/read-config.ts');
      return readConfig(typeof input === 'string' ? await open(input) : input);
    },
    readWorkers: async (input, reading) => {
      const { readWorkers } = await import('./iis/read-workers.ts');
      return readWorkers(typeof input === 'string' ? await open(input) : input, reading);
    },
    host: (root) => openHost(root, env),
    collectedHost,
    network: async () => (await import('./network/host-network.ts')).openNetwork(signal),
    probes: (totalMs) => openProbeSession(totalMs, signal),
    signal,
    busy,
    progress: (text) => watcher.note(text),
  };
  return { ports, unread };
}

/** All inputs that can be read, and why the others cannot; it is an error only where none can. */
async function openInputs(
  inputs: PortSettings['inputs'],
  open: (input: string | Source) => Promise<Source>,
): Promise<{ sources: readonly Source[]; unread: readonly DiagError[] }> {
  const sources: Source[] = [];
  const unread: DiagError[] = [];
  for (const input of inputs) {
    try {
      sources.push(...(await partsOf(await open(input))));
    } catch (error) {
      if (!(error instanceof DiagError)) throw error;
      unread.push(error);
    }
  }
  if (sources.length === 0 && unread[0] !== undefined) throw unread[0];
  return { sources, unread };
}
