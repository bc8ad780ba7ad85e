/** Name and address of the test host, and what runs on it. */
export const node = { name: 'cp1', ip: '192.0.2.10', version: 'v1.31.4', etcd: '3.5.15-0' } as const;

interface StaticPod {
  readonly name: string;
  readonly image: string;
  readonly flags: readonly string[];
  /** `PATH` (mount and host path), with the hostPath type. */
  readonly mounts: readonly (readonly [path: string, type: string])[];
  readonly probe: { readonly host: string; readonly port: number; readonly path: string; readonly scheme: string };
}

const pki = '/etc/kubernetes/pki';
const local = '127.0.0.1';

/** Flags in the order in which kubeadm 1.31 writes them. */
export const staticPods: readonly StaticPod[] = [
  {
    name: 'etcd',
    image: `registry.k8s.io/etcd:${node.etcd}`,
    flags: [
      `--advertise-client-urls=https://${node.ip}:2379`,
      `--cert-file=${pki}/etcd/server.crt`,
      '--client-cert-auth=true',
      '--data-dir=/var/lib/etcd',
      '--experimental-initial-corrupt-check=true',
      '--experimental-watch-progress-notify-interval=5s',
      `--initial-advertise-peer-urls=https://${node.ip}:2380`,
      `--initial-cluster=${node.name}=https://${node.ip}:2380`,
      `--key-file=${pki}/etcd/server.key`,
      `--listen-client-urls=https://${local}:2379,https://${node.ip}:2379`,
      `--listen-metrics-urls=http://${local}:2381`,
      `--listen-peer-urls=https://${node.ip}:2380`,
      `--name=${node.name}`,
      `--peer-cert-file=${pki}/etcd/peer.crt`,
      '--peer-client-cert-auth=true',
      `--peer-key-file=${pki}/etcd/peer.key`,
      `--peer-trusted-ca-file=${pki}/etcd/ca.crt`,
      '--snapshot-count=10000',
      `--trusted-ca-file=${pki}/etcd/ca.crt`,
    ],
    mounts: [
      ['/var/lib/etcd', 'DirectoryOrCreate'],
      [`${pki}/etcd`, 'DirectoryOrCreate'],
    ],
    probe: { host: local, port: 2381, path: '/livez', scheme: 'HTTP' },
  },
  {
    name: 'kube-apiserver',
    image: `registry.k8s.io/kube-apiserver:${node.version}`,
    flags: [
      `--advertise-address=${node.ip}`,
      '--allow-privileged=true',
      '--authorization-mode=Node,RBAC',
      `--client-ca-file=${pki}/ca.crt`,
      '--enable-admission-plugins=NodeRestriction',
      '--enable-bootstrap-token-auth=true',
      `--etcd-cafile=${pki}/etcd/ca.crt`,
      `--etcd-certfile=${pki}/apiserver-etcd-client.crt`,
      `--etcd-keyfile=${pki}/apiserver-etcd-client.key`,
      '--etcd-servers=https://127.0.0.1:2379',
      `--kubelet-client-certificate=${pki}/apiserver-kubelet-client.crt`,
      `--kubelet-client-key=${pki}/apiserver-kubelet-client.key`,
      '--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname',
      `--proxy-client-cert-file=${pki}/front-proxy-client.crt`,
      `--proxy-client-key-file=${pki}/front-proxy-client.key`,
      '--requestheader-allowed-names=front-proxy-client',
      `--requestheader-client-ca-file=${pki}/front-proxy-ca.crt`,
      '--requestheader-extra-headers-prefix=X-Remote-Extra-',
      '--requestheader-group-headers=X-Remote-Group',
      '--requestheader-username-headers=X-Remote-User',
      '--secure-port=6443',
      '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
      `--service-account-key-file=${pki}/sa.pub`,
      `--service-account-signing-key-file=${pki}/sa.key`,
      '--service-cluster-ip-range=10.96.0.0/12',
      `--tls-cert-file=${pki}/apiserver.crt`,
      `--tls-private-key-file=${pki}/apiserver.key`,
    ],
    mounts: [
      ['/etc/ssl/certs', 'DirectoryOrCreate'],
      ['/etc/ca-certificates', 'DirectoryOrCreate'],
      [pki, 'DirectoryOrCreate'],
    ],
    probe: { host: node.ip, port: 6443, path: '/livez', scheme: 'HTTPS' },
  },
  {
    name: 'kube-controller-manager',
    image: `registry.k8s.io/kube-controller-manager:${node.version}`,
    flags: [
      '--allocate-node-cidrs=true',
      '--authentication-kubeconfig=/etc/kubernetes/controller-manager.conf',
      '--authorization-kubeconfig=/etc/kubernetes/controller-manager.conf',
      '--bind-address=127.0.0.1',
      `--client-ca-file=${pki}/ca.crt`,
      '--cluster-cidr=10.244.0.0/16',
      '--cluster-name=kubernetes',
      `--cluster-signing-cert-file=${pki}/ca.crt`,
      `--cluster-signing-key-file=${pki}/ca.key`,
      '--controllers=*,bootstrapsigner,tokencleaner',
      '--kubeconfig=/etc/kubernetes/controller-manager.conf',
      '--leader-elect=true',
      `--requestheader-client-ca-file=${pki}/front-proxy-ca.crt`,
      `--root-ca-file=${pki}/ca.crt`,
      `--service-account-private-key-file=${pki}/sa.key`,
      '--service-cluster-ip-range=10.96.0.0/12',
      '--use-service-account-credentials=true',
    ],
    mounts: [
      ['/etc/ssl/certs', 'DirectoryOrCreate'],
      ['/usr/libexec/kubernetes/kubelet-plugins/volume/exec', 'DirectoryOrCreate'],
      [pki, 'DirectoryOrCreate'],
      ['/etc/kubernetes/controller-manager.conf', 'FileOrCreate'],
    ],
    probe: { host: local, port: 10257, path: '/healthz', scheme: 'HTTPS' },
  },
  {
    name: 'kube-scheduler',
    image: `registry.k8s.io/kube-scheduler:${node.version}`,
    flags: [
      '--authentication-kubeconfig=/etc/kubernetes/scheduler.conf',
      '--authorization-kubeconfig=/etc/kubernetes/scheduler.conf',
      '--bind-address=127.0.0.1',
      '--kubeconfig=/etc/kubernetes/scheduler.conf',
      '--leader-elect=true',
    ],
    mounts: [['/etc/kubernetes/scheduler.conf', 'FileOrCreate']],
    probe: { host: local, port: 10259, path: '/healthz', scheme: 'HTTPS' },
  },
];

