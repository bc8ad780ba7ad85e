import { expect, test } from 'vitest';
import { judged } from '../../../../test/support/net/pasted.ts';
import { analyzeSession } from './analyze.ts';
import { isSession } from './is-session.ts';
import { readSession } from './read.ts';

test('a route that is refused for its gateway is no missing route to where it leads', () => {
  const refused = ['# route add -net 10.9.0.0 gw 10.8.7.6 netmask 255.255.0.0', 'SIOCADDRT: Network is unreachable'];
  expect(judged(...refused)).toMatchObject({ names: [], open: 1, verdict: expect.stringContaining('its gateway') });
  const older = ['# ip route add 10.9.0.0/16 via 10.8.7.6', 'RTNETLINK answers: Network is unreachable'];
  expect(judged(...older)).toMatchObject({ names: [], open: 1 });
  expect(judged('# ip route get 10.9.0.1', older[1] ?? '').names).toEqual(['no-route']);
});

const head = ['$ ping 10.6.1.9', 'PING 10.6.1.9 (10.6.1.9): 56 data bytes'];
const late = (seq: number) => `Request timeout for icmp_seq ${seq}`;
const answer = '64 bytes from 10.6.1.9: icmp_seq=2 ttl=64 time=3.1 ms';

test('a ping that was copied before its statistics', () => {
  expect(judged(...head, late(0), late(1)).names).toEqual(['no-answer']);
  expect(judged(...head, late(0)).names).toEqual([]);
  expect(judged(...head, late(0), late(1), answer).names).toEqual(['packets-lost']);
  const whole = '3 packets transmitted, 3 packets received, 0.0% packet loss';
  expect(judged(...head, late(0), answer, whole)).toMatchObject({ names: [], open: 0 });
  const arp = ['$ arp -a', '? (10.6.1.9) at (incomplete) on en0 ifscope [ethernet]'];
  expect(judged(...head, late(0), late(1), ...arp).names).toEqual(['neighbour-silent']);
});

test('the page of Test-NetConnection is known without its command, and told once', () => {
  const page = (result: string) => [
    'ComputerName     : 10.6.1.9',
    'RemoteAddress    : 10.6.1.9',
    'RemotePort       : 8443',
    `TcpTestSucceeded : ${result}`,
  ];
  const failed = ['WARNING: TCP connect to (10.6.1.9 : 8443) failed', ...page('False')];
  expect(isSession(readSession(failed.join('\n')))).toBe(true);
  expect(judged(...failed).names).toEqual(['no-answer']);
  expect(judged(...page('True'))).toMatchObject({ names: [], open: 0 });
});

test('fping names who does not answer, and an answer of another takes nothing back', () => {
  const session = readSession(
    [
      '$ fping -c1 10.6.1.8 10.6.1.9',
      '10.6.1.8 : [0], timed out (NaN avg, 100% loss)',
      '10.6.1.9 : [0], 64 bytes, 0.27 ms (0.27 avg, 0% loss)',
    ].join('\n'),
  );
  const { findings } = analyzeSession({ ...session, source: 'paste' });
  expect(findings.map(({ title }) => title)).toEqual([expect.stringContaining('No answer comes from 10.6.1.8')]);
});

test('TLS that is cut is no matter of certificates', () => {
  const { findings } = analyzeSession({
    ...readSession(
      '$ curl https://web.example/\ncurl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to web.example:443',
    ),
    source: 'paste',
  });
  expect(findings.map(({ name }) => name)).toEqual(['tls-fails']);
  expect(findings[0]?.title).toContain('cut while TLS is on');
});

test('a gateway that is gone is told before the host behind it', () => {
  const lines = [
    '# ip route get 198.51.100.7',
    '198.51.100.7 via 10.6.0.1 dev eth0 src 10.6.0.5 uid 0',
    '# ip neigh',
    '10.6.0.1 dev eth0 FAILED',
    '# ping -c1 198.51.100.7',
    'From 10.6.0.5 icmp_seq=1 Destination Host Unreachable',
  ];
  expect(judged(...lines).names).toEqual(['gateway-silent']);
  expect(judged(...lines.filter((line) => !line.includes('FAILED'))).names).toEqual(['neighbour-silent']);
});

test('a filter that a trace names is looked for among its rules', () => {
  const trace = [
    'traceroute to 10.6.1.9 (10.6.1.9), 30 hops max, 60 byte packets',
    ' 1  10.6.0.1 (10.6.0.1)  0.5 ms !X  0.4 ms !X  0.4 ms !X',
  ];
  const { findings } = analyzeSession({ ...readSession(trace.join('\n')), source: 'paste' });
  expect(findings[0]?.next?.[0]).toContain('iptables-save');
});

test('a whole name that getent finds later', () => {
  const lines = [
    '$ host db.internal.',
    'Host db.internal. not found: 3(NXDOMAIN)',
    '$ getent hosts db.internal',
    '10.6.4.4        db.internal',
  ];
  expect(judged(...lines).names).toEqual([]);
  expect(judged(...lines.slice(0, 2)).names).toEqual(['name-not-resolved']);
});

test("busybox's wget says at its end that it has something", () => {
  const first = [
    '/ # wget -O- http://10.6.5.5:8080',
    "wget: can't connect to remote host (10.6.5.5): Host is unreachable",
  ];
  const again = ['/ # wget -O- http://10.6.5.5:8080', 'written to stdout'];
  expect(judged(...first, ...again)).toMatchObject({ names: [], open: 1 });
});
