import { defineCode } from '../../../core/code.ts';
import { type PoolName, sayList, sayPools, times } from '../wording.ts';
import { docs } from './docs.ts';

export const appFailed = defineCode<{
  applications: readonly string[];
  count: number;
  lastAt: string;
  /** The error number in words; '' where there is none or it is not known. */
  error: string;
  ran: boolean;
}>({
  code: 'IIS163',
  name: 'app-start-failed',
  severity: 'critical',
  summary: 'An ASP.NET Core application cannot start, or ended right after.',
  title: (f) =>
    `${f.applications.length === 0 ? 'An ASP.NET Core application' : sayList(f.applications)} ${f.ran ? 'ended by itself' : 'failed to start'}, ${f.count === 1 ? f.lastAt : `${times(f.count)}, last ${f.lastAt}`}${f.error === '' || f.error.includes('; ') ? '' : `: ${f.error}`}.`,
  why: (f) =>
    `The ASP.NET Core Module says so; no recycle is involved. ${f.error === '' ? 'Its event says where the application failed, the exception is in what the application itself wrote.' : `${f.error}.`}`,
  next: () => [
    'Start it by hand as the pool would, in its folder: dotnet APPLICATION.dll (or its .exe). What it prints is the reason.',
    'Or let the module keep it: stdoutLogEnabled="true" in <aspNetCore> of web.config, and a folder for stdoutLogFile that the pool may write to.',
    'Compare the installed runtimes (dotnet --list-runtimes) with APPLICATION.runtimeconfig.json, and processPath and arguments in web.config with what is there.',
  ],
  docs: [docs.ancm, 'https://learn.microsoft.com/aspnet/core/host-and-deploy/azure-iis-errors-reference'],
});

export const requestException = defineCode<{ exceptions: readonly string[]; count: number; lastAt: string }>({
  code: 'IIS164',
  name: 'request-exception',
  severity: 'info',
  summary: 'A request ended in an unhandled exception; the worker process goes on.',
  title: (f) =>
    `${f.count === 1 ? 'A request' : `${f.count} requests`} ended in an unhandled exception${f.exceptions.length === 0 ? '' : ` (${sayList(f.exceptions)})`}: an error page, no recycle.`,
  why: () => 'ASP.NET 1309 is about one request; the application and its worker process go on.',
  next: () => ['Give the exception and its stack, which the event holds, to those who develop the application.'],
});

export const appBroken = defineCode<{ details: readonly string[]; count: number; lastAt: string }>({
  code: 'IIS165',
  name: 'app-does-not-compile',
  severity: 'warning',
  summary: 'ASP.NET cannot compile or configure an application: each request gets an error page.',
  title: (f) =>
    `ASP.NET cannot compile or configure an application${f.details.length === 0 ? '' : ` (${sayList(f.details)})`}, ${f.lastAt}.`,
  why: () =>
    'ASP.NET 1310, event codes 3006 to 3008: web.config or a page is wrong, an assembly is missing, or the account of the pool may not write to its temporary folder (%windir%\\Temp, Temporary ASP.NET Files).',
  next: () => [
    'Read file and line in the event; check the rights of the pool account on the temporary folder that it names.',
  ],
});

/** What HTTP.sys means by the reasons of its error log (learn.microsoft.com, Types of Errors Logged by the HTTP Server API). */
const refusals: Readonly<Record<string, string>> = {
  AppOffline: 'the pool is stopped: rapid-fail protection or a failed start took it off line',
  AppPoolTimer: 'the worker processes were too busy to take the request in time',
  AppShutdown: 'the pool was shutting down by its settings',
  ConnLimit: 'the connection limit of the site is reached',
  Connection_Refused: 'the kernel had no memory left for connections',
  Disabled: 'somebody stopped the pool',
  'N/A': 'the service is not available, and HTTP.sys says no more',
  QueueFull: 'the request queue of the pool is full: the worker processes hang or are too slow',
  Connection_Abandoned_By_ReqQueue:
    'a worker process ended with requests in its queue: a crash, a kill or a recycle past its time limit',
  Connection_Abandoned_By_AppPool:
    'a worker process ended with requests in its hands: a crash, a kill or a recycle past its time limit',
};

export const http503 = defineCode<{ pools: readonly PoolName[]; reason: string; count: number; lastAt: string }>({
  code: 'IIS166',
  name: 'http-sys-503',
  severity: 'critical',
  summary: 'HTTP.sys answered for a pool, or dropped its requests: no worker process took them.',
  title: (f) =>
    `HTTP.sys refused requests${f.pools.every(({ pool }) => pool === '') ? '' : ` for ${sayPools(f.pools.filter(({ pool }) => pool !== ''))}`} (${f.reason}), ${f.count === 1 ? f.lastAt : `${times(f.count)}, last ${f.lastAt}`}: ${refusals[f.reason] ?? 'no worker process took them'}.`,
  why: () =>
    'The error log of HTTP.sys holds what never reached a worker process, so the log of the site does not show it. It says what happened to requests, not why the pool was so.',
  next: (f) => [
    f.reason === 'QueueFull' || f.reason === 'AppPoolTimer'
      ? 'Look what the worker process waits for now: appcmd.exe list requests, and a dump of the hang (procdump -ma PID).'
      : 'Read the System log (WAS) and the Application log of that minute: they name the reason.',
  ],
  docs: ['https://learn.microsoft.com/windows/win32/http/types-of-errors-logged-by-the-http-server-api'],
});

export const autoHeal = defineCode<{ rules: readonly string[]; count: number; lastAt: string }>({
  code: 'IIS167',
  name: 'azure-auto-heal',
  severity: 'warning',
  summary: 'Auto-heal of Azure App Service recycled the worker process.',
  title: (f) =>
    `Auto-heal of Azure App Service recycled the worker process (${sayList(f.rules)}), ${f.count === 1 ? f.lastAt : `${times(f.count)}, last ${f.lastAt}`}.`,
  why: () =>
    'A rule of auto-heal, or of its proactive form, was met: slow or failing requests. No interval is involved.',
  next: () => [
    'Find the slow requests in Diagnose and solve problems; WEBSITE_PROACTIVE_AUTOHEAL_ENABLED=false turns the proactive form off.',
  ],
  docs: ['https://azure.github.io/AppService/2017/08/17/Introducing-Proactive-Auto-Heal.html'],
});
