import type { FixPlan } from '../fixes/plan.ts';

const restart = 'live systemctl restart containerd';

/** Sets a kernel switch now and at boot. */
const sysctl =
  (key: string, module?: string): FixPlan =>
  () => ({
    id: 'set-sysctl',
    title: `Set ${key} to 1, now and at boot`,
    applicability: 'safe',
    effect: 'Takes effect at once; nothing restarts.',
    data: { KEY: key, MODULE: module ?? '' },
    steps: `
place=/proc/sys/\${KEY//./\\/}
append /etc/sysctl.d/99-diag-kubernetes.conf "$KEY = 1"
[ -z "$MODULE" ] || append /etc/modules-load.d/diag-kubernetes.conf "$MODULE"
if [ -z "$ROOT" ]; then [ "$(cat "$place" 2>/dev/null)" = 1 ] || PENDING=$((PENDING + 1))
elif copied_proc; then printf '1\\n' | put "$place" 644; fi`,
    after: `[ -z "$MODULE" ] || live modprobe "$MODULE"\nlive sysctl -w "$KEY=1"`,
  });

/** Fixes of the runtime and of CNI by name of the code. */
export const runtimeFixes: Readonly<Record<string, FixPlan>> = {
  'cri-crictl-config': ({ expected }) => {
    const socket = /\/[^\s,]+\.sock/.exec(expected ?? '')?.[0] ?? '/run/containerd/containerd.sock';
    return {
      id: 'write-crictl-yaml',
      title: `Tell crictl to use ${socket}`,
      applicability: 'safe',
      effect: 'Writes /etc/crictl.yaml; no service is touched.',
      data: { SOCKET: socket },
      steps: `
if [ -f "$(at /etc/crictl.yaml)" ]; then edit /etc/crictl.yaml set_top_key runtime-endpoint "unix://$SOCKET"
else printf 'runtime-endpoint: unix://%s\\n' "$SOCKET" | put /etc/crictl.yaml 644; fi`,
    };
  },
  'cri-config-version': ({ file, expected, items }) =>
    // Where other sections belong to the version that the file says, another version would make those ignored.
    /^\d$/.test(expected ?? '') && items === undefined
      ? {
          id: 'set-config-version',
          title: `Say version ${expected}, which the sections belong to`,
          applicability: 'review',
          effect: 'Restarts containerd; containers go on. The settings of these sections come into force.',
          data: { FILE: file, VERSION: expected ?? '' },
          steps: 'edit "$FILE" set_version "$VERSION"',
          after: restart,
        }
      : undefined,
  'cri-disabled': ({ file }) => ({
    id: 'enable-cri',
    title: 'Take the CRI plug-in out of disabled_plugins',
    applicability: 'review',
    effect: 'Restarts containerd; containers go on. Docker on this host is not affected.',
    data: { FILE: file },
    steps: 'edit "$FILE" enable_cri',
    after: restart,
  }),
  'cni-conf-no-type': ({ file, expected }) =>
    expected?.endsWith('.conflist')
      ? {
          id: 'rename-to-conflist',
          title: `Call it ${expected}`,
          applicability: 'review',
          effect: 'containerd reads the directory again by itself.',
          data: { FILE: file, RIGHT: expected.startsWith('/') ? expected : `${file.replace(/[^/]+$/, '')}${expected}` },
          steps: `
[ ! -f "$(at "$FILE")" ] || copy "$FILE" "$RIGHT"
drop "$FILE"`,
        }
      : undefined,
  'cni-plugin-missing': ({ file, subject, actual }) =>
    /execut/.test(actual ?? '') && /^[\w.-]+$/.test(subject ?? '')
      ? {
          id: 'make-executable',
          title: `Make ${subject} executable`,
          applicability: 'safe',
          effect: 'Sets mode 755; waiting pods start by themselves.',
          data: { PROGRAM: file.endsWith(`/${subject}`) ? file : `${file}/${subject}` },
          steps: 'set_mode "$PROGRAM" 755',
        }
      : undefined,
  'cni-leftover-calico': ({ file, items }) =>
    (items?.length ?? 0) > 0
      ? {
          id: 'move-calico-out',
          title: "Move Calico's file out of the CNI directory",
          applicability: 'review',
          effect: 'The next configuration by name comes into force; pods that run keep their network.',
          data: { FILE: file },
          steps: 'drop "$FILE"',
        }
      : undefined,
  'cni-version': ({ file, actual }) => ({
    id: 'set-cni-version',
    title: 'Say cniVersion 0.3.1',
    applicability: 'review',
    effect: 'containerd reads the file again by itself; the network add-on may write its own again.',
    data: { FILE: file, OLD: actual ?? '' },
    steps: 'edit "$FILE" set_cni_version "$OLD"',
  }),
  'cni-br-netfilter': sysctl('net.bridge.bridge-nf-call-iptables', 'br_netfilter'),
  'cni-ip-forward': sysctl('net.ipv4.ip_forward'),
};
