import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const why = 'failed to get cpu utilization: missing request for cpu in container web of Pod web-6f7c9d-x2x';
const page = `Name:         web
Namespace:    shop
Reference:    Deployment/web
Metrics:      ( current / target )
  resource cpu on pods  (as a percentage of request):  <unknown> / 50%
Min replicas: 1
Conditions:
  Type           Status  Reason                   Message
  ----           ------  ------                   -------
  ScalingActive  False   FailedGetResourceMetric  the HPA was unable to compute the replica count: ${why}
Events:
  Type     Reason                        Age                  From                       Message
  ----     ------                        ----                 ----                       -------
  Warning  FailedGetResourceMetric       12m (x12 over 15m)   horizontal-pod-autoscaler  ${why}
  Warning  FailedComputeMetricsReplicas  12m (x12 over 15m)   horizontal-pod-autoscaler  invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: ${why}
`;

test('what a condition and events say of one fault is one finding', async () => {
  const { stdout } = await runCli(['k8s-flow', '-', '--json'], { stdin: page });
  expect(JSON.parse(stdout).findings).toMatchObject([{ code: 'FLOW240' }]);
});
