import { expect, test } from 'vitest';
import { analyzeSession } from './analyze.ts';
import { headingOf } from './place.ts';
import { promptName } from './prompts.ts';
import { readSession } from './read.ts';

const judged = (...lines: readonly string[]) => {
  const { findings, checks } = analyzeSession({ ...readSession(lines.join('\n')), source: 'paste' });
  return findings.length > 0
    ? findings.map(({ name, confidence, consequenceOf }) => [name, confidence, consequenceOf ?? ''].join(' ').trim())
    : checks.map(({ status }) => status);
};

const title = (...lines: readonly string[]) =>
  analyzeSession({ ...readSession(lines.join('\n')), source: 'paste' }).findings[0]?.title;

const places = (...lines: readonly string[]) =>
  readSession(lines.join('\n'))
    .asks.slice(1)
    .map(({ place }) => [place?.host, place?.within].filter(Boolean).join('/'));

test.each([
  ['root@web1:~# ', 'web1'],
  ['[root@Web1 ~]# ', 'web1'],
  ['[web1 ~]$ ', 'web1'],
  ['(venv) me@web1 ~ % ', 'web1'],
  ['Mac:~ me$ ', 'mac'],
  ['web1:/etc# ', 'web1'],
  ['web1# ', 'web1'],
  ['$ ', '\0$'],
  ['# ', '\0$'],
  ['/ # ', '\0/'],
  ['bash-5.1$ ', '\0sh'],
  ['sh-4.2# ', '\0sh'],
  ['PS C:\\Users\\me> ', '\0windows'],
  ['C:\\>', '\0windows'],
])('the prompt %j is of %j', (prompt, name) => {
  expect(promptName(prompt)).toBe(name);
});

test.each([
  ['On the server:', 'server'],
  ['## From my laptop', 'laptop'],
  ['**Inside the container:**', 'container'],
  ['Client:', 'client'],
  ['**Node 2**', 'node 2'],
  ['=== web1 ===', 'web1'],
  ['On web1:', 'web1'],
  ['web1 | CHANGED | rc=0 >>', 'web1'],
  ['--- 10.0.0.5 ping statistics ---', undefined],
  ['> Host: web.example', undefined],
  ['Server:\t\t10.96.0.10', undefined],
  ['==> /etc/resolv.conf <==', undefined],
  ['Name:\tweb.example', undefined],
  ['From 10.0.0.1 icmp_seq=1 Destination Host Unreachable', undefined],
])('the line %j names the place %j', (line, name) => {
  expect(headingOf(line)).toBe(name);
});

test('a command is where its prompt, what led to it, or it itself says', () => {
  expect(places('root@a:~# ip route', 'me@b:~$ ip route', 'root@a:/etc# ping b')).toEqual(['a', 'b', 'a']);
  expect(places('me@a:~$ ssh root@10.0.0.5 ip route', 'me@a:~$ ping c')).toEqual(['10.0.0.5', 'a']);
  expect(places('$ docker exec -it -u root web sh', '/ # ip route', '/ # exit', '$ ip route')).toEqual([
    '\0$/container web',
    '\0$/container web',
    '\0$/container web',
    '\0$',
  ]);
  expect(places('# docker exec -it web sh', '# ip route', '# docker ps', '# ip route')).toEqual([
    '\0$/container web',
    '\0$/container web',
    '\0$',
    '\0$',
  ]);
  expect(places('$ kubectl exec -it -n shop web-1 -- sh', '/ # ip route', '$ kubectl exec web-2 -- ip route')).toEqual([
    'pod web-1',
    'pod web-1',
    'pod web-2',
  ]);
  expect(places('# ip netns exec red ping 10.0.0.1', '# ip netns exec blue bash', '# ip route')).toEqual([
    '\0$/netns red',
    '\0$/netns blue',
    '\0$/netns blue',
  ]);
  expect(places('$ docker run --rm --net=host img curl http://a/', '$ docker run --rm img curl http://a/')).toEqual([
    '\0$',
    '\0$/container in bridge',
  ]);
  expect(places('me@a:~$ ssh b', 'ssh: connect to host b port 22: No route to host', 'me@a:~$ ip route')).toEqual([
    'a',
    'a',
  ]);
  expect(places('$ ssh b', 'ssh: connect to host b port 22: No route to host', '$ ip route')).toEqual(['\0$', '\0$']);
  expect(places('$ ssh b', '$ ip route', '$ exit', '$ ip route')).toEqual(['\0$', 'b', 'b', '\0$']);
  expect(places('On the client:', '$ ip route', 'On the server:', '$ ip route')).toEqual([
    'client',
    'client',
    'server',
    'server',
  ]);
});

