import type { Finding } from '../../core/finding.ts';
import type { Cell, PathStep, PathView, View } from '../../core/view.ts';
import { arrows, firstArrow } from './arrows.ts';
import type { FlowFacts } from './catalog/flow-code.ts';

/** Pictures of the first causes; the first stands on the first screen. */
const shown = 5;

/** Where each workload stopped: what is done, the broken arrow with its owner, what was not reached. */
export function viewsOf(findings: readonly Finding[]): View[] {
  return findings
    .filter(({ role }) => role === 'cause')
    .flatMap((finding) => viewOf(finding.facts as FlowFacts))
    .slice(0, shown)
    .map((view, i) => ({ ...view, id: i === 0 ? 'arrows' : `arrows-${i + 1}`, ...(i === 0 ? { asked: true } : {}) }));
}

/** What the first arrow starts at. */
function startOf(workload: string, kind: string): string {
  const [of = ''] = workload.split('/', 1);
  return of === '' ? kind : of;
}

function viewOf({ arrow, owner, workload: told, who, kind }: FlowFacts): View[] {
  if (arrow === 0 || kind === 'Node') return [];
  const workload = told === '/' ? '' : told;
  const first = firstArrow(workload);
  const path = arrows.filter(({ n }) => n >= first && (n > 1 || n === arrow));
  const state = (n: number): PathStep['state'] => (n < arrow ? 'done' : n === arrow ? 'stopped' : 'open');
  const start: PathStep = { label: startOf(workload, kind), state: 'done' };
  const steps = [start, ...path.map(({ n, makes }): PathStep => ({ label: makes, state: state(n) }))];
  return [
    {
      kind: 'path',
      id: 'arrows',
      title: `${workload === '' ? who : workload}: stopped at arrow ${arrow} of 12`,
      steps,
      owner,
      table: tableOf(steps, owner),
    },
  ];
}

function tableOf(steps: readonly PathStep[], owner: string): PathView['table'] {
  const part = (of: PathStep['state']): string =>
    steps
      .filter(({ state }) => state === of)
      .map(({ label }) => label)
      .join(' > ');
  const open = part('open');
  const rows: Cell[][] = [
    [{ text: 'done', tone: 'good' }, part('done')],
    [{ text: 'STOPPED', tone: 'bad' }, `${part('stopped')}${owner === '' ? '' : `  <- ${owner}`}`],
    ...(open === '' ? [] : [[{ text: 'not reached', tone: 'muted' as const }, open]]),
  ];
  return { columns: [{ label: '' }, { label: '' }], rows };
}
