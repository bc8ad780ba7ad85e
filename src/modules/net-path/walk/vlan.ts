import type { Link, Namespace, PortVlans } from '../model/namespace.ts';
import type { Trouble } from './state.ts';

/** A frame at a bridge port: its VLAN inside the bridge, or its tag outside; absent where it has none. */
export interface Tagged {
  readonly tag?: number;
  readonly trouble?: Trouble;
}

const entryOf = (ns: Namespace, name: string): PortVlans | undefined => ns.vlans.find(({ device }) => device === name);

const filters = (ns: Namespace, bridge: Link): boolean =>
  bridge.bridge?.vlanFiltering === true && ns.parts.has('vlans');

const member = (entry: PortVlans | undefined, vid: number) =>
  entry?.vlans.find((one) => one.from <= vid && one.to >= vid);

const mismatch = (device: string, facts: Trouble['facts'], entries: readonly (PortVlans | undefined)[]): Trouble => ({
  name: 'vlan-mismatch',
  device,
  ...(facts === undefined ? {} : { facts }),
  records: entries.map((entry) => entry?.record),
});

/** br_allowed_ingress: an untagged frame gets the port's PVID; a tagged one must be of a VLAN that the port carries. */
export function entering(ns: Namespace, bridge: Link, from: Link | undefined, tag: number | undefined): Tagged {
  const given = tag === undefined ? {} : { tag };
  if (!filters(ns, bridge)) return given;
  const name = from?.name ?? bridge.name;
  const entry = entryOf(ns, name);
  const vid = tag ?? entry?.vlans.find(({ pvid }) => pvid)?.from;
  const facts = { vid: vid ?? 'of untagged frames', from: name, bridge: bridge.name };
  if (vid === undefined) return { trouble: mismatch(name, facts, [entry]) };
  return member(entry, vid) === undefined ? { tag: vid, trouble: mismatch(name, facts, [entry]) } : { tag: vid };
}

/** br_allowed_egress: only where the port carries the VLAN, with the tag or without as the port has it. */
export function leaving(
  ns: Namespace,
  bridge: Link,
  { from, to }: { readonly from: Link | undefined; readonly to: Link },
  vid: number | undefined,
): Tagged {
  if (!filters(ns, bridge)) return vid === undefined ? {} : { tag: vid };
  // Its entry was refused already: what the VLAN should be nothing tells.
  if (vid === undefined) return {};
  const entry = entryOf(ns, to.name);
  const carried = member(entry, vid);
  const source = from?.name ?? bridge.name;
  if (carried !== undefined) return carried.untagged ? {} : { tag: vid };
  const trouble = mismatch(to.name, { vid, from: source, bridge: bridge.name }, [entryOf(ns, source), entry]);
  // As if the VLAN were the port's: what is no trunk sends it without a tag.
  return entry === undefined || entry.vlans.some(({ untagged }) => untagged) ? { trouble } : { tag: vid, trouble };
}

/** A tagged frame at a device without a VLAN device of that number, or an untagged one that only VLAN devices wait for. */
export const noSuchVlan = (link: Link, tag: number | undefined, upper: Link | undefined): Trouble => ({
  name: 'vlan-mismatch',
  device: (upper ?? link).name,
  facts: { vid: tag ?? 'of untagged frames', from: link.name, bridge: link.name },
  records: [(upper ?? link).record],
});
