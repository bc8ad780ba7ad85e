import type { Message } from '../error-text/message.ts';

const containerd = '/etc/containerd/config.toml';

/** Stores of images and their layers, and the image of sandboxes. */
export const storeMessages: readonly Message[] = [
  {
    id: 'overlay-d-type',
    matches: /(\/\S{1,200}) does not support d_type/,
    kind: 'cause',
    part: 'runtime',
    says: 'overlayfs cannot be used on the file system of $1: it is XFS made without ftype=1 (d_type).',
    next: [
      '`xfs_info` of that file system shows ftype=0. It can only be made anew (mkfs.xfs -n ftype=1), or the images moved to another file system (root of containerd, data-root of Docker)',
    ],
    where: [containerd],
    samples: [
      'level=warning msg="failed to load plugin io.containerd.snapshotter.v1.overlayfs" error="/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs does not support d_type. If the backing filesystem is xfs, please reformat with ftype=1 to enable d_type support"',
    ],
    not: ['Supports d_type: true'],
    source: 'containerd continuity/fs, plugins/snapshots/overlay',
  },
  {
    id: 'sandbox-image',
    matches:
      /(?:failed to (?:get|pull|pull and unpack)|failed pulling|error pulling) (?:sandbox )?image \S{0,140}pause|failed to (?:get|inspect|pull) sandbox image|unable to (?:get|pull) (?:pause|sandbox|infra(?:structure)?) image|error creating pod sandbox with name \\{0,3}"[^"\\]{1,300}\\{0,3}": .{0,100}pause/,
    kind: 'cause',
    name: 'cri-sandbox-image',
    inLogs: true,
    part: 'runtime',
    says: 'The pause image of the sandbox cannot be had: no pod starts on this node. The runtime decides which one (sandbox_image or pinned image of containerd, pause_image of CRI-O); the --pod-infra-container-image of the kubelet does not.',
    next: [
      'set the sandbox image in the configuration of the runtime to one this node can pull (air gap, mirror, proxy), or load it: `ctr -n k8s.io images import` with its archive; then restart the runtime',
    ],
    where: [containerd],
    samples: [
      '"RunPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to get sandbox image \\"registry.k8s.io/pause:3.9\\": failed to pull image',
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "registry.k8s.io/pause:3.10": not found',
    ],
    source: 'containerd internal/cri/server/sandbox_run.go, cri-o server/sandbox_run.go',
  },
  {
    id: 'sandbox-image-differs',
    matches: /detected that the sandbox image .{1,200} is inconsistent with that used by kubeadm/,
    kind: 'harmless',
    says: 'Harmless: the runtime has another pause image than kubeadm recommends; pods run all the same.',
    samples: [
      'detected that the sandbox image "registry.k8s.io/pause:3.8" of the container runtime is inconsistent with that used by kubeadm. It is recommended to use "registry.k8s.io/pause:3.10" as the CRI sandbox image.',
    ],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
  {
    id: 'containerd-snapshot-missing',
    matches:
      /failed to (?:create|prepare) (?:containerd container|snapshot).{0,200}(?:parent snapshot|snapshot).{0,100}(?:does not exist|not found)|failed to stat parent: stat \/\S{1,250}\/snapshots\/\d{1,9}\/fs: no such file|(?<!ctr: )content digest sha256:\S{1,80}: not found|failed to extract layer .{1,200}?(?:unexpected EOF|wrong diff id|invalid (?:checksum|header|tar)|corrupt)/,
    kind: 'cause',
    part: 'runtime',
    says: "containerd's store of images is damaged or incomplete (layers are missing or cannot be unpacked), as after a full disk, a download that was cut off, or files deleted by hand.",
    next: [
      'remove the image named and pull it again: `crictl rmi` and `crictl pull` with its name; check `df -h` of the store first',
    ],
    where: ['/var/lib/containerd'],
    samples: [
      'failed to create containerd container: failed to prepare snapshot: parent snapshot sha256:ab does not exist: not found',
      'failed to prepare extraction snapshot "extract-1 sha256:ab": failed to stat parent: stat /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/112/fs: no such file or directory',
      'failed to extract layer sha256:ab: failed to get stream processor for application/octet-stream: unexpected EOF',
    ],
    not: [
      'failed to extract layer sha256:ab: mount callback failed on /tmp/1: lchown /etc/x: invalid argument',
      'failed to extract layer sha256:ab: write /var/lib/containerd/1: no space left on device',
      'Command Output: ctr: content digest sha256:ab: not found',
    ],
    source: 'containerd core/snapshots, client',
  },
  {
    id: 'ctr-platforms',
    matches: /\bctr: content digest (sha256:\w{2,80}): not found/,
    kind: 'cause',
    part: 'runtime',
    says: 'The archive of an image, or the store it is taken from, lacks a part that its index names ($1): mostly the layers of other platforms, as of a multi-platform image of which Docker or containerd has pulled one only.',
    next: [
      'pull and save the one platform: `docker pull --platform linux/amd64` (Docker 28 on: `docker save --platform`), with ctr `images pull --platform` and `images export --platform`; or `ctr images pull --all-platforms` first',
    ],
    samples: ['ctr: content digest sha256:7c45e8b0: not found'],
    source: 'containerd cmd/ctr/commands/images (import, export), core/images/archive; kubernetes-sigs/kind 3795',
  },
  {
    id: 'containerd-no-unpacker',
    matches: /no unpack platforms defined/,
    kind: 'cause',
    part: 'runtime',
    says: 'containerd can unpack no image: no snapshotter of those it loaded fits what its configuration asks for (another name in snapshotter, or the plug-in was skipped or disabled).',
    next: [
      '`ctr plugins ls | grep snapshotter`: what is not ok says why in the log of containerd; snapshotter and disabled_plugins in its configuration',
    ],
    where: [containerd],
    samples: ['unable to initialize unpacker: no unpack platforms defined: invalid argument'],
    source: 'containerd core/unpack/unpacker.go',
  },
  {
    id: 'crio-storage',
    matches:
      /(?:: |")layer not known\b|\/var\/lib\/containers\/storage\/\S{1,200}: structure needs cleaning|readlink \/var\/lib\/containers\/storage\/overlay\/l\/\S{1,60}: invalid argument|recreating the missing symlinks/,
    kind: 'cause',
    part: 'runtime',
    says: "The store of CRI-O's images and layers (/var/lib/containers/storage) is damaged, as after a hard power-off or a full disk.",
    next: [
      'drain the node, stop kubelet and crio, move /var/lib/containers/storage away (or `crio wipe -f`), start both: images are pulled again',
    ],
    where: ['/var/lib/containers/storage'],
    samples: [
      'Failed to create pod sandbox: rpc error: code = Unknown desc = error creating pod sandbox with name "k8s_web-1_shop_1f2e_0": layer not known',
      'error recreating the missing symlinks: error reading name of symlink for "9ac1": open /var/lib/containers/storage/overlay/9ac1/link: no such file or directory',
    ],
    not: [
      'creating overlay mount to /var/lib/containers/storage/overlay/1f/merged, mount_data="lowerdir=…": invalid argument',
      'create mapped mount for "/var/lib/containers/storage/overlay" on "/var/lib/containers/storage/overlay/1f/mapped/0": invalid argument',
    ],
    source: 'containers/storage errors.go (ErrLayerUnknown), drivers/overlay/overlay.go',
  },
  {
    id: 'crio-mapped-mount',
    matches:
      /create mapped mount for .{1,300}: (?:invalid argument|operation not permitted|not supported)|idmapped? mounts? (?:are |is )?not supported/i,
    kind: 'cause',
    part: 'runtime',
    says: 'A pod asks for a user namespace, and the kernel or the file system of the store of images cannot mount with mapped owners (idmapped mounts).',
    next: [
      'on that node: `uname -r` and `findmnt -T /var/lib/containers`: mapped mounts of overlay need Linux 5.19, and a file system below that knows them (ext4, XFS, Btrfs); else take userns out of the pod (spec.hostUsers)',
    ],
    samples: [
      'failed to mount container k8s_POD_web_shop_1f_0: create mapped mount for "/var/lib/containers/storage/overlay" on "/var/lib/containers/storage/overlay/1f/mapped/0": invalid argument',
    ],
    source: 'containers/storage drivers/overlay/overlay.go, pkg/idmap; Linux fs/overlayfs (5.19)',
  },
  {
    id: 'crio-overlay-mount',
    matches:
      /creating overlay mount to [^\s,:]{1,300}[,:] ?.{0,600}?(invalid argument|operation not permitted|permission denied|too many levels of symbolic links)/,
    kind: 'cause',
    part: 'runtime',
    says: 'The kernel refuses the overlay mount of a container ($1): an option of mountopt that it does not know (metacopy, volatile, a context of SELinux), a store on a file system that cannot carry overlay (another overlay, NFS, XFS without ftype), or layers of the store that are gone.',
    next: [
      '`dmesg | grep -i overlayfs` says which of them; mountopt in /etc/containers/storage.conf, `findmnt -T /var/lib/containers`',
    ],
    where: ['/etc/containers/storage.conf'],
    samples: [
      'error creating overlay mount to /var/lib/containers/storage/overlay2/1f/merged: mountfrom re-exec error: exit status 1: output: invalid argument',
      'creating overlay mount to /var/lib/containers/storage/overlay/1f/merged, mount_data="lowerdir=/a:/b,upperdir=/c,metacopy=on": invalid argument',
    ],
    source: 'containers/storage drivers/overlay/overlay.go; Linux fs/overlayfs/params.c',
  },
];
