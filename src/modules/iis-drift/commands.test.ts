import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const roots = async (text: string): Promise<unknown> => {
  const { stdout } = await runCli(['iis-drift', '-', '--format', 'json'], { stdin: text });
  const { findings } = JSON.parse(stdout) as { findings: { name: string; title: string }[] };
  return findings.map(({ name, title }) => `${name}: ${title}`);
};

test.each([
  [
    'a prompt that is not elevated',
    'C:\\Users\\me>iisreset\nAccess denied, you must be an administrator of the remote computer to use this\ncommand. Either have your user account added to the administrator local group of\nthe remote computer or to the domain administrator global group.\n',
    ['service-not-started: The command was refused: it needs a prompt that runs as administrator.'],
  ],
  [
    'the error of the service below, which was started next',
    'C:\\>net start w3svc\nSystem error 1068 has occurred.\n\nThe dependency service or group failed to start.\n\nC:\\>net start was\nSystem error 1058 has occurred.\n\nThe service cannot be started, either because it is disabled or because it has no enabled devices.\n',
    ['service-not-started: A service of IIS does not start: it is disabled (error 1058).'],
  ],
  [
    'an HRESULT of iisreset',
    'Attempting stop...\nInternet services successfully stopped\nAttempting start...\nThe service did not respond to the start or control request in a timely fashion. (2147943453, 8007041d)\nRestart attempt failed.\n',
    ['service-not-started: A service of IIS does not start: it did not answer in time (error 1053).'],
  ],
  [
    'a service that is stopped',
    'C:\\>sc query w3svc\n\nSERVICE_NAME: w3svc\n        TYPE               : 20  WIN32_SHARE_PROCESS\n        STATE              : 1  STOPPED\n        WIN32_EXIT_CODE    : 1068  (0x42c)\n',
    ['service-not-started: A service of IIS is stopped: a service that it depends on does not start (error 1068).'],
  ],
  [
    'the page of an error with what it says below',
    'HTTP Error 500.19 - Internal Server Error\nThe requested page cannot be accessed.\n\nDetailed Error Information:\nModule\t   IIS Web Core\nError Code\t   0x80070021\n\nApplication: w3wp.exe\nException Info: System.Exception\n',
    [
      'config-error-page: A site answers 500.19: IIS cannot use its configuration: 0x80070021 (a section of web.config is locked in applicationHost.config, or its role feature is not installed).',
      'crash: The worker process of an application pool crashed: System.Exception, at a time that is not given.',
    ],
  ],
  [
    'the page of an error with what it says below, label over value',
    'HTTP Error 500.19 - Internal Server Error\nThe requested page cannot be accessed.\n\nDetailed Error Information:\nModule\n   IIS Web Core\n\nError Code\n   0x80070021\n\nApplication: w3wp.exe\nException Info: System.Exception\n',
    [
      'config-error-page: A site answers 500.19: IIS cannot use its configuration: 0x80070021 (a section of web.config is locked in applicationHost.config, or its role feature is not installed).',
      'crash: The worker process of an application pool crashed: System.Exception, at a time that is not given.',
    ],
  ],
  [
    'the page of an error in German',
    'HTTP-Fehler 500.19 - Internal Server Error\n\nAuf die angeforderte Seite kann nicht zugegriffen werden, da die zugehörigen Konfigurationsdaten ungültig sind.\n\nModul\n   IIS Web Core\n\nFehlercode\n   0x80070021\n',
    [
      'config-error-page: A site answers 500.19: IIS cannot use its configuration: 0x80070021 (a section of web.config is locked in applicationHost.config, or its role feature is not installed).',
    ],
  ],
  [
    'the page of an error that a mail has wrapped',
    'HTTP Error 500.19 - Internal Server Error\nThe requested page cannot be accessed because the related configuration data for the\npage is invalid.\nModule  IIS Web Core\nError Code  0x800700b7\n',
    [
      'config-error-page: A site answers 500.19: IIS cannot use its configuration: 0x800700b7 (an entry is there twice).',
    ],
  ],
  [
    'the table of that page alone',
    'Module\t   IIS Web Core\nNotification\t   Unknown\nHandler\t   Not yet determined\nError Code\t   0x800700b7\nConfig Error\t   \nConfig File\t   \\\\?\\D:\\shop\\web.config\n',
    [
      'config-error-page: A site answers 500.19: IIS cannot use its configuration: 0x800700b7 (an entry is there twice).',
    ],
  ],
  [
    'a page with a sentence below its headline',
    'HTTP Error 502.3 - Bad Gateway\nThere was a connection error while trying to route the request.\nModule\t ApplicationRequestRouting\nError Code\t 0x80072ee7\n',
    [
      'gateway-page: A site answers 502.3: the program that IIS passes its requests to gave no answer: 0x80072ee7 (its host name was not found).',
    ],
  ],
  [
    'the page of ASP.NET for a configuration it cannot use',
    "Server Error in '/' Application.\nConfiguration Error\nDescription: An error occurred during the processing of a configuration file.\n\nParser Error Message: Could not load file or assembly 'Shop.Data'.\n\nSource File: D:\\shop\\web.config    Line: 45\n",
    [
      "app-does-not-compile: ASP.NET cannot compile or configure an application (Could not load file or assembly 'Shop.Data'.), at a time that is not given.",
    ],
  ],
  ['a site', 'SITE "Shop" (id:2,bindings:http/*:80:,state:Stopped)\n', ['pool-stopped: Site "Shop" is stopped.']],
  [
    'a pool among its settings',
    'APPPOOL\n  APPPOOL.NAME:"Api"\n  state:"Stopped"\n  [add]\n    name:"Api"\n    [recycling]\n      logEventOnRecycle:"Time, Requests, Schedule, Memory, IsapiUnhealthy, OnDemand, ConfigChange, PrivateMemory"\n      [periodicRestart]\n        time:"00:00:00"\n        [schedule]\n          [add]\n            value:"03:30:00"\n',
    ['pool-stopped: Application pool "Api" is stopped: its applications answer 503.'],
  ],
])('%s', async (_, text, wanted) => {
  expect(await roots(text)).toEqual(wanted);
});

