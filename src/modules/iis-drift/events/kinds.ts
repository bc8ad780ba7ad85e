import type { WantedEvents } from '../../../core/windows-events/provider.ts';

/** What an event says, whatever provider, id or language it says it in. */
export type EventKind =
  | 'interval'
  | 'requests'
  | 'schedule'
  | 'virtual-memory'
  | 'private-memory'
  | 'isapi'
  | 'manual'
  | 'pool-config'
  | 'config-store'
  | 'idle'
  | 'pool-disabled'
  | 'crash'
  | 'ping'
  | 'start-timeout'
  | 'stop-timeout'
  | 'identity'
  | 'overlap-failed'
  | 'range'
  | 'was-error'
  | 'unhealthy'
  | 'iisreset'
  | 'app-started'
  | 'app-stopped'
  | 'app-offline'
  | 'app-config'
  | 'app-stop-timeout'
  | 'app-failed'
  | 'fault'
  | 'bundle'
  | 'shutdown-asked'
  | 'system-stopped'
  | 'system-started'
  | 'system-died'
  | 'service-stopped'
  | 'service-failed'
  | 'clock'
  | 'log-cleared'
  | 'config-changed'
  | 'schedule-refused'
  | 'foreign';

type Ids = Readonly<Record<number, EventKind>>;

/**
 * IIS 7 and later. Sources: TechNet "IIS Application Pool Recycling" (dd349270, cc735206), "IIS Application
 * Pool Availability" (cc735151), dd364159 (5081), dd364278 (5093), dd364096 (5186).
 */
const was: Ids = {
  5002: 'pool-disabled',
  5005: 'was-error',
  5009: 'crash',
  5010: 'ping',
  5011: 'crash',
  5012: 'start-timeout',
  5013: 'stop-timeout',
  5021: 'identity',
  5041: 'range',
  5057: 'identity',
  5059: 'identity',
  5070: 'overlap-failed',
  5074: 'interval',
  5075: 'requests',
  5076: 'schedule',
  5077: 'virtual-memory',
  5078: 'isapi',
  5079: 'manual',
  5080: 'pool-config',
  5081: 'config-store',
  5093: 'overlap-failed',
  5117: 'private-memory',
  5186: 'idle',
  5189: 'was-error',
};

/** IIS 6 logs the same events as W3SVC, 4000 lower; only those that no later W3SVC uses otherwise. */
const w3svc: Ids = Object.fromEntries(
  [1002, 1009, 1010, 1011, 1012, 1013, 1074, 1075, 1076, 1077, 1078, 1079, 1080, 1081, 1117].flatMap((id) => {
    const kind = was[id + 4000];
    return kind === undefined ? [] : [[id, kind] as const];
  }),
);

/** aspnetcore, src/Servers/IIS/AspNetCoreModuleV2/CommonLib/aspnetcore_msg.mc. */
const ancm: Ids = {
  1000: 'app-failed',
  1001: 'app-started',
  1004: 'app-failed',
  1005: 'app-stop-timeout',
  1010: 'app-failed',
  1011: 'app-failed',
  1012: 'app-offline',
  1018: 'app-failed',
  1020: 'app-failed',
  1021: 'app-config',
  1030: 'app-stopped',
  1031: 'app-failed',
  1032: 'app-started',
  1033: 'app-stopped',
  1034: 'app-failed',
  1035: 'app-failed',
};

/** By provider as `normalizeProvider` writes it. */
const byProvider: Readonly<Record<string, Ids>> = {
  WAS: was,
  W3SVC: w3svc,
  'W3SVC-WP': { 2262: 'unhealthy', 2299: 'unhealthy' },
  IISRESET: { 3201: 'iisreset', 3202: 'iisreset' },
  'IIS ASPNETCORE MODULE': ancm,
  'IIS ASPNETCORE MODULE V2': ancm,
  'IIS EXPRESS ASPNETCORE MODULE': ancm,
  'IIS EXPRESS ASPNETCORE MODULE V2': ancm,
  'APPLICATION ERROR': { 1000: 'fault' },
  'WINDOWS ERROR REPORTING': { 1001: 'fault' },
  '.NET RUNTIME': { 1023: 'fault', 1025: 'fault', 1026: 'fault' },
  MSIINSTALLER: { 1033: 'bundle', 1042: 'bundle', 11707: 'bundle' },
  USER32: { 1074: 'shutdown-asked' },
  EVENTLOG: { 104: 'log-cleared', 6005: 'system-started', 6006: 'system-stopped', 6008: 'system-died' },
  'KERNEL-POWER': { 41: 'system-died' },
  'KERNEL-GENERAL': { 1: 'clock', 12: 'system-started', 13: 'system-stopped' },
  'SERVICE CONTROL MANAGER': { 7031: 'service-failed', 7034: 'service-failed', 7036: 'service-stopped' },
  CONFIGURATION: { 29: 'config-changed', 50: 'config-changed' },
};

/** The kind of an event, by provider and id together: an id alone means nothing. */
export const kindOf = (provider: string, id: number): EventKind | undefined => byProvider[provider]?.[id];

/** Providers that log other events under ids IIS uses (1033 is MsiInstaller's and Security-SPP's too), for `event-id-collision`. */
const sharedIds: ReadonlySet<number> = new Set([1032, 1033]);

export const isCollision = (provider: string, id: number): boolean =>
  sharedIds.has(id) && !provider.includes('ASPNETCORE MODULE');

const faults = ['w3wp', 'W3WP', 'e0434', 'E0434'];

/** Providers that log about any service and any program: what their events must mention to matter. */
const about: Readonly<Record<string, readonly string[]>> = {
  'SERVICE CONTROL MANAGER': ['World Wide Web', 'WWW-', 'Windows Process', 'Windows-Prozess', 'W3SVC', 'WAS'],
  MSIINSTALLER: ['Hosting', 'ASP.NET Core'],
  'APPLICATION ERROR': faults,
  'WINDOWS ERROR REPORTING': faults,
  '.NET RUNTIME': faults,
};

/** What a reader need not skip: every (provider, id) with a meaning, and the collisions worth a word. */
export const wantedEvents: readonly WantedEvents[] = [
  ...Object.entries(byProvider).map(([provider, ids]) => {
    const words = about[provider];
    return { provider, ids: Object.keys(ids).map(Number), ...(words === undefined ? {} : { words }) };
  }),
  { provider: 'SECURITY-SPP', ids: [1033] },
];

/** Kinds that replace the worker process of a pool because something asked for it. */
export const recycleKinds: ReadonlySet<EventKind> = new Set([
  'interval',
  'requests',
  'schedule',
  'virtual-memory',
  'private-memory',
  'isapi',
  'manual',
  'pool-config',
  'config-store',
]);
