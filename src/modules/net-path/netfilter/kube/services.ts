import type { Family } from '../../address/address.ts';
import { isObject, type Json, listOf, nameOf, nftText } from '../nft/json.ts';
import type { Packet } from '../packet.ts';
import type { Backend, RuleRef } from '../rule-ref.ts';
import type { Chain, Ruleset, Table } from '../ruleset.ts';

export interface ServicePort {
  readonly protocol: string;
  readonly port: number;
  /** `default/web:http`, from the rule's comment. */
  readonly name?: string;
  /** False where the rules reject or drop it for want of endpoints. */
  readonly endpoints: boolean;
  /** Where the capture says so. */
  readonly text: string;
  readonly line?: number;
}

/** kube-proxy's rules for Services in one backend. */
export interface ServiceRules {
  readonly mode: 'iptables' | 'nftables';
  readonly backend: Backend;
  readonly source: string;
  /** Ports of the address that was asked for. */
  readonly ports: readonly ServicePort[];
  /** Hooks from which no rule leads into the Services' chain. */
  readonly unhooked: readonly ('prerouting' | 'output')[];
  /** Some other addresses of Services, as examples of the range. */
  readonly others: readonly string[];
}

/** Enough to tell the range of Service addresses by. */
const examples = 5;

/** What each kube-proxy of a namespace knows of an address; two entries are a leftover beside the one that runs. */
export function servicesAt(rulesets: readonly Ruleset[], family: Family, address: string): readonly ServiceRules[] {
  return rulesets.flatMap((ruleset) => {
    const nat = ruleset.tables.find((table) => table.name === 'nat' && table.family === (family === 4 ? 'ip' : 'ip6'));
    const kube = ruleset.tables.find(
      (table) => table.name === 'kube-proxy' && table.family === (family === 4 ? 'ip' : 'ip6'),
    );
    const chain = nat?.chain('KUBE-SERVICES');
    if (nat !== undefined && chain !== undefined) return [ofIptables(ruleset, nat, chain, family, address)];
    return kube === undefined ? [] : [ofNftables(ruleset, kube, address)];
  });
}

function ofIptables(ruleset: Ruleset, nat: Table, chain: Chain, family: Family, address: string): ServiceRules {
  const filter = ruleset.tables.find(({ name, family: of }) => name === 'filter' && of === nat.family);
  const rejects = ['KUBE-SERVICES', 'KUBE-EXTERNAL-SERVICES'].flatMap((name) => filter?.chain(name) ?? []);
  const to = packetTo(family, address);
  return {
    mode: 'iptables',
    backend: ruleset.backend,
    source: ruleset.source,
    ports: [...portsIn(chain, to, true), ...rejects.flatMap((one) => portsIn(one, to, false))],
    unhooked: (['PREROUTING', 'OUTPUT'] as const)
      .filter((name) => !leadsTo(nat, name, 'KUBE-SERVICES'))
      .map((name) => (name === 'PREROUTING' ? 'prerouting' : 'output')),
    others: othersIn(chain, address),
  };
}

const packetTo = (family: Family, destination: string): Packet => ({
  family,
  protocol: 'tcp',
  source: family === 4 ? '0.0.0.0' : '::',
  destination,
  mark: 0,
  ctState: 'new',
});

const refs = (chain: Chain, packet?: Packet): readonly RuleRef[] =>
  Array.from({ length: chain.size }, (_, index) => index)
    .filter((index) => packet === undefined || !chain.excludes(index, packet))
    .map((index) => chain.rule(index).ref);

/** -A KUBE-SERVICES -d 10.96.0.10/32 -p udp -m comment --comment "kube-system/kube-dns:dns cluster IP" -m udp --dport 53 -j KUBE-SVC-TCOU7JCQXEZGVUNU */
const servicePort = / -p (\w{1,10}) .{0,400}--dport (\d{1,5})(?: |$)/;
/** "default/web:http cluster IP", "default/web has no endpoints" */
const serviceName = /--comment "?([a-z0-9.-]{1,63}\/[a-z0-9.-]{1,63}(?::[a-z0-9-]{1,63})?)/;

