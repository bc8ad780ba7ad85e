import type { ContainerState, ContainerStatus } from '../../../kubernetes/objects/types/pod.ts';
import type { Cluster } from './cluster.ts';

/** Restarts count only while they go on: the kubelet forgets its back-off after 10 minutes without one. */
export const restartSeconds = 600;

/** Codes that a shell or the runtime gives (POSIX, exit status 126 to 128; 128 + n for signal n). */
const meanings: Readonly<Record<number, string>> = {
  126: 'the command cannot be executed',
  127: 'the command was not found',
  134: 'SIGABRT',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  143: 'SIGTERM',
};

/** `exit code 137 (SIGKILL)`. */
export function exitText({ exitCode, signal }: ContainerState): string {
  if (exitCode === undefined) return signal === undefined ? '' : `signal ${signal}`;
  const meaning = meanings[exitCode];
  return `exit code ${exitCode}${meaning === undefined ? '' : ` (${meaning})`}`;
}

/** Whether its last end was a short while before the dump; where that has no time, yes. */
export const isRecent = ({ last, state }: ContainerStatus, cluster: Cluster): boolean => {
  const age = cluster.ageOf((state?.is === 'terminated' ? state : last)?.finishedAt);
  return age === undefined || age < restartSeconds;
};
