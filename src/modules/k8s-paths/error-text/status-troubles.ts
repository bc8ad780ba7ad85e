import { headOf } from '../../../core/safe-text.ts';
import type { Example } from './reading.ts';

/** A trouble that an object of the API tells of itself. */
export interface ObjectTrouble {
  /** `pod default/web-0`. */
  readonly object: string;
  /** What rows are looked up by, and what is said where none knows it. */
  readonly text: string;
  readonly says?: string;
  readonly next?: readonly string[];
  /** A state that has its cause elsewhere. */
  readonly shown?: true;
  /** An event tells it, which stays for an hour. */
  readonly isEvent?: true;
  /** Words of the object that tell it, the most telling first. */
  readonly words?: readonly string[];
  /** Where they stand in the text. */
  readonly example?: Example;
}

export interface Condition {
  readonly type?: string;
  readonly status?: unknown;
  readonly reason?: string;
  readonly message?: string;
}

interface Ended {
  readonly reason?: string;
  readonly message?: string;
  readonly exitCode?: number;
}

export interface ContainerStatus {
  readonly name?: string;
  readonly ready?: boolean;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

interface ContainerState {
  readonly running?: object;
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly terminated?: Ended;
}

/**
 * Conditions that hold of what is well, and those that hold of what is not; of others nobody can tell. Sources:
 * kubernetes api core/v1, apps/v1, autoscaling/v2; fluxcd and cert-manager api conditions; cri-api runtime/v1.
 */
const good =
  /^(?:Ready|Available|Healthy|Established|Synced|Programmed|Accepted|ResolvedRefs|Released|PodScheduled|Initialized|ContainersReady|RuntimeReady|NetworkReady|AbleToScale|ScalingActive)$/;
const bad =
  /^(?:ReplicaFailure|Degraded|Failed|FailureTarget|Stalled|Denied|InvalidRequest|MemoryPressure|DiskPressure|PIDPressure|NetworkUnavailable)$/;
/** What the containers tell better. */
const ofContainers = /^(?:ContainersNotReady|ContainersNotInitialized|PodCompleted)$/;
/** An autoscaler of a workload with zero replicas, and its own pace. Source: kubernetes podautoscaler/horizontal.go. */
const onPurpose = /^(?:ScalingDisabled|Backoff\w*)$/;

/** `Progressing` of a Deployment says by its reason how far it is; an operator of OpenShift that is done says False. */
const ofProgress = (holds: string, reason: string): boolean | undefined => {
  if (reason === 'ProgressDeadlineExceeded') return false;
  return reason === 'NewReplicaSetAvailable' || (holds === 'false' && reason === 'AsExpected') ? true : undefined;
};

/** Whether a condition says that all is well, or that it is not; undefined where nobody can tell. */
function isWell({ type = '', status, reason = '' }: Condition): boolean | undefined {
  const holds = String(status).toLowerCase();
  if (type === 'Progressing') return ofProgress(holds, reason);
  if (onPurpose.test(reason) || (holds !== 'true' && holds !== 'false')) return undefined;
  return good.test(type) ? holds === 'true' : bad.test(type) ? holds === 'false' : undefined;
}

/** Conditions of an object that say that it is not well. */
export const conditionTroubles = (object: string, conditions: readonly Condition[]): ObjectTrouble[] =>
  conditions.flatMap((one) => {
    const { type = '', status, reason = '', message = '' } = one;
    if (isWell(one) !== false || ofContainers.test(reason)) return [];
    const words = [reason, message].filter(Boolean);
    const why = words.length === 0 ? '' : `: ${words.join(': ')}`;
    return [{ object, text: `${type} is ${String(status).toLowerCase()}${why}`, shown: true, words: words.reverse() }];
  });

/** Whether a condition says that all is well. */
export const isGood = (condition: Condition): boolean => isWell(condition) === true;

/** Whether a container runs and is ready, or ended well. */
export const isRunning = ({ state, ready }: ContainerStatus): boolean =>
  state?.terminated?.exitCode === 0 || (state?.running !== undefined && ready === true);

/** The same, and it did not fail before. */
export const isServing = (one: ContainerStatus): boolean =>
  (one.lastState?.terminated?.exitCode ?? 0) === 0 && isRunning(one);

/** What the exit code of a container stands for, as shells and the kernel give them. Source: bash(1), signal(7). */
function meaningOf(code: number): string {
  if (code === 126) return 'its command cannot be executed';
  if (code === 127) return 'its command is not there';
  if (code === 137) return 'it was killed (SIGKILL): for memory, by a probe, or because it did not stop in time';
  if (code === 139) return 'it broke down (SIGSEGV)';
  if (code === 143) return 'it was told to stop (SIGTERM)';
  return 'it ended by itself';
}

/** What the states of a container tell. */
export function containerTroubles(object: string, { name = '', state, lastState }: ContainerStatus): ObjectTrouble[] {
  const waiting = state?.waiting;
  const ended = state?.terminated ?? (waiting === undefined ? undefined : lastState?.terminated);
  const isFailed = ended !== undefined && ended.exitCode !== 0;
  return [
    ...(waiting === undefined || waiting.reason === 'PodInitializing' || waiting.reason === 'ContainerCreating'
      ? []
      : [
          {
            object,
            text: `container ${name} waits: ${waiting.reason ?? ''}: ${waiting.message ?? ''}`,
            words: [waiting.message ?? '', waiting.reason ?? ''],
            // Why it ends, its end tells.
            ...(waiting.reason === 'CrashLoopBackOff' && isFailed ? { shown: true as const } : {}),
          },
        ]),
    ...(isFailed ? [endedTrouble(object, name, ended)] : []),
  ];
}

function endedTrouble(object: string, name: string, { exitCode = 1, reason = '', message = '' }: Ended): ObjectTrouble {
  const text = `container ${name} ended with ${exitCode}: ${reason}: ${message}`;
  const said = message === '' ? '' : ` It said: ${headOf(message.trim(), 300)}`;
  return {
    object,
    text,
    words: [message, reason],
    says: `Container ${name} ended with exit code ${exitCode}: ${meaningOf(exitCode)}; its log says more.${said}`,
    next: [
      `\`kubectl logs --previous -c ${/^[a-z0-9-]{1,63}$/.test(name) ? name : 'CONTAINER'}\` with the name of the pod`,
    ],
  };
}
