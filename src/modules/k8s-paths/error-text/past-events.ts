import { readAge, readTimes } from '../../../kubernetes/objects/text/age.ts';
import { readEventText } from '../../../kubernetes/objects/text/event-lines.ts';
import type { PlainLine } from './unwrap.ts';

/** Steps of the start of a pod or node, each with the event that proves it and those that tell it failed. Source: kubernetes pkg/kubelet/events. */
const steps: readonly { readonly done: string; readonly failed: readonly string[] }[] = [
  { done: 'Scheduled', failed: ['FailedScheduling'] },
  { done: 'NodeReady', failed: ['NodeNotReady', 'Rebooted'] },
  // aws-load-balancer-controller pkg/k8s/events.go.
  { done: 'SuccessfullyReconciled', failed: ['FailedBuildModel', 'FailedDeployModel'] },
  { done: 'SuccessfulAttachVolume', failed: ['FailedAttachVolume'] },
  {
    done: 'Pulled',
    failed: ['FailedScheduling', 'FailedAttachVolume', 'FailedMount', 'FailedCreatePodSandBox', 'NetworkNotReady'],
  },
];

/** A node that left so often comes and goes. */
const flapping = 5;

/** Numbers of the lines with events of a pod that a later event of it shows to be over: attached and started after all. */
export function pastEvents(lines: readonly PlainLine[]): ReadonlySet<number> {
  const events = lines.flatMap(({ number, text }) => {
    const told = readEventText(text);
    const age = told === undefined ? undefined : readAge(told.age);
    if (told === undefined || age === undefined) return [];
    return [{ ...told, number, seconds: age, times: readTimes(told.age) ?? 1 }];
  });
  const isOver = (one: (typeof events)[number]) =>
    events.some(
      (later) =>
        (later.seconds < one.seconds || (later.seconds === one.seconds && later.number > one.number)) &&
        !(one.reason === 'NodeNotReady' && one.times >= flapping) &&
        later.name === one.name &&
        steps.some(({ done, failed }) => later.reason === done && failed.includes(one.reason)),
    );
  return new Set(events.filter(isOver).map(({ number }) => number));
}
