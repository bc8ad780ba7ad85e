import { expect, test } from 'vitest';
import { judged } from '../../../../test/support/net/pasted.ts';

const pings = (size: number, received: number): readonly string[] => [
  `$ ping -M do -s ${size} -c 2 10.31.1.9`,
  `PING 10.31.1.9 (10.31.1.9) ${size}(${size + 28}) bytes of data.`,
  ...(received > 0 ? [`${size + 8} bytes from 10.31.1.9: icmp_seq=1 ttl=63 time=0.845 ms`] : []),
  `2 packets transmitted, ${received} received, ${received > 0 ? 0 : 100}% packet loss, time 1018ms`,
];

const silent = (target: string) => [
  `$ ping -c 1 ${target}`,
  '1 packets transmitted, 0 received, 100% packet loss, time 0ms',
];
const alive = (target: string) => [
  `$ ping -c 1 ${target}`,
  `64 bytes from ${target}: icmp_seq=1 ttl=64 time=0.3 ms`,
  '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
];
const closed = ['$ curl http://10.1.2.3:8080', 'curl: (7) Failed connect to 10.1.2.3:8080; No route to host'];
const open = ['$ curl -v http://10.1.2.3:8080/', '*   Trying 10.1.2.3:8080...', '< HTTP/1.1 200 OK'];

test('what a ping shows that stands behind other commands is only possible', () => {
  const between = ['$ ip link set eth0 up'];
  expect(judged(...closed, ...alive('10.1.2.3'))).toMatchObject({ names: ['filter-drops'], confidence: 'likely' });
  expect(judged(...closed, ...between, ...alive('10.1.2.3'))).toMatchObject({
    names: ['filter-drops'],
    confidence: 'possible',
  });
  expect(judged(...alive('10.1.2.3'), ...between, ...closed)).toMatchObject({ confidence: 'likely' });
  const timeout = [
    '$ nc -vz -w 3 10.31.1.9 443',
    'nc: connect to 10.31.1.9 port 443 (tcp) timed out: Operation now in progress',
  ];
  expect(judged(...timeout, ...between, ...pings(56, 2)).confidence).toBe('possible');
  expect(judged(...pings(1472, 0), ...between, ...pings(1300, 2))).toMatchObject({
    names: ['mtu-blackhole'],
    confidence: 'possible',
  });
});

test.each([
  ['a ping', [...silent('10.8.8.8'), ...alive('10.8.8.8')]],
  ['a port', [...closed, '$ firewall-cmd --reload', 'success', ...open]],
])('what answers later is no cause, and no all-clear: %s', (_, lines) => {
  expect(judged(...lines)).toMatchObject({ names: [], open: 1 });
});

test.each([
  [
    'from another host',
    [
      ...closed.map((line) => line.replace(/^\$/, '[root@a ~]#')),
      ...open.map((line) => line.replace(/^\$/, '[root@b ~]#')),
    ],
  ],
  ['another port', [...closed, ...open.map((line) => line.replaceAll('8080', '8081'))]],
  [
    'another interface',
    [...silent('10.8.8.8'), ...alive('10.8.8.8').map((line) => line.replace('-c 1', '-I eth1 -c 1'))],
  ],
  [
    'from a pod',
    [...silent('10.8.8.8'), ...alive('10.8.8.8').map((line) => line.replace('$ ', '$ kubectl exec a -- '))],
  ],
  ['before', [...open, ...closed]],
])('but not what answers %s', (_, lines) => {
  expect(judged(...lines).names).toHaveLength(1);
});