const unreachable = (host: string) => [`root@${host}:~# ping -c1 10.9.9.9`, 'ping: connect: Network is unreachable'];
const routes = (host: string) => [
  `root@${host}:~# ip route`,
  '10.1.0.0/24 dev eth0 proto kernel scope link src 10.1.0.2',
];

test('routes tell of their own host only', () => {
  expect(judged(...unreachable('a'), ...routes('a'))).toEqual(['no-route proven']);
  expect(judged(...unreachable('a'), ...routes('b'))).toEqual(['no-route likely']);
  expect(title(...unreachable('a'), ...routes('b'))).toMatch(/^a has no route/);
  expect(judged(...unreachable('a'), 'root@a:~# docker exec web ip route', routes('')[1] ?? '')).toEqual([
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
  expect(judged(...unreachable('a'), ...link('a'))).toEqual(['no-carrier likely', 'no-route likely no-carrier']);
  expect(judged(...unreachable('a'), ...link('b'))).toEqual(['no-route likely']);
});

test('a neighbor, a ping and a setting tell of their own place only', () => {
  const silent = ['me@a:~$ curl http://10.1.0.9/', 'curl: (28) Connection timed out after 5001 milliseconds'];
  expect(judged(...silent, 'me@a:~$ ip neigh', '10.1.0.9 dev eth0 FAILED')).toEqual(['neighbour-silent likely']);
  expect(judged(...silent, 'me@b:~$ ip neigh', '10.1.0.9 dev eth0 FAILED')).toEqual(['no-answer possible']);
  const ping = (host: string) => [
    `me@${host}:~$ ping -c1 10.1.0.9`,
    '64 bytes from 10.1.0.9: icmp_seq=1 ttl=64 time=0.1 ms',
  ];
  expect(judged(...ping('a'), ...silent)).toEqual(['no-answer likely']);
  expect(judged(...ping('b'), ...silent)).toEqual(['no-answer possible']);
  const inside = ['me@a:~$ docker exec web curl http://8.8.8.8/', 'curl: (28) Connection timed out after 5001 ms'];
  const setting = (host: string) => [`root@${host}:~# sysctl net.ipv4.ip_forward`, 'net.ipv4.ip_forward = 0'];
  expect(judged(...inside, ...setting('a'))).toEqual(['forwarding-off likely']);
  expect(judged(...inside, ...setting('b'))).toEqual(['no-answer possible']);
});

test('name servers and search lists are those of the place', () => {
  const fails = ['root@a:~# ping web.corp.example', 'ping: web.corp.example: Temporary failure in name resolution'];
  const stub = (host: string) => [`root@${host}:~# cat /etc/resolv.conf`, 'nameserver 127.0.0.53'];
  expect(judged(...fails, ...stub('a'))).toEqual(['nameserver-is-stub likely']);
  expect(judged(...fails, ...stub('b'))).toEqual(['nameserver-unreachable likely']);
  const empty = (host: string) => [`root@${host}:~# cat /etc/resolv.conf`, '# nothing'];
  expect(judged(...fails, ...empty('a'))).toEqual(['name-not-resolved likely']);
  expect(judged(...fails, ...empty('b'))).toEqual(['nameserver-unreachable likely']);
});

test('a listener on 127.0.0.1 explains a refusal of its own host only', () => {
  const refused = (target: string) => [
    `me@a:~$ nc -vz ${target} 5432`,
    `nc: connect to ${target} port 5432 (tcp) failed: Connection refused`,
  ];
  const listens = (host: string) => [
    `root@${host}:~# ss -ltn`,
    'LISTEN  0       244          127.0.0.1:5432        0.0.0.0:*',
  ];
  const address = (host: string) => [
    `root@${host}:~# ip a`,
    '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 state UP',
    '    inet 10.1.0.9/24 scope global eth0',
  ];
  expect(judged(...refused('db1'), ...listens('db1'))).toEqual(['listens-on-loopback-only likely']);
  expect(judged(...refused('10.1.0.9'), ...listens('db1'))).toEqual(['listens-on-loopback-only possible']);
  expect(judged(...refused('10.1.0.9'), ...address('db1'), ...listens('db1'))).toEqual([
    'listens-on-loopback-only likely',
  ]);
  expect(judged(...refused('10.1.0.7'), ...address('db1'), ...listens('db1'))).toEqual(['nothing-listens likely']);
  expect(judged(...refused('10.1.0.7'), 'root@db1:~# docker exec pg ss -ltn', listens('')[1] ?? '')).toEqual([
    'nothing-listens likely',
  ]);
});

test('what answers one host is not over for another', () => {
  const timeout = ['me@a:~$ nc -vz -w 3 10.1.0.9 80', 'nc: connect to 10.1.0.9 port 80 (tcp) timed out'];
  const works = (host: string) => [
    `root@${host}:~# nc -vz -w 3 10.1.0.9 80`,
    'Connection to 10.1.0.9 80 port [tcp/http] succeeded!',
  ];
  expect(judged(...timeout, ...works('b'))).toEqual(['no-answer possible']);
  expect(judged(...timeout, ...works('a'))).toEqual(['unchecked']);
});

test('what stands above a first heading is of another place', () => {
  const ping = ['PING 10.9.9.9 (10.9.9.9) 56(84) bytes of data.', 'ping: sendmsg: Network is unreachable'];
  expect(judged(...ping, 'On the server:', '$ ip route', routes('')[1] ?? '')).toEqual(['no-route likely']);
  expect(judged(...ping, '$ ip route', routes('')[1] ?? '')).toEqual(['no-route proven']);
});

test('devices of ifconfig, old and new, and of ip -br link are read', () => {
  const fails = ['$ ping 10.9.9.9', 'ping: connect: Network is unreachable'];
  const lost = ['no-carrier likely', 'no-route likely no-carrier'];
  expect(
    judged(
      ...fails,
      '$ ifconfig',
      'eth0: flags=4099<UP,BROADCAST,MULTICAST>  mtu 1500',
      '        inet 10.1.0.2  netmask 255.255.255.0  broadcast 10.1.0.255',
      'lo: flags=73<UP,LOOPBACK,RUNNING>  mtu 65536',
    ),
  ).toEqual(lost);
  expect(
    judged(
      ...fails,
      '$ ifconfig -a',
      'eth0      Link encap:Ethernet  HWaddr 52:54:00:12:34:56',
      '          inet addr:10.1.0.2  Bcast:10.1.0.255  Mask:255.255.255.0',
      '          UP BROADCAST MULTICAST  MTU:1500  Metric:1',
      'lo        Link encap:Local Loopback',
      '          UP LOOPBACK RUNNING  MTU:65536  Metric:1',
    ),
  ).toEqual(lost);
  expect(
    judged(
      ...fails,
      '$ ip -br link',
      'lo               UNKNOWN        00:00:00:00:00:00 <LOOPBACK,UP,LOWER_UP>',
      'eth0             DOWN           52:54:00:12:34:56 <NO-CARRIER,BROADCAST,MULTICAST,UP>',
    ),
  ).toEqual(lost);
  expect(
    judged(
      ...fails,
      '$ ifconfig',
      'eth0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500',
      '        inet 10.1.0.2  netmask 255.255.255.0  broadcast 10.1.0.255',
      'lo: flags=73<UP,LOOPBACK,RUNNING>  mtu 65536',
    ),
  ).toEqual(['no-route likely']);
});

test('rules to other tables leave it open whether a route is missing', () => {
  const rule = ['root@a:~# ip rule', '0:\tfrom all lookup local', '100:\tfrom 10.1.0.0/24 lookup vpn'];
  expect(judged(...unreachable('a'), ...routes('a'), ...rule)).toEqual(['no-route likely']);
  expect(judged(...unreachable('a'), ...routes('a'), ...rule.slice(0, 2))).toEqual(['no-route proven']);
});

test('the same fault on two hosts is told of each, where it is told of a host at all', () => {
  expect(judged(...unreachable('a'), ...unreachable('b'))).toEqual(['no-route likely', 'no-route likely']);
  const refused = (host: string) => [
    `root@${host}:~# nc -vz db 5432`,
    'nc: connect to db port 5432 (tcp) failed: Connection refused',
  ];
  expect(judged(...refused('a'), ...refused('b'))).toEqual(['nothing-listens likely']);
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
  expect(judged(...hosts.flat())).toHaveLength(8);
}, 30_000);
