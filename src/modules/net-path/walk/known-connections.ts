import { answerOf } from '../capture/capture.ts';
import { recordOf } from '../model/json.ts';
import type { Namespace, Record } from '../model/namespace.ts';
import { type ConntrackEntry, readConntrackLine } from '../netfilter/conntrack.ts';
import type { Packet } from '../netfilter/packet.ts';
import type { Hook } from '../netfilter/rule-ref.ts';
import { runHook } from './hooks.ts';
import { recordOfRule } from './rule-record.ts';
import { type State, withBreak, withHop } from './state.ts';

interface Known extends ConntrackEntry {
  readonly record: Record;
}

const cache = new WeakMap<Namespace, readonly Known[]>();

/** Connections that a namespace had when it was read, those of UDP whose destination was translated. */
function connectionsOf(ns: Namespace): readonly Known[] {
  const known = cache.get(ns);
  if (known !== undefined) return known;
  const answer = answerOf(ns.capture, 'conntrack -L');
  const lines = answer?.text.split('\n') ?? [];
  const found = lines.flatMap((line, offset) => {
    const entry = readConntrackLine(line);
    return entry === undefined || answer === undefined ? [] : [{ ...entry, record: recordOf(answer, line, offset) }];
  });
  cache.set(ns, found);
  return found;
}

/** The entry that takes a packet for one of its connection: all of its addresses and ports, the source port given. */
export const knownConnection = (ns: Namespace, packet: Packet): Known | undefined =>
  packet.sourcePort === undefined
    ? undefined
    : connectionsOf(ns).find(
        ({ protocol, original }) =>
          protocol === packet.protocol &&
          original.source === packet.source &&
          original.destination === packet.destination &&
          original.sourcePort === packet.sourcePort &&
          original.destinationPort === packet.destinationPort,
      );

/** The same connection once its destination was translated: found by how it began. */
export const heldConnection = (ns: Namespace, { ctState, ctDirection, ctOriginal }: Packet): Known | undefined =>
  ctState === 'established' && ctDirection === 'original'
    ? connectionsOf(ns).find(
        ({ original }) =>
          original.source === ctOriginal?.source &&
          original.destination === ctOriginal.destination &&
          original.sourcePort === ctOriginal.sourcePort &&
          original.destinationPort === ctOriginal.destinationPort,
      )
    : undefined;

/** Notes where conntrack sends a connection on to what the rules would not choose for a new one. */
export function notedStale(state: State, ns: Namespace, hook: Hook, packet: Packet): State {
  const known = knownConnection(ns, packet);
  if (known === undefined || packet.unNat?.destination === undefined) return state;
  const { unNat, ctOriginal: _, ...first } = packet;
  const chosen = runHook(ns, hook, { ...first, ctState: 'new' });
  const { destination, destinationPort } = { ...first, ...unNat };
  const same = chosen.some(
    ({ packet: to }) => to.destination === destination && to.destinationPort === destinationPort,
  );
  if (same) return state;
  const to = `${destination}:${destinationPort}`;
  const told = withHop(state, ns, 'nat', `connection known to conntrack: to ${to}`, { evidence: known.record });
  const facts = { namespace: ns.label, destination: first.destination, port: first.destinationPort, backend: to };
  const more = { source: first.source, sourcePort: first.sourcePort, protocol: first.protocol };
  const records = [known.record, ...chosen.flatMap(({ nat = [] }) => nat.map(({ by }) => recordOfRule(by)))];
  return withBreak(told, ns, { name: 'conntrack-stale', facts: { ...facts, ...more }, records, harmless: true });
}
