import { type PoolName, sayPools, sentence } from '../wording.ts';
import { docs } from './docs.ts';
import { failure, say } from './failure.ts';

/** Whom a start failure concerns; empty where the events do not say. */
const sayOwners = (pools: readonly PoolName[], detail: string): string =>
  pools.length === 0 ? detail : sayPools(pools);

export const moduleFailed = failure(
  'IIS159',
  'module-not-loaded',
  'critical',
  'A native module of IIS cannot be loaded: every worker process that needs it ends as it starts.',
  (f) =>
    `The module ${f.detail === '' ? '(name not in the export)' : f.detail} cannot be loaded by the worker process, ${say(f)}.`,
  () =>
    'W3SVC-WP 2280 to 2283, 2214 or 2274: a worker process whose global module fails to load ends as it starts, and after five such ends WAS stops the pool. The usual reasons are a module of the other bitness than the pool (enable32BitAppOnWin64), a missing DLL beside it, or rights on the file.',
  (f) => [
    'Read the error number in the event data: 0x800700c1 is the wrong bitness, 0x8007007e a DLL that is missing, 0x80070005 rights.',
    `Wrong bitness: give its entry under <globalModules> preCondition="bitness64" (or bitness32)${f.detail === '' ? '' : `, the one whose image is ${f.detail}`}, or repair the product it belongs to.`,
    'Not needed any more: remove it from <globalModules> and <modules> of applicationHost.config. Then start the pools again.',
  ],
);

export const startFailed = failure(
  'IIS160',
  'worker-start-failed',
  'critical',
  'WAS could not start a worker process and disabled the pool.',
  (f) => `The worker process of ${sayOwners(f.pools, 'a pool')} failed to start, ${say(f)}.`,
  (f) =>
    `${f.detail === '' ? '' : `Error ${f.detail}. `}The events say that it failed, not why: the account of the pool, its rights, a module or the configuration.`,
  [
    'Read the events right before it: WAS 5021 and 5057 (account), W3SVC-WP 2280 and 2282 (module), 2297 and 2307 (configuration); and the error number in the event data.',
  ],
);

export const listenerFailed = failure(
  'IIS161',
  'listener-channel-failed',
  'warning',
  'A worker process could not take requests: its listener channel failed.',
  (f) => `The worker process of ${sayPools(f.pools)} failed as it started to listen, ${say(f)}.`,
  () =>
    'WAS 5139 follows a worker process that ends while it starts: a module that cannot be loaded (Application log, W3SVC-WP 2280), rights of the account, or the configuration. It does not say which.',
  [
    'Read the Application log of that minute: W3SVC-WP 2280, 2282, 2297 and 2307, and the error number in the event data.',
  ],
);

export const configPage = failure(
  'IIS170',
  'config-error-page',
  'critical',
  'A site answers 500.19: IIS cannot use its configuration.',
  (f) => `A site answers 500.19: IIS cannot use its configuration${f.detail === '' ? '' : `: ${f.detail}`}.`,
  () =>
    'Every request gets the page until the file that it names under Config File is corrected; no recycle is involved.',
  (f) => [
    'Read Config Error, Config File and Config Source on the page; open it on the server itself for all of it.',
    ...(f.detail.includes('80070021')
      ? [
          'Unlock the section that Config Source shows: %windir%\\System32\\inetsrv\\appcmd unlock config -section:SECTION; or install its role feature (ASP.NET, Windows Authentication).',
        ]
      : f.detail.includes('8007000d')
        ? ['Install what owns the section: <rewrite> the URL Rewrite module, <aspNetCore> the .NET hosting bundle.']
        : f.detail.includes('80070005')
          ? ['Give the account of the pool, and IIS_IUSRS, read access to the folder and its web.config.']
          : []),
  ],
  'https://learn.microsoft.com/troubleshoot/developer/webapps/iis/health-diagnostic-performance/http-error-500-19-webpage',
);

export const configUnreadable = failure(
  'IIS162',
  'configuration-unreadable',
  'critical',
  'IIS cannot read its configuration.',
  (f) => `${sentence(sayOwners(f.pools, 'IIS'))} cannot start: the configuration cannot be read, ${say(f)}.`,
  (f) =>
    `${f.detail === '' ? 'WAS 5172 or 5189, W3SVC-WP 2297 or 2307' : f.detail}. The event names the file and the line.`,
  [
    'Correct the file at the line that the event names; with shared configuration (redirection.config) the file is on the share.',
    'IIS keeps former versions in %SystemDrive%\\inetpub\\history: compare before you copy one back.',
  ],
  docs.sharedConfiguration,
);
