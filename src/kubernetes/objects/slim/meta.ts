import { rfc3339 } from '../../../core/time/rfc3339.ts';
import { asMap } from '../../yaml-text.ts';
import { flagAt, mapAt, mapsAt, numberAt, type Raw, textAt, textsAt, wordAt, wordsAt } from '../raw.ts';
import type { Condition, Meta, NodeTerm, Requirement, Selector } from '../types/meta.ts';

/** What every object has. */
export function slimMeta(raw: Raw, kind: string, source: string): Meta {
  const meta = mapAt(raw, 'metadata');
  const controller = mapsAt(meta, 'ownerReferences').find((owner) => flagAt(owner, 'controller') === true);
  return {
    kind,
    apiVersion: textAt(raw, 'apiVersion'),
    name: textAt(meta, 'name') ?? textAt(meta, 'generateName') ?? '',
    namespace: textAt(meta, 'namespace') ?? '',
    uid: textAt(meta, 'uid'),
    labels: textsAt(meta, 'labels'),
    created: timeAt(meta, 'creationTimestamp'),
    deleted: timeAt(meta, 'deletionTimestamp'),
    deletionGrace: numberAt(meta, 'deletionGracePeriodSeconds'),
    finalizers: wordsAt(meta, 'finalizers'),
    generation: numberAt(meta, 'generation'),
    owner:
      controller === undefined
        ? undefined
        : {
            kind: textAt(controller, 'kind') ?? '',
            name: textAt(controller, 'name') ?? '',
            uid: textAt(controller, 'uid'),
          },
    from: 'object',
    source,
  };
}

/** An annotation; only those that are named in this folder are ever read. */
export const annotation = (raw: Raw, name: string): string | undefined =>
  textAt(mapAt(mapAt(raw, 'metadata'), 'annotations'), name);

/** How an API server writes a time: UTC, to the microsecond at most. */
const apiTime = /^\d{4}-\d\d-(\d\d)T\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/;

/** Texts that are times, as they were read: a dump repeats each of them, and to parse one takes longest of all. */
const known = new Map<string, string | undefined>();
const mostKnown = 1_000;

/** A time, RFC 3339; absent where the dump has none, or one that is damaged. YAML 1.1 may have made a date of it. */
export function timeAt(raw: Raw, key: string): string | undefined {
  const value = raw[key];
  if (typeof value !== 'string') return value instanceof Date ? timeOf(value) : undefined;
  if (known.has(value)) return known.get(value);
  if (known.size >= mostKnown) known.clear();
  const time = timeOf(value);
  known.set(value, time);
  return time;
}

function timeOf(value: string | Date): string | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : value.getTime();
  const normal = rfc3339(ms)?.replace('.000Z', 'Z');
  const day = apiTime.exec(String(value))?.[1];
  return normal !== undefined && day === normal.slice(8, 10) ? String(value) : normal;
}

export const conditionsAt = (raw: Raw): readonly Condition[] =>
  mapsAt(raw, 'conditions').map((one) => ({
    type: textAt(one, 'type') ?? '',
    status: textAt(one, 'status') ?? '',
    reason: wordAt(one, 'reason'),
    message: wordAt(one, 'message'),
    at: timeAt(one, 'lastTransitionTime'),
    updated: timeAt(one, 'lastUpdateTime') ?? timeAt(one, 'lastHeartbeatTime'),
    observedGeneration: numberAt(one, 'observedGeneration'),
  }));

const requirementsAt = (raw: Raw, key: string): readonly Requirement[] =>
  mapsAt(raw, key).map((one) => ({
    key: textAt(one, 'key') ?? '',
    operator: textAt(one, 'operator') ?? '',
    values: wordsAt(one, 'values'),
  }));

/** A label selector; undefined where there is none, which selects nothing. */
export function selectorAt(raw: Raw, key: string): Selector | undefined {
  const selector = asMap(raw[key]);
  if (selector === undefined) return undefined;
  return {
    ...(asMap(selector['matchLabels']) === undefined ? {} : { matchLabels: textsAt(selector, 'matchLabels') }),
    ...(Array.isArray(selector['matchExpressions'])
      ? { matchExpressions: requirementsAt(selector, 'matchExpressions') }
      : {}),
  };
}

/** The terms of a node selector; undefined where there is none. */
export function nodeTermsAt(raw: Raw, key: string): readonly NodeTerm[] | undefined {
  const selector = asMap(raw[key]);
  if (selector === undefined) return undefined;
  return mapsAt(selector, 'nodeSelectorTerms').map((term) => ({
    labels: requirementsAt(term, 'matchExpressions'),
    fields: requirementsAt(term, 'matchFields'),
  }));
}
