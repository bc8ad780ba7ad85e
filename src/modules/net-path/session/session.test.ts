import { expect, test } from 'vitest';
import { recognize } from '../recognize.ts';
import { analyzeSession } from './analyze.ts';
import { isSession } from './is-session.ts';
import { inEnglish } from './languages.ts';
import { readSession } from './read.ts';
import { errorRows } from './rows/errors.ts';

const judged = (...lines: readonly string[]) => {
  const session = readSession(lines.join('\n'));
  const { findings, checks, open: verdict } = analyzeSession({ ...session, source: 'paste' });
  return {
    names: findings.map(({ name, consequenceOf }) =>
      consequenceOf === undefined ? name : `${name} < ${consequenceOf}`,
    ),
    confidence: findings[0]?.confidence,
    open: checks.filter(({ status }) => status === 'unchecked').length,
    left: session.lines - session.understood,
    verdict,
  };
};

test.each([
  [
    'a neighbor that keeps silent',
    [
      '[root@web1 ~]# ping -c 2 172.16.9.4',
      'PING 172.16.9.4 (172.16.9.4) 56(84) bytes of data.',
      'From 172.16.9.20 icmp_seq=1 Destination Host Unreachable',
    ],
    ['neighbour-silent'],
  ],
  [
    'no route',
    [
      '$ curl -sv http://198.51.100.7:8080/',
      '*   Trying 198.51.100.7:8080...',
      '* Immediate connect fail for 198.51.100.7: Network is unreachable',
      "curl: (7) Couldn't connect to server",
    ],
    ['no-route'],
  ],
  [
    'a closed port',
    ['$ nc -vz 10.3.3.3 5432', 'nc: connect to 10.3.3.3 port 5432 (tcp) failed: Connection refused'],
    ['nothing-listens'],
  ],
  [
    'a filter that says so',
    ['PING db (10.3.3.3) 56(84) bytes of data.', 'From 10.3.3.1 (10.3.3.1) icmp_seq=1 Packet filtered'],
    ['filter-drops'],
  ],
  [
    'a circle',
    ['PING 10.9.9.9 (10.9.9.9) 56(84) bytes of data.', 'From 10.9.0.1 icmp_seq=1 Time to live exceeded'],
    ['routing-loop'],
  ],
  [
    'a narrow link',
    [
      '$ ping -M do -s 1472 10.4.4.4',
      'PING 10.4.4.4 (10.4.4.4) 1472(1500) bytes of data.',
      'From 10.4.0.1 icmp_seq=1 Frag needed and DF set (mtu = 1420)',
    ],
    ['too-big-for-path'],
  ],
  ['a route that says no', ['# ip route get 10.5.5.5', 'RTNETLINK answers: Permission denied'], ['route-rejects']],
  [
    'a stub of another namespace',
    [
      '/ # nslookup web',
      ';; communications error to 127.0.0.53#53: connection refused',
      '/ # cat /etc/resolv.conf',
      'nameserver 127.0.0.53',
    ],
    ['nameserver-is-stub'],
  ],
  [
    'a cable that is out',
    [
      '$ ping 10.6.6.6',
      'ping: connect: Network is unreachable',
      '$ ip a',
      '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000',
      '    inet 127.0.0.1/8 scope host lo',
      '2: enp3s0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc fq_codel state DOWN group default qlen 1000',
      '    inet 10.6.0.2/24 brd 10.6.0.255 scope global enp3s0',
      '3: docker0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc noqueue state DOWN group default',
      '    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0',
    ],
    ['no-carrier', 'no-route < no-carrier'],
  ],
] as const)('%s', (_, lines, names) => {
  const said = judged(...lines);
  expect(said.names).toEqual(names);
  expect(said.left).toBe(0);
});

test('silence is told without a cause, and an answer is none', () => {
  const silent = judged(
    '$ ping -c 1 10.8.8.8',
    'PING 10.8.8.8 (10.8.8.8) 56(84) bytes of data.',
    '',
    '--- 10.8.8.8 ping statistics ---',
    '1 packets transmitted, 0 received, 100% packet loss, time 0ms',
  );
  expect(silent).toMatchObject({ names: ['no-answer'], confidence: 'possible', left: 0 });
  const answered = judged(
    '$ ping -c 1 10.8.8.9',
    'PING 10.8.8.9 (10.8.8.9) 56(84) bytes of data.',
    '64 bytes from 10.8.8.9: icmp_seq=1 ttl=64 time=0.312 ms',
    '',
    '--- 10.8.8.9 ping statistics ---',
    '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
    'rtt min/avg/max/mdev = 0.312/0.312/0.312/0.000 ms',
  );
  expect(answered).toMatchObject({ names: [], open: 0, left: 0 });
});

