import type { Message } from '../error-text/message.ts';

/** What kubeadm says of files that an earlier run left, and of what it does not reach. */
export const keptFileMessages: readonly Message[] = [
  {
    id: 'kubeadm-kept-kubeconfig',
    matches:
      /a kubeconfig file \\{0,3}"(\/[^"\\]{1,200})\\{0,3}" exists already but has got the wrong (CA cert|API Server URL|client certificate)/,
    kind: 'cause',
    says: 'kubeadm finds $1 of an earlier run, which does not fit this cluster: the wrong $2.',
    next: [
      'is this node to belong to the cluster of now? Then keep the file elsewhere and run kubeadm again: `mv $1 /root/`; a node that joined another cluster before: `kubeadm reset` first',
    ],
    samples: [
      'error execution phase kubeconfig/kubelet: a kubeconfig file "/etc/kubernetes/kubelet.conf" exists already but has got the wrong CA cert',
      'error execution phase kubeconfig/admin: a kubeconfig file "/etc/kubernetes/admin.conf" exists already but has got the wrong API Server URL',
    ],
    source: 'kubernetes cmd/kubeadm/app/phases/kubeconfig/kubeconfig.go (validateKubeConfig)',
  },
  {
    id: 'kubeadm-ca-expired',
    matches: /[Tt]he certificate \\{0,3}"([\w/-]{1,60})\\{0,3}" has expired: NotBefore/,
    kind: 'cause',
    name: 'cert-expired',
    says: 'kubeadm finds the certificate $1 of an earlier run, and it has expired.',
    next: ['`kubeadm certs check-expiration`; where it is a CA, all that it signed has to be made anew with it'],
    samples: ['error execution phase certs/etcd-ca: the certificate "etcd/ca" has expired: NotBefore: 2015-01-01'],
    source: 'kubernetes cmd/kubeadm/app/util/pkiutil/pki_helpers.go (ValidateCertPeriod)',
  },
  {
    id: 'kubeadm-many-runtimes',
    matches: /[Ff]ound multiple CRI endpoints on the host\. .{0,160}?: (unix:.{1,200})/,
    kind: 'cause',
    part: 'kubelet',
    says: 'kubeadm does not choose between several container runtimes on this host: $1',
    next: ['name one: --cri-socket, or nodeRegistration.criSocket in its configuration file'],
    samples: [
      "found multiple CRI endpoints on the host. Please define which one do you wish to use by setting the 'criSocket' field in the kubeadm configuration file: unix:///var/run/containerd/containerd.sock, unix:///var/run/cri-dockerd.sock",
    ],
    source: 'kubernetes cmd/kubeadm/app/util/runtime/runtime.go',
  },
  {
    id: 'kubeadm-join-no-server',
    matches:
      /couldn't validate the identity of the API Server: (?:abort connecting to API servers after timeout of \S{1,20}|failed to request the cluster-info ConfigMap: client rate limiter Wait returned an error: context deadline exceeded)/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'kubeadm join did not get the cluster-info of the cluster in time: nothing answers at the address of the command (firewall, VIP, wrong address), or the token has expired; lines before it say which.',
    next: [
      'from this node: `curl -k https://ADDRESS:6443/livez` with the address of the command; on a control-plane node `kubeadm token list`, and `kubeadm token create --print-join-command` for a new command',
    ],
    samples: [
      "error execution phase preflight: couldn't validate the identity of the API Server: abort connecting to API servers after timeout of 5m0s",
    ],
    source: 'kubernetes cmd/kubeadm/app/discovery/token/token.go',
  },
  {
    id: 'kubeadm-config-refused',
    matches:
      /unable to fetch the kubeadm-config ConfigMap: failed to get config map: (Unauthorized|.{0,120}is forbidden.{0,200})/,
    kind: 'cause',
    says: 'The cluster refuses the token of kubeadm join when it asks for the kubeadm-config: it has expired or was deleted ($1).',
    next: ['on a control-plane node: `kubeadm token create --print-join-command`, and join with that'],
    samples: [
      'error execution phase preflight: unable to fetch the kubeadm-config ConfigMap: failed to get config map: Unauthorized',
    ],
    source: 'kubernetes cmd/kubeadm/app/cmd/join.go, util/config/cluster.go',
  },
  {
    id: 'kubeadm-subnet',
    matches:
      /(?:networking\.)?(podSubnet|serviceSubnet): Invalid value: \\{0,3}"([^"\\]{1,120})\\{0,3}": ([^\]]{1,200})/,
    kind: 'cause',
    says: 'kubeadm does not take the $1 $2: $3',
    next: [
      '--pod-network-cidr and --service-cidr: apart from each other and from the network of the nodes, and large enough for /24 (IPv6 /64) a node',
    ],
    samples: [
      'networking.podSubnet: Invalid value: "10.244.0.0/24": the size of pod subnet with mask 24 is smaller than the size of node subnet with mask 24',
    ],
    source: 'kubernetes cmd/kubeadm/app/apis/kubeadm/validation/validation.go',
  },
];
