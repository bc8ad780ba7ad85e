/** Something of a machine that a module can use. */
export interface Need {
  readonly module: string;
  readonly kind: 'file' | 'folder' | 'command';
  /** A path, or a command's name. */
  readonly name: string;
  readonly platform: 'win32' | 'unix';
  /** What it is good for. */
  readonly gives: string;
  /** Shows that what the module looks at is on this machine at all; without it, nothing is missing. */
  readonly sign?: string;
  /** What to do where it is there and cannot be used, or is not there. */
  readonly otherwise: string;
}

const kubernetes = '/etc/kubernetes';
const asRoot = 'sudo diag doctor';

export const needs: readonly Need[] = [
  {
    module: 'iis-drift',
    kind: 'command',
    name: 'powershell.exe',
    platform: 'win32',
    gives: 'events, settings and worker processes of this host (--live)',
    otherwise: 'diag collect iis-drift --ps1',
  },
  {
    module: 'iis-drift',
    kind: 'file',
    name: 'C:\\Windows\\System32\\inetsrv\\config\\applicationHost.config',
    platform: 'win32',
    gives: 'the recycling settings of the pools',
    sign: 'C:\\Windows\\System32\\inetsrv',
    otherwise: 'run it in an elevated shell',
  },
  ...['/var/log/mail.log', '/var/log/maillog'].map(
    (name): Need => ({
      module: 'smtp-throttle',
      kind: 'file',
      name,
      platform: 'unix',
      gives: 'the mail log of this host',
      sign: name,
      otherwise: `sudo tail -n 100000 ${name} | diag smtp-throttle`,
    }),
  ),
  {
    module: 'smtp-throttle',
    kind: 'command',
    name: 'journalctl',
    platform: 'unix',
    gives: 'mail logs that are kept in the journal',
    sign: '/run/systemd/journal',
    otherwise: 'journalctl -t postfix/smtp | diag smtp-throttle',
  },
  {
    module: 'k8s-health',
    kind: 'folder',
    name: '/etc/kubernetes/manifests',
    platform: 'unix',
    gives: 'the components that run here and their ports',
    sign: kubernetes,
    otherwise: asRoot,
  },
  {
    module: 'k8s-health',
    kind: 'file',
    name: '/etc/kubernetes/pki/etcd/healthcheck-client.key',
    platform: 'unix',
    gives: "etcd's own health, which it tells to its clients only",
    sign: '/etc/kubernetes/pki/etcd',
    otherwise: asRoot,
  },
  {
    module: 'k8s-health',
    kind: 'file',
    name: '/run/containerd/containerd.sock',
    platform: 'unix',
    gives: 'whether the container runtime answers',
    sign: '/run/containerd',
    otherwise: asRoot,
  },
  ...['/etc/kubernetes/admin.conf', '/var/lib/kubelet/config.yaml', '/var/lib/kubelet/pki'].map(
    (name): Need => ({
      module: 'k8s-paths',
      kind: name.endsWith('pki') ? 'folder' : 'file',
      name,
      platform: 'unix',
      gives: 'the files a Kubernetes node starts from',
      sign: kubernetes,
      otherwise: asRoot,
    }),
  ),
  {
    module: 'k8s-paths',
    kind: 'file',
    name: '/run/containerd/containerd.sock',
    platform: 'unix',
    gives: 'whether the container runtime listens',
    sign: '/run/containerd',
    otherwise: asRoot,
  },
  {
    module: 'net-path',
    kind: 'command',
    name: 'ip',
    platform: 'unix',
    gives: 'devices, routes and rules of this host',
    sign: '/proc/net/route',
    otherwise: 'install iproute2; files of the kernel tell a part without it',
  },
  {
    module: 'net-path',
    kind: 'file',
    name: '/proc/1/environ',
    platform: 'unix',
    gives: 'filters, and the namespaces of containers and pods',
    sign: '/proc/net/route',
    otherwise: asRoot,
  },
];
