import { headOf } from '../../../core/safe-text.ts';
import { mountReason } from '../../volumes/mount-reasons.ts';
import type { Message, Met } from '../message.ts';

/** `: nothing listens on its server`, where the words of mount or of the driver are known. */
const because = (words: string): string => {
  const reason = mountReason(words);
  return reason === undefined ? '' : `: ${reason.says}`;
};
const mountNext = (otherwise: string) => (met: Met) => [mountReason(met.text)?.next ?? otherwise];

/** Volumes and claims: attached, provisioned, mounted. */
export const volumeMessages: readonly Message[] = [
  {
    id: 'volume-multi-attach',
    matches: /Multi-Attach error for volume \\?"([^"\\]{1,120})/,
    kind: 'cause',
    says: (met) => {
      const user = /already used by pod\(s\) ([\w.-]{1,253}(?:, [\w.-]{1,253}){0,5})/.exec(met.text)?.[1];
      return user === undefined
        ? `Volume ${met.groups[1]} is still attached to another node and can be attached to one only: the old pod is not gone, or its node is lost.`
        : `Volume ${met.groups[1]} is used by pod ${user} on another node and can be attached to one node only (ReadWriteOnce): that pod has to end first.`;
    },
    next: [
      '`kubectl get volumeattachments`; delete the old pod, or where its node is off for good, taint it node.kubernetes.io/out-of-service',
    ],
    samples: [
      'Multi-Attach error for volume "pvc-1" Volume is already exclusively attached to one node and can\'t be attached to another',
      'Multi-Attach error for volume "pvc-2" Volume is already used by pod(s) db-0',
    ],
    source: 'kubernetes pkg/controller/volume/attachdetach',
  },
  {
    id: 'volume-driver',
    matches: /driver name (\S{1,100}) not found in the list of registered CSI drivers/,
    kind: 'cause',
    says: 'The CSI driver $1 is not registered on that node: its node plug-in (a DaemonSet) does not run there.',
    next: ['the pods of that driver on that node: `kubectl get pods -A -o wide`; `kubectl get csinodes`'],
    samples: [
      'MountVolume.MountDevice failed for volume "pvc-1" : kubernetes.io/csi: attacher.MountDevice failed to create newCsiDriverClient: driver name nfs.csi.k8s.io not found in the list of registered CSI drivers',
    ],
    source: 'kubernetes pkg/volume/csi/csi_client.go',
  },
  {
    id: 'csi-attach-failed',
    matches:
      /(?:GRPC error\W{1,8}|desc = )(?:rpc error: code = \w{2,20} desc = )?[Cc]ould not attach volume \\?"?([\w/.-]{1,200}?)\\?"? to node \\?"?([\w.-]{1,253}?)\\?"?: (.{1,300})/,
    kind: 'state',
    apart: true,
    says: ({ groups: [, volume = '', node = '', why = ''] }) =>
      `The controller of the CSI driver cannot attach volume ${volume} to ${node}: ${
        /cancell?ed|deadline exceeded|attaching/i.test(why) ? 'the cloud did not finish it in time' : why
      }.`,
    next: [
      'the state of that volume at the cloud: still attached elsewhere, or stuck in attaching? `kubectl get volumeattachments`',
      'does its pod reach the API of the cloud, and is that limiting calls? The log of the controller (container of the driver) before these lines',
    ],
    samples: [
      'GRPC error: rpc error: code = Internal desc = Could not attach volume "vol-1a" to node "i-2b": RequestCanceled: request context canceled',
      '"GRPC error" err="rpc error: code = Internal desc = Could not attach volume \\"vol-1a\\" to node \\"i-2b\\": attachment of disk \\"vol-1a\\" failed, expected device to be attached but was attaching"',
    ],
    source: 'kubernetes-sigs/aws-ebs-csi-driver pkg/driver/controller.go, pkg/cloud/cloud.go',
  },
  {
    id: 'volume-no-device',
    matches:
      /(?:Failed to find device path (\S{1,120}?)[.\s]|no device path for device|could not (?:find|locate) device (?:path )?|device path .{1,120}? (?:does not exist|not found)|no (?:attached )?(?:device|disk) (?:was )?found for (?:volume|lun) ).{0,200}?(?:volume \\{0,3}"?([\w./-]{3,120}))?/i,
    kind: 'state',
    says: 'A volume is attached to the node by the word of the cloud, and its device $1 is not there in the system of the node: the kernel has not seen it, or the slot is taken by one that is not wholly detached.',
    next: [
      'on that node: `lsblk -o NAME,SERIAL` and `dmesg -T | tail -50`; is the volume attached to this machine by the cloud, at that device?',
      'where it stays so: detach it there and let it be attached again, on another node where that is possible (cordon this one), or restart the node',
    ],
    samples: [
      'rpc error: code = Internal desc = Failed to find device path /dev/xvdac. no device path for device "/dev/xvdac" volume "vol-02" found',
      'MountVolume.MountDevice failed for volume "pvc-1" : rpc error: code = Internal desc = could not find device path /dev/disk/by-id/scsi-1f',
    ],
    not: ['Failed to find any class that needs device'],
    source:
      'kubernetes-sigs/aws-ebs-csi-driver pkg/driver/node_linux.go, azuredisk-csi-driver pkg/azuredisk/nodeserver.go',
  },
  {
    id: 'volume-not-mounted',
    matches:
      /[Uu]nable to (?:attach or )?mount volumes(?: for pod)?.{0,40}unmounted volumes=\[([^\]]{1,200})\]|timed out waiting for the condition.{0,60}volumes|timeout expired waiting for volumes to attach.{0,300}unmounted volumes=\[([^\]]{1,200})\]/,
    kind: 'state',
    says: 'The volume $1$2 of the pod is not mounted in time: the events before it say which step fails (attach, mount, a Secret); the other volumes it lists are mounted.',
    yieldsTo: /^volume-(?:mount|attach-failed|mount-output|driver|multi-attach)$|^object-missing$/,
    next: ['`kubectl describe pod` of that pod; for a claim `kubectl describe pvc`, `kubectl get volumeattachments`'],
    samples: [
      'Unable to attach or mount volumes: unmounted volumes=[artifactory-volume], unattached volumes=[a b c]: timed out waiting for the condition',
    ],
    source: 'kubernetes pkg/kubelet/volumemanager',
  },
  {
    id: 'volume-node-unknown',
    matches:
      /AttachVolume\.Attach failed for volume \\?"([^"\\]{1,253})\\?" ?: (?:node \\?"([^"\\]{1,253})\\?" has no NodeID annotation|CSINode (\S{1,253}) does not contain driver (\S{1,253}))/,
    kind: 'cause',
    says: 'Volume $1 cannot be attached to $2$3: the node plug-in of its CSI driver $4 has not registered there.',
    next: [
      'the pod of that driver on that node (a DaemonSet): does it run, and what does its container node-driver-registrar log? `kubectl get csinodes`',
    ],
    samples: [
      'AttachVolume.Attach failed for volume "pvc-1" : node "w1" has no NodeID annotation',
      'AttachVolume.Attach failed for volume "pvc-1" : CSINode w1 does not contain driver disk.csi.example.org',
    ],
    source: 'kubernetes-csi/external-attacher pkg/controller/csi_handler.go',
  },
  {
    id: 'volume-busy',
    matches:
      /UnmountVolume\.TearDown failed for volume \\?"([^"\\]{1,253})\\?".{0,600}?\(UID: \\?"([\w-]{1,60}).{0,1500}?device or resource busy/,
    kind: 'state',
    says: 'Volume $1 of a pod that ends cannot be taken down, because something on that node still holds its mount (device or resource busy); the pod stays Terminating. Mostly it is a container that has / or /var/lib/kubelet of the host mounted.',
    next: [
      'on that node: `grep -l $2 /proc/[0-9]*/mountinfo` names the processes; end or restart those of the agent that keeps it',
    ],
    samples: [
      'Error: UnmountVolume.TearDown failed for volume "kubernetes.io/secret/1f-token" (volume.spec.Name: "token") pod "1f" (UID: "1f") with: rename /var/lib/kubelet/pods/1f/volumes/a /var/lib/kubelet/pods/1f/volumes/b: device or resource busy',
    ],
    source: 'kubernetes pkg/volume/util, rename(2) and umount(2), EBUSY',
  },
  {
    id: 'volume-mount-output',
    matches:
      /(?:(?:^|\s)Output: ?(?:Running (?:scope )?as unit:? \S{1,80}\s{1,4})?|^\s*(?:b['"])?)((?:mount\.(?:nfs4?|cifs|ceph|glusterfs)|mount error\(\d{1,3}\)): (?!Either use|an incorrect mount option).{1,300})|(?:^|\s)Output: ?(?:Running (?:scope )?as unit:? \S{1,80}\s{1,4})?((?:mount|fsck|mkfs\.\w{2,6}): .{1,300})/,
    kind: 'cause',
    says: ({ groups: [, client = '', tool = ''] }) =>
      `A volume of the pod cannot be mounted${because(client + tool)} (${headOf(client + tool, 200)})`,
    next: mountNext('on that node the same by hand: the mount command stands in the event (Mounting arguments)'),
    samples: [
      'Output: mount.nfs: Connection timed out',
      'mount.nfs: rpc.statd is not running but is required for remote locking.',
      "b'mount.nfs4: access denied by server while mounting 127.0.0.1:/'",
      'MountVolume.SetUp failed for volume "data" : mount failed: exit status 32 Mounting command: systemd-run Output: Running scope as unit run-17.scope. mount.nfs: Connection timed out.',
      'MountVolume.SetUp failed for volume "nfs" : mount failed: exit status 32 Mounting command: mount Mounting arguments: -t nfs 192.0.2.9:/a /var/lib/kubelet/pods/1 Output: mount: /var/lib/kubelet/pods/1: bad option; for several filesystems (e.g. nfs, cifs) you might need a /sbin/mount.<type> helper program.',
    ],
    not: ["mount.nfs: Either use '-o nolock' to keep locks local, or start statd."],
    source: 'k8s.io/mount-utils mount_linux.go',
  },
  {
    id: 'volume-attach-failed',
    matches:
      /AttachVolume\.Attach failed for volume \\?"([^"\\]{1,253})\\?" ?(?:from node \\?"[^"\\]{1,253}\\?" )?: (.{1,300})/,
    kind: 'cause',
    says: ({ text, groups: [, volume = '', said = ''] }) =>
      `Volume ${volume} cannot be attached to the node of its pod${because(text)}: ${said}`,
    next: [
      '`kubectl get volumeattachments`, and `kubectl describe` of that of the volume; the log of the controller of its driver (container csi-attacher and the driver itself), and the storage behind it',
    ],
    samples: [
      'AttachVolume.Attach failed for volume "pvc-1" : rpc error: code = Internal',
      'AttachVolume.Attach failed for volume "pvc-2f1d" : rpc error: code = DeadlineExceeded desc = volume pvc-2f1d failed to attach to node w1',
    ],
    source: 'kubernetes pkg/volume/util/operationexecutor/operation_generator.go; external-attacher',
  },
  {
    id: 'volume-mount',
    matches:
      /MountVolume\.\w+ failed for volume \\?"?([^"\\\s]{1,100})\\?"?(?: \(UniqueName: [^)]{1,300}\))?(?: from node \\?"[^"\\]{1,253}\\?")?(?: pod \\?"[^"\\]{1,253}\\?" \(UID: [^)]{1,60}\))?(?: ?: )?(.{0,300})|[Uu]nable to attach or mount volumes/,
    kind: 'cause',
    says: ({ text, groups: [, volume = '', said = ''] }) =>
      `Volume ${volume} of a pod cannot be mounted${because(text)}: ${said}`,
    next: mountNext(
      '`kubectl describe pod` of that pod says what is missing: a Secret or ConfigMap, the driver on that node, or the storage behind it',
    ),
    yieldsTo: /^volume-mount-output$/,
    samples: [
      'MountVolume.SetUp failed for volume "tls" : secret "shop-tls" not found',
      'Error: MountVolume.MountDevice failed for volume "pvc-1" (UniqueName: "kubernetes.io/csi/x^pvc-1") pod "web-1" (UID: "1f") : rpc error: code = Internal desc = no answer',
    ],
    not: [
      'MountVolume.SetUp failed for volume "a" : failed to sync configmap cache: timed out waiting for the condition',
    ],
    source: 'kubernetes pkg/volume',
  },
  {
    id: 'claim-provisioning',
    matches:
      /error syncing claim \\?"[\w-]{1,60}\\?".{0,10}?failed to provision volume with StorageClass \\?"([^"\\]{1,253})\\?": (.{1,300})/,
    kind: 'state',
    says: ({ groups: [, name = '', why = ''] }) =>
      /^rpc error: code = Unavailable desc = (?:error reading from server: EOF|transport is closing)|connect: connection refused/.test(
        why,
      )
        ? `No volume is made for a claim of class ${name}: the driver beside the provisioner ended or was not there while it was asked.`
        : /^rpc error: code = Aborted/.test(why)
          ? `No volume is made for a claim of class ${name} yet: the driver says that an earlier request for it still runs. What that one waits for, the log of the driver tells.`
          : `No volume is made for a claim of class ${name}: ${why}`,
    next: [
      'the log of the driver in the same pod, from before these lines (`kubectl logs -c` with the name of its container, --previous where it was restarted)',
    ],
    samples: [
      '"error syncing claim "1f-2e": failed to provision volume with StorageClass "fast": rpc error: code = Unavailable desc = error reading from server: EOF',
      'error syncing claim "1f-2e": failed to provision volume with StorageClass "fast": rpc error: code = Aborted desc = pending',
      'error syncing claim "1f-2e": failed to provision volume with StorageClass "fast": rpc error: code = ResourceExhausted desc = not enough space',
    ],
    source: 'kubernetes-sigs/sig-storage-lib-external-provisioner controller/controller.go',
  },
  {
    id: 'claim-provisioner',
    matches:
      /(?<!\(x\d over .{0,200}|ExternalProvisioning\s{1,30}\d{1,2}s\s.{0,200})[Ww]aiting for a volume to be created,? either by (?:the )?external provisioner ["']([\w./-]{1,253})["']/,
    kind: 'state',
    confidence: 'possible',
    says: 'A volume claim waits for the provisioner $1: its controller does not run, is not installed in this cluster, or fails to make the volume and says so in its own events and log.',
    next: [
      '`kubectl get pods -A | grep -i csi`: does the controller of $1 run? `kubectl get csidrivers`; the log of its container csi-provisioner',
    ],
    samples: [
      'Normal ExternalProvisioning waiting for a volume to be created, either by external provisioner "disk.csi.example.org" or manually created by system administrator',
      "Waiting for a volume to be created either by the external provisioner 'disk.csi.example.org' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.",
    ],
    source: 'kubernetes pkg/controller/volume/persistentvolume/pv_controller.go',
  },
  {
    id: 'provision-failed',
    matches: /[Ff]ailed to provision volume with StorageClass \\?"([^"\\]{1,253})\\?": (.{1,300})/,
    kind: 'state',
    says: 'A claim gets no volume: storage class $1 makes none: $2',
    next: [
      'correct what that says (parameters of the class, quota or rights at the provider, fields that this provisioner does not know), then the claim is tried again by itself; `kubectl describe storageclass $1`',
    ],
    samples: [
      'Failed to provision volume with StorageClass "gp2": claim.Spec.Selector is not supported for dynamic provisioning on AWS',
    ],
    source: 'kubernetes pkg/controller/volume/persistentvolume/pv_controller.go; external-provisioner pkg/controller',
  },
  {
    id: 'volume-not-attached-yet',
    matches:
      /[Vv]olume (?:(?:is )?not attached according to node status|has not been added to the list of VolumesInUse in the node's volume status) for volume \\{0,3}"([^"\\]{1,253})/,
    kind: 'state',
    confidence: 'possible',
    says: 'The kubelet waits for the volume $1 to be attached to its node: the attach/detach controller, or the driver it asks, has not done so yet.',
    next: [
      '`kubectl get volumeattachments`, and `kubectl describe` of that of the volume: its attachError; does the controller of the driver run, and does csinode name the driver for that node?',
    ],
    samples: [
      'Error: "Volume not attached according to node status for volume \\"den-pv\\" (UniqueName: \\"kubernetes.io/csi/a^b\\") pod \\"db-0\\" (UID: \\"1f\\") "',
      'Volume has not been added to the list of VolumesInUse in the node\'s volume status for volume "pvc-1" (UniqueName: "kubernetes.io/csi/a^b") pod "db-0"',
    ],
    source: 'kubernetes pkg/volume/util/operationexecutor/operation_generator.go (VerifyControllerAttachedVolume)',
  },
];
