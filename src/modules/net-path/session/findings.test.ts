import { expect, test } from 'vitest';
import { analyzeSession } from './analyze.ts';
import { readSession } from './read.ts';

test.each([
  ['$ ssh ops@2001:db8:7::9', 'ssh: connect to host 2001:db8:7::9 port 22: Connection refused', '[2001:db8:7::9]:22'],
  [
    '$ curl http://web.example:81/',
    'curl: (7) Failed to connect to web.example port 81: Connection refused',
    'web.example:81',
  ],
  [
    '/ # wget http://10.31.0.9:82/',
    "wget: can't connect to remote host (10.31.0.9): Connection refused",
    '10.31.0.9:82',
  ],
  ['$ telnet 10.31.0.9 83', 'telnet: Unable to connect to remote host: Connection refused', '10.31.0.9:83'],
  [
    '$ wget http://web.example:84/',
    'Connecting to web.example (web.example)|10.31.0.9|:84... failed: Connection refused.',
    '10.31.0.9:84',
  ],
])('where to: %s', (command, error, where) => {
  const session = readSession([command, error].join('\n'));
  const { findings } = analyzeSession({ ...session, source: 'paste' });
  expect(findings.map(({ title }) => title)).toEqual([expect.stringContaining(`${where} refuses`)]);
});

test('a word of a log that is no plain word is in no command', () => {
  const session = readSession('[ 1.1] NETDEV WATCHDOG: e;reboot (igb): transmit queue 0 timed out');
  const { findings } = analyzeSession({ ...session, source: 'paste' });
  expect(findings.flatMap(({ next }) => next).join(' ')).not.toContain('reboot');
});
