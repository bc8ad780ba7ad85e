import { headOf } from '../../../core/safe-text.ts';
import type { EventRecord } from '../../../input/eventlog/event.ts';
import { faultNames } from './fault-names.ts';
import { type EventKind, namesIn } from './kinds.ts';
import { quotedWords } from './quoted.ts';
import type { EventRow } from './row.ts';
import type { Names } from './seen-event.ts';
import { serviceCalled, serviceNamed } from './service-names.ts';

const nameShown = 400;
const textShown = 300;

/** Sentences that stand for one error number of the page they are from. */
const errorOfSentence: Readonly<Record<string, string>> = {
  'page-section-locked': '0x80070021',
  'page-twice': '0x800700b7',
};

/** Whose event it is; undefined where it turns out to be about something else. */
export function namesOf(row: EventRow<EventKind>, record: EventRecord, message: string): Names | undefined {
  const number = errorOfSentence[row.id];
  if (number !== undefined) return { detail: number };
  if (row.id.startsWith('page-')) return detailOf(namesIn(row, message)['detail'] ?? '');
  switch (row.kind) {
    case 'app-started':
    case 'app-stopped':
    case 'app-config':
    case 'app-stop-timeout':
    case 'app-failed':
    case 'app-died':
      return appNames(row, record, message);
    case 'app-offline':
      return message.startsWith('App_offline') ? {} : appNames(row, record, message);
    case 'fault':
      return faultNames(row, record, message);
    case 'service-not-started':
    case 'service-down':
    case 'service-up':
      return detailOf(message);
    case 'site-stopped':
    case 'site-started': {
      const { app, app1 } = namesIn(row, message);
      return { app: app ?? app1 ?? '' };
    }
    case 'pool-started': {
      const { pool, pool1 } = namesIn(row, message);
      return { pool: (pool ?? pool1 ?? '').trim() };
    }
    case 'service-stopped':
      return serviceStopped(record, message);
    case 'service-failed':
      return serviceNames(record, message, /./);
    case 'config-changed':
      return record.id === 29 || record.id === 0 ? detailOf(changeOf(record, message)) : undefined;
    case 'schedule-refused':
      return detailOf(quotedWords(message).at(-1) ?? '');
    case 'bundle':
    case 'shutdown-asked':
    case 'iisreset':
    case 'unhealthy':
      return detailOf(message);
    case 'request-exception':
    case 'app-broken':
      return exceptionNames(message);
    case 'site-refused':
    case 'listen-failed':
    case 'ssl-binding':
      return addressNames(row, record, message);
    case 'system-started':
    case 'system-stopped':
    case 'system-died':
    case 'clock':
    case 'log-cleared':
    case 'was-error':
    case 'harmless':
      return {};
    default:
      return poolNames(row, record, message);
  }
}

const detailOf = (text: string): Names => (text === '' ? {} : { detail: headOf(text, textShown) });

/** Names as EventData has them, as the English sentence has them, or by their order among the quoted words. */
function poolNames(row: EventRow<EventKind>, record: EventRecord, message: string): Names {
  const said = record.messageCut === true ? {} : namesIn(row, message);
  const words = record.data['AppPoolID'] === undefined ? parameters(record, message) : [];
  const inOrder = namesByOrder(row.quotes ?? [], words, record.messageCut === true);
  const pool = record.data['AppPoolID'] ?? said['pool'] ?? inOrder.pool ?? unquotedPool(record, message);
  const pid = record.data['ProcessID'] ?? said['pid'] ?? inOrder.pid ?? unquotedPid(message);
  const detail = poolDetail(row.kind, record, message) ?? said['detail'];
  return {
    ...(pool === undefined || pool === '' || pool === '-' ? {} : { pool: pool.trim().slice(0, nameShown) }),
    ...(pid === undefined || !isPid(pid) ? {} : { pid }),
    ...(detail === undefined ? {} : { detail: headOf(detail, textShown) }),
  };
}

/** Pool and process among quoted words. The end of a cut message may be half a name, or the pid may be all that is left. */
function namesByOrder(
  quotes: NonNullable<EventRow['quotes']>,
  words: readonly string[],
  isCut: boolean,
): { readonly pool?: string | undefined; readonly pid?: string | undefined } {
  const [first = '', second = ''] = words;
  if (words.length === 1 && !isCut && quotes.includes('pool')) return { pool: first };
  const pool = quotes.includes('pool') ? words[quotes.indexOf('pool')] : undefined;
  const pid = quotes.includes('pid') ? words[quotes.indexOf('pid')] : undefined;
  // Versions and languages differ in what they name first: a number is the process where the other word is none.
  if (quotes[0] === 'pool' && isPid(first) && second !== '' && !isPid(second)) return { pool: second, pid: first };
  if (quotes[0] === 'pid' && isPid(second) && !isPid(first)) return { pool: first, pid: second };
  return { pool, pid };
}

const isPid = (text: string): boolean => /^\d{1,10}$/.test(text);

/** The exit code of a crash, the minutes of an idle time-out, the module that did not load. */
function poolDetail(kind: EventKind, record: EventRecord, message: string): string | undefined {
  if (kind === 'crash') return (/'?0x([0-9a-f]{1,8})'?/i.exec(message)?.[1] ?? record.data['ExitCode'])?.toLowerCase();
  if (kind === 'module-failed') return record.data['ModuleDll'] ?? fileIn(message) ?? record.data['param1'];
  return kind === 'idle' ? /\b(\d{1,6}) min/i.exec(message)?.[1] : undefined;
}

