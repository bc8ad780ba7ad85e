import type { ClusterObjects } from '../../../kubernetes/objects/types/cluster-objects.ts';
import type { Node } from '../../../kubernetes/objects/types/node.ts';
import type { Pod } from '../../../kubernetes/objects/types/pod.ts';
import { isTerminal } from '../../../kubernetes/scheduling/snapshot.ts';
import { isControlPlaneTaint } from '../obstacle.ts';

const labels = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

/** The taint that keeps workloads off a control plane. */
export const controlPlaneTaint = ({ taints }: Node) =>
  taints.find(({ key, effect }) => isControlPlaneTaint(key) && effect !== 'PreferNoSchedule');

export const isControlPlane = (node: Node): boolean =>
  labels.some((label) => Object.hasOwn(node.labels, label)) || controlPlaneTaint(node) !== undefined;

/** Namespaces of the platform itself: what runs there is chosen by who made it. */
export const isSystemNamespace = (namespace: string): boolean =>
  /^(?:kube-|openshift(?:-|$)|cattle-|gke-|calico-|tigera-|cilium)|-system$|-operator$/.test(namespace);

export const isSystem = ({ namespace, spec }: Pod): boolean =>
  isSystemNamespace(namespace) || spec?.priorityClass?.startsWith('system-') === true;

/** Pods that are on a node and not over. */
export const placedPods = ({ pods }: ClusterObjects): readonly Pod[] =>
  pods.filter((pod) => pod.from === 'object' && pod.spec?.nodeName !== undefined && !isTerminal(pod));
