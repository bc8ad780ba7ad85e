import { issueServiceAccount } from '../../support/nodes/openssl.ts';
import {
  deafen,
  type ForeignFault,
  kubeletConfig,
  listen,
  manifests,
  nodes,
  pidOf,
  pki,
  stop,
  stopKubelet,
} from './breaking.ts';

const apiserver = `${manifests}/kube-apiserver.yaml`;
const manager = `${manifests}/kube-controller-manager.yaml`;
const scheduler = `${manifests}/kube-scheduler.yaml`;
const etcd = `${manifests}/etcd.yaml`;

/** Static pods. */
export const manifestFaults: readonly ForeignFault[] = [
  {
    what: 'the image of the scheduler is misspelt',
    on: nodes.ha,
    root: 'manifest-image-bad',
    break: (tree) => {
      tree.edit(scheduler, 'kube-scheduler:v', 'kube-schedular:v');
      stop(tree, pidOf(tree, 'kube-scheduler'));
    },
  },
  {
    what: 'the controller manager is newer than the apiserver',
    on: nodes.single,
    root: 'manifest-image-bad',
    break: (tree) => tree.edit(manager, 'kube-controller-manager:v1.31.4', 'kube-controller-manager:v1.33.4'),
  },
  {
    what: 'a version of apiVersion that does not exist',
    on: nodes.dual,
    root: 'manifest-kind-invalid',
    break: (tree) => {
      tree.edit(manager, 'apiVersion: v1', 'apiVersion: v2');
      stop(tree, pidOf(tree, 'kube-controller-manager'));
    },
  },
  {
    what: 'a quote that is not closed',
    on: nodes.six,
    root: 'manifest-yaml-invalid',
    break: (tree) => {
      tree.edit(apiserver, '- --allow-privileged=true', '- "--allow-privileged=true');
      stop(tree, pidOf(tree, 'kube-apiserver'), pidOf(tree, 'kube-scheduler'), pidOf(tree, 'kube-controller-manager'));
    },
  },
  {
    what: 'a manifest moved to the home of root',
    on: nodes.ha,
    root: 'manifest-missing',
    break: (tree) => {
      tree.put('/root/kube-controller-manager.yaml', tree.read(manager));
      tree.remove(manager);
      stop(tree, pidOf(tree, 'kube-controller-manager'));
    },
  },
  {
    what: 'the manifest of etcd is gone, all is down',
    on: nodes.single,
    root: 'manifest-missing',
    break: (tree) => {
      tree.remove(etcd);
      stop(tree, 1200, 1201, 1202, 1203);
    },
  },
  {
    what: 'a hostPath with a letter too many',
    on: nodes.external,
    root: 'manifest-hostpath-missing',
    break: (tree) => {
      tree.edit(
        manager,
        /path: \/etc\/kubernetes\/controller-manager.conf\n\s+type: FileOrCreate/,
        'path: /etc/kubernetes/controller-managerr.conf\n      type: File',
      );
      stop(tree, pidOf(tree, 'kube-controller-manager'));
    },
  },
  {
    what: 'an audit policy that no volume holds',
    on: nodes.ha,
    root: 'manifest-path-not-mounted',
    break: (tree) => {
      tree.put('/etc/kubernetes/audit/policy.yaml', 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: []\n');
      tree.edit(
        apiserver,
        '    - --allow-privileged=true\n',
        '    - --allow-privileged=true\n    - --audit-policy-file=/etc/kubernetes/audit/policy.yaml\n',
      );
    },
  },
  {
    what: 'a certificate with a wrong name in a flag',
    on: nodes.dual,
    root: 'manifest-file-missing',
    break: (tree) => tree.edit(apiserver, 'apiserver-kubelet-client.crt', 'apiserver-kubelet-clients.crt'),
  },
  {
    what: 'a certificate of etcd in the wrong folder',
    on: nodes.six,
    root: 'manifest-file-missing',
    break: (tree) =>
      tree.edit(etcd, '--peer-cert-file=/etc/kubernetes/pki/etcd/', '--peer-cert-file=/etc/kubernetes/pki/'),
  },
  {
    what: 'the kubeconfig of the scheduler under a wrong name',
    on: nodes.fresh,
    root: 'manifest-kubeconfig-missing',
    break: (tree) =>
      tree.edit(
        scheduler,
        '--kubeconfig=/etc/kubernetes/scheduler.conf',
        '--kubeconfig=/etc/kubernetes/scheduler.confg',
      ),
  },
  {
    what: 'nginx on the port of the apiserver',
    on: nodes.single,
    root: 'manifest-port-conflict',
    break: (tree) => {
      stop(tree, pidOf(tree, 'kube-apiserver'));
      deafen(tree, 6443);
      listen(tree, 2400, ['/usr/sbin/nginx'], 6443);
    },
  },
  {
    what: 'an old etcd on the port of etcd',
    on: nodes.external,
    root: 'manifest-port-conflict',
    break: (tree) => {
      stop(tree, pidOf(tree, 'kube-controller-manager'));
      deafen(tree, 10_257);
      listen(tree, 2400, ['/opt/monitoring/bin/exporter'], 10_257);
    },
  },
  {
    what: 'anonymous access off, probes bare',
    on: nodes.six,
    root: 'manifest-anon-auth-probe',
    break: (tree) =>
      tree.edit(
        apiserver,
        '    - --allow-privileged=true\n',
        '    - --allow-privileged=true\n    - --anonymous-auth=false\n',
      ),
  },
  {
    what: 'the key of service accounts made anew',
    on: nodes.ha,
    root: 'manifest-sa-key-mismatch',
    break: (tree) => {
      issueServiceAccount(tree, '/tmp/sa');
      tree.put(`${pki}/sa.key`, tree.read('/tmp/sa/sa.key'), 0o600);
      tree.remove('/tmp');
    },
  },
  {
    what: 'a manifest that everybody may write',
    on: nodes.fresh,
    root: 'manifest-perms',
    break: (tree) => tree.put(etcd, tree.read(etcd), 0o666),
  },
  {
    what: 'a port flag that 1.24 removed',
    on: nodes.fresh,
    root: 'manifest-unknown-flag',
    break: (tree) => tree.edit(scheduler, '    - --leader-elect=true\n', '    - --leader-elect=true\n    - --port=0\n'),
  },
  {
    what: 'insecure port after an upgrade',
    on: nodes.dual,
    root: 'manifest-unknown-flag',
    break: (tree) => {
      tree.edit(apiserver, '    - --secure-port=6443\n', '    - --insecure-port=0\n    - --secure-port=6443\n');
      stop(tree, pidOf(tree, 'kube-apiserver'));
    },
  },
  {
    what: 'pod eviction timeout after an upgrade',
    on: nodes.ha,
    root: 'manifest-unknown-flag',
    break: (tree) => {
      tree.edit(
        manager,
        '    - --leader-elect=true\n',
        '    - --leader-elect=true\n    - --pod-eviction-timeout=30s\n',
      );
      stop(tree, pidOf(tree, 'kube-controller-manager'));
    },
  },
  {
    what: 'a cloud provider in an apiserver that has none any more',
    on: nodes.ha,
    root: 'manifest-unknown-flag',
    break: (tree) => {
      tree.edit(
        apiserver,
        '    - --allow-privileged=true\n',
        '    - --allow-privileged=true\n    - --cloud-provider=vsphere\n',
      );
      stop(tree, pidOf(tree, 'kube-apiserver'), pidOf(tree, 'kube-scheduler'), pidOf(tree, 'kube-controller-manager'));
    },
  },
  {
    what: 'a flag without its last letter',
    on: nodes.six,
    root: 'manifest-unknown-flag',
    break: (tree) => {
      tree.edit(apiserver, '--etcd-servers=', '--etcd-server=');
      stop(tree, pidOf(tree, 'kube-apiserver'));
    },
  },
  {
    what: 'a folder of manifests in an argument of the kubelet',
    on: nodes.ha,
    root: 'manifest-wrong-static-path',
    break: (tree) => {
      tree.put('/etc/sysconfig/kubelet', 'KUBELET_EXTRA_ARGS=--pod-manifest-path=/etc/kubelet.d\n');
      stop(
        tree,
        ...['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map((one) => pidOf(tree, one)),
      );
    },
  },
  {
    what: 'etcd asked without TLS',
    on: nodes.single,
    root: 'manifest-etcd-url',
    break: (tree) => tree.edit(apiserver, '--etcd-servers=https://127', '--etcd-servers=http://127'),
  },
  {
    what: 'etcd listens for clients elsewhere',
    on: nodes.fresh,
    root: 'manifest-etcd-url',
    break: (tree) =>
      tree.edit(
        etcd,
        '--listen-client-urls=https://127.0.0.1:2379,https://10.20.0.16:2379',
        '--listen-client-urls=https://127.0.0.1:2389,https://10.20.0.16:2389',
      ),
  },
  {
    what: 'a scheduler that is not there, without a reason',
    on: nodes.fresh,
    root: 'component-down',
    break: (tree) => {
      stop(tree, pidOf(tree, 'kube-scheduler'));
      deafen(tree, 10_259);
    },
  },
  {
    what: 'one probe of the controller manager over HTTP',
    on: nodes.dual,
    root: 'manifest-probe-mismatch',
    break: (tree) => tree.edit(manager, /(startupProbe:[\s\S]*?scheme: )HTTPS/, '$1HTTP'),
  },
  {
    what: "an editor's copy",
    on: nodes.six,
    root: 'manifest-duplicate-backup',
    break: (tree) => tree.put(`${etcd}~`, tree.read(etcd), 0o600),
  },
  {
    what: 'the same pod under a second proper name',
    on: nodes.dual,
    root: 'manifest-duplicate-backup',
    break: (tree) => tree.put(`${manifests}/kube-scheduler-old.yml`, tree.read(scheduler), 0o600),
  },
  {
    what: 'a folder of manifests that nobody made, on a worker with a static pod',
    on: nodes.external,
    root: 'manifest-wrong-static-path',
    break: (tree) => {
      tree.edit(kubeletConfig, 'staticPodPath: /etc/kubernetes/manifests', 'staticPodPath: /etc/kubernetes/manifest/');
      stopKubelet(tree);
    },
  },
];
