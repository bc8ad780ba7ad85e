import { servicesAt } from '../netfilter/kube/services.ts';
import type { Packet } from '../netfilter/packet.ts';
import { traverse } from '../netfilter/traverse.ts';
import { contextOf, filtersOf } from '../walk/hooks.ts';
import type { Break } from '../walk/state.ts';
import type { Setting } from './setting.ts';

/** Rules of two kube-proxies know the Service that was asked for, and lead to different backends. */
export function leftovers({ world, branch }: Setting): readonly Break[] {
  const asked = branch.there.hops[0]?.packet;
  if (asked === undefined) return [];
  const family = asked.destination.includes(':') ? 6 : 4;
  const labels = [...new Set(branch.there.hops.map(({ ns }) => ns))];
  for (const [i, label] of labels.entries()) {
    const ns = world.namespaces.find((one) => one.label === label);
    if (ns === undefined) continue;
    const { rulesets } = filtersOf(ns);
    const knowing = rulesets.flatMap((ruleset) =>
      servicesAt([ruleset], family, asked.destination)
        .filter(({ ports }) => ports.some(({ port }) => port === asked.destinationPort))
        .map((rules) => ({ ruleset, rules })),
    );
    if (knowing.length < 2) continue;
    const packet: Packet = { ...branch.there.packet, ...asked, family, ctState: 'new', mark: 0 };
    const targets = knowing.map(({ ruleset }) =>
      traverse([ruleset], i === 0 ? 'output' : 'prerouting', packet, contextOf(ns))
        .map(({ packet: { destination, destinationPort } }) => `${destination}:${destinationPort}`)
        .toSorted()
        .join(' '),
    );
    if (new Set(targets).size < 2) return [];
    const modes = knowing.map(({ rules }) => `${rules.backend} ${rules.mode}`);
    const records = knowing.flatMap(({ rules: { ports, source } }) =>
      ports.slice(0, 1).map(({ text, line }) => ({ source, text, ...(line === undefined ? {} : { line }) })),
    );
    const facts = { destination: asked.destination, port: asked.destinationPort, modes, targets };
    return [{ name: 'proxy-leftovers', ns, hop: 0, facts, records, reply: false, harmless: true }];
  }
  return [];
}
