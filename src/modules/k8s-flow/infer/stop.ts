import type { Confidence, Evidence, Severity } from '../../../core/finding.ts';
import type { FlowCodeKey } from '../codes.ts';

/** One object that stands still, at one arrow. Alike ones become one finding. */
export interface Stop {
  readonly code: FlowCodeKey;
  readonly arrow: number;
  readonly owner: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** `Deployment/web`. */
  readonly workload: string;
  readonly subject: string;
  readonly node: string;
  readonly container: string;
  readonly said: string;
  readonly note: string;
  readonly confidence: Confidence;
  readonly severity?: Severity | undefined;
  readonly evidence: Evidence;
  /** Records of the same object that tell of the same, with less of its reason. */
  readonly also?: readonly Evidence[] | undefined;
  /** What this one follows from: `pod shop/web-1`, then the code of that pod's stop. */
  readonly cause?: string | undefined;
}

/** What a stop of an object that is no workload leaves empty. */
export const blank = { workload: '', node: '', container: '', note: '', confidence: 'proven' as const };

/** What alike stops share; a cause names it. */
export const keyOf = (stop: Stop): string => {
  const { code, namespace, workload, name, subject, container } = stop;
  return isOfNode(stop)
    ? `${code} ${subject}`
    : code === 'schedulerSilent' || code === 'controllerManagerSilent'
      ? code
      : `${code} ${namespace} ${workload === '' ? name : workload} ${subject} ${container}`;
};

const nodeCodes: ReadonlySet<FlowCodeKey> = new Set<FlowCodeKey>([
  'nodeLost',
  'nodeNotReady',
  'nodePressure',
  'runtimeDown',
  'cniNotReady',
]);

/** Whether what is wrong is the node, whatever pods stand on it. */
export const isOfNode = ({ code }: Stop): boolean => nodeCodes.has(code);

/** `shop/web-1`, `web-1`. */
export const refOf = (namespace: string, name: string): string => (namespace === '' ? name : `${namespace}/${name}`);

/** What a rule says of a pod; the rest is the pod's own. */
export type PodStop = Pick<Stop, 'code' | 'arrow' | 'owner' | 'evidence'> & Partial<Stop>;