function portsIn(chain: Chain, to: Packet, endpoints: boolean): readonly ServicePort[] {
  const host = ` -d ${to.destination}/${to.family === 4 ? 32 : 128} `;
  return refs(chain, to)
    .filter(
      ({ text }) => text.includes(host) && (endpoints ? text.includes('-j KUBE-') : / -j (?:REJECT|DROP)/.test(text)),
    )
    .flatMap(({ text, line }) => {
      const match = servicePort.exec(text);
      const name = serviceName.exec(text)?.[1];
      if (match === null) return [];
      const port = { protocol: match[1] ?? '', port: Number(match[2]), endpoints, text, line };
      return [name === undefined ? port : { ...port, name }];
    });
}

/** A base chain, or a chain that it jumps to, leads there. */
function leadsTo(table: Table, name: string, goal: string, depth = 0): boolean {
  const chain = table.chain(name);
  if (chain === undefined || depth > 3) return false;
  const targets = refs(chain).map(({ text }) => / -[jg] (\S{1,100})/.exec(text)?.[1]);
  return targets.some(
    (to) => to === goal || (to !== undefined && !to.startsWith('KUBE-') && leadsTo(table, to, goal, depth + 1)),
  );
}

function othersIn(chain: Chain, address: string): readonly string[] {
  const found: string[] = [];
  for (let index = 0; index < chain.size && found.length < examples; index += 1) {
    const other = / -d ([0-9a-f.:]{2,45})\/(?:32|128) .*cluster IP/.exec(chain.rule(index).ref.text)?.[1];
    if (other !== undefined && other !== address && !found.includes(other)) found.push(other);
  }
  return found;
}

/** Of an nft base chain in nft's own words: does a rule of it, or of a chain it leads to, look the Services up? */
function ofNftables(ruleset: Ruleset, table: Table, address: string): ServiceRules {
  const hooked = (hook: string): boolean =>
    table.baseChains
      .filter((base) => base.kind === 'nat' && base.hook === hook)
      .some(({ chain }) => refs(chain).some(({ text }) => /@service-ips|"services"/.test(text)));
  const with_ = keysOf(table, 'service-ips', address).map((key) => ({ ...key, endpoints: true }));
  const without = keysOf(table, 'no-endpoint-services', address).map((key) => ({ ...key, endpoints: false }));
  const addresses = (table.elements?.('cluster-ips') ?? []).filter((one): one is string => typeof one === 'string');
  return {
    mode: 'nftables',
    backend: ruleset.backend,
    source: ruleset.source,
    ports: [...with_, ...without],
    unhooked: (['prerouting', 'output'] as const).filter((hook) => !hooked(hook)),
    others: addresses.filter((one) => one !== address).slice(0, examples),
  };
}

/** `[{"elem": {"val": {"concat": ["10.96.0.10", "udp", 53]}, "comment": "kube-system/kube-dns:dns"}}, {"goto": …}]` */
function keysOf(table: Table, map: string, address: string): readonly Omit<ServicePort, 'endpoints'>[] {
  return (table.elements?.(map) ?? []).flatMap((element) => {
    const [key] = listOf(element);
    const wrapped = nameOf(key);
    const inside = wrapped?.name === 'elem' && isObject(wrapped.inside) ? wrapped.inside : undefined;
    const concat = nameOf(inside === undefined ? key : inside['val']);
    const [ip, protocol, port] = concat?.name === 'concat' ? listOf(concat.inside) : [];
    if (ip !== address || typeof protocol !== 'string' || typeof port !== 'number') return [];
    const name = inside?.['comment'];
    return [{ protocol, port, text: nftText(element as Json), ...(typeof name === 'string' ? { name } : {}) }];
  });
}
