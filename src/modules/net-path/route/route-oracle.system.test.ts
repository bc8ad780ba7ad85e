import { statSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import {
  addNamespace,
  canMakeNamespaces,
  inside,
  ipBatch,
  removeNamespace,
} from '../../../../test/support/net/namespaces.ts';
import { randomRouting } from '../../../../test/support/net/random-routes.ts';
import { askKernel, type KernelAnswer } from '../../../../test/support/net/route-oracle.ts';
import { openNetwork } from '../../../input/network/host-network.ts';
import { formatAddress } from '../address/address.ts';
import { readStream } from '../capture/stream.ts';
import { readNamespace } from '../model/read-namespace.ts';
import { decide, routeData } from './decide.ts';
import { isRouted } from './decision.ts';
import { keyOf } from './queries.ts';

const name = `diag-routes-${process.pid}`;
/** DIAG_NET_TABLES=1000 for the long run. */
const tables = Number(process.env['DIAG_NET_TABLES'] ?? 12);
const questions = 200;

/** Of a multipath route any leg is right: the hash is the kernel's secret. */
function agrees(
  kernel: KernelAnswer,
  mine: ReturnType<typeof routeData>,
  legs: readonly { device?: string; gateway?: string }[],
): boolean {
  if (kernel.errno !== undefined) return mine.errno === kernel.errno;
  const leg =
    legs.length > 1 && legs.some(({ device, gateway }) => device === kernel.device && gateway === kernel.gateway);
  const way =
    mine.device === kernel.device &&
    mine.gateway === kernel.gateway &&
    (kernel.source === undefined || kernel.source === mine.source);
  const told = kernel.table === undefined || kernel.table === mine.table;
  return mine.errno === undefined && mine.type === kernel.type && (way || leg) && told;
}

async function differences(seed: number, family: 4 | 6): Promise<readonly string[]> {
  addNamespace(name);
  try {
    inside(name, 'for i in all default; do echo 0 > /proc/sys/net/ipv6/conf/$i/accept_dad; done');
    const { setup, settings, queries } = randomRouting(seed, family, questions);
    const ofDevices = setup.filter((line) => /^(?:link|addr) /.test(line));
    ipBatch(name, ofDevices, family);
    // Before the routes, as at boot: ignore_routes_with_linkdown takes a leg of a multipath route out of the IPv6 hash
    // only when the route or a device changes next (rt6_multipath_rebalance), which no dump tells.
    inside(
      name,
      settings.map((line) => `echo ${line.split('=')[1]} > /proc/sys/net/${line.split('=')[0]} || true`).join('\n'),
    );
    ipBatch(
      name,
      setup.filter((line) => !ofDevices.includes(line)),
      family,
    );
    const text = await openNetwork(new AbortController().signal).read(
      String(statSync(`/run/netns/${name}`).ino),
      family,
    );
    const [capture] = readStream(text, 'test').capture.namespaces;
    if (capture === undefined) throw new Error('nothing read');
    const ns = readNamespace(capture, 'host');
    const kernel = askKernel(name, family, queries);
    return queries.flatMap((query, i) => {
      const key = keyOf(query, query);
      const decision = decide(ns, key);
      const mine = routeData(decision, key);
      const legs = (isRouted(decision) ? decision.legs : []).map(({ device, gateway }) => ({
        ...(device === undefined ? {} : { device }),
        ...(gateway === undefined ? {} : { gateway: formatAddress(gateway) }),
      }));
      const said = kernel[i] ?? {};
      return agrees(said, mine, legs) ? [] : [`${seed}: ${query}: ${JSON.stringify(said)} but ${JSON.stringify(mine)}`];
    });
  } finally {
    removeNamespace(name);
  }
}

describe.skipIf(!canMakeNamespaces)('routes are those of ip route get (needs root, ip, network namespaces)', () => {
  afterAll(() => removeNamespace(name));
  for (const family of [4, 6] as const) {
    test(`IPv${family}: ${tables} random tables, ${questions} questions each`, {
      timeout: 30_000 * tables,
    }, async () => {
      const wrong: string[] = [];
      for (let seed = 1; seed <= tables; seed += 1) wrong.push(...(await differences(seed, family)));
      expect(wrong).toEqual([]);
    });
  }
});
