import type { FixPlan } from '../fixes/plan.ts';
import { pathAsText, writingOf } from '../fixes/setting-file.ts';

const restart = 'live systemctl restart kubelet';
const restarts = 'Restarts the kubelet; running containers go on.';

/** Fixes of the kubelet's settings, in its configuration or in flags, by name of the code. */
export const kubeletSettingFixes: Readonly<Record<string, FixPlan>> = {
  'kubelet-config-type': ({ file, subject, actual, expected }) => {
    const field = /^[\w.]+$/.exec(subject ?? '')?.[0];
    if (field === undefined || field.includes('.') || expected === undefined) return undefined;
    const toList = expected === 'a list';
    // Only what is a number or a truth value inside its quotes can be written without them.
    const isQuoted =
      (expected === 'a number' && /^"-?\d{1,18}(?:\.\d{1,18})?"/.test(actual ?? '')) ||
      (expected === 'true or false' && /^"(?:true|false)"/.test(actual ?? ''));
    if (!toList && !isQuoted) return undefined;
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
  'kubelet-cgroup-v1': ({ file }) => {
    const how = writingOf(file);
    if (how === 'json') return undefined;
    return {
      id: 'allow-cgroup-v1',
      title: 'Let the kubelet run on cgroup v1, as a stopgap',
      applicability: 'review',
      effect: restarts,
      data: { FILE: file },
      steps:
        how === 'yaml'
          ? 'edit "$FILE" set_top_key failCgroupV1 false'
          : `edit "$FILE" replace_text '--fail-cgroupv1=true' '--fail-cgroupv1=false'`,
      after: restart,
    };
  },
  'kubelet-cgroup-driver': ({ actual, line, items }) => {
    const [kubelet, containerd] = items ?? [];
    // Where containerd's file says nothing, a section of its version has to be written, which is no edit of a line.
    if (kubelet === undefined || containerd === undefined || (actual === 'systemd' && line === undefined))
      return undefined;
    const step = {
      yaml: 'set_top_key cgroupDriver systemd',
      json: `replace_text '"cgroupfs"' '"systemd"'`,
      flag: "replace_text '--cgroup-driver=cgroupfs' '--cgroup-driver=systemd'",
    }[writingOf(kubelet)];
    return {
      id: 'both-systemd',
      title: 'Let kubelet and containerd both use systemd',
      applicability: 'review',
      effect: 'Restarts containerd and the kubelet; running pods may be restarted, so drain the node first.',
      data: { KUBELET: kubelet, CONTAINERD: containerd },
      steps: `
edit "$KUBELET" ${step}
edit "$CONTAINERD" replace_text 'SystemdCgroup = false' 'SystemdCgroup = true'`,
      after: `live systemctl restart containerd\n${restart}`,
    };
  },
  'kubelet-resolvconf': ({ file, actual, expected }) =>
    expected?.startsWith('/') !== true || !actual?.startsWith('/')
      ? undefined
      : {
          id: 'use-real-resolv-conf',
          title: 'Give pods a resolv.conf with real name servers',
          applicability: 'review',
          effect: `${restarts} Pods get it when they are made anew.`,
          ...pathAsText(file, { key: 'set_top_key resolvConf', flag: '--resolv-conf' }, actual, expected),
          after: restart,
        },
  'kubelet-eviction-zeroed': ({ file }) =>
    writingOf(file) === 'yaml'
      ? {
          id: 'merge-default-thresholds',
          title: 'Merge the thresholds given with the defaults',
          applicability: 'review',
          effect: `${restarts} A node that is over a default threshold starts to evict pods. Needs kubelet 1.32 or newer; older ones: list all thresholds.`,
          data: { FILE: file },
          steps: 'edit "$FILE" set_top_key mergeDefaultEvictionSettings true',
          after: restart,
        }
      : undefined,
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
  'kubelet-ca-missing': ({ file, actual, expected }) =>
    expected?.startsWith('/') && actual?.startsWith('/')
      ? {
          id: 'use-cluster-ca',
          title: 'Use the CA file that exists',
          applicability: 'review',
          effect: restarts,
          ...pathAsText(file, { key: 'set_key clientCAFile', flag: '--client-ca-file' }, actual, expected),
          after: restart,
        }
      : undefined,
};
