import { expect, test } from 'vitest';
import { pasted, told } from '../../../../test/support/net/pasted.ts';

const titleOf = (...lines: readonly string[]) => pasted(...lines).findings[0]?.title;

const unreachable = (host: string) => [`root@${host}:~# ping -c1 10.9.9.9`, 'ping: connect: Network is unreachable'];
const routes = (host: string) => [
  `root@${host}:~# ip route`,
  '10.1.0.0/24 dev eth0 proto kernel scope link src 10.1.0.2',
];

test('routes tell of their own host only', () => {
  expect(told(...unreachable('a'), ...routes('a'))).toEqual(['no-route proven']);
  expect(told(...unreachable('a'), ...routes('b'))).toEqual(['no-route likely']);
  expect(titleOf(...unreachable('a'), ...routes('b'))).toMatch(/^a has no route/);
  expect(told(...unreachable('a'), 'root@a:~# docker exec web ip route', routes('')[1] ?? '')).toEqual([
    'no-route likely',
  ]);
});

test('a device without carrier tells of its own host only', () => {
  const link = (host: string) => [
    `root@${host}:~# ip a`,
    '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN',
    '2: eth0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc mq state DOWN',
    '    inet 10.1.0.2/24 scope global eth0',
  ];
  expect(told(...unreachable('a'), ...link('a'))).toEqual(['no-carrier likely', 'no-route likely no-carrier']);
  expect(told(...unreachable('a'), ...link('b'))).toEqual(['no-route likely']);
});

test('a neighbor, a ping and a setting tell of their own place only', () => {
  const silent = ['me@a:~$ curl http://10.1.0.9/', 'curl: (28) Connection timed out after 5001 milliseconds'];
  expect(told(...silent, 'me@a:~$ ip neigh', '10.1.0.9 dev eth0 FAILED')).toEqual(['neighbour-silent likely']);
  expect(told(...silent, 'me@b:~$ ip neigh', '10.1.0.9 dev eth0 FAILED')).toEqual(['no-answer possible']);
  const ping = (host: string) => [
    `me@${host}:~$ ping -c1 10.1.0.9`,
    '64 bytes from 10.1.0.9: icmp_seq=1 ttl=64 time=0.1 ms',
  ];
  expect(told(...ping('a'), ...silent)).toEqual(['no-answer likely']);
  expect(told(...ping('b'), ...silent)).toEqual(['no-answer possible']);
  const inside = ['me@a:~$ docker exec web curl http://8.8.8.8/', 'curl: (28) Connection timed out after 5001 ms'];
  const setting = (host: string) => [`root@${host}:~# sysctl net.ipv4.ip_forward`, 'net.ipv4.ip_forward = 0'];
  expect(told(...inside, ...setting('a'))).toEqual(['forwarding-off likely']);
  expect(told(...inside, ...setting('b'))).toEqual(['no-answer possible']);
});

test('name servers and search lists are those of the place', () => {
  const fails = ['root@a:~# ping web.corp.example', 'ping: web.corp.example: Temporary failure in name resolution'];
  const stub = (host: string) => [`root@${host}:~# cat /etc/resolv.conf`, 'nameserver 127.0.0.53'];
  expect(told(...fails, ...stub('a'))).toEqual(['nameserver-is-stub likely']);
  expect(told(...fails, ...stub('b'))).toEqual(['nameserver-unreachable likely']);
  const empty = (host: string) => [`root@${host}:~# cat /etc/resolv.conf`, '# nothing'];
  expect(told(...fails, ...empty('a'))).toEqual(['name-not-resolved likely']);
  expect(told(...fails, ...empty('b'))).toEqual(['nameserver-unreachable likely']);
});

test('what answers one host is not over for another', () => {
  const timeout = ['me@a:~$ nc -vz -w 3 10.1.0.9 80', 'nc: connect to 10.1.0.9 port 80 (tcp) timed out'];
  const works = (host: string) => [
    `root@${host}:~# nc -vz -w 3 10.1.0.9 80`,
    'Connection to 10.1.0.9 80 port [tcp/http] succeeded!',
  ];
  expect(told(...timeout, ...works('b'))).toEqual(['no-answer possible']);
  expect(told(...timeout, ...works('a'))).toEqual(['unchecked']);
});

test('what stands above a first heading is of another place', () => {
  const ping = ['PING 10.9.9.9 (10.9.9.9) 56(84) bytes of data.', 'ping: sendmsg: Network is unreachable'];
  expect(told(...ping, 'On the server:', '$ ip route', routes('')[1] ?? '')).toEqual(['no-route likely']);
  expect(told(...ping, '$ ip route', routes('')[1] ?? '')).toEqual(['no-route proven']);
});

test('rules to other tables leave it open whether a route is missing', () => {
  const rule = ['root@a:~# ip rule', '0:\tfrom all lookup local', '100:\tfrom 10.1.0.0/24 lookup vpn'];
  expect(told(...unreachable('a'), ...routes('a'), ...rule)).toEqual(['no-route likely']);
  expect(told(...unreachable('a'), ...routes('a'), ...rule.slice(0, 2))).toEqual(['no-route proven']);
});

test('the same fault on two hosts is told of each, where it is told of a host at all', () => {
  expect(told(...unreachable('a'), ...unreachable('b'))).toEqual(['no-route likely', 'no-route likely']);
  const refused = (host: string) => [
    `root@${host}:~# nc -vz db 5432`,
    'nc: connect to db port 5432 (tcp) failed: Connection refused',
  ];
  expect(told(...refused('a'), ...refused('b'))).toEqual(['nothing-listens likely']);
});

test('thousands of hosts cost no more than their lines', () => {
  const hosts = Array.from({ length: 3000 }, (_, i) => [
    ...unreachable(`h${i}`),
    ...routes(`h${i}`),
    `root@h${i}:~# nc -vz 10.1.0.9 ${i + 1}`,
    `nc: connect to 10.1.0.9 port ${i + 1} (tcp) failed: Connection refused`,
    `root@h${i}:~# ss -ltn`,
    `LISTEN  0       244          127.0.0.1:${i + 1}        0.0.0.0:*`,
  ]);
  expect(told(...hosts.flat())).toHaveLength(8);
}, 30_000);
