import { headOf } from '../../../core/safe-text.ts';
import type { Message } from '../error-text/message.ts';

const config = '/var/lib/kubelet/config.yaml';
const flags = '/var/lib/kubelet/kubeadm-flags.env';
const containerd = '/etc/containerd/config.toml';

/** The kubelet's configuration and flags. */
export const settingMessages: readonly Message[] = [
  {
    id: 'kubelet-swap',
    matches: /swap on is not supported|\[ERROR Swap\]/i,
    kind: 'cause',
    name: 'kubelet-swap',
    part: 'kubelet',
    says: 'Swap is on and the kubelet does not run with it (failSwapOn): switch it off, in /etc/fstab too, or allow it.',
    next: ['`swapoff -a`, and comment the swap line of /etc/fstab (or mask the swap unit); or failSwapOn: false'],
    where: ['/proc/swaps', '/etc/fstab', config],
    samples: [
      '"command failed" err="failed to run Kubelet: running with swap on is not supported, please disable swap or set --fail-swap-on flag to false. /proc/swaps contained: [/dev/sda2]"',
      '[ERROR Swap]: running with swap on is not supported. Please disable swap',
    ],
    source: 'kubernetes pkg/kubelet/cm/container_manager_linux.go, kubeadm preflight/checks.go',
  },
  {
    id: 'kubelet-cgroup-quotes',
    matches: /cgroup driver: "?('[^"]{1,30}')"? is different from/,
    kind: 'cause',
    name: 'kubelet-cgroup-driver',
    part: 'kubelet',
    says: 'The cgroup driver was given with quotes that became part of the value ($1): take the inner quotes away.',
    next: [
      '`grep -rn cgroup-driver /var/lib/kubelet/kubeadm-flags.env /etc/default/kubelet /etc/sysconfig/kubelet /etc/systemd/system/kubelet.service.d`',
    ],
    where: [flags, '/etc/default/kubelet', config],
    samples: [
      `failed to run Kubelet: misconfiguration: kubelet cgroup driver: "'systemd'" is different from docker cgroup driver: "systemd"`,
    ],
    source: 'kubernetes cmd/kubelet/app (dockershim)',
  },
  {
    id: 'kubelet-cgroup-driver',
    matches: /kubelet cgroup driver: \\?"(\w+)\\?" is different from (\w+) cgroup driver: \\?"(\w+)/,
    kind: 'cause',
    name: 'kubelet-cgroup-driver',
    part: 'kubelet',
    says: 'The kubelet uses the cgroup driver $1, $2 uses $3: both must use the same, systemd on a host with systemd.',
    next: [
      'for Docker: "exec-opts": ["native.cgroupdriver=systemd"] in /etc/docker/daemon.json; for containerd SystemdCgroup = true; for the kubelet cgroupDriver: systemd; then restart both',
    ],
    where: [config, containerd, '/etc/docker/daemon.json'],
    samples: [
      'failed to run Kubelet: misconfiguration: kubelet cgroup driver: "systemd" is different from docker cgroup driver: "cgroupfs"',
    ],
    source: 'kubernetes cmd/kubelet/app (dockershim)',
  },
  {
    id: 'kubelet-misconfiguration-cut',
    matches: /failed to run Kubelet: misconfigurati\S{0,3}\.\.\./,
    kind: 'cause',
    name: 'kubelet-cgroup-driver',
    part: 'kubelet',
    says: 'The kubelet calls its configuration wrong, and systemctl cut the line (most often: another cgroup driver than the runtime). See it whole.',
    next: ['`journalctl -u kubelet --no-pager -l -n 50` or `systemctl status -l kubelet`'],
    where: [config, containerd],
    samples: ['failed to run Kubelet: misconfigurati...'],
    source: 'kubernetes cmd/kubelet/app (dockershim), systemctl',
  },
  {
    id: 'kubelet-config-missing',
    matches:
      /failed to load [Kk]ubelet config file.{0,300}no such file or directory|open \/var\/lib\/kubelet\/config\.ya?ml: no such file/,
    kind: 'cause',
    name: 'kubelet-config-missing',
    part: 'kubelet',
    says: "The kubelet's configuration is not there. Before kubeadm init or join that is normal (the kubelet restarts until then); later it was deleted.",
    next: ['not joined yet: run kubeadm init or join; else `kubeadm upgrade node phase kubelet-config` writes it anew'],
    where: [config],
    samples: [
      '"command failed" err="failed to load kubelet config file, path: /var/lib/kubelet/config.yaml, error: failed to load Kubelet config file /var/lib/kubelet/config.yaml, error failed to read kubelet config file \\"/var/lib/kubelet/config.yaml\\", error: open /var/lib/kubelet/config.yaml: no such file or directory"',
    ],
    source: 'kubernetes cmd/kubelet/app/server.go',
  },
  {
    id: 'kubelet-config-yaml',
    matches: /failed to load [Kk]ubelet config file.{0,400}(?:(?<![\w./-])yaml:|converting YAML to JSON)/,
    kind: 'cause',
    name: 'kubelet-config-yaml',
    part: 'kubelet',
    says: "The kubelet's configuration is not valid YAML, at the line named.",
    next: ['edit the line named (indentation, tabs), then restart the kubelet'],
    where: [config],
    samples: [
      'failed to load Kubelet config file /var/lib/kubelet/config.yaml, error failed to decode: error converting YAML to JSON: yaml: line 12: mapping values are not allowed in this context',
    ],
    source: 'kubernetes pkg/kubelet/kubeletconfig',
  },
  {
    id: 'kubelet-config-old-type',
    matches:
      /KubeletConfiguration\.(\w{1,60}): (?:Read(?:MapCB|String|Bool|\w{2,20})): (expect .{1,60}?)(?:,? but found|, error found)/,
    kind: 'cause',
    name: 'kubelet-config-type',
    part: 'kubelet',
    says: "The field $1 of the kubelet's configuration has the wrong type: $2. Write it as the type it must have (a map as key: value lines or {}, not a string).",
    next: ['correct $1 in the file named, then restart the kubelet'],
    where: [config],
    samples: [
      'failed to load Kubelet config file /etc/kubernetes/kubelet-config.yaml, error failed to decode, error: v1beta1.KubeletConfiguration.EvictionSoft: ReadMapCB: expect { or n, but found ", error found in #10 byte of ...|x|...',
    ],
    source: 'json-iterator, as of kubelet 1.12 to 1.19',
  },
  {
    id: 'kubelet-config-type',
    matches:
      /(?:cannot unmarshal (\w+) into Go (?:struct field|value of type) (\S{0,100}KubeletConfiguration\S{0,60}|\S{1,100}))/,
    needs: { text: /[Kk]ubelet ?[Cc]onfig|KubeletConfiguration/ },
    kind: 'cause',
    name: 'kubelet-config-type',
    part: 'kubelet',
    says: "A field of the kubelet's configuration has the wrong type: a $1 in $2.",
    next: ['write the value of $2 in the type it must have, then restart the kubelet'],
    where: [config],
    samples: [
      'failed to load Kubelet config file, error failed to decode: json: cannot unmarshal string into Go struct field KubeletConfiguration.maxPods of type int32',
    ],
    source: 'Go encoding/json, kubernetes pkg/kubelet/kubeletconfig',
  },
  {
    id: 'kubelet-config-form',
    matches: /failed to load [Kk]ubelet config file.{0,300}?(?:failed to decode|decode)\S{0,3} (.{1,200})/,
    kind: 'cause',
    name: 'kubelet-config-type',
    part: 'kubelet',
    says: "The kubelet's configuration does not have the form it must have: $1",
    next: ['correct what it names, then restart the kubelet'],
    where: [config],
    samples: [
      'failed to load Kubelet config file /var/lib/kubelet/config.yaml, error failed to decode: expect { after object',
    ],
    source: 'kubernetes pkg/kubelet/kubeletconfig',
  },
  {
    id: 'kubelet-config-invalid',
    matches:
      /failed to validate kubelet configuration, error: (.{1,300})|invalid configuration: (.{0,60}(?:kubelet|cgroup|evict|reserv|Feature|feature).{0,200})/,
    kind: 'cause',
    part: 'kubelet',
    says: ({ groups: [, first, second] }) =>
      `The configuration of the kubelet is refused: ${headOf((first || second || '').replace(/"$/, ''), 200)}`,
    next: ['correct what it names in the configuration of that program, then restart it'],
    where: [config],
    samples: [
      '"command failed" err="failed to validate kubelet configuration, error: invalid configuration: the systemReservedCgroup must be set, path: &TypeMeta{Kind:,APIVersion:,}"',
    ],
    source: 'kubernetes pkg/kubelet/apis/config/validation',
  },
  {
    id: 'kubelet-config-unknown-field',
    matches: /strict decoding error: unknown field \\?"?([^"\\\s,]{1,100})/,
    needs: { text: /kubelet|lenient/i },
    kind: 'cause',
    name: 'kubelet-config-unknown-field',
    says: 'The field $1 does not exist and is ignored: misspelt, or of another version.',
    next: ['correct or remove $1 in the file the message names'],
    where: [config],
    samples: [
      '"Using lenient decoding as strict decoding failed" err="strict decoding error: unknown field \\"clusterDns\\""',
    ],
    source: 'kubernetes pkg/kubelet/kubeletconfig/util/codec',
  },
  {
    id: 'kubelet-resolvconf',
    matches:
      /resolv\.conf: no such file or directory|Could not open resolv conf file|CheckLimitsForResolvConf.{0,80}no such file/,
    kind: 'cause',
    name: 'kubelet-resolvconf',
    part: 'kubelet',
    says: "The kubelet's resolvConf is not there: pods cannot be made on this node.",
    next: [
      'set resolvConf of the kubelet to a file that exists: /run/systemd/resolve/resolv.conf with systemd-resolved, /etc/resolv.conf without',
    ],
    where: [config, '/run/systemd/resolve/resolv.conf'],
    samples: [
      'Failed to create pod sandbox: open /run/systemd/resolve/resolv.conf: no such file or directory',
      '"Could not open resolv conf file." err="open /run/systemd/resolve/resolv.conf: no such file or directory"',
    ],
    source: 'kubernetes pkg/kubelet/network/dns/dns.go',
  },
  {
    id: 'kubelet-deprecated-flag',
    matches: /^Flag --[\w-]{1,60} has been deprecated|--pod-infra-container-image will not be pruned/,
    kind: 'harmless',
    says: 'Harmless: a flag is deprecated and still works in this version.',
    samples: ['Flag --insecure-port has been deprecated, This flag has no effect now and will be removed in v1.24.'],
    source: 'pflag, kubernetes cmd/kubelet',
  },
  {
    id: 'kubelet-dns-limits',
    matches: /Nameserver limits (?:were )?exceeded|DNSConfigForming|Search Line limits were exceeded/,
    kind: 'harmless',
    says: 'Mostly harmless: the resolv.conf of the node has more than three name servers (or too many search domains); the kubelet takes the first ones.',
    samples: [
      '"Nameserver limits exceeded" err="Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: 192.0.2.1"',
    ],
    source: 'kubernetes pkg/kubelet/network/dns/dns.go',
  },
];
