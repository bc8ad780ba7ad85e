import { putBase } from './base-host.ts';
import { kubeconfig } from './kubeadm-pki.ts';
import { issue, issueServiceAccount } from './openssl.ts';
import { elf } from './os.ts';
import { runKernel } from './processes.ts';
import { listenOn, settle, type Tree } from './tree.ts';

/** MicroK8s: one snap, kubelite, dqlite. */
export async function makeMicrok8s(tree: Tree): Promise<void> {
  const ip = '10.40.0.11';
  putBase(tree, 'mk1', ip);
  const data = '/var/snap/microk8s/8143';
  tree.link('/var/snap/microk8s/current', '8143');
  tree.link('/snap/microk8s/current', '8143');
  tree.put('/snap/microk8s/8143/kubelite', elf, 0o755);
  const certs = `${data}/certs`;
  issue(tree, `${certs}/ca`, { subject: '/CN=10.152.183.1', isCa: true, until: 3610, key: 'rsa' });
  issue(tree, `${certs}/front-proxy-ca`, { subject: '/CN=front-proxy-ca', isCa: true, until: 3610, key: 'rsa' });
  issue(tree, `${certs}/server`, {
    subject: '/CN=127.0.0.1',
    by: `${certs}/ca`,
    usage: 'serverAuth,clientAuth',
    names: `DNS:kubernetes,DNS:kubernetes.default.svc.cluster.local,IP:127.0.0.1,IP:10.152.183.1,IP:${ip}`,
  });
  issue(tree, `${certs}/front-proxy-client`, { subject: '/CN=front-proxy-client', by: `${certs}/front-proxy-ca` });
  issue(tree, `${certs}/kubelet`, {
    subject: '/O=system:nodes/CN=system:node:mk1',
    by: `${certs}/ca`,
    usage: 'serverAuth,clientAuth',
    names: `DNS:mk1,IP:${ip}`,
  });
  issueServiceAccount(tree, certs, ['serviceaccount.pub', 'serviceaccount.key']);
  for (const name of ['client', 'controller', 'scheduler', 'kubelet', 'proxy']) {
    issue(tree, `${certs}/${name}-own`, {
      subject: `/CN=${name}`,
      by: `${certs}/ca`,
      usage: 'clientAuth',
      crt: `${certs}/${name}.crt`,
      keyFile: `${certs}/${name}.key`,
    });
    tree.put(
      `${data}/credentials/${name}.config`,
      kubeconfig(
        tree,
        `${certs}/ca.crt`,
        'https://127.0.0.1:16443',
        'admin',
        { data: [`${certs}/${name}.crt`, `${certs}/${name}.key`] },
        'microk8s-cluster',
      ).replaceAll('admin@microk8s-cluster', 'microk8s'),
      0o660,
    );
  }
  const args: Readonly<Record<string, string>> = {
    'kube-apiserver': `--cert-dir=\${SNAP_DATA}/certs\n--service-cluster-ip-range=10.152.183.0/24\n--authorization-mode=RBAC,Node\n--service-account-key-file=\${SNAP_DATA}/certs/serviceaccount.key\n--client-ca-file=\${SNAP_DATA}/certs/ca.crt\n--tls-cert-file=\${SNAP_DATA}/certs/server.crt\n--tls-private-key-file=\${SNAP_DATA}/certs/server.key\n--kubelet-client-certificate=\${SNAP_DATA}/certs/apiserver-kubelet-client.crt\n--kubelet-client-key=\${SNAP_DATA}/certs/apiserver-kubelet-client.key\n--secure-port=16443\n--etcd-servers="unix://\${SNAP_DATA}/var/kubernetes/backend/kine.sock:12379"\n--allow-privileged=true\n--service-account-issuer='https://kubernetes.default.svc'\n--service-account-signing-key-file=\${SNAP_DATA}/certs/serviceaccount.key\n--event-ttl=5m\n--profiling=false\n# Enable the aggregation layer\n--requestheader-client-ca-file=\${SNAP_DATA}/certs/front-proxy-ca.crt\n--requestheader-allowed-names=front-proxy-client\n--requestheader-extra-headers-prefix=X-Remote-Extra-\n--requestheader-group-headers=X-Remote-Group\n--requestheader-username-headers=X-Remote-User\n--proxy-client-cert-file=\${SNAP_DATA}/certs/front-proxy-client.crt\n--proxy-client-key-file=\${SNAP_DATA}/certs/front-proxy-client.key\n#~Enable the aggregation layer\n--enable-admission-plugins=EventRateLimit\n--admission-control-config-file=\${SNAP_DATA}/args/admission-control-config-file.yaml\n--kubelet-preferred-address-types=InternalIP,Hostname,InternalDNS,ExternalDNS,ExternalIP\n`,
    'kube-controller-manager': `--kubeconfig=\${SNAP_DATA}/credentials/controller.config\n--service-account-private-key-file=\${SNAP_DATA}/certs/serviceaccount.key\n--root-ca-file=\${SNAP_DATA}/certs/ca.crt\n--cluster-signing-cert-file=\${SNAP_DATA}/certs/ca.crt\n--cluster-signing-key-file=\${SNAP_DATA}/certs/ca.key\n--use-service-account-credentials\n--leader-elect-lease-duration=60s\n--leader-elect-renew-deadline=30s\n--profiling=false\n`,
    'kube-scheduler': `--kubeconfig=\${SNAP_DATA}/credentials/scheduler.config\n--leader-elect-lease-duration=60s\n--profiling=false\n`,
    kubelet: `--kubeconfig=\${SNAP_DATA}/credentials/kubelet.config\n--cert-dir=\${SNAP_DATA}/certs\n--client-ca-file=\${SNAP_DATA}/certs/ca.crt\n--anonymous-auth=false\n--root-dir=\${SNAP_COMMON}/var/lib/kubelet\n--fail-swap-on=false\n--eviction-hard="memory.available<100Mi,nodefs.available<1Gi,imagefs.available<1Gi"\n--container-runtime-endpoint=\${SNAP_COMMON}/run/containerd.sock\n--containerd=\${SNAP_COMMON}/run/containerd.sock\n--node-labels="microk8s.io/cluster=true"\n--cluster-domain=cluster.local\n--cluster-dns=10.152.183.10\n`,
    'k8s-dqlite': `--storage-dir=\${SNAP_DATA}/var/kubernetes/backend/\n--listen=unix://\${SNAP_DATA}/var/kubernetes/backend/kine.sock:12379\n`,
    'admission-control-config-file.yaml': 'apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\n',
    'containerd.toml':
      'version = 2\noom_score = 0\n\n[grpc]\n  uid = 0\n  gid = 0\n\n[plugins."io.containerd.grpc.v1.cri"]\n  stream_server_address = "127.0.0.1"\n  sandbox_image = "registry.k8s.io/pause:3.7"\n  [plugins."io.containerd.grpc.v1.cri".cni]\n    bin_dir = "/var/snap/microk8s/current/opt/cni/bin"\n    conf_dir = "/var/snap/microk8s/current/args/cni-network"\n',
    containerd: `--config \${SNAP_DATA}/args/containerd.toml\n--root \${SNAP_COMMON}/var/lib/containerd\n--state \${SNAP_COMMON}/run/containerd\n--address \${SNAP_COMMON}/run/containerd.sock\n`,
  };
  for (const [name, text] of Object.entries(args)) tree.put(`${data}/args/${name}`, text, 0o660);
  issue(tree, `${certs}/apiserver-kubelet-client`, {
    subject: '/O=system:masters/CN=kube-apiserver-kubelet-client',
    by: `${certs}/ca`,
    usage: 'clientAuth',
  });
  tree.put(
    `${data}/args/cni-network/10-calico.conflist`,
    '{"name":"k8s-pod-network","cniVersion":"0.3.1","plugins":[{"type":"calico","ipam":{"type":"calico-ipam"},"nodename_file_optional":true},{"type":"portmap","capabilities":{"portMappings":true}}]}\n',
  );
  for (const name of ['calico', 'calico-ipam', 'host-local', 'loopback', 'portmap', 'flannel'])
    tree.put(`${data}/opt/cni/bin/${name}`, elf, 0o755);
  tree.put('/var/snap/microk8s/current/var/kubernetes/backend/cluster.crt', tree.read(`${certs}/server.crt`), 0o660);
  runKernel(tree, {
    processes: [
      { pid: 1, argv: ['/sbin/init'] },
      {
        pid: 800,
        argv: [
          '/snap/microk8s/8143/kubelite',
          '--scheduler-args-file=/var/snap/microk8s/8143/args/kube-scheduler',
          '--kubelet-args-file=/var/snap/microk8s/8143/args/kubelet',
        ],
        listens: ['[::]:16443', '[::]:10250', '127.0.0.1:10248', '[::]:10257', '[::]:10259', '127.0.0.1:10256'],
      },
      {
        pid: 810,
        argv: ['/snap/microk8s/8143/bin/k8s-dqlite', '--storage-dir=/var/snap/microk8s/8143/var/kubernetes/backend/'],
        listens: [`${ip}:19001`],
      },
      {
        pid: 820,
        argv: [
          '/snap/microk8s/8143/bin/containerd',
          '--config',
          '/var/snap/microk8s/8143/args/containerd.toml',
          '--address',
          '/var/snap/microk8s/common/run/containerd.sock',
        ],
      },
    ],
    addresses: [ip],
  });
  settle(tree.root, -30);
  await listenOn(tree, '/var/snap/microk8s/common/run/containerd.sock');
}
