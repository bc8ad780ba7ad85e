import type { Finding } from '../../core/finding.ts';
import type { Cell, View } from '../../core/view.ts';
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

function viewOf({ arrow, owner, workload, who, kind }: FlowFacts): View[] {
  if (arrow === 0 || kind === 'Node') return [];
  const path = arrows.filter(
    ({ n }) => n >= firstArrow(workload) && (n > 2 || workload.startsWith('Deployment/') || n === arrow),
  );
  const part = (n: (at: number) => boolean): string =>
    path
      .filter((one) => n(one.n))
      .map(({ makes }) => makes)
      .join(' > ');
  const done = part((n) => n < arrow);
  const open = part((n) => n > arrow);
  const at = arrows.find(({ n }) => n === arrow)?.makes ?? '';
  const rows: Cell[][] = [
    ...(done === '' ? [] : [[{ text: 'done', tone: 'good' as const }, done]]),
    [{ text: 'STOPPED', tone: 'bad' }, `${at}${owner === '' ? '' : `  <- ${owner}`}`],
    ...(open === '' ? [] : [[{ text: 'not reached', tone: 'muted' as const }, open]]),
  ];
  return [
    {
      kind: 'table',
      id: 'arrows',
      title: `${/^\/?$/.test(workload) ? who : workload}: stopped at arrow ${arrow} of 12`,
      columns: [{ label: '' }, { label: '' }],
      rows,
    },
  ];
}
