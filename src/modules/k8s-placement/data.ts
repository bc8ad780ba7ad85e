import type { DumpClock } from '../../kubernetes/objects/clock.ts';
import { allFailures } from '../../kubernetes/scheduling/place.ts';
import { versionText } from '../../kubernetes/scheduling/version.ts';
import type { Evaluation } from './evaluate.ts';
import { explain } from './explain.ts';
import type { Judged } from './findings.ts';
import type { PlacementObservations } from './model.ts';
import type { Refused } from './refused.ts';
import { survivalOf } from './survival.ts';

/** Groups told in full; nodes within each are whole up to this too. */
const nodesTold = 200;

/** The typed summary of the JSON report. */
export function dataOf(
  { objects, kinds, gaps }: PlacementObservations,
  clock: DumpClock,
  { evaluations, judged, groups: placementCount }: Refused,
): Record<string, unknown> {
  const version = evaluations[0]?.version;
  return {
    dump: {
      at: clock.at ?? null,
      provenance: clock.provenance,
      kubernetes: version === undefined ? null : versionText(version.version),
      kubernetesBecause: version?.because ?? null,
      kinds,
      missing: gaps.map(({ what }) => what),
    },
    placement: evaluations.map((one) => placementOf(one, judged)),
    placementCount,
    survival: survivalOf(objects).slice(0, nodesTold),
  };
}

function placementOf(evaluation: Evaluation, judged: readonly Judged[]): Record<string, unknown> {
  const { pod, pods, verdicts, cycle, answer, said, agrees } = evaluation;
  const own = judged.find((one) => one.evaluation === evaluation);
  return {
    pod: `${pod.namespace}/${pod.name}`,
    alike: pods.slice(1, 21).map((one) => `${one.namespace}/${one.name}`),
    podCount: pods.length,
    fits: verdicts.filter(({ failure }) => failure === undefined).length,
    refused: cycle.refused?.plugin ?? null,
    nodes: verdicts.slice(0, nodesTold).map(({ node, failure }) => {
      const all =
        failure === undefined || cycle.refused !== undefined
          ? [failure].flatMap((one) => one ?? [])
          : allFailures(cycle, node);
      const filters =
        all.some(({ plugin }) => plugin === failure?.plugin) || failure === undefined ? all : [failure, ...all];
      return {
        node: node.node.name,
        fits: failure === undefined,
        failsAt: failure?.plugin ?? null,
        filters: filters.map((one) => ({
          plugin: one.plugin,
          ok: false,
          reason: one.reasons.join(', '),
          detail: explain(one, node, cycle).because,
          never: explain(one, node, cycle).never === 'never',
        })),
      };
    }),
    message: { scheduler: said?.text ?? null, ours: answer.message ?? null, agrees: agrees ?? null },
    preemption: answer.preemption.candidates.slice(0, 20).map(({ node, victims }) => ({
      node,
      victims: victims.slice(0, 20).map(({ pod: victim }) => `${victim.namespace}/${victim.name}`),
    })),
    changes: (own?.openings ?? []).slice(0, 5).map(({ changes, opens }) => ({
      change: changes.map(({ says }) => says).join(' and '),
      command: changes.length === 1 ? (changes[0]?.command ?? null) : null,
      opens: opens.slice(0, 20),
    })),
  };
}
