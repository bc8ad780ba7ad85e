import type { Message } from '../error-text/message.ts';

/** What each check of `kubeadm upgrade` means where it fails. */
const upgradeChecks: readonly { readonly check: RegExp; readonly says: string; readonly next: string }[] = [
  {
    check: /ERROR ImagePull/,
    says: 'An image that kubeadm needs cannot be pulled on this node',
    next: '`kubeadm config images pull` shows it again: registry, proxy of the runtime, DNS',
  },
  {
    check: /ERROR CreateJob/,
    says: 'The pod with which kubeadm tries out the cluster did not run to its end in time (no node takes it, its pause image is missing, or a webhook or quota refuses it)',
    next: '`kubectl -n kube-system get jobs,pods` and `kubectl -n kube-system get events --sort-by=.lastTimestamp` right after the next try',
  },
  {
    check: /ERROR APIServerHealth/,
    says: 'The apiserver that kubeadm asks does not call itself healthy',
    next: '`kubectl get --raw "/readyz?verbose"`; {apiserver-log}',
  },
  {
    check: /ERROR CoreDNS/,
    says: 'kubeadm cannot carry the Corefile over to the CoreDNS of the new version: it does not know the present version (the tag of its image), or a plug-in in it',
    next: '`kubectl -n kube-system get deployment coredns -o yaml | grep image:` and `kubectl -n kube-system get configmap coredns -o yaml`; where the Corefile fits the new CoreDNS: `--ignore-preflight-errors=CoreDNSUnsupportedPlugins,CoreDNSMigration`',
  },
  {
    check: /./,
    says: 'A check of kubeadm before the upgrade failed',
    next: 'bring that into order first: `kubectl get nodes`, `kubectl -n kube-system get pods`',
  },
];
const upgradeCheckOf = (text: string) =>
  upgradeChecks.find(({ check }) => check.test(text)) ?? { says: 'A check of kubeadm failed', next: '' };

