import { expect, test } from 'vitest';
import { defineCode, type Occurrence } from './code.ts';
import type { Confidence, Severity } from './finding.ts';
import { causeDepth, orderByCause } from './root-cause.ts';

const finding = (name: string, severity: Severity, confidence: Confidence, consequenceOf?: string) => {
  const occurrence: Occurrence = {
    confidence,
    evidence: [{ source: 'test', text: name }],
    ...(consequenceOf === undefined ? {} : { consequenceOf }),
  };
  return defineCode({ code: 'T100', name, severity, summary: 'A test.', title: () => name })({}, occurrence);
};

test('roots come by severity and confidence, each before its consequences', () => {
  const findings = [
    finding('pods-pending', 'critical', 'likely', 'apiserver-down'),
    finding('clock-skew', 'warning', 'proven'),
    finding('apiserver-down', 'critical', 'proven', 'etcd-down'),
    finding('etcd-down', 'critical', 'likely'),
    finding('disk-full', 'critical', 'proven'),
  ];
  const ordered = orderByCause(findings);
  expect(ordered.map(({ name }) => name)).toEqual([
    'disk-full',
    'etcd-down',
    'apiserver-down',
    'pods-pending',
    'clock-skew',
  ]);
  expect(ordered.map((one) => causeDepth(one, ordered))).toEqual([0, 0, 1, 2, 0]);
});

test('what was asked for comes before what was found beside it', () => {
  const findings = [finding('disk-full', 'critical', 'proven'), finding('pods-pending', 'warning', 'possible')];
  expect(orderByCause(findings, new Set(['pods-pending'])).map(({ name }) => name)).toEqual([
    'pods-pending',
    'disk-full',
  ]);
});

test('a consequence whose cause was left out is a root', () => {
  const [only] = orderByCause([finding('pods-pending', 'info', 'possible', 'not-here')]);
  expect(only?.name).toBe('pods-pending');
});

test('findings that name each other as cause are shown all the same', () => {
  const first = finding('a', 'info', 'possible', 'b');
  const loop = [first, finding('b', 'info', 'possible', 'a')];
  expect(orderByCause(loop)).toHaveLength(2);
  expect(causeDepth(first, loop)).toBeLessThanOrEqual(loop.length);
});
