import type { Meaning } from './meaning.ts';

const data = '/var/lib/etcd';
const manifest = '/etc/kubernetes/manifests/etcd.yaml';
const apiserver = '/etc/kubernetes/manifests/kube-apiserver.yaml';

/** etcd's own words and its clients'. Sources: etcd server and client/v3, apiserver storage/etcd3. */
export const etcdMeanings: readonly Meaning[] = [
  {
    pattern: /mvcc: database space exceeded|etcdserver: no space|alarm:NOSPACE|ALARM NOSPACE/,
    says: 'etcd has reached its quota (NOSPACE) and refuses every write. Back up, compact, defragment, disarm the alarm; never delete the database.',
    name: 'etcd-nospace',
    where: [`${data}/member/snap/db`, manifest],
  },
  {
    pattern:
      /alarm:CORRUPT|ALARM CORRUPT|snapshot file doesn't exist|failed to find \S{1,200}\.snap\.db|crc mismatch|failed to recover v3 backend|failed to read WAL, cannot be repaired|page \d{1,12} already freed|page \d{1,12}: (?:multiple references|unreachable unfreed)|assertion failed: Page expected to be|freepages: failed to get all reachable pages/,
    says: "etcd's data is damaged: add the member anew where peers are healthy, else restore the last snapshot.",
    name: 'etcd-corrupt',
    where: [`${data}/member`],
  },
  {
    pattern: /(?:tocommit\(\d{1,20}\)|state\.commit \d{1,20}) is out of range \[/,
    says: 'This etcd member lacks entries of the raft log that it had acknowledged: its data were deleted, restored from elsewhere or cut off (a full disk). Where the other members are healthy, remove it from the cluster and add it anew with an empty data directory; else restore the last snapshot.',
    name: 'etcd-corrupt',
    where: [`${data}/member`],
  },
  {
    pattern:
      /the member has been permanently removed from the cluster|rejected the stream from peer \S{1,40} since it was removed/,
    says: 'This etcd member was removed from the cluster and was started again with its old data: add it anew (etcdctl member add) with an empty data directory and --initial-cluster-state=existing, or leave it off.',
    where: [manifest, data],
  },
  {
    pattern: /member (\S{1,40}) has already been bootstrapped/,
    says: 'The cluster knows etcd member $1 already, and its data directory is empty: the data were lost or the path is another one. Give it back its data, or remove the member, add it anew and start it with --initial-cluster-state=existing.',
    where: [manifest, data],
  },
  {
    pattern: /(?:write|open|sync|fallocate) \S{0,200}(?:etcd|wal|snap)\S{0,200}: no space left on device/,
    says: "The file system of etcd's data is full.",
    name: 'etcd-disk-full',
    where: [data],
  },
  {
    pattern: /cluster ID mismatch|cluster-id mismatch/,
    says: 'The etcd members belong to different clusters: one was restored or started alone.',
    name: 'etcd-cluster-id',
    where: [manifest, data],
  },
  {
    pattern: /failed to update; member unknown|member count is unequal|couldn't find local name/,
    says: "etcd was restored, or is started, without the member's own name and addresses.",
    name: 'etcd-restore-name',
    where: [manifest, data],
  },
  {
    pattern: /data-dir "?([^"\s]{1,200})"? (?:exists|not empty or could not be read)/,
    says: 'The restore refuses to write into $1, which holds data: restore into a new directory.',
    name: 'etcd-restore-nonempty',
    where: [data],
  },
  {
    pattern: /snapshot missing hash|expected sha256 \[/,
    says: 'The snapshot file has no valid hash: a copied database, or a damaged file.',
    name: 'etcd-snap-hash',
    where: ['/var/backups'],
  },
  {
    pattern:
      /RAFT NO LEADER|etcdserver: no leader|etcd member \S{1,100} has no leader|no leader at term|etcdserver: leader changed/,
    says: 'etcd has no leader: the quorum is lost or moving.',
    name: 'etcd-no-leader',
    where: [manifest],
  },
  {
    pattern:
      /failed to send out heartbeat on time|server is likely overloaded|slow fdatasync|sync duration of .{1,40}, expected less than|read-only range request .{1,400} took too long|apply (?:entries|request) took too long|timed out waiting for read index response|overloaded likely from slow disk/,
    says: 'etcd is too slow: its disk is slow or shared, or the machine is overloaded. Heartbeats come late, leaders change.',
    name: 'etcd-slow-disk',
    where: [data],
  },
  {
    pattern:
      /Trace\[\d+\].{0,200}(?:About to (?:store|write) object|Object stored|Transaction committed)|\[([\d.]+)s\] (?:\[[\d.]+s\] )?(?:About to store object|Object stored) in database/,
    says: 'The apiserver waits seconds for a write to etcd: storage latency. Look at the disk of etcd.',
    name: 'etcd-slow-disk',
    where: [data],
  },
  {
    pattern: /directory \\?"(\S{1,150}?)\\?" exist, but the permission is|open \S{1,200}\/wal: permission denied/,
    says: "etcd's data directory has the wrong mode or owner.",
    name: 'etcd-perm',
    where: [data],
  },
  {
    pattern: /Deprecated: Use `etcdutl snapshot/,
    says: 'etcdctl 3.5 warns that etcdutl will take its place, and does what it was asked to.',
    kind: 'normal',
  },
  {
    pattern:
      /etcdctl.{0,40}snapshot restore|unknown command "(?:restore|status)" for "etcdctl snapshot"|etcdctl snapshot <subcommand>|snapshot - Manages etcd node snapshots|unknown flag: --(?:name|data-dir|wal-dir|skip-hash-check|initial-(?:cluster|cluster-token|advertise-peer-urls))\b/,
    says: 'etcdctl no longer restores snapshots (removed in 3.6): etcdutl snapshot restore.',
    name: 'etcdctl-restore-gone',
    where: ['/usr/bin/etcdctl'],
  },
  {
    pattern: /rejected connection.{0,500}(?:remote error: tls|tls: bad certificate|tls: failed to verify|x509: )/,
    says: 'etcd refuses a client or peer: the certificate it shows is not of the CA the other side trusts.',
    name: 'etcd-apiserver-ca-mix',
    where: [apiserver, manifest, '/etc/kubernetes/pki/etcd'],
  },
  {
    pattern:
      /dial tcp \S{1,80}:(?:2379|2380|\d{4,5}): connect: connection refused.{0,300}(?:etcd|clientv3|storage)|(?:etcd|clientv3|grpc: addrConn).{0,400}connect: connection refused/,
    says: 'Nothing listens where etcd is expected: etcd does not run, or --etcd-servers names the wrong address.',
    name: 'manifest-etcd-url',
    where: [apiserver, manifest],
    kind: 'transient',
  },
  {
    pattern: /etcd client connection not yet established/,
    says: 'The apiserver has no connection to etcd yet; all hooks that fail with it are consequences. Is etcd up, and does --etcd-servers fit?',
    name: 'manifest-etcd-url',
    where: [apiserver, manifest],
  },
  {
    pattern:
      /etcd cluster is unavailable or misconfigured|error creating (?:leases|storage factory): |Unable to create storage backend/,
    says: 'No member of etcd answered its client, mostly the apiserver: etcd does not run, has no quorum, or the addresses are wrong.',
    name: 'manifest-etcd-url',
    where: [manifest, apiserver],
  },
  {
    pattern:
      /failed to reach the peer ?URL|cannot get the version of member|the connection to peer \S{1,40} is unhealthy|prober detected unhealthy status/,
    says: 'etcd does not reach another member: that host or its etcd is down, or port 2380 is blocked. While more than half of the members are up the cluster works.',
    confidence: 'possible',
    where: [manifest],
  },
  {
    pattern:
      /retrying of unary invoker failed.{0,600}DeadlineExceeded|error getting data from etcd: context deadline exceeded|Observed a panic: context deadline exceeded|etcdserver: request timed out|^Error: context deadline exceeded/,
    says: 'Requests to etcd time out (deadline exceeded): etcd does not answer, is not reachable, or is far too slow.',
    name: 'etcd-slow-disk',
    where: [manifest, apiserver, data],
  },
  {
    pattern: /cannot assign requested address/,
    says: 'A component is to listen on an address this host does not have: the node got another one.',
    name: 'manifest-advertise-ip-gone',
    where: ['/etc/kubernetes/manifests'],
  },
  {
    pattern: /bind: address already in use|listen tcp (\S{1,60}): bind: address already/,
    says: 'The port is taken by another process, or a second copy of the component.',
    name: 'manifest-port-conflict',
    where: ['/etc/kubernetes/manifests'],
  },
  {
    pattern: /invalid bearer token|square\/go-jose: error in cryptographic primitive/,
    says: 'A service account token is not signed with the key the apiserver verifies with.',
    name: 'manifest-sa-key-mismatch',
    where: ['/etc/kubernetes/pki/sa.pub', '/etc/kubernetes/pki/sa.key'],
  },
];