/** Checks of kubeadm before it does anything. */
export const preflightMessages: readonly Message[] = [
  {
    id: 'kubeadm-hints',
    matches:
      /^\s*(?:- )?(?:The kubelet is not running$|The kubelet is unhealthy due to a misconfiguration of the node|'?(?:systemctl status kubelet|journalctl -xeu kubelet)'?$|'?(?:crictl|docker) .{0,160}(?:ps -a \| grep kube|logs CONTAINERID))|This error is likely caused by|Unfortunately, an error has occurred|Additionally, a control plane component may have crashed|To see the stack trace of this error|Once you have found the failing container|Here is one example how you may list|If you are on a systemd-powered system|If you know what you are doing, you can make a check non-fatal|Some fatal errors occurred:|A control plane component may have crashed or exited|^\s*To troubleshoot, list all containers using|^error execution phase preflight:\s*$|conditions for hosting a new control plane instance is not satisfied|^\s*Please ensure that:\s*$|^\s*\* The c(?:luster has a stable controlPlaneEndpoint|ertificates that must be shared)/,
    kind: 'harmless',
    says: 'Words that kubeadm always prints when it gives up; they say nothing of this case.',
    samples: [
      '        - The kubelet is not running',
      "        - 'journalctl -xeu kubelet'",
      'This error is likely caused by:',
      '[preflight] Some fatal errors occurred:',
      'A control plane component may have crashed or exited when started by the container runtime.',
      'To troubleshoot, list all containers using your preferred container runtimes CLI.',
      'error execution phase preflight: ',
      'One or more conditions for hosting a new control plane instance is not satisfied.',
      '* The certificates that must be shared among control plane instances are provided.',
    ],
    not: ['[kubelet-check] The kubelet is not healthy after 4m0s'],
    source: 'kubernetes cmd/kubeadm/app/cmd/phases/init/waitcontrolplane.go',
  },
  {
    id: 'kubeadm-version-offline',
    matches:
      /could not fetch a Kubernetes version from the internet: |falling back to the local client version: v|\[WARNING (?:Firewalld|Service-(?:Docker|Kubelet)|SystemVerification)\]: /,
    kind: 'harmless',
    says: 'No fault yet: kubeadm takes the version of its own, as it cannot ask for the newest; and what it merely warns of (firewalld, a service that is not enabled) may matter later.',
    samples: [
      'could not fetch a Kubernetes version from the internet: unable to get URL "https://dl.k8s.io/release/stable-1.txt": context deadline exceeded',
      'falling back to the local client version: v1.20.2',
      "[WARNING Service-Docker]: docker service is not enabled, please run 'systemctl enable docker.service'",
    ],
    not: ['[WARNING Swap]: running with swap on is not supported. Please disable swap'],
    source: 'kubernetes cmd/kubeadm/app/util/version.go, preflight/checks.go',
  },
  {
    id: 'preflight-ip-forward',
    matches: /\[ERROR FileContent--proc-sys-net-ipv[46]-(?:conf-\w+-)?(?:ip_)?forward(?:ing)?\]/,
    kind: 'cause',
    name: 'cni-ip-forward',
    part: 'cni',
    says: 'kubeadm stops because this host does not forward packets: net.ipv4.ip_forward is 0.',
    next: ['`sysctl -w net.ipv4.ip_forward=1`, and the same line in a file of /etc/sysctl.d'],
    where: ['/proc/sys/net/ipv4/ip_forward', '/etc/sysctl.d'],
    samples: [
      '[ERROR FileContent--proc-sys-net-ipv4-ip_forward]: /proc/sys/net/ipv4/ip_forward contents are not set to 1',
    ],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
  {
    id: 'preflight-br-netfilter',
    matches: /\[ERROR FileContent--proc-sys-net-bridge-bridge-nf-call-ip6?tables\]/,
    kind: 'cause',
    name: 'cni-br-netfilter',
    part: 'cni',
    says: 'kubeadm stops because the kernel does not show bridged packets to iptables: load br_netfilter, then set net.bridge.bridge-nf-call-iptables to 1.',
    next: [
      '`modprobe br_netfilter`, `sysctl -w net.bridge.bridge-nf-call-iptables=1`; both for good in /etc/modules-load.d and /etc/sysctl.d',
    ],
    where: ['/etc/modules-load.d', '/etc/sysctl.d'],
    samples: [
      '[ERROR FileContent--proc-sys-net-bridge-bridge-nf-call-iptables]: /proc/sys/net/bridge/bridge-nf-call-iptables does not exist',
    ],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
  {
    id: 'preflight-left-over',
    matches: /\[ERROR (?:FileAvailable|DirAvailable)--\S{1,120}\]: (\S{1,200}) (?:already exists|is not empty)/,
    kind: 'cause',
    apart: true,
    part: 'kubelet',
    says: 'kubeadm stops because $1 is there from an earlier init or join. On a node that works that is right: nothing to do.',
    next: ['to make the node anew: `kubeadm reset` (it deletes what this node has of the cluster, etcd data included)'],
    samples: [
      '[ERROR FileAvailable--etc-kubernetes-kubelet.conf]: /etc/kubernetes/kubelet.conf already exists',
      '[ERROR DirAvailable--var-lib-etcd]: /var/lib/etcd is not empty',
    ],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
  {
    id: 'preflight-runtime',
    matches: /\[ERROR CRI\]: (.{1,300})/,
    kind: 'cause',
    part: 'runtime',
    says: 'kubeadm finds no working container runtime: $1',
    next: ['{runtime-log}'],
    samples: ['[ERROR CRI]: could not connect to the container runtime: something new'],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
  {
    id: 'kubeadm-which-socket',
    matches: /Found multiple CRI (?:endpoints on the host|sockets, please use)/,
    kind: 'cause',
    part: 'runtime',
    says: 'kubeadm stops because this host has the sockets of several container runtimes, and it was not told which to use.',
    next: [
      'name it: `--cri-socket unix:///run/containerd/containerd.sock` (CRI-O: unix:///var/run/crio/crio.sock, Docker: unix:///var/run/cri-dockerd.sock), the same for init, join and reset',
    ],
    samples: [
      "Found multiple CRI endpoints on the host. Please define which one do you wish to use by setting the 'criSocket' field in the kubeadm configuration file: unix:///var/run/containerd/containerd.sock, unix:///var/run/cri-dockerd.sock",
      'Found multiple CRI sockets, please use --cri-socket to select one: /var/run/dockershim.sock, /run/containerd/containerd.sock',
    ],
    source: 'kubernetes cmd/kubeadm/app/util/runtime/runtime.go',
  },
  {
    id: 'kubeadm-reset-alone',
    matches: /\[reset\] Unable to fetch the kubeadm-config ConfigMap from cluster/,
    kind: 'harmless',
    says: 'Harmless: kubeadm reset needs no apiserver, it cleans this host without its configuration.',
    samples: [
      '[reset] Unable to fetch the kubeadm-config ConfigMap from cluster: failed to get config map: Get "https://192.0.2.5:6443/api/v1/namespaces/kube-system/configmaps/kubeadm-config?timeout=10s": dial tcp 192.0.2.5:6443: connect: connection refused',
    ],
    not: ['Unable to fetch the kubeadm-config ConfigMap: failed to get config map'],
    source: 'kubernetes cmd/kubeadm/app/cmd/reset.go',
  },
  {
    id: 'preflight-not-root',
    matches: /\[ERROR IsPrivilegedUser\]/,
    kind: 'cause',
    part: 'kubectl',
    says: 'kubeadm was not run as root.',
    next: ['run the same command with sudo'],
    samples: ['[ERROR IsPrivilegedUser]: user is not running as root'],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
  {
    id: 'preflight-unhealthy-cluster',
    matches:
      /\[ERROR (?:APIServerHealth|ControlPlaneNodesReady|CreateJob|StaticPodManifest|CoreDNSUnsupportedPlugins|CoreDNSMigration|ComponentHealth\S{0,20}|ImagePull)\]: (?!.{0,300}dial tcp \S{3,80}: (?:connect: |i\/o ))(.{1,400})/,
    kind: 'state',
    part: 'kube-apiserver',
    says: ({ text, groups: [, reason = ''] }) => `${upgradeCheckOf(text).says}: ${reason}`,
    next: ({ text }) => [`${upgradeCheckOf(text).next}; kubeadm has changed nothing yet`],
    yieldsTo: /^apiserver-/,
    samples: [
      '[ERROR ImagePull]: failed to pull image registry.k8s.io/kube-proxy:v1.30.0: something new',
      '[ERROR APIServerHealth]: the API Server is unhealthy; /livez didn\'t return "ok"',
      '[ERROR CreateJob]: Job "upgrade-health-check" in the namespace "kube-system" did not complete in 15s: no condition of type Complete',
    ],
    not: [
      '[ERROR ControlPlaneNodesReady]: couldn\'t list control-planes in cluster: Get "https://192.0.2.5:6443/api/v1/nodes?labelSelector=x": dial tcp 192.0.2.5:6443: connect: connection refused',
    ],
    source: 'kubernetes cmd/kubeadm/app/phases/upgrade/health.go',
  },
  {
    id: 'preflight-other',
    matches:
      /\[ERROR ([\w./-]{1,80})\]: (?!.{0,300}(?:\/api\/v1\/|apiserver).{0,200}dial tcp \S{3,80}: (?:connect: |i\/o ))(.{1,300})/,
    kind: 'cause',
    apart: true,
    part: 'kubelet',
    says: 'A check that kubeadm makes before it begins failed ($1): $2',
    next: ['correct what it names on this host and run kubeadm again'],
    samples: [
      '[ERROR NumCPU]: the number of available CPUs 1 is less than the required 2',
      '[ERROR FileExisting-conntrack]: conntrack not found in system path',
    ],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
];