test('a device without carrier beside one that works, and an unused bridge, are no cause', () => {
  const said = judged(
    '$ ping 10.6.6.6',
    'ping: connect: Network is unreachable',
    '$ ip a',
    '2: eno1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP group default qlen 1000',
    '    inet 10.6.0.2/24 scope global eno1',
    '3: eno2: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc mq state DOWN group default qlen 1000',
    '    inet 10.7.0.2/24 scope global eno2',
  );
  expect(said.names).toEqual(['no-route']);
});

test('texts of other tools are left to others', () => {
  const others = [
    '$ kubectl get pods\nNAME READY',
    'Nov 28 10:00:01 mail postfix/smtp[7]: connect to mx.example[192.0.2.1]:25: Connection timed out',
    'dial tcp 10.0.0.1:6443: connect: connection refused',
    '$ ping 10.0.0.1\nPING 10.0.0.1 (10.0.0.1) 56(84) bytes of data.\n$ kubectl describe pod x',
  ];
  for (const text of others) {
    expect(isSession(readSession(text))).toBe(false);
    expect(recognize(text).score).toBe(0);
  }
});

test.each([...errorRows.filter(({ means }) => means === 'error').map(({ samples }) => samples[0])])(
  'whatever else answered, nothing is well beside: %s',
  (error) => {
    const { names, open, verdict } = judged(
      '$ ping -c 1 10.0.0.5',
      '64 bytes from 10.0.0.5: icmp_seq=1 ttl=64 time=0.045 ms',
      '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
      '$ curl -v https://web.shop.example/',
      error,
    );
    expect([names, open]).toEqual([[], 1]);
    expect(verdict).toContain(error.replace(/^[*< ]+/, '').slice(0, 40));
  },
);

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

test('a long log of the kernel is one where its network fails', () => {
  const lines = Array.from({ length: 200 }, (_, i) => `[${i}.000100] usb 1-1: new high-speed USB device number ${i}`);
  expect(isSession(readSession(lines.join('\n')))).toBe(false);
  expect(
    isSession(readSession([...lines, '[201.1] nf_conntrack: nf_conntrack: table full, dropping packet'].join('\n'))),
  ).toBe(true);
});

test.each([
  ['Von 10.0.0.2 icmp_seq=1 Zielhost nicht erreichbar', 'From 10.0.0.2 icmp_seq=1 Destination Host Unreachable'],
  ['De 10.0.0.1 icmp_seq=2 Durée de vie dépassée', 'From 10.0.0.1 icmp_seq=2 Time to live exceeded'],
  [
    'Origen fd00::1 icmp_seq=1 Destino no alcanzable: Sin ruta',
    'From fd00::1 icmp_seq=1 Destination unreachable: No route',
  ],
  ['64 Bytes von 10.0.0.5: icmp_seq=1 ttl=64 Zeit=0.41 ms', '64 bytes from 10.0.0.5: icmp_seq=1 ttl=64 time=0.41 ms'],
  [
    '3 Pakete übertragen, 0 empfangen, +3 Fehler, 100% Paketverlust, Zeit 2049ms',
    '3 packets transmitted, 0 received, +3 errors, 100% packet loss, Zeit 2049ms',
  ],
  [
    '2 paquets transmis, 0 reçus, 100 % paquets perdus, temps 1021 ms',
    '2 packets transmitted, 0 received, 100% packet loss, temps 1021 ms',
  ],
  [
    "curl: (7) Failed to connect to 10.4.0.9 port 80: No existe ninguna ruta hasta el `host'",
    'curl: (7) Failed to connect to 10.4.0.9 port 80: No route to host',
  ],
  ['Zeitüberschreitung der Anforderung.', 'Request timed out.'],
  ['Antwort von 10.0.0.9: Zielhost nicht erreichbar.', 'Reply from 10.0.0.9: Destination host unreachable.'],
  ['From 10.0.0.2 icmp_seq=1 Destination Host Unreachable', 'From 10.0.0.2 icmp_seq=1 Destination Host Unreachable'],
])('what a tool says in another language is known by its words in English: %s', (said, english) => {
  expect(inEnglish(said)).toBe(english);
});

test('a session in German, and its line is quoted as it stands', () => {
  const said = ['PING 10.0.0.9 (10.0.0.9) 56(84) Bytes an Daten.', 'Von 10.0.0.2 icmp_seq=1 Zielhost nicht erreichbar'];
  const session = readSession(['$ ping -c 1 10.0.0.9', ...said].join('\n'));
  const [found] = analyzeSession({ ...session, source: 'paste' }).findings;
  expect(found).toMatchObject({ name: 'neighbour-silent', evidence: [{ line: 3, text: said[1] }] });
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
