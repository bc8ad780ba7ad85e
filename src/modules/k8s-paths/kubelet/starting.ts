import type { Message } from '../error-text/message.ts';

/** What keeps a kubelet from its start beside its configuration. */
export const startingMessages: readonly Message[] = [
  {
    id: 'kubelet-kmsg',
    matches:
      /(?:[Ff]ailed to (?:start|create) OOM watcher|failed to run Kubelet: failed to create kubelet|oomparser|oomWatcher).{0,120}open \/dev\/kmsg: (no such file or directory|operation not permitted|permission denied)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The kubelet cannot read the log of the kernel, /dev/kmsg ($1), which it needs to hear of processes killed for memory: it runs in a container (LXC, rootless) that is not given it.',
    next: [
      'give that container /dev/kmsg (in LXC: lxc.mount.entry or a link to /dev/console at its start, and unconfined AppArmor); with a user namespace the feature gate KubeletInUserNamespace',
    ],
    samples: ['"Failed to start OOM watcher" err="open /dev/kmsg: no such file or directory"'],
    source: 'kubernetes pkg/kubelet/kubelet.go (initializeModules), pkg/kubelet/oom/oom_watcher_linux.go',
  },
  {
    id: 'kubelet-reserved-cgroup',
    matches:
      /Failed to enforce (System|Kube) Reserved Cgroup Limits on \\{0,3}"?([\w./-]{1,120}).{0,80}cgroup (?:does not|doesn't) exist/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The kubelet is told to hold the cgroup $2 to what is reserved ($1 reserved), and there is no such cgroup: it never makes it.',
    next: [
      'systemReservedCgroup and kubeReservedCgroup of its configuration: make those cgroups (a slice of systemd) before it starts, or take the entry out of enforceNodeAllocatable',
    ],
    samples: [
      '"Failed to enforce System Reserved Cgroup Limits on \\"/system.slice\\": [\\"system.slice\\"] cgroup does not exist"',
    ],
    source: 'kubernetes pkg/kubelet/cm/node_container_manager_linux.go',
  },
  {
    id: 'kubelet-no-endpoint',
    matches: /the container runtime endpoint address was not specified or empty/,
    kind: 'cause',
    name: 'kubelet-cri-endpoint',
    part: 'kubelet',
    says: 'The kubelet is not told which container runtime it uses, which it has needed since 1.24 (1.27 as a setting).',
    next: [
      'containerRuntimeEndpoint in its configuration, or --container-runtime-endpoint: unix:///run/containerd/containerd.sock, unix:///var/run/crio/crio.sock',
    ],
    where: ['/var/lib/kubelet/config.yaml', '/var/lib/kubelet/kubeadm-flags.env'],
    samples: [
      'failed to validate kubelet flags: the container runtime endpoint address was not specified or empty, use --container-runtime-endpoint to set',
    ],
    source: 'kubernetes cmd/kubelet/app/options/options.go (ValidateKubeletFlags)',
  },
  {
    id: 'kubelet-config-unreadable',
    matches:
      /failed to load [Kk]ubelet config file.{0,400}open (\/\S{1,200}?): (permission denied|input\/output error|too many levels of symbolic links)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The kubelet cannot read its configuration $1: $2.',
    next: [
      '`ls -laZ $1` and of the folders above: root has to read it; `ausearch -m avc -ts recent` where SELinux is on',
    ],
    samples: [
      'failed to load kubelet config file, path: /var/lib/kubelet/config.yaml, error: failed to read kubelet config file "/var/lib/kubelet/config.yaml", error: open /var/lib/kubelet/config.yaml: permission denied',
    ],
    source: 'kubernetes pkg/kubelet/kubeletconfig/configfiles/configfiles.go',
  },
  {
    id: 'node-no-relationship',
    matches:
      /cannot (?:get|list|watch) resource \\{0,3}"(\w{1,40})\\{0,3}".{0,120}no relationship found between node '([\w.-]{1,253})' and this object/,
    kind: 'state',
    confidence: 'possible',
    part: 'kubelet',
    says: 'The apiserver does not let the kubelet of $2 read an object ($1), because no pod of that node names it. Right after a pod is bound, or after a restart of the apiserver, that passes; where it stays, the pod names what is not there, or the kubelet shows the name of another node.',
    next: [
      'does the object exist in that namespace, and which pod of the node uses it? `kubectl get pods -A -o wide --field-selector spec.nodeName=$2`',
    ],
    samples: [
      'secrets "a" is forbidden: User "system:node:n1" cannot get resource "secrets" in API group "" in the namespace "shop": no relationship found between node \'n1\' and this object',
    ],
    source: 'kubernetes plugin/pkg/auth/authorizer/node/node_authorizer.go',
  },
  {
    id: 'path-is-directory',
    matches: /(?:read|open) (\/\S{1,200}?)\\{0,3}"?: is a directory/,
    kind: 'cause',
    says: '$1 is a directory where a file is needed: mostly one that was made for a mount or a copy that did not find the file.',
    next: ['`ls -la $1`: remove it where it is empty, put the file there, and start again what reads it'],
    samples: [
      'failed to run Kubelet: invalid kubeconfig: error loading config file \\"/var/lib/kubelet/kubeconfig\\": read /var/lib/kubelet/kubeconfig: is a directory',
    ],
    source: 'read(2), EISDIR; Go os',
  },
];
