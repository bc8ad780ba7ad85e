import type { DiagModule } from '../../core/module.ts';
import type { Ports } from '../../input/ports.ts';
import { analyze } from './analyze.ts';
import { allCodes } from './codes.ts';
import { recognize } from './given/recognize.ts';
import type { PathsObservations } from './observations.ts';
import { merge, observe } from './observe.ts';
import { optionSpecs, type PathsOptions, parseOptions } from './options.ts';
import { symptoms } from './symptoms.ts';

const module: DiagModule<Ports, PathsOptions, PathsObservations> = {
  id: 'k8s-paths',
  summary: 'Kubernetes nodes: from a symptom to the file that is broken',
  description: `Inspects the files of a Kubernetes node (manifests, PKI, kubeconfigs, kubelet, etcd, CNI, containerd, logs, disk) and names the one that is broken. It works with the apiserver down and changes nothing.\n\nSymptoms:\n${symptoms.map(({ id, summary }) => `  ${id.padEnd(24)}${summary}`).join('\n')}`,
  argument: {
    takes: 'word',
    name: 'symptom',
    description: 'what is wrong, or a file with an error; - for a pipe; without it everything is inspected',
  },
  options: optionSpecs,
  examples: [
    { command: 'sudo diag k8s-paths kubectl-cannot-connect', does: 'from a symptom to the broken file' },
    { command: 'diag k8s-paths --root /host', does: 'inspect a mounted disk, or the host from a debug container' },
    {
      command: 'journalctl -u kubelet -n 200 | diag k8s-paths',
      does: 'recognize an error and inspect the files it points to',
    },
    {
      command: "diag collect k8s-paths --sh | ssh node 'sudo sh -s' | diag k8s-paths -",
      does: 'a node without diag',
    },
  ],
  codes: allCodes,
  symptoms: [
    { says: 'kubectl does not answer', raw: { symptom: 'kubectl-cannot-connect' } },
    { says: 'The Kubernetes control plane does not come up', raw: { symptom: 'control-plane-down' } },
  ],
  hosts: { of: ({ node }) => node.hostname, mergeUpTo: 1 },
  files: ({ file }) => (file === undefined ? [] : [file]),
  input: ({ piped }) => (piped === true ? 'required' : 'optional'),
  parseOptions,
  observe,
  merge,
  analyze,
  incidentShape: async () => (await import('./incident-shape.ts')).shape,
  recognize,
};

export default module;
