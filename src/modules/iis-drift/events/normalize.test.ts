import { expect, test } from 'vitest';
import type { EventRecord } from '../../../input/eventlog/event.ts';
import { normalize } from './normalize.ts';

const record = (more: Partial<EventRecord>): EventRecord => ({
  id: 5074,
  provider: 'Microsoft-Windows-WAS',
  time: { utc: '2026-03-10T15:31:36.000Z', precision: 'second', zone: { name: 'UTC', provenance: 'from log' } },
  data: {},
  source: 'a.csv',
  line: 1,
  ...more,
});
const seen = (more: Partial<EventRecord>) => {
  const event = normalize(record(more));
  return event === undefined
    ? undefined
    : [event.kind, event.pool ?? event.app, event.pid].filter((one) => one !== undefined);
};

const german =
  'Ein Arbeitsprozess mit der Prozess-ID „4112“ für den Anwendungspool „Änderung“ hat einen Wiederverwendungsvorgang angefordert, da der Arbeitsprozess das zulässige Zeitlimit für die Verarbeitung erreicht hat.';

test.each<[what: string, record: Partial<EventRecord>, seen: readonly string[] | undefined]>([
  ['named data', { data: { ProcessID: '4112', AppPoolID: 'Shop' } }, ['interval', 'Shop', '4112']],
  ['data in order: the pid first in 5074', { data: { param1: '4112', param2: 'Shop' } }, ['interval', 'Shop', '4112']],
  [
    'data in order: the pool first in 5009',
    { id: 5009, data: { param1: 'Shop', param2: '4112', param3: 'c0000005' } },
    ['crash', 'Shop', '4112'],
  ],
  ['a message in German', { message: german }, ['interval', 'Änderung', '4112']],
  [
    'the pid first where the pool alone was quoted before',
    {
      id: 5117,
      message:
        "A worker process with process id of '4112' serving application pool 'Shop' has requested a recycle because it reached its private bytes memory limit.",
    },
    ['private-memory', 'Shop', '4112'],
  ],
  [
    'the pid behind the pool, as in Chinese',
    { message: '为应用程序池“Shop”提供服务且进程 ID 为“4112”的工作进程已请求回收。' },
    ['interval', 'Shop', '4112'],
  ],
  [
    'apostrophes that quote nothing',
    { id: 5002, message: "Le pool d'applications « Shop » est désactivé en raison d'une série d'échecs." },
    ['pool-disabled', 'Shop'],
  ],
  [
    'no quotes, in Spanish',
    { id: 5059, message: 'El grupo de aplicaciones Shop Front se ha deshabilitado.' },
    ['start-failed', 'Shop Front'],
  ],
  [
    'curly quotes',
    {
      id: 5186,
      message:
        'A worker process with process id of ‘4112’ serving application pool ‘Shop’ was shutdown due to inactivity.',
    },
    ['idle', 'Shop', '4112'],
  ],
  [
    'no quotes',
    {
      id: 5013,
      message:
        'A process serving application pool DefaultAppPool exceeded time limits during shut down. The process id was 1111.',
    },
    ['stop-timeout', 'DefaultAppPool', '1111'],
  ],
  [
    'a message cut off in the name',
    { message: "A worker process with process id of '4112' serving application pool 'Sho...", messageCut: true },
    ['interval', '4112'],
  ],
  [
    'IIS 6',
    {
      provider: 'W3SVC',
      id: 1074,
      message:
        "A worker process with process id of '4112' serving application pool 'Shop' has requested a recycle because the worker process reached its allowed processing time limit.",
    },
    ['interval', 'Shop', '4112'],
  ],
  ['the same id from the shutdown of Windows', { provider: 'User32', id: 1074 }, ['shutdown-asked']],
  ['an id of WAS from somebody else', { provider: 'Contoso Agent' }, undefined],
  [
    '1033 of an installer',
    { provider: 'MsiInstaller', id: 1033, message: 'Windows Installer installed the product.' },
    ['foreign'],
  ],
  [
    'a crash of another program',
    {
      provider: 'Application Error',
      id: 1000,
      message: 'Faulting application name: chrome.exe, Exception code: 0xc0000005',
    },
    undefined,
  ],
  [
    'W3SVC that stopped, in French',
    {
      provider: 'Service Control Manager',
      id: 7036,
      message: 'Le service Service de publication World Wide Web est entré dans l’état : arrêté.',
      data: {
        param1: 'Service de publication World Wide Web',
        param2: 'arrêté',
        Binary: '570033005300560043002F0031000000',
      },
    },
    ['service-stopped'],
  ],
  [
    'WAS that runs, in Japanese',
    {
      provider: 'Service Control Manager',
      id: 7036,
      data: { param1: 'Windows Process Activation Service', param2: '実行中', Binary: '5700410053002f0034000000' },
    },
    undefined,
  ],
  [
    'WAS that stopped, in a language nobody here reads',
    {
      provider: 'Service Control Manager',
      id: 7036,
      data: { param1: '…', param2: '…', Binary: '5700410053002f0031000000' },
    },
    ['service-stopped'],
  ],
  [
    'another service that stopped, with WAS in its name',
    {
      provider: 'Service Control Manager',
      id: 7036,
      data: { param1: 'WAS Agent', param2: 'stopped', Binary: '410067002f0031000000' },
    },
    undefined,
  ],
  [
    'the Windows Update service that stopped',
    { provider: 'Service Control Manager', id: 7036, message: 'The Windows Update service entered the stopped state.' },
    undefined,
  ],
])('%s', (_, given, wanted) => {
  expect(seen(given)).toEqual(wanted);
});

test('a message without a provider is told by its words, if its id is one of theirs', () => {
  const message =
    "A worker process with process id of '4112' serving application pool 'Shop' has requested a recycle because the worker process reached its allowed processing time limit.";
  const { provider: _, ...nameless } = record({ message });
  expect(normalize(nameless)).toMatchObject({ kind: 'interval', pool: 'Shop', byWords: true });
  expect(normalize({ ...nameless, id: 9999 })).toBeUndefined();
});

test('a message in German without a provider', () => {
  const { provider: _, ...nameless } = record({ message: german });
  expect(normalize(nameless)).toMatchObject({ kind: 'interval', provider: 'WAS', pool: 'Änderung', byWords: true });
  expect(normalize({ ...nameless, id: 9999 })).toBeUndefined();
});
