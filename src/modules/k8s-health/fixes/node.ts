import { bashFix } from '../../../core/bash/bash-fix.ts';
import { unitOfSocket } from '../../../kubernetes/runtime-units.ts';
import { hostOf, idOf, type Maker } from './maker.ts';

/** A unit that should run; asked of systemd, so that the verify script tells the present state. */
const unitRuns = `unit_runs() {
  [ -z "$ROOT" ] || { say "not looked at with --root: systemctl is-active $1"; return 0; }
  ! systemctl is-active --quiet "$1" || return 0
  PENDING=$((PENDING + 1))
  say "$1 does not run"
}`;

/** Starts a systemd unit. */
const startUnit =
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

/** Starts the kubelet's unit; k3s, RKE2 and MicroK8s have none: their own process is the kubelet. */
export const startKubelet: Maker = (draft, node) =>
  ['k3s', 'rke2', 'microk8s', 'talos'].includes(node.place.distribution ?? '')
    ? []
    : startUnit('kubelet', 'Starts the kubelet; containers that run are left alone.')(draft, node);

/** Starts the runtime behind a socket, where one unit of its own does that. */
export const startRuntime: Maker = (draft, node) => {
  const unit = unitOfSocket(draft.concern.url);
  return unit === undefined || !/^[\w.-]+$/.test(unit)
    ? []
    : startUnit(unit, 'Starts the container runtime; containers that run are left alone.')(draft, node);
};

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
