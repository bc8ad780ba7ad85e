import { bashFix } from '../../../core/bash/bash-fix.ts';
import { functionsOf } from '../../../core/bash/shell-text.ts';
import certificates from './certificates.sh';
import { hostOf, idOf, type Maker } from './maker.ts';

const staticPods = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];

/** Renews what kubeadm made. */
export const renewCertificates: Maker = (draft, node) => {
  if (node.place.distribution !== 'kubeadm' || /client certificate/.test(draft.concern.name)) return [];
  return bashFix({
    id: 'renew-and-restart',
    code: idOf(draft),
    title: 'Renew with kubeadm and restart the static pods',
    applicability: 'review',
    effect: 'Restarts etcd, apiserver, controller-manager and scheduler of this node. kubelet.conf is not touched.',
    ...hostOf(node),
    data: {
      CERTIFICATES: [
        '/etc/kubernetes/pki/apiserver.crt',
        '/etc/kubernetes/pki/apiserver-etcd-client.crt',
        '/etc/kubernetes/pki/apiserver-kubelet-client.crt',
        '/etc/kubernetes/pki/etcd/server.crt',
        '/etc/kubernetes/pki/etcd/healthcheck-client.crt',
      ],
      SECONDS_LEFT: String(30 * 86_400),
      PODS: staticPods,
    },
    steps: 'not_expired',
    functions: functionsOf(certificates),
    after: 'live renew_all',
    afterRollback: 'live restart_static_pods',
  });
};

/** Makes a server read the certificate that lies on disk. */
export const restartServer: Maker = (draft, node) => {
  const file = node.served.find(({ url }) => url === draft.concern.url);
  if (file === undefined) return [];
  return bashFix({
    id: 'restart-static-pod',
    code: idOf(draft),
    title: 'Restart the static pod, so that it reads its certificate again',
    applicability: 'review',
    effect: 'The component is away on this node for some seconds.',
    ...hostOf(node),
    data: {
      ADDRESS: file.url.replace(/^https:\/\//, ''),
      CERTIFICATE: file.path,
      PODS: [draft.component === 'etcd' ? 'etcd' : 'kube-apiserver'],
    },
    steps: 'served_is_on_disk',
    functions: functionsOf(certificates),
    after: 'live restart_static_pods',
  });
};