const service = (state: string) => `
SERVICE_NAME: w3svc
        TYPE               : 20  WIN32_SHARE_PROCESS
        STATE              : ${state}
        WIN32_EXIT_CODE    : 0  (0x0)
`;
const listed = (state: string) => `APPPOOL "Shop" (MgdVersion:v4.0,MgdMode:Integrated,state:${state})\n`;
const got = (state: string) =>
  `PS C:\\> Get-Service W3SVC\n\nStatus   Name               DisplayName\n------   ----               -----------\n${state}  W3SVC              World Wide Web Publishing Service\n\n`;
const site = (state: string) => `SITE "Shop" (id:2,bindings:http/*:80:,state:${state})\n`;
const stopped = 'pool-stopped: Application pool "Shop" is stopped: its applications answer 503.';
const down = 'service-not-started: A service of IIS is stopped.';

test.each([
  [
    'sc query',
    `C:\\>sc query w3svc\n${service('1  STOPPED')}\nC:\\>sc start w3svc\n${service('2  START_PENDING')}\nC:\\>sc query w3svc\n${service('4  RUNNING')}`,
    [],
  ],
  [
    'sc start says no more than that it tries',
    `C:\\>sc query w3svc\n${service('1  STOPPED')}\nC:\\>sc start w3svc\n${service('2  START_PENDING')}`,
    [down],
  ],
  [
    'sc query, then stopped again',
    `sc query w3svc\n${service('4  RUNNING')}sc query w3svc\n${service('1  STOPPED')}`,
    [down],
  ],
  ['Get-Service', `${got('Stopped')}PS C:\\> Start-Service W3SVC\n${got('Running')}`, []],
  [
    'WAS alone does not run W3SVC',
    `${got('Stopped')}${got('Running').replaceAll('W3SVC', 'WAS  ').replace('World Wide Web Publishing', 'Windows Process Activation')}`,
    [down],
  ],
  [
    'a start that failed, and one that did not',
    'C:\\>net start w3svc\nSystem error 1068 has occurred.\n\nC:\\>iisreset\n\nAttempting stop...\nInternet services successfully stopped\nAttempting start...\nInternet services successfully restarted\n',
    [],
  ],
  [
    'appcmd, without a blank line before the prompt',
    `C:\\>appcmd list apppool\n${listed('Stopped')}C:\\>appcmd start apppool "Shop"\n"Shop" successfully started.\nC:\\>appcmd list apppool\n${listed('Started')}`,
    [],
  ],
  [
    'appcmd start alone',
    `${listed('Stopped')}\nC:\\inetsrv>appcmd start apppool "Shop"\n"Shop" successfully started.\n`,
    [],
  ],
  ['a pool that stopped again', `${listed('Started')}${listed('Stopped')}`, [stopped]],
  ['another pool', `${listed('Stopped')}${listed('Started').replace('Shop', 'Api')}`, [stopped]],
  ['a list that is shown twice', `${listed('Stopped')}${listed('Stopped')}`, [stopped]],
  ['a site', `${site('Stopped')}${site('Started')}`, []],
  [
    'a pool of that name, and its site still stopped',
    `${listed('Stopped')}${site('Stopped')}${listed('Started')}`,
    ['pool-stopped: Site "Shop" is stopped.'],
  ],
  ['Get-IISAppPool', 'Shop   Stopped  v4.0  Integrated  OnDemand\n\nShop   Started  v4.0  Integrated  OnDemand\n', []],
])('the last state counts: %s', async (_, text, wanted) => {
  expect(await roots(text)).toEqual(wanted);
});

