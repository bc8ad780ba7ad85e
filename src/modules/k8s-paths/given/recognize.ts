import type { Recognition } from '../../../core/module.ts';
import { readErrorText } from '../error-text/read-error-text.ts';
import { fileKind } from './file-kind.ts';

/** Names only Kubernetes and its parts use; TLS errors alone may be of any program. */
const names = new RegExp(
  [
    'kube|etcd|\\bcni\\b|containerd|crictl|apiserver|x509: |\\bk3s\\b|\\brke2\\b|calico|flannel|cilium|\\bPLEG\\b|PodSandbox',
    // kubectl
    'connection to the server|connect to the server|Error from server|server APIs|failed calling webhook|OOMKilled',
    'CrashLoopBackOff|nodes are available|\\bNAME +(?:READY|STATUS|ATTEMPT) +',
    // kubeadm, the apiserver, runtimes
    '\\[preflight\\]|cluster-info ConfigMap|Cluster CA certificate|service-account-issuer|storage factory|:2379\\b|RuntimeService|OCI runtime',
    // etcd, flannel, CoreDNS
    '\\braft:|tocommit\\(|"caller":"(?:embed|raft\\w{0,10}|mvcc|clientv3)/|pod cidr|plugin/loop',
  ].join('|'),
  'i',
);

/** How the stream of the collector begins. */
const streamHead = '=== diag k8s-paths 1';

const ownKinds = ['kubeconfig', 'kubelet-config', 'static-pod', 'cni', 'kubeadm-config', 'containerd', 'args'];

/** How well a text fits: a message with a known meaning, a configuration file, or merely Kubernetes words. */
export function recognize(head: string): Recognition {
  if (head.startsWith(streamHead)) return { score: 1, because: 'the stream of its collector' };
  if (!names.test(head)) return { score: 0, because: '' };
  const { recognized, readings, format } = readErrorText(head.slice(0, 64 * 1024));
  const [first] = readings;
  if (first?.name !== undefined && first.kind === 'fault') {
    return { score: 0.8, because: `a Kubernetes error: ${first.quote.slice(0, 60)}` };
  }
  const kind = fileKind('pasted text', head);
  if (kind !== undefined && ownKinds.includes(kind)) return { score: 0.8, because: `a ${kind} file` };
  if (first !== undefined) return { score: 0.5, because: `a Kubernetes answer: ${first.quote.slice(0, 60)}` };
  if (recognized && format.startsWith('log')) return { score: 0.4, because: `a Kubernetes ${format}` };
  return { score: recognized ? 0.2 : 0, because: recognized ? 'words of Kubernetes' : '' };
}
