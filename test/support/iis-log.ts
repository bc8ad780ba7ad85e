import type { LoggedEvent } from './event-log/logged-event.ts';

/** Message texts: TechNet dd349270, cc735206, cc735151, dd364096; aspnetcore_msg.mc; `%1` is the pid or the pool as documented. */
const wasMessages: Readonly<Record<number, (pool: string, pid: string) => string>> = {
  5002: (pool) =>
    `Application pool '${pool}' is being automatically disabled due to a series of failures in the process(es) serving that application pool.`,
  5009: (pool, pid) =>
    `A process serving application pool '${pool}' terminated unexpectedly. The process id was '${pid}'. The process exit code was '0xc0000005'.`,
  5010: (pool, pid) =>
    `A process serving application pool '${pool}' failed to respond to a ping. The process id was '${pid}'.`,
  5013: (pool, pid) =>
    `A process serving application pool '${pool}' exceeded time limits during shut down. The process id was '${pid}'.`,
  5074: (pool, pid) =>
    `A worker process with process id of '${pid}' serving application pool '${pool}' has requested a recycle because the worker process reached its allowed processing time limit.`,
  5076: (pool, pid) =>
    `A worker process with process id of '${pid}' serving application pool '${pool}' has requested a recycle because it reached its scheduled recycle time.`,
  5078: (pool, pid) =>
    `An ISAPI reported an unhealthy condition to its worker process. Therefore, the worker process with process id of '${pid}' serving application pool '${pool}' has requested a recycle.`,
  5079: (pool) => `An administrator has requested a recycle of all worker processes in application pool '${pool}'.`,
  5080: (pool) =>
    `The worker processes serving application pool '${pool}' are being recycled due to 1 or more configuration changes in the application pool properties which necessitate a restart of the processes.`,
  5117: (pool) =>
    `A worker process serving application pool '${pool}' has requested a recycle because it reached its private bytes memory limit.`,
  5186: (pool, pid) =>
    `A worker process with process id of '${pid}' serving application pool '${pool}' was shutdown due to inactivity. Application Pool timeout configuration was set to 20 minutes. A new worker process will be started when needed.`,
};

const withoutPid = [5002, 5079, 5080, 5117];

let recordId = 136_000;

function event(
  provider: string,
  shortProvider: string,
  channel: LoggedEvent['channel'],
  id: number,
  utc: string,
  message: string,
  data: LoggedEvent['data'],
): LoggedEvent {
  recordId += 1;
  return { provider, shortProvider, channel, id, recordId, utc: new Date(utc).toISOString(), message, data };
}

/** A WAS event as Windows logs it. */
export function was(id: number, pool: string, utc: string, pid = '9252'): LoggedEvent {
  const message = wasMessages[id]?.(pool, pid) ?? '';
  const data: LoggedEvent['data'] = withoutPid.includes(id)
    ? [['AppPoolID', pool]]
    : [
        ['ProcessID', pid],
        ['AppPoolID', pool],
      ];
  return event('Microsoft-Windows-WAS', 'WAS', 'System', id, utc, message, data);
}

/** An event of the ASP.NET Core Module. */
export function ancm(id: 1012 | 1018 | 1021 | 1032 | 1033, app: string, utc: string): LoggedEvent {
  const path = `MACHINE/WEBROOT/APPHOST/${app.toUpperCase()}`;
  const message = {
    1012: `Application '${path}' was recycled after detecting app_offline.htm.`,
    1018: `Application '${path}' with physical root 'C:\\www\\${app}\\' hit unexpected managed exception, exception code = '0xe0434352'.`,
    1021: `Application '${path}' was recycled due to configuration change`,
    1032: `Application '${path}' started successfully.`,
    1033: `Application '${path}' has shutdown.`,
  }[id];
  const provider = 'IIS AspNetCore Module V2';
  return event(provider, provider, 'Application', id, utc, message, [['', message]]);
}

/** An event of any other provider, its message in one value. */
export const other = (provider: string, id: number, channel: LoggedEvent['channel'], utc: string, message: string) =>
  event(provider, provider.replace('Microsoft-Windows-', ''), channel, id, utc, message, [['', message]]);

const pools = ['ApiGateway', 'ReportServer', 'WebApp'];

/**
 * The article's incident with real dates: three pools recycled by the default interval on a Sunday morning, on
 * Monday at 10:31 and on Tuesday at 15:31 UTC; then two of three applications start again. Newest first.
 */
export function articleIncident(): LoggedEvent[] {
  const cycles = ['2026-03-08T05:31:16Z', '2026-03-09T10:31:26Z', '2026-03-10T15:31:36Z'];
  const recycles = cycles.flatMap((utc, cycle) =>
    pools.map((pool, i) => was(5074, pool, utc, String(4000 + cycle * 100 + i))),
  );
  return [
    ...recycles,
    ...pools.map((pool) => ancm(1033, pool, '2026-03-10T15:31:36Z')),
    ancm(1032, 'ApiGateway', '2026-03-10T15:31:49Z'),
    ancm(1032, 'WebApp', '2026-03-10T15:31:58Z'),
  ].reverse();
}
