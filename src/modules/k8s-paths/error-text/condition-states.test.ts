import { expect, test } from 'vitest';
import { readErrorText } from './read-error-text.ts';

const page = (...conditions: readonly (readonly [string, string, string])[]): string =>
  [
    'Name:         shop-cert',
    'Namespace:    shop',
    'Labels:       <none>',
    'Annotations:  <none>',
    'API Version:  cert-manager.io/v1',
    'Kind:         Certificate',
    'Spec:',
    '  Issuer Ref:',
    '    Kind:       Issuer',
    '    Name:       ca',
    'Status:',
    '  Conditions:',
    ...conditions.flatMap(([type, status, message]) => [
      '    Last Transition Time:  2026-03-02T10:00:00Z',
      `    Message:               ${message}`,
      `    Status:                ${status}`,
      `    Type:                  ${type}`,
    ]),
    'Events:  <none>',
  ].join('\n');

const said = (text: string): readonly string[] => readErrorText(text).readings.map(({ says }) => says);

test('a condition that is not as it should be is told once per object', () => {
  const text = page(['Available', 'False', 'its Secret is away'], ['Ready', 'False', 'its Secret is away']);
  expect(said(text)).toEqual(['Certificate shop-cert reports the condition Available as False: its Secret is away.']);
  expect(said(page(['Degraded', 'True', 'two of three are away']))).toHaveLength(1);
});

test('conditions of what is well, and of what nobody can judge, are no fault', () => {
  const well = page(['Degraded', 'False', 'all is there'], ['Ready', 'True', 'issued'], ['Issuing', 'True', 'renewal']);
  expect(readErrorText(well)).toMatchObject({ recognized: true, readings: [] });
  expect(readErrorText(well).coverage.understood).toBeGreaterThanOrEqual(8);
});

test.each([
  ['NAME        READY   SECRET   AGE\nshop-cert   False   shop     44m', 1],
  ['NAME        READY   SECRET   AGE\nshop-cert   True    shop     44m', 0],
  ['NAMESPACE   NAME   READY   STATUS              AGE\nshop        app    False   apply was refused   44m', 1],
  ['NAME        READY   SYNCED   AGE\nbucket      True    False    44m', 0],
  ['NAME        READY   STATUS    AGE\nweb-1       1/1     Running   44m', 0],
])('a READY column of True and False: %s', (table, count) => {
  expect(said(table).filter((words) => words.includes('condition Ready'))).toHaveLength(count);
});

test('a condition that holds of a node that is well, and one that nobody knows', () => {
  const page = (type: string) =>
    readErrorText(
      [
        'Conditions:',
        '  Type             Status  LastHeartbeatTime                 LastTransitionTime                Reason            Message',
        '  ----             ------  -----------------                 ------------------                ------            -------',
        `  ${type.padEnd(16)} True    Mon, 01 Jan 2024 00:00:00 +0000   Mon, 01 Jan 2024 00:00:00 +0000   SomeReason        some words`,
        '  Ready            True    Mon, 01 Jan 2024 00:00:00 +0000   Mon, 01 Jan 2024 00:00:00 +0000   KubeletReady      kubelet is posting ready status',
      ].join('\n'),
    ).readings.map(({ confidence }) => confidence);
  expect(page('EtcdIsVoter')).toEqual([]);
  expect(page('ReadonlyFilesystem')).toEqual(['likely']);
  expect(page('Frobnicated')).toEqual(['possible']);
});
