import { inertLine } from '../core/safe-text.ts';
import type { Watcher } from '../input/open-ports.ts';
import type { Source } from '../input/source.ts';
import type { Io } from './io.ts';

/** Progress on stderr: only where someone watches, only after half a second, gone before the report. */
export interface Progress extends Watcher {
  stop(): void;
}

const delayMs = 500;
const repaintMs = 200;
const eraseLine = '\r\u001b[2K';

export function startProgress(io: Io, settings: { readonly quiet?: boolean }): Progress {
  // A screen reader would read out every repaint.
  const shown = io.stderr.isTTY === true && settings.quiet !== true && !io.env['ACCESSIBLE'];
  const start = Date.now();
  let painted = 0;
  const paint = (text: () => string) => {
    if (!shown) return;
    const now = Date.now();
    if (now - start < delayMs || now - painted < repaintMs) return;
    painted = now;
    io.stderr.write(`${eraseLine}${inertLine(text()).slice(0, (io.stderr.columns ?? 80) - 1)}`);
  };
  return {
    onBytes: (source, bytes) => paint(() => describe(source, bytes, (Date.now() - start) / 1000)),
    note: (text) => paint(() => text),
    stop: () => {
      if (painted > 0) io.stderr.write(eraseLine);
    },
  };
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

function describe(source: Source, bytes: number, seconds: number): string {
  const rate = bytes / seconds;
  const read = `reading ${source.name}: ${mebibytes(bytes)}`;
  if (source.size === undefined) return `${read}, ${mebibytes(rate)}/s`;
  const left = Math.max(0, Math.ceil((source.size - bytes) / rate));
  return `${read} of ${mebibytes(source.size)}, ${mebibytes(rate)}/s, ${left} s left`;
}
