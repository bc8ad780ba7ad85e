import { expect, test } from 'vitest';
import { combine } from './combine.ts';
import type { Finding } from './finding.ts';
import type { Report } from './report.ts';

const finding = (code: string, line: number, text: string): Finding => ({
  ...{ code, name: code, severity: 'warning', role: 'cause', confidence: 'proven', title: code, why: '', facts: {} },
  ...{ evidence: [{ source: 'a.log', line, text }], rulesOut: [], next: [], fixes: [], docs: [] },
});

const report = (module: string, one: Finding): Report => ({
  ...{ schemaVersion: '1.0', tool: { name: 'diag', version: '0' }, module, generatedAt: '2026-03-10T10:00:00Z' },
  ...{ inputs: [], verdict: { title: one.title }, findings: [one], checks: [], data: {}, exitCode: 1 },
  ...{ summary: { critical: 0, warning: 1, info: 0, unchecked: 0, passed: 0, suppressed: 0, remarks: 0 } },
  ...{ views: [], files: [] },
});

const refused = (time: string, to: string) => `${time} dial tcp ${to}: connect: connection refused by the other side`;
const told = (a: string, b: string) =>
  combine(
    [report('one', finding('CAUSE', 1, a)), report('two', finding('GENERAL', 2, b))],
    [],
    'warning',
    new Map([['GENERAL', 'state']]),
  ).findings.map(({ code }) => code);

test('a general finding goes where another module knows the cause of the same message of another time', () => {
  expect(told(refused('10:00:01', '10.0.0.4:2379'), refused('10:00:02', '10.0.0.4:2379'))).toEqual(['CAUSE']);
  expect(
    told(refused('10:00:01', '10.0.0.7:53422->10.0.0.4:2379'), refused('10:00:02', '10.0.0.7:53424->10.0.0.4:2379')),
  ).toEqual(['CAUSE']);
});

test('a line of source code is no address', () => {
  const text = (at: string) => `E0310 10:00:00.000000 1 ${at}] no connection to the container runtime could be made`;
  expect(told(text('kubelet.go:2345'), text('kubelet.go:2361'))).toEqual(['CAUSE']);
});

test.each([
  ['10.0.0.4:2379', '10.0.0.9:6443'],
  ['10.0.0.4:2379', '10.0.0.5:2379'],
  ['[fd00::4]:2379', '[fd00::5]:2379'],
  ['etcd-1:2379', 'etcd-2:2379'],
  ['https://etcd1.example.com/health', 'https://etcd2.example.com/health'],
])('the same words about %s and %s are two faults', (a, b) => {
  expect(told(refused('10:00:01', a), refused('10:00:02', b))).toEqual(['CAUSE', 'GENERAL']);
});

test('what a line of the log beside a finding is known to mean is told as well, a guess at it is not', () => {
  const log = 'Listen: listen tcp :53: bind: permission denied';
  const pod = { ...finding('CAUSE', 1, 'CrashLoopBackOff'), confidence: 'likely' as const };
  const crash: Finding = {
    ...pod,
    evidence: [...pod.evidence, { source: 'a.log', line: 2, text: `its log: ${log}` }],
  };
  const beside = (confidence: Finding['confidence']) =>
    combine(
      [report('one', crash), report('two', { ...finding('GENERAL', 2, log), confidence })],
      [],
      'warning',
      new Map([['GENERAL', true]]),
    ).findings.map(({ code }) => code);
  expect(beside('likely')).toEqual(['CAUSE', 'GENERAL']);
  expect(beside('possible')).toEqual(['CAUSE']);
});
