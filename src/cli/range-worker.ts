import { serialize } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { readRange } from '../input/file-range.ts';
import type { RangeTask } from '../input/parallel.ts';
import { findEntry } from '../modules/registry.ts';

/** The entry of a thread that observes one range of a file; see input/parallel.ts. */
async function observeTask(task: RangeTask): Promise<void> {
  const observeRange = await findEntry(task.module)?.loadRange?.();
  const signal = new AbortController().signal;
  const observed = await observeRange?.(
    (buffer, use) => readRange(task.range, buffer, use, { signal }),
    task.options as never,
    { source: task.range.path, part: task.part, told: task.told },
  );
  const bytes = serialize(observed);
  parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer]);
}

// What it throws is an unhandled rejection: the thread ends with an error event.
void observeTask(workerData as RangeTask);
