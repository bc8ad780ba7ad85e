import type { GenuineFault } from './genuine-fault.ts';

/** Certificates and TLS, broken by hand on the genuine tree. */
export const pkiFaults: readonly GenuineFault[] = [
  [
    'cert-expired',
    'the etcd server certificate has run out',
    `reissue etc/kubernetes/pki/etcd/server until="$(ago 3 hours)"`,
  ],
  [
    'cert-not-yet-valid',
    'issued by a machine that is two days ahead',
    `reissue etc/kubernetes/pki/etcd/peer from="$(ahead 2 days)" until="$(ahead 300 days)"`,
  ],
  [
    'cert-expiring',
    'five days left',
    `reissue etc/kubernetes/pki/front-proxy-client from="$(ago 360 days)" until="$(ahead 5 days)"`,
  ],
  ['ca-expired', "etcd's CA has run out", `reissue etc/kubernetes/pki/etcd/ca until="$(ago 1 day)"`],
  [
    'cert-unknown-ca',
    'the kubelet client certificate of a former cluster',
    `new_ca tmp/former kubernetes; reissue etc/kubernetes/pki/apiserver-kubelet-client ca=tmp/former`,
  ],
  [
    'cert-san-missing',
    'reached by a public name',
    `sed -i 's#server: https://[^:]*:#server: https://k8s.example.test:#' etc/kubernetes/scheduler.conf; echo '127.0.0.1 k8s.example.test' >> etc/hosts`,
  ],
  [
    'cert-key-mismatch',
    'the key of the neighbor',
    `cp etc/kubernetes/pki/etcd/peer.key etc/kubernetes/pki/etcd/server.key`,
  ],
  [
    'cert-eku-wrong',
    'a peer certificate without clientAuth',
    `reissue etc/kubernetes/pki/apiserver-kubelet-client usage=serverAuth`,
  ],
  [
    'cert-malformed',
    'saved as DER',
    `openssl x509 -in etc/kubernetes/pki/apiserver-etcd-client.crt -outform DER -out tmp.der; cat tmp.der > etc/kubernetes/pki/apiserver-etcd-client.crt; rm tmp.der`,
  ],
  [
    'etcd-apiserver-ca-mix',
    'the front proxy CA',
    `sed -i 's#--etcd-cafile=.*#--etcd-cafile=/etc/kubernetes/pki/front-proxy-ca.crt#' etc/kubernetes/manifests/kube-apiserver.yaml`,
  ],
  ['kubelet-client-expired', 'a node that slept', `expire_kubelet`],
  ['kubelet-conf-embedded-cert', 'the pair pasted into kubelet.conf', `embed_kubelet_cert`],
  ['kubelet-symlink-broken', 'the dated file deleted', `rm "$(kubelet_pem)"`],
  [
    'kubelet-serving-csr-pending',
    'serverTLSBootstrap on',
    `sed -i 's/^rotateCertificates: true/&\\nserverTLSBootstrap: true/' var/lib/kubelet/config.yaml`,
  ],
  ['kubelet-ca-missing', 'a typo', `sed -i 's#pki/ca.crt#pki/c.crt#' var/lib/kubelet/config.yaml`],
  ['pki-perms', 'etcd keys for all', `chmod 644 etc/kubernetes/pki/etcd/*.key`],
  [
    'front-proxy-mismatch',
    'another allowed name',
    `sed -i 's/--requestheader-allowed-names=.*/--requestheader-allowed-names=aggregator/' etc/kubernetes/manifests/kube-apiserver.yaml`,
  ],
  [
    'cert-unknown-ca',
    'ca.crt of another cluster copied over',
    `new_ca tmp/other kubernetes; cp tmp/other.crt etc/kubernetes/pki/ca.crt`,
  ],
  ['cert-unknown-ca', 'a new CA for etcd, and nothing issued with it', `new_ca etc/kubernetes/pki/etcd/ca etcd-ca`],
  [
    'cert-renewed-not-loaded',
    'renewed five minutes ago under an apiserver as old as this machine',
    `running; kernel; mkdir proc/4; cat /proc/1/stat > proc/4/stat; printf 'kube-apiserver\\0' > proc/4/cmdline; reissue etc/kubernetes/pki/apiserver from="$(ago 5 minutes)" until="$(ahead 365 days)"`,
  ],
];
