import type { ContainerState, ContainerStatus, Pod } from '../../../kubernetes/objects/types/pod.ts';
import type { Cluster } from './cluster.ts';
import { ofField } from './evidence.ts';
import { exitText } from './exits.ts';
import type { PodStop } from './stop.ts';
import { stopOfRecord, waitingReason } from './waiting.ts';

/** An init container may take this long before it counts as one that waits (a migration, a download). */
const initSeconds = 300;
/** A sidecar starts within this (its startup probe may take a few periods). */
const sidecarSeconds = 60;
const field = 'status.initContainerStatuses';

/** Arrow 9: the first init container that has not done its work, or a sidecar that has not started. */
export function initStop(one: ContainerStatus, pod: Pod, cluster: Cluster): PodStop | undefined {
  const { name, state, last, restarts } = one;
  const isSidecar = pod.spec?.initContainers.find((spec) => spec.name === name)?.restartPolicy === 'Always';
  if (state?.is === 'terminated' && state.exitCode === 0) return undefined;
  if (isSidecar && one.started === true && one.ready) return undefined;
  const told = waitingReason(one, pod, cluster, field);
  if (told !== undefined && told.row.code !== 'crashLoop') return stopOfRecord(told, name);
  const ended = state?.is === 'terminated' ? state : restarts > 0 ? last : undefined;
  if (ended !== undefined && ended.exitCode !== 0) return failing(one, ended, pod);
  return state?.is === 'running' ? running(one, state, isSidecar, pod, cluster) : undefined;
}

function failing({ name, restarts }: ContainerStatus, ended: ContainerState, pod: Pod): PodStop {
  const said = `${ended.reason ?? 'terminated'}, ${exitText(ended)}, ${restarts} restarts`;
  return {
    code: 'initFailing',
    arrow: 9,
    owner: `init container ${name}`,
    container: name,
    subject: exitText(ended),
    evidence: ofField(pod, `${field} ${name}`, said, ended.finishedAt),
  };
}

function running(
  { name, started }: ContainerStatus,
  { startedAt }: ContainerState,
  isSidecar: boolean,
  pod: Pod,
  cluster: Cluster,
): PodStop | undefined {
  if (isSidecar && started === true) return undefined;
  if (!cluster.olderThan(startedAt, isSidecar ? sidecarSeconds : initSeconds)) return undefined;
  return {
    code: isSidecar ? 'sidecarBlocks' : 'initWaits',
    arrow: 9,
    owner: `${isSidecar ? 'sidecar' : 'init container'} ${name}`,
    container: name,
    confidence: 'likely',
    evidence: ofField(pod, `${field} ${name}`, isSidecar ? 'running, started: false' : 'running', startedAt),
  };
}
