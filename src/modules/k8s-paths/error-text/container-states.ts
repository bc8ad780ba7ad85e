import type { ContainerRow } from '../../../kubernetes/tables/rows.ts';
import { type Part, partOf } from '../rules/rule.ts';
import type { Trouble } from './table-states.ts';
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
export function judgeContainers(seen: readonly { readonly row: ContainerRow; readonly line: PlainLine }[]): Trouble[] {
  const latest = new Map<string, (typeof seen)[number]>();
  for (const one of seen) {
    const known = latest.get(one.row.name);
    if (known === undefined || better(one.row, known.row)) latest.set(one.row.name, one);
  }
  const ended = [...latest.values()].filter(
    ({ row }) => row.state === 'exited' && lasting.test(row.name) && !preparing.test(row.name),
  );
  const place = ({ row }: (typeof seen)[number]) => (order.includes(row.name) ? order.indexOf(row.name) : order.length);
  return ended.toSorted((a, b) => place(a) - place(b)).map(({ row, line }) => troubleOf(row, line));
}

const better = (one: ContainerRow, known: ContainerRow): boolean =>
  known.state !== 'running' && (one.state === 'running' || one.attempt > known.attempt);

function troubleOf({ id, name, attempt, exitCode }: ContainerRow, line: PlainLine): Trouble {
  const times = attempt > 0 ? `has ended ${attempt + 1} times and does not run` : 'has ended and does not run';
  const code = exitCode === undefined ? '' : `, with exit code ${exitCode}`;
  const tool = /k8s_/.test(line.text) ? 'docker' : 'crictl';
  const part: Part | undefined = partOf(name);
  const first = name === 'etcd' ? ' The apiserver needs it, and the others need the apiserver: look here first.' : '';
  return {
    line: line.number,
    quote: line.text.trim(),
    id: `container-${name}`,
    says: `The container ${name} ${times}${code}; its log says why.${first}`,
    next: [`\`${tool} logs --tail 50 ${id.slice(0, 13)}\``],
    ...(part === undefined ? {} : { part }),
    kind: 'state',
    confidence: 'likely',
  };
}
