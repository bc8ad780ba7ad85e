import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { programs } from './control-plane.ts';
import { tryFix } from './fix-tried.ts';
import { Lab } from './lab.ts';
import { dump, live, pages, type Root, rootsOf } from './seen.ts';
import type { State } from './state.ts';
import { healthyStates } from './states/healthy.ts';
import { making } from './states/making.ts';
import { placing } from './states/placing.ts';
import { runningStates } from './states/running.ts';
import { serving } from './states/serving.ts';
import { volumes } from './states/volumes.ts';

const states = [...making, ...placing, ...volumes, ...runningStates, ...serving, ...healthyStates];

/** Where to write what was seen. */
const recordTo = process.env['DIAG_RECORD'];

describe('objects of a real control plane (npm run test:real-k8s, with REALK8S)', () => {
  const lab = new Lab();
  beforeAll(async () => {
    programs.up();
    const controlPlane = { 'node-role.kubernetes.io/control-plane': '' };
    const taints = [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }];
    await lab.nodes.add('cp-1', { labels: controlPlane, taints });
    for (const [name, zone] of [
      ['w1', 'a'],
      ['w2', 'a'],
      ['w3', 'b'],
    ] as const)
      await lab.nodes.add(name, { labels: { 'topology.kubernetes.io/zone': zone } });
    if (recordTo !== undefined) mkdirSync(recordTo, { recursive: true });
  }, 400_000);
  afterAll(async () => {
    for (const name of ['cp-1', 'w1', 'w2', 'w3']) await lab.nodes.remove(name);
    lab.nodes.end();
    programs.down();
  }, 100_000);
  afterEach(async () => {
    await lab.end();
    await lab.nodes.heal(['w1', 'w2', 'w3']);
  }, 100_000);

  test.each(states.map((state, i) => [state.name, state, `lab-${i}`] as const))(
    '%s',
    async (name, { make, flow, place = [], stops }, ns) => {
      await lab.begin(ns);
      if (stops !== undefined) await lab.settled();
      if (stops !== undefined) programs.stop(stops);
      try {
        await make(lab);
        const json = await dump('json');
        const text = await pages(ns);
        const seen = {
          flow: await rootsOf('k8s-flow', live),
          place: await rootsOf('k8s-placement', live),
          flowOfDump: await rootsOf('k8s-flow', ['-'], json),
          placeOfDump: await rootsOf('k8s-placement', ['-'], json),
          flowOfYaml: await rootsOf('k8s-flow', ['-'], await dump('yaml')),
          flowOfPages: await rootsOf('k8s-flow', ['-'], text),
        };
        if (recordTo !== undefined) {
          writeFileSync(join(recordTo, `${ns}.json`), json);
          writeFileSync(join(recordTo, `${ns}.txt`), text);
          writeFileSync(
            join(recordTo, `${ns}.seen.json`),
            JSON.stringify({ name, expected: { flow, place }, seen }, null, 1),
          );
        }
        expect(textsOf(seen.flow, flow)).toEqual(flow);
        expect(namesOf(seen.place, place)).toEqual(place);
        expect([seen.flowOfDump, seen.flowOfYaml].map((one) => textsOf(one, flow))).toEqual([flow, flow]);
        expect(namesOf(seen.placeOfDump, place)).toEqual(place);
        expectNoMore(seen.flowOfPages, seen.flowOfDump);
        for (const { fixes } of [...seen.flow, ...seen.place]) for (const fix of fixes.slice(0, 1)) await tryFix(fix);
      } finally {
        if (stops !== undefined) programs.start(stops);
      }
    },
    200_000,
  );
});

const wanted = ({ severity, name }: Root, expected: readonly string[]): boolean =>
  severity !== 'info' || expected.some((one) => one.startsWith(name));

const textsOf = (roots: readonly Root[], expected: State['flow']): readonly string[] =>
  roots.filter((one) => wanted(one, expected)).map(({ text }) => text);

const namesOf = (roots: readonly Root[], expected: readonly string[]): readonly string[] =>
  roots.filter((one) => wanted(one, expected)).map(({ name }) => name);

const surer = ['possible', 'likely', 'proven'];

const arrowOf = ({ text }: Root): string => text.split(' ')[1] ?? '';

/** Pages and tables hold less than objects: what they tell is the same or vaguer, and never surer. */
function expectNoMore(told: readonly Root[], whole: readonly Root[]): void {
  for (const one of told.filter(({ severity }) => severity !== 'info')) {
    const same = whole.filter((other) => arrowOf(other) === arrowOf(one));
    const bound = Math.max(0, ...same.map(({ confidence }) => surer.indexOf(confidence)));
    expect([one.text, surer.indexOf(one.confidence) <= bound]).toEqual([one.text, true]);
  }
}
