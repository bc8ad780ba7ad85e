import { kubeconfig } from './kubeadm-pki.ts';
import { manifest } from './manifest.ts';
import { issue } from './openssl.ts';
import { elf, putOs } from './os.ts';
import { runKernel } from './processes.ts';
import { listenOn, settle, type Tree } from './tree.ts';

const resources = '/etc/kubernetes/static-pod-resources';

/** A static pod as an operator of OpenShift installs it: behind a shell, revisions in folders. */
function operatorPod(tree: Tree, name: string, namespace: string, program: string, args: string, probe?: string): void {
  const revision = `${resources}/${name}-7`;
  tree.folder(`${revision}/configmaps/config`);
  tree.put(`${revision}/configmaps/config/config.yaml`, 'apiVersion: kubecontrolplane.config.openshift.io/v1\n');
  tree.put(
    `/etc/kubernetes/manifests/${name}.yaml`,
    manifest({
      name: `${name.replace('-pod', '')}-master-0`,
      namespace,
      image:
        'quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:8a4f5d1d8a4f5d1d8a4f5d1d8a4f5d1d8a4f5d1d8a4f5d1d8a4f5d1d8a4f5d1d',
      command: ['/bin/bash', '-ec', `exec ${program} ${args}`],
      mounts: { [revision]: '', '/var/lib/etcd': '', '/var/log/kube-apiserver': '' },
      ...(probe === undefined ? {} : { probes: { livenessProbe: probe, readinessProbe: probe } }),
    })
      .replace(`mountPath: ${revision}`, `mountPath: ${resources}`)
      .replace('mountPath: /var/lib/etcd', 'mountPath: /var/lib/etcd/'),
    0o600,
  );
}

