import type { Kubeadm } from './kubeadm-flags.ts';

/** Nodes kubeadm made, of several systems, runtimes, families and versions. */
export const kubeadmNodes = {
  'single control plane, Ubuntu, containerd 2, 1.31': {
    ...{
      name: 'cp-a',
      ip: '10.20.0.11',
      family: 'v4',
      version: '1.31.4',
      runtime: 'containerd',
      os: 'ubuntu',
      key: 'rsa',
    },
    ...{ services: '10.96.0.0/12', pods: '10.244.0.0/16', dns: ['10.96.0.10'] },
  },
  'stacked HA behind a name, Rocky, CRI-O, 1.33': {
    ...{
      name: 'm1.example.com',
      ip: '10.20.0.12',
      family: 'v4',
      version: '1.33.2',
      runtime: 'crio',
      os: 'rocky',
      key: 'ec',
    },
    ...{ services: '10.43.0.0/16', pods: '10.42.0.0/16', dns: ['10.43.0.10'], etcdVersion: '3.5.21-0' },
    ...{ endpoint: 'k8s-api.example.com:6443', hosts: '10.20.0.10 k8s-api.example.com\n' },
    peers: ['m2=https://10.20.0.13:2380', 'm3=https://10.20.0.14:2380'],
  },
  'external etcd, Ubuntu, 1.32': {
    ...{
      name: 'cp-x',
      ip: '10.20.0.15',
      family: 'v4',
      version: '1.32.6',
      runtime: 'containerd',
      os: 'ubuntu',
      key: 'rsa',
    },
    ...{ services: '10.96.0.0/16', pods: '10.244.0.0/16', dns: ['10.96.0.10'], etcd: 'external' },
  },
  'etcd 3.6, named probe ports, 1.35': {
    ...{
      name: 'cp-new',
      ip: '10.20.0.16',
      family: 'v4',
      version: '1.35.1',
      runtime: 'containerd',
      os: 'ubuntu',
      key: 'ec',
    },
    ...{ services: '10.96.0.0/12', pods: '10.244.0.0/16', dns: ['10.96.0.10'], etcdVersion: '3.6.6-0' },
  },
  'IPv6 only, 1.32': {
    ...{
      name: 'cp6',
      ip: 'fd00:20::11',
      family: 'v6',
      version: '1.32.1',
      runtime: 'containerd',
      os: 'ubuntu',
      key: 'ec',
    },
    ...{ services: 'fd00:96::/112', pods: 'fd00:244::/56', dns: ['fd00:96::a'] },
  },
  'dual stack, 1.33': {
    ...{
      name: 'cpd',
      ip: '10.20.0.17',
      ip6: 'fd00:20::17',
      family: 'dual',
      version: '1.33.0',
      runtime: 'containerd',
      os: 'ubuntu',
      key: 'rsa',
    },
    ...{ services: '10.96.0.0/16,fd00:96::/112', pods: '10.244.0.0/16,fd00:244::/56', dns: ['10.96.0.10'] },
    extraArgs: '--node-ip=10.20.0.17,fd00:20::17',
  },
  'worker, Rocky, CRI-O, swap in use, 1.34': {
    ...{
      name: 'w1',
      ip: '10.20.0.21',
      family: 'v4',
      role: 'worker',
      version: '1.34.2',
      runtime: 'crio',
      os: 'rocky',
      key: 'rsa',
    },
    ...{ services: '10.96.0.0/12', pods: '10.244.0.0/16', dns: ['10.96.0.10'] },
    kubelet: { failSwapOn: false, memorySwap: { swapBehavior: 'LimitedSwap' } },
    ...{ endpoint: 'k8s-api.example.com:6443', hosts: '10.20.0.10 k8s-api.example.com\n' },
  },
  'worker, Ubuntu, containerd, 1.31': {
    ...{
      name: 'w2',
      ip: '10.20.0.22',
      family: 'v4',
      role: 'worker',
      version: '1.31.4',
      runtime: 'containerd',
      os: 'ubuntu',
      key: 'rsa',
    },
    ...{ services: '10.96.0.0/12', pods: '10.244.0.0/16', dns: ['10.96.0.10'], endpoint: '10.20.0.11:6443' },
  },
} satisfies Readonly<Record<string, Kubeadm>>;
