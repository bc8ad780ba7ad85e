import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { analyze } from './analyze.ts';
import type { HealthObservations } from './model.ts';
import { merge } from './observe.ts';
import { readRecording } from './recorded/stream.ts';

/** What a real control plane of 1.20 answered while it was broken on purpose. */
const folder = new URL('../../../fixtures/k8s-health/', import.meta.url);
const read = (name: string): HealthObservations => ({
  inputs: [],
  nodes: readRecording(readFileSync(new URL(name, folder), 'utf8'), name)?.nodes ?? [],
});
const namesOf = (name: string) => {
  const told = analyze(read(name)).findings.filter(({ severity }) => severity !== 'info');
  const part = (root: boolean) =>
    told.filter(({ consequenceOf }) => (consequenceOf === undefined) === root).map((one) => one.name);
  return { roots: part(true), consequences: part(false) };
};

const expected: Readonly<Record<string, { roots: string[]; consequences?: string[] }>> = {
  healthy: { roots: [] },
  'etcd-stop-early': { roots: ['etcd-down'], consequences: ['apiserver-etcd-unreachable'] },
  'etcd-stop': { roots: ['etcd-down'], consequences: ['apiserver-etcd-unreachable'] },
  'etcd-freeze': { roots: ['etcd-no-answer'], consequences: ['apiserver-etcd-unreachable', 'controller-manager-down'] },
  'etcd-nospace': { roots: ['etcd-nospace'], consequences: ['scheduler-down'] },
  'apiserver-freeze': { roots: ['apiserver-no-answer'], consequences: ['controller-manager-down', 'scheduler-down'] },
  'apiserver-stop-early': { roots: ['apiserver-down'] },
  'apiserver-stop': { roots: ['apiserver-down'] },
  'scheduler-stop': { roots: ['scheduler-down'] },
  'kcm-stop': { roots: ['controller-manager-down'] },
  'kubelet-stop': { roots: ['kubelet-down'] },
  'containerd-stop': { roots: ['runtime-down'] },
  'kubeproxy-stop': { roots: ['kube-proxy-down'] },
  'kubeproxy-late': { roots: ['kube-proxy-late'] },
  'cert-expired-server-apiserver': {
    roots: ['cert-expired'],
    consequences: ['controller-manager-down', 'scheduler-down'],
  },
  'cert-expired-server-etcd': {
    roots: ['cert-expired'],
    consequences: ['apiserver-etcd-unreachable', 'controller-manager-down'],
  },
  'wrong-san-apiserver': { roots: ['cert-san-missing'] },
  'wrong-san-etcd': {
    roots: ['cert-san-missing'],
    consequences: ['apiserver-etcd-unreachable', 'controller-manager-down', 'scheduler-down'],
  },
};

test('every recording has its expectation', () => {
  expect(
    readdirSync(folder)
      .map((name) => name.replace('.txt', ''))
      .toSorted(),
  ).toEqual(Object.keys(expected).toSorted());
});

test.each(Object.entries(expected))('%s', (name, { roots, consequences = [] }) => {
  const named = namesOf(`${name}.txt`);
  expect(named.roots).toEqual(roots);
  expect(named.consequences.toSorted()).toEqual(consequences);
});

test('three nodes make one picture: the member that is down, the quorum that still holds', () => {
  const asHost = (file: string, host: string): HealthObservations => {
    const { nodes } = read(file);
    return { inputs: [], nodes: nodes.map((node) => ({ ...node, host })) };
  };
  const all = [asHost('healthy.txt', 'cp-1'), asHost('healthy.txt', 'cp-2'), asHost('etcd-stop.txt', 'cp-3')].reduce(
    merge,
  );
  const { findings } = analyze(all);
  const down = findings.find(({ name }) => name === 'etcd-down');
  expect(down?.facts).toMatchObject({ concerns: [{ host: 'cp-3' }] });
  expect(findings.find(({ name }) => name === 'etcd-quorum-at-risk')?.title).toContain('1 of 3 members is down: cp-3');
});
