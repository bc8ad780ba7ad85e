import { defineCode } from '../../../core/code.ts';
import { type PoolName, sayList, sayPools, saySeconds, times } from '../wording.ts';
import { docs } from './docs.ts';

/** What all restarts of one reason have in common. */
export interface RestartFacts extends Readonly<Record<string, unknown>> {
  readonly pools: readonly PoolName[];
  readonly applications: readonly string[];
  readonly restarts: number;
  readonly businessRestarts: number;
  /** Wall clock of the latest, with its weekday. */
  readonly lastAt: string;
  /** Setting, service, user or product, as the event says; '' where it says none. */
  readonly detail: string;
}

const who = (f: RestartFacts): string =>
  f.pools.length > 0
    ? sayPools(f.pools)
    : f.applications.length > 0
      ? `application${f.applications.length === 1 ? '' : 's'} ${sayList(f.applications)}`
      : 'the application pools';

const often = (f: RestartFacts): string => (f.restarts === 1 ? f.lastAt : `${times(f.restarts)}, last ${f.lastAt}`);
const because = (f: RestartFacts): string => (f.detail === '' ? '' : ` The event says: ${f.detail}`);

export const coldStart = defineCode<{
  outages: readonly { host: string; application: string; from: string; seconds: number; upperBound: boolean }[];
  longestSeconds: number;
}>({
  code: 'IIS105',
  name: 'cold-start-after-recycle',
  severity: 'warning',
  summary: 'The old instance was gone before the new one was up: a cold start was the outage.',
  title: (f) =>
    `${sayList(f.outages.map(({ application, seconds }) => `${application} (${saySeconds(seconds)})`))} ${f.outages.length === 1 ? 'was' : 'were'} down from shutdown to start: a cold start.`,
  why: () =>
    'With overlap and warm-up the new instance logs its start (1032) before the old one logs its shutdown (1033). Moving the recycle to the night hides this; it does not cure it. Without access logs the times are upper bounds.',
  next: () => [
    'Set startMode="AlwaysRunning" on the pool and preloadEnabled="true" on the application.',
    "Add applicationInitialization, so that IIS waits for the warm-up before it switches over, and for ASP.NET Core raise the module's shutdownDelay.",
  ],
  docs: [docs.applicationInitialization, docs.ancm],
});

export const appNeverRestarted = defineCode<{
  applications: readonly string[];
  host: string;
  since: string;
  failed: boolean;
}>({
  code: 'IIS106',
  name: 'app-never-restarted',
  severity: 'warning',
  summary: 'An application shut down and no start followed.',
  title: (f) => `${sayList(f.applications)} shut down at ${f.since} and did not start again within this log.`,
  why: (f) =>
    f.failed
      ? 'The log has failed starts after the shutdown.'
      : 'An application that starts on demand stays down until its first request; timers and hosted services in it stand still so long.',
  next: (f) => [
    f.failed
      ? 'Read the start failure in the evidence, and the stdout log of the application.'
      : 'Request it once and see whether it answers.',
    'Set startMode="AlwaysRunning" and preloadEnabled="true" if it must run without requests.',
  ],
  docs: [docs.applicationInitialization, docs.ancm],
});

const restartCode = (
  code: string,
  name: string,
  summary: string,
  title: (f: RestartFacts) => string,
  why: (f: RestartFacts) => string,
  next: readonly string[],
  page: string,
) => defineCode<RestartFacts>({ code, name, severity: 'info', summary, title, why, next: () => next, docs: [page] });

export const fixCausedRecycle = restartCode(
  'IIS119',
  'fix-caused-recycle',
  'Applying recycle settings recycled the pools at once.',
  (f) => `Changing recycle settings recycled ${who(f)} at once, ${often(f)}.`,
  (f) => `Every commit of pool settings recycles the pool (WAS 5080); one cmdlet is one commit.${because(f)}`,
  ['Change settings in a quiet window and in one commit, as the script does.'],
  docs.recyclingEvents,
);

export const globalConfigChange = restartCode(
  'IIS124',
  'global-config-change',
  'A change of applicationHost.config restarted the ASP.NET Core applications.',
  (f) => `A change of the server configuration restarted ${who(f)}, ${often(f)}.`,
  (f) =>
    `The ASP.NET Core Module restarts in-process applications on any change of applicationHost.config: a new site, a binding, a MIME type.${because(f)}`,
  [
    'Find who changed it: Microsoft-IIS-Configuration/Operational, events 29 and 50 (off by default).',
    'Batch edits in a quiet window, or set the module\'s handlerSetting disallowRotationOnConfigChange="true".',
  ],
  docs.ancm,
);

export const poolConfigChange = restartCode(
  'IIS125',
  'pool-config-change',
  'A change of pool settings recycled the pool.',
  (f) => `A change of pool settings recycled ${who(f)}, ${often(f)}.`,
  (f) => `WAS 5080: settings of the pool changed and it had to restart.${because(f)}`,
  ['Find who changed it: Microsoft-IIS-Configuration/Operational, events 29 and 50 (off by default).'],
  docs.recyclingEvents,
);