/** `C:\Windows\System32\inetsrv\rewrite.dll`, in whatever language. */
const fileIn = (message: string): string | undefined => /\b[A-Z]:\\[^'"<>|\n]{1,250}?\.dll\b/i.exec(message)?.[0];

/** Replacement strings of the message: as data, or else as its quoted words. A name that was cut off is none. */
function parameters(record: EventRecord, message: string): string[] {
  const { param1, param2, param3 } = record.data;
  if (param2 !== undefined || (param1 !== undefined && record.message !== undefined))
    return [param1, param2, param3].filter((one) => one !== undefined);
  const words = quotedWords(message);
  return words.length === 0 && param1 !== undefined && record.message === undefined ? [param1] : words;
}

const unquotedPool = (record: EventRecord, message: string): string | undefined =>
  record.messageCut === true
    ? undefined
    : (/application pool ([^\s'"‘“][^\s]*) /i.exec(message)?.[1] ?? unquotedAbroad.exec(message)?.[1]);

/** `Der Anwendungspool Shop Front wurde deaktiviert.`: the name ends where the verb begins. */
const unquotedAbroad =
  /(?:Anwendungspool|grupo de aplicaciones|pool d['’]applications|pool de aplicativos|pool di applicazioni|toepassingsgroep|пул приложений) ([^\s'"‘“„«].{0,200}?) (?:se (?:ha|est[aá])|ha sido|wurde|wird|ist|a été|n['’]est|est|foi|está|no es|non è|è stat[oa]|não é|verrà|wordt|is|был|автоматически)(?=\s)/i;

const unquotedPid = (message: string): string | undefined => /process id (?:of|was) (\d{1,10})\b/i.exec(message)?.[1];

/** An address as HTTP.sys writes it, and the number of the site that wants it: in the sentence, or as its parameters. */
function addressNames(row: EventRow<EventKind>, record: EventRecord, message: string): Names {
  const { detail, app } = namesIn(row, message);
  const { param1, param2 } = record.data;
  const isSite = row.kind === 'site-refused';
  const [address, site] = [detail ?? (isSite ? param1 : undefined), app ?? (isSite ? param2 : undefined)];
  return {
    ...(address === undefined ? {} : { detail: headOf(address, textShown) }),
    ...(site === undefined ? {} : { app: site.slice(0, nameShown) }),
  };
}

/** `Application 'MACHINE/WEBROOT/APPHOST/SITE/APP' has shutdown.`, or a note such as `ApiGateway shutdown`. */
function appNames(row: EventRow<EventKind>, record: EventRecord, message: string): Names {
  const said = namesIn(row, message)['app'];
  const [quoted] = quotedWords(message);
  const words =
    /^["']?(.{1,200}?)["']?\s+(?:app ?pool\s+)?(?:has |was |is |successfully )?(?:shut ?down|stopped|started|starting)\b/i.exec(
      message,
    )?.[1];
  const name = record.data['Application'] ?? said ?? quoted ?? words ?? record.data['param1'];
  // Some messages quote a file of the module, and the first module the process that it started.
  const app = name !== undefined && (isPid(name) || /\.dll$/i.test(name)) ? undefined : name;
  const error = /error ?code (?:= )?['‘"]?(0x[0-9a-f]{8})/i.exec(message)?.[1];
  return {
    ...(app === undefined || app === '' ? {} : { app: app.slice(0, nameShown) }),
    ...(error === undefined ? {} : { detail: error.toLowerCase() }),
  };
}

/** The exception of a request and the page it came from: the lines of an ASP.NET web event. */
function exceptionNames(message: string): Names {
  const type = /Exception type: ?([\w.]{1,200})/i.exec(message)?.[1];
  const said = /Exception message: ?([^\r\n]{1,200})/i.exec(message)?.[1];
  const detail = [type, said].filter((one) => one !== undefined).join(': ');
  return detail === '' ? {} : { detail };
}

function serviceNames(record: EventRecord, message: string, state: RegExp): Names | undefined {
  const text = `${message} ${Object.values(record.data).join(' ')}`.slice(0, 2000);
  const name = serviceNamed(text);
  return name === undefined || !state.test(text) ? undefined : { detail: name };
}

/**
 * 7036 in any language: its binary data is the service's own name and its state, `W3SVC/1`, in UTF-16 (winsvc.h: 1 is
 * SERVICE_STOPPED). Exports without it are told by the words for "stopped".
 */
function serviceStopped(record: EventRecord, message: string): Names | undefined {
  const hex = record.data['Binary'] ?? '';
  const text = hex.replace(/(..)00/g, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)));
  const [, name = '', state] = /^([\w-]{1,80})\/(\d)/.exec(text) ?? [];
  if (state === undefined)
    return serviceNames(
      record,
      message,
      /(?:stopped|beendet|arrêté|detenido|interrotto|arrestat|interrompido|parado|gestopt|zatrzyman|остановлен|停止|중지)/i,
    );
  const called = serviceCalled(name);
  return state === '1' && called !== undefined ? { detail: called } : undefined;
}

/** What IIS Configuration event 29 says was changed. */
const changeOf = (record: EventRecord, message: string): string =>
  quotedWords(message.replace(/\\?"/g, ''))[0] ?? record.data['ConfigPath'] ?? record.data['param1'] ?? message;
