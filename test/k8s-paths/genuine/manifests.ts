import type { GenuineFault } from './genuine-fault.ts';

/** Static pod manifests, broken by hand on the genuine tree. */
export const manifestFaults: readonly GenuineFault[] = [
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
    'manifest-advertise-ip-gone',
    'an address that the kernel of this machine does not have',
    `running; kernel; sed -i 's#--advertise-address=.*#--advertise-address=192.0.2.222#' etc/kubernetes/manifests/kube-apiserver.yaml`,
  ],
  [
    'manifest-port-conflict',
    'the scheduler moved to a port that another program has',
    `running; listener; kernel; copy_process "$(cat tmp/pid)"; port=$(cat tmp/port); sed -i -e "s/port: 10259/port: $port/" -e "s#^    - --bind-address=.*#&\\n    - --secure-port=$port#" etc/kubernetes/manifests/kube-scheduler.yaml`,
    { undo: 'kill "$(cat tmp/pid)"' },
  ],
  [
    'component-down',
    'kubelet and containerd run since the machine started, and nothing else does',
    `running; kernel; for pid in 2 3; do cat /proc/1/stat > proc/$pid/stat; done; touch -d "$(iso 1 hour ago)" etc/kubernetes/manifests/*`,
  ],
];
