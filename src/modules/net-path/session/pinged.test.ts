import { expect, test } from 'vitest';
import { told } from '../../../../test/support/net/pasted.ts';
import { analyzeSession } from './analyze.ts';
import { readSession } from './read.ts';

const ping = (target: string, size: number, received: number) => [
  `$ ping -M do -s ${size} -c 1 ${target}`,
  ...(received > 0 ? [`${size + 8} bytes from ${target}: icmp_seq=1 ttl=64 time=0.3 ms`] : []),
  `1 packets transmitted, ${received} received, ${received > 0 ? 0 : 100}% packet loss, time 0ms`,
];

/** As many pings as nobody reads: each fault is weighed by those of its own target, and of its own time first. */
test('of thousands of pings those of the target count, the largest that passes and the nearest first', () => {
  const others = Array.from({ length: 2_000 }, (_, i) => ping(`10.44.${i >> 8}.${i & 255}`, 1400, 1)).flat();
  const lines = [...others, ...ping('10.45.1.9', 900, 1), ...ping('10.45.1.9', 1300, 1), ...ping('10.45.1.9', 1472, 0)];
  const { findings } = analyzeSession({
    ...readSession([...lines, '$ ip link set eth0 mtu 1400', ...ping('10.45.1.9', 1460, 1)].join('\n')),
    source: 'paste',
  });
  expect(findings.map(({ name, confidence }) => [name, confidence])).toEqual([['mtu-blackhole', 'likely']]);
  expect(findings[0]?.title).toContain('Pings of 1300 bytes');
});

test('thousands of refused ports are each told from a host that is off by their own ping', () => {
  const all = Array.from({ length: 3_000 }, (_, i) => {
    const host = `10.46.${i >> 8}.${i & 255}`;
    const fault = `curl: (7) Failed connect to ${host}:8080; No route to host`;
    return [...(i === 7 ? [] : ping(host, 56, 1)), `$ curl http://${host}:8080`, fault];
  }).flat();
  const { findings } = analyzeSession({ ...readSession(all.join('\n')), source: 'paste' });
  expect(findings.slice(0, 8).map(({ name }) => name === 'neighbour-silent')).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7].map((i) => i === 7),
  );
});

test('statistics whose ping was not copied tell which target is silent, each its own', () => {
  const statistics = (target: string, received: number) => [
    `--- ${target} ping statistics ---`,
    `3 packets transmitted, ${received} received, ${received > 0 ? 0 : 100}% packet loss, time 2031ms`,
  ];
  expect(told(...statistics('10.0.0.5', 0), '# iptables -S', '-P INPUT ACCEPT')).toEqual(['no-answer possible']);
  const { findings } = analyzeSession({
    ...readSession([...statistics('10.0.0.5', 3), ...statistics('10.0.0.6', 0)].join('\n')),
    source: 'paste',
  });
  expect(findings.map(({ title }) => title).join()).toContain('10.0.0.6');
});
