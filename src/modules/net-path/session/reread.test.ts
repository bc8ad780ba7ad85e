import { expect, test } from 'vitest';
import { judged, pasted } from '../../../../test/support/net/pasted.ts';

const silent = '3 packets transmitted, 0 packets received, 100% unanswered (0 extra)';

test('arping of an address that nobody answers, and of a hardware address, which says little', () => {
  expect(judged('# arping 10.0.0.1', 'ARPING 10.0.0.1', 'Timeout', silent).names).toEqual(['neighbour-silent']);
  const byHardware = ['# arping -S 10.0.0.10 52:54:00:12:34:56', 'ARPING 52:54:00:12:34:56', 'Timeout', silent];
  expect(judged(...byHardware)).toMatchObject({ names: [], open: 1 });
});

test('an invalid argument is a blackhole, or a link-local address without its device', () => {
  expect(judged('$ ping 10.5.5.5', 'connect: Invalid argument')).toMatchObject({
    names: ['route-rejects'],
    confidence: 'possible',
  });
  expect(judged('$ ping fe80::1', 'ping: connect: Invalid argument')).toMatchObject({ names: [], open: 1 });
});

test('advice fits the host: Windows, and the one that it was asked on', () => {
  const advice = (...lines: readonly string[]) => pasted(...lines).findings.flatMap(({ next }) => next);
  const reply = ['C:\\>ping 10.0.0.9', 'Reply from 10.0.0.5: Destination host unreachable.'];
  expect(advice(...reply)[0]).toContain('arp -a');
  const refused = 'curl: (7) Failed to connect to 127.0.0.1 port 8000: Connection refused';
  expect(advice('$ curl http://127.0.0.1:8000/', refused)[0]).toMatch(/^on this host: `ss -ltnp`/);
});

test('a host without IPv6 is not why IPv4 times out', () => {
  const wget = [
    '# wget https://web.example/',
    'Connecting to web.example (web.example)|203.0.113.9|:443... failed: Connection timed out.',
    'Connecting to web.example (web.example)|2001:db8::9|:443... failed: Network is unreachable.',
  ];
  expect(judged(...wget).names).toEqual(['no-answer']);
  expect(judged(wget[0] ?? '', wget[2] ?? '').names).toEqual(['no-route']);
});

test('what a step of docker build says is of its container', () => {
  const build = ['Step 3/10 : RUN wget https://web.example/x', ' ---> Running in a2bb74c3e032'];
  expect(judged(...build, "wget: bad address 'web.example'")).toMatchObject({ names: ['name-not-resolved'], left: 0 });
});

test('a traced packet that nftables drops', () => {
  const trace = [
    'trace id efb1d592 inet fw4 input packet: iif "eth0" ip saddr 203.0.113.9',
    'trace id efb1d592 inet fw4 input policy drop',
  ];
  expect(judged(...trace)).toMatchObject({ names: ['filter-drops'], confidence: 'proven', left: 0 });
});

test('on loopback no host is off', () => {
  const silent = ['$ nc -vz 127.0.0.1 4999', 'nc: connectx to 127.0.0.1 port 4999 (tcp) failed: Operation timed out'];
  expect(pasted(...silent).findings[0]?.title).toContain('this host itself');
});

test('behind a jump host that is refused nothing is cut', () => {
  const jump = [
    '$ ssh -J jump web',
    'channel 0: open failed: connect failed: Connection refused',
    'stdio forwarding failed',
    'kex_exchange_identification: Connection closed by remote host',
  ];
  expect(judged(...jump).names).toEqual(['nothing-listens']);
});

test('of an mtr without its command nobody knows where it ends', () => {
  const report = [
    'HOST: here                        Loss%   Snt   Last   Avg  Best  Wrst StDev',
    '  1.|-- 10.0.0.1                   0.0%    10    0.2   0.2   0.2   0.3   0.0',
  ];
  expect(judged(...report)).toMatchObject({ names: [], open: 1 });
  expect(judged('$ mtr -r 10.0.0.1', ...report)).toMatchObject({ names: [], open: 0 });
});

test('what asks for a version asks nothing of the network', () => {
  expect(
    judged(
      '$ ping -c1 10.0.0.5',
      '64 bytes from 10.0.0.5: icmp_seq=1 ttl=64 time=0.1 ms',
      '$ mtr --version',
      'mtr 0.87',
    ),
  ).toMatchObject({ open: 0 });
});
