import type { Cell, TableView, View } from '../../core/view.ts';
import { plugins } from '../../kubernetes/scheduling/failure.ts';
import { allFailures } from '../../kubernetes/scheduling/place.ts';
import type { Evaluation } from './evaluate.ts';
import { explain } from './explain.ts';
import type { Judged } from './findings.ts';
import type { PlacementOptions } from './options.ts';

/** More nodes than this are shown by reason. */
const nodesShown = 20;
const groupsShown = 5;
/** The picture of so many rows fits the first screen beside the finding. */
const firstScreenRows = 7;

const columns: TableView['columns'] = [
  { label: 'node' },
  { label: 'fails at' },
  { label: 'because' },
  { label: 'never?' },
];

/** A table a group of pods that fit nowhere: every node, and why not. */
export function viewsOf(judged: readonly Judged[], { node, limit }: PlacementOptions): View[] {
  return judged
    .slice(0, Math.min(groupsShown, limit))
    .flatMap((one, i) => [placementView(one, i), ...(node === undefined ? [] : filterView(one.evaluation, node, i))]);
}

const said = ({ agrees }: Evaluation): string =>
  agrees === undefined
    ? 'no message of the scheduler'
    : agrees
      ? 'the scheduler says the same'
      : 'THE SCHEDULER SAYS OTHERWISE';

/** A table of all nodes, each with the first filter that fails. */
export function placementView({ evaluation, openings }: Pick<Judged, 'evaluation' | 'openings'>, i: number): TableView {
  const { pods, pod, verdicts } = evaluation;
  const more = pods.length > 1 ? ` and ${pods.length - 1} like it` : '';
  const fits = verdicts.filter(({ failure }) => failure === undefined).length;
  const best = openings[0];
  const change = best?.changes.map(({ says }) => says).join(' and ');
  const rows =
    verdicts.length > nodesShown ? byReason(evaluation) : verdicts.map((verdict) => rowOf(verdict, evaluation));
  return {
    kind: 'table',
    id: i === 0 ? 'placement' : `placement-${i + 1}`,
    ...(i === 0 && rows.length <= firstScreenRows ? { asked: true } : {}),
    title: `${pod.namespace}/${pod.name}${more}   ${fits} of ${verdicts.length} nodes fit   (${said(evaluation)})`,
    columns,
    rows,
    ...(best === undefined
      ? {}
      : {
          note: `Smallest change: ${change} -> ${best.opens.length} ${best.opens.length === 1 ? 'node fits' : 'nodes fit'} (checked: all ${plugins.length - evaluation.cycle.snapshot.rules.off.size} filters)`,
        }),
  };
}

function rowOf({ node, failure }: Evaluation['verdicts'][number], { cycle }: Evaluation): Cell[] {
  if (failure === undefined) return [node.node.name, { text: 'fits', tone: 'good' }, '', ''];
  const { because, never } = explain(failure, node, cycle);
  return [node.node.name, failure.plugin, because, { text: never, tone: never === 'never' ? 'bad' : 'muted' }];
}

/** Three names and a count for each plugin and reason. */
function byReason({ verdicts, cycle }: Evaluation): Cell[][] {
  const groups = new Map<string, { names: string[]; row: Cell[] }>();
  for (const { node, failure } of verdicts) {
    const { because, never } = failure === undefined ? { because: '', never: '' } : explain(failure, node, cycle);
    const plugin = failure?.plugin ?? 'fits';
    // Amounts differ from node to node: they are one reason.
    const key = `${plugin} ${because.replace(/\d[\d.]*\S*/g, '#').replace(node.node.name, '')}`;
    const group = groups.get(key) ?? { names: [], row: ['', plugin, because, never] };
    group.names.push(node.node.name);
    groups.set(key, group);
  }
  return [...groups.values()]
    .toSorted((a, b) => b.names.length - a.names.length)
    .slice(0, nodesShown)
    .map(({ names, row }) => [
      names.length > 3 ? `${names.slice(0, 3).join(', ')} … (${names.length})` : names.join(', '),
      ...row.slice(1),
    ]);
}

/** One node through every filter. */
function filterView({ cycle, pod }: Evaluation, name: string, i: number): View[] {
  const node = cycle.snapshot.nodes.find((one) => one.node.name === name);
  if (node === undefined) return [];
  const failures = cycle.refused === undefined ? allFailures(cycle, node) : [cycle.refused];
  const rows = plugins.map((plugin): Cell[] => {
    const failure = failures.find((one) => one.plugin === plugin);
    if (cycle.snapshot.rules.off.has(plugin)) return [plugin, { text: 'off', tone: 'muted' }, '', ''];
    if (failure === undefined) return [plugin, { text: 'passes', tone: 'good' }, '', ''];
    const { because, never } = explain(failure, node, cycle);
    return [plugin, { text: 'fails', tone: 'bad' }, because, never];
  });
  return [
    {
      kind: 'table',
      asked: true,
      id: i === 0 ? 'filters' : `filters-${i + 1}`,
      title: `${pod.namespace}/${pod.name} on ${name}: every filter`,
      columns: [{ label: 'filter' }, { label: 'result' }, { label: 'because' }, { label: 'never?' }],
      rows,
    },
  ];
}
