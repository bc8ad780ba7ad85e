import type { Family } from '../address/address.ts';
import type { Link, Namespace } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import { type Port, peerOf } from '../walk/peer.ts';
import type { Break } from '../walk/state.ts';
import { as, type Setting } from './setting.ts';

/** A device that is off: one with an address is the cause itself; one without is the other end of a device that lacks carrier. */
export function down(one: Break, { world }: Setting): Break {
  const link = one.ns.links.find(({ name }) => name === one.device);
  if (link === undefined) return one;
  if (link.vxlan !== undefined) return as(one, 'vtep-down');
  if (link.addresses.length > 0 || link.kind !== 'veth') return one;
  // A device that goes down loses its IPv6 addresses: that it has none says nothing.
  if (one.facts['family'] === 6 && link.master === undefined) return one;
  const peer = peerOf(world, one.ns, link);
  if (typeof peer === 'string' || !peer.link.addresses.some(({ scope }) => scope === 0)) return one;
  const facts = { device: peer.link.name, namespace: peer.ns.label, peer: `${link.name} of ${one.ns.label}` };
  return as(one, 'no-carrier', facts, {
    ns: peer.ns,
    device: peer.link.name,
    records: [link.record, peer.link.record],
  });
}

/** Nobody is asked by a device whose cable ends at one that is off. */
export function withoutCarrier(one: Break, setting: Setting, link: Link, family: Family): Break {
  const { world } = setting;
  const peers = cablesOf(world, one.ns, link).filter((peer) => peer === undefined || !peer.link.up);
  const peer = peers.length === 1 ? peers[0] : undefined;
  // Whoever is switched off is the cause where it has an address, or would have: IPv6 takes it away.
  if (peer !== undefined && link.kind === 'bridge')
    return down(
      as(
        one,
        'interface-down',
        { device: peer.link.name, namespace: peer.ns.label, family: family },
        {
          ns: peer.ns,
          device: peer.link.name,
          records: [peer.link.record, link.record],
        },
      ),
      setting,
    );
  const facts = { peer: peer === undefined ? 'unknown' : `${peer.link.name} of ${peer.ns.label}` };
  return as(one, 'no-carrier', facts, { records: [link.record, ...(peer === undefined ? [] : [peer.link.record])] });
}

/** The other end of a device's cable, or of those of a bridge's ports; undefined where it is not known. */
const cablesOf = (world: World, ns: Namespace, link: Link): readonly (Port | undefined)[] =>
  (link.kind === 'bridge' ? ns.links.filter(({ master }) => master === link.name) : [link]).map((one) => {
    const peer = peerOf(world, ns, one);
    return typeof peer === 'string' ? undefined : peer;
  });
