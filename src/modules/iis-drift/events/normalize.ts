import { minuteMs } from '../../../core/time/units.ts';
import { normalizeProvider } from '../../../core/windows-events/provider.ts';
import type { EventRecord } from '../../../input/eventlog/event.ts';
import { type EventKind, isCollision, kindOf } from './kinds.ts';
import { shapeOf } from './message-shapes.ts';
import { quotedWords } from './quoted.ts';
import type { Clock, SeenEvent } from './seen-event.ts';

const textShown = 300;
const nameShown = 400;

/** The event as analysis sees it; undefined where it says nothing about recycling. */
export function normalize(record: EventRecord): SeenEvent | undefined {
  const what = whatIs(record);
  if (what === undefined) return undefined;
  const message = messageOf(record);
  const names = namesOf(what.kind, record, message);
  if (names === undefined) return undefined;
  return {
    kind: what.kind,
    provider: what.provider,
    id: record.id,
    host: (record.computer ?? '').trim().toLowerCase(),
    ...whenIs(record),
    ...names,
    channel: record.channel ?? '',
    ...(record.recordId === undefined ? {} : { record: record.recordId }),
    source: record.source,
    ...(record.line === undefined ? {} : { line: record.line }),
    text: quote(record, message, what.provider),
    ...(what.byWords ? { byWords: true as const } : {}),
  };
}

function whatIs(record: EventRecord): { kind: EventKind; provider: string; byWords: boolean } | undefined {
  if (record.provider === undefined) {
    const shape = shapeOf(messageOf(record), record.id);
    if (shape !== undefined) return { kind: shape.kind, provider: shape.provider, byWords: true };
    if (record.idFromWords !== true) return undefined;
    const kind = kindOf('IIS ASPNETCORE MODULE V2', record.id);
    return kind === undefined ? undefined : { kind, provider: '', byWords: true };
  }
  const provider = normalizeProvider(record.provider);
  const known = kindOf(provider, record.id);
  const counts = known !== 'bundle' || isHostingBundle(messageOf(record));
  const kind = known !== undefined && counts ? known : isCollision(provider, record.id) ? 'foreign' : undefined;
  return kind === undefined ? undefined : { kind, provider, byWords: false };
}

const isHostingBundle = (message: string): boolean => /\.NET/i.test(message) && /hosting|ASP\.NET Core/i.test(message);

const precisionMs = { millisecond: 1, second: 1000, minute: minuteMs } as const;

function whenIs({ time }: EventRecord): Pick<SeenEvent, 'time' | 'clock' | 'precision' | 'zone'> {
  const precision = precisionMs[time.precision];
  const zone = time.zone.provenance;
  const read = (text: string, clock: Clock) => {
    const ms = Date.parse(text);
    return Number.isNaN(ms) ? never : { time: ms, clock, precision, zone };
  };
  const never = { time: 0, clock: 'none' as const, precision, zone };
  if (time.utc !== undefined) return read(time.utc, 'utc');
  if (time.local === undefined) return never;
  if (time.lacks === 'date') return read(`1970-01-01T${time.local}Z`, 'day');
  return read(`${time.local}Z`, 'local');
}

const messageOf = (record: EventRecord): string => (record.message ?? record.data['param1'] ?? '').trim();

type Names = Pick<SeenEvent, 'pool' | 'app' | 'pid' | 'detail'>;

/** Whose event it is; undefined where it turns out to be about something else. */
function namesOf(kind: EventKind, record: EventRecord, message: string): Names | undefined {
  switch (kind) {
    case 'app-started':
    case 'app-stopped':
    case 'app-offline':
    case 'app-config':
    case 'app-stop-timeout':
    case 'app-failed':
      return appNames(record, message);
    case 'fault':
      return faultNames(record, message);
    case 'bundle':
      return detailOf(message);
    case 'service-stopped':
      return serviceNames(record, message, /(?:stopped|beendet)/i);
    case 'service-failed':
      return serviceNames(record, message, /./);
    case 'config-changed':
      return record.id === 29 ? detailOf(changeOf(record, message)) : undefined;
    case 'schedule-refused':
      return detailOf(quotedWords(message).at(-1) ?? '');
    case 'foreign':
    case 'shutdown-asked':
    case 'iisreset':
      return detailOf(message);
    case 'system-started':
    case 'system-stopped':
    case 'system-died':
    case 'clock':
    case 'log-cleared':
    case 'was-error':
      return {};
    default:
      return poolNames(kind, record, message);
  }
}

const detailOf = (text: string): Names => (text === '' ? {} : { detail: text.slice(0, textShown) });

/** Kinds whose message quotes the pool first, then the pid (5009-5013); in the recycle requests it is the other way round. */
const poolFirst: ReadonlySet<EventKind> = new Set([
  'crash',
  'ping',
  'start-timeout',
  'stop-timeout',
  'pool-disabled',
  'identity',
  'overlap-failed',
]);
/** Kinds whose message quotes the pool only. */
const poolOnly: ReadonlySet<EventKind> = new Set([
  'manual',
  'pool-config',
  'config-store',
  'private-memory',
  'pool-disabled',
]);

