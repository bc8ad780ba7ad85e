import type { FixPlan } from './plan.ts';

const restart = 'live systemctl restart kubelet';
const restarts = 'Restarts the kubelet; running containers go on.';

const enableKubelet: ReturnType<FixPlan> = {
  id: 'enable-kubelet',
  title: 'Start the kubelet at boot',
  applicability: 'safe',
  effect: 'Makes the link that systemctl enable makes; nothing is started now.',
  data: {},
  steps: `
unit=/lib/systemd/system/kubelet.service
[ -f "$(at "$unit")" ] || unit=/etc/systemd/system/kubelet.service
make_folder /etc/systemd/system/multi-user.target.wants
link /etc/systemd/system/multi-user.target.wants/kubelet.service "$unit"`,
  after: 'live systemctl daemon-reload',
};

/** Fixes of the kubelet by name of the code. */
export const kubeletFixes: Readonly<Record<string, FixPlan>> = {
  'kubelet-config-type': ({ file, subject, actual, expected }) => {
    const field = /^[\w.]+$/.exec(subject ?? '')?.[0];
    if (field === undefined || field.includes('.') || expected === undefined) return undefined;
    const toList = /list|array/.test(expected);
    if (!toList && !/number|integer|boolean/.test(expected)) return undefined;
    return {
      id: 'convert-value',
      title: `Write ${field} as ${expected}`,
      applicability: 'review',
      effect: `${restarts} The value itself (${actual}) stays.`,
      data: { FILE: file, FIELD: field },
      steps: `edit "$FILE" ${toList ? 'to_list' : 'unquote'} "$FIELD"`,
      after: restart,
    };
  },
  'kubelet-config-unknown-field': ({ file, subject, expected }) => {
    const [old, right] = [subject, expected].map((name) => /\w+$/.exec(name ?? '')?.[0]);
    if (old === undefined || right === undefined) return undefined;
    return {
      id: 'rename-field',
      title: `Rename ${old} to ${right}`,
      applicability: 'review',
      effect: `${restarts} The setting comes into force, perhaps for the first time.`,
      data: { FILE: file, OLD: old, RIGHT: right },
      steps: 'edit "$FILE" rename_key "$OLD" "$RIGHT"',
      after: restart,
    };
  },
  'kubelet-unknown-flag': ({ file, actual }) => {
    const flag = /^--[\w-]+/.exec(actual ?? '')?.[0];
    if (flag === undefined || !file.startsWith('/')) return undefined;
    return {
      id: 'remove-flag',
      title: `Take ${flag} out of ${file}`,
      applicability: 'review',
      effect: restarts,
      data: { FILE: file, FLAG: flag },
      steps: 'edit "$FILE" drop_word "$FLAG"',
      after: `live systemctl daemon-reload\n${restart}`,
    };
  },
  'kubelet-binary-path': ({ file, actual, expected }) => {
    if (!actual?.startsWith('/')) return undefined;
    if (expected?.startsWith('/'))
      return {
        id: 'start-existing-kubelet',
        title: `Start ${expected}`,
        applicability: 'review',
        effect: 'Changes ExecStart of the unit and restarts the kubelet.',
        data: { FILE: file, OLD: actual, RIGHT: expected },
        steps: 'edit "$FILE" replace_text "ExecStart=$OLD" "ExecStart=$RIGHT"',
        after: `live systemctl daemon-reload\n${restart}`,
      };
    return {
      id: 'make-executable',
      title: `Make ${actual} executable`,
      applicability: 'review',
      effect: 'Sets mode 755 and restarts the kubelet.',
      data: { PROGRAM: actual },
      steps: 'set_mode "$PROGRAM" 755',
      after: restart,
    };
  },
  'kubelet-disabled': ({ file, actual }) => {
    if (actual === 'masked')
      return {
        id: 'unmask-kubelet',
        title: 'Take the mask away',
        applicability: 'review',
        effect: 'Removes the link to /dev/null, as systemctl unmask does; nothing is started now.',
        data: { LINK: file },
        steps: 'drop "$LINK"',
        after: 'live systemctl daemon-reload',
      };
    return enableKubelet;
  },
  'kubelet-swap': () => ({
    id: 'swap-off',
    title: 'Switch swap off, now and at boot',
    applicability: 'review',
    effect: 'What is swapped out must fit into memory. Comments the swap lines of /etc/fstab; restarts the kubelet.',
    data: {},
    steps: `
edit /etc/fstab comment_swap
if [ -z "$ROOT" ]; then [ "$(wc -l </proc/swaps)" -le 1 ] || PENDING=$((PENDING + 1))
elif copied_proc; then edit /proc/swaps sed 1q; fi`,
    functions: {
      comment_swap: `comment_swap() { awk '!/^[ \\t]*#/ && $3 == "swap" { print "# " $0; next } { print }'; }`,
    },
    after: `live swapoff -a\n${restart}`,
  }),
  'kubelet-cgroup-v1': ({ file }) => ({
    id: 'allow-cgroup-v1',
    title: 'Let the kubelet run on cgroup v1, as a stopgap',
    applicability: 'review',
    effect: restarts,
    data: { FILE: file },
    steps: 'edit "$FILE" set_top_key failCgroupV1 false',
    after: restart,
  }),
  'kubelet-cgroup-driver': () => ({
    id: 'both-systemd',
    title: 'Let kubelet and containerd both use systemd',
    applicability: 'review',
    effect: 'Restarts containerd and the kubelet; running pods may be restarted, so drain the node first.',
    data: {},
    steps: `
edit /var/lib/kubelet/config.yaml set_top_key cgroupDriver systemd
edit /etc/containerd/config.toml replace_text 'SystemdCgroup = false' 'SystemdCgroup = true'`,
    after: `live systemctl restart containerd\n${restart}`,
  }),
  'kubelet-cri-endpoint': ({ file, actual, expected }) => {
    const [old, right] = [actual, expected].map((name) => name?.replace(/^unix:\/\//, ''));
    if (!old?.startsWith('/') || !right?.startsWith('/')) return undefined;
    return {
      id: 'use-socket',
      title: `Talk to ${right}`,
      applicability: 'review',
      effect: restarts,
      data: { FILE: file, OLD: old, RIGHT: right },
      steps: 'edit "$FILE" replace_text "$OLD" "$RIGHT"',
      after: restart,
    };
  },
  'kubelet-node-name': ({ expected }) =>
    expected === undefined || !/^[a-z0-9.-]+$/.test(expected)
      ? undefined
      : {
          id: 'override-hostname',
          title: `Keep the node's name ${expected}`,
          applicability: 'review',
          effect: restarts,
          data: { NODE: expected },
          steps: `
file=/etc/default/kubelet
[ ! -f "$(at /etc/sysconfig/kubelet)" ] || file=/etc/sysconfig/kubelet
if [ -f "$(at "$file")" ]; then edit "$file" add_extra_arg "--hostname-override=$NODE"
else printf 'KUBELET_EXTRA_ARGS=--hostname-override=%s\\n' "$NODE" | put "$file" 644; fi`,
          functions: {
            add_extra_arg: `# Adds word $1 to KUBELET_EXTRA_ARGS.
add_extra_arg() {
  WORD=$1 awk '
    /^KUBELET_EXTRA_ARGS=/ {
      seen = 1; value = substr($0, 20); gsub(/^"|"$/, "", value)
      if (!index(" " value " ", " " ENVIRON["WORD"] " ")) value = (value == "" ? "" : value " ") ENVIRON["WORD"]
      print "KUBELET_EXTRA_ARGS=\\"" value "\\""; next
    } { print }
    END { if (!seen) print "KUBELET_EXTRA_ARGS=\\"" ENVIRON["WORD"] "\\"" }'
}`,
          },
          after: restart,
        },
  'kubelet-resolvconf': ({ file }) => ({
    id: 'use-real-resolv-conf',
    title: 'Give pods a resolv.conf with real name servers',
    applicability: 'review',
    effect: `${restarts} Pods get it when they are made anew.`,
    data: { FILE: file },
    steps: `
resolver=/run/systemd/resolve/resolv.conf
[ -f "$(at "$resolver")" ] || resolver=/etc/resolv.conf
edit "$FILE" set_top_key resolvConf "$resolver"`,
    after: restart,
  }),
  'kubelet-eviction-zeroed': ({ file }) => ({
    id: 'merge-default-thresholds',
    title: 'Merge the thresholds given with the defaults',
    applicability: 'review',
    effect: `${restarts} A node that is over a default threshold starts to evict pods. Needs kubelet 1.32 or newer; older ones: list all thresholds.`,
    data: { FILE: file },
    steps: 'edit "$FILE" set_top_key mergeDefaultEvictionSettings true',
    after: restart,
  }),
  'kubelet-clusterdns': ({ file, actual, expected }) => {
    const range = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/\d+/.exec(expected ?? '');
    const old = /[\d.]+/.exec(actual ?? '')?.[0];
    if (range === null || old === undefined) return undefined;
    const dns = `${range[1]}.${range[2]}.${range[3]}.${Number(range[4]) + 10}`;
    return {
      id: 'use-service-dns',
      title: `Set clusterDNS to ${dns}`,
      applicability: 'review',
      effect: `${restarts} Check first that the service kube-dns has this address.`,
      data: { FILE: file, OLD: old, DNS: dns },
      steps: 'edit "$FILE" replace_text "$OLD" "$DNS"',
      after: restart,
    };
  },
  'kubelet-ca-missing': ({ file, expected }) => ({
    id: 'use-cluster-ca',
    title: 'Use the CA file that exists',
    applicability: 'review',
    effect: restarts,
    data: { FILE: file, CA: expected?.startsWith('/') ? expected : '/etc/kubernetes/pki/ca.crt' },
    steps: 'edit "$FILE" set_key clientCAFile "$CA"',
    after: restart,
  }),
  'kubelet-wrong-apiserver': ({ file, actual, expected }) => {
    const [old, right] = [actual, expected].map((url) => /[^\s/,]+:\d+/.exec(url ?? '')?.[0]);
    if (old === undefined || right === undefined) return undefined;
    return {
      id: 'use-apiserver-port',
      title: `Talk to the apiserver at ${right}`,
      applicability: 'review',
      effect: restarts,
      data: { FILE: file, OLD: `:${old.split(':').at(-1)}`, RIGHT: `:${right.split(':').at(-1)}` },
      steps: 'edit "$FILE" replace_port "$OLD" "$RIGHT"',
      after: restart,
    };
  },
};
