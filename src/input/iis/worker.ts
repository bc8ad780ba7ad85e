import type { InputCoverage } from '../../core/coverage.ts';
import type { EventTime } from '../eventlog/event.ts';

/** A running w3wp.exe as `Get-CimInstance Win32_Process` shows it. */
export interface WorkerProcess {
  readonly processId: number;
  /** From `-ap "Name"` of its command line; absent where that was not shown or cut off. */
  readonly pool?: string;
  /** CreationDate: the exact anchor of the Regular Time Interval. */
  readonly startedAt: EventTime;
  readonly computer?: string;
  readonly source: string;
  /** 1-based line where it begins. */
  readonly line: number;
}

export interface WorkerReading {
  readonly workers: readonly WorkerProcess[];
  readonly coverage: InputCoverage;
}
