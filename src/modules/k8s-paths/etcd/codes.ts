import { shellWord } from '../../../core/quote.ts';
import { listed } from '../../../core/wording.ts';
import { at, type Facts, pathCode } from '../path-code.ts';

/** etcd: section E of the catalog. */
export const etcdCodes = [
  pathCode(191, 'etcd-nospace', 'critical', 'The etcd database has reached its quota.', {
    title: (f: Facts<'actual' | 'expected'>) =>
      `${f.file} has reached the quota (${f.actual} of ${f.expected}): etcd refuses every write`,
    next: () => [
      'compact, defragment each member, etcdctl alarm disarm, raise --quota-backend-bytes; never delete the database',
    ],
  }),
  pathCode(192, 'etcd-db-near-quota', 'warning', 'The etcd database is close to its quota.', {
    title: (f: Facts<'actual' | 'expected'>) => `${f.file} is ${f.actual} of a quota of ${f.expected}`,
    next: () => [
      '`etcdctl endpoint status -w table` (DB SIZE against IN USE), compact and defragment; look for what writes so much (`kubectl get --raw /metrics | grep apiserver_storage_objects`).',
    ],
  }),
  pathCode(193, 'etcd-corrupt', 'critical', 'The data directory of etcd is damaged.', {
    title: (f: Facts<'actual'>) => `${f.file}: ${f.actual}`,
    next: () => ['with healthy peers: remove the member and add it again; alone: restore the last snapshot'],
  }),
  pathCode(194, 'etcd-no-leader', 'critical', 'The etcd cluster has lost its quorum.', {
    title: (f: Facts<'actual'>) => `etcd has no leader: ${f.actual}`,
    next: () => ['bring the other members back; --force-new-cluster is the very last resort'],
  }),
  pathCode(195, 'etcd-slow-disk', 'warning', 'The disk of etcd is too slow.', {
    title: (f: Facts<'actual'>) => `etcd waits for its disk: ${f.actual}`,
    next: () => ['put /var/lib/etcd on a faster disk of its own; look for what else writes there (iostat -x 1)'],
  }),
  pathCode(196, 'etcd-perm', 'critical', 'The data directory of etcd has a mode or owner it should not have.', {
    title: (f: Facts<'actual' | 'expected'>) => `${f.file} has ${f.actual}, expected ${f.expected}`,
    next: (f) => [
      `\`chmod 700 ${shellWord(f.file)}; find ${shellWord(f.file)} -xdev -type f -links +1 -ls\` shows files that have a second name elsewhere; where there is none: \`chown -hR root:root ${shellWord(f.file)}\``,
    ],
  }),
  pathCode(197, 'etcd-disk-full', 'critical', "The file system of etcd's data is full.", {
    title: (f: Facts<'actual'>) => `${f.file} has ${f.actual} left: etcd cannot write`,
    next: () => [
      'Free space on the file system of /var/lib/etcd: `journalctl --vacuum-size=500M`, `crictl rmi --prune`. Never delete files of /var/lib/etcd/member.',
    ],
  }),
  pathCode(198, 'etcd-datadir-mismatch', 'critical', 'For etcd, --data-dir, mount and hostPath do not agree.', {
    title: (f: Facts<'actual' | 'expected'>) => `${at(f)}: --data-dir ${f.actual} is ${f.expected}`,
    why: 'etcd then writes into the container layer or an empty directory: the cluster looks empty.',
    next: () => ['Leave `--data-dir` and mountPath at /var/lib/etcd and change the hostPath only.'],
  }),
  pathCode(
    199,
    'etcd-restore-nonempty',
    'critical',
    'A snapshot was to be restored into a directory that holds data.',
    {
      title: (f) => `The restore into ${f.file} was refused: the directory is not empty`,
      next: () => ['restore into a new directory, then point the hostPath at it'],
    },
  ),
  pathCode(200, 'etcd-restore-name', 'critical', "A snapshot was restored without the member's own name and URLs.", {
    title: (f: Facts<'actual'>) => `${f.file}: ${f.actual}`,
    next: () => ['restore again with --name, --initial-cluster and --initial-advertise-peer-urls of the manifest'],
  }),
  pathCode(201, 'etcd-cluster-id', 'critical', 'The etcd members belong to different clusters.', {
    title: (f: Facts<'actual'>) => `etcd refuses its peers: ${f.actual}`,
    next: () => ['restore every member from the same snapshot file'],
  }),
  pathCode(202, 'etcd-snap-hash', 'critical', 'A snapshot file has no valid hash.', {
    title: (f: Facts<'actual'>) => `${f.file}: ${f.actual}`,
    next: () => ['--skip-hash-check only for a copied db file; else take another snapshot'],
  }),
  pathCode(203, 'etcdctl-restore-gone', 'warning', 'This etcdctl cannot restore snapshots.', {
    title: (f: Facts<'actual'>) => `${f.actual}: etcdctl 3.6 has no snapshot restore; use etcdutl`,
    next: () => [
      'Use `etcdutl snapshot restore FILE …` (3.5 and newer). It is in the etcd image: `crictl exec`, or from the release archive.',
    ],
  }),
  pathCode(204, 'etcd-no-backup', 'info', 'No etcd snapshot of the last day was found on this host.', {
    title: (f: Facts<'items'>) => `No etcd snapshot younger than 24 h found (looked in ${listed(f.items)})`,
    next: () => ['Run the script of this finding by cron or a timer, and copy the file to another machine.'],
  }),
];