test('a page is not told beside an event that says why', async () => {
  const text =
    "HTTP Error 503. The service is unavailable.\n\nApplication pool 'Shop' is being automatically disabled due to a series of failures in the process(es) serving that application pool.\n";
  expect(await roots(text)).toEqual([
    'crash-loop-rapid-fail: Application pool "Shop" was stopped by rapid-fail protection, at a time that is not given: 503 until started by hand.',
  ]);
});

test('an event that is cited by its provider and id', async () => {
  const text =
    "WAS 5009: A process serving application pool 'Shop' terminated unexpectedly. The process id was '4712'.\n";
  expect(await roots(text)).toEqual([
    'crash: The worker process of application pool "Shop" crashed, at a time that is not given.',
  ]);
});

test('a script that only holds the words of a page shows none', async () => {
  const text =
    "$state = $pool.State\nif ($state -ne 'Started') {\n  Write-Warning 'HTTP Error 503. The service is unavailable.'\n}\n";
  const { exitCode, stderr } = await runCli(['iis-drift', '-'], { stdin: text });
  expect([exitCode, stderr]).toMatchObject([2, expect.stringContaining('no Windows events')]);
});

test('a page that explains an event does not tell that it was logged', async () => {
  const event =
    "A process serving application pool 'Shop' terminated unexpectedly. The process id was '4712'. The process exit code was '0xc0000005'.";
  const page = `If a worker process crashes, you will see this event:\n\n${event}\n\nIt is a clear indication of a fault in the application.\n`;
  const { exitCode } = await runCli(['iis-drift', '-'], { stdin: page });
  expect(exitCode).toBe(2);
  expect(await roots(`${event}\n`)).toHaveLength(1);
});

test('what was seen is named, also where no provider is', async () => {
  const stdin =
    'C:\\>iisreset\n\nAttempting stop...\nInternet services successfully stopped\nAttempting start...\nInternet services successfully restarted\n';
  const { stdout } = await runCli(['iis-drift', '-', '--format', 'json'], { stdin });
  const { checks } = JSON.parse(stdout) as { checks: { id: string; status: string; lookedAt?: string[] }[] };
  expect([...new Set(checks.flatMap(({ lookedAt }) => lookedAt ?? []))]).toEqual(['1 answer of a command of stdin']);
  // It says nothing of pools and pages.
  const passed = checks.filter(({ status }) => status === 'pass').map(({ id }) => id);
  expect(passed).toEqual(['service-not-started']);
});
