import type { Part } from '../../../kubernetes/messages/part.ts';
import type { ContainerRow } from '../../../kubernetes/tables/rows.ts';
import { partOf } from '../rules/rule.ts';
import type { Seen, Trouble } from './trouble.ts';
import type { PlainLine } from './unwrap.ts';

/** Containers that always run; others, such as those of jobs and of preparation, end when they are done. */
const lasting =
  /^(?:kube-(?:apiserver|controller-manager|scheduler|proxy|flannel|vip|rbac-proxy)|etcd|coredns|calico-node|cilium-agent|kindnet-cni|weave|cloud-controller-manager|cluster-policy-controller)(?:-[a-z-]{2,40})?$/;
const preparing = /(?:^|-)(?:init|install|setup|wait|copy|ensure|render|migrate|config)(?:-|$)/;

/** Each before what needs it. */
const order = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];

/**
 * What tables of containers show to have ended with nothing of that name running since. Sources: cri-tools
 * cmd/crictl/container.go, docker cli command/formatter.
 */
export function judgeContainers(seen: readonly Seen<ContainerRow>[]): Trouble[] {
  const latest = new Map<string, Seen<ContainerRow>>();
  for (const one of seen) {
    const known = latest.get(one.row.name);
    if (known === undefined || better(one.row, known.row)) latest.set(one.row.name, one);
  }
  const ours = [...latest.values()].filter(({ row }) => lasting.test(row.name) && !preparing.test(row.name));
  const ended = ours.filter(({ row }) => row.state === 'exited');
  const restless = ended.length > 0 ? [] : ours.filter(({ row }) => isRestless(row));
  if (ended.length + restless.length === 0) return allRun(ours.filter(({ row }) => row.state === 'running'));
  const place = ({ row }: Seen<ContainerRow>) => (order.includes(row.name) ? order.indexOf(row.name) : order.length);
  const inOrder = (some: readonly Seen<ContainerRow>[]) => some.toSorted((a, b) => place(a) - place(b));
  return [
    ...inOrder(ended).map(({ row, line }) => troubleOf(row, line)),
    ...inOrder(restless).map(({ row, line }) => restlessTrouble(row, line)),
  ];
}

/** Up for less than this, and started this often before: the back-off of the kubelet is 5 minutes by then. */
const restSeconds = 600;
const restarts = 4;

const isRestless = ({ state, attempt, age }: ContainerRow): boolean =>
  state === 'running' && attempt >= restarts && age !== undefined && age < restSeconds;

function restlessTrouble({ name, attempt, age = 0 }: ContainerRow, line: PlainLine): Trouble {
  const part: Part | undefined = partOf(name);
  const since = age < 120 ? `${age} seconds` : `${Math.round(age / 60)} minutes`;
  return {
    line: line.number,
    quote: line.text.trim(),
    id: `container-restless-${name}`,
    says: `The container ${name} was started ${attempt + 1} times, last ${since} ago: it ends again and again, or the host was restarted as often.`,
    next: [
      `\`${toolOf(line)} ps -a --${toolOf(line) === 'docker' ? 'filter name=' : 'name '}${name}\` shows the one that ended before it; its log says why`,
    ],
    ...(part === undefined ? {} : { part }),
    kind: 'state',
    confidence: 'possible',
  };
}

/** Whether they do their work, the table does not show. */
function allRun(running: readonly Seen<ContainerRow>[]): Trouble[] {
  const [first] = running;
  if (first === undefined) return [];
  const names = [...new Set(running.map(({ row }) => row.name))];
  return [
    {
      line: first.line.number,
      quote: first.line.text.trim(),
      id: 'containers-run',
      says: `The containers of this table run (${names.slice(0, 8).join(', ')}${names.length > 8 ? ' and more' : ''}); whether they answer it does not show.`,
      next: [],
      kind: 'well',
      confidence: 'likely',
    },
  ];
}

const toolOf = ({ text }: PlainLine): 'docker' | 'crictl' => (/k8s_/.test(text) ? 'docker' : 'crictl');

const better = (one: ContainerRow, known: ContainerRow): boolean =>
  known.state !== 'running' && (one.state === 'running' || one.attempt > known.attempt);

function troubleOf({ id, name, attempt, exitCode }: ContainerRow, line: PlainLine): Trouble {
  const times = attempt > 0 ? `has ended ${attempt + 1} times and does not run` : 'has ended and does not run';
  const code = exitCode === undefined ? '' : `, with exit code ${exitCode}`;
  const part: Part | undefined = partOf(name);
  const first = name === 'etcd' ? ' The apiserver needs it, and the others need the apiserver: look here first.' : '';
  return {
    line: line.number,
    quote: line.text.trim(),
    id: `container-${name}`,
    says: `The container ${name} ${times}${code}; its log says why.${first}`,
    next: [`\`${toolOf(line)} logs --tail 50 ${id.slice(0, 13)}\``],
    ...(part === undefined ? {} : { part }),
    kind: 'state',
    confidence: 'likely',
  };
}
