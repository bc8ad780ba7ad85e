import { bashFix } from '../../../core/bash/bash-fix.ts';
import type { Draft } from '../draft.ts';
import { hostOf, idOf, type Maker } from './maker.ts';

/** A unit that should run; asked of systemd, so that the verify script tells the present state. */
const unitRuns = `unit_runs() {
  [ -z "$ROOT" ] || { say "not looked at with --root: systemctl is-active $1"; return 0; }
  ! systemctl is-active --quiet "$1" || return 0
  PENDING=$((PENDING + 1))
  say "$1 does not run"
}`;

/** Starts a systemd unit. */
export const startUnit =
  (unit: string, effect: string): Maker =>
  (draft, node) =>
    bashFix({
      id: `start-${unit}`,
      code: idOf(draft),
      title: `Start ${unit}`,
      applicability: 'safe',
      effect,
      ...hostOf(node),
      data: { UNIT: unit },
      steps: 'unit_runs "$UNIT"',
      functions: { unit_runs: unitRuns },
      after: 'live systemctl enable --now "$UNIT"',
    });

/** The unit of a container runtime, by its socket. */
export const runtimeUnit = ({ concern }: Draft): string => (/crio/.test(concern.url) ? 'crio' : 'containerd');

/** Sets the top-level field, or adds it; nested fields have an indent and are left alone. */
const readOnlyOff = `read_only_off() {
  awk '/^readOnlyPort:/ { print "readOnlyPort: 0"; done = 1; next } { print } END { if (!done) print "readOnlyPort: 0" }'
}`;

/** Switches the read-only port off in the kubelet's configuration. */
export const closeReadOnlyPort: Maker = (draft, node) => {
  const path = node.facts.kubeletReadOnly?.path ?? '/var/lib/kubelet/config.yaml';
  if (!/\.ya?ml$/.test(path)) return [];
  return bashFix({
    id: 'close-read-only-port',
    code: idOf(draft),
    title: 'Set readOnlyPort: 0',
    applicability: 'safe',
    effect: 'Restarts the kubelet; containers go on running. What still reads port 10255 stops working.',
    ...hostOf(node),
    data: { CONFIG: path },
    steps: 'edit "$CONFIG" read_only_off',
    functions: { read_only_off: readOnlyOff },
    after: 'live systemctl restart kubelet',
  });
};
