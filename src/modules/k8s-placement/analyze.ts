import { type Check, found, passed, unchecked } from '../../core/check.ts';
import type { Finding } from '../../core/finding.ts';
import type { Analysis } from '../../core/module.ts';
import { shellWord } from '../../core/quote.ts';
import { clockOf } from '../../kubernetes/objects/clock.ts';
import { nothingAsked, verdictOfNothing } from '../../kubernetes/objects/nothing-asked.ts';
import type { Node } from '../../kubernetes/objects/types/node.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import { bypassedPods, evictions } from './bound.ts';
import { dataOf } from './data.ts';
import { Evaluator, groupAlike } from './evaluate.ts';
import type { PlacementObservations } from './model.ts';
import type { PlacementOptions } from './options.ts';
import { practiceFindings } from './practice/practice.ts';
import { claimInTheMaking, provisioningFindings } from './provisioning.ts';
import { judgeRefused } from './refused.ts';
import { saidOf, schedulingEvents } from './said.ts';
import { findingOfSentence, findingOfSentences } from './said-only.ts';
import { openSentences } from './sentences.ts';
import { survivalView } from './survival-view.ts';
import { unseenPods } from './unseen.ts';
import { viewsOf } from './views.ts';
import { askedFor, type Waiting, waitingPods } from './waiting.ts';
import { judgeWould } from './would-view.ts';

/** No pod that waits. */
const none: Waiting = { refused: [], unseen: [], elsewhere: [], gated: [] };

/** Pure: what becomes of every pod that waits, and why not. */
export function analyze(observations: PlacementObservations, options: PlacementOptions): Analysis {
  const { objects, kinds, sentences, toldNodes = [] } = observations;
  const clock = clockOf(objects, options.at);
  const events = schedulingEvents(objects);
  // Whoever asks for a manifest asks for nothing else that waits.
  const isOfManifest = observations.would.length > 0 && options.for === undefined;
  const waiting = isOfManifest ? none : waitingPods(objects, options, (pod) => saidOf(pod, events) !== undefined);
  const evaluator = new Evaluator(objects);
  const hasNodes = kinds['Node'] !== undefined;
  const refused = judgeRefused(hasNodes ? waiting.refused : [], evaluator, objects, options.limit);
  const would = hasNodes ? observations.would.map((pod) => judgeWould(pod, evaluator, objects)) : [];
  const asked = askedFor(objects, options);
  const binding = waiting.unseen.filter((pod) => claimInTheMaking(pod, objects) !== undefined);
  const silent = { ...waiting, unseen: waiting.unseen.filter((pod) => !binding.includes(pod)) };
  const unseen = unseenPods(silent, objects, clock);
  const provisioning = provisioningFindings([...refused.binding, ...binding], objects, clock);
  const isOfAll = options.for === undefined && options.namespace === undefined && !isOfManifest;
  const snapshot = evaluator.snapshot(evaluator.version.version);
  const findings: Finding[] = [
    ...refused.findings,
    ...would.flatMap(({ findings: own }) => own),
    ...provisioning.findings,
    ...unseen.findings,
    ...(hasNodes && !isOfManifest ? bypassedPods(snapshot, asked) : []),
    ...(isOfManifest ? [] : evictions(objects, clock, asked)),
    ...(hasNodes && isOfAll ? practiceFindings(objects, snapshot, clock) : []),
    ...(hasNodes ? [] : saidWithoutNodes(waiting.refused, events, toldNodes)),
    ...[...openSentences(sentences, isToldBy(objects, options)).values()].flatMap(
      (same) => findingOfSentences(same, toldNodes) ?? [],
    ),
  ];
  const checks = checksOf(observations, waiting.refused.length, findings, refused.hasDevices, options);
  return {
    findings,
    ...(!isOfAll && findings.length === 0 ? verdictOfNothing(checks, 'placement') : {}),
    ...(isOfManifest && hasNodes && findings.length === 0 ? { verdict: would.map(({ says }) => says).join(' ') } : {}),
    checks: [...checks, ...would.flatMap(({ checks }) => checks), ...unseen.checks, ...provisioning.checks],
    data: dataOf(observations, clock, refused),
    views: [
      ...would.map(({ view }) => view),
      ...viewsOf(refused.judged, options),
      ...survivalView(objects, kinds['Pod'] !== undefined),
    ],
  };
}

