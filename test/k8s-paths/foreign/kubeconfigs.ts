import { kubeconfig } from '../../support/nodes/kubeadm-pki.ts';
import { issue } from '../../support/nodes/openssl.ts';
import type { Tree } from '../../support/nodes/tree.ts';
import { type ForeignFault, nodes, pidOf, pki, stop, userConfig } from './breaking.ts';

/** A user `ops` with a kubeconfig. */
const ofOps = (tree: Tree, text: string): void => {
  tree.put('/etc/passwd', `${tree.read('/etc/passwd')}ops:x:0:0:ops:/home/ops:/bin/bash\n`);
  tree.put('/home/ops/.kube/config', text, 0o600);
};

/** Kubeconfigs of components and of users. */
export const kubeconfigFaults: readonly ForeignFault[] = [
  {
    what: 'a context that nobody defined',
    on: nodes.ha,
    root: 'kubeconfig-context-missing',
    break: (tree) => tree.edit(userConfig, 'current-context: kubernetes-admin@kubernetes', 'current-context: prod'),
  },
  {
    what: 'a tab in the kubeconfig of root',
    on: nodes.six,
    root: 'kubeconfig-bad-yaml',
    break: (tree) => tree.edit(userConfig, '  name: kubernetes\n', '\tname: kubernetes\n'),
  },
  {
    what: 'a cut copy of a certificate for the scheduler',
    on: nodes.external,
    root: 'kubeconfig-bad-b64',
    break: (tree) => {
      tree.edit('/etc/kubernetes/scheduler.conf', /(client-certificate-data: .{400}).*/, '$1');
      stop(tree, pidOf(tree, 'kube-scheduler'));
    },
  },
  {
    what: 'a server over plain HTTP',
    on: nodes.single,
    root: 'kubeconfig-http-server',
    break: (tree) => tree.edit(userConfig, 'server: https:', 'server: http:'),
  },
  {
    what: 'the kubelet asks another port',
    on: nodes.single,
    root: 'kubelet-wrong-apiserver',
    break: (tree) => tree.edit('/etc/kubernetes/kubelet.conf', ':6443', ':6553'),
  },
  {
    what: 'the controller manager asks another port',
    on: nodes.fresh,
    root: 'kubeconfig-refused',
    break: (tree) => tree.edit('/etc/kubernetes/controller-manager.conf', ':6443', ':6444'),
  },
  {
    what: 'the kubelet asks an address that nobody else uses',
    on: nodes.dual,
    root: 'kubelet-wrong-apiserver',
    break: (tree) => tree.edit('/etc/kubernetes/kubelet.conf', '10.20.0.17:6443', '10.20.0.71:6443'),
  },
  {
    what: 'a letter too many in the name of the balancer',
    on: nodes.ha,
    root: 'kubeconfig-dns',
    break: (tree) => tree.edit('/etc/kubernetes/kubelet.conf', 'k8s-api.example.com', 'k8s-apii.example.com'),
  },
  {
    what: 'a context with a user that is not there',
    on: nodes.external,
    root: 'kubeconfig-no-user',
    break: (tree) => tree.edit(userConfig, '    user: kubernetes-admin\n', '    user: admin\n'),
  },
  {
    what: 'paths of certificates that were moved',
    on: nodes.single,
    root: 'kubeconfig-file-missing',
    break: (tree) =>
      ofOps(
        tree,
        kubeconfig(tree, `${pki}/ca.crt`, 'https://10.20.0.11:6443', 'ops', {
          files: ['/home/ops/.certs/ops.crt', '/home/ops/.certs/ops.key'],
        }),
      ),
  },
  {
    what: 'a certificate of another cluster with this CA',
    on: nodes.dual,
    root: 'kubeconfig-unauthorized',
    break: (tree) => {
      issue(tree, '/tmp/ca', { subject: '/CN=kubernetes', isCa: true });
      issue(tree, '/tmp/u', { subject: '/O=system:masters/CN=admin', by: '/tmp/ca', usage: 'clientAuth' });
      tree.put(
        userConfig,
        kubeconfig(tree, `${pki}/ca.crt`, 'https://10.20.0.17:6443', 'admin', { data: ['/tmp/u.crt', '/tmp/u.key'] }),
        0o600,
      );
      tree.remove('/tmp');
    },
  },
  {
    what: 'an expired certificate of root',
    on: nodes.fresh,
    root: 'kubeconfig-unauthorized',
    break: (tree) => {
      issue(tree, '/tmp/u', {
        ...{ subject: '/O=kubeadm:cluster-admins/CN=kubernetes-admin', by: `${pki}/ca`, usage: 'clientAuth' },
        ...{ from: -400, until: -35 },
      });
      tree.put(
        userConfig,
        kubeconfig(tree, `${pki}/ca.crt`, 'https://10.20.0.16:6443', 'admin', { data: ['/tmp/u.crt', '/tmp/u.key'] }),
        0o600,
      );
      tree.remove('/tmp');
    },
  },
  {
    what: 'the kubeconfig of the cluster before kubeadm reset',
    on: nodes.external,
    root: 'kubeconfig-stale-cluster',
    break: (tree) => {
      issue(tree, '/tmp/ca', { subject: '/CN=kubernetes', isCa: true, from: -300, until: 3000 });
      issue(tree, '/tmp/u', { subject: '/O=system:masters/CN=kubernetes-admin', by: '/tmp/ca', usage: 'clientAuth' });
      tree.put(
        userConfig,
        kubeconfig(tree, '/tmp/ca.crt', 'https://10.20.0.15:6443', 'admin', { data: ['/tmp/u.crt', '/tmp/u.key'] }),
        0o600,
      );
      tree.remove('/tmp');
    },
  },
  {
    what: 'admin.conf for everybody',
    on: nodes.ha,
    root: 'kubeconfig-perms',
    break: (tree) => tree.put('/etc/kubernetes/admin.conf', tree.read('/etc/kubernetes/admin.conf'), 0o644),
  },
  {
    what: 'a pod where a kubeconfig should be',
    on: nodes.dual,
    root: 'kubeconfig-wrong-kind',
    break: (tree) => tree.put(userConfig, 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n', 0o600),
  },
  {
    what: 'a plug-in for credentials that is not installed',
    on: nodes.single,
    root: 'kubeconfig-exec-missing',
    break: (tree) =>
      ofOps(
        tree,
        kubeconfig(tree, `${pki}/ca.crt`, 'https://10.20.0.11:6443', 'ops', { token: 'x' }).replace(
          /user:\n {4}token: x/,
          'user:\n    exec:\n      apiVersion: client.authentication.k8s.io/v1\n      command: kubelogin\n      args: [get-token]\n      interactiveMode: IfAvailable',
        ),
      ),
  },
  {
    what: 'a proxy for everything',
    on: nodes.external,
    root: 'kubeconfig-proxy-env',
    break: (tree) =>
      tree.put('/etc/environment', 'https_proxy="http://proxy.example.com:3128"\nno_proxy="localhost,127.0.0.1"\n'),
  },
  {
    what: 'kubectl without a kubeconfig',
    on: nodes.six,
    words: ['kubectl-cannot-connect'],
    root: 'kubeconfig-none',
    break: (tree) => tree.remove(userConfig),
  },
  {
    what: 'a kubeconfig that names another key',
    on: nodes.ha,
    root: 'cert-key-mismatch',
    break: (tree) => {
      issue(tree, '/tmp/k', { subject: '/CN=x' });
      const key = Buffer.from(tree.read('/tmp/k.key')).toString('base64');
      tree.edit('/etc/kubernetes/controller-manager.conf', /client-key-data: .*/, `client-key-data: ${key}`);
      tree.remove('/tmp');
    },
  },
];
