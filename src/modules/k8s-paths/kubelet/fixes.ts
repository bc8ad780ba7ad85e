import type { FixPlan } from '../fixes/plan.ts';

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

/** Fixes of the kubelet's unit and host by name of the code. */
export const kubeletFixes: Readonly<Record<string, FixPlan>> = {
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
    after: `live swapoff -a\n${restart}`,
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
          after: restart,
        },
  'kubelet-wrong-apiserver': ({ file, actual, expected }) => {
    const [old, right] = [actual, expected].map((url) => /[^\s/,]+:\d+/.exec(url ?? '')?.[0]);
    if (old === undefined || right === undefined) return undefined;
    if (old.replace(/:\d+$/, '') !== right.replace(/:\d+$/, ''))
      return {
        id: 'use-apiserver-address',
        title: `Talk to the apiserver at ${right}`,
        applicability: 'review',
        effect: restarts,
        data: { FILE: file, OLD: `//${old}`, RIGHT: `//${right}` },
        steps: 'edit "$FILE" replace_text "$OLD" "$RIGHT"',
        after: restart,
      };
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
