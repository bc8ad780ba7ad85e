import { bashFix } from '../../../core/bash/bash-fix.ts';
import { functionsOf } from '../../../core/bash/shell-text.ts';
import { unitOfSocket } from '../../../kubernetes/runtime-units.ts';
import { hostOf, idOf, type Maker } from './maker.ts';
import nodeFunctions from './node.sh';

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
      functions: functionsOf(nodeFunctions),
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
    functions: functionsOf(nodeFunctions),
    after: 'live systemctl restart kubelet',
  });
};