function poolNames(kind: EventKind, record: EventRecord, message: string): Names {
  const named = record.data['AppPoolID'];
  const params = named === undefined ? parameters(record, message) : [];
  // The end of a cut message may be half a name, or the pid may be all that is left.
  const single = poolOnly.has(kind) || (params.length === 1 && record.messageCut !== true);
  const poolAt = single || poolFirst.has(kind) ? 0 : 1;
  const pool = named ?? params[poolAt] ?? unquotedPool(record, message);
  const pid = record.data['ProcessID'] ?? (single ? undefined : params[1 - poolAt]) ?? unquotedPid(message);
  const detail = poolDetail(kind, record, message);
  return {
    ...(pool === undefined || pool === '' ? {} : { pool: pool.slice(0, nameShown) }),
    ...(pid === undefined || !/^\d{1,10}$/.test(pid) ? {} : { pid }),
    ...(detail === undefined ? {} : { detail: detail.toLowerCase() }),
  };
}

/** The exit code of a crash, the minutes of an idle time-out. */
function poolDetail(kind: EventKind, record: EventRecord, message: string): string | undefined {
  if (kind === 'crash') return /'?0x([0-9a-f]{1,8})'?/i.exec(message)?.[1] ?? record.data['ExitCode'];
  return kind === 'idle' ? /\b(\d{1,6}) min/i.exec(message)?.[1] : undefined;
}

/** Replacement strings of the message: as data, or else as its quoted words. A name that was cut off is none. */
function parameters(record: EventRecord, message: string): string[] {
  const { param1, param2, param3 } = record.data;
  if (param2 !== undefined || (param1 !== undefined && record.message !== undefined))
    return [param1, param2, param3].filter((one) => one !== undefined);
  const words = quotedWords(message);
  return words.length === 0 && param1 !== undefined && record.message === undefined ? [param1] : words;
}

const unquotedPool = (record: EventRecord, message: string): string | undefined =>
  record.messageCut === true ? undefined : /application pool ([^\s'"‘“][^\s]*) /i.exec(message)?.[1];

const unquotedPid = (message: string): string | undefined => /process id (?:of|was) (\d{1,10})\b/i.exec(message)?.[1];

/** `Application 'MACHINE/WEBROOT/APPHOST/SITE/APP' has shutdown.`, or a note such as `ApiGateway shutdown`. */
function appNames(record: EventRecord, message: string): Names {
  const [quoted] = quotedWords(message);
  const words =
    /^["']?(.{1,200}?)["']?\s+(?:app ?pool\s+)?(?:has |was |is |successfully )?(?:shut ?down|stopped|started|starting)\b/i.exec(
      message,
    )?.[1];
  const app = record.data['Application'] ?? quoted ?? words ?? record.data['param1'];
  return app === undefined || app === '' ? {} : { app: app.slice(0, nameShown) };
}

/**
 * Application Error, WER and .NET Runtime are about any program: worker processes count, and programs that died
 * of a .NET exception, as an ASP.NET Core application out of process does.
 */
function faultNames(record: EventRecord, message: string): Names | undefined {
  const text = `${message} ${Object.values(record.data).join(' ')}`.slice(0, 4000);
  const code = /(?:exception code|ausnahmecode|\bP7): ?(?:0x)?([0-9a-f]{8})\b/i.exec(text)?.[1]?.toLowerCase();
  const program = /(?:faulting application name|\bP1|^Application): ?([\w.-]{1,100}\.exe)/i.exec(text)?.[1];
  const worker = /\bw3wp\.exe\b/i.test(text);
  if (!worker && (program === undefined || !/^e0434/.test(code ?? ''))) return undefined;
  const pid = /process id: 0x([0-9a-f]{1,8})/i.exec(text)?.[1];
  return {
    ...(worker || program === undefined ? {} : { app: program }),
    ...(pid === undefined ? {} : { pid: String(Number.parseInt(pid, 16)) }),
    ...(code === undefined ? {} : { detail: code }),
  };
}

const iisServices =
  /World Wide Web Publishing|WWW-Publishing|Windows Process Activation|Windows-Prozessaktivierung|\bW3SVC\b|\bWAS\b/i;

function serviceNames(record: EventRecord, message: string, state: RegExp): Names | undefined {
  const text = `${message} ${Object.values(record.data).join(' ')}`.slice(0, 2000);
  const name = iisServices.exec(text)?.[0];
  return name === undefined || !state.test(text) ? undefined : { detail: name };
}

/** What IIS Configuration event 29 says was changed. */
const changeOf = (record: EventRecord, message: string): string =>
  quotedWords(message.replace(/\\?"/g, ''))[0] ?? record.data['ConfigPath'] ?? record.data['param1'] ?? message;

const dataText = ({ data }: EventRecord): string =>
  Object.entries(data)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

function quote(record: EventRecord, message: string, provider: string): string {
  const said = (message === '' ? dataText(record) : message).replace(/\s+/g, ' ').slice(0, textShown);
  if (record.idFromWords === true) return said;
  const label = provider.includes('ASPNETCORE MODULE')
    ? 'ANCM'
    : (record.provider ?? provider).replace(/^Microsoft-Windows-/, '');
  return `${label} ${record.id}${said === '' ? '' : `: ${said}`}`;
}
