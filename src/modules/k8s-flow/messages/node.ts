import type { Message } from './message.ts';

/** What the scheduler and the kubelet say of a pod until its containers are made. */
export const nodeMessages: readonly Message[] = [
  {
    id: 'unschedulable',
    code: 'unschedulable',
    arrow: 4,
    matches: /^(?:FailedScheduling|Unschedulable): (?!Scheduling is blocked|skip schedule deleting pod)/,
    samples: [
      'FailedScheduling: 0/3 nodes are available: 3 Insufficient memory.',
      'Unschedulable: no nodes available to schedule pods',
      'FailedScheduling: running PreBind plugin "VolumeBinding": binding volumes: timed out waiting for the condition',
    ],
    not: [
      'FailedScheduling: Scheduling is blocked due to non-empty scheduling gates',
      'FailedScheduling: skip schedule deleting pod: shop/api-1',
    ],
    source: 'kubernetes pkg/scheduler/schedule_one.go',
  },
  {
    id: 'scheduling-gated',
    code: 'schedulingGated',
    arrow: 4,
    matches: /^(?:SchedulingGated: |FailedScheduling: Scheduling is blocked)/,
    samples: ['SchedulingGated: Scheduling is blocked due to non-empty scheduling gates'],
    source: 'kubernetes pkg/scheduler/framework/plugins/schedulinggates/scheduling_gates.go',
  },
  {
    id: 'claim-not-bound',
    code: 'claimNotBound',
    of: 'PersistentVolumeClaim',
    arrow: 4,
    matches: /^(?:FailedBinding|ProvisioningFailed|ClaimLost|ClaimMisbound): /,
    samples: [
      'ClaimLost: Bound claim has lost its PersistentVolume. Data on the volume is lost!',
      'FailedBinding: no persistent volumes available for this claim and no storage class is set',
      'ProvisioningFailed: storageclass.storage.k8s.io "fast" not found',
      'ProvisioningFailed: failed to provision volume with StorageClass "ssd": rpc error: code = ResourceExhausted desc = quota of disks exceeded',
    ],
    not: ['WaitForFirstConsumer: waiting for first consumer to be created before binding'],
    source: 'kubernetes pkg/controller/volume/persistentvolume/pv_controller.go',
  },
  {
    id: 'claim-waits',
    code: 'claimNotBound',
    of: 'PersistentVolumeClaim',
    arrow: 4,
    matches:
      /^ExternalProvisioning: [Ww]aiting for a volume to be created,? either by (?:the )?external provisioner ['"]([^'"]{1,253})['"]/,
    samples: [
      'ExternalProvisioning: waiting for a volume to be created, either by external provisioner "disk.csi.example.org" or manually created by system administrator',
      "ExternalProvisioning: Waiting for a volume to be created either by the external provisioner 'disk.csi.example.org' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.",
    ],
    not: ['WaitForFirstConsumer: waiting for first consumer to be created before binding'],
    source: 'kubernetes pkg/controller/volume/persistentvolume/pv_controller.go (provisionClaimOperationExternal)',
  },
  {
    id: 'kubelet-rejected',
    code: 'kubeletRejected',
    arrow: 5,
    matches:
      /^(OutOf\w{2,60}|OutOf[\w./-]{2,80}|NodeAffinity|NodePorts|NodeName|TaintToleration|SysctlForbidden|UnexpectedAdmissionError|PodOSNotSupported|PodOSSelectorNodeLabelDoesNotMatch|AppArmor|NodeShutdown|Preempting|InvalidNodeInfo|PodFitsHostPorts|MatchNodeSelector|HostName|PodToleratesNodeTaints): /,
    samples: [
      "OutOfmemory: Pod was rejected: Node didn't have enough resource: memory, requested: 8589934592, used: 1073741824, capacity: 4294967296",
      'UnexpectedAdmissionError: Allocate failed due to no healthy devices present; cannot allocate unhealthy devices vendor.example/gpu, which is unexpected',
      'SysctlForbidden: Pod was rejected: forbidden sysctl: "kernel.msgmax" not allowlisted',
      'PodFitsHostPorts: Predicate PodFitsHostPorts failed',
    ],
    source: 'kubernetes pkg/kubelet/lifecycle/predicate.go; 1.17: pkg/scheduler/algorithm/predicates/error.go',
  },
  {
    id: 'evicted',
    code: 'evicted',
    arrow: 0,
    matches:
      /^(?:Evicted|EvictionThresholdMet|TaintManagerEviction): (?:The node was low on resource: ([\w-]{1,60})|Pod (ephemeral local storage usage exceeds the total limit of containers [\w.]{1,30}?)\.|(?:Container \S{1,63} )?(exceeded its local ephemeral storage limit "[^"]{1,30}"|Usage of EmptyDir volume "[^"]{1,63}" exceeds the limit "[^"]{1,30}"))?/,
    samples: [
      'Evicted: The node was low on resource: memory. Threshold quantity: 100Mi, available: 44Mi.',
      'Evicted: Usage of EmptyDir volume "scratch" exceeds the limit "1Gi". ',
      'Evicted: Pod ephemeral local storage usage exceeds the total limit of containers 5Mi. ',
      'Evicted: Container web exceeded its local ephemeral storage limit "20Mi". ',
    ],
    source: 'kubernetes pkg/kubelet/eviction/helpers.go',
  },
  {
    id: 'csi-driver-missing',
    code: 'csiDriverMissing',
    arrow: 6,
    matches:
      /^Failed(?:Mount|AttachVolume): .{0,1000}driver name (\S{1,253}) not found in the list of registered CSI drivers/,
    samples: [
      'FailedMount: MountVolume.MountDevice failed for volume "pvc-1" : kubernetes.io/csi: attacher.MountDevice failed to create newCsiDriverClient: driver name disk.csi.example.org not found in the list of registered CSI drivers',
    ],
    source: 'kubernetes pkg/volume/csi/csi_client.go',
  },
  {
    id: 'volume-source-key-missing',
    code: 'volumeSourceMissing',
    arrow: 6,
    matches: /^FailedMount: .{0,1000}references non-existent (?:secret|config) key: (\S{1,253})/,
    subject: 'the key',
    samples: ['FailedMount: MountVolume.SetUp failed for volume "conf" : references non-existent config key: app.ini'],
    source: 'kubernetes pkg/volume/configmap/configmap.go',
  },
  {
    id: 'secret-missing',
    code: 'volumeSourceMissing',
    arrow: 6,
    subject: 'Secret',
    matches: /^FailedMount: .{0,1000}\bsecrets? "([^"]{1,253})" not found/,
    samples: ['FailedMount: MountVolume.SetUp failed for volume "keys" : secret "api-keys" not found'],
    not: [
      'FailedMount: MountVolume.SetUp failed for volume "kube-api-access-x" : object "shop"/"kube-root-ca.crt" not registered',
    ],
    source: 'kubernetes pkg/volume/secret/secret.go',
  },
  {
    id: 'config-map-missing',
    code: 'volumeSourceMissing',
    arrow: 6,
    subject: 'ConfigMap',
    matches: /^FailedMount: .{0,1000}\bconfigmaps? "([^"]{1,253})" not found/,
    samples: ['FailedMount: MountVolume.SetUp failed for volume "conf" : configmap "api-conf" not found'],
    source: 'kubernetes pkg/volume/configmap/configmap.go',
  },
  {
    id: 'host-path-type',
    code: 'hostPathType',
    arrow: 6,
    matches: /^FailedMount: .{0,1000}hostPath type check failed: (\S{1,500}) is not a /,
    samples: [
      'FailedMount: MountVolume.SetUp failed for volume "sock" : hostPath type check failed: /run/agent.sock is not a socket file',
    ],
    source: 'kubernetes pkg/volume/hostpath/host_path.go',
  },
  {
    id: 'volume-attach',
    code: 'volumeAttach',
    arrow: 6,
    matches: /^FailedAttachVolume: (?:(?:Multi-Attach error|AttachVolume\.Attach failed) for volume "([^"]{1,253})")?/,
    samples: [
      'FailedAttachVolume: Multi-Attach error for volume "pvc-1" Volume is already exclusively attached to one node and can\'t be attached to another',
      'FailedAttachVolume: AttachVolume.Attach failed for volume "pvc-2" : rpc error: code = Internal desc = cannot attach',
    ],
    source: 'kubernetes pkg/controller/volume/attachdetach/reconciler/reconciler.go',
  },
  {
    id: 'object-not-registered',
    code: 'mountFailed',
    arrow: 6,
    matches: /^FailedMount: .{0,1000}object "[^"]{1,80}"\/"kube-root-ca\.crt" not registered/,
    samples: [
      'FailedMount: MountVolume.SetUp failed for volume "kube-api-access-x" : object "shop"/"kube-root-ca.crt" not registered',
    ],
    source:
      'kubernetes pkg/kubelet/util/manager/cache_based_manager.go; noise beside another fault (kubernetes issue 105204)',
  },
  {
    id: 'mount-failed',
    code: 'mountFailed',
    arrow: 6,
    matches:
      /^FailedMount: (?:MountVolume\.\w{1,40} failed for volume "([^"]{1,253})"|Unable to .{0,600}?list of unmounted volumes=\[([\w.-]{1,253})\]|Unable to .{0,200}?: unmounted volumes=\[([\w.-]{1,253})\])?/,
    samples: [
      'FailedMount: Unable to mount volumes for pod "web-1_shop(1f2e)": timeout expired waiting for volumes to attach or mount for pod "shop"/"web-1". list of unmounted volumes=[data]. list of unattached volumes=[data default-token-x]',
      'FailedMount: MountVolume.SetUp failed for volume "nfs" : mount failed: exit status 32',
      'FailedMount: Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data]: timed out waiting for the condition',
    ],
    source: 'kubernetes pkg/kubelet/volumemanager/volume_manager.go',
  },
  {
    id: 'runtime-down',
    code: 'runtimeDown',
    arrow: 7,
    matches:
      /^\w{1,60}: .{0,1000}(?:container runtime is down|container runtime status check may not have completed yet|rpc error: code = Unavailable desc = connection error: .{0,200}(?:containerd|crio|dockershim|cri-dockerd))/,
    samples: [
      'KubeletNotReady: container runtime is down',
      'FailedCreatePodSandBox: Failed to create pod sandbox: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: no such file or directory"',
    ],
    source: 'kubernetes pkg/kubelet/runtime.go',
  },
  {
    id: 'cni-not-ready',
    code: 'cniNotReady',
    arrow: 7,
    matches:
      /^\w{1,60}: .{0,1000}(?:cni plugin not initialized|cni config uninitialized|NetworkPluginNotReady|network is not ready: )/,
    samples: [
      'NetworkNotReady: network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
      'KubeletNotReady: runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized',
    ],
    source: 'kubernetes pkg/kubelet/kubelet.go',
  },
  {
    id: 'sandbox-failed',
    code: 'sandboxFailed',
    arrow: 7,
    matches: /^FailedCreatePodSandBox: /,
    samples: [
      'FailedCreatePodSandBox: Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "ab": plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set',
    ],
    source: 'kubernetes pkg/kubelet/kuberuntime/kuberuntime_manager.go',
  },
];
