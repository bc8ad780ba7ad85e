import type { PodShape } from './manifest.ts';

/** A node that kubeadm made. */
export interface Kubeadm {
  readonly name: string;
  readonly ip: string;
  readonly ip6?: string;
  readonly family: 'v4' | 'v6' | 'dual';
  readonly role?: 'control-plane' | 'worker';
  /** `1.33.2`. */
  readonly version: string;
  /** host:port of controlPlaneEndpoint; absent: the node's own. */
  readonly endpoint?: string;
  readonly etcd?: 'stacked' | 'external';
  readonly etcdVersion?: string;
  /** `--initial-cluster` of the other members. */
  readonly peers?: readonly string[];
  readonly runtime: 'containerd' | 'crio';
  readonly os: 'ubuntu' | 'rocky';
  readonly key: 'rsa' | 'ec';
  readonly services: string;
  readonly pods: string;
  readonly dns: readonly string[];
  readonly extraArgs?: string;
  /** Fields of the kubelet's configuration beside kubeadm's. */
  readonly kubelet?: Readonly<Record<string, unknown>>;
  readonly hosts?: string;
}

const pki = '/etc/kubernetes/pki';

/** An address in a URL. */
export const bracketed = (ip: string): string => (ip.includes(':') ? `[${ip}]` : ip);

