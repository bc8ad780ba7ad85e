import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type FileRange, isGzip, lineRanges } from './file-range.ts';
import type { Source } from './source.ts';

/** What a worker is told. */
export interface RangeTask {
  /** Module id. */
  readonly module: string;
  readonly options: unknown;
  readonly range: FileRange;
  /** Whether another range comes before. */
  readonly later: boolean;
}

/** Below this one thread is done before others have started. */
const parallelFrom = 1.5 * 2 ** 30;
const maxThreads = 4;

/**
 * Has ranges of a large file observed by a module in threads of their own; observations in the order
 * of the file. Undefined where the file is too small, no plain file, or the program is not built.
 */
export async function inRanges(
  source: Source,
  module: string,
  options: unknown,
  signal: AbortSignal,
): Promise<readonly unknown[] | undefined> {
  const { path, size } = source;
  const worker = workerFile();
  const threads = Math.min(maxThreads, availableParallelism());
  if (path === undefined || size === undefined || size <= parallelFrom || threads < 2) return undefined;
  if (worker === undefined || isGzip(path)) return undefined;
  const ranges = lineRanges(path, size, threads);
  return Promise.all(ranges.map((range, i) => run(worker, { module, options, range, later: i > 0 }, signal)));
}

/** The built worker lies beside the program, whose code may lie in a folder of chunks. */
function workerFile(): string | undefined {
  return ['./range-worker.js', '../range-worker.js']
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((file) => existsSync(file));
}

async function run(file: string, task: RangeTask, signal: AbortSignal): Promise<unknown> {
  const { Worker } = await import('node:worker_threads');
  const worker = new Worker(file, { workerData: task, resourceLimits: { maxYoungGenerationSizeMb: 4 } });
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  return new Promise<unknown>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(signal.aborted ? 'interrupted' : 'a reading thread ended early')));
  }).finally(() => signal.removeEventListener('abort', stop));
}
