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
  return cause === undefined ? undefined : new JudgedGroup(evaluation, cause);
}

/** A class: getters of an object literal would be kept, with all verdicts, until the whole heap is collected. */
class JudgedGroup implements Judged {
  readonly evaluation: Evaluation;
  readonly cause: Cause;
  readonly code: Code<PlaceFacts>;
  readonly #init: string;
  #openings: readonly Opening[] | undefined;
  #note: string | undefined;

  constructor(evaluation: Evaluation, cause: Cause) {
    this.evaluation = evaluation;
    this.cause = cause;
    this.#init = cause.name.startsWith('insufficient') ? initNote(evaluation, cause) : '';
    const own = cause.isCombination ? nodeCodes.onlyCombination : codeOf[cause.name];
    this.code = this.#init === '' ? own : resourceCodes.initDominates;
  }

  get openings(): readonly Opening[] {
    const { evaluation, cause } = this;
    this.#openings ??= evaluation.cycle.refused === undefined ? smallestChanges(evaluation, cause.blocked) : [];
    return this.#openings;
  }

  get note(): string {
    this.#note ??= this.#init === '' ? noteOf(this.cause, this.evaluation) : this.#init;
    return this.#note;
  }
}
