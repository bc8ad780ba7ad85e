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
    check: /./,
    says: 'A check of kubeadm before the upgrade failed',
    next: 'bring that into order first: `kubectl get nodes`, `kubectl -n kube-system get pods`',
  },
];

const upgradeCheckOf = (text: string) =>
  upgradeChecks.find(({ check }) => check.test(text)) ?? { says: 'A check of kubeadm failed', next: '' };

/** What kubeadm and a node say while it is made, joins or is upgraded. */
export const joiningMessages: readonly Message[] = [
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
  {
    id: 'join-token',
    matches:
      /token id \\?"?[\w<>]{1,40}\\?"? is invalid for this cluster|could not find a JWS signature in the cluster-info ConfigMap|invalid token.{0,60}bootstrap|bootstrap token.{0,60}(?:expired|invalid)/i,
    kind: 'cause',
    part: 'kubelet',
    says: 'The bootstrap token of kubeadm join has expired (after 24 hours) or is of another cluster.',
    next: [
      'on a control-plane node: `kubeadm token create --print-join-command`; for a control-plane node also `kubeadm init phase upload-certs --upload-certs`, whose key goes with --certificate-key (good for two hours)',
    ],
    samples: [
      'Failed to connect to API Server "k:6443": token id "abc123" is invalid for this cluster or it has expired.',
      'could not find a JWS signature in the cluster-info ConfigMap for token ID "abcdef"',
    ],
    source: 'kubernetes cmd/kubeadm/app/discovery/token',
  },
  {
    id: 'join-certs-expired',
    matches:
      /couldn't download the kubeadm-certs Secret|Secret \\?"kubeadm-certs\\?" was not found|error decoding (?:certificate key|secret data with provided key)|error decrypting.{0,40}(?:certificate|secret)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The certificates that another control-plane node needs are not in the cluster any more (kubeadm-certs is deleted two hours after it was uploaded), or the key given is not theirs.',
    next: [
      'on a control-plane node: `kubeadm init phase upload-certs --upload-certs`; join again with the key that it prints as --certificate-key',
    ],
    samples: [
      'error downloading the secret: Secret "kubeadm-certs" was not found in the "kube-system" Namespace. This Secret might have expired.',
      'error execution phase control-plane-prepare/download-certs: error downloading certs: error decoding secret data with provided key: cipher: message authentication failed',
    ],
    source: 'kubernetes cmd/kubeadm/app/phases/copycerts',
  },
  {
    id: 'join-no-endpoint',
    matches: /a cluster that doesn't have a stable controlPlaneEndpoint address/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The cluster was made without a controlPlaneEndpoint, so no further control-plane node can join it: its nodes know the address of the first one only.',
    next: [
      'set controlPlaneEndpoint, a name or VIP of a load balancer before port 6443, in the ConfigMap: `kubectl -n kube-system edit configmap kubeadm-config`',
      'the certificate of the apiserver must hold that name too (certSANs; move apiserver.crt and apiserver.key away, then `kubeadm init phase certs apiserver --config` with the same configuration, and restart the apiserver)',
    ],
    samples: [
      "unable to add a new control plane instance to a cluster that doesn't have a stable controlPlaneEndpoint address",
    ],
    source: 'kubernetes cmd/kubeadm/app/cmd/phases/join/preflight.go',
  },
  {
    id: 'join-shared-certificates',
    matches: /failure loading (?:certificate|key) for .{1,60}: couldn't load the .{1,40} file (\S{1,200}?):/,
    kind: 'cause',
    part: 'kubelet',
    says: 'This node lacks the certificates and keys that control-plane nodes share ($1 first): join does not make them, it takes them from the first one.',
    next: [
      'on a control-plane node: `kubeadm init phase upload-certs --upload-certs`; join again with --control-plane and the key that it prints as --certificate-key',
      'or copy ca.crt, ca.key, sa.pub, sa.key, front-proxy-ca.* and etcd/ca.* of /etc/kubernetes/pki from there',
    ],
    samples: [
      "[failure loading certificate for CA: couldn't load the certificate file /etc/kubernetes/pki/ca.crt: open /etc/kubernetes/pki/ca.crt: no such file or directory, failure loading key for service account: couldn't load the private key file /etc/kubernetes/pki/sa.key: open /etc/kubernetes/pki/sa.key: no such file or directory]",
    ],
    source: 'kubernetes cmd/kubeadm/app/phases/certs/certs.go, SharedCertificateExists',
  },
  {
    id: 'join-node-exists',
    matches: /a Node with name \\?"([\w.-]{1,200})\\?" and status \\?"(\w{1,20})\\?" already exists in the cluster/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The cluster has a node $1 already (status $2), so kubeadm does not let this host join under the same name.',
    next: [
      'two hosts of one name: give this one another (hostname, or --node-name)',
      'the same host, made anew: `kubectl delete node $1`, then join again',
    ],
    samples: [
      'error execution phase kubelet-start: a Node with name "worker1" and status "Ready" already exists in the cluster. You must delete the existing Node or change the name of this new joining Node',
    ],
    source: 'kubernetes cmd/kubeadm/app/cmd/phases/join/kubelet.go',
  },
  {
    id: 'join-etcd-unhealthy',
    matches:
      /(?:check-etcd|control-plane-join\/\S{1,20}).{0,80}etcd cluster is not healthy: .{0,60}?(https:\/\/\S{1,100})?(?: with maintenance client)?: (.{1,200})/,
    kind: 'cause',
    part: 'etcd',
    says: 'kubeadm adds no member to an etcd that is not healthy: the member at $1 does not answer ($2).',
    next: [
      'on a control-plane node that works: `etcdctl member list` and `etcdctl endpoint health --cluster`; a member whose host is gone for good: `etcdctl member remove` with its id',
      'does that host answer on 2379 from here (firewall, security group)?',
    ],
    samples: [
      'error execution phase check-etcd: etcd cluster is not healthy: failed to dial endpoint https://10.0.0.12:2379 with maintenance client: context deadline exceeded',
    ],
    source: 'kubernetes cmd/kubeadm/app/cmd/phases/join/checketcd.go, util/etcd',
  },
  {
    id: 'upgrade-version',
    matches:
      /Specified version to upgrade to \\?"?(v[\w.+-]{1,40})\\?"? is (too high; kubeadm can upgrade only|at least one minor release higher|higher than the kubeadm version|too low|equal to or lower|an unstable version)|There are kubelets in this cluster that are too old that have these versions (.{1,80})|(?:T|t)his version of kubeadm only supports deploying clusters with the control plane version >= ?(\S{1,20}?)\.? Current version: (\S{1,20})/,
    kind: 'cause',
    part: 'kubelet',
    says: ({ groups: [, version = '', , kubelets = '', least = '', current = ''] }) =>
      kubelets !== ''
        ? `kubeadm does not upgrade while kubelets are too old: ${kubelets}`
        : least !== ''
          ? `This kubeadm is too new for the version it is to deploy: it makes control planes from ${least} on, and was told ${current}.`
          : `kubeadm does not upgrade to ${version}: the control plane goes one minor version at a time, with the kubeadm of that very version.`,
    next: ({ groups: [, version = '', , kubelets = '', least = ''] }) =>
      kubelets !== ''
        ? ['upgrade the kubelets of those nodes first: `kubectl get nodes` shows their versions']
        : least !== ''
          ? ['install the kubeadm of the version wanted, or raise kubernetesVersion of its configuration']
          : [
              `\`kubeadm version\`, \`kubectl version\` and \`kubectl get nodes\` show where you are; install the kubeadm of the next minor version, \`kubeadm upgrade plan\`, apply it, and repeat until ${version}`,
            ],
    samples: [
      '- Specified version to upgrade to "v1.29.1" is too high; kubeadm can upgrade only 1 minor version at a time',
      '- Specified version to upgrade to "v1.29.1" is higher than the kubeadm version "v1.28.3". Upgrade kubeadm first using the tool you used to install kubeadm',
      '- There are kubelets in this cluster that are too old that have these versions [v1.24.1]',
      'this version of kubeadm only supports deploying clusters with the control plane version >= 1.28.0. Current version: v1.26.3',
    ],
    source: 'kubernetes cmd/kubeadm/app/phases/upgrade/policy.go, util/config/common.go',
  },
  {
    id: 'upgrade-version-heading',
    matches:
      /FATAL: the --version argument is invalid due to these fatal errors|Please fix the errors you've outlined above/,
    kind: 'harmless',
    says: 'Words around the errors of kubeadm upgrade.',
    samples: ['[upgrade/version] FATAL: the --version argument is invalid due to these fatal errors:'],
    source: 'kubernetes cmd/kubeadm/app/cmd/upgrade/common.go',
  },
  {
    id: 'kubeadm-config-old-api',
    matches:
      /your configuration file uses (?:an old|a deprecated) API spec: \\?"([\w./]{1,60})\\?".{0,100}?(?:Please use kubeadm (v[\d.]{1,8}) instead|$)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The configuration file given to kubeadm is of an API version ($1) that this kubeadm no longer reads.',
    next: [
      'with kubeadm $2, or another that still reads it: `kubeadm config migrate --old-config OLD --new-config NEW`, then use the new file',
      'or write it anew from `kubeadm config print init-defaults` of this version',
    ],
    samples: [
      'your configuration file uses an old API spec: "kubeadm.k8s.io/v1beta2" (kind: "ClusterConfiguration"). Please use kubeadm v1.22 instead and run \'kubeadm config migrate --old-config old.yaml --new-config new.yaml\'',
    ],
    not: ['your configuration file uses the API spec kubeadm.k8s.io/v1beta4'],
    source: 'kubernetes cmd/kubeadm/app/util/config/common.go',
  },
  {
    id: 'kubeadm-apiserver-unhealthy',
    matches:
      /\[(?:control-plane|api)-check\] (?:kube-apiserver|The API server) is not healthy after (\S{1,20})|failed while waiting for the control plane to start: .{0,900}kube-apiserver check failed at (\S{1,100}?):? /,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'kubeadm waited for the apiserver, and it did not become healthy: its container ends or never started, mostly because etcd below it does not run. Scheduler and controller manager wait for it.',
    next: ['{apiserver-log}', '{etcd-log}', '{kubelet-log}'],
    samples: [
      '[control-plane-check] kube-apiserver is not healthy after 4m0.001s',
      '[api-check] The API server is not healthy after 4m0.001s',
      'error execution phase wait-control-plane: failed while waiting for the control plane to start: [kube-scheduler check failed at https://127.0.0.1:10259/livez: Get "https://127.0.0.1:10259/livez": dial tcp 127.0.0.1:10259: connect: connection refused, kube-apiserver check failed at https://10.0.0.4:6443/livez: context deadline exceeded]',
    ],
    source: 'kubernetes cmd/kubeadm/app/util/apiclient/wait.go',
  },
  {
    id: 'kubeadm-component-unhealthy',
    matches:
      /\[control-plane-check\] (kube-\w[\w-]{1,40}) is not healthy after|failed while waiting for the control plane to start: \[?(kube-\w[\w-]{1,40}) check failed/,
    kind: 'state',
    part: 'kube-scheduler',
    yieldsTo: /^kubeadm-apiserver-unhealthy$/,
    says: 'kubeadm waited for $1$2, and it did not become healthy: its container ends or never started.',
    next: [
      '`crictl ps -a --name $1`, then `crictl logs` with its id',
      '`crictl ps -a --name $2`, then `crictl logs` with its id',
      '{kubelet-log}',
    ],
    samples: [
      '[control-plane-check] kube-scheduler is not healthy after 4m0.000348s',
      'error execution phase wait-control-plane: failed while waiting for the control plane to start: kube-controller-manager check failed at https://127.0.0.1:10257/healthz: connection refused',
    ],
    source: 'kubernetes cmd/kubeadm/app/util/apiclient/wait.go',
  },
  {
    id: 'join-hash-format',
    matches:
      /unknown hash format "?([^"]{0,40})|invalid public key hash, expected|expected a \d{1,3} byte SHA-256 hash, found/,
    needs: { component: /^(?:kubeadm|$)/ },
    kind: 'cause',
    part: 'kubelet',
    says: 'The value of --discovery-token-ca-cert-hash is not of the form sha256:HEX (a blank or quote in it, or cut off): kubeadm compared nothing yet.',
    next: ['on a control-plane node: `kubeadm token create --print-join-command`, and copy the line whole'],
    samples: [
      'error execution phase preflight: couldn\'t validate the identity of the API Server: unknown hash format " sha256"',
      "error execution phase preflight: couldn't validate the identity of the API Server: expected a 32 byte SHA-256 hash, found 31 bytes",
    ],
    source: 'kubernetes cmd/kubeadm/app/util/pubkeypin/pubkeypin.go',
  },
  {
    id: 'join-ca-hash',
    matches: /cluster CA found in cluster-info ConfigMap is invalid|none of the public keys .{1,200} are pinned/,
    kind: 'cause',
    part: 'kubelet',
    says: "The hash in --discovery-token-ca-cert-hash is not that of this cluster's CA: the join command is of another or an earlier cluster.",
    next: ['on a control-plane node: `kubeadm token create --print-join-command` gives the right one'],
    where: ['/etc/kubernetes/pki/ca.crt'],
    samples: ['cluster CA found in cluster-info ConfigMap is invalid: none of the public keys "sha256:ab" are pinned'],
    source: 'kubernetes cmd/kubeadm/app/util/pubkeypin',
  },
  {
    id: 'join-apiserver-unreachable',
    matches:
      /couldn't validate the identity of the API Server: .{0,400}(?:Client\.Timeout|i\/o timeout|deadline exceeded|no route to host|connection refused)|Failed to request cluster-info, will try again: .{0,400}(?:Client\.Timeout|i\/o timeout|deadline exceeded|no route to host|connection refused|network is unreachable|\bEOF\b)/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'This node does not reach the apiserver at the address it was told to join: it does not listen there, or a firewall, security group or route is in between.',
    next: [
      'from this node: does the port of that address answer (`nc -vz` with host and port)? On the control plane: {apiserver-log}',
    ],
    samples: [
      `couldn't validate the identity of the API Server: Get "https://192.0.2.1:6443/x": i/o timeout`,
      'Failed to request cluster-info, will try again: Get "https://192.0.2.1:6443/api/v1/namespaces/kube-public/configmaps/cluster-info?timeout=10s": context deadline exceeded',
    ],
    not: [
      'Failed to request cluster-info, will try again: Get "https://192.0.2.1:6443/x": x509: certificate has expired',
    ],
    source: 'kubernetes cmd/kubeadm/app/discovery/token',
  },
  {
    id: 'upgrade-control-plane',
    matches:
      /couldn't upgrade control plane\.(?!.{0,200}did not change).{0,200}(?:timed out waiting for the condition|deadline exceeded)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'kubeadm wrote the manifest of the new version, and the kubelet did not restart that static pod with it in time (kubelet stuck or down, an image that cannot be pulled, or the new component ends at once). kubeadm put the old manifest back.',
    next: [
      '{kubelet-log}',
      'the container of the component named before: `crictl ps -a`, `crictl logs` with its id; can the node pull the new image?',
    ],
    samples: [
      "[upgrade/apply] FATAL: couldn't upgrade control plane. kubeadm has tried to recover everything into the earlier state. Errors faced: [timed out waiting for the condition]",
    ],
    source: 'kubernetes cmd/kubeadm/app/phases/upgrade/staticpods.go',
  },
  {
    id: 'upgrade-static-pod-hash',
    matches: /static Pod hash for component (\S{1,60}) on Node (\S{1,120}) did not change after (\S{1,20}?):?(?: |$)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The upgrade wrote the new manifest of $1, and within $3 the kubelet of $2 did not restart that static pod with it (kubelet stuck or down, an image that cannot be pulled, or a new $1 that ends at once). kubeadm put the old manifest back.',
    next: ['{kubelet-log}', 'the container of that component: {apiserver-log}; can the node pull the new image?'],
    samples: [
      '[upgrade/apply] FATAL: static Pod hash for component kube-apiserver on Node cp1 did not change after 5m0s: timed out waiting for the condition',
    ],
    source: 'kubernetes cmd/kubeadm/app/phases/upgrade/staticpods.go',
  },
  {
    id: 'kubeadm-config-not-found',
    matches: /Continuing without it: configmaps? \\?"?(\S{1,80}?)\\?"? not found/,
    kind: 'harmless',
    says: 'Harmless: kubeadm found no ConfigMap $1 (as where kube-proxy is replaced) and goes on without it.',
    samples: [
      'Warning: No kubeproxy.config.k8s.io/v1alpha1 config is loaded. Continuing without it: configmaps "kube-proxy" not found',
    ],
    source: 'kubernetes cmd/kubeadm/app/componentconfigs',
  },
  {
    id: 'kubeadm-node-404',
    matches: /GET https:\/\/\S{1,200}\/api\/v1\/nodes\/([\w.-]{1,200})(?:\?\S{0,60})? 404 Not Found/,
    kind: 'state',
    part: 'kubelet',
    says: 'The apiserver answers, and the node object $1 never appears (404): the kubelet on that node did not register. kubeadm waits for it in vain.',
    next: ['{kubelet-log}'],
    samples: ['GET https://cp:6443/api/v1/nodes/worker1?timeout=10s 404 Not Found in 4 milliseconds'],
    source: 'kubernetes cmd/kubeadm/app/phases/patchnode',
  },
  {
    id: 'kubeadm-gave-up',
    matches:
      /\[kubelet-check\] Initial timeout of|error execution phase (wait-control-plane|kubelet-start|kubelet-finalize|upload-config\S{0,20})(?=: .{0,200}(?:initialize a Kubernetes cluster|timed out|deadline exceeded|not healthy)|:?\s*$)|(?:couldn't|could not) initialize a Kubernetes cluster|timed out waiting for the condition$|\[kubelet-check\] ((?:The )?\S{1,60}) is not healthy after/,
    kind: 'state',
    catchAll: true,
    part: 'kube-controller-manager',
    confidence: 'possible',
    says: 'kubeadm gave up waiting for the control plane or the kubelet ($1$2). This does not say why; the kubelet does, or the container that ended.',
    next: ['{kubelet-log}', '{apiserver-log}'],
    samples: [
      "error execution phase wait-control-plane: couldn't initialize a Kubernetes cluster",
      '[kubelet-check] Initial timeout of 40s passed.',
      'error execution phase wait-control-plane: could not initialize a Kubernetes cluster',
    ],
    not: ['error execution phase kubelet-start: something new'],
    source: 'kubernetes cmd/kubeadm/app/cmd/phases/init/waitcontrolplane.go',
  },
  {
    id: 'kubeadm-phase',
    matches: /error execution phase ([\w/-]{1,60}): (.{1,400})/,
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    says: 'kubeadm stopped in its phase $1: $2',
    next: ['run it again with --v=5 for the whole story; {kubelet-log}'],
    samples: ['error execution phase addon/coredns: something new'],
    source: 'kubernetes cmd/kubeadm/app/cmd/phases/workflow',
  },
];
