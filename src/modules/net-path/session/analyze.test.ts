import { expect, test } from 'vitest';
import { judged } from '../../../../test/support/net/pasted.ts';
import { errorRows } from './rows/errors.ts';

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
