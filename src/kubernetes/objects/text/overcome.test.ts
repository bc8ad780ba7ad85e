import { expect, test } from 'vitest';
import { isOvercome } from './overcome.ts';

test.each([
  ['SuccessfulAttachVolume', 'FailedAttachVolume'],
  ['Started', 'FailedMount'],
  ['EnsuredLoadBalancer', 'SyncLoadBalancerFailed'],
  ['IPAllocated', 'AllocationFailed'],
  ['SuccessfullyReconciled', 'FailedBuildModel'],
  ['SuccessfulRescale', 'FailedGetResourceMetric'],
  ['UpgradeSucceeded', 'UpgradeFailed'],
  ['ProvisioningSucceeded', 'ProvisioningFailed'],
])('%s ends %s', (done, failed) => {
  expect(isOvercome(done, failed)).toBe(true);
});

test.each([
  ['Scheduled', 'FailedMount'],
  ['Started', 'BackOff'],
  ['Started', 'Unhealthy'],
  ['SuccessfulCreate', 'FailedCreate'],
  ['Pulling', 'Failed'],
])('%s does not end %s', (done, failed) => {
  expect(isOvercome(done, failed)).toBe(false);
});
