import { asMap } from '../../yaml-text.ts';
import { mapAt, numberAt, type Raw, textAt, wordAt } from '../raw.ts';
import { kindNamed } from '../text/kinds.ts';
import type { Event, Lease } from '../types/event.ts';
import { slimMeta, timeAt } from './meta.ts';

/** An event of v1 or of events.k8s.io: `note` for `message`, `regarding` for `involvedObject`. */
export function slimEvent(raw: Raw, source: string): Event {
  const about = asMap(raw['involvedObject']) ?? mapAt(raw, 'regarding');
  const from = asMap(raw['source']) ?? mapAt(raw, 'deprecatedSource');
  const series = mapAt(raw, 'series');
  const once = timeAt(raw, 'eventTime');
  return {
    ...slimMeta(raw, 'Event', source),
    type: wordAt(raw, 'type'),
    reason: textAt(raw, 'reason') ?? '',
    message: textAt(raw, 'message') ?? textAt(raw, 'note') ?? '',
    about: {
      kind: textAt(about, 'kind') ?? '',
      name: textAt(about, 'name') ?? '',
      namespace: textAt(about, 'namespace') ?? '',
      uid: textAt(about, 'uid'),
      field: wordAt(about, 'fieldPath'),
    },
    count: numberAt(series, 'count') ?? numberAt(raw, 'count') ?? numberAt(raw, 'deprecatedCount'),
    first: timeAt(raw, 'firstTimestamp') ?? timeAt(raw, 'deprecatedFirstTimestamp') ?? once,
    last:
      timeAt(series, 'lastObservedTime') ??
      timeAt(raw, 'lastTimestamp') ??
      timeAt(raw, 'deprecatedLastTimestamp') ??
      once,
    reporter: wordAt(raw, 'reportingComponent') ?? wordAt(raw, 'reportingController') ?? wordAt(from, 'component'),
    node: wordAt(from, 'host'),
  };
}

export function slimLease(raw: Raw, source: string): Lease {
  const spec = mapAt(raw, 'spec');
  return {
    ...slimMeta(raw, 'Lease', source),
    holder: wordAt(spec, 'holderIdentity'),
    seconds: numberAt(spec, 'leaseDurationSeconds'),
    renewed: timeAt(spec, 'renewTime'),
  };
}

/** What the API server answers instead of an object (metav1.Status): a refusal, told as a record of what was sent. */
export function slimStatus(raw: Raw, source: string): Event {
  const details = mapAt(raw, 'details');
  const resource = textAt(details, 'kind');
  const isFailure = textAt(raw, 'status') === 'Failure';
  return {
    ...slimMeta(raw, 'Event', source),
    from: 'event',
    type: isFailure ? 'Warning' : 'Normal',
    reason: isFailure ? 'Error' : (textAt(raw, 'status') ?? ''),
    message: textAt(raw, 'message') ?? '',
    about: {
      kind: resource === undefined ? '' : kindNamed(resource),
      name: textAt(details, 'name') ?? '',
      namespace: '',
    },
  };
}
