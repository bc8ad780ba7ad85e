import type { DiagModule, Recognition } from '../../core/module.ts';
import type { Ports } from '../../input/ports.ts';
import { analyze } from './analyze.ts';
import { codes } from './codes.ts';
import type { HealthObservations } from './model.ts';
import { merge, observe } from './observe.ts';
import { type HealthOptions, optionSpecs, parseOptions } from './options.ts';
import { readHealthCommands } from './recorded/health-commands.ts';
import { readToolAnswers } from './recorded/tool-answers.ts';

const module: DiagModule<Ports, HealthOptions, HealthObservations> = {
  id: 'k8s-health',
  summary: 'what of Kubernetes is up, what is down, what is only unreachable from here',
  description:
    'Finds out where it runs (control-plane node, worker, pod, laptop), probes every component that can be reached from there, judges certificates apart from health, and names the root cause with its consequences under it.',
  argument: {
    takes: 'files',
    name: 'file',
    description: 'recorded or pasted answers instead of probes; - for standard input',
  },
  options: optionSpecs,
  examples: [
    { command: 'sudo diag k8s-health', does: 'what is up on this node, and what is not?' },
    {
      command: 'diag k8s-health --kubeconfig ~/.kube/config --all-nodes',
      does: 'the kubelets of all nodes, seen from a laptop',
    },
    {
      command: 'diag k8s-health --endpoint apiserver=https://10.0.0.5:6443',
      does: 'probe this apiserver instead of the one found',
    },
    { command: 'diag k8s-health --until healthy --timeout 5m', does: 'wait until all is well; exit 0 then' },
  ],
  codes,
  watchable: true,
  // A control plane is looked at as a whole; it has at most seven members (etcd's FAQ, "What is maximum cluster size?").
  hosts: { of: ({ nodes }) => nodes[0]?.host, mergeUpTo: 7 },
  symptoms: [{ says: 'A Kubernetes node is not ready, or something on it is down' }],
  input: () => 'none',
  parseOptions,
  observe,
  merge,
  analyze,
  incidentShape: async () => (await import('./incident-shape.ts')).shape,
  recognize,
};

function recognize(head: string): Recognition {
  if (/^=== diag k8s-health \d/m.test(head)) return { score: 1, because: 'recorded answers of a Kubernetes node' };
  const lines = head.split(/\r?\n/, 500).map((line) => line.trim());
  if (readToolAnswers(lines).lines.size > 0)
    return { score: 0.85, because: 'what etcdctl or kubectl said of the health of etcd and the control plane' };
  return readHealthCommands(lines).answers.length > 0
    ? { score: 0.85, because: 'what health endpoints of Kubernetes answered' }
    : { score: 0, because: '' };
}

export default module;