/** A control plane of OpenShift 4: CRI-O, kubelet.conf is the configuration of the kubelet and no kubeconfig. */
export async function makeOpenshift(tree: Tree): Promise<void> {
  const ip = '10.90.0.11';
  await putOs(tree, { name: 'master-0', ip, os: 'rocky', runtime: 'crio', hosts: '' });
  for (const name of ['kubelet', 'kubeadm']) tree.remove(`/usr/bin/${name}`);
  tree.put('/usr/bin/kubelet', elf, 0o755);
  tree.put('/usr/bin/oc', elf, 0o755);
  issue(tree, '/tmp/ca', { subject: '/OU=openshift/CN=kube-apiserver-lb-signer', isCa: true, until: 3610 });
  tree.put('/etc/kubernetes/ca.crt', tree.read('/tmp/ca.crt'));
  tree.put('/etc/kubernetes/kubelet-ca.crt', tree.read('/tmp/ca.crt'));
  tree.put(
    '/etc/kubernetes/kubeconfig',
    kubeconfig(tree, '/tmp/ca.crt', 'https://api-int.ocp.example.com:6443', 'kubelet', { token: 'bootstrap' }, 'local'),
    0o600,
  );
  issue(tree, '/tmp/k', { subject: '/O=system:nodes/CN=system:node:master-0', by: '/tmp/ca', usage: 'clientAuth' });
  const folder = '/var/lib/kubelet/pki';
  for (const kind of ['client', 'server']) {
    const dated = `${folder}/kubelet-${kind}-2026-01-15-08-11-31.pem`;
    tree.put(dated, tree.read('/tmp/k.crt') + tree.read('/tmp/k.key'), 0o600);
    tree.link(`${folder}/kubelet-${kind}-current.pem`, dated);
  }
  const current = `${folder}/kubelet-client-current.pem`;
  tree.put(
    '/var/lib/kubelet/kubeconfig',
    kubeconfig(tree, '/tmp/ca.crt', 'https://api-int.ocp.example.com:6443', 'default-auth', {
      files: [current, current],
    }),
    0o600,
  );
  tree.remove('/tmp');
  tree.put(
    '/etc/kubernetes/kubelet.conf',
    'kind: KubeletConfiguration\napiVersion: kubelet.config.k8s.io/v1beta1\nauthentication:\n  x509:\n    clientCAFile: /etc/kubernetes/kubelet-ca.crt\n  anonymous:\n    enabled: false\ncgroupDriver: systemd\ncgroupRoot: /\nclusterDNS:\n  - 172.30.0.10\nclusterDomain: cluster.local\ncontainerLogMaxSize: 50Mi\nmaxPods: 250\nkubeAPIQPS: 50\nkubeAPIBurst: 100\npodPidsLimit: 4096\nprotectKernelDefaults: true\nrotateCertificates: true\nserializeImagePulls: false\nstaticPodPath: /etc/kubernetes/manifests\nsystemCgroups: /system.slice\nserverTLSBootstrap: true\n',
  );
  tree.put(
    '/etc/systemd/system/kubelet.service',
    '[Unit]\nDescription=Kubernetes Kubelet\nRequires=crio.service kubelet-dependencies.target\n\n[Service]\nType=notify\nExecStartPre=/bin/mkdir --parents /etc/kubernetes/manifests\nEnvironment="KUBELET_LOG_LEVEL=2"\nEnvironmentFile=/etc/os-release\nEnvironmentFile=-/etc/kubernetes/kubelet-workaround\nExecStart=/usr/local/bin/kubenswrapper \\\n    /usr/bin/kubelet \\\n      --config=/etc/kubernetes/kubelet.conf \\\n      --bootstrap-kubeconfig=/etc/kubernetes/kubeconfig \\\n      --kubeconfig=/var/lib/kubelet/kubeconfig \\\n      --container-runtime-endpoint=/var/run/crio/crio.sock \\\n      --runtime-cgroups=/system.slice/crio.service \\\n      --node-labels=node-role.kubernetes.io/control-plane,node.openshift.io/os_id=rhcos \\\n      --volume-plugin-dir=/etc/kubernetes/kubelet-plugins/volume/exec \\\n      --v=2\nRestart=always\n\n[Install]\nWantedBy=multi-user.target\n',
  );
  tree.put('/usr/local/bin/kubenswrapper', '#!/bin/bash\nexec "$@"\n', 0o755);
  tree.link('/etc/systemd/system/multi-user.target.wants/kubelet.service', '/etc/systemd/system/kubelet.service');
  operatorPod(
    tree,
    'etcd-pod',
    'openshift-etcd',
    'etcd',
    '--data-dir=/var/lib/etcd --listen-client-urls=https://0.0.0.0:2379',
  );
  operatorPod(
    tree,
    'kube-apiserver-pod',
    'openshift-kube-apiserver',
    'hyperkube kube-apiserver',
    `--openshift-config=${resources}/configmaps/config/config.yaml --advertise-address=${ip} -v=2 --permit-address-sharing`,
    `https://${ip}:6443/livez`,
  );
  operatorPod(
    tree,
    'kube-controller-manager-pod',
    'openshift-kube-controller-manager',
    'hyperkube kube-controller-manager',
    '--openshift-config=x -v=2',
    `https://${ip}:10257/healthz`,
  );
  operatorPod(
    tree,
    'kube-scheduler-pod',
    'openshift-kube-scheduler',
    'hyperkube kube-scheduler',
    '--config=x -v=2',
    `https://${ip}:10259/healthz`,
  );
  tree.put('/var/lib/etcd/member/snap/db', Buffer.alloc(40_960), 0o600);
  tree.put('/var/lib/etcd/member/wal/0000000000000000-0000000000000000.wal', Buffer.alloc(64), 0o600);
  tree.folder('/var/lib/etcd', 0o700);
  for (const name of ['05-cilium.conflist', '100-crio-bridge.conflist'])
    if (tree.has(`/etc/cni/net.d/${name}`)) tree.remove(`/etc/cni/net.d/${name}`);
  tree.put(
    '/etc/kubernetes/cni/net.d/00-multus.conf',
    '{"cniVersion":"0.3.1","name":"multus-cni-network","type":"multus-shim","logLevel":"verbose","logToStderr":true,"clusterNetwork":"/host/run/multus/cni/net.d/10-ovn-kubernetes.conf"}\n',
    0o600,
  );
  tree.put(
    '/etc/crio/crio.conf.d/00-default',
    '[crio.runtime]\ncgroup_manager = "systemd"\n\n[crio.network]\nnetwork_dir = "/etc/kubernetes/cni/net.d/"\nplugin_dirs = [\n    "/var/lib/cni/bin",\n    "/usr/libexec/cni",\n]\n',
  );
  tree.remove('/opt/cni/bin');
  for (const name of ['multus-shim', 'loopback', 'bridge']) tree.put(`/var/lib/cni/bin/${name}`, elf, 0o755);
  runKernel(tree, {
    processes: [
      { pid: 1, argv: ['/usr/lib/systemd/systemd'] },
      { pid: 500, argv: ['/usr/bin/crio'] },
      {
        pid: 510,
        argv: [
          '/usr/bin/kubelet',
          '--config=/etc/kubernetes/kubelet.conf',
          '--bootstrap-kubeconfig=/etc/kubernetes/kubeconfig',
          '--kubeconfig=/var/lib/kubelet/kubeconfig',
          '--container-runtime-endpoint=/var/run/crio/crio.sock',
        ],
        listens: ['[::]:10250', '127.0.0.1:10248'],
      },
      { pid: 600, argv: ['etcd', '--data-dir=/var/lib/etcd'], listens: ['[::]:2379', '[::]:2380'] },
      { pid: 610, argv: ['kube-apiserver', '--openshift-config=x'], listens: ['[::]:6443'] },
      { pid: 620, argv: ['kube-controller-manager', '--openshift-config=x'], listens: ['[::]:10257'] },
      { pid: 630, argv: ['kube-scheduler', '--config=x'], listens: ['[::]:10259'] },
    ],
    addresses: [ip],
  });
  settle(tree.root, -30);
  await listenOn(tree, '/run/crio/crio.sock');
}
