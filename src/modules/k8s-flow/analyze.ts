import { type Check, found, passed, unchecked } from '../../core/check.ts';
import type { Finding } from '../../core/finding.ts';
import type { Analysis } from '../../core/module.ts';
import { shellWord } from '../../core/quote.ts';
import { nothingAsked, verdictOfNothing } from '../../kubernetes/objects/nothing-asked.ts';
import { textFormat } from '../../kubernetes/objects/reader.ts';
import { isKind } from '../../kubernetes/objects/text/kinds.ts';
import type { Meta } from '../../kubernetes/objects/types/meta.ts';
import { dataOf } from './data.ts';
import { findingsOf } from './findings.ts';
import { Cluster } from './infer/cluster.ts';
import { refOf, type Stop } from './infer/stop.ts';
import { stopsOf } from './infer/stops.ts';
import { unknownRows } from './infer/table-rows.ts';
import { lineStops } from './infer/told-lines.ts';
import { isUntold } from './infer/workloads.ts';
import { withLastWords } from './last-words.ts';
import type { FlowObservations } from './model.ts';
import type { FlowOptions } from './options.ts';
import { viewsOf } from './views.ts';

/** Pure: at which arrow each workload stopped, and who has to act. */
export function analyze(observations: FlowObservations, options: FlowOptions): Analysis {
  const cluster = new Cluster(observations.objects, observations.kinds, options.at);
  const findings = withLastWords(
    findingsOf(
      toldOnce(stopsOf(cluster), lineStops(observations.told ?? [])).filter((stop) => isAskedFor(stop, options)),
      dumpsOf(observations),
      cluster,
    ),
    observations.lastWords ?? [],
    observations.objects.pods,
  );
  const checks = checksOf(observations, cluster, findings, options);
  return {
    findings,
    ...(isNarrow(options) && findings.length === 0 ? verdictOfNothing(checks, 'workloads') : {}),
    checks,
    data: dataOf(cluster, observations, findings),
    views: viewsOf(findings),
  };
}

/** A condition and an event of the same fault say one thing. */
const toldOnce = (stops: readonly Stop[], lines: readonly Stop[]): readonly Stop[] => [
  ...stops,
  ...lines.filter(({ subject }) => !stops.some((one) => one.code === 'toldFault' && one.subject === subject)),
];

const isNarrow = ({ for: wanted, namespace }: FlowOptions): boolean => wanted !== undefined || namespace !== undefined;

/** Inputs that a scheduler's view can be made of: pods and nodes, as objects. */
const dumpsOf = ({ inputs, kinds }: FlowObservations): readonly string[] =>
  kinds['Pod'] === undefined || kinds['Node'] === undefined
    ? []
    : inputs
        .filter(({ format }) => format !== textFormat)
        .map(({ source }) => (source.startsWith('https://') ? '--live' : source));

function isAskedFor(stop: Stop, { for: wanted, namespace }: FlowOptions): boolean {
  if (namespace !== undefined && stop.namespace !== namespace && stop.namespace !== '') return false;
  if (wanted === undefined) return true;
  const [kind, name] = wanted.includes('/') ? wanted.split('/', 2) : [undefined, wanted];
  const isNamed = (ref: string): boolean => {
    const [ofKind = '', ofName = ''] = ref.split('/', 2);
    return ofName === name && (kind === undefined || isKind(ofKind, kind));
  };
  // A node or a component that is down keeps the workload from running too.
  return (
    isNamed(`${stop.kind}/${stop.name}`) ||
    isNamed(stop.workload) ||
    stop.kind === 'Node' ||
    stop.owner.startsWith('kube-')
  );
}

