import { putBase } from './base-host.ts';
import { issue } from './openssl.ts';
import { elf, putRuntime } from './os.ts';
import { runKernel } from './processes.ts';
import { listenOn, settle, type Tree } from './tree.ts';

/** A worker of EKS on Amazon Linux 2023: configuration in JSON, credentials by a program, addresses of the VPC. */
export async function makeEks(tree: Tree): Promise<void> {
  const ip = '10.110.0.21';
  const name = 'ip-10-110-0-21.eu-west-1.compute.internal';
  putBase(tree, name, ip);
  putRuntime(tree, { runtime: 'containerd', name });
  for (const file of ['10-calico.conflist', 'calico-kubeconfig', '87-podman-bridge.conflist'])
    if (tree.has(`/etc/cni/net.d/${file}`)) tree.remove(`/etc/cni/net.d/${file}`);
  for (const file of ['/etc/crictl.yaml', '/usr/bin/crictl']) tree.remove(file);
  issue(tree, '/tmp/ca', { subject: '/CN=kubernetes', isCa: true, until: 3610 });
  tree.put('/etc/kubernetes/pki/ca.crt', tree.read('/tmp/ca.crt'));
  issue(tree, '/tmp/s', { subject: `/O=system:nodes/CN=system:node:${name}`, by: '/tmp/ca', usage: 'serverAuth' });
  const dated = '/var/lib/kubelet/pki/kubelet-server-2026-01-15-08-11-31.pem';
  tree.put(dated, tree.read('/tmp/s.crt') + tree.read('/tmp/s.key'), 0o600);
  tree.link('/var/lib/kubelet/pki/kubelet-server-current.pem', dated);
  tree.remove('/tmp');
  tree.put(
    '/etc/systemd/system/kubelet.service',
    '[Unit]\nDescription=Kubernetes Kubelet\nAfter=containerd.service\nWants=containerd.service\n\n[Service]\nSlice=runtime.slice\nEnvironmentFile=/etc/eks/kubelet/environment\nExecStartPre=/sbin/iptables -P FORWARD ACCEPT -w 5\nExecStart=/usr/bin/kubelet $NODEADM_KUBELET_ARGS\nRestart=on-failure\n\n[Install]\nWantedBy=multi-user.target\n',
  );
  tree.link('/etc/systemd/system/multi-user.target.wants/kubelet.service', '/etc/systemd/system/kubelet.service');
  const args = [
    '--cloud-provider=external',
    '--config=/etc/kubernetes/kubelet/config.json',
    '--config-dir=/etc/kubernetes/kubelet/config.json.d',
    `--hostname-override=${name}`,
    '--image-credential-provider-bin-dir=/etc/eks/image-credential-provider',
    '--image-credential-provider-config=/etc/eks/image-credential-provider/config.json',
    '--kubeconfig=/var/lib/kubelet/kubeconfig',
    `--node-ip=${ip}`,
    '--v=2',
  ];
  tree.put('/etc/eks/kubelet/environment', `NODEADM_KUBELET_ARGS="${args.join(' ')}"\n`);
  tree.put(
    '/etc/eks/image-credential-provider/config.json',
    '{"apiVersion":"kubelet.config.k8s.io/v1","kind":"CredentialProviderConfig","providers":[]}\n',
  );
  const config = {
    kind: 'KubeletConfiguration',
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    address: '0.0.0.0',
    authentication: {
      anonymous: { enabled: false },
      webhook: { cacheTTL: '2m0s', enabled: true },
      x509: { clientCAFile: '/etc/kubernetes/pki/ca.crt' },
    },
    authorization: { mode: 'Webhook', webhook: { cacheAuthorizedTTL: '5m0s', cacheUnauthorizedTTL: '30s' } },
    cgroupDriver: 'systemd',
    cgroupRoot: '/',
    clusterDNS: ['10.100.0.10'],
    clusterDomain: 'cluster.local',
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '10%', 'nodefs.inodesFree': '5%' },
    featureGates: { RotateKubeletServerCertificate: true },
    hairpinMode: 'hairpin-veth',
    kubeReserved: { cpu: '70m', 'ephemeral-storage': '1Gi', memory: '442Mi' },
    kubeReservedCgroup: '/runtime',
    logging: {
      flushFrequency: 0,
      verbosity: 2,
      options: { text: { infoBufferSize: '0' }, json: { infoBufferSize: '0' } },
    },
    maxPods: 29,
    protectKernelDefaults: true,
    providerID: 'aws:///eu-west-1a/i-0abc',
    readOnlyPort: 0,
    serializeImagePulls: false,
    serverTLSBootstrap: true,
    shutdownGracePeriod: '2m30s',
    shutdownGracePeriodCriticalPods: '30s',
    systemReservedCgroup: '/system',
    tlsCipherSuites: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
  };
  tree.put('/etc/kubernetes/kubelet/config.json', `${JSON.stringify(config, null, 4)}\n`);
  tree.put(
    '/etc/kubernetes/kubelet/config.json.d/40-nodeadm.conf',
    '{"apiVersion":"kubelet.config.k8s.io/v1beta1","kind":"KubeletConfiguration","maxPods":58}\n',
  );
  tree.put(
    '/var/lib/kubelet/kubeconfig',
    `---\napiVersion: v1\nkind: Config\nclusters:\n  - name: kubernetes\n    cluster:\n      certificate-authority: /etc/kubernetes/pki/ca.crt\n      server: https://ABC.gr7.eu-west-1.eks.amazonaws.com\ncurrent-context: kubelet\ncontexts:\n  - name: kubelet\n    context:\n      cluster: kubernetes\n      user: kubelet\nusers:\n  - name: kubelet\n    user:\n      exec:\n        apiVersion: client.authentication.k8s.io/v1beta1\n        command: aws\n        args:\n          - "eks"\n          - "get-token"\n          - "--cluster-name"\n          - "shop"\n`,
    0o600,
  );
  tree.put('/usr/bin/aws', '#!/bin/sh\n', 0o755);
  tree.put('/usr/bin/kubelet', elf, 0o755);
  tree.put(
    '/etc/cni/net.d/10-aws.conflist',
    '{\n  "cniVersion": "0.4.0",\n  "name": "aws-cni",\n  "disableCheck": true,\n  "plugins": [\n    {"name": "aws-cni", "type": "aws-cni", "vethPrefix": "eni", "mtu": "9001", "podSGEnforcingMode": "strict"},\n    {"name": "egress-cni", "type": "egress-cni", "mtu": "9001", "enabled": "false", "ipam": {"type": "host-local", "ranges": [[{"subnet": "fd00::ac:00/118"}]], "routes": [{"dst": "::/0"}]}},\n    {"type": "portmap", "capabilities": {"portMappings": true}, "snat": true}\n  ]\n}\n',
  );
  for (const plugin of ['aws-cni', 'egress-cni', 'portmap', 'host-local', 'loopback'])
    tree.put(`/opt/cni/bin/${plugin}`, elf, 0o755);
  runKernel(tree, {
    processes: [
      { pid: 1, argv: ['/usr/lib/systemd/systemd'] },
      { pid: 500, argv: ['/usr/bin/containerd'] },
      { pid: 510, argv: ['/usr/bin/kubelet', ...args], listens: ['[::]:10250', '127.0.0.1:10248'] },
      {
        pid: 600,
        argv: ['kube-proxy', '--v=2', '--config=/var/lib/kube-proxy-config/config'],
        listens: ['[::]:10256', '127.0.0.1:10249'],
      },
    ],
    addresses: [ip],
  });
  settle(tree.root, -30);
  await listenOn(tree, '/run/containerd/containerd.sock');
}