/**
 * Whether a sentence is none of its own: its pod is among the objects, which tell more and what became of it,
 * the same words stand in a condition, or somebody asked for other pods.
 */
function isToldBy(
  { pods }: PlacementObservations['objects'],
  { for: wanted, namespace }: PlacementOptions,
): (pod: { readonly name: string; readonly namespace: string } | undefined, text: string) => boolean {
  const name = wanted?.split('/').at(-1);
  const said = new Set(pods.flatMap(({ status }) => status?.conditions.flatMap(({ message }) => message ?? []) ?? []));
  return (pod, text) => {
    if (pod === undefined) return said.has(text);
    if (namespace !== undefined && pod.namespace !== '' && pod.namespace !== namespace) return true;
    const known = pods.find(
      (one) => one.name === pod.name && (pod.namespace === '' || one.namespace === pod.namespace),
    );
    if (known !== undefined) return true;
    return name !== undefined && pod.name !== name && !pod.name.startsWith(`${name}-`);
  };
}

function saidWithoutNodes(
  pods: readonly Pod[],
  events: ReturnType<typeof schedulingEvents>,
  nodes: readonly Node[],
): readonly Finding[] {
  return groupAlike(pods).flatMap((alike) => {
    const said = saidOf(alike[0], events);
    if (said === undefined) return [];
    const { text: sentence, evidence } = said;
    const names = alike.map(({ namespace, name }) => `${namespace}/${name}`);
    return findingOfSentence({ sentence, evidence: [evidence], pods: names, nodes, isOld: false }) ?? [];
  });
}

function checksOf(
  { kinds, gaps, objects, sentences, would }: PlacementObservations,
  refused: number,
  findings: readonly Finding[],
  hasDevices: boolean,
  { namespace, for: wanted }: PlacementOptions,
): Check[] {
  const names = [...new Set(findings.map(({ name }) => name))];
  const { Node: nodes, Pod: pods } = kinds;
  const isWhole = nodes !== undefined && pods !== undefined;
  const missing = gaps.map(({ what, text, refused: isRefused }) =>
    unchecked(what, text, isRefused ? `kubectl auth can-i list ${shellWord(what)} ${where(namespace)}` : undefined),
  );
  const looked = pods === undefined ? [] : objects.pods.filter(({ spec }) => spec?.nodeName !== undefined);
  const unseen = nothingAsked({
    objects: objects.pods,
    namespaces: objects.namespaces,
    namespace,
    wanted,
    what: 'pod',
  });
  const isOpen = pods !== undefined && names.length === 0 && sentences.length === 0 && would.length === 0;
  return [
    ...names.map(found),
    ...(unseen !== undefined && isOpen
      ? [unchecked('placement', unseen, namespace === undefined ? collect : 'kubectl get namespaces')]
      : []),
    ...(isWhole && refused === 0 && looked.length > 0 && unseen === undefined
      ? [passed('placement', [`${looked.length} pods on ${objects.nodes.length} nodes`])]
      : []),
    ...(nodes === undefined
      ? [unchecked('nodes', 'the input has no nodes: what keeps a pod from which node only they tell', collect)]
      : []),
    ...(pods === undefined ? [unchecked('pods', 'the input has no pods', collect)] : []),
    ...(hasDevices
      ? [
          unchecked(
            'devices',
            'resource claims (DRA) are allocated by the scheduler alone',
            'kubectl get resourceclaims -A',
          ),
        ]
      : []),
    ...(objects.schedulers ?? []).flatMap(({ name, unknown }) =>
      unknown.length === 0
        ? []
        : [
            unchecked(
              'profile',
              `profile ${name} filters by ${unknown.join(', ')} too, which only itself can run`,
              'kubectl get events -A --field-selector=reason=FailedScheduling',
            ),
          ],
    ),
    ...missing,
  ];
}

const collect = 'diag collect k8s-objects';

const where = (namespace: string | undefined): string =>
  namespace === undefined ? '-A' : `-n ${shellWord(namespace)}`;
