import type { manifest } from './manifest.ts';
import { ip } from './rancher-files.ts';

export const rke2Base = '/var/lib/rancher/rke2';

/** Static pods as RKE2 writes them, with what they listen on. */
export function rke2Pods(): { shape: Parameters<typeof manifest>[0]; listens: string[] }[] {
  const tls = `${rke2Base}/server/tls`;
  const image = (name: string) => `index.docker.io/rancher/${name}`;
  const kube = image('hardened-kubernetes:v1.33.1-rke2r1-build20250515');
  return [
    {
      shape: {
        name: 'etcd',
        image: image('hardened-etcd:v3.5.21-k3s1-build20250411'),
        command: ['etcd', '--config-file=/var/lib/rancher/rke2/server/db/etcd/config'],
        mounts: { [`${rke2Base}/server/db/etcd`]: '', [`${tls}/etcd`]: '' },
      },
      listens: ['127.0.0.1:2379', `${ip}:2379`, `${ip}:2380`, '127.0.0.1:2381'],
    },
    {
      shape: {
        name: 'kube-apiserver',
        image: kube,
        command: [
          'kube-apiserver',
          '--allow-privileged=true',
          '--anonymous-auth=false',
          '--api-audiences=https://kubernetes.default.svc.cluster.local,rke2',
          '--authorization-mode=Node,RBAC',
          '--bind-address=0.0.0.0',
          `--cert-dir=${tls}/temporary-certs`,
          `--client-ca-file=${tls}/client-ca.crt`,
          '--egress-selector-config-file=/var/lib/rancher/rke2/server/etc/egress-selector-config.yaml',
          '--enable-admission-plugins=NodeRestriction',
          '--enable-aggregator-routing=true',
          '--enable-bootstrap-token-auth=true',
          `--encryption-provider-config=${rke2Base}/server/cred/encryption-config.json`,
          `--etcd-cafile=${tls}/etcd/server-ca.crt`,
          `--etcd-certfile=${tls}/etcd/client.crt`,
          `--etcd-keyfile=${tls}/etcd/client.key`,
          '--etcd-servers=https://127.0.0.1:2379',
          `--kubelet-certificate-authority=${tls}/server-ca.crt`,
          `--kubelet-client-certificate=${tls}/client-kube-apiserver.crt`,
          `--kubelet-client-key=${tls}/client-kube-apiserver.key`,
          '--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname',
          '--profiling=false',
          `--proxy-client-cert-file=${tls}/client-auth-proxy.crt`,
          `--proxy-client-key-file=${tls}/client-auth-proxy.key`,
          '--requestheader-allowed-names=system:auth-proxy',
          `--requestheader-client-ca-file=${tls}/request-header-ca.crt`,
          '--secure-port=6443',
          '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
          `--service-account-key-file=${tls}/service.key`,
          `--service-account-signing-key-file=${tls}/service.current.key`,
          '--service-cluster-ip-range=10.43.0.0/16',
          '--service-node-port-range=30000-32767',
          '--storage-backend=etcd3',
          `--tls-cert-file=${tls}/serving-kube-apiserver.crt`,
          `--tls-private-key-file=${tls}/serving-kube-apiserver.key`,
        ],
        mounts: { [`${rke2Base}/server`]: '', '/etc/ssl/certs': 'DirectoryOrCreate' },
      },
      listens: ['[::]:6443'],
    },
    {
      shape: {
        name: 'kube-controller-manager',
        image: kube,
        command: [
          'kube-controller-manager',
          '--allocate-node-cidrs=true',
          `--authentication-kubeconfig=${rke2Base}/server/cred/controller.kubeconfig`,
          `--authorization-kubeconfig=${rke2Base}/server/cred/controller.kubeconfig`,
          '--bind-address=127.0.0.1',
          '--cluster-cidr=10.42.0.0/16',
          `--cluster-signing-kube-apiserver-client-cert-file=${tls}/client-ca.nochain.crt`,
          `--cluster-signing-kube-apiserver-client-key-file=${tls}/client-ca.key`,
          '--configure-cloud-routes=false',
          '--controllers=*,tokencleaner,-service,-route,-cloud-node-lifecycle',
          `--kubeconfig=${rke2Base}/server/cred/controller.kubeconfig`,
          '--profiling=false',
          `--root-ca-file=${tls}/server-ca.crt`,
          '--secure-port=10257',
          `--service-account-private-key-file=${tls}/service.current.key`,
          '--service-cluster-ip-range=10.43.0.0/16',
          `--tls-cert-file=${tls}/kube-controller-manager/kube-controller-manager.crt`,
          `--tls-private-key-file=${tls}/kube-controller-manager/kube-controller-manager.key`,
          '--use-service-account-credentials=true',
        ],
        mounts: { [`${rke2Base}/server`]: '' },
        probes: { livenessProbe: 'https://localhost:10257/healthz' },
      },
      listens: ['127.0.0.1:10257'],
    },
    {
      shape: {
        name: 'kube-scheduler',
        image: kube,
        command: [
          'kube-scheduler',
          `--authentication-kubeconfig=${rke2Base}/server/cred/scheduler.kubeconfig`,
          '--bind-address=127.0.0.1',
          `--kubeconfig=${rke2Base}/server/cred/scheduler.kubeconfig`,
          '--secure-port=10259',
        ],
        mounts: { [`${rke2Base}/server`]: '' },
        probes: { livenessProbe: 'https://localhost:10259/healthz' },
      },
      listens: ['127.0.0.1:10259'],
    },
    {
      shape: {
        name: 'kube-proxy',
        image: kube,
        command: ['kube-proxy', '--cluster-cidr=10.42.0.0/16', `--kubeconfig=${rke2Base}/agent/kubeproxy.kubeconfig`],
        mounts: { [`${rke2Base}/agent`]: '' },
      },
      listens: ['127.0.0.1:10249', '127.0.0.1:10256'],
    },
    {
      shape: {
        name: 'cloud-controller-manager',
        image: image('rke2-cloud-provider:v1.33.0'),
        command: [
          'cloud-controller-manager',
          `--kubeconfig=${rke2Base}/server/cred/cloud-controller.kubeconfig`,
          '--secure-port=10258',
          '--bind-address=127.0.0.1',
        ],
        mounts: { [`${rke2Base}/server`]: '' },
      },
      listens: ['127.0.0.1:10258'],
    },
  ];
}
