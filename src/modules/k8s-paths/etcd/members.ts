import type { Message } from '../error-text/message.ts';
import { memberList, readd } from './advice.ts';

const data = '/var/lib/etcd';
const manifest = '/etc/kubernetes/manifests/etcd.yaml';

/** Members of the cluster: added, started, removed. */
export const memberMessages: readonly Message[] = [
  {
    id: 'etcd-member-removed',
    matches:
      /the member has been permanently removed from the cluster|rejected the stream from peer \S{1,40} since it was removed|failed to (?:find|publish).{0,80}since it was removed/,
    kind: 'cause',
    part: 'etcd',
    says: 'This etcd member was removed from the cluster and was started again with its old data.',
    next: [
      '`etcdctl member add` it anew with an empty data directory and --initial-cluster-state=existing, or leave it off',
    ],
    where: [manifest, data],
    samples: [
      'etcdserver: the member has been permanently removed from the cluster',
      'rejected the stream from peer 1a2b3c4d since it was removed',
    ],
    source: 'etcd server/etcdserver/api/rafthttp/http.go',
  },
  {
    id: 'etcd-member-bootstrapped',
    matches: /member (\S{1,40}) has already been bootstrapped/,
    kind: 'cause',
    part: 'etcd',
    says: 'The cluster knows etcd member $1 already, and its data directory is empty: the data were lost, or the path is another one.',
    next: [
      'give it back its data; or `etcdctl member remove $1`, `etcdctl member add` it, and start it with --initial-cluster-state=existing',
    ],
    where: [manifest, data],
    samples: ['etcdmain: member 1a2b has already been bootstrapped'],
    source: 'etcd server/etcdserver/bootstrap.go',
  },
  {
    id: 'etcd-member-unstarted',
    matches:
      /^\s*\|\s*([0-9a-f]{6,16})\s*\|\s*unstarted\s*\|[^|]{0,253}\|\s*(https?:\/\/[^\s|]{1,253})|^\s*([0-9a-f]{6,16}), unstarted, [^,]{0,253}, (https?:\/\/[^\s,]{1,253})|^\s*([0-9a-f]{6,16})\[unstarted\]: peerURLs=(\S{1,253})/,
    kind: 'cause',
    part: 'etcd',
    says: 'etcd member $1$3$5 ($2$4$6) was added to the cluster and has never started: it counts for the quorum all the same.',
    next: [
      'start etcd on that host with an empty data directory, --initial-cluster-state=existing and the --initial-cluster that `member add` printed',
      'is it no longer wanted: `etcdctl member remove` with that id',
    ],
    samples: [
      '| 77aa0b1c2d3e4f50 | unstarted |                | https://192.0.2.13:2380 |                         |      false |',
      '77aa0b1c2d3e4f50, unstarted, , https://192.0.2.13:2380, , false',
    ],
    not: ['| 77aa0b1c2d3e4f50 |   started | cp3 | https://192.0.2.13:2380 | https://192.0.2.13:2379 |      false |'],
    source: 'etcd etcdctl/ctlv3/command/printer.go (makeMemberListTable)',
  },
  {
    id: 'etcd-not-enough-started',
    matches: /re-configuration failed due to not enough started members|etcdserver: unhealthy cluster/,
    kind: 'cause',
    part: 'etcd',
    says: 'etcd refuses to change its members: one of those it lists was never started or is gone (left over of a node that was reset or of an earlier join), so that adding another could cost the quorum.',
    next: [
      memberList,
      'remove the stale member: `etcdctl member remove` with its id; then join again after `kubeadm reset` on the new node',
    ],
    where: [manifest],
    samples: [
      'error execution phase control-plane-join/etcd: error creating local etcd static pod manifest file: etcdserver: re-configuration failed due to not enough started members',
      'etcdserver: unhealthy cluster',
    ],
    source: 'etcd api/v3rpc/rpctypes/error.go, server/etcdserver/server.go',
  },
  {
    id: 'etcd-member-exists',
    matches: /etcdserver: (?:Peer URLs already exists|member ID already exists?)/,
    kind: 'cause',
    part: 'etcd',
    says: 'etcd already lists a member with the address that is to be added: left over of an earlier join of that host, or the join was repeated.',
    next: [
      memberList,
      'is that member none that runs: `etcdctl member remove` with its id, `kubeadm reset` on the host, and join again',
    ],
    where: [manifest],
    samples: [
      'error execution phase control-plane-join/etcd: error creating local etcd static pod manifest file: etcdserver: Peer URLs already exists',
      'Error: etcdserver: member ID already exist',
    ],
    source: 'etcd api/v3rpc/rpctypes/error.go, ErrPeerURLExist and ErrIDExists',
  },
  {
    id: 'etcd-duplicate-name',
    matches: /duplicate node name found, please use a unique name for this node/,
    kind: 'cause',
    part: 'etcd',
    says: 'etcd of the cluster already has a member of this node name: another host has it, or this host was in the cluster before and was reinstalled or lost its data.',
    next: [
      'the same host made anew: `kubectl delete node` with its name (k3s and rke2 take its etcd member out then), and start it again',
      'two hosts: give this one a name of its own (node-name in its config.yaml)',
    ],
    samples: ['etcd cluster join failed: duplicate node name found, please use a unique name for this node'],
    source: 'k3s pkg/etcd/etcd.go',
  },
  {
    id: 'etcd-learner-asked',
    matches: /etcdserver: rpc not supported for learner/,
    kind: 'state',
    part: 'etcd',
    confidence: 'possible',
    says: 'This member of etcd is still a learner: it has joined, was not promoted yet, and answers clients only when it is. It copies the data, or it cannot come up with the leader (port 2380 between the hosts, a slow disk).',
    next: [
      '{etcd-log}',
      'on a member that votes: `etcdctl endpoint status --cluster -w table`: does its raft index come nearer to that of the leader?',
    ],
    samples: ['Health check failed: etcdserver: rpc not supported for learner'],
    source: 'etcd server/etcdserver/api/v3rpc/interceptor.go',
  },
  {
    id: 'etcd-learner-behind',
    matches: /can only promote a learner member which is in sync with leader/,
    kind: 'cause',
    confidence: 'possible',
    part: 'etcd',
    says: 'The member that joins etcd (a learner) is not up with the leader, so it is not promoted yet: it still copies the data, or it has not started at all (its image, the kubelet, port 2380 between the hosts, a slow disk).',
    next: [
      'on the host that joins: {etcd-log}',
      '`etcdctl endpoint status --cluster -w table`: is it there, and does its raft index come nearer to that of the leader?',
    ],
    samples: ['etcdserver: can only promote a learner member which is in sync with leader'],
    source: 'etcd api/v3rpc/rpctypes/error.go, ErrLearnerNotReady',
  },
  {
    id: 'etcd-member-without-node',
    matches:
      /etcd leader is reported as (\S{1,40}) with name \\?"([^"\\]{1,253})\\?", but we couldn't find a corresponding Node/,
    kind: 'cause',
    says: 'Cluster API knows no Node for etcd member $2: the node of that machine never registered or was deleted, or it is named otherwise than its member. The control plane is not changed until both agree.',
    next: [
      '`kubectl get machines -A` in the management cluster and `kubectl get nodes` in the workload cluster: which control-plane machine has no Node?',
      'on that machine: {kubelet-log}',
      'where the machine is gone for good: `etcdctl member list -w table` on a member that works, then `etcdctl member remove` with the id of the one without a machine',
    ],
    samples: [
      'failed to create etcd client: etcd leader is reported as bc116290b8a83a52 with name "cp-wchl9", but we couldn\'t find a corresponding Node in the cluster',
    ],
    source: 'kubernetes-sigs/cluster-api controlplane/kubeadm/internal/etcd_client_generator.go',
  },
  {
    id: 'etcd-learner-left',
    matches: /etcdserver: too many learner members in cluster/,
    kind: 'cause',
    part: 'etcd',
    says: 'etcd takes one joining member (learner) at a time, and one is there: another join goes on, or one broke off and left it.',
    next: [memberList, 'does its host not join any more: `etcdctl member remove` with its id, then join again'],
    samples: ['Error: etcdserver: too many learner members in cluster'],
    source: 'etcd api/v3rpc/rpctypes/error.go, ErrTooManyLearners',
  },
  {
    id: 'etcd-cluster-id',
    matches: /cluster ID mismatch|cluster-id mismatch/,
    kind: 'cause',
    name: 'etcd-cluster-id',
    inLogs: true,
    part: 'etcd',
    says: 'The etcd members belong to different clusters: one of them was started alone or restored by itself, and the others refuse it.',
    next: [
      'find the odd one: `etcdctl endpoint status` of each shows its cluster id; the one without the quorum is the odd one',
      readd,
    ],
    where: [manifest, data],
    samples: [
      '{"level":"warn","caller":"rafthttp/stream.go:653","msg":"request sent was ignored by remote peer due to cluster ID mismatch","error":"cluster ID mismatch"}',
      'request sent was ignored (cluster ID mismatch: peer[9c64]=f220, local=2d31)',
      'rafthttp: request cluster ID mismatch (got 7dcd want cdf8)',
    ],
    source: 'etcd server/etcdserver/api/rafthttp',
  },
  {
    id: 'etcd-no-peers',
    matches:
      /cannot fetch cluster info from peer urls|could not retrieve cluster information from the given URLs|failed to get cluster(?:\/members)? response from a remote/,
    kind: 'cause',
    part: 'etcd',
    says: 'etcd is to join a cluster and gets no answer from any member named in --initial-cluster: they do not run, their peer port (2380) is blocked, or TLS between them fails.',
    next: [
      'from this host: `nc -vz` with each address of --initial-cluster and port 2380; {etcd-log} on those members',
      'was the member added before (`etcdctl member add`)? To begin a new cluster instead, --initial-cluster-state must be new and every member empty',
    ],
    samples: [
      '{"level":"fatal","caller":"etcdmain/etcd.go:204","msg":"discovery failed","error":"cannot fetch cluster info from peer urls: could not retrieve cluster information from the given URLs"}',
    ],
    source: 'etcd server/etcdserver/cluster_util.go, bootstrap.go',
  },
  {
    id: 'etcd-downgrade',
    matches:
      /invalid downgrade; server version is lower than determined cluster version|cluster cannot be downgraded \(current version: (\S{1,20}) is lower than determined cluster version: (\S{1,20}?)\)/,
    kind: 'cause',
    part: 'etcd',
    says: 'etcd ends because it is older than the version its data were written with: it was downgraded, or the wrong image was restored.',
    next: [
      'start it with the version it had (the image of the etcd manifest); going back needs `etcdctl downgrade enable` while all members still run the newer one (3.6 on), or a restore of an older snapshot',
    ],
    samples: [
      '{"level":"fatal","caller":"membership/cluster.go:795","msg":"invalid downgrade; server version is lower than determined cluster version","current-server-version":"3.5.9","determined-cluster-version":"3.6"}',
      'membership: cluster cannot be downgraded (current version: 3.3.10 is lower than determined cluster version: 3.4).',
    ],
    source: 'etcd server/etcdserver/api/membership/cluster.go, downgrade.go',
  },
];
