import { putBase } from './base-host.ts';
import { kubeconfig } from './kubeadm-pki.ts';
import { issue, issueServiceAccount } from './openssl.ts';
import { elf } from './os.ts';
import { type Running, runKernel } from './processes.ts';
import { listenOn, settle, type Tree } from './tree.ts';

const base = '/var/lib/k0s';
const pki = `${base}/pki`;
const ip = '10.70.0.11';

function putPki(tree: Tree, isController: boolean): void {
  const leaf = (path: string, by: string, subject: string, names?: string) =>
    issue(tree, `${pki}/${path}`, {
      subject,
      by: `${pki}/${by}`,
      usage: 'serverAuth,clientAuth',
      ...(names === undefined ? {} : { names }),
    });
  issue(tree, `${pki}/ca`, { subject: '/CN=kubernetes-ca', isCa: true, until: 3610 });
  issue(tree, '/tmp/kubelet', { subject: '/O=system:nodes/CN=system:node:k0s1', by: `${pki}/ca`, usage: 'clientAuth' });
  const dated = `${base}/kubelet/pki/kubelet-client-2026-01-15-08-11-31.pem`;
  tree.put(dated, tree.read('/tmp/kubelet.crt') + tree.read('/tmp/kubelet.key'), 0o600);
  tree.link(`${base}/kubelet/pki/kubelet-client-current.pem`, dated);
  tree.put(
    `${base}/kubelet.conf`,
    kubeconfig(
      tree,
      `${pki}/ca.crt`,
      isController ? 'https://localhost:6443' : 'https://10.70.0.10:6443',
      'default-auth',
      {
        files: [`${base}/kubelet/pki/kubelet-client-current.pem`, `${base}/kubelet/pki/kubelet-client-current.pem`],
      },
    ),
    0o600,
  );
  if (!isController) {
    tree.remove(`${pki}/ca.key`);
    return;
  }
  issue(tree, `${pki}/etcd/ca`, { subject: '/CN=etcd-ca', isCa: true, until: 3610 });
  issue(tree, `${pki}/front-proxy-ca`, { subject: '/CN=kubernetes-front-proxy-ca', isCa: true, until: 3610 });
  leaf(
    'server',
    'ca',
    '/O=kubernetes/CN=kubernetes',
    `DNS:kubernetes,DNS:localhost,IP:127.0.0.1,IP:${ip},IP:10.96.0.1`,
  );
  leaf('admin', 'ca', '/O=system:masters/CN=kubernetes-admin');
  leaf('ccm', 'ca', '/O=system:masters/CN=system:ccm');
  leaf('scheduler', 'ca', '/CN=system:kube-scheduler');
  leaf('apiserver-kubelet-client', 'ca', '/O=system:masters/CN=apiserver-kubelet-client');
  leaf('front-proxy-client', 'front-proxy-ca', '/CN=front-proxy-client');
  leaf('apiserver-etcd-client', 'etcd/ca', '/CN=apiserver-etcd-client');
  leaf('etcd/server', 'etcd/ca', '/CN=k0s1', `DNS:localhost,DNS:k0s1,IP:127.0.0.1,IP:${ip}`);
  leaf('etcd/peer', 'etcd/ca', '/CN=k0s1', `DNS:localhost,DNS:k0s1,IP:127.0.0.1,IP:${ip}`);
  issueServiceAccount(tree, pki);
  for (const [name, pair] of [
    ['admin', 'admin'],
    ['scheduler', 'scheduler'],
    ['ccm', 'ccm'],
  ] as const)
    tree.put(
      `${pki}/${name}.conf`,
      kubeconfig(tree, `${pki}/ca.crt`, 'https://localhost:6443', name, {
        data: [`${pki}/${pair}.crt`, `${pki}/${pair}.key`],
      }),
      0o600,
    );
}

