import { shellWord } from '../../../core/quote.ts';
import { listed } from '../../../core/wording.ts';
import { at, type Facts, pathCode } from '../path-code.ts';

/** kubeconfigs and kubectl: section K of the catalog. */
export const kubeconfigCodes = [
  pathCode(138, 'kubeconfig-none', 'warning', 'There is no kubeconfig where kubectl looks.', {
    title: (f: Facts<'actual'>) => `kubectl finds no configuration: ${f.actual}`,
    why: 'It then asks localhost:8080, where nothing listens: "The connection to the server localhost:8080 was refused".',
    next: () => ['export KUBECONFIG=/etc/kubernetes/admin.conf, or copy it to ~/.kube/config and chown it'],
  }),
  pathCode(139, 'kubeconfig-sudo-home', 'warning', 'Under sudo kubectl looks in another home.', {
    title: (f: Facts<'actual'>) => `Under sudo, kubectl looks in ${f.actual}; the configuration is ${f.file}`,
    next: (f) => [`sudo KUBECONFIG=${f.file} kubectl …, or sudo -E`],
  }),
  pathCode(140, 'kubeconfig-refused', 'critical', 'A kubeconfig points at a port the apiserver does not serve.', {
    title: (f: Facts<'actual' | 'expected'>) => `${at(f)}: server ${f.actual}, but the apiserver serves ${f.expected}`,
    next: () => [
      "`ss -ltnp 'sport = :6443'` on the control-plane node: does anything listen there? If not: `diag k8s-paths control-plane-down`",
      'Else put the port of `--secure-port` into `clusters[].cluster.server`.',
    ],
  }),
  pathCode(
    141,
    'kubeconfig-context-missing',
    'critical',
    'A kubeconfig names a context, cluster or user it does not define.',
    {
      title: (f: Facts<'subject' | 'actual', 'expected'>) =>
        `${at(f)}: ${f.subject} ${f.actual} is not defined${f.expected ? `; there is ${f.expected}` : ''}`,
      next: () => ['`kubectl config get-contexts; kubectl config use-context NAME`'],
    },
  ),
  pathCode(
    142,
    'kubeconfig-no-user',
    'critical',
    "A kubeconfig's context has no user, or a user without credentials.",
    {
      title: (f: Facts<'subject'>) => `${at(f)}: ${f.subject} has no credentials; kubectl asks for a user name`,
      next: () => ['Copy the whole file again, or add credentials with `kubectl config set-credentials`.'],
    },
  ),
  pathCode(143, 'kubeconfig-bad-b64', 'critical', 'Embedded data of a kubeconfig is no base64.', {
    title: (f: Facts<'subject' | 'actual'>) => `${at(f)}: ${f.subject} is ${f.actual}`,
    next: () => ['copy the file again; data cut on the way cannot be repaired'],
  }),
  pathCode(144, 'kubeconfig-bad-yaml', 'critical', 'A kubeconfig is not valid YAML.', {
    title: (f: Facts<'actual'>) => `${at(f)} is not valid YAML: ${f.actual}`,
    next: () => ['Edit the line named; `cat -A FILE` shows tabs as `^I`.'],
  }),
  pathCode(145, 'kubeconfig-wrong-kind', 'critical', 'A file used as kubeconfig is something else.', {
    title: (f: Facts<'actual' | 'expected'>) => `${at(f)} is ${f.actual}, not a kubeconfig (${f.expected})`,
    next: () => ['Put the right file there; /etc/kubernetes/admin.conf is one.'],
  }),
  pathCode(
    146,
    'kubeconfig-file-missing',
    'critical',
    'A kubeconfig names a certificate, key or token file that is not there.',
    {
      title: (f: Facts<'subject' | 'actual'>) => `${at(f)}: ${f.subject} ${f.actual} does not exist`,
      next: () => ['use absolute paths, or embed the data: `kubectl config … --embed-certs`'],
    },
  ),
  pathCode(
    147,
    'kubeconfig-http-server',
    'critical',
    'A kubeconfig speaks http to a TLS port, or TLS to an http port.',
    {
      title: (f: Facts<'actual' | 'expected'>) => `${at(f)}: server ${f.actual}, but the port speaks ${f.expected}`,
      next: () => ["Write `https://` before the apiserver's address."],
    },
  ),
  pathCode(148, 'kubeconfig-dns', 'critical', "The server's name in a kubeconfig does not resolve here.", {
    title: (f: Facts<'actual'>) => `${at(f)}: nothing on this host resolves ${f.actual}`,
    next: (f) => [`getent hosts ${f.actual}; add it to /etc/hosts or to DNS`],
  }),
  pathCode(
    149,
    'kubeconfig-unauthorized',
    'critical',
    'The apiserver will not accept the credentials of a kubeconfig.',
    {
      title: (f: Facts<'subject' | 'actual'>) => `${at(f)}: the client certificate of ${f.subject} is ${f.actual}`,
      why: 'The apiserver answers 401: "You must be logged in to the server".',
      next: () => ['Copy the renewed file over it: `sudo cat /etc/kubernetes/admin.conf > ~/.kube/config`'],
    },
  ),
  pathCode(150, 'kubeconfig-perms', 'warning', 'A kubeconfig is unreadable for its user, or readable for others.', {
    title: (f: Facts<'actual', 'expected'>) => `${f.file}: ${f.actual}`,
    // Its user may have made a link of it, or given another file a second name: neither is touched.
    next: (f) => [
      `\`find ${shellWord(f.file)} -maxdepth 0 -type f -links 1 -exec chown -h ${shellWord(f.expected ?? 'root:root')} {} + -exec chmod 600 {} +\``,
    ],
  }),
  pathCode(151, 'kubeconfig-proxy-env', 'warning', 'A proxy is set for the apiserver without an exception.', {
    title: (f: Facts<'subject' | 'actual'>) =>
      `${f.subject} sends requests for ${f.actual} through a proxy: NO_PROXY does not name it`,
    next: (f) => [`export NO_PROXY=$NO_PROXY,${f.actual}`],
  }),
  pathCode(152, 'kubeconfig-exec-missing', 'critical', "A kubeconfig's credential plug-in is not installed.", {
    title: (f: Facts<'subject' | 'actual'>) => `${at(f)}: user ${f.subject} needs ${f.actual}, which is not on PATH`,
    next: () => ['Install the plug-in for the user who runs kubectl, or use another credential.'],
  }),
  pathCode(153, 'kubeconfig-stale-cluster', 'critical', 'A kubeconfig belongs to another cluster.', {
    title: (f: Facts<'expected' | 'items'>) =>
      `${listed(f.items)}: its CA is not the CA of this cluster (${f.expected})`,
    why: 'Same address, other cluster: kubeadm reset and init made a new CA. kubectl says "certificate signed by unknown authority".',
    next: (f) => [`\`install -T -m 600 /etc/kubernetes/admin.conf ${shellWord(f.file)}\``],
  }),
];
