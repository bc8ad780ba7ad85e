/**
 * Faults made by hand on a copy of the tree of a real control plane (kubeadm 1.20, genuine certificates, logs
 * of real processes): name of the code, what a person did, how.
 */
export const genuineMutations: readonly (readonly [name: string, did: string, snippet: string])[] = [
  [
    'manifest-yaml-invalid',
    'a colon lost behind a key',
    `sed -i 's/^  hostNetwork: true/  hostNetwork true/' etc/kubernetes/manifests/kube-controller-manager.yaml`,
  ],
  [
    'manifest-kind-invalid',
    'kind written small',
    `sed -i 's/^kind: Pod/kind: pod/' etc/kubernetes/manifests/kube-apiserver.yaml`,
  ],
  [
    'manifest-duplicate-backup',
    'sed -i.orig left a copy',
    `sed -i.orig 's/cpu: 250m/cpu: 300m/' etc/kubernetes/manifests/kube-apiserver.yaml`,
  ],
  ['manifest-missing', 'moved to the folder above', `mv etc/kubernetes/manifests/kube-scheduler.yaml etc/kubernetes/`],
  [
    'manifest-wrong-static-path',
    'an old folder in staticPodPath',
    `sed -i 's#^staticPodPath:.*#staticPodPath: /etc/kubelet.d#' var/lib/kubelet/config.yaml`,
  ],
  [
    'manifest-unknown-flag',
    'a letter too many',
    `sed -i 's/--leader-elect=true/--leader-elects=true/' etc/kubernetes/manifests/kube-scheduler.yaml`,
  ],
  [
    'manifest-file-missing',
    'the key renamed',
    `mv etc/kubernetes/pki/front-proxy-client.key etc/kubernetes/pki/front-proxy-client.key.old`,
  ],
  [
    'manifest-path-not-mounted',
    'an encryption configuration in /etc/kubernetes/enc',
    `mkdir etc/kubernetes/enc; echo 'kind: EncryptionConfiguration' > etc/kubernetes/enc/enc.yaml; sed -i 's#^    - --secure-port=6443#&\\n    - --encryption-provider-config=/etc/kubernetes/enc/enc.yaml#' etc/kubernetes/manifests/kube-apiserver.yaml`,
  ],
  [
    'manifest-hostpath-missing',
    'type File for a file nobody made',
    `sed -i 's#^  volumes:$#&\\n  - hostPath:\\n      path: /etc/kubernetes/audit.yaml\\n      type: File\\n    name: audit#' etc/kubernetes/manifests/kube-apiserver.yaml`,
  ],
  [
    'manifest-etcd-url',
    'the peer port',
    `sed -i 's#\\(--etcd-servers=.*\\):2379#\\1:2381#' etc/kubernetes/manifests/kube-apiserver.yaml`,
  ],
  [
    'manifest-probe-mismatch',
    'HTTP instead of HTTPS',
    `sed -i '/livenessProbe/,/initialDelay/s/scheme: HTTPS/scheme: HTTP/' etc/kubernetes/manifests/kube-controller-manager.yaml`,
  ],
  [
    'manifest-anon-auth-probe',
    'hardened by the book',
    `sed -i 's/^    - --allow-privileged=true/&\\n    - --anonymous-auth=false/' etc/kubernetes/manifests/kube-apiserver.yaml`,
  ],
  [
    'manifest-image-bad',
    'the image of another component',
    `sed -i 's#image: k8s.gcr.io/kube-controller-manager:#image: k8s.gcr.io/kube-proxy:#' etc/kubernetes/manifests/kube-controller-manager.yaml`,
  ],
  [
    'manifest-kubeconfig-missing',
    'scheduler.conf moved away',
    `mv etc/kubernetes/scheduler.conf etc/kubernetes/scheduler.conf.save`,
  ],
  [
    'manifest-sa-key-mismatch',
    'a key of its own on this node',
    `openssl genrsa 2048 > etc/kubernetes/pki/sa.key 2>/dev/null`,
  ],
  [
    'manifest-service-cidr-drift',
    'another range on the controller manager',
    `sed -i 's#^    - --use-service-account-credentials=true#&\\n    - --service-cluster-ip-range=10.32.0.0/24#' etc/kubernetes/manifests/kube-controller-manager.yaml`,
  ],
  ['manifest-perms', 'umask 0', `chmod 646 etc/kubernetes/manifests/etcd.yaml`],
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
    'kubeconfig-refused',
    'the port of old days',
    `sed -i 's#\\(server: https://.*\\):6443#\\1:8443#' etc/kubernetes/admin.conf`,
  ],
  [
    'kubeconfig-context-missing',
    'the context renamed in one place',
    `sed -i 's/^current-context: .*/current-context: prod/' etc/kubernetes/admin.conf`,
  ],
  [
    'kubeconfig-no-user',
    'the user of the context is not there',
    `sed -i -e '/client-certificate-data/d' -e '/client-key-data/d' -e '/as-user-extra/d' -e 's/^  user:$/  user: {}/' etc/kubernetes/admin.conf`,
  ],
  [
    'kubeconfig-bad-b64',
    'cut by the clipboard',
    `sed -i 's/\\(certificate-authority-data: .\\{41\\}\\).*/\\1/' etc/kubernetes/admin.conf`,
  ],
  ['kubeconfig-bad-yaml', 'a tab', `sed -i 's/^    user: /\\t user: /' etc/kubernetes/admin.conf`],
  [
    'kubeconfig-wrong-kind',
    'the kubeadm configuration',
    `printf 'apiVersion: kubeadm.k8s.io/v1beta2\\nkind: ClusterConfiguration\\n' > etc/kubernetes/admin.conf`,
  ],
  [
    'kubeconfig-file-missing',
    'certificates left on the laptop',
    `sed -i -e 's#client-certificate-data: .*#client-certificate: /Users/bob/.certs/admin.crt#' -e 's#client-key-data: .*#client-key: /Users/bob/.certs/admin.key#' etc/kubernetes/admin.conf`,
  ],
  ['kubeconfig-http-server', 'http', `sed -i 's#server: https:#server: http:#' etc/kubernetes/admin.conf`],
  [
    'kubeconfig-dns',
    'a name nobody knows',
    `sed -i 's#server: https://[^:]*:#server: https://lb.nowhere.test:#' etc/kubernetes/admin.conf`,
  ],
  [
    'kubeconfig-unauthorized',
    'an admin certificate that ended',
    `mkdir -p root/.kube; cp -p etc/kubernetes/admin.conf root/.kube/config; reissue_conf root/.kube/config until="$(ago 2 days)"`,
  ],
  ['kubeconfig-perms', 'readable by all', `chmod 604 etc/kubernetes/admin.conf`],
  [
    'kubeconfig-exec-missing',
    'a cloud plug-in',
    `sed -i -e '/client-key-data/d' -e '/as-user-extra/d' -e 's#^    client-certificate-data:.*#    exec:\\n      apiVersion: client.authentication.k8s.io/v1beta1\\n      command: gke-gcloud-auth-plugin#' etc/kubernetes/admin.conf`,
  ],
  [
    'kubeconfig-stale-cluster',
    'admin.conf of the former cluster',
    `new_ca tmp/former kubernetes; replace_ca etc/kubernetes/admin.conf tmp/former.crt; reissue_conf etc/kubernetes/admin.conf ca=tmp/former`,
  ],
  ['kubelet-config-missing', 'moved away', `mv var/lib/kubelet/config.yaml var/lib/kubelet/config.yaml.old`],
  [
    'kubelet-config-yaml',
    'a bracket left open',
    `sed -i 's/^clusterDomain: .*/clusterDomain: [cluster.local/' var/lib/kubelet/config.yaml`,
  ],
  [
    'kubelet-config-type',
    'a word for a switch',
    `sed -i 's/^rotateCertificates: true/rotateCertificates: "yes please"/' var/lib/kubelet/config.yaml`,
  ],
  [
    'kubelet-config-unknown-field',
    'a letter doubled',
    `sed -i 's/^clusterDomain:/clusterDomaain:/' var/lib/kubelet/config.yaml`,
  ],
  [
    'kubelet-unknown-flag',
    'two letters swapped',
    `mkdir -p etc/default; echo 'KUBELET_EXTRA_ARGS=--node-lables=rack=7' > etc/default/kubelet`,
  ],
  [
    'kubelet-binary-path',
    'ExecStart moved to /opt',
    `sed -i 's#^ExecStart=/usr/bin/kubelet \\$#ExecStart=/opt/kube/kubelet $#' etc/systemd/system/kubelet.service.d/10-kubeadm.conf`,
  ],
  [
    'kubelet-swap',
    'swap as the kernel lists it',
    `printf 'Filename\\t\\t\\t\\tType\\t\\tSize\\tUsed\\tPriority\\n/dev/dm-1                               partition\\t8388604\\t0\\t-2\\n' > proc/swaps`,
  ],
  [
    'kubelet-cgroup-driver',
    'systemd for the kubelet alone',
    `echo 'cgroupDriver: systemd' >> var/lib/kubelet/config.yaml`,
  ],
  ['kubelet-wrong-apiserver', 'the insecure port of old days', `sed -i 's#:6443#:8080#' etc/kubernetes/kubelet.conf`],
  ['kubelet-node-name', 'renamed after joining', `echo node-17 > etc/hostname`],
  [
    'kubelet-resolvconf',
    'a file that is not there',
    `running; echo 'resolvConf: /run/NetworkManager/resolv.conf' >> var/lib/kubelet/config.yaml`,
  ],
  [
    'kubelet-eviction-zeroed',
    'one threshold for the disk',
    `printf 'evictionHard:\\n  nodefs.available: 1%%\\n' >> var/lib/kubelet/config.yaml`,
  ],
  ['kubelet-clusterdns', 'a public resolver', `sed -i 's/^- 10.96.0.10/- 172.30.0.10/' var/lib/kubelet/config.yaml`],
  ['cri-config-version', 'called version 3', `sed -i 's/^version = 2/version = 3/' etc/containerd/config.toml`],
  [
    'cri-disabled',
    "Docker's packages",
    `sed -i 's/^disabled_plugins = .*/disabled_plugins = ["cri"]/' etc/containerd/config.toml`,
  ],
  ['cni-no-config', 'an empty folder', `rm etc/cni/net.d/*`],
  ['cni-bad-json', 'the last bracket cut off', `f=$(ls etc/cni/net.d/*.conflist); truncate -s -3 "$f"`],
  ['cni-conf-no-type', 'renamed to .conf', `for f in etc/cni/net.d/*.conflist; do mv "$f" "\${f%list}"; done`],
  ['cni-list-no-name', 'no name', `sed -i 's/"name": *"[^"]*",\\{0,1\\}//' etc/cni/net.d/*.conflist`],
  ['cni-list-no-plugins', 'no plug-ins', `echo '{"cniVersion":"0.4.0","name":"x"}' > "$(ls etc/cni/net.d/*.conflist)"`],
  ['cni-plugin-missing', 'the folder was emptied', `rm opt/cni/bin/loopback`],
  [
    'cni-multiple-configs',
    'another network on top',
    `f=$(ls etc/cni/net.d/*.conflist); sed 's/"name": *"[^"]*"/"name": "second"/' "$f" > etc/cni/net.d/00-second.conflist`,
  ],
  [
    'cni-leftover-calico',
    "Calico's file first",
    `echo '{"name":"k8s-pod-network","cniVersion":"0.3.1","plugins":[{"type":"calico","ipam":{"type":"calico-ipam"}}]}' > etc/cni/net.d/05-calico.conflist; cp opt/cni/bin/loopback opt/cni/bin/calico; cp opt/cni/bin/loopback opt/cni/bin/calico-ipam`,
  ],
  [
    'cni-version',
    'a version of the future',
    `sed -i 's/"cniVersion": *"[^"]*"/"cniVersion": "9.9.9"/' etc/cni/net.d/*.conflist`,
  ],
  [
    'cni-flannel-subnet',
    'flannel instead of the bridge, flanneld not there',
    `running; rm etc/cni/net.d/*; cp opt/cni/bin/loopback opt/cni/bin/flannel; echo '{"name":"cbr0","cniVersion":"0.3.1","plugins":[{"type":"flannel","delegate":{}}]}' > etc/cni/net.d/10-flannel.conflist`,
  ],
  ['cni-br-netfilter', 'off', `mkdir -p proc/sys/net/bridge; echo 0 > proc/sys/net/bridge/bridge-nf-call-iptables`],
  [
    'cni-ip-forward',
    'off',
    `mkdir -p proc/sys/net/ipv4 proc/sys/net/bridge; echo 1 > proc/sys/net/bridge/bridge-nf-call-iptables; echo 0 > proc/sys/net/ipv4/ip_forward`,
  ],
  [
    'etcd-nospace',
    'a small quota',
    `truncate -s 600M tmp/db 2>/dev/null || true; sed -i 's/^    - --data-dir=.*/&\\n    - --quota-backend-bytes=4096/' etc/kubernetes/manifests/etcd.yaml; [ -e var/lib/etcd/member/snap/db ] || { mkdir -p var/lib/etcd/member/snap var/lib/etcd/member/wal; chmod -R 700 var/lib/etcd; head -c 65536 /dev/zero > var/lib/etcd/member/snap/db; : > var/lib/etcd/member/wal/0-0.wal; }; rm -f tmp/db`,
  ],
  ['etcd-perm', 'open to the group', `chmod 770 var/lib/etcd`],
  [
    'etcd-datadir-mismatch',
    'the mount under another path',
    `sed -i 's#mountPath: /var/lib/etcd$#mountPath: /var/lib/etcd-data#' etc/kubernetes/manifests/etcd.yaml`,
  ],
  [
    'etcd-slow-disk',
    'as etcd 3.4 says it',
    `for i in 1 2 3 4 5 6; do crilog etcd "etcdserver: failed to send out heartbeat on time (exceeded the 100ms timeout for 1.$i s, to 8e9e05c52164694d)"; crilog etcd 'wal: sync duration of 2.1s, expected less than 1s'; done`,
  ],
  [
    'etcd-cluster-id',
    'as etcd 3.4 says it',
    `crilog etcd 'rafthttp: request cluster ID mismatch (got 7dcd7b2d5a3a7d51 want cdf818194e3a8c32)'`,
  ],
  [
    'etcd-corrupt',
    'as etcd 3.4 says it',
    `crilog etcd 'etcdserver: recovering backend from snapshot error: failed to find database snapshot file (snap: snapshot file doesn'"'"'t exist)'`,
  ],
  [
    'etcd-disk-full',
    'as etcd 3.4 says it',
    `crilog etcd 'etcdserver: create wal error: mkdir /var/lib/etcd/member/wal.tmp: no space left on device'`,
  ],
  [
    'etcd-restore-name',
    'as etcd 3.4 says it',
    `crilog etcd 'etcdmain: couldn'"'"'t find local name "vm" in the initial cluster configuration'`,
  ],
  ['disk-readonly', 'mounted read-only', `echo '/dev/sda1 / ext4 ro,relatime 0 0' > proc/mounts`],
  [
    'log-dangling-symlink',
    'logs of a pod deleted',
    `ln -s /var/log/pods/kube-system_coredns-1_0/coredns/0.log var/log/containers/coredns-1_kube-system_coredns-ffff.log`,
  ],
];