/** k0s: one program that runs upstream's programs as its children, below /var/lib/k0s. */
export async function makeK0s(tree: Tree, role: 'controller' | 'worker'): Promise<void> {
  const isController = role === 'controller';
  putBase(tree, 'k0s1', ip);
  putPki(tree, isController);
  tree.remove('/tmp');
  tree.put('/usr/local/bin/k0s', elf, 0o755);
  tree.put(
    `/etc/systemd/system/k0s${role}.service`,
    `[Unit]\nDescription=k0s - Zero Friction Kubernetes\n\n[Service]\nExecStart=/usr/local/bin/k0s ${role}${isController ? ' --enable-worker' : ' --token-file=/etc/k0s/token'}\nRestart=always\nDelegate=yes\nKillMode=process\n\n[Install]\nWantedBy=multi-user.target\n`,
  );
  if (isController)
    tree.put('/etc/k0s/k0s.yaml', 'apiVersion: k0s.k0sproject.io/v1beta1\nkind: ClusterConfig\n', 0o600);
  tree.put(
    '/etc/k0s/containerd.toml',
    '# k0s_managed=true\nversion = 3\nimports = [\n  "/run/k0s/containerd-cri.toml",\n]\n',
  );
  tree.put(
    '/run/k0s/containerd-cri.toml',
    "Version = 3\n\n[Plugins]\n  [Plugins.'io.containerd.cri.v1.runtime']\n    [Plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]\n      SystemdCgroup = false\n",
  );
  tree.put(
    `${base}/kubelet-config.yaml`,
    `apiVersion: kubelet.config.k8s.io/v1beta1\nauthentication:\n  anonymous:\n    enabled: false\n  webhook:\n    enabled: true\n  x509:\n    clientCAFile: ${pki}/ca.crt\nauthorization:\n  mode: Webhook\ncgroupsPerQOS: true\nclusterDNS:\n- 10.96.0.10\nclusterDomain: cluster.local\neventRecordQPS: 0\nfailSwapOn: false\nkind: KubeletConfiguration\nkubeReservedCgroup: system.slice\nkubeletCgroups: /system.slice/containerd.service\nrotateCertificates: true\nserverTLSBootstrap: true\nvolumePluginDir: /usr/libexec/k0s/kubelet-plugins/volume/exec\n`,
  );
  issue(tree, '/tmp/s', { subject: '/O=system:nodes/CN=system:node:k0s1', isCa: true });
  tree.put(
    `${base}/kubelet/pki/kubelet-server-2026-01-15-08-12-00.pem`,
    tree.read('/tmp/s.crt') + tree.read('/tmp/s.key'),
    0o600,
  );
  tree.remove('/tmp');
  tree.link(
    `${base}/kubelet/pki/kubelet-server-current.pem`,
    `${base}/kubelet/pki/kubelet-server-2026-01-15-08-12-00.pem`,
  );
  tree.put(
    '/etc/cni/net.d/10-kuberouter.conflist',
    '{"cniVersion":"0.3.0","name":"mynet","plugins":[{"bridge":"kube-bridge","ipam":{"subnet":"10.244.0.0/24","type":"host-local"},"isDefaultGateway":true,"name":"kubernetes","type":"bridge"},{"capabilities":{"portMappings":true,"snat":true},"type":"portmap"}]}\n',
  );
  for (const name of ['bridge', 'host-local', 'portmap', 'loopback']) tree.put(`/opt/cni/bin/${name}`, elf, 0o755);
  if (isController) {
    tree.put(`${base}/etcd/member/snap/db`, Buffer.alloc(40_960), 0o600);
    tree.put(`${base}/etcd/member/wal/0000000000000000-0000000000000000.wal`, Buffer.alloc(64), 0o600);
    tree.folder(`${base}/etcd`, 0o700);
  }
  const bin = `${base}/bin`;
  const plane: Running[] = [
    {
      pid: 710,
      argv: [
        `${bin}/etcd`,
        `--data-dir=${base}/etcd`,
        `--cert-file=${pki}/etcd/server.crt`,
        `--key-file=${pki}/etcd/server.key`,
      ],
      listens: ['127.0.0.1:2379', `${ip}:2380`],
    },
    {
      pid: 720,
      argv: [
        `${bin}/kube-apiserver`,
        '--etcd-servers=https://127.0.0.1:2379',
        `--tls-cert-file=${pki}/server.crt`,
        '--anonymous-auth=false',
      ],
      listens: ['[::]:6443'],
    },
    { pid: 730, argv: [`${bin}/kube-scheduler`, `--kubeconfig=${pki}/scheduler.conf`], listens: ['127.0.0.1:10259'] },
    {
      pid: 740,
      argv: [`${bin}/kube-controller-manager`, `--kubeconfig=${pki}/ccm.conf`],
      listens: ['127.0.0.1:10257'],
    },
    { pid: 750, argv: [`${bin}/konnectivity-server`], listens: ['[::]:8132'] },
  ];
  runKernel(tree, {
    processes: [
      { pid: 1, argv: ['/sbin/init'] },
      { pid: 700, argv: ['/usr/local/bin/k0s', role, ...(isController ? ['--enable-worker'] : [])] },
      ...(isController ? plane : []),
      {
        pid: 800,
        argv: [
          `${bin}/containerd`,
          `--root=${base}/containerd`,
          '--state=/run/k0s/containerd',
          '--address=/run/k0s/containerd.sock',
          '--config=/etc/k0s/containerd.toml',
        ],
      },
      {
        pid: 810,
        argv: [
          `${bin}/kubelet`,
          `--cert-dir=${base}/kubelet/pki`,
          `--config=${base}/kubelet-config.yaml`,
          '--container-runtime-endpoint=unix:///run/k0s/containerd.sock',
          `--containerd=/run/k0s/containerd.sock`,
          `--kubeconfig=${base}/kubelet.conf`,
          `--root-dir=${base}/kubelet`,
        ],
        listens: ['[::]:10250', '127.0.0.1:10248'],
      },
    ],
    addresses: [ip],
    swap: '/swap.img file 4194300 0 -2\n',
  });
  settle(tree.root, -30);
  await listenOn(tree, '/run/k0s/containerd.sock');
}
