import { expect, test } from 'vitest';
import { analyzeSession } from './analyze.ts';
import { readSession } from './read.ts';

const judged = (...lines: readonly string[]) => {
  const { findings, checks } = analyzeSession({ ...readSession(lines.join('\n')), source: 'paste' });
  return {
    names: findings.map(({ name }) => name),
    titles: findings.map(({ title }) => title).join('; '),
    open: checks.filter(({ status }) => status === 'unchecked').map(({ reason }) => reason),
  };
};

const page = ['Server:\t\t10.43.0.10', 'Address:\t10.43.0.10:53', ''];
const refused = [...page, "** server can't find web: NXDOMAIN", '', "*** Can't find web: No answer"];
const found = (name: string) => [
  ...page,
  `Name:\t${name}`,
  'Address: 10.43.7.7',
  '',
  `*** Can't find ${name}: No answer`,
];

test('the address of the name server is no answer, and a missing type of record no fault of a name that has another', () => {
  expect(judged('/ # nslookup web', ...refused).names).toEqual(['name-not-resolved']);
  expect(judged('/ # nslookup web.shop.svc', ...found('web.shop.svc'))).toMatchObject({ names: [], open: [] });
});

test('a name without a record of the type is not resolved, by a server that answers', () => {
  const { names, titles } = judged('/ # nslookup web', ...page, "*** Can't find web: No answer");
  expect(names).toEqual(['name-not-resolved']);
  expect(titles).toContain('The name server answers for web');
});

test('a short name that is not found beside its whole name that is', () => {
  const search = ['/ # cat /etc/resolv.conf', 'nameserver 10.43.0.10', 'search shop.svc svc'];
  const said = judged('/ # nslookup web', ...refused, '/ # nslookup web.shop.svc', ...found('web.shop.svc'), ...search);
  expect(said.names).toEqual(['name-not-found-from-here']);
  expect(said.titles).toBe('web is not found, and its whole name web.shop.svc is.');
});

test('a name that is found later, by the same server or by ping, is no fault any more', () => {
  const silent = ['$ nslookup web.example 10.43.0.10', ';; connection timed out; no servers could be reached'];
  const again = ['$ nslookup web.example 10.43.0.10', ...found('web.example')];
  expect(judged(...silent, ...again)).toMatchObject({ names: [], open: [expect.stringContaining('is found later')] });
  expect(judged(...again, ...silent).names).toEqual(['nameserver-unreachable']);
  const other = ['$ nslookup web.example 10.43.0.99', ...found('web.example')];
  expect(judged(...silent, ...other).names).toEqual(['nameserver-unreachable']);
  const ping = [
    '/ # ping web',
    'PING web (10.43.7.7): 56 data bytes',
    '64 bytes from 10.43.7.7: seq=0 ttl=64 time=0.1 ms',
  ];
  expect(judged('/ # nslookup web', ...refused, ...ping)).toMatchObject({ names: [] });
});

test('what is not reached is the name server, not the name', () => {
  const { names, titles } = judged(
    '/ # nslookup web.example',
    ';; connection timed out; no servers could be reached',
    '',
    "nslookup: write to '10.43.0.10': No route to host",
  );
  expect(names).toEqual(['nameserver-unreachable']);
  expect(titles).toBe('The name server 10.43.0.10 cannot be reached from here: No route to host.');
});

test('all devices off are the cause of names that are not resolved', () => {
  const { names } = judged(
    '$ ping web.example',
    'ping: web.example: Temporary failure in name resolution',
    '$ ip a',
    '1: lo: <LOOPBACK> mtu 65536 qdisc noop state DOWN',
    '2: bond0: <BROADCAST,MULTICAST,MASTER> mtu 1500 qdisc noop state DOWN',
    '3: eth0: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN',
    '4: sit0@NONE: <NOARP> mtu 1480 qdisc noop state DOWN',
  );
  expect(names).toEqual(['interface-down', 'nameserver-unreachable']);
});

test('a name is the word behind the words of the tool', () => {
  const said = judged('$ ssh web.example', 'ssh: Could not resolve hostname web.example: Name or service not known');
  expect(said.titles).toContain('web.example is not resolved');
});

test('Windows says that a name server refuses, and that one was slow before another answered', () => {
  const page = ['Server:  UnKnown', 'Address:  10.43.0.10', ''];
  const refused = judged('C:\\>nslookup web.example', ...page, "*** UnKnown can't find web.example: Query refused");
  expect(refused.titles).toContain('The name server answers Query refused for web.example');
  const slow = [
    'C:\\>nslookup web.example',
    'DNS request timed out.',
    ...page,
    'Name:    web.example',
    'Address:  10.43.7.7',
  ];
  expect(judged(...slow).titles).toContain('was answered all the same');
});

test('a device that is off in a list that is cut explains nothing', () => {
  const { names } = judged(
    '$ ip link show bond0',
    '5: bond0: <BROADCAST,MULTICAST,MASTER> mtu 1500 qdisc noop state DOWN',
    '$ ping web.example',
    'ping: web.example: Temporary failure in name resolution',
  );
  expect(names).toEqual(['nameserver-unreachable']);
});

test('systemd-resolved asks no name server for a name without a dot', () => {
  const failed = (name: string) => [
    `$ resolvectl query ${name}`,
    `${name}: resolve call failed: All attempts to contact name servers or networks failed`,
  ];
  expect(judged(...failed('web')).names).toEqual(['name-not-resolved']);
  expect(judged(...failed('web.example')).names).toEqual(['nameserver-unreachable']);
});
