import { covers } from '../address/address.ts';
import type { World } from '../model/world.ts';
import { type ServiceRules, servicesAt } from '../netfilter/kube/services.ts';
import type { Packet } from '../netfilter/packet.ts';
import { filtersOf } from '../walk/hooks.ts';
import { ipvsOf, serviceFor } from '../walk/ipvs.ts';
import { addressOf, type Break, type Hop } from '../walk/state.ts';
import { dnatOf, ownedBy } from './refine-end.ts';
import { isForNodes } from './refine-filter.ts';
import type { Setting } from './setting.ts';

/** Service rules of kube-proxy for an address that was left as it is. */
export function serviceBreak(setting: Setting): Break | undefined {
  const { branch, world } = setting;
  const asked = branch.there.hops[0]?.packet;
  if (asked === undefined || dnatOf(setting) !== undefined || ownedBy(world, asked.destination) !== undefined)
    return undefined;
  if (isRoutedTo(world, asked.destination)) return undefined;
  // kube-proxy drops it itself: that it has endpoints elsewhere is what the rule says.
  if (branch.there.breaks.some(({ name, facts }) => name === 'filter-drops' && isForNodes(String(facts['text']))))
    return undefined;
  const broken = ipvsBreak(setting, asked);
  if (broken !== undefined) return broken;
  const family = asked.destination.includes(':') ? 6 : 4;
  const { protocol } = branch.there.packet;
  const labels = [...new Set(branch.there.hops.map(({ ns }) => ns))];
  for (const [i, label] of labels.entries()) {
    const ns = world.namespaces.find((one) => one.label === label);
    const rules = ns === undefined ? [] : servicesAt(filtersOf(ns).rulesets, family, asked.destination);
    const found = rules.map((one) => missing(one, asked, protocol, i === 0)).find((one) => one !== undefined);
    if (ns !== undefined && found !== undefined) return { ...found, ns, hop: 0, reply: false };
    // The first node's rules decide.
    if (rules.length > 0) return undefined;
  }
  return undefined;
}

/** IPVS knows the Service, and its address is not this node's own: the packet passes it by. */
function ipvsBreak({ world, branch }: Setting, asked: Hop['packet']): Break | undefined {
  for (const label of new Set(branch.there.hops.map(({ ns }) => ns))) {
    const ns = world.namespaces.find((one) => one.label === label);
    const table = ns && ipvsOf(ns);
    const service = table && serviceFor(table, { ...asked, protocol: branch.there.packet.protocol });
    if (ns === undefined || table === undefined || service === undefined) continue;
    const device = ns.links.find(({ name }) => name === 'kube-ipvs0');
    const records = [table.record(service), ...(device === undefined ? [] : [device.record])];
    const facts = {
      destination: asked.destination,
      port: asked.destinationPort,
      missing: 'kube-ipvs0 lacks the address',
    };
    return { name: 'ipvs-broken', ns, hop: 0, facts, records, reply: false };
  }
  return undefined;
}

type Found = Pick<Break, 'name' | 'facts' | 'records'>;

/** `origin`: the packet was made in that very namespace, so OUTPUT counts and not PREROUTING. */
function missing(
  rules: ServiceRules,
  { destination, destinationPort }: Hop['packet'],
  protocol: Packet['protocol'],
  origin: boolean,
): Found | undefined {
  const { ports, others, unhooked, source } = rules;
  const facts = { destination, port: destinationPort, ports: ports.map((one) => String(one.port)), mode: rules.mode };
  const records = ports.map(({ text, line }) => ({ source, text, ...(line === undefined ? {} : { line }) }));
  if (ports.length === 0) {
    // Service addresses come from one network, of /12 to /24 mostly: the same first half says that this is one.
    const like = others.some((other) => half(other) === half(destination));
    return like
      ? { name: 'service-unknown', facts: { ...facts, others }, records: [{ source, text: others.join(' ') }] }
      : undefined;
  }
  const named = ports.filter((one) => one.port === destinationPort && one.protocol === String(protocol));
  const service = ports.find(({ name }) => name !== undefined)?.name;
  const told = { ...facts, ...(service === undefined ? {} : { service }) };
  if (named.length === 0)
    return protocol === 'icmp' ? undefined : { name: 'service-port-unknown', facts: told, records };
  if (named.every(({ endpoints }) => !endpoints)) return { name: 'service-no-endpoints', facts: told, records };
  const hook = origin ? 'output' : 'prerouting';
  return unhooked.includes(hook)
    ? { name: 'service-rules-unhooked', facts: { ...told, hook: hook.toUpperCase() }, records }
    : undefined;
}

/** Of an IPv6 network of Services no more than 20 bits differ. */
const half = (address: string): string => {
  const { family, value } = addressOf(address);
  return String(value >> (family === 4 ? 16n : 20n));
};

/** Somebody's own network, or one that a route leads to: no Service's address. */
const isRoutedTo = (world: World, destination: string): boolean =>
  world.namespaces.some(({ routes }) =>
    routes.some(
      ({ prefix, type, protocol, table }) =>
        type === 'unicast' &&
        table !== 'local' &&
        protocol === 'kernel' &&
        prefix.length > 0 &&
        covers(prefix, addressOf(destination)),
    ),
  );
