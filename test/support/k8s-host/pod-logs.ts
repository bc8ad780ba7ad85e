import { createHash } from 'node:crypto';
import { daysFromClock, madeAt } from './cluster-pki.ts';
import { manifestOf, node, staticPods } from './manifests.ts';

/** What a healthy component says last, without the CRI prefix. */
const lines: Readonly<Record<string, readonly string[]>> = {
  etcd: [
    '{"level":"info","ts":"2026-03-11T11:58:01.103422Z","caller":"mvcc/index.go:214","msg":"compact tree index","revision":3012044}',
    '{"level":"info","ts":"2026-03-11T11:58:01.120731Z","caller":"mvcc/kvstore_compaction.go:69","msg":"finished scheduled compaction","compact-revision":3012044,"took":"15.9ms"}',
  ],
  'kube-apiserver': [
    'I0311 11:40:12.481023       1 cidrallocator.go:277] updated ClusterIP allocator for Service CIDR 10.96.0.0/12',
    'I0311 11:50:12.482117       1 cidrallocator.go:277] updated ClusterIP allocator for Service CIDR 10.96.0.0/12',
  ],
  'kube-controller-manager': [
    'I0311 11:42:33.100214       1 range_allocator.go:247] "Successfully synced" logger="node-ipam-controller" key="cp1"',
  ],
  'kube-scheduler': [
    'I0311 08:00:05.004411       1 leaderelection.go:268] successfully acquired lease kube-system/kube-scheduler',
  ],
};

/** What every component of Kubernetes says first. */
const started = 'I0105 09:10:00.000000       1 options.go:228] external host was not specified, using 192.0.2.10';

/** As the runtime stamps lines. */
const at = (date: Date): string => date.toISOString().replace('Z', '000001Z');

interface PodLog {
  /** Path below the root of the newest log. */
  readonly path: string;
  readonly text: string;
  /** Path of the link in /var/log/containers. */
  readonly link: string;
}

/** The kubelet names a static pod's log folder by the hash of its manifest. */
export const podLogs: readonly PodLog[] = staticPods.map((pod) => {
  const uid = createHash('md5').update(manifestOf(pod)).digest('hex');
  const id = createHash('sha256').update(pod.name).digest('hex');
  const path = `var/log/pods/kube-system_${pod.name}-${node.name}_${uid}/${pod.name}/0.log`;
  const said = (lines[pod.name] ?? []).map((line) => `${at(daysFromClock(-0.01))} stderr F ${line}\n`);
  const text = [`${at(new Date(madeAt.getTime() + 600_000))} stderr F ${started}\n`, ...said].join('');
  return { path, text, link: `var/log/containers/${pod.name}-${node.name}_kube-system_${pod.name}-${id}.log` };
});
