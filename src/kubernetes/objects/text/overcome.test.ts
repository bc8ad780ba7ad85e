import { expect, test } from 'vitest';
import { isOvercome } from './overcome.ts';

test.each([
  ['SuccessfulAttachVolume', 'FailedAttachVolume'],
  ['Started', 'FailedMount'],
  ['EnsuredLoadBalancer', 'SyncLoadBalancerFailed'],
  ['IPAllocated', 'AllocationFailed'],
  ['SuccessfullyReconciled', 'FailedBuildModel'],
  ['SuccessfulRescale', 'FailedGetScale'],
  ['UpgradeSucceeded', 'UpgradeFailed'],
  ['ProvisioningSucceeded', 'ProvisioningFailed'],
])('%s ends %s', (done, failed) => {
  expect(isOvercome({ reason: done, message: '' }, { reason: failed, message: '' })).toBe(true);
});

test.each([
  ['Scheduled', 'FailedMount'],
  ['Started', 'BackOff'],
  ['Started', 'Unhealthy'],
  ['SuccessfulCreate', 'FailedCreate'],
  ['Pulling', 'Failed'],
])('%s does not end %s', (done, failed) => {
  expect(isOvercome({ reason: done, message: '' }, { reason: failed, message: '' })).toBe(false);
});

const cpu = 'New size: 5; reason: cpu resource utilization (percentage of request) above target';
const noMemory = 'failed to get memory utilization: unable to get metrics for resource memory: no metrics returned';
const noCpu = 'failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned';
test.each([
  [cpu, 'FailedGetResourceMetric', noCpu, true],
  [cpu, 'FailedGetResourceMetric', noMemory, false],
  [cpu, 'FailedComputeMetricsReplicas', `invalid metrics (1 invalid out of 2), first error is: ${noCpu}`, false],
  ['New size: 2; reason: All metrics below target', 'FailedGetResourceMetric', noMemory, true],
  ['New size: 2; reason: Current number of replicas below Spec.MinReplicas', 'FailedGetResourceMetric', noCpu, false],
  [
    'New size: 4; reason: external metric queue_length(nil) above target',
    'FailedGetExternalMetric',
    'unable to get external metric shop/queue_length/nil: no metrics returned from external metrics API',
    true,
  ],
])('%s after %s', (message, failed, why, isOver) => {
  expect(isOvercome({ reason: 'SuccessfulRescale', message }, { reason: failed, message: why })).toBe(isOver);
});

test.each([
  ['Reconciliation finished in 1.2s, next run in 10m0s', true],
  ['Helm upgrade succeeded', true],
  ['Helm upgrade has started', false],
  ['Dependencies do not meet ready condition, retrying in 30s', false],
])('of Flux, by its old events: %s', (message, isOver) => {
  expect(isOvercome({ reason: 'info', message }, { reason: 'error', message: 'x' })).toBe(isOver);
});
