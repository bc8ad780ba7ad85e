import { type Opener, oneLine } from './block.ts';

/**
 * A line of %SystemRoot%\System32\LogFiles\HTTPERR, times in UTC: date, time, client, server, version, method, URI,
 * (stream,) status, site, reason, queue.
 */
const row =
  /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) \S{2,45} \S{1,5} \S{2,45} \S{1,5} (?:HTTP\/\d\.\d|-) \S{1,20} \S{1,8000} (?:(?:\S{1,10} )?(?:\d{3}|-) (?:\d{1,10}|-) )?([A-Z][\w/.]{2,40})(?: (\S.{0,200}?))?\s*$/;
const comment = /^#(?:Software: Microsoft HTTP API|Version: 1|Date: \d|Fields: .*\bs-reason\b)/;

/** Reasons that a pool is to blame for, as ids that IIS has nowhere else: 503, 1 lost, 2 the client's. */
const idOf = (reason: string): number =>
  /^(?:AppOffline|AppPoolTimer|AppShutdown|ConnLimit|Disabled|N\/A|QueueFull|Connection_Refused)$/.test(reason)
    ? 503
    : reason.startsWith('Connection_Abandoned')
      ? 1
      : 2;

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
