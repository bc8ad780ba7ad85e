import { type Address, formatAddress, sameAddress } from '../address/address.ts';
import type { Namespace } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import { decide } from '../route/decide.ts';
import { isRouted } from '../route/decision.ts';
import { type Branch, converse } from '../walk/conversation.ts';
import { keyOf } from '../walk/hooks.ts';
import { addressOf, type Break } from '../walk/state.ts';
import { wholeVerdict } from './path-data.ts';
import { as, type Setting } from './setting.ts';

/** Whether the same question from another address is answered: a router may translate that one. */
function works(world: World, { there }: Branch, from: Namespace, source: Address): boolean {
  const asked = there.hops[0]?.packet;
  const { protocol } = there.packet;
  if (asked === undefined || (protocol !== 'tcp' && protocol !== 'udp')) return false;
  const port = asked.destinationPort === undefined ? {} : { port: asked.destinationPort };
  const flow = { from, source, destination: addressOf(asked.destination), protocol, ...port };
  return wholeVerdict(converse(world, flow)) === 'arrives';
}

/** The sender's address has no way back, while another one of the device it leaves by has. */
export function chosenSource(one: Break, { branch, world }: Setting, source: string): Break | undefined {
  const first = branch.there.hops.find(({ kind, device }) => kind === 'route' && device !== undefined);
  const origin = world.namespaces.find(({ label }) => label === first?.ns);
  const link = origin?.links.find(({ name }) => name === first?.device);
  if (first?.packet.source !== source || origin === undefined || link === undefined || origin === one.ns)
    return undefined;
  const own = addressOf(source);
  const other = link.addresses.find(
    (each) => each.family === own.family && each.scope === 0 && !sameAddress(each, own),
  );
  // An address of that very device is the kernel's own choice, unless the route names it.
  const named =
    / *"prefsrc":/.test(first.evidence?.text ?? '') && !/"protocol":"kernel"/.test(first.evidence?.text ?? '');
  if (other === undefined || (!named && link.addresses.some((each) => sameAddress(each, own)))) return undefined;
  const destination = formatAddress(other);
  const back = decide(one.ns, keyOf({ ...branch.there.packet, source: '', destination }, {}));
  const known = isRouted(back) && back.type === 'unicast';
  if (!known && !works(world, branch, origin, other)) return undefined;
  const records = [first.evidence, link.record].filter((each) => each !== undefined);
  const facts = { namespace: origin.label, source, better: destination, asker: one.ns.label };
  return as(one, 'source-address-wrong', facts, {
    ns: origin,
    device: link.name,
    records: [...records, ...one.records],
  });
}
