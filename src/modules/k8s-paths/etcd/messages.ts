import type { Message } from '../error-text/message.ts';

const data = '/var/lib/etcd';
const manifest = '/etc/kubernetes/manifests/etcd.yaml';
const apiserver = '/etc/kubernetes/manifests/kube-apiserver.yaml';

const memberList =
  'on a member that works: `etcdctl member list -w table` (with its certificates); `etcdctl endpoint status --cluster -w table`';
const readd =
  'where the other members are healthy: `etcdctl member remove` with the id of this one, `etcdctl member add` it again, move its data directory away, start it with --initial-cluster-state=existing';

/** etcd's own words and those of its clients. */
export const etcdMessages: readonly Message[] = [
  {
    id: 'etcd-nospace',
    matches: /mvcc: database space exceeded|etcdserver: no space\b|alarm:\s?"?NOSPACE|ALARM NOSPACE/,
    kind: 'cause',
    name: 'etcd-nospace',
    inLogs: true,
    part: 'etcd',
    says: 'etcd has reached its quota (NOSPACE) and refuses every write. Defragmenting alone frees nothing that is still in use: compact first, then defragment, then disarm the alarm; never delete the database.',
    next: [
      'take a snapshot, then on each member: `etcdctl compact` to the current revision, `etcdctl defrag`; at the end `etcdctl alarm disarm`',
      'find what filled it (events, a controller in a loop) or raise --quota-backend-bytes, up to 8 GiB',
    ],
    where: [`${data}/member/snap/db`, manifest],
    samples: [
      'Error: etcdserver: mvcc: database space exceeded',
      'level=warning msg="Errors present on etcd cluster: memberID:13118187214589646828 alarm:NOSPACE "',
      '{"health":"false","reason":"ALARM NOSPACE"}',
    ],
    not: ['write /var/lib/etcd/member/wal/0.tmp: no space left on device'],
    source: 'etcd server/etcdserver/api/v3rpc/rpctypes/error.go, etcdhttp/health.go',
  },
  {
    id: 'etcd-raft-log-lost',
    matches: /(?:tocommit\(\d{1,20}\)|state\.commit \d{1,20}) is out of range \[/,
    kind: 'cause',
    name: 'etcd-corrupt',
    inLogs: true,
    part: 'etcd',
    says: 'This etcd member lacks entries of the raft log that it had acknowledged: its data were deleted, restored from elsewhere or cut off (a full disk, a power loss).',
    next: [readd, 'where no member is healthy: restore the last snapshot on all'],
    where: [`${data}/member`],
    samples: [
      'panic: tocommit(90) is out of range [lastIndex(12)]. Was the raft log corrupted, truncated, or lost?',
      'raft: 1a2b state.commit 90 is out of range [10, 12]',
    ],
    source: 'etcd raft/log.go, raft/raft.go',
  },
  {
    id: 'etcd-corrupt',
    matches:
      /alarm:\s?"?CORRUPT|ALARM CORRUPT|snapshot file doesn't exist|database snapshot file path.{0,100}not exist|failed to find \S{1,200}\.snap\.db|wal(?:pb)?: crc mismatch|(?:wal|etcd|snap).{0,200}crc mismatch|failed to recover v3 backend|failed to read WAL, cannot be repaired|page \d{1,12} already freed|page \d{1,12}: (?:multiple references|unreachable unfreed)|assertion failed: Page expected to be|freepages: failed to get all reachable pages|database file \S{1,200} corrupt|invalid freelist page|mvcc: cannot unmarshal|data-dir .{0,80} is corrupt|found data inconsistency with peers|failed to open WAL.{0,60}wal: file not found|wal: max entry size limit exceeded|wal: slice bounds out of range/,
    kind: 'cause',
    name: 'etcd-corrupt',
    inLogs: true,
    part: 'etcd',
    says: "etcd's data is damaged, as after a power loss or on a full or failing disk: where other members are healthy add this member anew, else restore the last snapshot.",
    next: [
      'keep a copy of the data directory before anything else',
      readd,
      'where no member is healthy: restore the last snapshot on all',
    ],
    where: [`${data}/member`],
    samples: [
      '{"level":"panic","ts":"2026-03-11T10:00:00Z","msg":"failed to recover v3 backend from snapshot","error":"failed to find database snapshot file (snap: snapshot file doesn\'t exist)"}',
      'panic: freepages: failed to get all reachable pages (page 5: multiple references)',
      'panic: page 17 already freed',
      'etcdserver: read wal error (walpb: crc mismatch) and cannot be repaired',
      '{"level":"fatal","caller":"etcdserver/storage.go:95","msg":"failed to open WAL","error":"wal: file not found"}',
    ],
    source: 'etcd server/storage, bbolt freelist.go and page.go',
  },
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
    id: 'etcd-endpoint-failed',
    matches: /Failed to get the status of endpoint (\S{3,300}) \((.{1,200})\)/,
    kind: 'state',
    part: 'etcd',
    says: 'etcd at $1 gives no status ($2): it does not run or is not reached, or it wants other certificates or https. While more than half of the members answer, the cluster works.',
    next: [
      'on that host: {etcd-log}',
      'the same with --cacert, --cert and --key of etcd, and with https:// in front of the address',
    ],
    samples: ['Failed to get the status of endpoint https://192.0.2.13:2379 (context deadline exceeded)'],
    source: 'etcd etcdctl/ctlv3/command/ep_command.go',
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
    id: 'etcd-learner-behind',
    matches: /can only promote a learner member which is in sync with leader/,
    kind: 'cause',
    confidence: 'possible',
    part: 'etcd',
    says: 'The member that joins etcd (a learner) still copies the data: it is promoted once it has caught up.',
    next: ['`etcdctl endpoint status --cluster -w table`: does its raft index come nearer to that of the leader?'],
    samples: ['etcdserver: can only promote a learner member which is in sync with leader'],
    source: 'etcd api/v3rpc/rpctypes/error.go, ErrLearnerNotReady',
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
    id: 'etcd-disk-full',
    matches:
      /(?:write|open|sync|fallocate|mkdir|rename) \S{0,200}(?:etcd|wal|snap)\S{0,200}: no space left on device|(?:etcd|wal|snap|member)\S{0,200}.{0,80}no space left on device|no space left on device.{0,80}(?:wal|snap|etcd)/,
    kind: 'cause',
    name: 'etcd-disk-full',
    inLogs: true,
    part: 'etcd',
    says: "The file system of etcd's data is full.",
    next: ["free space on the file system of etcd's data (logs, images); never delete files below member/"],
    where: [data],
    samples: ['write /var/lib/etcd/member/wal/0.tmp: no space left on device'],
    source: 'etcd client/pkg/fileutil',
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
  {
    id: 'etcd-restore-name',
    matches:
      /failed to update; member unknown|member count is unequal|couldn't find local name|unmatched member while checking PeerURLs|--initial-cluster (?:has|must include) \S{1,100}|error validating peerURLs|missing from the cluster.{0,40}initial-cluster/,
    kind: 'cause',
    name: 'etcd-restore-name',
    inLogs: true,
    part: 'etcd',
    says: "etcd was restored, or is started, without the member's own name and addresses: --name, --initial-cluster and --initial-advertise-peer-urls do not agree.",
    next: ['compare these three flags with `etcdctl member list`; for a restore give them to the restore too'],
    where: [manifest, data],
    samples: [
      'etcdmain: error verifying flags, couldn\'t find local name "cp1" in the initial cluster configuration',
      'etcdmain: error validating peerURLs {ClusterID:1 Members:[&{ID:2}]}: member count is unequal',
      '{"level":"warn","msg":"failed to update; member unknown"}',
    ],
    source: 'etcd server/embed/config.go, etcdserver/cluster_util.go',
  },
  {
    id: 'etcd-restore-nonempty',
    matches: /data-dir "?([^"\s]{1,200})"? (?:exists|not empty or could not be read)/,
    kind: 'cause',
    name: 'etcd-restore-nonempty',
    inLogs: true,
    part: 'etcd',
    says: 'The restore refuses to write into $1, which holds data: restore into a new directory.',
    next: ['restore into a new directory, then point the hostPath of etcd at it'],
    where: [data],
    samples: [
      'Error: data-dir "/var/lib/etcd" not empty or could not be read',
      'Error: data-dir "/var/lib/etcd" exists',
    ],
    source: 'etcd etcdutl/snapshot/v3_snapshot.go',
  },
  {
    id: 'etcd-snap-hash',
    matches: /snapshot missing hash|expected sha256 \[/,
    kind: 'cause',
    name: 'etcd-snap-hash',
    inLogs: true,
    part: 'etcd',
    says: 'The snapshot file has no valid hash: a copied database, or a damaged file.',
    next: ['--skip-hash-check only for a copied db file; else take another snapshot'],
    where: ['/var/backups'],
    samples: ['Error: snapshot missing hash but --skip-hash-check=false', 'Error: expected sha256 [1 2], got [3 4]'],
    source: 'etcd etcdutl/snapshot/v3_snapshot.go',
  },
  {
    id: 'etcdctl-restore-deprecated',
    matches: /Deprecated: Use `?etcdutl snapshot/,
    kind: 'well',
    says: 'etcdctl 3.5 warns that etcdutl will take its place, and does what it was asked to.',
    samples: ['Deprecated: Use `etcdutl snapshot restore` instead.'],
    source: 'etcd etcdctl/ctlv3/command/snapshot_command.go',
  },
  {
    id: 'etcdctl-restore-gone',
    matches:
      /unknown command "(?:restore|status)" for "etcdctl snapshot"|etcdctl snapshot <subcommand>|snapshot - Manages etcd node snapshots|unknown flag: --(?:name|data-dir|wal-dir|skip-hash-check|initial-(?:cluster|cluster-token|advertise-peer-urls))\b/,
    needs: { text: /etcdctl/ },
    kind: 'cause',
    name: 'etcdctl-restore-gone',
    part: 'kubectl',
    says: 'etcdctl no longer restores snapshots (removed in 3.6): etcdutl snapshot restore.',
    next: ['`etcdutl snapshot restore` with the file; etcdutl is in the image of etcd (3.5 and newer)'],
    where: ['/usr/bin/etcdctl'],
    samples: [
      'Error: unknown command "restore" for "etcdctl snapshot"',
      'etcdctl snapshot: Error: unknown flag: --data-dir',
    ],
    source: 'etcd CHANGELOG-3.6',
  },
  {
    id: 'etcd-no-leader',
    matches:
      /RAFT NO LEADER|etcdserver: no leader|etcd member \S{1,100} has no leader|no leader at term|\/health false; no leader/,
    kind: 'state',
    name: 'etcd-no-leader',
    inLogs: true,
    part: 'etcd',
    says: 'etcd has no leader: the quorum is lost (more than half of the members must be up and reach each other on 2380), or it is electing one.',
    next: [memberList, 'bring the other members back; {etcd-log}'],
    where: [manifest],
    samples: [
      'Error: etcdserver: no leader',
      '{"level":"warn","caller":"etcdhttp/health.go:92","msg":"serving /health false; no leader"}',
      '{"health":"false","reason":"RAFT NO LEADER"}',
      'client: etcd cluster is unavailable or misconfigured; error #0: client: etcd member http://192.0.2.1:2379 has no leader',
    ],
    not: ['Error from server: etcdserver: leader changed'],
    source: 'etcd rpctypes/error.go, raft/raft.go',
  },
  {
    id: 'etcd-peer-unreachable',
    matches:
      /health check for peer \S{1,60} could not connect: .{0,200}|failed to reach the peer ?URL|cannot get the version of member|the connection to peer \S{1,40} is unhealthy|prober detected unhealthy status|lost the TCP streaming connection with (?:remote )?peer|failed to (?:dial|heartbeat).{0,80}(?:stream|peer)|peer \S{1,40} became inactive|failed to dial \S{1,60} on stream|dial tcp \S{1,60}:2380: \S.{0,60}/,
    needs: { component: /^(?:etcd|k3s|rke2|rancher|.*etcd.*)$/ },
    kind: 'state',
    name: 'etcd-no-leader',
    part: 'etcd',
    says: 'etcd does not reach another member on its peer port: that host or its etcd is down, or 2380 is blocked in between. While more than half of the members see each other the cluster works; else the quorum is lost.',
    next: [
      'is etcd up on that member, and does its peer port answer from here (firewall, security group, route)?',
      memberList,
    ],
    where: [manifest],
    samples: [
      'health check for peer 76a752ea9233d534 could not connect: dial tcp 172.16.0.51:2380: i/o timeout',
      '{"level":"warn","caller":"rafthttp/probing_status.go:68","msg":"prober detected unhealthy status","error":"dial tcp 192.0.2.9:2380: connect: no route to host"}',
      'etcdserver: failed to reach the peerURL(http://192.0.2.1:2380) of member 1a2b (Get "http://192.0.2.1:2380/version": dial tcp 192.0.2.1:2380: connect: connection refused)',
    ],
    source: 'etcd server/etcdserver/api/rafthttp, etcdserver/cluster_util.go',
  },
  {
    id: 'etcd-peer-overloaded',
    matches:
      /failed to send out heartbeat on time|server is likely overloaded|slow fdatasync|sync duration of .{1,40}, expected less than|overloaded likely from slow disk|leader failed to send out heartbeat/,
    kind: 'cause',
    name: 'etcd-slow-disk',
    inLogs: true,
    part: 'etcd',
    says: 'etcd is too slow: its disk is slow or shared, or the machine is overloaded. Heartbeats come late, leaders change.',
    next: ["`iostat -x 1` on that node: what else writes to the disk of etcd's data? Give it a fast disk of its own"],
    where: [data],
    samples: [
      'wal: sync duration of 1.92179228s, expected less than 1s',
      '{"level":"warn","msg":"leader failed to send out heartbeat on time; took too long, leader is overloaded likely from slow disk"}',
      '{"level":"warn","caller":"wal/wal.go:802","msg":"slow fdatasync","took":"2.1s","expected-duration":"1s"}',
    ],
    source: 'etcd server/storage/wal/wal.go, etcdserver/raft.go',
  },
  {
    id: 'etcd-clock-skew',
    matches: /the clock difference against peer (\S{1,40}) is too high \[(\S{1,40}) >/,
    kind: 'retried',
    part: 'etcd',
    says: 'The clock of etcd member $1 differs by $2 from this one: leases and certificates suffer. Synchronize the clocks.',
    next: ['on both hosts: `timedatectl`, `chronyc tracking`'],
    samples: ['the clock difference against peer 361f5805326a5a9a is too high [1m0.155650202s > 1s]'],
    source: 'etcd server/etcdserver/api/rafthttp/probing_status.go',
  },
  {
    id: 'etcd-read-slow',
    matches:
      /read-only range request .{1,400} took too long|apply (?:entries|request) took too long|apply-request-took-too-long/,
    kind: 'retried',
    name: 'etcd-slow-disk',
    part: 'etcd',
    says: 'Requests to etcd take too long: a slow or shared disk, an overloaded machine, a huge list, or a slow network between members.',
    next: ['{etcd-log}: do "slow fdatasync" or "failed to send out heartbeat" stand there too? Then it is the disk'],
    where: [data],
    samples: [
      'read-only range request "key:\\"/registry/pods/\\" " with result "range_response_count:0 size:5" took too long (1.2s) to execute',
      '{"level":"warn","msg":"apply request took too long","took":"318ms","expected-duration":"100ms"}',
    ],
    source: 'etcd server/etcdserver/util.go, v3_server.go',
  },
  {
    id: 'etcd-write-slow',
    matches:
      /Trace\[\d+\].{0,200}(?:About to (?:store|write) object|Object stored|Transaction committed)|\[([\d.]+)s\] (?:\[[\d.]+s\] )?(?:About to store object|Object stored) in database/,
    kind: 'retried',
    name: 'etcd-slow-disk',
    part: 'etcd',
    says: 'The apiserver waits seconds for a write to etcd: storage latency. Look at the disk of etcd.',
    next: ['`iostat -x 1` on the node of etcd: what else writes to its disk?'],
    where: [data],
    samples: ['Trace[1771021]: [2.1s] [2.0s] Object stored in database'],
    source: 'kubernetes apiserver pkg/endpoints/handlers, storage/etcd3',
  },
  {
    id: 'etcd-perm',
    matches:
      /directory \\?"(\S{1,150}?)\\?" exist, but the permission is|open \S{1,200}\/(?:wal|snap|member)\S{0,80}: permission denied|cannot access data directory/,
    kind: 'cause',
    name: 'etcd-perm',
    part: 'etcd',
    says: "etcd's data directory has the wrong mode or owner.",
    next: [
      'give the directory to the user etcd runs as and set its mode to 700; SELinux: `ausearch -m avc -ts recent`',
    ],
    where: [data],
    samples: [
      'check file permission: directory "/var/lib/etcd" exist, but the permission is "drwxr-xr-x". The recommended permission is "-rwx------"',
      'open /var/lib/etcd/member/wal: permission denied',
    ],
    source: 'etcd client/pkg/fileutil',
  },
  {
    id: 'etcd-peer-san',
    matches:
      /rejected connection.{0,500}tls: \\?"([\w.:-]{1,100})\\?" does not match any of (?:DNSNames|IPAddresses|DNS|IP)/,
    kind: 'cause',
    part: 'etcd',
    says: 'etcd refuses a peer that comes from $1: the peer certificate it shows does not hold that address (the address of the host changed, NAT is in between, or the certificate was made for another).',
    next: [
      'on that member: `openssl x509 -in /etc/kubernetes/pki/etcd/peer.crt -noout -ext subjectAltName`; issue it with that address as SAN, by the CA of etcd, and restart that etcd',
    ],
    where: ['/etc/kubernetes/pki/etcd/peer.crt'],
    samples: [
      '{"level":"warn","caller":"embed/config_logging.go:169","msg":"rejected connection","remote-addr":"10.0.0.12:51234","ip-addresses":["10.0.0.11"],"dns-names":["cp2"],"error":"tls: \\"10.0.0.12\\" does not match any of DNSNames [\\"cp2\\"]"}',
    ],
    source: 'etcd client/pkg/transport/listener_tls.go',
  },
  {
    id: 'etcd-rejected-client',
    matches: /rejected connection.{0,500}(?:remote error: tls|tls: bad certificate|tls: failed to verify|x509: )/,
    kind: 'state',
    name: 'etcd-apiserver-ca-mix',
    part: 'etcd',
    says: 'etcd refuses a client or peer, or is refused by it: the certificate of one side is not of the CA the other side trusts, or has expired.',
    next: [
      "which address is in remote-addr? From this very host it is the apiserver or a probe: its --etcd-cafile and client certificate must be of etcd's own CA",
      'where it began after a year: look at the end dates of the certificates of etcd and of its clients',
    ],
    where: [apiserver, manifest, '/etc/kubernetes/pki/etcd'],
    samples: [
      '{"level":"warn","caller":"embed/config_logging.go:1","msg":"rejected connection","remote-addr":"192.0.2.1:5","error":"remote error: tls: bad certificate"}',
      'embed: rejected connection from "192.0.2.1:5" (error "tls: failed to verify client\'s certificate: x509: certificate signed by unknown authority", ServerName "")',
    ],
    not: ['embed: rejected connection from "192.0.2.1:5" (error "EOF", ServerName "")'],
    source: 'etcd server/embed/config_logging.go',
  },
  {
    id: 'etcd-port-scan',
    matches:
      /rejected connection.{0,300}(?:"error":"EOF"|error "EOF"|first record does not look like a TLS handshake|i\/o timeout|connection reset by peer)/,
    kind: 'harmless',
    says: 'Harmless: something opened a connection to etcd and closed it without TLS, as a TCP health check of a load balancer or a monitoring system does.',
    samples: [
      'embed: rejected connection from "192.0.2.1:5" (error "EOF", ServerName "")',
      '{"level":"warn","msg":"rejected connection","remote-addr":"127.0.0.1:5","server-name":"","error":"EOF"}',
    ],
    source: 'etcd server/embed/config_logging.go',
  },
  {
    id: 'etcd-rke-health',
    matches:
      /failed to check etcd health: failed to get \/health for host \[([^\]]{1,120})\]: .{0,200}?(remote error: tls: bad certificate|x509: .{1,160}|connection refused|i\/o timeout|no route to host|EOF)/,
    kind: 'cause',
    part: 'etcd',
    says: (met) => {
      const reason = met.groups[2] ?? '';
      const why = /tls|x509/.test(reason)
        ? 'the certificate of one side is not of the CA the other trusts (certificates left over of an earlier cluster on that host, or another state file), or a clock is wrong'
        : 'it does not run there or its port is blocked in between';
      return `RKE gets no healthy answer from etcd on ${met.groups[1] ?? ''} (${reason}): ${why}.`;
    },
    next: [
      'on that host: `docker ps -a --filter name=etcd` and `docker logs --tail 50 etcd`; compare the certificates in /etc/kubernetes/ssl with those of the state file, and the clocks',
    ],
    samples: [
      '[etcd] host [192.0.2.7] failed to check etcd health: failed to get /health for host [192.0.2.7]: Get "https://192.0.2.7:2379/health": remote error: tls: bad certificate',
    ],
    source: 'rancher/rke services/etcd.go',
  },
  {
    id: 'etcd-refused',
    matches:
      /dial tcp (\S{1,80}:(?:2379|2381|4001|12379)): (?:connect|getsockopt): connection refused.{0,300}|(?:etcd|clientv3).{0,600}?dial tcp (\S{1,80}?): (?:connect|getsockopt): connection refused|(?:etcd|clientv3).{0,600}connection refused/,
    kind: 'retried',
    name: 'manifest-etcd-url',
    part: 'etcd',
    says: 'Nothing listens at $1$2 where etcd is expected: etcd does not run (its own log says why), or --etcd-servers names the wrong address.',
    next: ['{etcd-log}'],
    where: [apiserver, manifest],
    samples: [
      'grpc: addrConn.createTransport failed to connect to {https://127.0.0.1:4001  <nil> 0 <nil>}. Err :connection error: desc = "transport: Error while dialing dial tcp 127.0.0.1:4001: connect: connection refused". Reconnecting...',
      '[core] grpc: addrConn.createTransport failed to connect to {Addr: "127.0.0.1:2379"}. Err: connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:2379: connect: connection refused"',
      '{"level":"warn","logger":"etcd-client","msg":"retrying of unary invoker failed","target":"etcd-endpoints://0x1/127.0.0.1:2379","error":"rpc error: code = DeadlineExceeded desc = latest balancer error: last connection error: connection error: desc = \\"transport: Error while dialing dial tcp 127.0.0.1:2379: connect: connection refused\\""}',
    ],
    yieldsTo:
      /^etcd-(?:rejected|client-tls|rke|no-leader|peer|nospace|corrupt|raft|member|not-enough|disk|cluster|restore|perm)|^talos-/,
    not: ['Error while dialing: dial tcp 192.0.2.5:2379: connect: no route to host'],
    source: 'google.golang.org/grpc clientconn.go, etcd client/v3',
  },
  {
    id: 'etcd-refused-grpc',
    matches: /grpc: addrConn.{0,600}?dial tcp (\S{1,80}?): (?:connect|getsockopt): connection refused/,
    // Any program may speak gRPC; the apiserver speaks it with etcd.
    needs: { component: /^kube-apiserver$/, text: /etcd|kube-?apiserver|k8s\.io\/apiserver|storage_factory/ },
    kind: 'retried',
    name: 'manifest-etcd-url',
    part: 'etcd',
    says: 'The apiserver finds nothing that listens at $1, where it expects etcd: etcd does not run (its own log says why), or --etcd-servers names the wrong address.',
    next: ['{etcd-log}'],
    where: [apiserver, manifest],
    yieldsTo:
      /^etcd-(?:rejected|client-tls|rke|no-leader|peer|nospace|corrupt|raft|member|not-enough|disk|cluster|restore|perm)|^talos-/,
    samples: [
      'kube-apiserver: [core] grpc: addrConn.createTransport failed to connect to {Addr: "127.0.0.1:23000"}. Err: connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:23000: connect: connection refused"',
    ],
    not: [
      '[core] grpc: addrConn.createTransport failed to connect to {Addr: "collector.tracing:14250"}. Err: connection error: desc = "transport: Error while dialing: dial tcp 10.96.3.3:14250: connect: connection refused"',
    ],
    source: 'google.golang.org/grpc clientconn.go',
  },
  {
    id: 'etcd-unreachable',
    matches:
      /dial tcp (\S{1,80}:(?:2379|4001|12379)): (?:(?:connect|getsockopt): (no route to host|network is unreachable|connection timed out)|(i\/o timeout))/,
    kind: 'retried',
    part: 'etcd',
    says: 'etcd is not reached at $1 ($2$3): its host is down, the address is another, or a firewall or a route is in between.',
    next: ['on the host of the line, as root: `diag net-path $1`', '`ping` that host; does etcd run there?'],
    where: [apiserver],
    samples: [
      'grpc: addrConn.createTransport failed to connect to {Addr: "192.0.2.5:2379"}. Err: connection error: desc = "transport: Error while dialing dial tcp 192.0.2.5:2379: connect: no route to host"',
      'transport: Error while dialing: dial tcp 192.0.2.5:2379: i/o timeout',
    ],
    yieldsTo:
      /^etcd-(?:rejected|client-tls|rke|no-leader|peer|nospace|corrupt|raft|member|not-enough|disk|cluster|restore|perm)|^talos-/,
    source: 'Go net.OpError, google.golang.org/grpc clientconn.go',
  },
  {
    id: 'etcd-client-tls',
    matches:
      /(?:etcd|:2379|addrConn|clientv3|storage).{0,400}authentication handshake failed: .{0,40}(?:x509: certificate signed by unknown authority|tls: bad certificate|remote error)|transport: authentication handshake failed: .{0,40}(?:x509: certificate signed by unknown authority|remote error: tls: bad certificate)/,
    // Any client of gRPC says so of any server.
    needs: {
      text: /^(?![\s\S]{0,20000}talosctl|error executing bootstrap)(?=[\s\S]{0,100000}(?:etcd|:2379|kube-?apiserver))/,
    },
    kind: 'cause',
    name: 'etcd-apiserver-ca-mix',
    part: 'kube-apiserver',
    says: "The TLS handshake with etcd failed: --etcd-cafile, or the client certificate, is not of etcd's own CA.",
    next: ["set --etcd-cafile to etcd's CA, and --etcd-certfile and --etcd-keyfile to the pair apiserver-etcd-client"],
    where: [apiserver, '/etc/kubernetes/pki/etcd/ca.crt'],
    samples: [
      'grpc: addrConn.createTransport etcd transport: Error: connection error: desc = "transport: authentication handshake failed: x509: certificate signed by unknown authority"',
    ],
    not: [
      'error executing bootstrap: rpc error: code = Unavailable desc = connection error: desc = "transport: authentication handshake failed: context deadline exceeded"',
    ],
    source: 'google.golang.org/grpc, Go crypto/x509',
  },
  {
    id: 'etcd-not-connected',
    matches: /etcd client connection not yet established/,
    kind: 'state',
    name: 'manifest-etcd-url',
    part: 'etcd',
    says: 'The apiserver has no connection to etcd yet; all hooks that fail with it are consequences. Is etcd up, and does --etcd-servers fit?',
    next: ['{etcd-log}'],
    where: [apiserver, manifest],
    samples: ['[-]etcd failed: etcd client connection not yet established'],
    yieldsTo:
      /^etcd-(?:rejected|client-tls|rke|no-leader|peer|nospace|corrupt|raft|member|not-enough|disk|cluster|restore|perm)|^talos-/,
    source: 'kubernetes apiserver pkg/storage/storagebackend/factory/etcd3.go',
  },
  {
    id: 'etcd-member-address',
    matches:
      /this server is (?:a not|not) an? member of the etcd cluster\. Found \[(.{0,2000}?)\], expect: ([^=\s]{1,260})=(\S{3,60})|this server is (?:a not|not) an? member of the etcd cluster/,
    kind: 'cause',
    part: 'etcd',
    says: ({ groups: [, found = '', name = '', address = ''] }) =>
      name !== '' && found.includes(`${name}=`)
        ? `etcd knows this server under another address than the one it has now (${address.replace(/"$/, '')}): its address changed (DHCP, a restarted VM or container), or it took another interface.`
        : 'This server is not a member of the etcd cluster any more: it was removed from it, or its name or data are those of another.',
    next: [
      'the address changed: give it the old one back, or set node-ip (`/etc/rancher/*/config.yaml`) to the interface of the cluster',
      'other servers work: remove the old member (delete its node), move its server/db/etcd away and let it join anew; it is the only one: `k3s server --cluster-reset` (rke2 the same) keeps its data. First a copy of /var/lib/rancher',
    ],
    samples: [
      'level=info msg="Failed to test data store connection: this server is a not a member of the etcd cluster. Found [srv-1-5d1c=https://192.0.2.3:2380 srv-0-09ac=https://192.0.2.2:2380], expect: srv-1-5d1c=192.0.2.5"',
    ],
    source: 'k3s pkg/etcd/etcd.go',
  },
  {
    id: 'etcd-unavailable',
    matches:
      /etcd cluster is unavailable or misconfigured|error creating (?:leases|storage factory): |Unable to create storage backend|etcdserver: not capable|Failed to test (?:data store|etcd) connection|failed to report and disarm etcd alarms|could not connect to the etcd/i,
    kind: 'state',
    name: 'manifest-etcd-url',
    part: 'etcd',
    says: 'No member of etcd answered its client, mostly the apiserver: etcd does not run, has no quorum, or the addresses are wrong.',
    next: ['{etcd-log}'],
    where: [manifest, apiserver],
    samples: [
      'Error creating leases: error creating storage factory: context deadline exceeded',
      'client: etcd cluster is unavailable or misconfigured',
      'level=info msg="Failed to test data store connection: failed to report and disarm etcd alarms: etcd alarm list failed: context deadline exceeded"',
    ],
    yieldsTo:
      /^etcd-(?:rejected|client-tls|rke|no-leader|peer|nospace|corrupt|raft|member|not-enough|disk|cluster|restore|perm)|^talos-/,
    source: 'kubernetes cmd/kube-apiserver/app/server.go, etcd client/v2, k3s pkg/etcd',
  },
  {
    id: 'etcd-member-unhealthy',
    matches: /^\s*(\S{3,160}) is unhealthy: (failed to .{1,300})/,
    // What answers for another member cannot be the way there or the certificates of the client.
    needs: { text: / is healthy: / },
    kind: 'state',
    part: 'etcd',
    says: 'The etcd member at $1 does not answer as it should, while others do: $2',
    next: ['on that host: {etcd-log}', memberList],
    where: [manifest, data],
    samples: [
      'https://192.0.2.12:2379 is unhealthy: failed to commit proposal: context deadline exceeded; https://192.0.2.13:2379 is healthy: successfully committed proposal',
    ],
    not: ['https://192.0.2.12:2379 is healthy: successfully committed proposal: took = 2ms'],
    source: 'etcd etcdctl/ctlv3/command/ep_command.go',
  },
  {
    id: 'etcd-some-unhealthy',
    matches: /^\s*Error: unhealthy cluster/,
    kind: 'state',
    catchAll: true,
    part: 'etcd',
    confidence: 'possible',
    says: 'A member that etcdctl asked is not healthy, or was not reached with these certificates; the lines before say which.',
    next: [memberList],
    samples: ['Error: unhealthy cluster'],
    yieldsTo: /./,
    source: 'etcd etcdctl/ctlv3/command/ep_command.go',
  },
  {
    id: 'etcd-timeout',
    matches:
      /retrying of unary invoker failed.{0,600}(?:DeadlineExceeded|Unavailable|request timed out)|error getting data from etcd: context deadline exceeded|Observed a panic: context deadline exceeded|etcdserver: request timed out|^Error: context deadline exceeded|is unhealthy: failed to commit proposal|etcd alarm list failed|etcdserver: too many requests|timed out waiting for read index response|waiting for ReadIndex response took too long/,
    needs: { text: /etcd|clientv3\/retry_interceptor\.go|k8s\.io\/apiserver\//i },
    kind: 'retried',
    part: 'etcd',
    confidence: 'possible',
    says: 'Requests to etcd time out (deadline exceeded): etcd does not answer, has no quorum, is not reachable, or is far too slow.',
    next: ['{etcd-log}', memberList],
    where: [manifest, apiserver, data],
    samples: [
      'Error from server: etcdserver: request timed out',
      'internal server error: error getting data from etcd: context deadline exceeded',
      'etcdserver: timed out waiting for read index response (local node might have slow network)',
      'https://127.0.0.1:2379 is unhealthy: failed to commit proposal: context deadline exceeded (etcdctl)',
    ],
    yieldsTo:
      /^etcd-(?:rejected|client-tls|rke|no-leader|peer|nospace|corrupt|raft|member|not-enough|disk|cluster|restore|perm)|^talos-/,
    source: 'etcd rpctypes/error.go, client/v3/retry_interceptor.go, apiserver storage/etcd3/healthcheck',
  },
  {
    id: 'etcd-elections',
    matches:
      /etcdserver: leader changed|raft(?:\.node)?: [0-9a-f]{4,16} lost leader|is starting a new election at term|received a MsgVote message with higher term|has received \d{1,3} \w{0,10} ?votes and \d{1,3} vote rejections|received vote rejection from [0-9a-f]{4,16}|received MsgVoteResp rejection from [0-9a-f]{4,16}|became candidate at term|ignored a Msg\w{2,20} message with lower term/,
    kind: 'retried',
    name: 'etcd-no-leader',
    part: 'etcd',
    says: 'Members of etcd elect a leader: one did not hear from the leader in time. Once is no fault; again and again it is a slow disk, an overloaded host, or a bad network between the members.',
    next: [
      memberList,
      '{etcd-log}: what stands before the elections ("slow fdatasync", "failed to send out heartbeat", lost connections to a peer)',
    ],
    samples: [
      '91d25258d70ad868 [term: 12250] received a MsgVote message with higher term from 134af6e5d3e35861 [term: 12251]',
      '91d25258d70ad868 [q:2] has received 1 votes and 2 vote rejections',
      '91d25258d70ad868 became candidate at term 7',
      '91d25258d70ad868 is starting a new election at term 7',
      'raft.node: 91d25258d70ad868 lost leader 134af6e5d3e35861 at term 12251',
      'Error from server: etcdserver: leader changed',
    ],
    source: 'etcd raft/raft.go',
  },
  {
    // Of one member; what another one said before is not over.
    id: 'etcd-member-healthy',
    matches: /is healthy: successfully committed|"health":\s?"?true/,
    kind: 'well',
    part: 'etcd',
    says: 'That member of etcd answers, and it has a leader.',
    samples: [
      'https://127.0.0.1:2379 is healthy: successfully committed proposal: took = 2ms',
      '{"health":"true","reason":""}',
    ],
    source: 'etcd server/etcdserver/api/etcdhttp/health.go, etcdctl/ctlv3/command/ep_command.go',
  },
  {
    id: 'etcd-leader-elected',
    matches:
      /elected leader [0-9a-f]{4,16} at term|ready to serve client requests|serving client (?:requests|traffic)|\/health OK \(status code 200\)/,
    kind: 'well',
    part: 'etcd',
    ends: ['etcd'],
    says: 'etcd answers and has a leader.',
    samples: ['raft.node: 597a4ac774716ff7 elected leader 597a4ac774716ff7 at term 3'],
    source: 'etcd raft/node.go, server/embed/serve.go, etcdhttp/health.go',
  },
];
