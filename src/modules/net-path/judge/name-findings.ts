import type { Finding } from '../../../core/finding.ts';
import { type Address, formatAddress, isLoopback } from '../address/address.ts';
import type { Asked } from '../endpoints.ts';
import type { Record } from '../model/namespace.ts';
import { servicesAt } from '../netfilter/kube/services.ts';
import { filtersOf } from '../walk/hooks.ts';
import type { Walked } from '../walk-all.ts';
import { hostDns, nameserverIsStub, nameserverUnreachable } from './codes-names.ts';
import type { Judged } from './judged.ts';

/** What the way to the name server means for the name. */
export function nameFindings({ asked, toNameserver }: Walked, judged: readonly Judged[]): readonly Finding[] {
  const server = asked.name?.nameservers[0];
  const cause = judged[0];
  if (toNameserver === undefined || server === undefined) return [];
  if (cause === undefined) return asksNode(asked, server);
  const facts = { namespace: asked.origin.ns.label, nameserver: formatAddress(server.address), name: asked.name?.name };
  const { source, line, text } = server.record;
  const evidence = [{ source, text, ...(line === undefined ? {} : { line }) }] as const;
  const nobody = ['nothing-listens', 'localhost-is-own-namespace', 'listens-on-loopback-only'].includes(
    cause.found.name,
  );
  if (isLoopback(server.address) && nobody)
    return [nameserverIsStub(facts, { confidence: 'proven', evidence: [...evidence] })];
  return [
    nameserverUnreachable(facts, { confidence: 'proven', evidence: [...evidence], consequenceOf: cause.found.name }),
  ];
}

/** `web.shop.svc`, `web.shop.svc.cluster.local`: names that only the cluster's own name server has. */
const ofCluster = /\.svc(?:\.cluster\.local)?\.?$/i;

/** A name of the cluster's, a search list without the cluster's, and a name server that is no Service. */
function asksNode(
  { name, origin: { ns } }: Asked,
  server: { readonly address: Address; readonly record: Record },
): readonly Finding[] {
  if (name === undefined || !ofCluster.test(name.name)) return [];
  if (name.asks.some((one) => /\.svc\.[a-z0-9.-]{1,200}$/i.test(one.slice(name.name.length)))) return [];
  const nameserver = formatAddress(server.address);
  const services = servicesAt(filtersOf(ns).rulesets, server.address.family, nameserver);
  if (services.some(({ ports }) => ports.length > 0)) return [];
  const { source, line, text } = server.record;
  const evidence = { source, text, ...(line === undefined ? {} : { line }) };
  return [
    hostDns({ namespace: ns.label, nameserver, name: name.name }, { confidence: 'likely', evidence: [evidence] }),
  ];
}
