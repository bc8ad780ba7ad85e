import { makeByHand } from './by-hand.ts';
import { kubeadmNodes } from './catalog.ts';
import { makeEks } from './eks.ts';
import { makeK0s } from './k0s.ts';
import { makeK3s } from './k3s.ts';
import { makeKind } from './kind.ts';
import { makeKops } from './kops.ts';
import { makeKubeadmNode } from './kubeadm.ts';
import { makeKubespray } from './kubespray.ts';
import { makeMicrok8s } from './microk8s.ts';
import { makeMinikube } from './minikube.ts';
import { makeOpenshift } from './openshift.ts';
import { makeRke2 } from './rke2.ts';
import { makeTalos } from './talos.ts';
import type { Tree } from './tree.ts';
import { ownWays } from './variants.ts';

/** A node with nothing wrong. */
export interface HealthyNode {
  readonly what: string;
  make(tree: Tree): Promise<void>;
}

const kubeadm: HealthyNode[] = Object.entries(kubeadmNodes).map(([what, node]) => ({
  what,
  make: (tree) => makeKubeadmNode(tree, node),
}));

/** Nodes of each distribution, and of ways people keep them. */
export const healthyNodes: readonly HealthyNode[] = [
  ...kubeadm,
  ...ownWays,
  { what: 'k3s with SQLite', make: (tree) => makeK3s(tree) },
  { what: 'k3s with etcd', make: (tree) => makeK3s(tree, true) },
  { what: 'RKE2 server', make: (tree) => makeRke2(tree, 'server') },
  { what: 'RKE2 agent', make: (tree) => makeRke2(tree, 'agent') },
  { what: 'MicroK8s', make: makeMicrok8s },
  { what: 'kind', make: makeKind },
  { what: 'units of systemd, by hand', make: makeByHand },
  { what: 'kops', make: makeKops },
  { what: 'k0s controller that is a worker too', make: (tree) => makeK0s(tree, 'controller') },
  { what: 'k0s worker', make: (tree) => makeK0s(tree, 'worker') },
  { what: 'Talos', make: makeTalos },
  { what: 'OpenShift', make: makeOpenshift },
  { what: 'minikube', make: makeMinikube },
  { what: 'EKS worker', make: makeEks },
  { what: 'kubespray', make: makeKubespray },
];
