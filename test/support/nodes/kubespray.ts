import { makeKubeadmNode } from './kubeadm.ts';
import type { Kubeadm } from './kubeadm-flags.ts';
import { issue } from './openssl.ts';
import { elf } from './os.ts';
import { settle, type Tree } from './tree.ts';

const ssl = '/etc/kubernetes/ssl';

/** kubespray: kubeadm below other paths, etcd as a unit, a cache for DNS on each node. */
export async function makeKubespray(tree: Tree): Promise<void> {
  const ip = '10.20.0.41';
  const node: Kubeadm = {
    ...{ name: 'node1', ip, family: 'v4', version: '1.33.5', runtime: 'containerd', os: 'ubuntu', key: 'rsa' },
    ...{ services: '10.233.0.0/18', pods: '10.233.64.0/18', dns: ['169.254.25.10'], etcd: 'external' },
    hosts: '10.20.0.41 lb-apiserver.kubernetes.local\n',
    kubelet: { resolvConf: '/run/systemd/resolve/resolv.conf', kubeReservedCgroup: '/kube.slice' },
  } as Kubeadm;
  await makeKubeadmNode(tree, node);
  const plane = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map(
    (name) => `/etc/kubernetes/manifests/${name}.yaml`,
  );
  const pairs = ['ca', 'apiserver', 'apiserver-kubelet-client', 'front-proxy-ca', 'front-proxy-client'];
  for (const name of [...pairs.flatMap((one) => [`${one}.crt`, `${one}.key`]), 'sa.key', 'sa.pub'])
    tree.put(`${ssl}/${name}`, tree.read(`/etc/kubernetes/pki/${name}`), /\.key$/.test(name) ? 0o600 : 0o644);
  tree.put('/tmp/etcd-ca.crt', tree.read('/etc/kubernetes/pki/etcd/ca.crt'));
  const etcd = '/etc/ssl/etcd/ssl';
  issue(tree, `${etcd}/ca`, {
    subject: '/CN=etcd-ca',
    isCa: true,
    until: 3610,
    crt: `${etcd}/ca.pem`,
    keyFile: `${etcd}/ca-key.pem`,
  });
  tree.put('/tmp/c.crt', tree.read(`${etcd}/ca.pem`));
  tree.put('/tmp/c.key', tree.read(`${etcd}/ca-key.pem`));
  for (const name of ['member-node1', 'node-node1', 'admin-node1'])
    issue(tree, `${etcd}/${name}`, {
      ...{ subject: `/CN=etcd-${name}`, by: '/tmp/c', usage: 'serverAuth,clientAuth' },
      ...{ crt: `${etcd}/${name}.pem`, keyFile: `${etcd}/${name}-key.pem` },
      names: `DNS:node1,DNS:localhost,IP:${ip},IP:127.0.0.1`,
    });
  tree.remove('/tmp');
  tree.remove('/etc/kubernetes/pki');
  tree.link('/etc/kubernetes/pki', ssl);
  for (const file of plane)
    if (tree.read(file).includes('/etc/kubernetes/pki')) tree.edit(file, '/etc/kubernetes/pki', ssl);
  const apiserver = plane[0] ?? '';
  tree.edit(apiserver, `--etcd-cafile=${ssl}/etcd/ca.crt`, `--etcd-cafile=${etcd}/ca.pem`);
  tree.edit(apiserver, `--etcd-certfile=${ssl}/apiserver-etcd-client.crt`, `--etcd-certfile=${etcd}/node-node1.pem`);
  tree.edit(apiserver, `--etcd-keyfile=${ssl}/apiserver-etcd-client.key`, `--etcd-keyfile=${etcd}/node-node1-key.pem`);
  tree.edit(apiserver, /--etcd-servers=\S+/, `--etcd-servers=https://${ip}:2379`);
  tree.edit(
    apiserver,
    /( {4}volumeMounts:\n)/,
    `$1    - mountPath: ${etcd}\n      name: etcd-certs-0\n      readOnly: true\n`,
  );
  tree.edit(
    apiserver,
    /( {2}volumes:\n)/,
    `$1  - hostPath:\n      path: ${etcd}\n      type: DirectoryOrCreate\n    name: etcd-certs-0\n`,
  );
  tree.put(
    '/etc/systemd/system/etcd.service',
    '[Unit]\nDescription=etcd\nAfter=network.target\n\n[Service]\nUser=root\nType=notify\nEnvironmentFile=/etc/etcd.env\nExecStart=/usr/local/bin/etcd\nRestart=always\n\n[Install]\nWantedBy=multi-user.target\n',
  );
  tree.put(
    '/etc/etcd.env',
    `ETCD_DATA_DIR=/var/lib/etcd\nETCD_LISTEN_CLIENT_URLS=https://${ip}:2379,https://127.0.0.1:2379\nETCD_NAME=etcd1\n`,
  );
  tree.put('/usr/local/bin/etcd', elf, 0o755);
  tree.put('/usr/local/bin/kubelet', elf, 0o755);
  tree.put(
    '/etc/kubernetes/kubelet-config.yaml',
    tree.read('/var/lib/kubelet/config.yaml').replaceAll('/etc/kubernetes/pki', ssl),
  );
  tree.put(
    '/etc/kubernetes/kubelet.env',
    `KUBE_LOG_LEVEL="--v=2"\nKUBELET_ADDRESS="--node-ip=${ip}"\nKUBELET_HOSTNAME="--hostname-override=node1"\nKUBELET_ARGS="--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --config=/etc/kubernetes/kubelet-config.yaml --kubeconfig=/etc/kubernetes/kubelet.conf --container-runtime-endpoint=unix:///var/run/containerd/containerd.sock --runtime-cgroups=/system.slice/containerd.service"\nKUBELET_CLOUDPROVIDER=""\n`,
  );
  tree.put(
    '/etc/systemd/system/kubelet.service',
    '[Unit]\nDescription=Kubernetes Kubelet Server\nAfter=containerd.service\nWants=containerd.service\n\n[Service]\nEnvironmentFile=-/etc/kubernetes/kubelet.env\nExecStart=/usr/local/bin/kubelet \\\n\t\t$KUBE_LOGTOSTDERR \\\n\t\t$KUBE_LOG_LEVEL \\\n\t\t$KUBELET_API_SERVER \\\n\t\t$KUBELET_ADDRESS \\\n\t\t$KUBELET_PORT \\\n\t\t$KUBELET_HOSTNAME \\\n\t\t$KUBELET_ARGS \\\n\t\t$DOCKER_SOCKET \\\n\t\t$KUBELET_NETWORK_PLUGIN \\\n\t\t$KUBELET_VOLUME_PLUGIN \\\n\t\t$KUBELET_CLOUDPROVIDER\nRestart=always\n\n[Install]\nWantedBy=multi-user.target\n',
  );
  tree.remove('/usr/lib/systemd/system/kubelet.service.d');
  tree.remove('/usr/lib/systemd/system/kubelet.service');
  tree.link('/etc/systemd/system/multi-user.target.wants/kubelet.service', '/etc/systemd/system/kubelet.service');
  settle(tree.root, -30);
}
