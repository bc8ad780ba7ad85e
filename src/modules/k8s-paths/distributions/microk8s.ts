import type { Message } from '../error-text/message.ts';

/** MicroK8s, and its dqlite. */
export const microk8sMessages: readonly Message[] = [
  {
    id: 'microk8s-cluster-yaml',
    matches: /open (cluster\.yaml|localnode\.yaml) node store: (.{1,200})/,
    kind: 'cause',
    part: 'etcd',
    says: 'The datastore of MicroK8s (k8s-dqlite) cannot read its $1: $2. A full disk or a hard power-off leaves it empty or cut off, and the apiserver ends.',
    next: [
      '`sudo cat /var/snap/microk8s/current/var/kubernetes/backend/$1`; copy it from another member or a backup, then `microk8s start`',
    ],
    samples: [
      'API Server exited open cluster.yaml node store: error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context',
    ],
    source: 'canonical/go-dqlite app/store, microk8s',
  },
  {
    id: 'dqlite-damaged',
    matches:
      /raft_start\(\): io: .{0,200}(?:LZ4F_\w{3,30} ERROR|corrupt|checksum|load (?:open |closed )?segment|not available)|(?:k8s-dqlite|dqlite|vfs\.c):? ?.{0,80}Assertion [`'].{1,200}' failed/,
    kind: 'cause',
    part: 'etcd',
    says: 'dqlite, the datastore of MicroK8s or old k3s, ends on its own data: a segment or snapshot is damaged, as after a full disk or a hard power-off.',
    next: [
      'keep a copy of its directory first (MicroK8s: /var/snap/microk8s/current/var/kubernetes/backend); then bring back a backup',
      'where other members work: `microk8s leave` here, `microk8s remove-node` there, and join again',
    ],
    samples: [
      'level=fatal msg="Failed to start server: start node: raft_start(): io: load closed segment 0000000000000512-0000000000000777: entries batch 3 at offset 88: data corrupt"',
      "k8s-dqlite: src/vfs.c:2201: vfsFileShmMap: Assertion `region > 0' failed.",
    ],
    not: ['level=fatal msg="starting kubernetes: preparing server: start cluster and https: raft_start(): "'],
    source: 'canonical/raft src/uv_list.c, canonical/dqlite src/vfs.c',
  },
  {
    id: 'dqlite-no-leader',
    matches: /no available dqlite leader server found/,
    kind: 'state',
    part: 'etcd',
    says: 'dqlite, the datastore of MicroK8s, finds no leader: more than half of its members are down or not reached on port 19001, or the name or address of a node changed and the stored one is no longer true.',
    next: [
      '`sudo cat /var/snap/microk8s/current/var/kubernetes/backend/cluster.yaml`: does each address there belong to a node that runs and is reached?',
      '`journalctl -u snap.microk8s.daemon-k8s-dqlite -n 100 --no-pager` on each of them',
    ],
    samples: ['level=fatal msg="Failed to start server: no available dqlite leader server found"'],
    source: 'canonical/go-dqlite client/connector (ErrNoAvailableLeader)',
  },
  {
    id: 'microk8s-not-running',
    matches:
      /microk8s is not running|127\.0\.0\.1:16443.{0,120}(?:connection refused|was refused)|server 127\.0\.0\.1:16443 was refused/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'MicroK8s does not run: its kubelite (apiserver, kubelet and others in one) does not listen on 16443, or its datastore k8s-dqlite is not up.',
    next: [
      '`journalctl -u snap.microk8s.daemon-kubelite -n 100 --no-pager`',
      '`journalctl -u snap.microk8s.daemon-k8s-dqlite -n 50 --no-pager`; `microk8s inspect` collects all',
    ],
    samples: [
      'microk8s is not running. Use microk8s inspect for a deeper inspection.',
      'The connection to the server 127.0.0.1:16443 was refused - did you specify the right host or port?',
    ],
    source: 'microk8s scripts/wrappers/status.py',
  },
  {
    id: 'microk8s-service',
    matches: /FAIL:\s{1,4}Service (snap\.microk8s\.daemon-[\w-]{2,40}) is not running/,
    kind: 'state',
    part: 'kubelet',
    apart: true,
    says: ({ groups: [, service = ''] }) =>
      `The service ${service} of MicroK8s does not run${/dqlite/.test(service) ? '. On a node that joined as worker, or a cluster without HA, k8s-dqlite is not expected to run' : ''}.`,
    next: ['`journalctl -u $1 -n 100 --no-pager`'],
    samples: ['FAIL:  Service snap.microk8s.daemon-k8s-dqlite is not running'],
    source: 'microk8s scripts/inspect.sh',
  },
];
