import { describe, expect, test } from 'vitest';
import {
  podOf,
  recordedObjects,
  type Vector,
  vectorCluster,
  vectors,
  vectorVersions,
} from '../../../test/support/k8s-objects.ts';
import { answer } from './message.ts';
import { beginCycle, place } from './place.ts';
import { rulesOf } from './rules.ts';
import { snapshotOf } from './snapshot.ts';
import { parseVersion } from './version.ts';

/** What differs from what the real scheduler did with the probes of one cluster, and how many there were. */
function differences(vector: Vector, version: string): { wrong: string[]; plugins: string[]; probes: number } {
  const cluster = vectorCluster(vector);
  const rules = rulesOf(parseVersion(version) ?? { minor: 0, patch: 0 });
  const wrong: string[] = [];
  const plugins: string[] = [];
  for (const { pod, bound, message } of vector.probes) {
    const cycle = beginCycle(podOf(pod), snapshotOf(cluster.objects, rules));
    const verdicts = place(cycle);
    plugins.push(...verdicts.flatMap(({ failure }) => failure?.plugin ?? []));
    const fits = verdicts.filter(({ failure }) => failure === undefined).map(({ node }) => node.node.name);
    if (bound === undefined) {
      const ours = answer(cycle, verdicts).message;
      if (fits.length > 0 || ours !== message) wrong.push(`${message} | ${fits.join()} ${ours}`);
    } else {
      if (!fits.includes(bound)) wrong.push(`bound to ${bound} | ${fits.join()}`);
      cluster.add({ ...pod, kind: 'Pod', apiVersion: 'v1', spec: { ...pod.spec, nodeName: bound } }, 'vector');
    }
  }
  return { wrong, plugins, probes: vector.probes.length };
}

describe.skipIf(recordedObjects === undefined)('decisions of real schedulers (needs DIAG_K8S_OBJECTS)', () => {
  test.each(vectorVersions())('%s: the same nodes, and the same message to the letter', (version) => {
    const all = vectors(version).map((vector) => differences(vector, version));
    expect(all.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(all.reduce((sum, { probes }) => sum + probes, 0)).toBeGreaterThan(500);
    const hits = new Map<string, number>();
    for (const plugin of all.flatMap(({ plugins }) => plugins)) hits.set(plugin, (hits.get(plugin) ?? 0) + 1);
    expect([...hits].filter(([, count]) => count < 25)).toEqual([]);
    expect(hits.size).toBe(7);
  });
});
