import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import type { Observations, ObserveRange } from '../core/module.ts';
import { type FileRange, isPacked, lineRanges, type RangeSettings, readRange } from './file-range.ts';
import { insideProgram } from './shipped-file.ts';
import type { Source } from './source.ts';
import { keepNewSpaceSmall } from './v8-flags.ts';

/** What a worker is told. */
export interface RangeTask {
  /** Module id. */
  readonly module: string;
  readonly options: unknown;
  readonly range: FileRange;
  /** See `RangeOrigin`. */
  readonly part: number;
  readonly told: Int32Array;
}

/** Below this one thread is done before others have started. */
const parallelFrom = 1.5 * 2 ** 30;
const maxThreads = 4;

/**
 * Has ranges of a large file observed: the first here, the others by the function of a module in threads
 * of their own. Observations in the order of the file, only the first where it is interrupted; undefined where the file is too small, no plain
 * file, or the program is not built.
 */
export async function inRanges<O, S extends Observations>(
  { path, size }: Source,
  module: string,
  options: O,
  observe: ObserveRange<O, S>,
  settings: RangeSettings,
): Promise<readonly S[] | undefined> {
  const worker = builtWorker();
  const most = Math.min(maxThreads, availableParallelism());
  if (path === undefined || size === undefined || size <= parallelFrom || most < 2) return undefined;
  if (worker === undefined || isPacked(path)) return undefined;
  const [first, ...others] = lineRanges(path, size, most);
  if (first === undefined) return undefined;
  const { Worker } = await import('node:worker_threads');
  const told = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * (others.length + 1)));
  const threads = others.map((range, i) => {
    const task: RangeTask = { module, options, range, part: i + 1, told };
    return new Worker(worker.code, {
      eval: worker.eval,
      workerData: task,
      resourceLimits: { maxYoungGenerationSizeMb: 1 },
    });
  });
  const ends = Promise.all(threads.map((thread) => endOf(thread, settings.signal)));
  const online = Promise.all(threads.map((thread) => new Promise((resolve) => thread.once('online', resolve))));
  // That one fails is told below, behind what was read here.
  await Promise.race([online, ends.catch(() => undefined)]);
  await keepNewSpaceSmall();
  // The others are about as far as this one.
  const onBytes = (bytes: number) => settings.onBytes?.(bytes * (others.length + 1));
  const here = observe((buffer, use) => readRange(first, buffer, use, { ...settings, onBytes }), options, {
    source: path,
    part: 0,
    told,
  });
  const parts = [await here];
  // Interrupted: the beginning of the file, as far as it was read; the lines of other parts could not be counted.
  if (settings.signal.aborted) {
    await ends.catch(() => undefined);
    return parts;
  }
  // Unpacked when the threads are done: until then both they and what they observed take memory.
  const { deserialize } = await import('node:v8');
  for (const bytes of await ends) parts.push(deserialize(bytes));
  return parts;
}

/** The built worker is inside the program (its text), or lies beside it, whose code may lie in a folder of chunks. */
function builtWorker(): { readonly code: string; readonly eval: boolean } | undefined {
  const text = insideProgram('range-worker.cjs');
  if (text !== undefined) return { code: text, eval: true };
  const file = ['./range-worker.js', '../range-worker.js', './range-worker.cjs']
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((path) => existsSync(path));
  return file === undefined ? undefined : { code: file, eval: false };
}

/** What a thread observed, serialized. */
function endOf(thread: Worker, signal: AbortSignal): Promise<Uint8Array> {
  const stop = () => void thread.terminate();
  signal.addEventListener('abort', stop, { once: true });
  return new Promise<Uint8Array>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('a reading thread ended early')));
  }).finally(() => signal.removeEventListener('abort', stop));
}
