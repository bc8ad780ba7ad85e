import { putBase } from './base-host.ts';
import { kubeconfig } from './kubeadm-pki.ts';
import { issue, issueServiceAccount } from './openssl.ts';
import { elf, putRuntime } from './os.ts';
import { runKernel } from './processes.ts';
import { listenOn, settle, type Tree } from './tree.ts';

/** Kubernetes by hand, as systemd units and a PKI of cfssl: no static pods. */
export async function makeByHand(tree: Tree): Promise<void> {
  const ip = '10.50.0.11';
  putBase(tree, 'hand-0', ip);
  putRuntime(tree, { runtime: 'containerd', name: 'hand-0' });
  const pki = '/var/lib/kubernetes';
  issue(tree, `${pki}/ca`, {
    subject: '/O=Kubernetes/OU=CA/CN=Kubernetes',
    isCa: true,
    until: 1800,
    crt: `${pki}/ca.pem`,
    keyFile: `${pki}/ca-key.pem`,
    key: 'rsa',
  });
  tree.put(`${pki}/ca.crt`, tree.read(`${pki}/ca.pem`));
  tree.put(`${pki}/ca.key`, tree.read(`${pki}/ca-key.pem`), 0o600);
  const pair = (name: string, subject: string, names = `DNS:${name},IP:127.0.0.1,IP:10.32.0.1,IP:${ip}`) =>
    issue(tree, name, {
      subject,
      by: `${pki}/ca`,
      usage: 'serverAuth,clientAuth',
      names,
      crt: `${pki}/${name}.pem`,
      keyFile: `${pki}/${name}-key.pem`,
    });
  pair('kubernetes', '/O=Kubernetes/CN=kubernetes');
  pair('hand-0', '/O=system:nodes/CN=system:node:hand-0');
  pair('kube-scheduler', '/O=system:kube-scheduler/CN=system:kube-scheduler');
  issueServiceAccount(tree, pki, ['service-account.pem', 'service-account-key.pem']);
  tree.put(
    '/etc/systemd/system/kube-apiserver.service',
    `[Service]\nExecStart=/usr/local/bin/kube-apiserver \\\n  --advertise-address=${ip} \\\n  --client-ca-file=${pki}/ca.pem \\\n  --etcd-servers=https://${ip}:2379\n`,
  );
  tree.put(
    '/etc/systemd/system/kubelet.service',
    '[Unit]\nDescription=Kubernetes Kubelet\n\n[Service]\nExecStart=/usr/local/bin/kubelet \\\n  --config=/var/lib/kubelet/kubelet-config.yaml \\\n  --kubeconfig=/var/lib/kubelet/kubeconfig \\\n  --register-node=true \\\n  --v=2\nRestart=on-failure\n\n[Install]\nWantedBy=multi-user.target\n',
  );
  tree.link('/etc/systemd/system/multi-user.target.wants/kubelet.service', '/etc/systemd/system/kubelet.service');
  tree.put('/usr/local/bin/kubelet', elf, 0o755);
  tree.put(
    '/var/lib/kubelet/kubelet-config.yaml',
    `kind: KubeletConfiguration\napiVersion: kubelet.config.k8s.io/v1beta1\nauthentication:\n  anonymous:\n    enabled: false\n  webhook:\n    enabled: true\n  x509:\n    clientCAFile: "${pki}/ca.pem"\nauthorization:\n  mode: Webhook\nclusterDomain: "cluster.local"\nclusterDNS:\n  - "10.32.0.10"\ncgroupDriver: systemd\ncontainerRuntimeEndpoint: "unix:///var/run/containerd/containerd.sock"\nresolvConf: "/etc/resolv.conf"\nruntimeRequestTimeout: "15m"\ntlsCertFile: "${pki}/hand-0.pem"\ntlsPrivateKeyFile: "${pki}/hand-0-key.pem"\n`,
  );
  tree.put(
    '/var/lib/kubelet/kubeconfig',
    kubeconfig(tree, `${pki}/ca.pem`, `https://${ip}:6443`, 'system:node:hand-0', {
      data: [`${pki}/hand-0.pem`, `${pki}/hand-0-key.pem`],
    }),
    0o600,
  );
  runKernel(tree, {
    processes: [
      { pid: 1, argv: ['/sbin/init'] },
      { pid: 500, argv: ['/usr/bin/containerd'] },
      {
        pid: 510,
        argv: [
          '/usr/local/bin/kubelet',
          '--config=/var/lib/kubelet/kubelet-config.yaml',
          '--kubeconfig=/var/lib/kubelet/kubeconfig',
          '--register-node=true',
          '--v=2',
        ],
        listens: ['[::]:10250', '127.0.0.1:10248'],
      },
      {
        pid: 600,
        argv: [
          '/usr/local/bin/etcd',
          '--name',
          'hand-0',
          `--cert-file=${pki}/kubernetes.pem`,
          `--key-file=${pki}/kubernetes-key.pem`,
          '--listen-client-urls',
          `https://${ip}:2379,https://127.0.0.1:2379`,
          '--data-dir=/var/lib/etcd',
        ],
        listens: [`${ip}:2379`, '127.0.0.1:2379'],
      },
      {
        pid: 610,
        argv: [
          '/usr/local/bin/kube-apiserver',
          `--advertise-address=${ip}`,
          `--client-ca-file=${pki}/ca.pem`,
          `--etcd-servers=https://${ip}:2379`,
          `--tls-cert-file=${pki}/kubernetes.pem`,
        ],
        listens: ['[::]:6443'],
      },
      {
        pid: 620,
        argv: ['/usr/local/bin/kube-scheduler', '--config=/etc/kubernetes/config/kube-scheduler.yaml'],
        listens: ['[::]:10259'],
      },
      {
        pid: 630,
        argv: ['/usr/local/bin/kube-controller-manager', '--cluster-cidr=10.200.0.0/16'],
        listens: ['[::]:10257'],
      },
    ],
    addresses: [ip],
  });
  settle(tree.root, -30);
  await listenOn(tree, '/run/containerd/containerd.sock');
}
