import { type Opener, oneLine } from './block.ts';

/**
 * A line of %SystemRoot%\System32\LogFiles\HTTPERR, times in UTC: date, time, client, server, version, method, URI,
 * (stream,) status, site, reason, queue.
 */
const row =
  /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) \S{2,45} \S{1,5} \S{2,45} \S{1,5} (?:HTTP\/\d\.\d|-) \S{1,20} \S{1,8000} (?:(?:\S{1,10} )?(?:\d{3}|-) (?:\d{1,10}|-) )?([A-Z][\w/.]{2,40})(?: (\S.{0,200}?))??(?: (?:-|TCP|QUIC))?\s*$/;
const comment = /^#(?:Software: Microsoft HTTP API|Version: 1|Date: \d|Fields: .*\bs-reason\b)/;

/** Reasons of a pool, of its requests that were lost, and of clients (types-of-errors-logged-by-the-http-server-api). */
const ofPool = /^(?:AppOffline|AppPoolTimer|AppShutdown|ConnLimit|Disabled|N\/A|QueueFull|Connection_Refused)$/;
const ofClient =
  /^(?:Timer_(?:ConnectionIdle|HeaderWait|MinBytesPerSecond|EntityBody|Response)|Connection_Dropped(?:_List_Full)?|Client_Reset|BadRequest|Verb|URL|Hostname|Header|Forbidden|LengthRequired|URL_Length|Version_N\/S|Invalid_CR\/LF|FieldLength|RequestLength|Number|EntityTooLarge|Precondition|N\/I)$/;

/** Ids that IIS has nowhere else: 503 of a pool, 1 lost, 2 the client's, 3 any other. */
const idOf = (reason: string): number =>
  ofPool.test(reason) ? 503 : reason.startsWith('Connection_Abandoned') ? 1 : ofClient.test(reason) ? 2 : 3;

export const openHttpErr: Opener = (line, number, sink) => {
  if (comment.test(line)) return oneLine('httperr');
  const match = row.exec(line);
  if (match === null) return undefined;
  const [, date = '', time = '', reason = '', queue = ''] = match;
  sink.event({
    provider: 'HTTPERR',
    id: idOf(reason),
    idFromWords: true,
    message: line.trim(),
    data: { Reason: reason, ...(queue === '' || queue === '-' ? {} : { AppPoolID: queue }) },
    line: number,
    time: { utc: Date.parse(`${date}T${time}Z`), precision: 'second' },
  });
  return oneLine('httperr');
};
