import { spawnSync } from 'node:child_process';
import { describe, expect, test, vi } from 'vitest';
import { askDiag } from '../support/net/ask.ts';
import { labs, makeLab } from '../support/net/lab.ts';
import { canMakeNamespaces } from '../support/net/namespaces.ts';
import { hasPart } from '../support/system-part.ts';

const able = canMakeNamespaces && ['iptables', 'socat', 'nc', 'bridge', 'nsenter'].every(hasPart);

/** Faults whose finding brings a script that mends them whole. */
const cases: readonly (readonly [name: string, lab: 'router' | 'nodes', inject: string, from: string, to: string])[] = [
  ['forwarding-off', 'router', '@r sysctl -qw net.ipv4.conf.rc.forwarding=0', 'c', '10.2.0.2:80'],
  ['filter-drops', 'router', '@s iptables -A INPUT -p tcp --dport 80 -j DROP', 'c', '10.2.0.2:80'],
  [
    'forward-policy-drops',
    'router',
    '@r iptables -A FORWARD -i rs -j ACCEPT; iptables -P FORWARD DROP',
    'c',
    '10.2.0.2:80',
  ],
  [
    'mac-wrong',
    'router',
    '@c ip neigh replace 10.1.0.1 lladdr 02:00:00:00:00:99 dev c0 nud permanent',
    'c',
    '10.2.0.2:80',
  ],
  ['port-not-in-bridge', 'nodes', '@n1 ip link set vp1 nomaster', 'p1', '10.244.0.3:8080'],
  ['bridge-down', 'nodes', '@n1 ip link set cni0 down', 'p1', '10.244.0.3:8080'],
  [
    'ports-isolated',
    'nodes',
    '@n1 bridge link set dev vp1 isolated on; bridge link set dev vp2 isolated on',
    'p1',
    '10.244.0.3:8080',
  ],
];

const run = (script: string | undefined, ...words: readonly string[]): number | null =>
  spawnSync('bash', ['-s', '--', ...words], { input: script ?? 'exit 99', encoding: 'utf8' }).status;

describe.skipIf(!able)(
  'scripts of findings, run in labs (needs root, ip, iptables, socat, nc, bridge, nsenter)',
  () => {
    test.each(cases)('%s: verify, apply, verify, traffic, undo', async (name, kind, inject, from, to) => {
      const { namespaces, setup } = labs[kind];
      const lab = makeLab(namespaces, setup);
      try {
        lab.run(inject);
        const [address = '', port] = to.split(':');
        const { findings } = await askDiag(lab, namespaces, [`%${from}`, to]);
        const fix = findings.find((one) => one.name === name)?.fixes[0];
        expect([name, run(fix?.verify)]).toEqual([name, 1]);
        expect(lab.reaches(from, address, Number(port))).toBe(false);
        expect([run(fix?.apply), run(fix?.verify)]).toEqual([0, 1]);
        expect([run(fix?.apply, '--apply'), run(fix?.verify)]).toEqual([0, 0]);
        // A neighbor that was not found is asked for again after some seconds.
        await vi.waitFor(() => expect(lab.reaches(from, address, Number(port))).toBe(true), 30_000);
        expect([run(fix?.rollback, '--apply'), run(fix?.verify)]).toEqual([0, 1]);
        expect(lab.reaches(from, address, Number(port))).toBe(false);
      } finally {
        lab.remove();
      }
    });
  },
);
