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
    matches:
      /[Tt]he certificate \\{0,3}"([\w/-]{1,60})\\{0,3}" has expired: NotBefore|(?:could not validate bounds for certificate|failure loading) ([\w/-]{1,60})(?: certificate)?: the certificate has expired/,
    kind: 'cause',
    name: 'cert-expired',
    says: 'kubeadm finds the certificate $1$2 of an earlier run, and it has expired.',
    next: ['`kubeadm certs check-expiration`; where it is a CA, all that it signed has to be made anew with it'],
    samples: [
      'error execution phase certs/etcd-ca: the certificate "etcd/ca" has expired: NotBefore: 2015-01-01',
      'WARNING: could not validate bounds for certificate etcd/ca: the certificate has expired: NotBefore: 2015-01-01 00:00:00 +0000 UTC, NotAfter: 2016-01-01 00:00:00 +0000 UTC',
      'failure loading ca certificate: the certificate has expired',
    ],
    source: 'kubernetes cmd/kubeadm/app/util/pkiutil/pki_helpers.go (ValidateCertPeriod), phases/certs/certs.go',
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
      /unable to fetch the kubeadm-config ConfigMap: failed to get config map: (?:Unauthorized|.{0,120}is forbidden: User \\{0,3}"([\w:.@-]{1,253}))/,
    kind: 'cause',
    says: ({ groups: [, user = ''] }) =>
      user === ''
        ? 'The cluster does not take the credentials with which kubeadm asks for its kubeadm-config: the token of a join has expired or was deleted.'
        : `The cluster knows ${user}, and does not let it read the kubeadm-config: the Role and RoleBinding kubeadm:nodes-kubeadm-config of kube-system are missing, or the token lacks the group they are for.`,
    next: ({ groups: [, user = ''] }) => [
      ...(user === ''
        ? []
        : [
            'on a control-plane node: `kubectl -n kube-system get role,rolebinding kubeadm:nodes-kubeadm-config`; `kubeadm init phase upload-config kubeadm --config FILE` makes them anew; `kubeadm token list`: EXTRA GROUPS',
          ]),
      'on a control-plane node: `kubeadm token create --print-join-command`, and join with that',
    ],
    samples: [
      'error execution phase preflight: unable to fetch the kubeadm-config ConfigMap: failed to get config map: Unauthorized',
      'unable to fetch the kubeadm-config ConfigMap: failed to get config map: configmaps "kubeadm-config" is forbidden: User "system:bootstrap:abcdef" cannot get resource "configmaps" in API group "" in the namespace "kube-system"',
    ],
    source: 'kubernetes cmd/kubeadm/app/cmd/join.go, util/config/cluster.go, phases/uploadconfig/uploadconfig.go',
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
