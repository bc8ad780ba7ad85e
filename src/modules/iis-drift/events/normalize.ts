import { headOf } from '../../../core/safe-text.ts';
import { minuteMs } from '../../../core/time/units.ts';
import { fileTimeIn } from '../../../core/windows-events/file-time.ts';
import { normalizeProvider } from '../../../core/windows-events/provider.ts';
import type { EventRecord } from '../../../input/eventlog/event.ts';
import { type EventKind, isCollision, rowOf, rowSaying } from './kinds.ts';
import { namesOf } from './names.ts';
import type { EventRow } from './row.ts';
import type { Clock, Names, SeenEvent } from './seen-event.ts';
import { wallOf } from './wall.ts';

const textShown = 300;

/** The event as analysis sees it; undefined where it says nothing about recycling. */
export function normalize(record: EventRecord): SeenEvent | undefined {
  const what = whatIs(record);
  if (what === undefined) return undefined;
  const message = messageOf(record);
  const names = what.row === undefined ? detailOf(message) : namesOf(what.row, record, message);
  if (names === undefined) return undefined;
  return {
    kind: what.row?.kind ?? 'foreign',
    provider: what.provider,
    id: record.id,
    host: (record.computer ?? '').trim().toLowerCase(),
    ...whenIs(record),
    ...(what.row?.kind === 'fault' ? bornIn(`${message}\n${record.data['param10'] ?? ''}`) : {}),
    ...names,
    channel: record.channel ?? '',
    ...(record.recordId === undefined ? {} : { record: record.recordId }),
    source: record.source,
    ...(record.line === undefined ? {} : { line: record.line }),
    text: quote(record, message, what.provider),
    ...(what.byWords ? { byWords: true as const } : {}),
  };
}

interface What {
  /** Absent: a foreign event under an id of IIS. */
  readonly row?: EventRow<EventKind>;
  readonly provider: string;
  readonly byWords: boolean;
}

function whatIs(record: EventRecord): What | undefined {
  if (record.provider === undefined) return whatItSays(record);
  const provider = normalizeProvider(record.provider);
  const row = rowOf(provider, record.id);
  // The installer logs every product under these ids.
  if (row !== undefined && (row.kind !== 'bundle' || isHostingBundle(messageOf(record))))
    return { row, provider, byWords: false };
  return isCollision(provider, record.id) ? { provider, byWords: false } : undefined;
}

/** What a message says, where no provider says it. The id, where the export has one, must be one of the row's. */
function whatItSays(record: EventRecord): What | undefined {
  const row = rowSaying(messageOf(record));
  const logged = row === undefined ? [] : [...row.logged, ...(row.abroad ?? [])];
  const ids = logged.flatMap((one) => one.ids);
  if (row !== undefined && (record.id === 0 || record.idFromWords === true || ids.includes(record.id)))
    return { row, provider: logged[0]?.provider ?? '', byWords: true };
  const note = record.idFromWords === true ? rowOf('IIS ASPNETCORE MODULE V2', record.id) : undefined;
  return note === undefined ? undefined : { row: note, provider: '', byWords: true };
}

const isHostingBundle = (message: string): boolean => /\.NET/i.test(message) && /hosting|ASP\.NET Core/i.test(message);

const precisionMs = { millisecond: 1, second: 1000, minute: minuteMs } as const;

function whenIs({ time }: EventRecord): Pick<SeenEvent, 'time' | 'clock' | 'day' | 'precision' | 'zone' | 'wall'> {
  const precision = precisionMs[time.precision];
  const zone = time.zone.provenance;
  const read = (text: string, clock: Clock) => {
    const ms = Date.parse(text);
    return Number.isNaN(ms) ? never : { time: ms, clock, precision, zone };
  };
  const never = { time: 0, clock: 'none' as const, precision, zone };
  if (time.utc !== undefined) return { ...read(time.utc, 'utc'), ...wallOf(time) };
  if (time.local === undefined) return never;
  if (time.lacks === 'date')
    return { ...read(`1970-01-01T${time.local}Z`, 'day'), ...(time.day === undefined ? {} : { day: time.day }) };
  return read(`${time.local}Z`, 'local');
}

/** Application Error 1000 says when the process that died had begun. */
function bornIn(text: string): Pick<SeenEvent, 'born'> {
  const born = fileTimeIn(text);
  return born === undefined ? {} : { born };
}

const messageOf = (record: EventRecord): string => (record.message ?? record.data['param1'] ?? '').trim();

const detailOf = (text: string): Names => (text === '' ? {} : { detail: headOf(text, textShown) });

const dataText = ({ data }: EventRecord): string =>
  Object.entries(data)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

function quote(record: EventRecord, message: string, provider: string): string {
  const said = headOf((message === '' ? dataText(record) : message).replace(/\s+/g, ' '), textShown);
  if (record.idFromWords === true) return said;
  const label = provider.includes('ASPNETCORE MODULE')
    ? 'ANCM'
    : (record.provider ?? provider).replace(/^Microsoft-Windows-/, '');
  return `${label} ${record.id}${said === '' ? '' : `: ${said}`}`;
}
