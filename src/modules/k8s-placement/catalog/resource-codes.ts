import { shellWord } from '../../../core/quote.ts';
import { isOnePlace, placeCode, sayPlaces } from './place-code.ts';

const resources = ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'];

export const insufficientNow = placeCode({
  code: 'PLACE107',
  name: 'insufficient-now',
  summary: 'Nodes are large enough, but what the pod requests is not free now.',
  title: (f) => `${f.who} fits no node: ${f.subject} is taken on ${sayPlaces(f)} (${f.because}).`,
  why: ({ note }) => `Requests count, not use: kubectl top proves nothing here. ${note}`.trim(),
  next: ({ nodes: [node] }) => [
    `What holds it: kubectl describe ${node === undefined ? 'nodes' : `node ${shellWord(node)}`}`,
  ],
  docs: resources,
});

export const insufficientEver = placeCode({
  code: 'PLACE108',
  name: 'insufficient-ever',
  summary: 'The pod requests more than any node it could run on has.',
  title: (f) => `${f.who} can never fit on ${sayPlaces(f)}: ${f.because}.`,
  why: ({ note }) => note,
  next: () => ['Lower the request, or add a node that is large enough; no waiting helps.'],
  docs: resources,
});

export const initDominates = placeCode({
  code: 'PLACE109',
  name: 'init-dominates',
  summary: 'An init container asks for more than all containers together, and that is what does not fit.',
  title: ({ who, because }) => `${who} fits no node because of an init container: ${because}.`,
  why: ({ note }) => `A pod requests the larger of its containers' sum and its largest init container: ${note}.`,
  next: () => ["Lower the init container's request: it is held only while it runs, but asked for all the time."],
  docs: ['https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers'],
});

export const tooManyPods = placeCode({
  code: 'PLACE110',
  name: 'too-many-pods',
  summary: 'The nodes hold as many pods as their kubelets allow.',
  title: (f) => `${f.who} fits no node: ${sayPlaces(f)} ${isOnePlace(f) ? 'is' : 'are'} full (${f.because}).`,
  next: () => ['Add a node, or raise maxPods (and the pod addresses of the CNI) of the kubelets.'],
  docs: ['https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/'],
});

export const extendedMissing = placeCode({
  code: 'PLACE111',
  name: 'extended-missing',
  summary: 'No node offers a device or huge page that the pod asks for.',
  title: ({ who, subject }) => `${who} fits no node: none that it could run on has ${subject}.`,
  why: () => 'A device plugin offers such a resource; where it does not run, the node has none.',
  next: ({ subject }) => [
    `Which nodes have it: kubectl get nodes -o custom-columns=NAME:.metadata.name,ALLOCATABLE:.status.allocatable | grep ${shellWord(subject.split(', ')[0] ?? '')}`,
  ],
  docs: ['https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/device-plugins/'],
});

export const hostPortTaken = placeCode({
  code: 'PLACE112',
  name: 'host-port-taken',
  summary: 'A host port that the pod asks for is taken on every node it could run on.',
  title: ({ who, because }) => `${who} fits no node: host port ${because}.`,
  why: () => 'With hostNetwork every port of a container is a host port.',
  look: 'See who has the port: pods with hostPort or hostNetwork in kubectl get pods -A -o yaml; there can be no more replicas of it than nodes.',
  docs: ['https://kubernetes.io/docs/concepts/configuration/overview/#services'],
});
