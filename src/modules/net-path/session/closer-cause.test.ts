import { expect, test } from 'vitest';
import { judged } from '../../../../test/support/net/pasted.ts';

const pings = (size: number, received: number): readonly string[] => [
  `$ ping -M do -s ${size} -c 2 10.31.1.9`,
  `PING 10.31.1.9 (10.31.1.9) ${size}(${size + 28}) bytes of data.`,
  ...(received > 0 ? [`${size + 8} bytes from 10.31.1.9: icmp_seq=1 ttl=63 time=0.845 ms`] : []),
  `2 packets transmitted, ${received} received, ${received > 0 ? 0 : 100}% packet loss, time 1018ms`,
];

test.each([
  ['small pings pass and large ones vanish', [...pings(1472, 0), ...pings(1300, 2)], ['mtu-blackhole']],
  ['large pings pass', [...pings(1472, 2), ...pings(1300, 2)], []],
  [
    'the host answers ping, and a port of it does not',
    [
      ...pings(56, 2),
      '$ nc -vz -w 3 10.31.1.9 443',
      'nc: connect to 10.31.1.9 port 443 (tcp) timed out: Operation now in progress',
    ],
    ['no-answer'],
  ],
  [
    'IPv6 before IPv4',
    [
      '$ curl -sI http://web.example/',
      '*   Trying [2001:db8::7]:80...',
      '* Immediate connect fail for 2001:db8::7: Network is unreachable',
      '*   Trying 192.0.2.7:80...',
      '* Connected to web.example (192.0.2.7) port 80',
      'HTTP/1.1 200 OK',
    ],
    [],
  ],
  [
    'a second port that is closed',
    [
      '$ nc -vz 10.31.1.9 80 81',
      'nc: connect to 10.31.1.9 port 81 (tcp) failed: Connection refused',
      'Connection to 10.31.1.9 80 port [tcp/http] succeeded!',
    ],
    ['nothing-listens'],
  ],
  [
    'a gateway that keeps silent',
    [
      '$ ping -c 1 198.51.100.9',
      '1 packets transmitted, 0 received, 100% packet loss, time 0ms',
      '$ ip r',
      'default via 10.31.1.1 dev ens3 proto static',
      '10.31.1.0/24 dev ens3 proto kernel scope link src 10.31.1.5',
      '$ ip n',
      '10.31.1.1 dev ens3 INCOMPLETE',
    ],
    ['gateway-silent'],
  ],
  [
    'a neighbor that is gone and was not asked for',
    [
      '$ ping -c 1 198.51.100.9',
      '1 packets transmitted, 0 received, 100% packet loss, time 0ms',
      '$ ip n',
      '10.31.1.77 dev ens3 FAILED',
    ],
    ['no-answer'],
  ],
  [
    'a socket of loopback',
    [
      '$ nc -vz 10.31.1.9 5432',
      'nc: connect to 10.31.1.9 port 5432 (tcp) failed: Connection refused',
      '$ ss -ltn',
      'LISTEN 0      244        127.0.0.1:5432      0.0.0.0:*',
    ],
    ['listens-on-loopback-only'],
  ],
  [
    'a socket of every address',
    [
      '$ nc -vz 10.31.1.9 5432',
      'nc: connect to 10.31.1.9 port 5432 (tcp) failed: Connection refused',
      '$ ss -ltn',
      'LISTEN 0      244          0.0.0.0:5432      0.0.0.0:*',
    ],
    ['nothing-listens'],
  ],
  [
    'a Service without endpoints',
    [
      '# curl http://10.96.8.8:9090/',
      'curl: (7) Failed to connect to 10.96.8.8 port 9090 after 0 ms: Connection refused',
      '# iptables-save | grep 10.96.8.8',
      '-A KUBE-SERVICES -d 10.96.8.8/32 -p tcp -m comment --comment "pay/api:http has no endpoints" -m tcp --dport 9090 -j REJECT --reject-with icmp-port-unreachable',
    ],
    ['service-no-endpoints'],
  ],
  [
    'a file without a name server',
    [
      '$ ping web.example',
      'ping: web.example: Name or service not known',
      '$ cat /etc/resolv.conf',
      'search corp.example',
    ],
    ['name-not-resolved'],
  ],
  [
    'a host that does not forward',
    [
      '$ docker exec -it api ping -c 1 198.51.100.9',
      '1 packets transmitted, 0 packets received, 100% packet loss',
      '$ sysctl net.ipv4.ip_forward',
      'net.ipv4.ip_forward = 0',
    ],
    ['forwarding-off'],
  ],
  [
    'a file of /proc',
    [
      '# docker run --rm alpine ping -c 1 198.51.100.9',
      '1 packets transmitted, 0 packets received, 100% packet loss',
      '# cat /proc/sys/net/ipv4/ip_forward',
      '0',
    ],
    ['forwarding-off'],
  ],
  [
    'a host that does not need to forward',
    [
      '$ ping -c 1 198.51.100.9',
      '1 packets transmitted, 0 packets received, 100% packet loss',
      '$ sysctl net.ipv4.ip_forward',
      'net.ipv4.ip_forward = 0',
    ],
    ['no-answer'],
  ],
  [
    'a capture of a handshake',
    [
      '# tcpdump -ni eth0 port 3000',
      '10:52:22.4 IP 10.6.0.2.54732 > 10.6.0.9.3000: Flags [S], seq 2975928908, win 64240, length 0',
      '10:52:22.5 IP 10.6.0.9.3000 > 10.6.0.2.54732: Flags [S.], seq 1, ack 2975928909, win 64240, length 0',
      '10:52:22.5 IP 10.6.0.2.54732 > 10.6.0.9.3000: Flags [.], ack 1, win 64240, length 0',
    ],
    [],
  ],
  [
    'a capture of a closed port',
    [
      '# tcpdump -ni eth0 port 3000',
      '10:52:22.4 IP 10.6.0.2.54732 > 10.6.0.9.3000: Flags [S], seq 2975928908, win 64240, length 0',
      '10:52:22.5 IP 10.6.0.9.3000 > 10.6.0.2.54732: Flags [R.], seq 0, ack 2975928909, win 0, length 0',
    ],
    ['nothing-listens'],
  ],
  [
    'two routers that take turns',
    [
      '$ traceroute -n 10.99.0.1',
      'traceroute to 10.99.0.1 (10.99.0.1), 30 hops max, 60 byte packets',
      ...[1, 2, 1, 2, 1, 2].map((n, i) => ` ${i + 1}  10.0.${n}.1  0.412 ms  0.390 ms  0.377 ms`),
    ],
    ['routing-loop'],
  ],
] as const)('beside each other: %s', (_, lines, names) => {
  const said = judged(...lines);
  expect(said.names).toEqual(names);
  expect(said.left).toBe(0);
});

test('a host that answers ping and gives no route to a port has a filter', () => {
  const ping = [
    '$ ping -c1 10.1.2.3',
    'PING 10.1.2.3 (10.1.2.3) 56(84) bytes of data.',
    '64 bytes from 10.1.2.3: icmp_seq=1 ttl=63 time=0.7 ms',
  ];
  const curl = ['$ curl http://10.1.2.3:8080', 'curl: (7) Failed connect to 10.1.2.3:8080; No route to host'];
  expect(judged(...ping, ...curl).names).toEqual(['filter-drops']);
  expect(judged(...curl).names).toEqual(['neighbour-silent']);
});
