import type { Namespace, Record } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import { netfilterOn } from '../walk/bridge-filter.ts';
import type { Break } from '../walk/state.ts';
import { addressOf } from '../walk/state.ts';
import { podBridge } from './pod-network.ts';
import type { Setting } from './setting.ts';

const renamed = (one: Break, name: string, facts: Break['facts'] = {}, more: Partial<Break> = {}): Break => ({
  ...one,
  ...more,
  name,
  facts: { ...one.facts, ...facts },
});

/** Breaks at the end of the way: nobody listens, or the answer is not the one that was asked for. */
export function refineEnd(one: Break, setting: Setting): Break {
  if (one.name === 'reply-not-translated') return notTranslated(one, setting);
  if (one.name === 'nothing-listens') return nobody(one, setting);
  if (one.name === 'neighbour-silent' || one.name === 'no-route') return backend(one, setting);
  return one;
}

export const dnatOf = ({ branch }: Setting) =>
  branch.there.hops.find(
    ({ kind, action }) => kind === 'nat' && /^(?:dnat|redirect|ipvs|connection known)/.test(action),
  );

/** kube-proxy's rules or IPVS chose the address, not a port that somebody published. */
const isService = (action: string): boolean => /\(nat KUBE-|\(kube-proxy |^ipvs |^connection known/.test(action);

/** The answer took a way on which nobody undoes the translation: conntrack is told not to look, or a bridge has no br_netfilter. */
function notTranslated(one: Break, setting: Setting): Break {
  if (setting.branch.back?.packet.ctState === 'untracked')
    return renamed(one, 'untracked-dropped', {
      says: '{namespace} does not track the reply: nobody undoes the translation, and it ends there.',
    });
  const nat = dnatOf(setting);
  const translator = setting.world.namespaces.find(({ label }) => label === nat?.ns);
  const elsewhere = renamed(one, 'no-return-route', {
    destination: one.facts['asked'],
    ...(one.facts['answered'] === one.facts['asked'] ? {} : pastTranslator(translator)),
  });
  if (translator === undefined || nat === undefined) return elsewhere;
  const answered = addressOf(String(one.facts['answered'] ?? ''));
  const bridge = podBridge(translator, answered);
  const family = answered.family === 6 ? 'ip6tables' : 'iptables';
  const record = translator.sysctls.get(`bridge/bridge-nf-call-${family}`)?.record;
  const off = bridge !== undefined && !netfilterOn(translator, bridge, answered.family);
  if (!off) return elsewhere;
  const records = [record, nat.evidence, bridge.record].filter((each): each is Record => each !== undefined);
  return renamed(
    one,
    'bridge-netfilter-off',
    { namespace: translator.label },
    { ns: translator, device: bridge.name, records },
  );
}

/** A reply that came, with an address that was not asked: there is a route, and it leads past who translated. */
const pastTranslator = (translator: Namespace | undefined): Break['facts'] => ({
  says: '{namespace} asked {asked}, and the reply comes from {answered}: nobody on its way back undoes the translation.',
  ...(translator === undefined
    ? {}
    : {
        next: [
          `Bring the reply back through ${translator.label}: masquerade there what it translates, or route it so.`,
        ],
      }),
});

function nobody(one: Break, setting: Setting): Break {
  const { port, protocol, address } = one.facts;
  const loopback = String(address ?? '').startsWith('127.') || address === '::1';
  const nat = dnatOf(setting);
  if (nat !== undefined && isService(nat.action) && one.ns.label !== nat.ns)
    return renamed(
      one,
      'service-backend-refuses',
      { nat: nat.action },
      { records: [...one.records, ...(nat.evidence === undefined ? [] : [nat.evidence])] },
    );
  const elsewhere = loopback
    ? setting.world.namespaces.find((ns) => ns !== one.ns && listens(ns, Number(port), String(protocol)))
    : undefined;
  if (elsewhere !== undefined) {
    const socket = elsewhere.sockets.find((each) => each.port === port && each.protocol === protocol);
    return renamed(
      one,
      'localhost-is-own-namespace',
      { elsewhere: elsewhere.label },
      { records: socket === undefined ? one.records : [socket.record] },
    );
  }
  return one;
}

const listens = (ns: Namespace, port: number, protocol: string): boolean =>
  ns.sockets.some((each) => each.port === port && each.protocol === protocol && each.remote === undefined);

/** A silent or unroutable destination that a Service rule chose is a backend that is gone; one that no rule chose, a Service nobody knows. */
function backend(one: Break, setting: Setting): Break {
  const nat = dnatOf(setting);
  if (one.reply) return one;
  if (
    nat !== undefined &&
    isService(nat.action) &&
    ownedBy(setting.world, String(one.facts['address'] ?? one.facts['destination'])) === undefined
  ) {
    return renamed(
      one,
      'service-dead-endpoint',
      {
        address: one.facts['address'] ?? one.facts['destination'],
        service: setting.branch.there.hops[0]?.packet.destination,
      },
      { records: [...(nat.evidence === undefined ? [] : [nat.evidence]), ...one.records] },
    );
  }
  return one;
}

export const ownedBy = (world: World, address: string): Namespace | undefined =>
  world.namespaces.find((ns) =>
    ns.links.some(({ addresses }) =>
      addresses.some((own) => own.value === addressOf(address).value && own.family === addressOf(address).family),
    ),
  );
