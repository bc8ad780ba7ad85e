import { kubeconfig } from './kubeadm-pki.ts';
import { issue, issueServiceAccount } from './openssl.ts';
import { elf } from './os.ts';
import { runKernel } from './processes.ts';
import { listenOn, settle, type Tree } from './tree.ts';

/** Talos: no shell, no systemd, no folder of manifests; a copy of its file systems as talosctl or a rescue disk gives it. */
export async function makeTalos(tree: Tree): Promise<void> {
  const ip = '10.80.0.11';
  tree.put('/etc/hostname', 'talos-cp\n');
  tree.put('/etc/hosts', `127.0.0.1 localhost\n${ip} talos-cp\n`);
  tree.put('/etc/resolv.conf', 'nameserver 10.80.0.2\n');
  tree.put('/etc/os-release', 'NAME="Talos"\nID=talos\nVERSION_ID=v1.10.4\n');
  const kubernetes = '/system/secrets/kubernetes/kube-apiserver';
  const etcd = '/system/secrets/etcd';
  issue(tree, `${kubernetes}/ca`, { subject: '/O=kubernetes', isCa: true, until: 3610 });
  issue(tree, `${etcd}/ca`, { subject: '/O=etcd', isCa: true, until: 3610 });
  issue(tree, `${kubernetes}/apiserver`, {
    ...{ subject: '/O=kube-master/CN=kube-apiserver', by: `${kubernetes}/ca`, usage: 'serverAuth' },
    names: `DNS:kubernetes,DNS:talos-cp,DNS:localhost,IP:${ip},IP:10.96.0.1,IP:127.0.0.1`,
  });
  issue(tree, `${etcd}/server`, {
    ...{ subject: '/CN=talos-cp', by: `${etcd}/ca`, usage: 'serverAuth,clientAuth' },
    names: `DNS:localhost,DNS:talos-cp,IP:${ip},IP:127.0.0.1`,
  });
  issue(tree, `${etcd}/peer`, {
    ...{ subject: '/CN=talos-cp', by: `${etcd}/ca`, usage: 'serverAuth,clientAuth' },
    names: `DNS:talos-cp,IP:${ip}`,
  });
  issueServiceAccount(tree, kubernetes, ['service-account.pub', 'service-account.key']);
  tree.put('/etc/kubernetes/pki/ca.crt', tree.read(`${kubernetes}/ca.crt`));
  tree.folder('/etc/kubernetes/manifests');
  issue(tree, '/tmp/k', {
    subject: '/O=system:nodes/CN=system:node:talos-cp',
    by: `${kubernetes}/ca`,
    usage: 'clientAuth',
  });
  const dated = '/var/lib/kubelet/pki/kubelet-client-2026-01-15-08-11-31.pem';
  tree.put(dated, tree.read('/tmp/k.crt') + tree.read('/tmp/k.key'), 0o600);
  tree.link('/var/lib/kubelet/pki/kubelet-client-current.pem', dated);
  const current = '/var/lib/kubelet/pki/kubelet-client-current.pem';
  tree.put(
    '/etc/kubernetes/kubeconfig-kubelet',
    kubeconfig(tree, `${kubernetes}/ca.crt`, 'https://127.0.0.1:7445', 'default-auth', { files: [current, current] }),
    0o600,
  );
  tree.remove('/tmp');
  tree.put(
    '/etc/kubernetes/kubelet.yaml',
    'apiVersion: kubelet.config.k8s.io/v1beta1\nauthentication:\n  anonymous:\n    enabled: false\n  webhook:\n    enabled: true\n  x509:\n    clientCAFile: /etc/kubernetes/pki/ca.crt\nauthorization:\n  mode: Webhook\ncgroupRoot: /\nclusterDNS:\n- 10.96.0.10\nclusterDomain: cluster.local\nfailSwapOn: false\nkind: KubeletConfiguration\nkubeletCgroups: /podruntime/kubelet\noomScoreAdj: -450\nport: 10250\nprotectKernelDefaults: true\nresolvConf: /etc/resolv.conf\nrotateCertificates: true\nseccompDefault: true\nshutdownGracePeriod: 30s\nshutdownGracePeriodCriticalPods: 10s\nstaticPodURL: http://127.0.0.1:40101\nstreamingConnectionIdleTimeout: 5m0s\nsystemCgroups: /system\ntlsMinVersion: VersionTLS13\n',
  );
  tree.put(
    '/etc/cri/containerd.toml',
    'version = 3\n\ndisabled_plugins = [\n  "io.containerd.nri.v1.nri",\n]\n\nimports = [\n  "/etc/cri/conf.d/cri.toml",\n]\n\n[debug]\n  level = "info"\n',
  );
  tree.put(
    '/etc/cri/conf.d/cri.toml',
    "version = 3\n\n[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]\n  base_runtime_spec = '/etc/cri/conf.d/base-spec.json'\n",
  );
  tree.put(
    '/etc/cni/net.d/10-flannel.conflist',
    '{"name":"cbr0","cniVersion":"1.0.0","plugins":[{"type":"flannel","delegate":{"hairpinMode":true,"isDefaultGateway":true}},{"type":"portmap","capabilities":{"portMappings":true}}]}\n',
  );
  tree.put(
    '/run/flannel/subnet.env',
    'FLANNEL_NETWORK=10.244.0.0/16\nFLANNEL_SUBNET=10.244.0.1/24\nFLANNEL_MTU=1450\nFLANNEL_IPMASQ=true\n',
  );
  for (const name of ['flannel', 'portmap', 'loopback', 'bridge', 'host-local'])
    tree.put(`/opt/cni/bin/${name}`, elf, 0o755);
  tree.put('/var/lib/etcd/member/snap/db', Buffer.alloc(40_960), 0o600);
  tree.put('/var/lib/etcd/member/wal/0000000000000000-0000000000000000.wal', Buffer.alloc(64), 0o600);
  tree.folder('/var/lib/etcd', 0o700);
  const secrets = '/system/secrets';
  runKernel(tree, {
    processes: [
      { pid: 1, argv: ['/sbin/init'] },
      { pid: 60, argv: ['/bin/containerd', '--address', '/system/run/containerd/containerd.sock'] },
      {
        pid: 70,
        argv: [
          '/bin/containerd',
          '--address',
          '/run/containerd/containerd.sock',
          '--config',
          '/etc/cri/containerd.toml',
        ],
      },
      { pid: 80, argv: ['/sbin/apid'], listens: ['[::]:50000'] },
      {
        pid: 90,
        argv: ['/usr/local/bin/etcd', '--data-dir=/var/lib/etcd', `--cert-file=${secrets}/etcd/server.crt`],
        listens: ['[::]:2379', `${ip}:2380`],
      },
      {
        pid: 100,
        argv: [
          '/usr/local/bin/kubelet',
          '--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubeconfig',
          '--cert-dir=/var/lib/kubelet/pki',
          '--config=/etc/kubernetes/kubelet.yaml',
          '--container-runtime-endpoint=unix:///run/containerd/containerd.sock',
          '--hostname-override=talos-cp',
          '--kubeconfig=/etc/kubernetes/kubeconfig-kubelet',
          `--node-ip=${ip}`,
        ],
        listens: ['[::]:10250', '127.0.0.1:10248'],
      },
      {
        pid: 110,
        argv: ['/usr/local/bin/kube-apiserver', '--anonymous-auth=false', '--etcd-servers=https://localhost:2379'],
        listens: ['[::]:6443'],
      },
      { pid: 120, argv: ['/usr/local/bin/kube-controller-manager'], listens: ['127.0.0.1:10257'] },
      { pid: 130, argv: ['/usr/local/bin/kube-scheduler'], listens: ['127.0.0.1:10259'] },
    ],
    addresses: [ip],
  });
  settle(tree.root, -30);
  await listenOn(tree, '/run/containerd/containerd.sock');
}
