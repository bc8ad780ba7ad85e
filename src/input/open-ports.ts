import type { Readable } from 'node:stream';
import { openEvents } from './eventlog/open-events.ts';
import { openHost } from './host/open-host.ts';
import type { Ports } from './ports.ts';
import { fileSource, type OnBytes, type Source, streamSource } from './source.ts';
import { openText } from './text.ts';

/** Who watches a run: told of bytes and phases while `observe` works. */
export interface Watcher {
  readonly onBytes: OnBytes;
  note(text: string): void;
}

export interface PortSettings {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  readonly stdin: Readable;
  /** The shell's variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly watcher: Watcher;
}

/** Opens the real world for a module. Throws an input error for a file that cannot be read. */
export async function openPorts({ files, stdin, env, signal, watcher }: PortSettings): Promise<Ports> {
  const settings = { signal, onBytes: watcher.onBytes };
  const sources: Source[] = [];
  for (const file of files) {
    sources.push(file === '-' ? streamSource('stdin', () => stdin, settings) : await fileSource(file, settings));
  }
  return {
    sources,
    text: openText,
    events: openEvents,
    readConfig: async (path) => {
      const { readConfig } = await import('./iis/read-config.ts');
      return readConfig(await fileSource(path, settings));
    },
    host: (root) => openHost(root, env),
    signal,
    progress: (text) => watcher.note(text),
  };
}