export const manualRecycle = restartCode(
  'IIS126',
  'manual-recycle',
  'An administrator or a tool recycled the pool.',
  (f) => `An administrator or a tool recycled ${who(f)}, ${often(f)}.`,
  () => 'WAS 5079: a recycle was requested: IIS Manager, appcmd, Restart-WebAppPool, a deployment tool or a monitor.',
  ['Ask who; compare with deployments, and with the Security and PowerShell logs of that minute.'],
  docs.recyclingEvents,
);

export const deployment = restartCode(
  'IIS127',
  'deployment',
  'A deployment (app_offline.htm, web.config or a new file) restarted the application.',
  (f) => `A deployment restarted ${who(f)}, ${often(f)}.`,
  () =>
    'The ASP.NET Core Module saw app_offline.htm or a changed web.config and recycled the application, as it should.',
  ['Expected if somebody deployed; otherwise find what writes into the application folder.'],
  docs.ancm,
);

export const isapiUnhealthy = restartCode(
  'IIS128',
  'isapi-unhealthy-real',
  'A module in the worker process reported itself unhealthy.',
  (f) => `A module in the worker process of ${who(f)} reported itself unhealthy, ${often(f)}.`,
  (f) =>
    `WAS 5078 without app_offline.htm or a configuration change near it: an ISAPI or the ASP.NET Core Module asked for the recycle, for example because the application exited.${because(f)}`,
  ['Read the Application log of that minute: ASP.NET Core Module 1011, 1018, 1035, W3SVC-WP 2262 and 2299.'],
  docs.recyclingEvents,
);

export const hostingBundleInstall = restartCode(
  'IIS129',
  'hosting-bundle-install',
  'Installing the .NET hosting bundle restarted IIS.',
  (f) => `Installing the .NET hosting bundle restarted ${who(f)}, ${often(f)}.`,
  (f) => `The installer stops and starts IIS (dotnet/aspnetcore issue 17416).${because(f)}`,
  ['Install hosting bundles in the patch window.'],
  'https://github.com/dotnet/aspnetcore/issues/17416',
);

export const iisReset = restartCode(
  'IIS130',
  'iisreset',
  'IIS was stopped or restarted as a whole.',
  (f) => `iisreset (or a stop of the IIS services) took down ${who(f)}, ${often(f)}.`,
  (f) =>
    `All pools go down together and start together: from then on they share the phase of the interval.${because(f)}`,
  [
    'Check that both services run again: Get-Service WAS, W3SVC; if not: Start-Service W3SVC',
    'Recycle one pool instead of resetting IIS; find who did it in the event and the Security log.',
  ],
  docs.availabilityEvents,
);

export const wasCrash = restartCode(
  'IIS131',
  'was-crash',
  'The IIS services failed.',
  (f) => `The Windows Process Activation Service or W3SVC failed and took down ${who(f)}, ${often(f)}.`,
  (f) => `The Service Control Manager, or WAS 5005/5189, says so.${because(f)}`,
  [
    'Check whether both services run: Get-Service WAS, W3SVC; if not: Start-Service W3SVC',
    'Read the WAS and W3SVC events before it: a broken applicationHost.config and anti-virus are usual causes.',
  ],
  docs.availabilityEvents,
);

export const hostReboot = restartCode(
  'IIS132',
  'host-reboot',
  'The host restarted; all anchors begin anew.',
  (f) => `The host restarted and took down ${who(f)}, ${often(f)}.`,
  (f) => `After a boot all pools count their interval from about the same minute.${because(f)}`,
  ['Who and why: User32 1074; none and EventLog 6008 or Kernel-Power 41: it went down unasked.'],
  docs.availabilityEvents,
);

export const privateMemory = restartCode(
  'IIS133',
  'memory-private-limit',
  'The private memory limit recycled the pool.',
  (f) => `The private memory limit recycled ${who(f)}, ${often(f)}.`,
  () => 'WAS 5117: the worker process outgrew periodicRestart/@privateMemory. Not a question of time.',
  ['Find the leak, or raise the limit (about 60 % of the RAM for a pool that has the server to itself).'],
  docs.periodicRestart,
);

export const virtualMemory = restartCode(
  'IIS134',
  'memory-virtual-limit',
  'The virtual memory limit recycled the pool.',
  (f) => `The virtual memory limit recycled ${who(f)}, ${often(f)}.`,
  () => 'WAS 5077. On 64-bit Windows the virtual size of a process says nothing about its memory use.',
  ['Set periodicRestart/@memory to 0; limit privateMemory if a limit is needed.'],
  docs.periodicRestart,
);

export const requestLimit = restartCode(
  'IIS136',
  'request-limit',
  'The request limit recycled the pool.',
  (f) => `The request limit recycled ${who(f)}, ${often(f)}.`,
  () => 'WAS 5075: periodicRestart/@requests is reached sooner the more there is to do, so it hits the busiest hours.',
  ['Set periodicRestart/@requests to 0.'],
  docs.periodicRestart,
);

export const idleTimeout = restartCode(
  'IIS137',
  'idle-timeout-mistaken',
  'The idle time-out stopped the worker: not a recycle.',
  (f) => `The idle time-out stopped ${who(f)}, ${often(f)}: nobody was using it.`,
  () => 'WAS 5186. The next request starts a new worker and is slow; that is often taken for a recycle or an outage.',
  [
    'If the first request must be fast: idleTimeout="00:00:00" or idleTimeoutAction="Suspend", and startMode="AlwaysRunning".',
  ],
  docs.processModel,
);
