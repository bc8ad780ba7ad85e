import type { Part } from '../../kubernetes/messages/part.ts';
import type { Raised } from './rules/rule.ts';

/** What each part needs to work, itself first. */
export const needs: Readonly<Record<Part, readonly Part[]>> = {
  disk: ['disk'],
  runtime: ['runtime', 'disk'],
  kubelet: ['kubelet', 'runtime', 'disk'],
  etcd: ['etcd', 'kubelet', 'runtime', 'disk'],
  'kube-apiserver': ['kube-apiserver', 'etcd', 'kubelet', 'runtime', 'disk'],
  'kube-controller-manager': ['kube-controller-manager', 'kube-apiserver', 'etcd', 'kubelet', 'runtime', 'disk'],
  'kube-scheduler': ['kube-scheduler', 'kube-apiserver', 'etcd', 'kubelet', 'runtime', 'disk'],
  cni: ['cni', 'runtime', 'kubelet', 'disk'],
  kubectl: ['kubectl', 'kube-apiserver', 'etcd', 'kubelet', 'runtime', 'disk'],
};

/** A finding with the name of the one that explains it. */
export interface Caused {
  readonly raised: Raised;
  readonly consequenceOf?: string;
}

/**
 * Names the cause of each finding that has one: a cause it names itself first, then, for a state or a log line,
 * a fault of the nearest part it depends on. Faults in configuration are roots: two independent ones stay two.
 */
export function withCauses(all: readonly Raised[]): Caused[] {
  return all.map((raised) => {
    const others = all.filter((one) => one !== raised && (raised.given === true || one.given !== true));
    const named = raised.causes?.find((name) => others.some((one) => one.name === name));
    // What a text explains by itself was named when it was read; beyond that only the host explains it.
    const ofHost = others.filter(
      (one) => one.name !== raised.name && one.given !== true && !(raised.given === true && isOfTraffic.test(one.name)),
    );
    const cause = named ?? (raised.derived === true ? nearestFault(raised, ofHost) : undefined);
    return { raised, ...(cause === undefined ? {} : { consequenceOf: cause }) };
  });
}

/** Settings that keep packets of pods back: they leave messages of add-ons and tools, which are other faults, as they are. */
const isOfTraffic = /^cni-(?:ip-forward|br-netfilter)$/;

function nearestFault(raised: Raised, others: readonly Raised[]): string | undefined {
  // Whoever complains of a certificate was shown one: something ran and answered.
  if (raised.breaks === undefined || /^(?:ca|cert)-/.test(raised.name)) return undefined;
  // What etcd says of its data does not come from a kubelet or runtime that stopped.
  const chain = raised.name.startsWith('etcd-') ? (['etcd', 'disk'] as const) : needs[raised.breaks];
  for (const part of chain) {
    const faults = others.filter((one) => one.breaks === part && isFault(one));
    // What another part suffers from explains this one, whatever it is; of one part, the earlier state.
    const fault =
      faults.find((one) => one.derived !== true) ??
      faults.find((one) => part !== raised.breaks || rank(one) < rank(raised));
    if (fault !== undefined) return fault.name;
  }
  return undefined;
}

const isFault = ({ severity }: Raised): boolean => severity !== 'info';

/** States before what they lead to; log lines, then that nothing runs, which they explain, and what pods show of it. */
const order = [
  'disk-readonly',
  'disk-nodefs',
  'disk-imagefs',
  'disk-inodes',
  'cri-socket-missing',
  'cri-socket-stale',
  'kubelet-stopped',
  'manifest-port-conflict',
];
const rank = ({ name }: Raised): number => {
  const place = order.indexOf(name);
  if (place >= 0) return place;
  if (name === 'reported-fault') return 101;
  return name === 'component-down' ? 100 : name.startsWith('log-') ? 99 : 50;
};
