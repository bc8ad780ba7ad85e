import { groupBy } from '../../core/group.ts';
import type { SeenEvent } from './events/seen-event.ts';
import type { IisObservations } from './observe.ts';

/** Logs of a Windows host, as far as a diagnosis stands on one. */
export type Log =
  | 'was'
  | 'host'
  | 'ancm'
  | 'worker'
  | 'programs'
  | 'aspnet'
  | 'httperr'
  | 'configuration'
  | 'azure'
  | 'commands'
  | 'pools'
  | 'pages'
  | 'any';

/** What stands in the input of each log, for people: `12 WAS events of System.csv`; empty where nothing does. */
export type Evidence = Readonly<Record<Log, readonly string[]>>;

export const logNames: Readonly<Record<Log, string>> = {
  was: 'WAS (System log)',
  host: 'the host itself (System log: EventLog, Kernel, User32, Service Control Manager)',
  ancm: 'the ASP.NET Core Module (Application log)',
  worker: 'IIS-W3SVC-WP (Application log)',
  programs: 'programs that crash (Application log)',
  aspnet: 'ASP.NET (Application log)',
  httperr: 'HTTP.sys (HTTPERR log)',
  configuration: 'IIS-Configuration',
  azure: 'Azure App Service',
  commands: 'commands on the services of IIS',
  pools: 'lists of pools and sites (appcmd, Get-IISAppPool)',
  pages: 'error pages of IIS',
  any: 'Windows',
};

/** Which log a code would show in; WAS where none is named. */
const logs: Readonly<Record<string, Log>> = {
  'host-reboot': 'host',
  iisreset: 'host',
  'was-crash': 'host',
  'clock-step': 'host',
  'hosting-bundle-install': 'ancm',
  'cold-start-after-recycle': 'ancm',
  'app-never-restarted': 'ancm',
  'app-start-failed': 'ancm',
  'ancm-9-zombie': 'ancm',
  'ancm-503-on-recycle': 'ancm',
  deployment: 'ancm',
  'global-config-change': 'ancm',
  'wrong-log-only': 'ancm',
  'module-not-loaded': 'worker',
  'configuration-unreadable': 'worker',
  'request-exception': 'aspnet',
  'app-does-not-compile': 'aspnet',
  'http-sys-503': 'httperr',
  'azure-auto-heal': 'azure',
  'service-not-started': 'commands',
  'pool-stopped': 'pools',
  'http-503-page': 'pages',
  'gateway-page': 'pages',
  'config-error-page': 'pages',
  'fix-caused-recycle': 'configuration',
  'schedule-duplicate-apply': 'configuration',
  'event-id-collision': 'any',
  'seconds-lost': 'any',
  'zone-unknown': 'any',
  'zone-contradicted': 'any',
  'zone-shown': 'any',
  'two-hosts-mixed': 'any',
};

export const logOf = (code: string): Log => logs[code] ?? 'was';

const hostProviders: ReadonlySet<string> = new Set([
  ...['IISRESET', 'USER32', 'EVENTLOG', 'KERNEL-POWER', 'KERNEL-GENERAL', 'SERVICE CONTROL MANAGER'],
]);

function logOfEvent({ provider, kind }: SeenEvent): Log {
  if (provider === 'WAS' || provider === 'W3SVC') return 'was';
  if (provider.includes('ASPNETCORE MODULE') || kind === 'app-started' || kind === 'app-stopped') return 'ancm';
  if (provider === 'W3SVC-WP') return 'worker';
  if (provider === 'ASP.NET') return 'aspnet';
  if (provider === 'HTTPERR') return 'httperr';
  if (provider === 'CONFIGURATION') return 'configuration';
  if (kind === 'fault') return 'programs';
  if (hostProviders.has(provider)) return 'host';
  if (provider !== '') return 'any';
  if (kind === 'auto-heal' || kind === 'private-memory') return 'azure';
  if (kind.startsWith('page-')) return 'pages';
  return /^(?:pool|site)-(?:stopped|started)$/.test(kind) ? 'pools' : 'commands';
}

/** What is no event of Windows. */
const noLogs: ReadonlySet<Log> = new Set(['commands', 'pools', 'pages']);

export function evidenceSeen({ events: { events } }: IisObservations): Evidence {
  const byLog = groupBy(
    events.filter(({ kind }) => kind !== 'foreign'),
    logOfEvent,
  );
  const of = (log: Log) =>
    [...groupBy(byLog.get(log) ?? [], ({ source, provider }) => `${provider}\0${source}`).values()].flatMap((list) =>
      sayEvents(list, log),
    );
  const logged = events.filter((event) => !noLogs.has(logOfEvent(event)));
  const any = [...groupBy(logged, ({ source }) => source).values()].flatMap((list) => sayEvents(list, 'any'));
  const each = Object.fromEntries((Object.keys(logNames) as Log[]).map((log) => [log, of(log)]));
  return { ...(each as Record<Log, string[]>), any };
}

/** What to call events that name no provider: one, and several. */
const unnamed: Readonly<Partial<Record<Log, readonly [one: string, several: string]>>> = {
  ancm: ['ASP.NET Core Module event', 'ASP.NET Core Module events'],
  programs: ['crash', 'crashes'],
  azure: ['Azure App Service event', 'Azure App Service events'],
  commands: ['answer of a command', 'answers of commands'],
  pools: ['line of a list of pools or sites', 'lines of lists of pools and sites'],
  pages: ['error page', 'error pages'],
};

function sayEvents(list: readonly SeenEvent[], log: Log): string[] {
  const [first] = list;
  if (first === undefined) return [];
  const name = log === 'any' ? 'Windows' : first.provider;
  const named = [`${name} event`, `${name} events`] as const;
  const [one, several] = name === '' ? (unnamed[log] ?? ['event', 'events']) : named;
  return [`${list.length} ${list.length === 1 ? one : several} of ${first.source}`];
}
