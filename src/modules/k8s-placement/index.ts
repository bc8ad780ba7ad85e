import type { DiagModule } from '../../core/module.ts';
import type { Ports } from '../../input/ports.ts';
import { analyze } from './analyze.ts';
import { codes } from './codes.ts';
import type { PlacementObservations } from './model.ts';
import { merge, observe } from './observe.ts';
import { optionSpecs, type PlacementOptions, parseOptions } from './options.ts';
import { recognize } from './recognize.ts';

const module: DiagModule<Ports, PlacementOptions, PlacementObservations> = {
  id: 'k8s-placement',
  summary: 'why a pod goes to no node: the filters of its scheduler, node by node',
  description:
    "Runs the filters of the cluster's own scheduler (1.20 to 1.36) over a dump, says for every node which of them fails first and because of which taint, label, port, pod or volume, compares that with the scheduler's message, and tries which smallest change opens a node.",
  argument: {
    takes: 'files',
    name: 'file',
    description: 'kubectl get … -o json or yaml, or what the scheduler says; - for standard input',
  },
  options: optionSpecs,
  examples: [
    { command: 'diag k8s-placement cluster.json', does: 'why do pods of this dump wait?' },
    { command: 'diag k8s-placement cluster.json --for deploy/web -n shop', does: 'only the pods of this Deployment' },
    { command: 'diag k8s-placement cluster.json --for web-1 --node worker-1', does: 'this node through every filter' },
  ],
  codes,
  symptoms: [{ says: 'A pod stays Pending' }],
  input: ({ live }) => (live === true ? 'none' : 'required'),
  parseOptions,
  observe,
  merge,
  analyze,
  incidentShape: async () => (await import('./incident-shape.ts')).shape,
  recognize,
};

export default module;
