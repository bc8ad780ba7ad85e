import { unrecognizedInput } from '../../core/errors.ts';
import { minuteMs } from '../../core/time/units.ts';
import { decode } from '../decode.ts';
import type { EventSettings } from '../eventlog/event.ts';
import type { RawTime } from '../eventlog/raw-event.ts';
import { timeFromText } from '../eventlog/text/fields.ts';
import { EventClock } from '../eventlog/time/clock.ts';
import type { Source } from '../source.ts';
import type { WorkerProcess, WorkerReading } from './worker.ts';
import { type WorkerRow, workerRows } from './worker-rows.ts';

const maxCharacters = 16 << 20;
const hint =
  'give the output of: Get-CimInstance Win32_Process -Filter "Name=\'w3wp.exe\'" | Select-Object ProcessId,CreationDate,CommandLine | ConvertTo-Json';

/** Reads worker processes. Throws an input error where there is none in it, or where its dates can be read in two ways. */
export async function readWorkers(source: Source, settings: EventSettings = {}): Promise<WorkerReading> {
  const decoded = decode(source);
  let text = '';
  for await (const chunk of decoded.chunks()) {
    text += chunk;
    if (text.length > maxCharacters) throw unrecognizedInput(`${source.name}: too large for a list of processes`, hint);
  }
  const rows = workerRows(text);
  const clock = new EventClock(source.name, settings);
  for (const { started } of rows) if (started !== undefined) clock.see(started);
  clock.conclude(true);
  const workers = rows.flatMap((row) => workerOf(row, clock, source.name));
  if (workers.length === 0) throw unrecognizedInput(`${source.name}: no worker processes in it`, hint);
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  const timeZone = workers[0]?.startedAt.zone ?? { name: 'unknown', provenance: 'unknown' };
  return {
    workers,
    coverage: {
      source: source.name,
      format: 'worker-processes',
      encoding: decoded.encoding,
      lines,
      understood: lines,
      timeZone,
    },
  };
}

function workerOf(row: WorkerRow, clock: EventClock, source: string): WorkerProcess[] {
  const processId = Number(row.processId);
  if (row.started === undefined || !Number.isInteger(processId) || processId <= 0) return [];
  const startedAt = clock.timeOf(startedOf(row.started));
  if (startedAt.lacks !== undefined) return [];
  const pool = poolOf(row.commandLine ?? '');
  return [
    {
      processId,
      ...(pool === undefined ? {} : { pool }),
      startedAt,
      ...(row.computer === undefined || row.computer === '' ? {} : { computer: row.computer }),
      source,
      line: row.line,
    },
  ];
}

/** `w3wp.exe -ap "ApiGateway" -v …`; undefined where the name has no end, because the column was too narrow. */
const poolOf = (commandLine: string): string | undefined => /\s-ap\s+"([^"]+)"/.exec(commandLine)?.[1];

/** WMI's own form, `20260310153136.123456+060`: local time and minutes ahead of UTC. */
function startedOf(text: string): RawTime {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.(\d{3})\d{3}([+-]\d{3})$/.exec(text.trim());
  if (match === null) return timeFromText(text);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0, offset = 0] = match
    .slice(1)
    .map(Number);
  return {
    utc: Date.UTC(year, month - 1, day, hour, minute, second, ms) - offset * minuteMs,
    precision: 'millisecond',
  };
}
