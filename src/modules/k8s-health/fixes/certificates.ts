import { bashFix } from '../../../core/bash/bash-fix.ts';
import { hostOf, idOf, type Maker } from './maker.ts';

const notExpired = `not_expired() {
  local path
  for path in "\${CERTIFICATES[@]}"; do
    [ -f "$(at "$path")" ] || continue
    ! openssl x509 -noout -checkend "$SECONDS_LEFT" -in "$(at "$path")" >/dev/null || continue
    PENDING=$((PENDING + 1))
    say "expires too soon: $path"
  done
}`;

/** Everything kubeadm rewrites is saved, so that the rollback restores it exactly. */
const renewAll = `renew_all() {
  local path
  for path in /etc/kubernetes/pki/*.crt /etc/kubernetes/pki/*.key /etc/kubernetes/pki/etcd/*.crt /etc/kubernetes/pki/etcd/*.key /etc/kubernetes/*.conf; do
    [ ! -f "$path" ] || save "$path"
  done
  kubeadm certs renew all
  restart_static_pods
}`;

/** Static pods read certificates when they start; the kubelet makes a removed sandbox again. */
const restartStaticPods = `restart_static_pods() {
  local name pod
  for name in "\${PODS[@]}"; do
    for pod in $(crictl pods --name "$name" -q); do crictl rmp -f "$pod"; done
  done
}`;

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
    functions: { not_expired: notExpired, renew_all: renewAll, restart_static_pods: restartStaticPods },
    after: 'live renew_all',
    afterRollback: 'live restart_static_pods',
  });
};

const servedIsOnDisk = `served_is_on_disk() {
  local there here
  [ -z "$ROOT" ] || { say "not looked at with --root: the certificate that $ADDRESS serves"; return 0; }
  there=$(openssl s_client -connect "$ADDRESS" </dev/null 2>/dev/null | openssl x509 -noout -fingerprint -sha256)
  here=$(openssl x509 -noout -fingerprint -sha256 -in "$CERTIFICATE")
  [ "$there" != "$here" ] || return 0
  PENDING=$((PENDING + 1))
  say "$ADDRESS does not serve $CERTIFICATE"
}`;

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
    functions: { served_is_on_disk: servedIsOnDisk, restart_static_pods: restartStaticPods },
    after: 'live restart_static_pods',
  });
};
