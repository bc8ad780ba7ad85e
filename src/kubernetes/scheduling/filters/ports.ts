import type { Failure } from '../failure.ts';
import type { HostPort, NodeInfo, PodInfo } from '../snapshot.ts';

/** 0.0.0.0 clashes with every address. */
const clash = (a: HostPort, b: HostPort): boolean =>
  a.port === b.port && a.protocol === b.protocol && (a.ip === b.ip || a.ip === '0.0.0.0' || b.ip === '0.0.0.0');

/** Ports of the host that a pod of the node has already. */
export function nodePorts({ ports }: PodInfo, { pods }: NodeInfo): Failure | undefined {
  if (ports.length === 0) return undefined;
  for (const holder of pods) {
    if (holder.ports.length === 0) continue;
    const port = ports.find((one) => holder.ports.some((taken) => clash(one, taken)));
    if (port === undefined) continue;
    return {
      plugin: 'NodePorts',
      reasons: ["node(s) didn't have free ports for the requested pod ports"],
      unresolvable: false,
      detail: { is: 'port', port, holder },
    };
  }
  return undefined;
}
