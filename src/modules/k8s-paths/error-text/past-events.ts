import { readAge } from '../../../kubernetes/objects/text/age.ts';
import { readEventText } from '../../../kubernetes/objects/text/event-lines.ts';
import type { PlainLine } from './unwrap.ts';

/** Steps of a pod's start, each with the events that prove it and those that tell it failed. Source: kubernetes pkg/kubelet/events. */
const steps: readonly { readonly done: string; readonly failed: readonly string[] }[] = [
  { done: 'Scheduled', failed: ['FailedScheduling'] },
  { done: 'SuccessfulAttachVolume', failed: ['FailedAttachVolume'] },
  {
    done: 'Pulled',
    failed: ['FailedScheduling', 'FailedAttachVolume', 'FailedMount', 'FailedCreatePodSandBox', 'NetworkNotReady'],
  },
];

/** Numbers of the lines with events of a pod that a later event of it shows to be over: attached and started after all. */
export function pastEvents(lines: readonly PlainLine[]): ReadonlySet<number> {
  const events = lines.flatMap(({ number, text }) => {
    const told = readEventText(text);
    const age = told === undefined ? undefined : readAge(told.age);
    return told === undefined || age === undefined ? [] : [{ ...told, number, seconds: age }];
  });
  const isOver = (one: (typeof events)[number]) =>
    events.some(
      (later) =>
        later.seconds < one.seconds &&
        later.name === one.name &&
        steps.some(({ done, failed }) => later.reason === done && failed.includes(one.reason)),
    );
  return new Set(events.filter(isOver).map(({ number }) => number));
}