/** The manifest in the form in which kubeadm writes it: keys sorted, two-space lists at the key's column. */
export function manifestOf({ name, image, flags, mounts, probe }: StaticPod): string {
  const check = (kind: string, failures: number): string => `    ${kind}:
      failureThreshold: ${failures}
      httpGet:
        host: ${probe.host}
        path: ${probe.path}
        port: ${probe.port}
        scheme: ${probe.scheme}
      initialDelaySeconds: 10
      periodSeconds: 10
      timeoutSeconds: 15`;
  const volume = (path: string): string => path.slice(1).replace(/[/.]/g, '-');
  return `apiVersion: v1
kind: Pod
metadata:
  creationTimestamp: null
  labels:
    component: ${name}
    tier: control-plane
  name: ${name}
  namespace: kube-system
spec:
  containers:
  - command:
    - ${name}
${flags.map((flag) => `    - ${flag}`).join('\n')}
    image: ${image}
    imagePullPolicy: IfNotPresent
${check('livenessProbe', 8)}
    name: ${name}
    resources:
      requests:
        cpu: 100m
${check('startupProbe', 24)}
    volumeMounts:
${mounts.map(([path]) => `    - mountPath: ${path}\n      name: ${volume(path)}`).join('\n')}
  hostNetwork: true
  priority: 2000001000
  priorityClassName: system-node-critical
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  volumes:
${mounts.map(([path, type]) => `  - hostPath:\n      path: ${path}\n      type: ${type}\n    name: ${volume(path)}`).join('\n')}
status: {}
`;
}
