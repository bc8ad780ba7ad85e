import { issue } from '../../support/nodes/openssl.ts';
import type { Tree } from '../../support/nodes/tree.ts';
import { type ForeignFault, manifests, nodes, pidOf, pki, stop } from './breaking.ts';

const base = 'DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc';
/** Issues a file anew; key and signer stay. */
const again = (tree: Tree, path: string, by: string, what: Partial<Parameters<typeof issue>[2]>): void =>
  issue(tree, `${pki}/${path}`, { subject: `/CN=kube-${path}`, by: `${pki}/${by}`, key: 'keep', ...what });
const past = { from: -380, until: -15 };
const plane = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];

/** Certificates and keys. */
export const pkiFaults: readonly ForeignFault[] = [
  {
    what: 'the CA of the cluster expired',
    on: nodes.single,
    root: 'ca-expired',
    break: (tree) =>
      issue(tree, `${pki}/ca`, { subject: '/CN=kubernetes', isCa: true, key: 'keep', from: -3655, until: -5 }),
  },
  {
    what: 'the serving certificate ends this week',
    on: nodes.dual,
    root: 'cert-expiring',
    break: (tree) =>
      again(tree, 'apiserver', 'ca', {
        usage: 'serverAuth',
        from: -360,
        until: 5,
        names: `DNS:cpd,${base},IP:10.96.0.1,IP:10.20.0.17,IP:fd00:20::17`,
      }),
  },
  {
    what: 'the certificate of etcd is of tomorrow',
    on: nodes.fresh,
    root: 'cert-not-yet-valid',
    break: (tree) => {
      again(tree, 'etcd/server', 'etcd/ca', {
        subject: '/CN=cp-new',
        usage: 'serverAuth,clientAuth',
        from: 1,
        names: 'DNS:localhost,DNS:cp-new,IP:10.20.0.16,IP:127.0.0.1,IP:::1',
      });
    },
  },
  {
    what: 'a server certificate for the client of etcd',
    on: nodes.ha,
    root: 'cert-eku-wrong',
    break: (tree) => again(tree, 'apiserver-etcd-client', 'etcd/ca', { usage: 'serverAuth', from: -30 }),
  },
  {
    what: 'the key of the apiserver replaced',
    on: nodes.fresh,
    root: 'cert-key-mismatch',
    break: (tree) => {
      issue(tree, '/tmp/k', { subject: '/CN=x' });
      tree.put(`${pki}/apiserver.key`, tree.read('/tmp/k.key'), 0o600);
      tree.remove('/tmp');
    },
  },
  {
    what: 'half a CA of the front proxy',
    on: nodes.ha,
    root: 'cert-malformed',
    break: (tree) => tree.put(`${pki}/front-proxy-ca.crt`, tree.read(`${pki}/front-proxy-ca.crt`).slice(0, 300)),
  },
  {
    what: 'the CA of etcd is an empty file',
    on: nodes.single,
    root: 'cert-malformed',
    break: (tree) => {
      tree.put(`${pki}/etcd/ca.crt`, '');
      stop(tree, pidOf(tree, 'etcd'), ...plane.map((one) => pidOf(tree, one)));
    },
  },
  {
    what: 'the wrong CA for the front proxy',
    on: nodes.dual,
    root: 'front-proxy-mismatch',
    break: (tree) =>
      tree.edit(
        `${manifests}/kube-apiserver.yaml`,
        '--requestheader-client-ca-file=/etc/kubernetes/pki/front-proxy-ca.crt',
        '--requestheader-client-ca-file=/etc/kubernetes/pki/ca.crt',
      ),
  },
  {
    what: 'a key that everybody may read',
    on: nodes.six,
    root: 'pki-perms',
    break: (tree) => tree.put(`${pki}/sa.key`, tree.read(`${pki}/sa.key`), 0o644),
  },
  {
    what: 'one client certificate expired',
    on: nodes.single,
    root: 'cert-expired',
    break: (tree) => again(tree, 'apiserver-kubelet-client', 'ca', { usage: 'clientAuth', ...past }),
  },
  {
    what: 'the certificates of etcd expired, all is down',
    on: nodes.ha,
    root: 'cert-expired',
    break: (tree) => {
      const names = 'DNS:localhost,DNS:m1.example.com,IP:10.20.0.12,IP:127.0.0.1,IP:::1';
      for (const name of ['server', 'peer'])
        again(tree, `etcd/${name}`, 'etcd/ca', {
          subject: '/CN=m1.example.com',
          usage: 'serverAuth,clientAuth',
          names,
          ...past,
        });
      stop(tree, pidOf(tree, 'etcd'), ...plane.map((one) => pidOf(tree, one)));
    },
  },
  {
    what: 'the own address is not in the certificate',
    on: nodes.fresh,
    root: 'cert-san-missing',
    break: (tree) =>
      again(tree, 'apiserver', 'ca', {
        usage: 'serverAuth',
        from: -30,
        names: `DNS:cp-new,${base},IP:10.96.0.1,IP:10.20.0.99`,
      }),
  },
  {
    what: 'loopback is not in the certificate of etcd',
    on: nodes.single,
    root: 'cert-san-missing',
    break: (tree) =>
      again(tree, 'etcd/server', 'etcd/ca', {
        subject: '/CN=cp-a',
        usage: 'serverAuth,clientAuth',
        from: -30,
        names: 'DNS:cp-a,IP:10.20.0.11',
      }),
  },
  {
    what: 'the serving certificate is signed by a CA of the same name from elsewhere',
    on: nodes.six,
    root: 'cert-unknown-ca',
    break: (tree) => {
      issue(tree, '/tmp/ca', { subject: '/CN=kubernetes', isCa: true, until: 3000 });
      issue(tree, `${pki}/apiserver`, {
        subject: '/CN=kube-apiserver',
        by: '/tmp/ca',
        usage: 'serverAuth',
        key: 'keep',
        from: -30,
        names: `DNS:cp6,${base},IP:fd00:96::1,IP:fd00:20::11`,
      });
      tree.remove('/tmp');
    },
  },
  {
    what: 'the CA of the front proxy made anew',
    on: nodes.external,
    root: ['cert-unknown-ca'],
    break: (tree) =>
      issue(tree, `${pki}/front-proxy-ca`, { subject: '/CN=front-proxy-ca', isCa: true, until: 3650, from: -1 }),
  },
  {
    what: 'all certificates of a year ago expired, the control plane is down',
    on: nodes.dual,
    root: 'cert-expired',
    break: (tree) => {
      const san = `DNS:cpd,${base},IP:10.96.0.1,IP:10.20.0.17,IP:fd00:20::17`;
      again(tree, 'apiserver', 'ca', { usage: 'serverAuth', names: san, ...past });
      again(tree, 'apiserver-kubelet-client', 'ca', { usage: 'clientAuth', ...past });
      again(tree, 'apiserver-etcd-client', 'etcd/ca', { usage: 'clientAuth', ...past });
      again(tree, 'front-proxy-client', 'front-proxy-ca', {
        subject: '/CN=front-proxy-client',
        usage: 'clientAuth',
        ...past,
      });
      const names = 'DNS:localhost,DNS:cpd,IP:10.20.0.17,IP:127.0.0.1,IP:::1';
      for (const name of ['server', 'peer', 'healthcheck-client'])
        again(tree, `etcd/${name}`, 'etcd/ca', { subject: '/CN=cpd', usage: 'serverAuth,clientAuth', names, ...past });
      stop(tree, pidOf(tree, 'etcd'), ...plane.map((one) => pidOf(tree, one)));
    },
  },
  {
    what: 'one certificate renewed after the start of etcd, the chain behind it',
    on: nodes.fresh,
    root: 'cert-renewed-not-loaded',
    break: (tree) =>
      again(tree, 'etcd/peer', 'etcd/ca', {
        subject: '/CN=cp-new',
        usage: 'serverAuth,clientAuth',
        from: -2,
        withChain: true,
        names: 'DNS:localhost,DNS:cp-new,IP:10.20.0.16,IP:127.0.0.1,IP:::1',
      }),
  },
];
