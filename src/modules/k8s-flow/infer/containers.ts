import type { Event } from '../../../kubernetes/objects/types/event.ts';
import type { ContainerState, ContainerStatus, Pod } from '../../../kubernetes/objects/types/pod.ts';
import { startOwner } from '../catalog/start-code.ts';
import { messageOf } from '../messages/messages.ts';
import type { Cluster } from './cluster.ts';
import { ofEvent, ofField } from './evidence.ts';
import { exitText, isRecent } from './exits.ts';
import { initStop } from './init-containers.ts';
import { readinessStop } from './readiness.ts';
import type { PodStop } from './stop.ts';
import { stopOfRecord, waitingReason } from './waiting.ts';

/** A container that is restarted again and again: three times (the kubelet's back-off is 40 s by then). */
const crashRestarts = 3;
const field = 'status.containerStatuses';

/** Arrows 8 to 11: what the containers of a pod show, init containers first. */
export function containerStop(pod: Pod, cluster: Cluster): PodStop | undefined {
  const { initContainers = [], containers = [] } = pod.status ?? {};
  for (const one of initContainers) {
    const found = initStop(one, pod, cluster);
    if (found !== undefined) return found;
  }
  const all = containers.map((one) => oneStop(one, pod, cluster)).filter((one) => one !== undefined);
  // What cannot be made comes before what only is not ready.
  return all.toSorted((a, b) => a.arrow - b.arrow)[0] ?? readinessStop(pod, cluster);
}

function oneStop(one: ContainerStatus, pod: Pod, cluster: Cluster): PodStop | undefined {
  const { name, state, last, restarts } = one;
  const told = waitingReason(one, pod, cluster, field);
  if (told !== undefined && told.row.code !== 'crashLoop') return stopOfRecord(told, name);
  const ended = last ?? (state?.is === 'terminated' ? state : undefined);
  const isLooping = state?.reason === 'CrashLoopBackOff' || (restarts >= crashRestarts && isRecent(one, cluster));
  const hasFailed = state?.is === 'terminated' && state.exitCode !== 0;
  if (!isLooping && !hasFailed) return undefined;
  if (ended === undefined) return told === undefined ? undefined : { ...stopOfRecord(told, name), subject: '' };
  return endedStop(one, ended, isLooping, pod);
}

/** Why a container ended: its memory, a program that cannot be started, or the program itself. */
function endedStop({ name, restarts }: ContainerStatus, ended: ContainerState, isLooping: boolean, pod: Pod): PodStop {
  const { reason = 'terminated', message = '', finishedAt } = ended;
  const quote = (said: string) => ofField(pod, `${field} ${name}`, said, finishedAt);
  const evidence = quote(`${reason}, ${exitText(ended)}, ${restarts} restarts`);
  const base = { arrow: 10, container: name };
  if (reason === 'OOMKilled') {
    const limit = pod.spec?.containers.find((spec) => spec.name === name)?.limits['memory'] ?? '';
    return { ...base, code: 'oomKilled', owner: 'limits.memory', subject: limit, evidence };
  }
  if (messageOf(reason, message)?.row.code === 'cannotStart') {
    const said = `${reason}: ${message}`;
    return { ...base, code: 'cannotStart', owner: startOwner(said), said, evidence: quote(said) };
  }
  return {
    ...base,
    code: isLooping ? 'crashLoop' : 'containerEnded',
    owner: 'application',
    subject: exitText(ended),
    evidence,
  };
}

/** Restarted by its own probe, whether it is up at the moment or not. */
export function probeKillStop(pod: Pod, cluster: Cluster): PodStop | undefined {
  const one = (pod.status?.containers ?? []).find(({ restarts, last }) => restarts > 0 && last?.reason !== 'OOMKilled');
  if (one === undefined || !isRecent(one, cluster)) return undefined;
  const killing = cluster.eventsOf(pod).find((event) => isProbeKill(event, one.name));
  if (killing === undefined) return undefined;
  const probe = /startup/i.test(killing.message) ? 'startup' : 'liveness';
  return {
    code: 'probeKills',
    arrow: 11,
    owner: `spec.${probe}Probe`,
    container: one.name,
    evidence: ofEvent(killing),
  };
}

const isProbeKill = ({ reason, message }: Event, name: string): boolean =>
  reason === 'Killing' && /failed (?:liveness|startup) probe/i.test(message) && (message.includes(name) || name === '');
