import type { GenuineFault } from './genuine-fault.ts';

/** kubeconfigs and kubectl, broken by hand on the genuine tree. */
export const kubeconfigFaults: readonly GenuineFault[] = [
  [
    'kubeconfig-refused',
    'the port of old days',
    `sed -i 's#\\(server: https://.*\\):6443#\\1:8443#' etc/kubernetes/admin.conf`,
  ],
  [
    'kubeconfig-context-missing',
    'the context renamed in one place',
    `sed -i 's/^current-context: .*/current-context: prod/' etc/kubernetes/admin.conf`,
  ],
  [
    'kubeconfig-no-user',
    'the user of the context is not there',
    `sed -i -e '/client-certificate-data/d' -e '/client-key-data/d' -e '/as-user-extra/d' -e 's/^  user:$/  user: {}/' etc/kubernetes/admin.conf`,
  ],
  [
    'kubeconfig-bad-b64',
    'cut by the clipboard',
    `sed -i 's/\\(certificate-authority-data: .\\{41\\}\\).*/\\1/' etc/kubernetes/admin.conf`,
  ],
  ['kubeconfig-bad-yaml', 'a tab', `sed -i 's/^    user: /\\t user: /' etc/kubernetes/admin.conf`],
  [
    'kubeconfig-wrong-kind',
    'the kubeadm configuration',
    `printf 'apiVersion: kubeadm.k8s.io/v1beta2\\nkind: ClusterConfiguration\\n' > etc/kubernetes/admin.conf`,
  ],
  [
    'kubeconfig-file-missing',
    'certificates left on the laptop',
    `sed -i -e 's#client-certificate-data: .*#client-certificate: /Users/bob/.certs/admin.crt#' -e 's#client-key-data: .*#client-key: /Users/bob/.certs/admin.key#' etc/kubernetes/admin.conf`,
  ],
  ['kubeconfig-http-server', 'http', `sed -i 's#server: https:#server: http:#' etc/kubernetes/admin.conf`],
  [
    'kubeconfig-dns',
    'a name nobody knows',
    `sed -i 's#server: https://[^:]*:#server: https://lb.nowhere.test:#' etc/kubernetes/admin.conf`,
  ],
  [
    'kubeconfig-unauthorized',
    'an admin certificate that ended',
    `mkdir -p root/.kube; cp -p etc/kubernetes/admin.conf root/.kube/config; reissue_conf root/.kube/config until="$(ago 2 days)"`,
  ],
  ['kubeconfig-perms', 'readable by all', `chmod 604 etc/kubernetes/admin.conf`],
  [
    'kubeconfig-exec-missing',
    'a cloud plug-in',
    `sed -i -e '/client-key-data/d' -e '/as-user-extra/d' -e 's#^    client-certificate-data:.*#    exec:\\n      apiVersion: client.authentication.k8s.io/v1beta1\\n      command: gke-gcloud-auth-plugin#' etc/kubernetes/admin.conf`,
  ],
  [
    'kubeconfig-stale-cluster',
    'admin.conf of the former cluster',
    `new_ca tmp/former kubernetes; replace_ca etc/kubernetes/admin.conf tmp/former.crt; reissue_conf etc/kubernetes/admin.conf ca=tmp/former`,
  ],
  ['kubeconfig-none', 'root never copied admin.conf', `mkdir root`, { words: ['kubectl-cannot-connect'] }],
  [
    'kubeconfig-sudo-home',
    'copied to the home of a user, asked with sudo',
    `mkdir -p root home/ops/.kube; printf 'root:x:0:0::/root:/bin/sh\\nops:x:1000:1000::/home/ops:/bin/sh\\n' > etc/passwd; cp etc/kubernetes/admin.conf home/ops/.kube/config; chown -R 1000:1000 home/ops; chmod 600 home/ops/.kube/config`,
    { words: ['kubectl-cannot-connect'] },
  ],
  [
    'kubeconfig-proxy-env',
    'a proxy for all shells, and admin.conf by the address of the node',
    `sed -i 's#https://127.0.0.1:#https://192.0.2.2:#' etc/kubernetes/admin.conf; printf 'http_proxy="http://proxy.example.test:8080"\\nhttps_proxy="http://proxy.example.test:8080"\\nno_proxy="localhost,127.0.0.1"\\n' > etc/environment`,
  ],
];
