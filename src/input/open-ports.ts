import type { Readable } from 'node:stream';
import { openEvents } from './eventlog/open-events.ts';
import { isGzip, readBlocks, readRange } from './file-range.ts';
import { prepareFor } from './heap.ts';
import { openHost } from './host/open-host.ts';
import { collectedHost } from './host/recorded-host.ts';
import { inRanges } from './parallel.ts';
import { partsOf } from './parts.ts';
import type { Ports } from './ports.ts';
import { openProbeSession } from './probe/session.ts';
import { fileSource, type OnBytes, type Source, streamSource } from './source.ts';
import { openText } from './text.ts';

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
}

/** Opens the real world for a module. Throws an input error for a file that cannot be read. */
export async function openPorts({ inputs, stdin, env, signal, watcher }: PortSettings): Promise<Ports> {
  const settings = { signal, onBytes: watcher.onBytes };
  const sources: Source[] = [];
  for (const input of inputs) {
    if (typeof input !== 'string') sources.push(...(await partsOf(input)));
    else if (input === '-') sources.push(...(await partsOf(streamSource('stdin', () => stdin, settings))));
    else sources.push(...(await partsOf(await fileSource(input, settings))));
  }
  await prepareFor(Math.max(0, ...sources.map(({ size }) => size ?? 0)));
  return {
    sources,
    text: openText,
    inRanges: (source, module, options, observe) => {
      const onBytes = (bytes: number) => watcher.onBytes(source, bytes);
      return inRanges(source, module, options, observe, { signal, onBytes });
    },
    fill: (source, buffer, use) => {
      const { path, size } = source;
      if (path === undefined || size === undefined || isGzip(path))
        return readBlocks(source.blocks(), buffer, use, signal);
      const onBytes = (bytes: number) => watcher.onBytes(source, bytes);
      return readRange({ path, from: 0, to: size }, buffer, use, { signal, onBytes });
    },
    events: openEvents,
    readConfig: async (input) => {
      const { readConfig } = await import('./iis/read-config.ts');
      return readConfig(typeof input === 'string' ? await fileSource(input, settings) : input);
    },
    readWorkers: async (input, reading) => {
      const { readWorkers } = await import('./iis/read-workers.ts');
      return readWorkers(typeof input === 'string' ? await fileSource(input, settings) : input, reading);
    },
    host: (root) => openHost(root, env),
    collectedHost,
    probes: (totalMs) => openProbeSession(totalMs, signal),
    signal,
    progress: (text) => watcher.note(text),
  };
}
