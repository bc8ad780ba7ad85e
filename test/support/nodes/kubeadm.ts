import { stringify } from 'yaml';
import { type Kubeadm, kubeadmFlags } from './kubeadm-flags.ts';
import { makeKubeadmPki } from './kubeadm-pki.ts';
import { manifest } from './manifest.ts';
import { putOs } from './os.ts';
import { type Running, runKernel } from './processes.ts';
import { listenOn, settle, type Tree } from './tree.ts';

const kubelet = '/usr/bin/kubelet';
const socketOf = { containerd: '/run/containerd/containerd.sock', crio: '/var/run/crio/crio.sock' } as const;

/** kubelet's unit as the packages of pkgs.k8s.io bring it. */
function putUnits(tree: Tree, node: Kubeadm): void {
  const folder = '/usr/lib/systemd/system';
  const extra = node.os === 'rocky' ? '/etc/sysconfig/kubelet' : '/etc/default/kubelet';
  tree.put(
    `${folder}/kubelet.service`,
    `[Unit]\nDescription=kubelet: The Kubernetes Node Agent\nWants=network-online.target\nAfter=network-online.target\n\n[Service]\nExecStart=${kubelet}\nRestart=always\nStartLimitInterval=0\nRestartSec=10\n\n[Install]\nWantedBy=multi-user.target\n`,
  );
  tree.put(
    `${folder}/kubelet.service.d/10-kubeadm.conf`,
    `# Note: This dropin only works with kubeadm and kubelet v1.11+\n[Service]\nEnvironment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"\nEnvironment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"\n# This is a file that "kubeadm init" and "kubeadm join" generates at runtime, populating the KUBELET_KUBEADM_ARGS variable dynamically\nEnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env\nEnvironmentFile=-${extra}\nExecStart=\nExecStart=${kubelet} $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS\n`,
  );
  tree.put(extra, node.extraArgs === undefined ? 'KUBELET_EXTRA_ARGS=\n' : `KUBELET_EXTRA_ARGS=${node.extraArgs}\n`);
  tree.link('/etc/systemd/system/multi-user.target.wants/kubelet.service', `${folder}/kubelet.service`);
  tree.folder('/var/lib/kubelet/pods', 0o750);
}

function putKubeletConfig(tree: Tree, node: Kubeadm): void {
  const socket = `unix://${socketOf[node.runtime]}`;
  const minor = Number(node.version.split('.')[1]);
  const config = {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    authentication: {
      anonymous: { enabled: false },
      webhook: { cacheTTL: '0s', enabled: true },
      x509: { clientCAFile: '/etc/kubernetes/pki/ca.crt' },
    },
    authorization: { mode: 'Webhook', webhook: { cacheAuthorizedTTL: '0s', cacheUnauthorizedTTL: '0s' } },
    cgroupDriver: 'systemd',
    clusterDNS: node.dns,
    clusterDomain: 'cluster.local',
    containerRuntimeEndpoint: minor >= 34 ? socket : '',
    cpuManagerReconcilePeriod: '0s',
    crashLoopBackOff: {},
    evictionPressureTransitionPeriod: '0s',
    fileCheckFrequency: '0s',
    healthzBindAddress: node.family === 'v6' ? '::1' : '127.0.0.1',
    healthzPort: 10_248,
    imageMaximumGCAge: '0s',
    kind: 'KubeletConfiguration',
    logging: { flushFrequency: 0, options: { json: { infoBufferSize: '0' } }, verbosity: 0 },
    memorySwap: {},
    ...(node.os === 'ubuntu' ? { resolvConf: '/run/systemd/resolve/resolv.conf' } : {}),
    rotateCertificates: true,
    staticPodPath: '/etc/kubernetes/manifests',
    ...node.kubelet,
  };
  tree.put('/var/lib/kubelet/config.yaml', stringify(config, { indentSeq: false, lineWidth: 0 }), 0o644);
  const flags =
    minor >= 34 ? '' : `--container-runtime-endpoint=${socket} --pod-infra-container-image=registry.k8s.io/pause:3.9`;
  tree.put('/var/lib/kubelet/kubeadm-flags.env', `KUBELET_KUBEADM_ARGS="${flags}"\n`);
}

function putManifests(tree: Tree, node: Kubeadm): void {
  const folder = node.kubelet?.['staticPodPath'] ?? '/etc/kubernetes/manifests';
  for (const shape of kubeadmFlags(node)) tree.put(`${String(folder)}/${shape.name}.yaml`, manifest(shape), 0o600);
}

/** Processes as kubelet and runtime start them. */
function processesOf(node: Kubeadm): Running[] {
  const any = node.family === 'v4' ? '0.0.0.0' : '[::]';
  const local = node.family === 'v6' ? '[::1]' : '127.0.0.1';
  const shapes = node.role === 'worker' ? [] : kubeadmFlags(node);
  const own = node.family === 'v6' ? `[${node.ip}]` : node.ip;
  const ports: Readonly<Record<string, readonly string[]>> = {
    etcd: [`${local}:2379`, `${own}:2379`, `${own}:2380`, `${local}:2381`],
    'kube-apiserver': ['[::]:6443'],
    'kube-controller-manager': [`${local}:10257`],
    'kube-scheduler': [`${local}:10259`],
  };
  const runtime = node.runtime === 'crio' ? ['/usr/bin/crio'] : ['/usr/bin/containerd'];
  return [
    { pid: 1, argv: ['/usr/lib/systemd/systemd'] },
    { pid: 700, argv: runtime },
    {
      pid: 900,
      argv: [
        kubelet,
        '--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf',
        '--kubeconfig=/etc/kubernetes/kubelet.conf',
        '--config=/var/lib/kubelet/config.yaml',
      ],
      listens: [`${any === '0.0.0.0' ? '[::]' : any}:10250`, `${local}:10248`],
    },
    {
      pid: 1800,
      argv: ['/usr/local/bin/kube-proxy', '--config=/var/lib/kube-proxy/config.conf'],
      listens: ['[::]:10256', `${local}:10249`],
    },
    ...shapes.map(({ name, command }, i) => ({ pid: 1200 + i, argv: command, listens: ports[name] ?? [] })),
  ];
}

/** Lays a kubeadm node out, as its files are some weeks after kubeadm init or join. */
export async function makeKubeadmNode(tree: Tree, node: Kubeadm): Promise<void> {
  await putOs(tree, node);
  putUnits(tree, node);
  putKubeletConfig(tree, node);
  makeKubeadmPki(tree, node);
  tree.folder('/etc/kubernetes/manifests', 0o755);
  if (node.role !== 'worker') {
    putManifests(tree, node);
    if (node.etcd !== 'external') {
      for (const path of [
        '/var/lib/etcd',
        '/var/lib/etcd/member',
        '/var/lib/etcd/member/snap',
        '/var/lib/etcd/member/wal',
      ])
        tree.folder(path, 0o700);
      tree.put('/var/lib/etcd/member/snap/db', Buffer.alloc(40_960), 0o600);
      tree.put('/var/lib/etcd/member/wal/0000000000000000-0000000000000000.wal', Buffer.alloc(4096), 0o600);
    }
  }
  runKernel(tree, {
    processes: processesOf(node),
    addresses: node.family === 'v6' ? [] : [node.ip, '10.244.0.1'],
    addresses6: node.family === 'v6' ? [node.ip] : node.ip6 === undefined ? [] : [node.ip6],
  });
  settle(tree.root, -30);
  await listenOn(tree, socketOf[node.runtime].replace('/var/run', '/run'));
}
