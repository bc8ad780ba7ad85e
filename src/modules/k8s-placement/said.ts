import type { Evidence } from '../../core/finding.ts';
import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { Event } from '../../kubernetes/objects/types/event.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';

/** What the scheduler itself says of a pod. */
export interface Said {
  readonly text: string;
  /** An event's text ends after 1,024 characters (pkg/scheduler/schedule_one.go). */
  readonly isCut: boolean;
  readonly at?: string | undefined;
  readonly evidence: Evidence;
}

const eventLimit = 1024;

/** Newest FailedScheduling event by namespace and name of its pod. */
export function schedulingEvents({ events }: ClusterObjects): ReadonlyMap<string, Event> {
  const newest = new Map<string, Event>();
  for (const event of events) {
    if (event.reason !== 'FailedScheduling' || event.about.name === '') continue;
    const key = `${event.about.namespace}/${event.about.name}`;
    const known = newest.get(key);
    if (known === undefined || (event.last ?? '') >= (known.last ?? '')) newest.set(key, event);
  }
  return newest;
}

/** The condition's message, which is whole and newest; else the newest event's. */
export function saidOf(pod: Pod, events: ReadonlyMap<string, Event>): Said | undefined {
  const condition = pod.status?.conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  if (condition?.message !== undefined && condition.reason === 'Unschedulable') {
    const { message: text, at } = condition;
    const record = `Pod ${pod.namespace}/${pod.name} status.conditions PodScheduled`;
    return {
      text,
      isCut: false,
      at,
      evidence: { source: pod.source, record, ...(at === undefined ? {} : { at }), text },
    };
  }
  const event = events.get(`${pod.namespace}/${pod.name}`);
  if (event === undefined) return undefined;
  const { message: text, last: at } = event;
  return {
    text,
    isCut: text.length >= eventLimit,
    at,
    evidence: {
      source: event.source,
      ...(event.line === undefined ? { record: `Event ${event.namespace}/${event.name}` } : { line: event.line }),
      ...(at === undefined ? {} : { at }),
      text,
    },
  };
}

/** Whether our message and the scheduler's are one; `head` is ours without what preemption adds. */
export function agrees(said: Said, message: string | undefined, head: string, isNominated: boolean): boolean {
  if (message === undefined) return false;
  const theirs = said.text.trimEnd();
  if (theirs === message.trimEnd() || (isNominated && theirs === head)) return true;
  // "...": an event's text that was cut ends in three dots.
  return said.isCut && message.startsWith(theirs.replace(/\s?\.\.\.$/, ''));
}
