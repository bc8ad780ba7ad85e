import type { Row, Table } from '../../core/knowledge.ts';
import { findRow } from '../../core/patterns/find-row.ts';

/** Why a volume is not mounted, as mount, a CSI driver or the runtime's gRPC says it. */
export interface MountReason extends Row {
  /** Behind `cannot be mounted: `. */
  readonly says: string;
  readonly next: string;
}

const csi = 'container-storage-interface spec.md, error schemes of NodeStageVolume and NodePublishVolume';

const rows: readonly MountReason[] = [
  {
    id: 'statd',
    matches: /rpc\.statd is not running/,
    says: 'the node does not run rpc.statd, which locks on NFS version 3 need',
    next: 'On the node: install nfs-common or nfs-utils, and systemctl start rpc-statd; or mount with nfsvers=4, or nolock.',
    samples: ['mount.nfs: rpc.statd is not running but is required for remote locking.'],
    source: 'nfs-utils utils/mount/stropts.c (nfs_verify_lock_option), network.c',
  },
  {
    id: 'no-client',
    matches:
      /might need a \/sbin\/mount|on (?:\/\/|[^\s/,]{1,253}:)[^\s,]{0,253}, missing codepage or helper program|unknown filesystem type '?(?:nfs|cifs|ceph|glusterfs)|mount\.\w{2,9}"?: (?:executable file )?not found/,
    says: 'the node has no client for it',
    next: 'On the node: install nfs-common or nfs-utils for NFS, cifs-utils for SMB.',
    samples: [
      'mount: /mnt: bad option; for several filesystems (e.g. nfs, cifs) you might need a /sbin/mount.<type> helper program.',
      'mount: wrong fs type, bad option, bad superblock on 192.0.2.9:/a, missing codepage or helper program, or other error',
      "mount: unknown filesystem type 'glusterfs'",
    ],
    not: [
      'mount: /mnt: wrong fs type, bad option, bad superblock on /dev/sdb, missing codepage or helper program, or other error.',
    ],
    source: 'util-linux sys-utils/mount.c, libmount/src/context_mount.c',
  },
  {
    id: 'no-source',
    matches: /can't find in \/etc\/fstab/,
    says: 'mount was given no server or device: its PersistentVolume names none',
    next: 'kubectl get pv -o yaml, with its name: server, path or volumeHandle.',
    samples: ["mount: /var/lib/kubelet/pods/1/volumes/a/mount: can't find in /etc/fstab."],
    source: 'util-linux libmount/src/context.c (MNT_ERR_NOFSTAB)',
  },
  {
    id: 'held',
    matches:
      /(?:already|still|currently) (?:exclusively )?(?:attached|mapped|mounted|staged|in use|being used|used) (?:by|to|on|at) (?:another |a different |an )?(?:pod|node|host|instance|server|vm)s?\b|is still being used|VolumeInUse|is attached to (?:another |a different )?(?:node|instance|server)\b/i,
    says: 'another pod or node still holds it, and only one may',
    next: 'kubectl get volumeattachments, and which other pods use its claim: those have to end first, or their node is lost and has to be proven off.',
    samples: [
      'failed to attach volume pvc-1 for pod shop/db-1. Volume is already attached by pod shop/db-0. Status Running',
      'rpc error: code = Internal desc = rbd image replicapool/csi-vol-1 is still being used',
      'rpc error: code = FailedPrecondition desc = volume pvc-1 is attached to node w2',
      'VolumeInUse: vol-1 is already attached to an instance',
    ],
    not: ['rpc error: code = Aborted desc = volume pvc-1 is not ready for workloads'],
    source:
      'rook cmd/rook/agent, ceph-csi internal/rbd/nodeserver.go, longhorn-manager csi/controller_server.go, EC2 API error codes',
  },
  {
    id: 'unknown-volume',
    matches: /volume \S{1,120} is not ready for workloads/i,
    says: 'the storage has the volume, and it is not usable now (faulted, without a good replica, or in between)',
    next: 'The state of that volume in its storage (Longhorn: kubectl -n longhorn-system get volumes.longhorn.io,replicas.longhorn.io).',
    samples: ['rpc error: code = Aborted desc = volume pvc-1 is not ready for workloads'],
    not: ['rpc error: code = Aborted desc = volume pvc-1 is being formatted'],
    source: 'longhorn-manager csi/node_server.go',
  },
  {
    id: 'earlier-try',
    matches: /An operation with the given .{1,300} already exists|code = Aborted\b/,
    says: 'an earlier try has not ended, so what it waits for hangs: the storage, or the driver on that node',
    next: 'The log of the driver on that node says what the first try waits for: kubectl get pods -A -o wide',
    samples: [
      'rpc error: code = Aborted desc = An operation with the given Volume ID pvc-1 already exists',
      'rpc error: code = Aborted desc = volume pvc-1 is being formatted',
    ],
    source: csi,
  },
  {
    id: 'no-answer',
    matches:
      /timed out(?! waiting for the condition)|No route to host|Network is unreachable|Unable to receive|code = DeadlineExceeded|context deadline exceeded/i,
    says: 'what serves it does not answer',
    next: 'From the node: address, firewall (NFS 2049, SMB 445) and the server itself; for a CSI driver the log of its pod on that node.',
    samples: [
      'mount.nfs: Connection timed out',
      'mount error(113): could not connect to 192.0.2.9 No route to host',
      'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    ],
    not: [
      'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data]: timed out waiting for the condition',
      'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[], failed to process volumes=[]: context deadline exceeded',
    ],
    source: `errno(3); nfs-utils utils/mount/network.c; ${csi}`,
  },
  {
    id: 'refused',
    matches: /Connection refused/i,
    says: 'nothing listens on its server, or the driver on that node does not',
    next: 'Does the server run, and the pod of the driver on that node? kubectl get pods -A -o wide',
    samples: ['mount.nfs: Connection refused'],
    source: 'errno(3)',
  },
  {
    id: 'denied',
    matches: /access denied by server|Permission denied|code = (?:PermissionDenied|Unauthenticated)\b/i,
    says: 'it is refused: exports of the server, or the credentials',
    next: 'On the server: its exports, with the address of the node; else the Secret or role of the driver.',
    samples: [
      'mount.nfs: access denied by server while mounting 192.0.2.9:/a',
      'mount error(13): Permission denied',
      'rpc error: code = Unauthenticated desc = no token',
    ],
    source: `nfs-utils utils/mount/error.c; ${csi}`,
  },
  {
    id: 'busy',
    matches: /already mounted or mount point busy/,
    says: 'the device is in use already on that node',
    next: 'On the node: findmnt -S and lsof with the device; multipath or LVM may hold it.',
    samples: ['mount: /mnt: /dev/sdb already mounted or mount point busy.'],
    source: 'util-linux libmount/src/context_mount.c (EBUSY)',
  },
  {
    id: 'same-uuid',
    matches: /has duplicate UUID/,
    says: 'a volume with the same file system (a snapshot or clone of it) is mounted on that node already, and XFS mounts a UUID only once',
    next: 'Mount it with the option nouuid (mountOptions of the class or PersistentVolume), or let the two pods run on different nodes.',
    samples: ["XFS (nvme1n1): Filesystem has duplicate UUID 1f2e - can't mount"],
    source: 'Linux fs/xfs/xfs_mount.c (xfs_uuid_mount)',
  },
  {
    id: 'damaged',
    matches: /wrong fs type|bad superblock|can't read superblock|fsck.{0,40} found errors|Structure needs cleaning/i,
    says: 'the file system is damaged, or another than named',
    next: 'On the node: blkid and dmesg -T with the device; a copy first, then fsck, without the pod.',
    samples: [
      "mount: /mnt: can't read superblock on /dev/sdb.",
      "'fsck' found errors on device /dev/sdb but could not correct them",
      'mount: /mnt: mount(2) system call failed: Structure needs cleaning.',
    ],
    source: 'util-linux libmount/src/context_mount.c; k8s.io/mount-utils mount_linux.go',
  },
  {
    id: 'bad-handle',
    matches: /code = InvalidArgument\b|(?:error parsing|invalid|malformed|unexpected) volume ?(?:id|handle)/i,
    says: 'the driver does not accept what its PersistentVolume gives it',
    next: 'kubectl get pv -o yaml, with its name: volumeHandle and volumeAttributes as the driver documents them.',
    samples: [
      'rpc error: code = InvalidArgument desc = volume context lacks share',
      'rpc error: code = Unknown desc = error parsing volume id: "a", should at least contain two #',
    ],
    source: csi,
  },
  {
    id: 'absent',
    matches: /No such file or directory|No such device|code = NotFound\b/i,
    says: 'the path on the server, the device or the volume is not there',
    next: 'Does the storage still have it? kubectl get pv -o yaml, with its name, says what is asked for.',
    samples: [
      'mount.nfs: mounting 192.0.2.9:/a failed, reason given by server: No such file or directory',
      'rpc error: code = NotFound desc = volume 7 does not exist',
    ],
    source: `errno(3); ${csi}`,
  },
];

/** The kubelet's own patience is over: which step it waited for other records say. */
const waits =
  /[Uu]nable to (?:attach or )?mount volumes.{0,600}?(?:unmounted volumes|time(?:d out|out expired) waiting|failed to process volumes)/;

const find = (text: string, some: readonly MountReason[]): MountReason | undefined =>
  waits.test(text) ? undefined : findRow(some, text);

export const mountReasons: Table<MountReason> = { name: 'reasons of mounts', rows, find };

/** What the words of a mount that failed mean; undefined where they are not known. */
export const mountReason = (text: string): MountReason | undefined => find(text, rows);
