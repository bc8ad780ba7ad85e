import { listed } from '../../../core/wording.ts';
import { type Facts, pathCode } from '../path-code.ts';

/** Disk, logs and given texts: section D of the catalog. */
export const diskCodes = [
  pathCode(205, 'disk-nodefs', 'critical', "The kubelet's file system is below its eviction threshold.", {
    title: (f: Facts<'actual' | 'expected'>) =>
      `${f.file} has ${f.actual} free, the kubelet evicts pods below ${f.expected}`,
    next: () => [
      'Free space: `journalctl --vacuum-size=500M`, `crictl rmi --prune`, `du -xh -d2 /var | sort -h | tail`. Then look at what filled it.',
    ],
  }),
  pathCode(206, 'disk-imagefs', 'critical', 'The file system of images is below its eviction threshold.', {
    title: (f: Facts<'actual' | 'expected'>) =>
      `${f.file} has ${f.actual} free, the kubelet evicts pods below ${f.expected}`,
    next: () => ['`crictl rmi --prune`; never `rm -rf /var/lib/containerd`'],
  }),
  pathCode(207, 'disk-inodes', 'critical', 'A file system has run out of inodes.', {
    title: (f: Facts<'actual' | 'expected'>) =>
      `${f.file} has ${f.actual} of its inodes free, the kubelet evicts pods below ${f.expected}`,
    next: (f) => [`\`df -i ${f.file}; du --inodes -xd2 ${f.file} | sort -n | tail\``],
  }),
  pathCode(208, 'disk-image-gc', 'warning', 'Image garbage collection finds nothing it may delete.', {
    title: (f: Facts<'actual'>) => `Image garbage collection freed too little: ${f.actual}`,
    why: 'The space is used by something else than images.',
    next: () => [
      'Find what fills it: `du -xh -d3 /var | sort -h | tail`; container logs, journals, emptyDirs, core dumps.',
    ],
  }),
  pathCode(209, 'disk-top-consumers', 'info', 'What fills the disk of this node.', {
    title: (f: Facts<'items'>) => `Most space below ${f.file}: ${listed(f.items)}`,
    next: () => ['`journalctl --vacuum-size=500M; crictl rmi --prune`'],
  }),
  pathCode(210, 'disk-deleted-open', 'warning', 'Deleted files are kept on disk by processes that hold them open.', {
    title: (f: Facts<'actual' | 'items'>) => `${f.actual} of deleted files are held open by ${listed(f.items)}`,
    next: () => ['restart the process that holds them'],
  }),
  pathCode(211, 'disk-readonly', 'critical', 'A file system the node writes to is mounted read-only.', {
    title: (f: Facts<'actual'>) => `${f.file} is on a file system that is mounted read-only (${f.actual})`,
    next: () => ['dmesg | grep -i "remount\\|I/O error"; fsck from a rescue system'],
  }),
  pathCode(212, 'log-last-error', 'warning', 'The last run of a component ended with an error.', {
    title: (f: Facts<'subject' | 'actual'>) => `${f.subject} ended with: ${f.actual}`,
    next: () => ['Paste the line for what it means: `diag k8s-paths --error "…"`'],
  }),
  pathCode(213, 'log-dangling-symlink', 'info', 'Links in /var/log/containers lead to logs that are gone.', {
    title: (f: Facts<'items'>) => `Links to logs that are gone: ${listed(f.items)}`,
    next: () => [
      'Nothing where the pod is gone: the kubelet removes the link in time. For a running pod, delete the pod.',
    ],
  }),
  pathCode(214, 'log-dir-empty', 'warning', 'A static pod was never started, or its container never was.', {
    title: (f: Facts<'subject', 'actual' | 'items'>) =>
      f.actual === 'no-directory'
        ? `${f.file} has no log directory for ${f.subject}: the kubelet never started ${(f.items?.length ?? 1) > 1 ? 'them' : 'it'}`
        : `No log of ${f.subject}: the log directory is there, its container was never started`,
    next: () => [
      'No directory: look at the kubelet (`journalctl -u kubelet`), the manifest and staticPodPath. An empty one: `crictl ps -a`, `crictl pods`; image pull or sandbox.',
    ],
  }),
  pathCode(215, 'log-restart-storm', 'warning', 'A component restarts again and again.', {
    title: (f: Facts<'subject' | 'actual'>) => `${f.subject} was started ${f.actual} times`,
    next: () => ['Its last error: `crictl logs $(crictl ps -a --state exited -q | head -1) 2>&1 | tail -20`'],
  }),
  pathCode(
    216,
    'reported-fault',
    'warning',
    'A given text tells of a fault that no single file of a node stands for.',
    {
      title: (f: Facts<'actual'>) => `${f.actual}`,
      general: true,
      next: () => [
        '`kubectl describe pod POD; kubectl logs --previous POD`; `diag explain PATH216` says what to look at',
      ],
    },
  ),
];
