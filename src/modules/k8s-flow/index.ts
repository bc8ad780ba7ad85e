import type { DiagModule } from '../../core/module.ts';
import type { Ports } from '../../input/ports.ts';
import { analyze } from './analyze.ts';
import { codes } from './codes.ts';
import type { FlowObservations } from './model.ts';
import { merge, observe } from './observe.ts';
import { type FlowOptions, optionSpecs, parseOptions } from './options.ts';
import { recognize } from './recognize.ts';

const module: DiagModule<Ports, FlowOptions, FlowObservations> = {
  id: 'k8s-flow',
  summary: 'at which arrow from a Deployment to its endpoints it stopped',
  description:
    'Follows workloads from the API server over ReplicaSet, pod, node, volumes, network, image and containers to the endpoints of their Service, and says at which of these arrows they stopped, who has to act, and what proves it. With --live it lists the objects through the API server, by GET alone.',
  argument: {
    takes: 'files',
    name: 'file',
    description:
      'kubectl get … -o json or yaml, pages of kubectl describe, tables of pods and events; - for standard input',
  },
  options: optionSpecs,
  examples: [
    { command: 'diag k8s-flow cluster.json', does: 'what of this dump stands still, and why?' },
    { command: 'diag k8s-flow cluster.json --for deploy/web -n shop', does: 'only this Deployment' },
    { command: 'kubectl describe pod web-1 | diag k8s-flow', does: 'what keeps this pod from running?' },
  ],
  codes,
  symptoms: [
    { says: 'A rollout does not finish' },
    { says: 'A pod restarts again and again' },
    { says: 'A Service has no endpoints' },
  ],
  input: ({ live }) => (live === true ? 'none' : 'required'),
  parseOptions,
  observe,
  merge,
  analyze,
  incidentShape: async () => (await import('./incident-shape.ts')).shape,
  recognize,
};

export default module;
