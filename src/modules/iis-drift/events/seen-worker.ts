import type { WorkerProcess } from '../../../input/iis/worker.ts';
import type { Clock } from './seen-event.ts';
import { wallOf } from './wall.ts';

/** A worker process that was running when it was looked at; JSON. */
export interface SeenWorker {
  readonly pool: string;
  readonly pid: string;
  readonly host: string;
  /** Ms, to be read as `clock` says. */
  readonly startedAt: number;
  readonly clock: Clock;
  /** As `SeenEvent.wall`. */
  readonly wall?: number;
  readonly source: string;
  readonly line: number;
}

/** Undefined where the command line, and so the pool, was not shown, or the start was not. */
export function seeWorker(worker: WorkerProcess): SeenWorker | undefined {
  const { utc, local, lacks } = worker.startedAt;
  const text = utc ?? (local === undefined ? undefined : `${local}Z`);
  const startedAt = text === undefined || lacks === 'date' ? Number.NaN : Date.parse(text);
  if (worker.pool === undefined || Number.isNaN(startedAt)) return undefined;
  return {
    pool: worker.pool,
    pid: String(worker.processId),
    host: (worker.computer ?? '').trim().toLowerCase(),
    startedAt,
    clock: utc === undefined ? 'local' : 'utc',
    ...(utc === undefined ? {} : wallOf(worker.startedAt)),
    source: worker.source,
    line: worker.line,
  };
}
