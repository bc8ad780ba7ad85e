import { expect, test } from 'vitest';
import { judged, pasted } from '../../../../test/support/net/pasted.ts';
import { analyzeSession } from './analyze.ts';
import { isSession } from './is-session.ts';
import { readSession } from './read.ts';

const told = (...lines: readonly string[]) => {
  const session = readSession(lines.join('\n'));
  const [first] = analyzeSession({ ...session, source: 'paste' }).findings;
  return isSession(session) && first !== undefined ? `${first.name}: ${first.title}` : 'nothing';
};

test.each([
  [
    'docker and its name server',
    [
      '$ docker pull shop/web',
      'Error response from daemon: Get "https://reg.example/v2/": dial tcp: lookup reg.example on 10.0.0.53:53: read udp 10.0.0.5:40000->10.0.0.53:53: i/o timeout',
    ],
    'nameserver-unreachable: The name server 10.0.0.53 does not answer.',
  ],
  [
    'docker and a plain registry',
    [
      '$ docker push reg.example:5000/web',
      'Error response from daemon: Get "https://reg.example:5000/v2/": http: server gave HTTP response to HTTPS client',
    ],
    'tls-fails: reg.example:5000 does not speak TLS on that port',
  ],
  [
    'git after two minutes',
    [
      '$ git fetch',
      "fatal: unable to access 'https://git.example/web/': Failed to connect to git.example port 443 after 130345 ms: Couldn't connect to server",
    ],
    'no-answer: No answer comes from git.example:443',
  ],
  [
    'MySQL by its number',
    ['$ mysql -h db.example', "ERROR 2003 (HY000): Can't connect to MySQL server on 'db.example:3306' (111)"],
    'nothing-listens: db.example:3306 refuses',
  ],
  [
    'a mount without an answer',
    ['# mount -t nfs 10.0.3.4:/srv /mnt', 'mount.nfs: Connection timed out'],
    'no-answer: No answer comes from 10.0.3.4',
  ],
  [
    'apt of two addresses: the last one counts',
    [
      '# apt-get update',
      '  Cannot initiate the connection to deb.example:80 (2001:db8::9). - connect (101: Network is unreachable) Could not connect to deb.example:80 (203.0.113.9), connection timed out',
    ],
    'no-answer: No answer comes from 203.0.113.9:80',
  ],
  [
    'an exchange of keys that hangs',
    [
      '$ ssh -v admin@10.0.0.9',
      'debug1: Connecting to 10.0.0.9 [10.0.0.9] port 22.',
      'debug1: Connection established.',
      'debug1: expecting SSH2_MSG_KEX_ECDH_REPLY',
    ],
    'no-answer: The connection to 10.0.0.9:22 is made, and nothing is shown',
  ],
  [
    'words in a commit that git names',
    ['$ git pull', 'error: could not apply a1b2... fix: handle connection refused'],
    'nothing',
  ],
  ['git that works', ['$ git pull', 'Already up to date.'], 'nothing'],
  ['words in a file that git shows', ['$ git pull', ' docs/connection refused.md | 2 +-'], 'nothing'],
])('%s', (_, lines, title) => {
  expect(told(...lines).slice(0, title.length)).toBe(title);
});

test.each([
  [
    'another port that answers',
    [
      '$ nc -vz 203.0.113.9 25',
      'nc: connect to 203.0.113.9 port 25 (tcp) failed: Connection timed out',
      '$ nc -vz 203.0.113.9 587',
      'Connection to 203.0.113.9 587 port [tcp/submission] succeeded!',
    ],
    'no-answer: 203.0.113.9 answers on port 587, and nothing comes from port 25.',
  ],
  [
    'a ping by name',
    [
      '$ ssh web.example',
      'ssh: connect to host web.example port 22: Connection timed out',
      '$ ping web.example',
      'PING web.example (203.0.113.9): 56 data bytes',
      '64 bytes from 203.0.113.9: icmp_seq=0 ttl=64 time=1.4 ms',
    ],
    'no-answer: web.example answers ping, and nothing comes from port 22.',
  ],
  [
    'a ping of another place',
    [
      '[root@a ~]# nc -vz 203.0.113.9 25',
      'nc: connect to 203.0.113.9 port 25 (tcp) failed: Connection timed out',
      '[root@b ~]# ping -c1 203.0.113.9',
      '64 bytes from 203.0.113.9: icmp_seq=1 ttl=64 time=1.4 ms',
    ],
    'no-answer: No answer comes from 203.0.113.9:25',
  ],
  [
    'a host that comes and goes',
    ['PS C:\\> ping 10.0.4.50', 'Reply from 10.0.4.50: bytes=32 time=1ms TTL=64', 'Request timed out.'],
    'packets-lost: Some packets to 10.0.4.50 are answered',
  ],
])('silence beside %s', (_, lines, title) => {
  expect(told(...lines).slice(0, title.length)).toBe(title);
});

