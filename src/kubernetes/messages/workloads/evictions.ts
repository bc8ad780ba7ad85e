import type { Message } from '../message.ts';

const diskNext =
  'on that node: `df -h` and `df -i` of /var/lib/kubelet and of the images; logs and emptyDirs of its pods, images nobody uses (`crictl rmi --prune`)';

/** Why a kubelet ended a pod, as its status says it. */
export const evictionMessages: readonly Message[] = [
  {
    id: 'evicted-own-limit',
    matches:
      /(?:Container (\S{1,63}) exceeded its local ephemeral storage limit "([^"]{1,30})"|Usage of EmptyDir volume "([^"]{1,63})" exceeds the limit "([^"]{1,30})"|Pod ephemeral local storage usage exceeds the total limit of containers ([\w.]{1,30}?)\.(?:\s|$))/,
    kind: 'cause',
    says: ({ groups: [, container = '', own = '', volume = '', size = '', total = ''] }) =>
      `A pod was evicted because it wrote more to the disk of its node than it may: ${
        container !== ''
          ? `container ${container}, limit ${own}`
          : volume !== ''
            ? `emptyDir ${volume}, limit ${size}`
            : `all containers together, limit ${total}`
      }.`,
    next: [
      'what does it write: logs, caches, uploads? Put that on a volume, clean it up, or raise limits.ephemeral-storage or sizeLimit',
    ],
    samples: [
      'Container web exceeded its local ephemeral storage limit "20Mi". ',
      'Message: Usage of EmptyDir volume "scratch" exceeds the limit "1Gi". ',
      'Pod ephemeral local storage usage exceeds the total limit of containers 5Mi. ',
    ],
    source: 'kubernetes pkg/kubelet/eviction/eviction_manager.go',
  },
  {
    id: 'refused-under-pressure',
    matches: /(?:[Tt]he node had condition|Failed to admit pod\b.{1,400}?node has conditions): \[(\w{1,40}Pressure)/,
    kind: 'state',
    says: 'A node refuses pods, because it is under $1.',
    next: ['`kubectl describe nodes`: which one, and since when; free disk or memory there', diskNext],
    samples: [
      'Message: Pod The node had condition: [DiskPressure]. ',
      'The node had condition: [MemoryPressure].',
      'Failed to admit pod web-1_shop(7b1c) - node has conditions: [DiskPressure]',
      '"Failed to admit pod to node" pod="shop/web-1" nodeCondition=["MemoryPressure"] err="node has conditions: [MemoryPressure]"',
    ],
    source: 'kubernetes pkg/kubelet/eviction/eviction_manager.go (Admit)',
  },
];