/** Static pods with the flags kubeadm gives them (kubeadm, phases/controlplane and phases/etcd). */
export function kubeadmFlags(node: Kubeadm): PodShape[] {
  const minor = Number(node.version.split('.')[1]);
  const local = node.family === 'v6' ? '[::1]' : '127.0.0.1';
  const own = bracketed(node.ip);
  const probe = (url: string) => ({
    livenessProbe: url,
    ...(minor >= 31 ? { readinessProbe: url.replace('livez', 'readyz') } : {}),
    startupProbe: url,
  });
  const named = minor >= 34 ? { namedPort: true } : {};
  const image = (name: string): string => `registry.k8s.io/${name}:v${node.version}`;
  const external = ['10.20.0.31', '10.20.0.32', '10.20.0.33'].map((ip) => `https://${ip}:2379`).join(',');
  const isOld = (node.etcdVersion ?? '3.5.15-0').startsWith('3.5');
  const etcd: PodShape = {
    name: 'etcd',
    image: `registry.k8s.io/etcd:${node.etcdVersion ?? '3.5.15-0'}`,
    command: [
      'etcd',
      `--advertise-client-urls=https://${own}:2379`,
      `--cert-file=${pki}/etcd/server.crt`,
      '--client-cert-auth=true',
      '--data-dir=/var/lib/etcd',
      ...(isOld
        ? ['--experimental-initial-corrupt-check=true', '--experimental-watch-progress-notify-interval=5s']
        : ['--feature-gates=InitialCorruptCheck=true']),
      `--initial-advertise-peer-urls=https://${own}:2380`,
      `--initial-cluster=${[...(node.peers ?? []), `${node.name}=https://${own}:2380`].join(',')}`,
      ...(node.peers === undefined ? [] : ['--initial-cluster-state=existing']),
      `--key-file=${pki}/etcd/server.key`,
      `--listen-client-urls=https://${local}:2379,https://${own}:2379`,
      `--listen-metrics-urls=http://${local}:2381`,
      `--listen-peer-urls=https://${own}:2380`,
      `--name=${node.name}`,
      `--peer-cert-file=${pki}/etcd/peer.crt`,
      '--peer-client-cert-auth=true',
      `--peer-key-file=${pki}/etcd/peer.key`,
      `--peer-trusted-ca-file=${pki}/etcd/ca.crt`,
      '--snapshot-count=10000',
      `--trusted-ca-file=${pki}/etcd/ca.crt`,
      ...(isOld ? [] : ['--watch-progress-notify-interval=5s']),
    ],
    mounts: { '/var/lib/etcd': 'DirectoryOrCreate', [`${pki}/etcd`]: 'DirectoryOrCreate' },
    probes: probe(`http://${local}:2381/livez`),
    ...named,
  };
  const servers = node.etcd === 'external' ? external : `https://${local}:2379`;
  const apiserver: PodShape = {
    name: 'kube-apiserver',
    image: image('kube-apiserver'),
    command: [
      'kube-apiserver',
      `--advertise-address=${node.ip}`,
      '--allow-privileged=true',
      '--authorization-mode=Node,RBAC',
      `--client-ca-file=${pki}/ca.crt`,
      '--enable-admission-plugins=NodeRestriction',
      '--enable-bootstrap-token-auth=true',
      `--etcd-cafile=${pki}/etcd/ca.crt`,
      `--etcd-certfile=${pki}/apiserver-etcd-client.crt`,
      `--etcd-keyfile=${pki}/apiserver-etcd-client.key`,
      `--etcd-servers=${servers}`,
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
      `--service-cluster-ip-range=${node.services}`,
      `--tls-cert-file=${pki}/apiserver.crt`,
      `--tls-private-key-file=${pki}/apiserver.key`,
    ],
    mounts: {
      '/etc/ssl/certs': 'DirectoryOrCreate',
      ...(node.os === 'rocky'
        ? { '/etc/pki/ca-trust': 'DirectoryOrCreate', '/etc/pki/tls/certs': 'DirectoryOrCreate' }
        : {
            '/etc/ca-certificates': 'DirectoryOrCreate',
            '/usr/local/share/ca-certificates': 'DirectoryOrCreate',
            '/usr/share/ca-certificates': 'DirectoryOrCreate',
          }),
      [pki]: 'DirectoryOrCreate',
    },
    probes: probe(`https://${own}:6443/livez`),
    ...named,
  };
  const managerConf = '/etc/kubernetes/controller-manager.conf';
  const manager: PodShape = {
    name: 'kube-controller-manager',
    image: image('kube-controller-manager'),
    command: [
      'kube-controller-manager',
      '--allocate-node-cidrs=true',
      `--authentication-kubeconfig=${managerConf}`,
      `--authorization-kubeconfig=${managerConf}`,
      `--bind-address=${local.replace(/[[\]]/g, '')}`,
      `--client-ca-file=${pki}/ca.crt`,
      `--cluster-cidr=${node.pods}`,
      '--cluster-name=kubernetes',
      `--cluster-signing-cert-file=${pki}/ca.crt`,
      `--cluster-signing-key-file=${pki}/ca.key`,
      '--controllers=*,bootstrapsigner,tokencleaner',
      `--kubeconfig=${managerConf}`,
      '--leader-elect=true',
      `--requestheader-client-ca-file=${pki}/front-proxy-ca.crt`,
      `--root-ca-file=${pki}/ca.crt`,
      `--service-account-private-key-file=${pki}/sa.key`,
      `--service-cluster-ip-range=${node.services}`,
      '--use-service-account-credentials=true',
    ],
    mounts: {
      '/etc/ssl/certs': 'DirectoryOrCreate',
      '/usr/libexec/kubernetes/kubelet-plugins/volume/exec': 'DirectoryOrCreate',
      [pki]: 'DirectoryOrCreate',
      [managerConf]: 'FileOrCreate',
    },
    probes: { livenessProbe: `https://${local}:10257/healthz`, startupProbe: `https://${local}:10257/healthz` },
    ...named,
  };
  const schedulerConf = '/etc/kubernetes/scheduler.conf';
  const scheduler: PodShape = {
    name: 'kube-scheduler',
    image: image('kube-scheduler'),
    command: [
      'kube-scheduler',
      `--authentication-kubeconfig=${schedulerConf}`,
      `--authorization-kubeconfig=${schedulerConf}`,
      `--bind-address=${local.replace(/[[\]]/g, '')}`,
      `--kubeconfig=${schedulerConf}`,
      '--leader-elect=true',
    ],
    mounts: { [schedulerConf]: 'FileOrCreate' },
    probes: {
      livenessProbe: `https://${local}:10259/${minor >= 31 ? 'livez' : 'healthz'}`,
      startupProbe: `https://${local}:10259/${minor >= 31 ? 'livez' : 'healthz'}`,
    },
    ...named,
  };
  return [...(node.etcd === 'external' ? [] : [etcd]), apiserver, manager, scheduler];
}