test.each([
  [
    'a route that rejects',
    [
      '$ ping 10.1.1.7',
      'From 10.1.2.95 icmp_seq=1 Destination Host Unreachable',
      '$ ip r',
      'default via 10.1.2.1 dev eth0',
      'unreachable 10.1.1.0/24 proto static',
    ],
    'route-rejects: The route "unreachable 10.1.1.0/24 proto static" rejects: and 10.1.1.7 lies in it.',
  ],
  [
    'a longer route beside one that rejects',
    [
      '$ ping 10.1.1.7',
      'From 10.1.2.95 icmp_seq=1 Destination Host Unreachable',
      '$ ip r',
      'unreachable 10.1.0.0/16',
      '10.1.1.0/24 dev eth1 scope link',
    ],
    'neighbour-silent: ',
  ],
  [
    'a block of Calico without a next hop',
    [
      '$ ip r',
      'default via 10.1.2.1 dev eth0',
      'unreachable 10.1.1.0/24 proto bird',
      'blackhole 10.2.0.64/26 proto bird',
    ],
    'route-rejects: The route "unreachable 10.1.1.0/24 proto bird" rejects: what is sent there fails at once.',
  ],
  [
    "a block of Calico's own",
    ['$ ip r', 'default via 10.1.2.1 dev eth0', 'blackhole 10.2.0.64/26 proto bird'],
    'nothing',
  ],
  [
    'NetworkManager without an offer',
    [
      'Oct 23 13:57:50 web1 NetworkManager[672]: <info>  [1729684670.8861] dhcp4 (end1): activation: beginning transaction (timeout in 45 seconds)',
      'Oct 23 13:58:35 web1 NetworkManager[672]: <warn>  [1729684715.8158] dhcp4 (end1): request timed out',
    ],
    'no-answer: No DHCP server answers on end1: it gets no address.',
  ],
  [
    'a link that came back',
    [
      'Oct 14 09:37:31 web1 systemd-networkd[15982]: eth0: Lost carrier',
      'Oct 14 09:37:34 web1 systemd-networkd[15982]: eth0: Gained carrier',
    ],
    'link-fault: eth0 lost its link and got it back.',
  ],
  [
    'Windows that gave itself an address',
    [
      'C:\\>ipconfig',
      '   Autoconfiguration IPv4 Address. . : 169.254.77.9(Preferred)',
      'C:\\>ping 10.1.1.1',
      'PING: transmit failed. General failure.',
    ],
    'no-answer: No DHCP server answers: this host has given itself 169.254.77.9',
  ],
])('a state tells: %s', (_, lines, title) => {
  expect(told(...lines).slice(0, title.length)).toBe(title);
});

const telnet = [
  '$ telnet 10.0.0.5 25',
  'Trying 10.0.0.5...',
  'Connected to 10.0.0.5.',
  "Escape character is '^]'.",
] as const;
const closed = 'Connection closed by foreign host.';

test.each([
  ['telnet', [...telnet, 'Welcome. No route to host db since May.', 'login:']],
  ['a reply of a mail server', [...telnet, '220 mail ESMTP', '451 4.4.1 Connection timed out']],
  ['nc', ['$ nc 10.0.0.5 3306', 'Host is blocked because of many connection errors: Connection refused']],
  ['ssh', ['$ ssh me@10.0.0.5', '*** cron: connection timed out to the backup host ***']],
  ['a command behind ssh', ['$ ssh me@10.0.0.5 "cat app.log"', 'ERROR db: Connection refused']],
  ['curl', ['$ curl http://10.0.0.5/health', 'db: Connection refused']],
  [
    'openssl',
    ['$ openssl s_client -connect 10.0.0.5:25 -starttls smtp', 'CONNECTED(00000003)', '451 Connection timed out'],
  ],
])('what comes over a connection is no word of the tool: %s', (_, lines) => {
  expect(pasted(...lines).findings).toEqual([]);
});

test('a server that ends a conversation cuts nothing, and one that hangs up at once does', () => {
  expect(judged(...telnet, '220 mail ESMTP', 'quit', '221 Bye', closed)).toMatchObject({ names: [], open: 1 });
  expect(judged(...telnet, closed).names).toEqual(['connection-cut']);
});

test('a log below a look-up is no answer to it', () => {
  const log = "25-Sep-2019 02:27:43.771 network unreachable resolving './NS/IN': 2001:db8::53#53";
  const silent = ['# host web.example 127.0.0.1', ';; connection timed out; no servers could be reached'];
  expect(judged(...silent, log).names).toEqual(['nameserver-unreachable']);
});

test('a host that nmap has seen is not off', () => {
  const scan = ['$ nmap -p3306 db.example', 'Host is up (0.0072s latency).', '3306/tcp filtered mysql'];
  expect(pasted(...scan).findings[0]?.title).toMatch(/^A filter drops what goes to db\.example:3306/);
});

const mac = ['Routing tables', 'Internet:', 'default            10.0.0.1           UGScg          en0'];
const windows = ['IPv4 Route Table', '0.0.0.0          0.0.0.0      10.0.0.1     10.0.0.18     45'];
const ufw = ['$ sudo ufw status', 'Status: active', '22                         ALLOW       Anywhere'];
const firewalld = ['$ firewall-cmd --list-all', 'public (active)', '  services: ssh'];

test.each([[mac], [windows], [ufw], [firewalld]])('a state alone is told as such: %j', (lines) => {
  expect(isSession(readSession(lines.join('\n')))).toBe(true);
  expect(judged(...lines)).toMatchObject({ names: [], open: 1, left: 0 });
});

test('a question of type ANY that nobody answers is no proof of a name server that is down', () => {
  const silent = ';; connection timed out; no servers could be reached';
  expect(judged('$ host -a web.example', silent)).toMatchObject({ confidence: 'possible' });
  expect(judged('$ host web.example', silent)).toMatchObject({ confidence: 'likely' });
});
