import { type Address, covers, formatAddress, parseAddress, sameAddress } from '../address/address.ts';
import type { Link, Namespace } from '../model/namespace.ts';
import type { Packet } from '../netfilter/packet.ts';
import { decide } from '../route/decide.ts';
import { isRouted } from '../route/decision.ts';
import { either, forwards, larger } from '../route/settings.ts';
import { keyOf } from './hooks.ts';
import type { Arrival } from './segment.ts';
import type { Trouble } from './state.ts';

/** Whether a namespace answers a question for an address on a device; a trouble where it owns it and keeps silent. */
export function answers({ ns, link }: Arrival, target: Address, sender: string): 'yes' | 'no' | Trouble {
  const own = ns.links.find(({ addresses }) => addresses.some((one) => sameAddress(one, target)));
  if (target.family === 6) return answersNd(ns, link, target);
  if (own === undefined) return proxies(ns, link, target) ? 'yes' : (noProxy(ns, link, target) ?? 'no');
  if (link.noArp) return withoutArp(ns, link, target);
  const mode = larger(ns, link.name, 'arp_ignore');
  const here = link.addresses.some((one) => sameAddress(one, target));
  const silentBy =
    mode >= 8 || (mode === 3 && own.addresses.some((one) => sameAddress(one, target) && one.scope >= 254));
  const strange = mode === 2 && !isNear(link, target, sender);
  if (silentBy || strange || ((mode === 1 || mode === 2) && !here)) {
    const records = [settingOf(ns, `ipv4/conf/${link.name}/arp_ignore`), settingOf(ns, 'ipv4/conf/all/arp_ignore')];
    return {
      name: 'arp-not-answered',
      device: link.name,
      facts: { address: formatAddress(target), owner: ns.label, setting: 'arp_ignore', value: mode, device: link.name },
      records,
    };
  }
  return arpFilter(ns, link, target, sender) ?? 'yes';
}

/** confirm_addr_indev: arp_ignore 2 answers only whom some network of the device holds together with the address. */
function isNear({ addresses }: Link, target: Address, sender: string): boolean {
  const asker = parseAddress(sender);
  return asker !== undefined && addresses.some((own) => covers(own, target) && covers(own, asker));
}

const settingOf = (ns: Namespace, path: string) => ns.sysctls.get(path)?.record;

/** arp_filter: it answers only by the device that leads back to who asks. */
function arpFilter(ns: Namespace, link: Link, target: Address, sender: string): Trouble | undefined {
  if (!either(ns, link.name, 'arp_filter')) return undefined;
  const question: Packet = {
    family: 4,
    protocol: 'icmp',
    source: formatAddress(target),
    destination: sender,
    mark: 0,
    ctState: 'new',
  };
  const back = decide(ns, keyOf(question, {}));
  if (!isRouted(back) || back.device === link.name) return undefined;
  return {
    name: 'arp-not-answered',
    device: link.name,
    facts: { address: formatAddress(target), owner: ns.label, setting: 'arp_filter', value: 1, device: link.name },
    records: [settingOf(ns, `ipv4/conf/${link.name}/arp_filter`), settingOf(ns, 'ipv4/conf/all/arp_filter')],
  };
}

/** arp_fwd_proxy: with proxy_arp and forwarding it answers for what it reaches by another device. */
function proxies(ns: Namespace, link: Link, target: Address): boolean {
  const asked = ns.neighbors.some((one) => one.proxy && one.device === link.name && sameAddress(one.address, target));
  if (!asked && !either(ns, link.name, 'proxy_arp')) return false;
  if (forwards(ns, link.name, 4) !== true) return false;
  const question: Packet = {
    family: 4,
    protocol: 'icmp',
    source: '',
    destination: formatAddress(target),
    mark: 0,
    ctState: 'new',
  };
  const way = decide(ns, keyOf(question, {}));
  return isRouted(way) && way.type === 'unicast' && way.device !== link.name;
}

/** 169.254.1.1 is a gateway that nobody owns: the node answers for it, with proxy_arp and forwarding. */
function noProxy(ns: Namespace, link: Link, target: Address): Trouble | undefined {
  if (target.family !== 4 || target.value >> 16n !== 0xa9fen || link.kind !== 'veth') return undefined;
  const facts = { address: formatAddress(target), owner: ns.label, namespace: ns.label, device: link.name };
  if (forwards(ns, link.name, 4) === false) {
    const records = [settingOf(ns, `ipv4/conf/${link.name}/forwarding`)];
    return { name: 'forwarding-off', device: link.name, facts, records };
  }
  if (either(ns, link.name, 'proxy_arp')) return undefined;
  const records = [settingOf(ns, `ipv4/conf/${link.name}/proxy_arp`)];
  return { name: 'arp-not-answered', device: link.name, facts: { ...facts, setting: 'proxy_arp', value: 0 }, records };
}

/** Neighbor discovery asks for an address of that very device. */
function answersNd(ns: Namespace, link: Link, target: Address): 'yes' | 'no' {
  const own = link.addresses.some((one) => sameAddress(one, target) && !one.tentative);
  return own || ns.neighbors.some((one) => one.proxy && one.device === link.name && sameAddress(one.address, target))
    ? 'yes'
    : 'no';
}

/** arp_constructor, ndisc_constructor: a device without ARP sends to its own MAC; arp_rcv: and takes no question. */
export const withoutArp = (ns: Namespace, link: Link, target: Address): Trouble => ({
  name: 'arp-not-answered',
  device: link.name,
  facts: { address: formatAddress(target), owner: ns.label, setting: 'NOARP', value: 'on', device: link.name },
  records: [link.record],
});
