import type { Code } from '../../core/code.ts';
import * as nodeCodes from './catalog/node-codes.ts';
import type { PlaceFacts } from './catalog/place-code.ts';
import * as resourceCodes from './catalog/resource-codes.ts';
import * as topologyCodes from './catalog/topology-codes.ts';
import * as volumeCodes from './catalog/volume-codes.ts';
import { type Cause, causeOf } from './cause.ts';
import { type Opening, smallestChanges } from './changes.ts';
import type { Evaluation } from './evaluate.ts';
import { initNote, noteOf } from './notes.ts';
import type { Obstacle } from './obstacle.ts';

const codeOf: Readonly<Record<Obstacle, Code<PlaceFacts>>> = {
  'taint-not-tolerated': nodeCodes.taintNotTolerated,
  'control-plane-only': nodeCodes.controlPlaneOnly,
  'condition-taint': nodeCodes.conditionTaint,
  cordoned: nodeCodes.cordoned,
  'selector-mismatch': nodeCodes.selectorMismatch,
  'pinned-to-node': nodeCodes.pinnedToNode,
  'insufficient-now': resourceCodes.insufficientNow,
  'insufficient-ever': resourceCodes.insufficientEver,
  'too-many-pods': resourceCodes.tooManyPods,
  'extended-missing': resourceCodes.extendedMissing,
  'host-port-taken': resourceCodes.hostPortTaken,
  'anti-affinity-self': topologyCodes.antiAffinitySelf,
  'anti-affinity-existing': topologyCodes.antiAffinityExisting,
  'affinity-no-target': topologyCodes.affinityNoTarget,
  'spread-skew': topologyCodes.spreadSkew,
  'spread-label-missing': topologyCodes.spreadLabelMissing,
  'claim-missing': volumeCodes.claimMissing,
  'claim-unbound': volumeCodes.claimUnbound,
  'volume-elsewhere': volumeCodes.volumeElsewhere,
  'volume-limit': volumeCodes.volumeLimit,
  'claim-exclusive': volumeCodes.claimExclusive,
};

/** A group of pods that fit nowhere, with what their waiting comes to. */
export interface Judged {
  readonly evaluation: Evaluation;
  readonly cause: Cause;
  /** Tried when somebody asks: a merged finding shows those of its first group. */
  readonly openings: readonly Opening[];
  readonly code: Code<PlaceFacts>;
  readonly note: string;
}

/** Judges a group that fits nowhere; undefined where there is no node to judge. */
export function judge(evaluation: Evaluation): Judged | undefined {
  const cause = causeOf(evaluation);
  if (cause === undefined) return undefined;
  const init = cause.name.startsWith('insufficient') ? initNote(evaluation, cause) : '';
  const code =
    init === '' ? (cause.isCombination ? nodeCodes.onlyCombination : codeOf[cause.name]) : resourceCodes.initDominates;
  let tried: readonly Opening[] | undefined;
  let note: string | undefined;
  return {
    evaluation,
    cause,
    code,
    get openings() {
      tried ??= evaluation.cycle.refused === undefined ? smallestChanges(evaluation, cause.blocked) : [];
      return tried;
    },
    get note() {
      note ??= init === '' ? noteOf(cause, evaluation) : init;
      return note;
    },
  };
}
