import type { GenuineFault } from './genuine-fault.ts';

/** Runtime and CNI, broken by hand on the genuine tree. */
export const runtimeFaults: readonly GenuineFault[] = [
  ['cri-config-version', 'called version 3', `sed -i 's/^version = 2/version = 3/' etc/containerd/config.toml`],
  [
    'cri-disabled',
    "Docker's packages",
    `sed -i 's/^disabled_plugins = .*/disabled_plugins = ["cri"]/' etc/containerd/config.toml`,
  ],
  ['cni-no-config', 'an empty folder', `rm etc/cni/net.d/*`],
  ['cni-bad-json', 'the last bracket cut off', `f=$(ls etc/cni/net.d/*.conflist); truncate -s -3 "$f"`],
  ['cni-conf-no-type', 'renamed to .conf', `for f in etc/cni/net.d/*.conflist; do mv "$f" "\${f%list}"; done`],
  ['cni-list-no-name', 'no name', `sed -i 's/"name": *"[^"]*",\\{0,1\\}//' etc/cni/net.d/*.conflist`],
  ['cni-list-no-plugins', 'no plug-ins', `echo '{"cniVersion":"0.4.0","name":"x"}' > "$(ls etc/cni/net.d/*.conflist)"`],
  ['cni-plugin-missing', 'the folder was emptied', `rm opt/cni/bin/loopback`],
  [
    'cni-multiple-configs',
    'another network on top',
    `f=$(ls etc/cni/net.d/*.conflist); sed 's/"name": *"[^"]*"/"name": "second"/' "$f" > etc/cni/net.d/00-second.conflist`,
  ],
  [
    'cni-leftover-calico',
    "Calico's file first",
    `echo '{"name":"k8s-pod-network","cniVersion":"0.3.1","plugins":[{"type":"calico","ipam":{"type":"calico-ipam"}}]}' > etc/cni/net.d/05-calico.conflist; cp opt/cni/bin/loopback opt/cni/bin/calico; cp opt/cni/bin/loopback opt/cni/bin/calico-ipam`,
  ],
  [
    'cni-version',
    'a version of the future',
    `sed -i 's/"cniVersion": *"[^"]*"/"cniVersion": "9.9.9"/' etc/cni/net.d/*.conflist`,
  ],
  [
    'cni-flannel-subnet',
    'flannel instead of the bridge, flanneld not there',
    `running; rm etc/cni/net.d/*; cp opt/cni/bin/loopback opt/cni/bin/flannel; echo '{"name":"cbr0","cniVersion":"0.3.1","plugins":[{"type":"flannel","delegate":{}}]}' > etc/cni/net.d/10-flannel.conflist`,
  ],
  ['cni-br-netfilter', 'off', `mkdir -p proc/sys/net/bridge; echo 0 > proc/sys/net/bridge/bridge-nf-call-iptables`],
  [
    'cni-ip-forward',
    'off',
    `mkdir -p proc/sys/net/ipv4 proc/sys/net/bridge; echo 1 > proc/sys/net/bridge/bridge-nf-call-iptables; echo 0 > proc/sys/net/ipv4/ip_forward`,
  ],
  [
    'cri-socket-missing',
    'containerd ended and took its socket along',
    `running; rm -r proc/2 run/containerd/containerd.sock`,
  ],
  [
    'cri-socket-stale',
    'containerd was killed',
    `running; rm -r proc/2 run/containerd/containerd.sock; dead_socket run/containerd/containerd.sock`,
  ],
  ['cri-crictl-config', 'crictl without its file', `cp usr/bin/kubectl usr/bin/crictl`],
  [
    'cni-ip-exhausted',
    'host-local itself, asked until it has no address left',
    `sed -i 's#10.244.0.0/24#10.244.0.0/28#' etc/cni/net.d/*; mkdir -p var/lib/cni/networks; conf="{\\"cniVersion\\":\\"0.4.0\\",\\"name\\":\\"k8s-pod-network\\",\\"ipam\\":{\\"type\\":\\"host-local\\",\\"dataDir\\":\\"$PWD/var/lib/cni/networks\\",\\"ranges\\":[[{\\"subnet\\":\\"10.244.0.0/28\\"}]]}}"; i=0; while printf %s "$conf" | CNI_COMMAND=ADD CNI_CONTAINERID=pod$i CNI_NETNS=/none CNI_IFNAME=eth0 CNI_PATH=opt/cni/bin opt/cni/bin/host-local >tmp/said; do i=$((i + 1)); done; grep -q 'no IP addresses available' tmp/said`,
  ],
  ['cri-config-invalid', 'a quote left open', `sed -i 's#^root = "\\(.*\\)"#root = "\\1#' etc/containerd/config.toml`],
];
