import type { Message } from '../error-text/message.ts';

/** A node that joins. */
export const joinMessages: readonly Message[] = [
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
];
