import { at, checkLines, healthCode } from './health-code.ts';

const log = 'crictl logs $(crictl ps -a --name etcd -q | head -1) 2>&1 | tail -30';

export const etcdDown = healthCode(101, 'etcd-down', 'critical', 'Nothing listens where etcd should.', {
  title: (c) => `etcd is down on ${c.host}: ${c.detail}`,
  why: 'Without etcd the apiserver cannot read or write anything; scheduler and controller-manager end within seconds.',
  next: (c) => [
    `Read why it ended: \`${log}\``,
    `Is its manifest there, and does the kubelet run it? \`ls /etc/kubernetes/manifests; diag k8s-paths control-plane-down\``,
    `Check it again: \`curl -s http://127.0.0.1:2381/health\` (it was asked at ${at(c)})`,
  ],
});

export const etcdNoAnswer = healthCode(
  102,
  'etcd-no-answer',
  'critical',
  'An etcd member accepts connections and does not answer.',
  {
    title: (c) => `etcd on ${c.host} accepts connections and does not answer (${at(c)})`,
    why: 'The process lives and is stuck: frozen, starved of CPU or waiting for its disk or its first quorum.',
    next: () => [
      'Is it stopped or waiting for its disk? `ps -o pid,stat,wchan:20,etime -C etcd` (T: stopped, D: disk)',
      '`iostat -x 1 3`: look at the device under /var/lib/etcd',
      `Its log: \`${log}\``,
    ],
  },
);

export const etcdNoLeader = healthCode(
  103,
  'etcd-no-leader',
  'critical',
  'The etcd cluster has no quorum, so no leader.',
  {
    title: (c) => `etcd has no leader: ${c.detail} (seen from ${c.host})`,
    why: 'This member lives; too few of the others do. Reads and writes of the apiserver fail until more than half of the members are back.',
    next: () => [
      'Bring the other members back: run `diag k8s-health` on each of them, with --save, and `diag replay` all files together.',
      'Can the members reach each other on port 2380? Are their clocks equal?',
      '`etcdctl endpoint status --cluster -w table`',
      'Never --force-new-cluster while members can come back: it discards theirs.',
    ],
  },
);

export const etcdNospace = healthCode(
  104,
  'etcd-nospace',
  'critical',
  'The etcd database reached its quota and refuses writes; /readyz does not show it.',
  {
    title: (c) => `etcd on ${c.host} is out of space (${c.detail}): it refuses every write`,
    why: 'Reads work and /readyz stays ok, so the cluster looks healthy while nothing can be changed: pods, leases and status updates fail.',
    next: () => [
      'Compact, defragment each member, then disarm the alarm (the script does it in this order).',
      'Find out what filled it: `etcdctl get /registry --prefix --keys-only | cut -d/ -f3 | sort | uniq -c | sort -n | tail`',
      'Raise --quota-backend-bytes (up to 8 GiB) in the etcd manifest.',
    ],
  },
);

export const etcdCorrupt = healthCode(105, 'etcd-corrupt', 'critical', 'An etcd member found its data corrupt.', {
  title: (c) => `etcd on ${c.host} raised the alarm CORRUPT`,
  why: 'Its data differs from that of the other members, or its disk damaged it.',
  next: () => [
    'With healthy peers: `etcdctl member remove`, empty its data directory, `etcdctl member add`.',
    'Alone: restore the last snapshot.',
    '`etcdctl alarm list`; check the disk (smartctl, dmesg).',
  ],
});

export const etcdNotHealthy = healthCode(
  106,
  'etcd-not-healthy',
  'critical',
  'An etcd member says of itself that it is not healthy.',
  {
    title: (c) => `etcd on ${c.host} is not healthy: ${c.detail}`,
    next: (c) => [...checkLines(c), `Its log: \`${log}\``],
  },
);

export const etcdQuorumAtRisk = healthCode(
  107,
  'etcd-quorum-at-risk',
  'warning',
  'Some etcd members are down; one more would end the quorum.',
  {
    title: (c) => `etcd has quorum, but ${c.detail}`,
    why: 'The cluster still works. The next member that ends takes it down.',
    next: () => ['Bring the member back before any other maintenance: its own findings say what is wrong.'],
  },
);

export const etcdCodes = [
  etcdDown,
  etcdNoAnswer,
  etcdNoLeader,
  etcdNospace,
  etcdCorrupt,
  etcdNotHealthy,
  etcdQuorumAtRisk,
];
