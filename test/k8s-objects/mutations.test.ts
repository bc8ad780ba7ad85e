import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import type { FlowFacts } from '../../src/modules/k8s-flow/catalog/flow-code.ts';
import { causesOf, diagnose } from './diagnosis.ts';
import type { Fault } from './faults/fault.ts';
import { faultsOf } from './faults/faults.ts';
import { healthyCluster } from './healthy.ts';
import { lookAlikes } from './look-alikes.ts';
import type { RawCluster } from './raw-cluster.ts';
import { recordedClusters } from './recorded-cluster.ts';

/** 1.20 and 1.36 are recorded; 1.28 is between, with other texts. `npm run mutations` makes all of it, else a part. */
const isWhole = process.env['MODE'] === 'mutations';
const minors = isWhole ? [20, 28, 36] : [20, 36];
const everyPair = isWhole ? 1 : 6;
const everyRecorded = isWhole ? 1 : 4;

const said = (findings: readonly Finding[]): string[] =>
  causesOf(findings)
    .filter(({ severity }) => severity !== 'info')
    .map(({ name }) => name);

const flowSaid = (findings: readonly Finding[]): string[] => [...new Set(causesOf(findings).map(({ name }) => name))];

function expectRoot(c: RawCluster, fault: Fault): void {
  const { flow, place } = diagnose(c.json());
  expect({ flow: flowSaid(flow), place: said(place) }).toEqual({
    flow: [fault.flow],
    place: fault.place === undefined ? [] : [fault.place],
  });
  const facts = causesOf(flow)[0]?.facts as FlowFacts | undefined;
  expect(facts?.arrow).toBe(fault.arrow);
  expect(facts?.owner).toContain(fault.owner ?? '');
  expect(place.filter(({ role }) => role === 'remark').map(({ facts }) => facts)).toEqual([]);
}

describe.each(minors)('a healthy cluster of 1.%i', (minor) => {
  test('says nothing', () => {
    const { flow, place } = diagnose(healthyCluster(minor).json());
    expect([...flow, ...place].map(({ name }) => name)).toEqual([]);
  });

  test.each(faultsOf(minor).map((fault) => [fault.name, fault] as const))('with one fault: %s', (_, fault) => {
    const c = healthyCluster(minor);
    fault.apply(c, 'web');
    expectRoot(c, fault);
  });

  test.each(lookAlikes.filter(({ since = 0 }) => minor >= since).map((one) => [one.name, one] as const))(
    'that only looks ill: %s',
    (_, one) => {
      const c = healthyCluster(minor);
      one.apply(c);
      const { flow, place } = diagnose(c.json());
      expect([...causesOf(flow).map(({ name }) => name), ...said(place)]).toEqual([]);
    },
  );

  const single = faultsOf(minor).filter(({ whole }) => whole !== true);
  const pairs = single
    .map((a, i) => [a, single[(i * 7 + 13) % single.length] ?? a] as const)
    .filter((_, i) => i % everyPair === 0);
  test.each(
    pairs.filter(([a, b]) => a.flow !== b.flow && !touchSame(a, b)).map(([a, b]) => [a.name, b.name, a, b] as const),
  )('with two: %s; %s', (_a, _b, a, b) => {
    const c = healthyCluster(minor);
    a.apply(c, 'web');
    b.apply(c, 'api');
    expect(flowSaid(diagnose(c.json()).flow).toSorted()).toEqual([a.flow, b.flow].toSorted());
  });
});

/** Two that both write the same object of the cluster: a webhook, the nodes. */
const touchSame = (a: Fault, b: Fault): boolean => [a, b].every(({ place }) => place !== undefined);

describe.each(recordedClusters())('recorded %s', (_, make) => {
  test('is healthy', () => {
    const { flow, place } = diagnose(make().json());
    expect([...causesOf(flow).map(({ name }) => name), ...said(place)]).toEqual([]);
  });

  // The scheduler's messages of the others count the four nodes of the cluster made here.
  const own = faultsOf(make().minor).filter(
    ({ whole, place, arrow }, i) => whole !== true && place === undefined && arrow !== 12 && i % everyRecorded === 0,
  );
  test.each(own.map((fault) => [fault.name, fault] as const))('with one fault: %s', (_name, fault) => {
    const c = make();
    fault.apply(c, 'web');
    expectRoot(c, fault);
  });
});
