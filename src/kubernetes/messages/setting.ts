/** Kubernetes as it is installed; each keeps its logs and files elsewhere. */
export type Distribution =
  | 'kubeadm'
  | 'k3s'
  | 'rke2'
  | 'microk8s'
  | 'minikube'
  | 'kind'
  | 'talos'
  | 'eks'
  | 'kops'
  | 'openshift'
  | 'docker'
  | 'unknown';

/** What a whole text tells of the cluster it comes from. */
export interface Setting {
  readonly distribution: Distribution;
  /** `k3s-agent` where the text names a unit that is not the usual one. */
  readonly unit?: string;
  /** Names of containers by the beginning of their id, where the text has a table of them. */
  readonly containers: ReadonlyMap<string, string>;
}

/** Words only one distribution uses; the first that fits wins. `docker` is a node whose runtime is dockershim. */
const marks: readonly (readonly [Distribution, RegExp])[] = [
  ['rke2', /\brke2\b|\/rancher\/rke2\/|:9345\b/],
  ['k3s', /\bk3s\b|\/rancher\/k3s\/|K3S_/],
  ['microk8s', /microk8s|kubelite|:16443\b/],
  ['talos', /\btalos(?:ctl)?\b|\bapid\b|machined|\btrustd\b/],
  ['minikube', /\bminikube\b/],
  ['kind', /kindest\/node|\bkind (?:create|delete|load|get|export) |\bkindnet|-control-plane:6443\b/],
  ['openshift', /\bopenshift|kube-apiserver-(?:check-endpoints|cert-syncer|insecure-readyz)|\bcrc\b|machine-config/],
  ['eks', /\bnodeadm\b|\beks\b|amazonaws\.com|\.compute\.internal\b.{0,200}aws|\/etc\/eks\//],
  ['kops', /\bkops\b|nodeup|protokube|127\.0\.0\.1:(?:4001|3994)\b/],
  ['kubeadm', /\bkubeadm\b|\/etc\/kubernetes\/(?:manifests|pki|admin\.conf|kubelet\.conf|bootstrap-kubelet)/],
  // The apiserver of a k3s server, and the load balancer of an agent; that of rke2 has the port too, and asks it for /cacerts.
  ['k3s', /127\.0\.0\.1:6444\b(?!\/cacerts)/],
  ['docker', /\bdocker (?:ps|logs|inspect)\b|k8s_[\w.-]{1,80}_[\w.-]{1,120}_/],
];

const container =
  /^\s*([0-9a-f]{12,64})\s+\S.{0,300}?\s(?:k8s_([a-z0-9.-]{1,80})_|(?:Running|Exited|Created|Unknown)\s{2,}([\w.-]{1,120})\s)/;

/** Reads off a text which distribution it comes from, and which container has which id. */
export function settingOf(text: string): Setting {
  const head = text.slice(0, 256 * 1024);
  const [distribution = 'unknown' as const] = marks.find(([, pattern]) => pattern.test(head)) ?? [];
  const unit = /\b(k3s-agent|rke2-agent|rke2-server|k0scontroller|k0sworker)\b/.exec(head)?.[1];
  const containers = new Map<string, string>();
  for (const line of head.split('\n', 2000)) {
    const [, id = '', docker, crictl] = container.exec(line.slice(0, 1000)) ?? [];
    if (id !== '') containers.set(id.slice(0, 12), docker ?? crictl ?? '');
  }
  return { distribution, ...(unit === undefined ? {} : { unit }), containers };
}

/** Words of a distribution for the placeholders of messages, each a command in backquotes or a phrase with one. */
type Words = Readonly<Record<'kubelet-log' | 'apiserver-log' | 'etcd-log' | 'runtime-log' | 'runtime-restart', string>>;

const byCrictl = (name: string) => `\`crictl ps -a --name ${name}\`, then \`crictl logs\` with its id`;
const rke2Crictl = 'CRI_CONFIG_FILE=/var/lib/rancher/rke2/agent/etc/crictl.yaml /var/lib/rancher/rke2/bin/crictl';
const byRke2 = (name: string) => `\`${rke2Crictl} ps -a --name ${name}\`, then \`logs\` with its id`;
const byDocker = (name: string) => `\`docker ps -a --filter name=k8s_${name}\`, then \`docker logs\` with its id`;

const usual: Words = {
  'kubelet-log': '`journalctl -u kubelet -n 100 --no-pager -l`',
  'apiserver-log': byCrictl('kube-apiserver'),
  'etcd-log': `${byCrictl('etcd')}; where etcd is a unit of the host: \`journalctl -u etcd -n 100 --no-pager\``,
  'runtime-log':
    '`systemctl status containerd crio docker`, then `journalctl -n 100 --no-pager -u` with the one that is installed',
  'runtime-restart':
    'where it hangs: `systemctl restart` of that unit; running containers survive a restart of containerd',
};

const k3s = (unit: string): Words => ({
  'kubelet-log': `\`journalctl -u ${unit} -n 200 --no-pager\` (the kubelet is part of it)`,
  'apiserver-log': `\`journalctl -u ${unit} -n 200 --no-pager\` (apiserver and kubelet are part of it)`,
  'etcd-log': `\`journalctl -u ${unit} -n 200 --no-pager\` (the datastore is part of it)`,
  'runtime-log': '`tail -n 100 /var/lib/rancher/k3s/agent/containerd/containerd.log`',
  'runtime-restart': `\`systemctl restart ${unit}\``,
});

const snap = (daemon: string) => `\`journalctl -u snap.microk8s.daemon-${daemon} -n 100 --no-pager\``;

/** Each distribution's own words; sources: their documentation on logs and troubleshooting. */
const wordsOf: Readonly<Record<Distribution, (setting: Setting) => Words>> = {
  unknown: () => usual,
  kubeadm: () => usual,
  k3s: ({ unit }) => k3s(unit ?? 'k3s'),
  rke2: ({ unit = 'rke2-server' }) => ({
    'kubelet-log': '`tail -n 100 /var/lib/rancher/rke2/agent/logs/kubelet.log`',
    'apiserver-log': `${byRke2('kube-apiserver')}, and \`journalctl -u ${unit} -n 200 --no-pager\``,
    'etcd-log': `${byRke2('etcd')}, and \`journalctl -u ${unit} -n 200 --no-pager\``,
    'runtime-log': '`tail -n 100 /var/lib/rancher/rke2/agent/containerd/containerd.log`',
    'runtime-restart': `\`systemctl restart ${unit}\``,
  }),
  microk8s: () => ({
    'kubelet-log': snap('kubelite'),
    'apiserver-log': `${snap('kubelite')}; \`microk8s inspect\` collects all`,
    'etcd-log': snap('k8s-dqlite'),
    'runtime-log': snap('containerd'),
    'runtime-restart': '`snap restart microk8s.daemon-containerd`',
  }),
  minikube: () => ({
    ...usual,
    'kubelet-log': '`minikube ssh -- sudo journalctl -u kubelet -n 100 --no-pager`',
    'apiserver-log': '`minikube logs --problems`, and `minikube ssh -- sudo crictl ps -a --name kube-apiserver`',
    'etcd-log': '`minikube ssh -- sudo crictl ps -a --name etcd`, then `crictl logs` with its id there',
    'runtime-log': '`minikube logs --problems`',
    'runtime-restart': '`minikube stop`, then `minikube start`',
  }),
  kind: () => ({
    ...usual,
    'kubelet-log': '`journalctl -u kubelet -n 100 --no-pager` within the container of that node (`docker exec`)',
    'apiserver-log':
      '`crictl ps -a --name kube-apiserver` within the container of that node (`docker exec`); `kind export logs`',
    'etcd-log': '`crictl ps -a --name etcd` within the container of that node (`docker exec`)',
  }),
  talos: () => ({
    'kubelet-log': '`talosctl logs kubelet` for that node',
    'apiserver-log': '`talosctl containers -k` and `talosctl logs -k` with the id of kube-apiserver, for that node',
    'etcd-log': '`talosctl logs etcd` and `talosctl service etcd` for that node',
    'runtime-log': '`talosctl logs cri` for that node',
    'runtime-restart': '`talosctl reboot` of that node',
  }),
  eks: () => ({
    ...usual,
    'apiserver-log':
      "the control plane is AWS's: state of the cluster by `aws eks describe-cluster --name` with its name",
    'etcd-log': "etcd is AWS's and not reachable",
  }),
  kops: () => ({
    ...usual,
    'apiserver-log': '`tail -n 100 /var/log/kube-apiserver.log` on that control-plane node',
    'etcd-log': '`tail -n 100 /var/log/etcd.log` on that control-plane node',
  }),
  openshift: () => usual,
  docker: () => ({
    ...usual,
    'apiserver-log': byDocker('kube-apiserver'),
    'etcd-log': byDocker('etcd'),
    'runtime-log': '`journalctl -u docker -n 100 --no-pager`',
    'runtime-restart': '`systemctl restart docker`',
  }),
};

/** The phrase behind a placeholder; undefined for one that does not exist. */
export function wordFor(setting: Setting, placeholder: string): string | undefined {
  return (wordsOf[setting.distribution](setting) as Readonly<Record<string, string>>)[placeholder];
}

/** Whether files of a kubeadm host (/etc/kubernetes …) may be meant. */
export const hasUsualPaths = ({ distribution }: Setting): boolean =>
  distribution === 'unknown' || distribution === 'kubeadm' || distribution === 'docker';
