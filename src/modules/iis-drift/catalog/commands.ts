import { defineCode } from '../../../core/code.ts';
import { isQuotable, powershellLiteral } from '../../../core/quote.ts';
import { type PoolName, sayList, sayPools, sentence } from '../wording.ts';
import { docs } from './docs.ts';

/** What keeps a service of IIS from starting, by the error number of Windows (winerror.h), and what to do about it. */
const reasons: Readonly<Record<number, readonly [says: string, next: string]>> = {
  2: [
    'a file that it needs is not there',
    'Look which: applicationHost.config in %windir%\\System32\\inetsrv\\config, and the image paths of both services (sc qc w3svc, sc qc was).',
  ],
  3: [
    'a folder that it needs is not there',
    'Look whether %SystemDrive%\\inetpub\\temp\\appPools and %windir%\\System32\\inetsrv\\config are there.',
  ],
  5: ['access is denied', 'Open the prompt as administrator (Run as administrator) and give the command again.'],
  13: [
    'data that it reads are invalid, mostly applicationHost.config',
    'Check the file: %windir%\\System32\\inetsrv\\appcmd list config prints where it is broken.',
  ],
  1053: [
    'it did not answer in time',
    'Try again; the System log (Service Control Manager 7000, 7009) names the service that was slow.',
  ],
  1058: [
    'it is disabled',
    'Enable it, and what it depends on: sc config was start= demand, sc config w3svc start= auto; then net start w3svc.',
  ],
  1060: ['it is not installed', 'Install the Web Server role: Install-WindowsFeature Web-Server'],
  1067: [
    'its process ended while it started',
    'Read Application Error 1000 and the WAS and W3SVC events of that minute.',
  ],
  1068: [
    'a service that it depends on does not start',
    'Start those one by one and read the error of the one that fails: net start http, net start was. The System log (Service Control Manager 7001, 7023) names it too.',
  ],
  1069: ['its account cannot log on', 'sc qc w3svc shows the account: WAS and W3SVC run as LocalSystem.'],
  1075: [
    'a service that it depends on is not there or is to be deleted',
    'sc qc w3svc lists the dependencies (WAS, HTTP): look at each; a restart of the host ends a deletion.',
  ],
  1326: [
    'a user name or password is wrong, as that of a shared configuration',
    'Look in %windir%\\System32\\inetsrv\\config\\redirection.config whose it is, and set its password anew (IIS Manager, Shared Configuration).',
  ],
};

export const serviceNotStarted = defineCode<{ error: number; denied: boolean; tried: boolean }>({
  code: 'IIS171',
  name: 'service-not-started',
  severity: 'critical',
  summary: 'A service of IIS (W3SVC, WAS) does not start: no site answers.',
  title: (f) =>
    f.denied
      ? 'The command was refused: it needs a prompt that runs as administrator.'
      : `A service of IIS ${f.tried ? 'does not start' : 'is stopped'}${f.error === 0 ? '' : `: ${reasons[f.error]?.[0] ?? 'Windows gives'} (error ${f.error})`}.`,
  why: (f) =>
    f.denied
      ? 'Nothing was started or stopped. It says nothing about the state of IIS.'
      : 'W3SVC needs WAS, and both need HTTP.sys; while one of them is down no application pool runs.',
  next: (f) => [
    ...(reasons[f.denied ? 5 : f.error] === undefined ? [] : [reasons[f.denied ? 5 : f.error]?.[1] ?? '']),
    ...(f.denied
      ? []
      : [
          'Read the System log of that minute: Get-WinEvent -FilterHashtable @{LogName="System";ProviderName="Service Control Manager","Microsoft-Windows-WAS"} -MaxEvents 20',
        ]),
  ],
  docs: [docs.availabilityEvents],
});

export const poolStopped = defineCode<{ pools: readonly PoolName[]; sites: readonly string[] }>({
  code: 'IIS172',
  name: 'pool-stopped',
  severity: 'critical',
  summary: 'An application pool or a site is stopped: it answers 503, or nothing.',
  title: (f) =>
    f.pools.length > 0
      ? `${sentence(sayPools(f.pools))} ${f.pools.length === 1 ? 'is' : 'are'} stopped: ${f.pools.length === 1 ? 'its' : 'their'} applications answer 503.`
      : `Site ${sayList(f.sites.map((name) => `"${name}"`))} ${f.sites.length === 1 ? 'is' : 'are'} stopped.`,
  why: () =>
    'The list shows the state, not who or what stopped it: somebody by hand, rapid-fail protection (WAS 5002), or an account that cannot log on (WAS 5057).',
  next: (f) => [
    'Why: Get-WinEvent -FilterHashtable @{LogName="System";ProviderName="Microsoft-Windows-WAS"} -MaxEvents 50. After WAS 5002 or 5057 the pool stops again until the reason is gone.',
    ...f.pools
      .slice(0, 3)
      .flatMap(({ pool }) =>
        isQuotable(pool) ? [`Then start it: Start-WebAppPool -Name ${powershellLiteral(pool)}`] : [],
      ),
    ...f.sites
      .slice(0, 3)
      .flatMap((name) => (isQuotable(name) ? [`Start the site: Start-Website -Name ${powershellLiteral(name)}`] : [])),
  ],
  docs: [docs.availabilityEvents],
});

export const page503 = defineCode<{ count: number }>({
  code: 'IIS173',
  name: 'http-503-page',
  severity: 'critical',
  summary: 'A site answers 503: no application pool takes its requests.',
  title: () => 'A site answers 503 from HTTP.sys: its application pool is stopped, or takes no more requests.',
  why: () =>
    'This page comes from HTTP.sys, before any application: the pool is stopped or disabled (rapid-fail protection, an account that cannot log on), its worker does not start, or its queue is full. The page does not say which.',
  next: () => [
    'Which pool: %windir%\\System32\\inetsrv\\appcmd list apppool /state:Stopped',
    'Why: Get-WinEvent -FilterHashtable @{LogName="System";ProviderName="Microsoft-Windows-WAS"} -MaxEvents 50 (5002 rapid-fail, 5021 and 5057 account, 5059 start), and the Application log of that minute.',
    'Which requests, and the reason in one word: %SystemRoot%\\System32\\LogFiles\\HTTPERR (AppOffline, QueueFull, Disabled).',
  ],
  docs: ['https://learn.microsoft.com/troubleshoot/developer/webapps/iis/welcome-iis'],
});

export const page502 = defineCode<{ error: string; count: number }>({
  code: 'IIS177',
  name: 'gateway-page',
  severity: 'critical',
  summary: 'A site answers 502.3: the program that IIS passes requests to gives no answer.',
  title: ({ error }) =>
    `A site answers 502.3: the program that IIS passes its requests to gave no answer${error === '' ? '' : `: ${error}`}.`,
  why: () =>
    'IIS itself works: it is a proxy here, by Application Request Routing or the ASP.NET Core Module (named as Module on the page). No recycle is involved.',
  next: ({ error }) => [
    'See whether the program behind runs and listens at the address of the rewrite rule, the server farm or processPath; try it from this server: curl.exe -v ADDRESS.',
    ...(error.includes('80072ee2')
      ? [
          'It is slower than the time-out of the proxy (ARR: Proxy Settings; ASP.NET Core Module: requestTimeout): look what it waits for before raising that.',
        ]
      : []),
  ],
  docs: [
    'https://learn.microsoft.com/iis/extensions/troubleshooting-application-request-routing/troubleshooting-502-errors-in-arr',
  ],
});
