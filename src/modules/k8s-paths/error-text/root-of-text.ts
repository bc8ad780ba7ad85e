import type { Part } from '../../../kubernetes/messages/part.ts';
import { needs } from '../causes.ts';
import type { ErrorReading } from './reading.ts';

const isFault = ({ kind, over }: ErrorReading): boolean => kind !== 'harmless' && kind !== 'well' && over !== true;

/** Whether a fault of one part can be what another part suffers from. */
const reaches = (cause: Part, suffers: Part): boolean => cause !== suffers && needs[suffers].includes(cause);

/**
 * Names, for each message that shows a state, the message of the same text that explains it: a cause of a part it
 * depends on, or of its own part; or a state of a part it depends on. Causes are roots: two independent ones stay two.
 */
export function explainedBy(readings: readonly ErrorReading[]): ErrorReading[] {
  return readings.map((one) => {
    const cause = isFault(one)
      ? (named(one, readings) ?? tellingMore(one, readings) ?? causeOf(one, readings))
      : undefined;
    return cause === undefined ? one : { ...one, becauseOf: cause.id };
  });
}

/** What the row itself says that explains it. */
const named = ({ yieldsTo, id }: ErrorReading, readings: readonly ErrorReading[]): ErrorReading | undefined =>
  yieldsTo === undefined
    ? undefined
    : readings.find((other) => isFault(other) && other.id !== id && yieldsTo.test(other.id));

/** Whether the second part needs the first, so that the second cannot be why the first is down: etcd, and the apiserver. */
const carries = ({ part }: ErrorReading, { part: other }: ErrorReading): boolean =>
  part !== undefined && other !== undefined && reaches(part, other);

/** A table that shows a part of the control plane down, which all that needs it suffers from. */
const showsPart = ({ shown, part }: ErrorReading): boolean =>
  shown === true && (part === 'etcd' || part === 'kube-apiserver');

/** Whether two readings are about pods, and none of them is the same. */
const areApart = ({ about: one }: ErrorReading, { about: other }: ErrorReading): boolean =>
  one !== undefined && other !== undefined && !one.some((pod) => other.includes(pod));

/** A program that ended says more by its last words than by a trouble that it logged and lived with. */
const outlived = (other: ErrorReading, one: ErrorReading): boolean =>
  one.level === 'fatal' && other.kind !== 'cause' && (other.level === 'error' || other.level === 'warning');

/** Whether one can be why the other is there at all. */
const mayExplain = (other: ErrorReading, one: ErrorReading): boolean =>
  !outlived(other, one) &&
  isFault(other) &&
  other.catchAll !== true &&
  other.onlyItself !== true &&
  one.independentOf?.test(other.id) !== true;

/** What says only that something failed, or a table that shows it, is explained by whatever says more. */
function tellingMore(one: ErrorReading, readings: readonly ErrorReading[]): ErrorReading | undefined {
  if (one.catchAll !== true && one.shown !== true) return undefined;
  return readings.find(
    (other) =>
      other !== one &&
      mayExplain(other, one) &&
      !carries(one, other) &&
      !areApart(one, other) &&
      other.kind !== 'retried' &&
      other.yieldsTo?.test(one.id) !== true &&
      (other.shown !== true || one.catchAll === true),
  );
}

function causeOf(one: ErrorReading, readings: readonly ErrorReading[]): ErrorReading | undefined {
  const { kind, part, id } = one;
  if (kind === 'cause' || part === undefined) return undefined;
  const sure = readings.filter(
    (other) =>
      mayExplain(other, one) &&
      other.confidence !== 'possible' &&
      (other.shown !== true || showsPart(other)) &&
      // What yields to this one does not explain it.
      other.yieldsTo?.test(id) !== true,
  );
  const causes = sure.filter((other) => other.kind === 'cause');
  return (
    causes.find((other) => other.part === part) ??
    [...causes, ...sure].find((other) => other.part !== undefined && reaches(other.part, part)) ??
    (kind === 'retried' ? sure.find((other) => other.kind === 'state' && other.part === part) : undefined)
  );
}

const levelOrder = ['fatal', 'error', undefined, 'warning', 'info'] as const;
const kindOrder = ['cause', 'state', 'retried', 'harmless', 'well'] as const;
const partOrder: readonly (Part | undefined)[] = [
  ...([
    'disk',
    'runtime',
    'etcd',
    'kubelet',
    'kube-apiserver',
    'kube-controller-manager',
    'kube-scheduler',
    'cni',
  ] as const),
  ...[undefined, 'kubectl' as const],
];

/** Faults before what is well; roots before what they explain; sure ones, fatal ones, causes first. */
export function inOrder(readings: readonly ErrorReading[]): ErrorReading[] {
  const keys = (one: ErrorReading): number[] => [
    isFault(one) ? 0 : 1,
    one.becauseOf === undefined ? 0 : 1,
    one.catchAll === true ? 1 : 0,
    one.confidence === 'possible' ? 1 : 0,
    one.onlyItself === true ? 1 : 0,
    one.level === 'fatal' ? 0 : 1,
    one.part === undefined ? 1 : 0,
    kindOrder.indexOf(one.kind),
    levelOrder.indexOf(one.level),
    partOrder.indexOf(one.part),
  ];
  return readings.toSorted((a, b) => {
    const [left, right] = [keys(a), keys(b)];
    const i = left.findIndex((key, at) => key !== right[at]);
    return i < 0 ? 0 : (left[i] ?? 0) - (right[i] ?? 0);
  });
}