function checksOf(
  { kinds, gaps, objects }: FlowObservations,
  cluster: Cluster,
  findings: readonly Finding[],
  { namespace, for: wanted }: FlowOptions,
): Check[] {
  const names = [...new Set(findings.map(({ name }) => name))];
  const whole = (kind: string): readonly string[] => {
    const count = kinds[kind] ?? 0;
    return count === 0 ? [] : [`${count} ${kind}${count === 1 ? '' : 's'}`];
  };
  const looked = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'Pod'].flatMap(whole);
  const isFound = (...some: string[]): boolean => some.some((name) => names.includes(name));
  const component = (id: string, lease: string): Check[] => {
    if (isFound(id)) return [];
    const state = cluster.lease('kube-system', lease);
    if (state === 'alive') return [passed(id, [`lease kube-system/${lease}`])];
    return looked.length === 0
      ? []
      : [
          unchecked(
            id,
            `the input has no lease of ${lease} that tells whether it acts`,
            `kubectl get lease ${lease} -n kube-system -o yaml`,
          ),
        ];
  };
  const unseen = nothingAsked({
    objects: [...objects.workloads, ...objects.pods, ...objects.services],
    namespaces: objects.namespaces,
    namespace,
    // A node or a claim is looked at with what it keeps from running.
    wanted: [...objects.nodes, ...objects.claims].some(({ name }) => wanted?.split('/').at(-1) === name)
      ? undefined
      : wanted,
    what: 'workload, pod or Service',
  });
  const open = objects.workloads.find((one) => isUntold(one, cluster));
  const isText = [...objects.pods, ...objects.nodes, ...objects.events].some(({ from }) => from !== 'object');
  return [
    ...names.map(found),
    ...(looked.length > 0 && names.length === 0 && unseen === undefined && open === undefined
      ? [passed('workloads', looked)]
      : []),
    ...untoldCheck(open, namespace),
    // A node that is down is told beside a name that is nowhere: it does not stand for it.
    ...(unseen !== undefined && (names.length === 0 || wanted !== undefined) && !(isText && namespace === undefined)
      ? [
          unchecked(
            'workloads',
            unseen,
            namespace === undefined ? 'diag collect k8s-objects' : 'kubectl get namespaces',
          ),
        ]
      : []),
    ...(isText
      ? [
          unchecked(
            'causes',
            'a text shows states and events of the last hour, not the objects',
            'diag collect k8s-objects',
          ),
        ]
      : []),
    ...component('controller-manager-silent', 'kube-controller-manager'),
    ...component('scheduler-silent', 'kube-scheduler'),
    ...((kinds['Service'] ?? 0) > 0 &&
    unseen === undefined &&
    !isFound('service-selects-nothing', 'no-ready-endpoint', 'service-port-unnamed')
      ? [
          cluster.holds('Pod')
            ? passed('services', whole('Service'))
            : unchecked(
                'services',
                'the input has no pods: whether a Service leads to one only they tell',
                `kubectl get services,endpointslices,pods ${where(namespace)} -o yaml`,
              ),
        ]
      : []),
    ...unknownRows(cluster)
      .slice(0, 1)
      .map((pod) =>
        unchecked(
          'states',
          `what STATUS ${pod.shown} of pod ${pod.name} means is not known`,
          `kubectl describe pod ${shellWord(pod.name)}${pod.namespace === '' ? '' : ` -n ${shellWord(pod.namespace)}`}`,
        ),
      ),
    ...gaps.map(({ what, text, refused }) =>
      unchecked(
        what,
        text,
        refused === true ? `kubectl auth can-i list ${shellWord(what)} ${where(namespace)}` : undefined,
      ),
    ),
  ];
}

/** Events tell of a refusal; an input of workloads alone does not have them. */
const untoldCheck = (open: Meta | undefined, namespace: string | undefined): readonly Check[] =>
  open === undefined
    ? []
    : [
        unchecked(
          'workloads',
          `${open.kind} ${refOf(open.namespace, open.name)} lacks pods, and the input has no events: why only they tell`,
          `kubectl get events ${where(open.namespace || namespace)} -o yaml`,
        ),
      ];

const where = (namespace: string | undefined): string =>
  namespace === undefined ? '-A' : `-n ${shellWord(namespace)}`;
