import type { ObjectTrouble } from './kube-objects.ts';

const header = /^CONTAINER(?: ID)? {2,}IMAGE {2,}CREATED {2,}STATE {2,}NAME {2,}ATTEMPT\b/m;
/** `3f5e… 25f8… 2 minutes ago Exited kube-apiserver 12 1a2b… kube-apiserver-cp1`. */
const row =
  /^([0-9a-f]{12,64}) {2,}\S{1,300} {2,}\S.{1,40}? {2,}(Running|Exited|Created|Unknown) {2,}(\S{1,253}) {2,}(\d{1,6})\b/;

/** Containers that always run; others, such as those of jobs and of preparation, end when they are done. */
const lasting =
  /^(?:kube-(?:apiserver|controller-manager|scheduler|proxy|flannel)|etcd|coredns|calico-node|cilium-agent|kindnet-cni|weave)$/;

/**
 * What `crictl ps -a` shows to have ended with nothing of that name running since; undefined where a text is no such
 * table. Source: cri-tools cmd/crictl/container.go.
 */
export function readContainerTable(text: string): readonly ObjectTrouble[] | undefined {
  if (!header.test(text)) return undefined;
  const latest = new Map<string, { id: string; state: string; attempt: number }>();
  for (const line of text.split(/\r?\n/, 2000)) {
    const [, id = '', state = '', name = '', attempts = ''] = row.exec(line.slice(0, 2000)) ?? [];
    const attempt = Number(attempts);
    const known = latest.get(name);
    if (
      lasting.test(name) &&
      known?.state !== 'Running' &&
      (known === undefined || state === 'Running' || attempt > known.attempt)
    )
      latest.set(name, { id, state, attempt });
  }
  return [...latest].flatMap(([name, { id, state, attempt }]) => {
    const what = attempt > 0 ? `has ended ${attempt + 1} times and does not run` : 'has ended and does not run';
    return state === 'Exited'
      ? [{ object: `container ${name}`, text: `${what}: crictl logs ${id.slice(0, 13)} says why` }]
      : [];
  });
}
