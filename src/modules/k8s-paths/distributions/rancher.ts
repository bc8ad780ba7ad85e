import type { Message } from '../error-text/message.ts';

/** Rancher and RKE: how they set up a cluster and wait for its nodes. */
export const rancherMessages: readonly Message[] = [
  {
    id: 'rke-plane-failed',
    matches:
      /etcd cluster is unhealthy: hosts \[([^\]]{1,300})\] failed to report healthy|Failed to bring up (Etcd|Control|Worker) Plane: (?!etcd cluster is unhealthy)(.{1,300})/,
    kind: 'state',
    part: 'etcd',
    says: ({ groups: [, hosts = '', plane = '', reason = ''] }) =>
      hosts === ''
        ? `RKE could not bring up the ${plane.toLowerCase()} plane: ${reason}`
        : `RKE started etcd on its hosts, and it did not become healthy on ${hosts}: it ends there (data or certificates of an earlier cluster), or the hosts do not reach each other on 2379 and 2380.`,
    next: ({ groups: [, , plane = 'Etcd'] }) => [
      plane === 'Control' || plane === 'Worker'
        ? 'on its hosts: `docker ps -a`, then `docker logs --tail 50` of kubelet, kube-proxy or kube-apiserver that ended'
        : 'on those hosts: `docker ps -a --filter name=etcd`, `docker logs --tail 50 etcd`; is each reached by the others on 2379 and 2380?',
      'a new node that keeps files of an earlier cluster must be cleaned before it joins; never one that holds data of this cluster',
    ],
    samples: [
      'Failed to bring up Etcd Plane: etcd cluster is unhealthy: hosts [192.0.2.7] failed to report healthy. Check etcd container logs on each host for more information',
      'FATA[0162] [workerPlane] Failed to bring up Worker Plane: something new',
    ],
    source: 'rancher/rke cluster/cluster.go, services/etcd.go',
  },
  {
    id: 'rancher-node-waits',
    matches: /Waiting for node to register\. Either cluster is not ready for registering/,
    kind: 'retried',
    part: 'kubelet',
    says: 'The agent of Rancher on this node waits: a worker is taken only when nodes with the roles etcd and controlplane are there and up.',
    next: [
      'in Rancher: has the cluster a node of each role, and what does it say of the first? The log of rancher-agent on that node',
    ],
    samples: [
      'level=info msg="Waiting for node to register. Either cluster is not ready for registering or etcd and controlplane node have to be registered first"',
    ],
    source: 'rancher/rancher cmd/agent/main.go',
  },
  {
    id: 'rancher-waits-for-probes',
    matches:
      /configuring (?:bootstrap|etcd|control plane|worker) node\(s\) (\S{1,200}): waiting for probes: ([\w, -]{1,200})/,
    kind: 'retried',
    part: 'kubelet',
    says: 'Rancher waits until these parts of node $1 are well: $2. For some minutes that is normal; where it stays, rke2 or k3s does not come up there.',
    next: [
      'on that node: `journalctl -u rke2-server -u rke2-agent -u k3s -n 100 --no-pager`, then `journalctl -u rancher-system-agent -n 50 --no-pager`',
    ],
    samples: [
      '[INFO ] configuring bootstrap node(s) custom-e5c6: waiting for probes: calico, etcd, kube-apiserver, kubelet',
    ],
    source: 'rancher/rancher pkg/capr/planner/planner.go',
  },
  {
    id: 'rancher-waits-for-agent',
    matches: /configuring (?:bootstrap|etcd|control plane|worker) node\(s\) (\S{1,200}): waiting for agent to check in/,
    kind: 'retried',
    part: 'kubelet',
    says: 'Rancher waits for the agent of node $1: rancher-system-agent does not run there yet, or does not reach Rancher.',
    next: ['on that node: `journalctl -u rancher-system-agent -n 50 --no-pager`'],
    // The agent has checked in where its probes are waited for.
    yieldsTo: /^rancher-waits-for-probes$/,
    samples: [
      '[INFO ] configuring bootstrap node(s) custom-e5c6: waiting for agent to check in and apply initial plan',
    ],
    source: 'rancher/rancher pkg/capr/planner/planner.go',
  },
  {
    id: 'rancher-probe-ca',
    matches:
      /error loading CA cert for probe \(([\w-]{1,40})\)|error while appending ca cert to pool for probe ([\w-]{1,40})/,
    kind: 'state',
    part: 'kubelet',
    confidence: 'possible',
    says: 'rancher-system-agent cannot probe $1$2 yet, because rke2 or k3s on this node has not written its certificate: it has not come up that far. At a start that is normal; the file is not to be made by hand.',
    next: ['`journalctl -u rke2-server -u rke2-agent -u k3s -n 100 --no-pager`'],
    samples: [
      'error loading CA cert for probe (kube-scheduler) /var/lib/rancher/rke2/server/tls/kube-scheduler/kube-scheduler.crt: open /var/lib/rancher/rke2/server/tls/kube-scheduler/kube-scheduler.crt: no such file or directory',
      'level=error msg="error while appending ca cert to pool for probe kube-scheduler"',
    ],
    source: 'rancher/system-agent pkg/prober/prober.go',
  },
  {
    id: 'rancher-cluster-agent',
    matches: /(?:Cluster health check failed: )?[Cc]luster agent is not (?:ready|connected)/,
    kind: 'state',
    part: 'kubelet',
    confidence: 'possible',
    says: 'Rancher has no connection from the cluster-agent of that cluster: its pod does not run, or does not reach the address of Rancher (DNS, firewall, certificate). The cluster itself may be well.',
    next: [
      'in that cluster: `kubectl -n cattle-system get pods -l app=cattle-cluster-agent -o wide`, and the log of the pod',
    ],
    samples: ['Cluster health check failed: cluster agent is not ready', 'Cluster agent is not connected'],
    source: 'rancher/rancher pkg/controllers/managementuser/healthsyncer/healthsyncer.go',
  },
];
