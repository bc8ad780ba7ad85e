import { describe, expect, test } from 'vitest';
import { textSource } from '../source.ts';
import { readWorkers } from './read-workers.ts';

const read = (text: string, dateOrder?: 'dmy' | 'mdy') =>
  readWorkers(textSource('workers.txt', text), {
    zone: { name: 'Europe/Berlin', provenance: '--tz' },
    ...(dateOrder === undefined ? {} : { dateOrder }),
  });

const command = (pool: string) =>
  `c:\\windows\\system32\\inetsrv\\w3wp.exe -ap "${pool}" -v "v4.0" -l "webengine4.dll" -a \\\\.\\pipe\\iisipm1`;

const forms: [string, string, { computer?: string }?][] = [
  [
    'a list',
    `\r\nProcessId    : 9252\r\nCreationDate : 3/13/2026 3:31:36 PM\r\nCommandLine  : c:\\windows\\system32\\inetsrv\\w3wp.exe -ap\r\n               "Api Gateway" -v "v4.0" -l\r\n\r\nProcessId    : 800\r\nCreationDate : 3/13/2026 3:31:49 PM\r\nCommandLine  : ${command('B')}\r\n`,
  ],
  [
    'a table',
    `\nProcessId CreationDate         CommandLine\n--------- ------------         -----------\n     9252 3/13/2026 3:31:36 PM ${command('Api Gateway')}\n      800 3/13/2026 3:31:49 PM ${command('B')}\n`,
  ],
  [
    'CSV',
    `"ProcessId","CreationDate","CommandLine"\r\n"9252","3/13/2026 3:31:36 PM","${command('Api Gateway').replaceAll('"', '""')}"\r\n"800","3/13/2026 3:31:49 PM","${command('B').replaceAll('"', '""')}"\r\n`,
  ],
  [
    'JSON of Windows PowerShell',
    JSON.stringify([
      { ProcessId: 9252, CreationDate: '@1773412296000@', CommandLine: command('Api Gateway') },
      { ProcessId: 800, CreationDate: '@1773412309000@', CommandLine: command('B') },
    ]).replace(/@(\d+)@/g, '\\/Date($1)\\/'),
  ],
  [
    'JSON of PowerShell 7',
    JSON.stringify([
      { ProcessId: 9252, CreationDate: '2026-03-13T15:31:36.0000000+01:00', CommandLine: command('Api Gateway') },
      { ProcessId: 800, CreationDate: '2026-03-13T15:31:49.0000000+01:00', CommandLine: command('B') },
    ]),
  ],
  [
    'a table of wmic',
    `CommandLine${' '.repeat(100)}CreationDate               ProcessId\r\r\n${command('Api Gateway').padEnd(111)}20260313153136.000000+060  9252\r\r\n${command('B').padEnd(111)}20260313153149.000000+060  800\r\r\n`,
  ],
];

describe('worker processes', () => {
  test.each(forms)('as %s', async (_name, text) => {
    const { workers } = await read(text);
    expect(workers.map(({ processId, pool, startedAt }) => ({ processId, pool, utc: startedAt.utc }))).toEqual([
      { processId: 9252, pool: 'Api Gateway', utc: '2026-03-13T14:31:36.000Z' },
      { processId: 800, pool: 'B', utc: '2026-03-13T14:31:49.000Z' },
    ]);
  });

  test('a command line that the window cut off names no pool', async () => {
    const { workers } = await read('9252 3/13/2026 3:31:36 PM c:\\windows\\system32\\inetsrv\\w3wp.exe -ap "Api...\n');
    expect(workers).toMatchObject([{ processId: 9252, line: 1 }]);
    expect(workers[0]).not.toHaveProperty('pool');
  });

  test('dates that can be read in two ways ask for --date-order', async () => {
    const text = 'ProcessId : 1\nCreationDate : 03/04/2026 15:31:36\n';
    await expect(read(text)).rejects.toMatchObject({ hint: expect.stringContaining('--date-order') });
    expect((await read(text, 'dmy')).workers[0]?.startedAt.local).toBe('2026-04-03T15:31:36');
  });

  test.each(['', 'no such thing', '[', '{"a":1}'])('%j is refused in one line', async (text) => {
    await expect(read(text)).rejects.toThrow(/^workers\.txt: no worker processes in it$/);
  });
});
