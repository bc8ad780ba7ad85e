import { answerOf } from '../capture/capture.ts';
import { recordOf } from '../model/json.ts';
import type { Namespace, Record } from '../model/namespace.ts';
import { readIpvs, type VirtualService } from '../netfilter/ipvs.ts';
import type { Packet } from '../netfilter/packet.ts';
import { type End, type State, withBreak, withHop, withShare } from './state.ts';

interface Table {
  readonly services: readonly VirtualService[];
  record(item: { readonly line: number; readonly text: string }): Record;
}

const cache = new WeakMap<Namespace, Table | null>();

/** The virtual services of a namespace; undefined where none were read. */
export function ipvsOf(ns: Namespace): Table | undefined {
  const known = cache.get(ns);
  if (known !== undefined) return known ?? undefined;
  const answer = answerOf(ns.capture, 'ipvsadm -Sn', 'cat /proc/net/ip_vs');
  const services = answer === undefined ? [] : readIpvs(answer.text);
  const table =
    answer === undefined || services.length === 0
      ? null
      : {
          services,
          record: ({ line, text }: { readonly line: number; readonly text: string }) => recordOf(answer, text, line),
        };
  cache.set(ns, table);
  return table ?? undefined;
}

export const serviceFor = (
  { services }: Table,
  { destination, destinationPort, protocol }: Pick<Packet, 'destination' | 'destinationPort' | 'protocol'>,
): VirtualService | undefined =>
  services.find((one) => one.address === destination && one.port === destinationPort && one.protocol === protocol);

/**
 * LOCAL_IN of IPVS: a packet for a virtual service goes on to one of its real servers, by weight. Undefined where it
 * is for none.
 */
export function balanced(
  state: State,
  ns: Namespace,
  next: (state: State) => readonly End[],
): readonly End[] | undefined {
  const table = ipvsOf(ns);
  const service = table && serviceFor(table, state.packet);
  if (table === undefined || service === undefined || state.reply) return undefined;
  const servers = service.servers.filter(({ weight }) => weight > 0);
  const facts = { namespace: ns.label, destination: service.address, port: service.port };
  if (servers.length === 0) {
    const records = [table.record(service)];
    const told = withHop(state, ns, 'nat', `ipvs ${service.address}:${service.port}: no real server`, {
      evidence: records[0],
    });
    const trouble = { name: 'ipvs-broken', facts: { ...facts, missing: 'it has no real server' }, records };
    return [{ ...withBreak(told, ns, trouble), end: 'stopped' }];
  }
  const total = servers.reduce((sum, { weight }) => sum + weight, 0);
  return servers.flatMap((server) => {
    const shared = withShare(state, server.weight / total);
    const action = `ipvs ${service.address}:${service.port} to ${server.address}:${server.port}`;
    const told = withHop(shared, ns, 'nat', action, { evidence: table.record(server) });
    return next({ ...told, packet: { ...told.packet, destination: server.address, destinationPort: server.port } });
  });
}
