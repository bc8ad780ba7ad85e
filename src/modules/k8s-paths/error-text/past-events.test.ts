import { expect, test } from 'vitest';
import { readErrorText } from './read-error-text.ts';

const attach = (age: string) =>
  `  Warning  FailedAttachVolume      ${age}   attachdetach-controller  Multi-Attach error for volume "pvc-1" Volume is already exclusively attached to one node and can't be attached to another\n`;
const attached =
  '  Normal   SuccessfulAttachVolume  55s   attachdetach-controller  AttachVolume.Attach succeeded for volume "pvc-1"\n';
const faults = (text: string) =>
  readErrorText(text).readings.filter(({ kind }) => kind === 'cause' || kind === 'state');

test('an event that a later one shows to be over is no fault', () => {
  expect(faults(attach('71s') + attached)).toEqual([]);
  expect(faults(attach('71s'))).toHaveLength(1);
});

test('one that came again after it is', () => {
  expect(faults(attached + attach('20s'))).toHaveLength(1);
});

test('what another pod went on with says nothing of this one', () => {
  const row = (age: string, type: string, reason: string, pod: string, message: string) =>
    `${age}   ${type}   ${reason}   pod/${pod}   ${message}\n`;
  const failed = row(
    '71s',
    'Warning',
    'FailedAttachVolume',
    'db-0',
    'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) db-1',
  );
  expect(
    faults(failed + row('5s', 'Normal', 'SuccessfulAttachVolume', 'web-0', 'AttachVolume.Attach succeeded')),
  ).toHaveLength(1);
});

const node = (reason: string, age: string, type = 'Normal') =>
  `  ${type}   ${reason}   ${age}   kubelet   Node w7 status is now: ${reason}\n`;

test('a node that is ready again is no fault, one that comes and goes is', () => {
  const rebooted = '  Warning  Rebooted   6m15s   kubelet   Node w7 has been rebooted, boot id: 7b1f\n';
  expect(faults(node('NodeNotReady', '9m7s') + rebooted + node('NodeReady', '6m15s'))).toEqual([]);
  expect(faults(node('NodeReady', '9m7s') + node('NodeNotReady', '6m15s'))).toHaveLength(1);
  expect(faults(node('NodeNotReady', '9m7s (x14 over 3h)') + node('NodeReady', '6m'))).toHaveLength(1);
});

test('an Ingress that its load balancer controller has done since is no fault', () => {
  const failed = (age: string) =>
    `  Warning  FailedBuildModel   ${age}   ingress   Failed build model due to ingress: shop/web: Service "api" not found\n`;
  const done = '  Normal   SuccessfullyReconciled   5s   ingress   Successfully reconciled\n';
  expect(faults(failed('9s (x14 over 52s)') + done)).toEqual([]);
  expect(faults(done + failed('2s'))).toHaveLength(1);
});
