import { putBase } from './base-host.ts';
import { type Kubeadm, kubeadmFlags } from './kubeadm-flags.ts';
import { kubeconfig } from './kubeadm-pki.ts';
import { manifest } from './manifest.ts';
import { issue, issueServiceAccount } from './openssl.ts';
import { elf, putRuntime } from './os.ts';
import { runKernel } from './processes.ts';
import { listenOn, settle, type Tree } from './tree.ts';

/** kops: manifests with another ending, programs behind a shell, keys below /srv/kubernetes. */
export async function makeKops(tree: Tree): Promise<void> {
  const ip = '10.60.0.11';
  putBase(tree, 'i-0abc', ip);
  putRuntime(tree, { runtime: 'containerd', name: 'i-0abc' });
  const srv = '/srv/kubernetes';
  issue(tree, `${srv}/ca`, { subject: '/CN=kubernetes-ca', isCa: true, until: 3000, key: 'rsa' });
  issue(tree, `${srv}/kube-apiserver/server`, {
    subject: '/CN=kubernetes-master',
    by: `${srv}/ca`,
    usage: 'serverAuth',
    names: `DNS:kubernetes,IP:127.0.0.1,IP:${ip},IP:100.64.0.1`,
  });
  issue(tree, `${srv}/kube-apiserver/etcd-client`, {
    subject: '/CN=kube-apiserver',
    by: `${srv}/ca`,
    usage: 'clientAuth',
  });
  issueServiceAccount(tree, `${srv}/kube-apiserver`, ['service-account.pub', 'service-account.key']);
  issue(tree, `${srv}/kubelet-server`, {
    subject: '/CN=i-0abc',
    by: `${srv}/ca`,
    usage: 'serverAuth',
    names: `DNS:i-0abc,IP:${ip}`,
  });
  const node: Kubeadm = {
    name: 'i-0abc',
    ip,
    family: 'v4',
    version: '1.32.4',
    runtime: 'containerd',
    os: 'ubuntu',
    key: 'rsa',
    services: '100.64.0.0/13',
    pods: '100.96.0.0/11',
    dns: ['100.64.0.10'],
  };
  const shapes = kubeadmFlags(node).filter(({ name }) => name !== 'etcd');
  const commands: Readonly<Record<string, readonly string[]>> = {
    'kube-apiserver': [
      '/go-runner',
      '--log-file=/var/log/kube-apiserver.log',
      '--also-stdout',
      '/usr/local/bin/kube-apiserver',
      '--allow-privileged=true',
      '--anonymous-auth=false',
      '--bind-address=0.0.0.0',
      `--client-ca-file=${srv}/ca.crt`,
      `--etcd-cafile=${srv}/ca.crt`,
      `--etcd-certfile=${srv}/kube-apiserver/etcd-client.crt`,
      `--etcd-keyfile=${srv}/kube-apiserver/etcd-client.key`,
      '--etcd-servers=https://127.0.0.1:4001',
      '--etcd-servers-overrides=/events#https://127.0.0.1:4002',
      '--secure-port=443',
      `--service-account-key-file=${srv}/kube-apiserver/service-account.pub`,
      `--service-account-signing-key-file=${srv}/kube-apiserver/service-account.key`,
      '--service-cluster-ip-range=100.64.0.0/13',
      `--tls-cert-file=${srv}/kube-apiserver/server.crt`,
      `--tls-private-key-file=${srv}/kube-apiserver/server.key`,
    ],
    'kube-controller-manager': [
      '/go-runner',
      '--log-file=/var/log/kube-controller-manager.log',
      '--also-stdout',
      '/usr/local/bin/kube-controller-manager',
      '--cluster-cidr=100.96.0.0/11',
      '--kubeconfig=/var/lib/kube-controller-manager/kubeconfig',
      '--service-cluster-ip-range=100.64.0.0/13',
    ],
    'kube-scheduler': [
      '/go-runner',
      '--log-file=/var/log/kube-scheduler.log',
      '--also-stdout',
      '/usr/local/bin/kube-scheduler',
      '--config=/var/lib/kube-scheduler/config.yaml',
    ],
  };
  const probes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'kube-apiserver': { livenessProbe: 'http://127.0.0.1:3990/.kube-apiserver-healthcheck/healthz' },
    'kube-controller-manager': { livenessProbe: 'https://127.0.0.1:10257/healthz' },
    'kube-scheduler': { livenessProbe: 'https://127.0.0.1:10259/healthz' },
  };
  for (const { name, image } of shapes)
    tree.put(
      `/etc/kubernetes/manifests/${name}.manifest`,
      manifest({
        name,
        image,
        command: commands[name] ?? [],
        mounts: {
          [srv]: '',
          '/var/lib/kube-controller-manager': '',
          '/var/lib/kube-scheduler': '',
          [`/var/log/${name}.log`]: '',
        },
        ...(probes[name] === undefined ? {} : { probes: probes[name] }),
      }),
    );
  for (const name of ['main', 'events'])
    tree.put(
      `/etc/kubernetes/manifests/etcd-manager-${name}.manifest`,
      manifest({
        name: `etcd-manager-${name}`,
        image: 'registry.k8s.io/etcd-manager/etcd-manager-slim:v3.0.20',
        command: [
          '/bin/sh',
          '-c',
          'mkfifo /tmp/pipe; (tee -a /var/log/etcd.log < /tmp/pipe & ) ; exec /etcd-manager --backup-store=s3://x > /tmp/pipe 2>&1',
        ],
        mounts: { '/': 'Directory' },
      }),
    );
  tree.put('/var/lib/kube-scheduler/config.yaml', 'kind: KubeSchedulerConfiguration\n');
  issue(tree, '/tmp/kcm', { subject: '/CN=system:kube-controller-manager', by: `${srv}/ca`, usage: 'clientAuth' });
  tree.put(
    '/var/lib/kube-controller-manager/kubeconfig',
    kubeconfig(
      tree,
      `${srv}/ca.crt`,
      'https://127.0.0.1',
      'kube-controller-manager',
      { data: ['/tmp/kcm.crt', '/tmp/kcm.key'] },
      'local',
    ),
    0o400,
  );
  tree.put(
    '/var/lib/kubelet/kubeconfig',
    kubeconfig(
      tree,
      `${srv}/ca.crt`,
      'https://127.0.0.1',
      'kubelet',
      { data: ['/tmp/kcm.crt', '/tmp/kcm.key'] },
      'local',
    ),
    0o400,
  );
  tree.put(
    '/etc/sysconfig/kubelet',
    'DAEMON_ARGS="--cloud-provider=external --config=/var/lib/kubelet/kubelet.conf --kubeconfig=/var/lib/kubelet/kubeconfig --container-runtime-endpoint=unix:///run/containerd/containerd.sock --tls-cert-file=/srv/kubernetes/kubelet-server.crt --v=2"\nHOME="/root"\n',
  );
  tree.put(
    '/lib/systemd/system/kubelet.service',
    '[Unit]\nDescription=Kubernetes Kubelet Server\n\n[Service]\nEnvironmentFile=/etc/sysconfig/kubelet\nExecStart=/usr/local/bin/kubelet "$DAEMON_ARGS"\nRestart=always\n\n[Install]\nWantedBy=multi-user.target\n',
  );
  tree.edit('/lib/systemd/system/kubelet.service', '"$DAEMON_ARGS"', '$DAEMON_ARGS');
  tree.link('/etc/systemd/system/multi-user.target.wants/kubelet.service', '/lib/systemd/system/kubelet.service');
  tree.put('/usr/local/bin/kubelet', elf, 0o755);
  tree.put(
    '/var/lib/kubelet/kubelet.conf',
    `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nauthentication:\n  anonymous: {enabled: false}\n  x509: {clientCAFile: ${srv}/ca.crt}\ncgroupDriver: systemd\nclusterDNS: [100.64.0.10]\nclusterDomain: cluster.local\nstaticPodPath: /etc/kubernetes/manifests\nmergeDefaultEvictionSettings: true\n`,
  );
  const ports: Readonly<Record<string, readonly string[]>> = {
    'kube-apiserver': ['[::]:443'],
    'kube-controller-manager': ['[::]:10257'],
    'kube-scheduler': ['[::]:10259'],
  };
  runKernel(tree, {
    processes: [
      { pid: 1, argv: ['/sbin/init'] },
      { pid: 500, argv: ['/usr/bin/containerd', '--config=/etc/containerd/config-kops.toml'] },
      {
        pid: 510,
        argv: [
          '/usr/local/bin/kubelet',
          '--config=/var/lib/kubelet/kubelet.conf',
          '--kubeconfig=/var/lib/kubelet/kubeconfig',
        ],
        listens: ['[::]:10250', '127.0.0.1:10248'],
      },
      ...shapes.map(({ name }, i) => ({
        pid: 700 + i,
        argv: (commands[name] ?? []).slice(3),
        listens: ports[name] ?? [],
      })),
      { pid: 790, argv: ['/opt/etcd-v3.5.21/etcd'], listens: ['127.0.0.1:4001', '127.0.0.1:4002'] },
      { pid: 795, argv: ['/kube-apiserver-healthcheck', '--ca-cert=/secrets/ca.crt'], listens: ['127.0.0.1:3990'] },
    ],
    addresses: [ip],
  });
  tree.put(
    '/etc/containerd/config-kops.toml',
    'version = 2\n\n[plugins]\n\n  [plugins."io.containerd.grpc.v1.cri"]\n    sandbox_image = "registry.k8s.io/pause:3.9"\n\n    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]\n      runtime_type = "io.containerd.runc.v2"\n\n      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]\n        SystemdCgroup = true\n',
  );
  tree.remove('/etc/containerd/config.toml');
  settle(tree.root, -30);
  await listenOn(tree, '/run/containerd/containerd.sock');
}
