import { describe, expect, test } from 'vitest';
import { askDiag, askLive, type NetReport } from '../support/net/ask.ts';
import { type FaultCase, faultCases } from '../support/net/fault-cases.ts';
import { type LabPlan, labs, makeLab } from '../support/net/lab.ts';
import { calico } from '../support/net/labs/calico.ts';
import { chain } from '../support/net/labs/chain.ts';
import { corners } from '../support/net/labs/corners.ts';
import { docker } from '../support/net/labs/docker.ts';
import { edge } from '../support/net/labs/edge.ts';
import { felix } from '../support/net/labs/felix.ts';
import { office } from '../support/net/labs/office.ts';
import { parent } from '../support/net/labs/parent.ts';
import { proxyNft } from '../support/net/labs/proxy-nft.ts';
import { six } from '../support/net/labs/six.ts';
import { sixNodes } from '../support/net/labs/six-nodes.ts';
import { stretch } from '../support/net/labs/stretch.ts';
import { triangle } from '../support/net/labs/triangle.ts';
import { twin } from '../support/net/labs/twin.ts';
import { uplinks } from '../support/net/labs/uplinks.ts';
import { virtual } from '../support/net/labs/virtual.ts';
import { canMakeNamespaces } from '../support/net/namespaces.ts';
import { hasPart } from '../support/system-part.ts';

const able = canMakeNamespaces && ['iptables', 'nft', 'socat', 'nc', 'ping', 'bridge', 'ipset'].every(hasPart);
const more = [
  chain,
  uplinks,
  docker,
  edge,
  six,
  calico,
  stretch,
  parent,
  office,
  felix,
  proxyNft,
  sixNodes,
  virtual,
  triangle,
  twin,
];
const plans: { readonly [lab: string]: LabPlan } = {
  ...labs,
  ...Object.fromEntries(more.map((one) => [one.lab, one])),
};
const everyCase: readonly FaultCase[] = [
  ...faultCases,
  ...corners,
  ...more.flatMap(({ lab, cases }) => cases.map((one) => ({ ...one, lab }))),
];
/** DIAG_NET_CASES=all runs every case; else the first of each lab that works and some that do not, for each takes a second. */
const all = process.env['DIAG_NET_CASES'] === 'all';
const few = [
  'router healthy',
  'nodes healthy service',
  'router two breaks',
  'chain mtu-blackhole: the router tells nobody',
  'uplinks rule-diverts: into a table with a dead router',
  'docker healthy published port',
  'edge healthy in',
  'six filter-drops: neighbor discovery is dropped',
  'calico bgp-routes-missing',
  'router healthy: both ends translated, stateful',
  'stretch vtep-entry-missing: nobody floods',
  'office healthy: published for inside, masqueraded',
  'felix healthy Service',
  'proxy-nft no-local-endpoint',
  'six-nodes forwarding-off',
  'virtual healthy out',
  'triangle no-return-route',
  'twin healthy published from inside',
];
const cases = everyCase.filter(({ lab, name }) => all || few.includes(`${lab} ${name}`));
/** Read from the running machine, not by a stream. */
const live = ['router two breaks', 'edge healthy in'];

/** `10.0.0.1:80`, `[fd00::1]:80`, an address alone. */
function targetOf(word: string): { address: string; port?: number } {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(word);
  return match === null ? { address: word } : { address: match[1] ?? match[2] ?? '', port: Number(match[3]) };
}

/** What diag says of a broken lab, and what becomes of a real packet in it. */
async function both({
  lab: kind,
  name,
  inject = '',
  flow,
}: FaultCase): Promise<{ reports: NetReport[]; real: boolean }> {
  const plan = plans[kind];
  if (plan === undefined) throw new Error(kind);
  const lab = makeLab(plan.namespaces, plan.setup);
  try {
    lab.run(inject);
    const reports = [await askDiag(lab, plan.namespaces, flow)];
    if (live.includes(`${kind} ${name}`)) reports.push(await askLive(lab, flow));
    const { address, port } = targetOf(flow[1] ?? '');
    const option = (word: string) => (flow.includes(word) ? Number(flow[flow.indexOf(word) + 1]) : undefined);
    const [size, sourcePort] = [option('--size'), option('--source-port')];
    const more = { ...(size === undefined ? {} : { size }), ...(sourcePort === undefined ? {} : { sourcePort }) };
    return { reports, real: lab.reaches((flow[0] ?? '').slice(1), address, port, more) };
  } finally {
    lab.remove();
  }
}

describe.skipIf(!able)(
  'faults put into labs of network namespaces (needs root, ip, iptables, nft, ipset, socat, nc, ping)',
  () => {
    test.each(cases)('$lab: $name', { timeout: 120_000 }, async (one) => {
      const { reports, real } = await both(one);
      for (const { findings, data } of reports) {
        const found = findings.filter(({ consequenceOf }) => consequenceOf === undefined).map(({ name }) => name);
        expect(found.toSorted()).toEqual([...one.roots].toSorted());
        // One connection says nothing about one of several branches.
        if (data.path.branches.length < 2) expect(data.path.verdict).toBe(real ? 'arrives' : 'fails');
      }
    });
  },
);
