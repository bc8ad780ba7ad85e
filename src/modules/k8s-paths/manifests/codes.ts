import { shellWord } from '../../../core/quote.ts';
import { listed } from '../../../core/wording.ts';
import { at, type Facts, pathCode } from '../path-code.ts';

/** As `sed` addresses them. */
const linesAround = (line = 1): string => `${Math.max(1, line - 5)},${line + 5}`;

/** Phases of `kubeadm init` that write these manifests. Source: kubernetes cmd/kubeadm/app/cmd/phases/init. */
const phases = (programs: readonly string[]): string[] =>
  programs.map((name) => (name === 'etcd' ? 'etcd local' : `control-plane ${name.replace(/^kube-/, '')}`));

/** Static pod manifests: section M of the catalog. */
export const manifestCodes = [
  pathCode(101, 'manifest-yaml-invalid', 'critical', 'A static pod manifest is not valid YAML.', {
    title: (f: Facts<'actual'>) => `${at(f)} is not valid YAML: ${f.actual}`,
    why: 'The kubelet skips a manifest it cannot parse and goes on running nothing in its place.',
    next: (f) => [
      `Look at these lines with their tabs and spaces: \`sed -n '${linesAround(f.line)}p' ${f.file} | cat -A\``,
      `Keep a copy outside the directory before you edit: \`cp ${f.file} /root/\``,
    ],
  }),
  pathCode(102, 'manifest-kind-invalid', 'critical', 'A static pod manifest has an apiVersion or kind no Pod has.', {
    title: (f: Facts<'subject' | 'actual' | 'expected'>) =>
      `${at(f)} says ${f.subject}: ${f.actual}; a static pod needs ${f.expected}`,
    why: 'The kubelet only takes apiVersion v1, kind Pod from its manifest directory.',
    next: () => ['Set `apiVersion: v1` and `kind: Pod` at the top of the file.'],
  }),
  pathCode(103, 'manifest-duplicate-backup', 'critical', 'Two files in the manifest directory define the same pod.', {
    title: (f: Facts<'subject' | 'expected'>) =>
      `${f.file} defines pod ${f.subject} a second time, beside ${f.expected}`,
    why: 'The kubelet reads every file whose name does not begin with a dot, whatever its extension: the copy may win, and edits then have no effect.',
    next: (f) => [`\`mv ${f.file} /root/\``],
  }),
  pathCode(104, 'manifest-missing', 'critical', 'The manifest of a control-plane component is missing.', {
    title: (f: Facts<'subject'>) => `${f.file} is missing: nothing starts ${f.subject}`,
    next: (f) => [
      'look for a copy and move it back: `ls -la /root /tmp /etc/kubernetes /etc/kubernetes/tmp` (upgrades of kubeadm keep theirs in tmp/kubeadm-backup-manifests-…)',
      ...phases(f.subject.split(', ')).map(
        (phase) => `else \`kubeadm init phase ${phase} --config FILE\` writes it anew`,
      ),
      "FILE holds this cluster's ClusterConfiguration (`kubectl -n kube-system get configmap kubeadm-config -o yaml`, while an apiserver answers): without --config its version, ranges and flags are lost",
      ...(/\betcd\b/.test(f.subject)
        ? [
            'before etcd: are its data in /var/lib/etcd? Without them it would found an empty cluster of its own: restore a snapshot, or where other members run, remove this one and join the node anew',
          ]
        : []),
    ],
  }),
  pathCode(105, 'manifest-wrong-static-path', 'critical', 'The kubelet reads static pods from another directory.', {
    title: (f: Facts<'actual' | 'expected', 'subject'>) =>
      `The kubelet's ${f.subject ?? 'staticPodPath'} is ${f.actual}, the manifests lie in ${f.expected}`,
    why: 'A path that is not there is ignored with one log line; nothing of the control plane starts.',
    next: (f) => [
      f.subject === undefined
        ? `Set \`staticPodPath: ${f.expected}\` in ${f.file} and restart the kubelet.`
        : `Set \`${f.subject}=${f.expected}\` in ${f.file}; then \`systemctl daemon-reload; systemctl restart kubelet\`.`,
    ],
  }),
  pathCode(106, 'manifest-unknown-flag', 'critical', 'A component is started with a flag it does not know.', {
    title: (f: Facts<'subject' | 'actual', 'expected'>) =>
      `${at(f)}: ${f.subject} does not know ${f.actual}${f.expected ? `; meant is ${f.expected}` : ''}`,
    why: 'The process prints "unknown flag" and exits at once, again and again.',
    next: () => ['Correct or remove the flag. `kube-apiserver --help` of the same version lists what is known.'],
  }),
  pathCode(107, 'manifest-file-missing', 'critical', 'A flag names a file that is not there.', {
    title: (f: Facts<'subject' | 'actual', 'expected'>) =>
      `${at(f)}: ${f.subject} names ${f.actual}, which does not exist`,
    next: (f) => [f.expected ? `the nearest file that exists is ${f.expected}` : `\`ls -la $(dirname ${f.actual})\``],
  }),
  pathCode(
    108,
    'manifest-path-not-mounted',
    'critical',
    'A flag names a file that is not mounted into the container.',
    {
      title: (f: Facts<'subject' | 'actual'>) =>
        `${at(f)}: ${f.subject} names ${f.actual}, which no volumeMount brings into the container`,
      why: 'The file may exist on the host: the process sees only what is mounted.',
      next: () => ['Add a volume (hostPath, type File) and a volumeMount (readOnly) for the path to the manifest.'],
    },
  ),
  pathCode(109, 'manifest-hostpath-missing', 'critical', 'A hostPath of a static pod is not what its type demands.', {
    title: (f: Facts<'actual' | 'expected'>) => `${at(f)}: hostPath ${f.actual} must be a ${f.expected} and is not`,
    why: 'With type File, Directory or Socket the kubelet does not start the pod until the path exists.',
    next: () => ['Create the directory or file, or change the type to `DirectoryOrCreate` / `FileOrCreate`.'],
  }),
  pathCode(110, 'manifest-etcd-url', 'critical', 'The apiserver looks for etcd where etcd does not listen.', {
    title: (f: Facts<'actual' | 'expected'>) =>
      `${at(f)}: --etcd-servers=${f.actual}, but etcd listens on ${f.expected}`,
    next: () => ["Make `--etcd-servers` one of etcd's `--listen-client-urls`, scheme included."],
  }),
  pathCode(111, 'manifest-advertise-ip-gone', 'critical', 'A manifest binds an address this host no longer has.', {
    title: (f: Facts<'subject' | 'actual'>) =>
      `${f.subject} is to listen on ${f.actual}, an address this host does not have`,
    why: 'The address of the node changed: manifests, certificates and kubeconfigs still name the old one.',
    next: () => ['restore the address (ip addr add), or re-issue certificates and manifests for the new one'],
  }),
  pathCode(112, 'manifest-port-conflict', 'critical', 'Another process holds the port of a component.', {
    title: (f: Facts<'subject' | 'actual' | 'expected'>) => `Port ${f.actual} of ${f.subject} is held by ${f.expected}`,
    next: () => [
      "`ss -ltnp 'sport = :6443'` names the program; stop it or move it to another port. A second copy of the component itself: see PATH103.",
    ],
  }),
  pathCode(
    113,
    'manifest-probe-mismatch',
    'critical',
    'A probe asks another port, host or scheme than the component serves.',
    {
      title: (f: Facts<'subject' | 'actual' | 'expected'>) =>
        `${at(f)}: the ${f.subject} asks ${f.actual}, the component serves ${f.expected}`,
      why: 'The kubelet restarts a healthy component every few minutes.',
      next: () => ["Give the probes the host, port and scheme the component's flags say."],
    },
  ),
  pathCode(114, 'manifest-anon-auth-probe', 'critical', 'Anonymous access is off and the probes have no credentials.', {
    title: (f) => `${at(f)}: --anonymous-auth=false makes the kubelet's own probes fail with 401`,
    why: 'The kubelet probes without credentials and kills the apiserver in a loop.',
    next: () => [
      'allow /livez, /readyz and /healthz anonymously in an AuthenticationConfiguration (1.32+), or drop the flag',
    ],
  }),
  pathCode(115, 'manifest-image-bad', 'critical', 'The image of a static pod does not fit the others.', {
    title: (f: Facts<'actual', 'expected'>) =>
      `${at(f)}: image ${f.actual}${f.expected ? `, expected ${f.expected}` : ' is no valid reference'}`,
    next: () => ['Use the tag of the other components; `crictl images` lists what is on the node.'],
  }),
  pathCode(116, 'manifest-kubeconfig-missing', 'critical', 'A component is given a kubeconfig that is not there.', {
    title: (f: Facts<'subject' | 'actual'>) => `${at(f)}: ${f.subject}=${f.actual}, and there is no such file`,
    next: () => [
      'Point the flag at the file that exists; if it is gone, `kubeadm init phase kubeconfig scheduler` writes it.',
    ],
  }),
  pathCode(
    117,
    'manifest-sa-key-mismatch',
    'critical',
    'Service account tokens are signed with a key the apiserver does not verify with.',
    {
      title: (f: Facts<'actual' | 'expected'>) =>
        `${f.actual} and ${f.expected} are no key pair: every service account token is refused`,
      why: 'The controller manager signs with one key, the apiserver verifies with another; pods get 401.',
      next: () => ['copy sa.key and sa.pub of the first control-plane node to all'],
    },
  ),
  pathCode(118, 'manifest-service-cidr-drift', 'warning', 'Components disagree on the service address range.', {
    title: (f: Facts<'actual' | 'expected'>) =>
      `${at(f)}: --service-cluster-ip-range=${f.actual}, elsewhere ${f.expected}`,
    next: () => ['Give both the same range: the one that holds the ClusterIPs in use (`kubectl get svc -A`).'],
  }),
  pathCode(119, 'manifest-perms', 'warning', 'A manifest can be changed or read by others than root.', {
    title: (f: Facts<'subject' | 'items'>) => `${listed(f.items)}: mode or owner lets others ${f.subject} it`,
    next: (f) => [`\`chmod 600 ${shellWord(f.file)}; chown -h root:root ${shellWord(f.file)}\``],
  }),
];
