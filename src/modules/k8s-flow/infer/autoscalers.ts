import type { Condition } from '../../../kubernetes/objects/types/meta.ts';
import type { Autoscaler } from '../../../kubernetes/objects/types/policy.ts';
import type { Cluster } from './cluster.ts';
import { ofField } from './evidence.ts';
import type { Stop } from './stop.ts';

/** Metrics of new pods come within so long: metrics-server asks every 15 s, and leaves the first minute out. */
const warmUpSeconds = 120;

/** Zero replicas switch it off on purpose, and a back-off is its own pace. */
const onPurpose = /^(?:ScalingDisabled|Backoff\w*)$/;

/**
 * Autoscalers that say that they cannot scale. Of the conditions, ScalingLimited is none of that.
 * Source: kubernetes pkg/controller/podautoscaler/horizontal.go.
 */
export function autoscalerStops(cluster: Cluster): Stop[] {
  return cluster.objects.autoscalers.flatMap((one) => {
    const said = one.conditions.find(
      ({ type, status, reason = '', at }) =>
        (type === 'AbleToScale' || type === 'ScalingActive') &&
        status === 'False' &&
        !onPurpose.test(reason) &&
        cluster.olderThan(at, warmUpSeconds),
    );
    return said === undefined ? [] : [stuck(one, said)];
  });
}

const stuck = (one: Autoscaler, { type, reason = '', message = '', at }: Condition): Stop => ({
  code: 'autoscalerStuck',
  arrow: 0,
  owner: /Metric$/.test(reason) ? 'metrics API' : `HorizontalPodAutoscaler ${one.name}`,
  kind: 'HorizontalPodAutoscaler',
  namespace: one.namespace,
  name: one.name,
  workload: '',
  subject: reason,
  node: '',
  container: '',
  said: message,
  note: one.target.name === '' ? '' : `It is for ${one.target.kind}/${one.target.name}.`,
  confidence: 'proven',
  evidence: ofField(one, 'status.conditions', `${type} False ${reason}: ${message}`, at),
});
