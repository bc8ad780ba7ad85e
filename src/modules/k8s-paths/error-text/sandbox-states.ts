import { groupBy } from '../../../core/group.ts';
import type { SandboxRow } from '../../../kubernetes/tables/rows.ts';
import { partOf } from '../rules/rule.ts';
import type { Seen, Trouble } from './trouble.ts';

/** Sandboxes live as long as their pod: two of one pod made within this time are one too many; seconds. */
const soon = 600;

/** What a table of sandboxes (`crictl pods`) shows: made again and again, or gone with none after it. */
export function judgeSandboxes(seen: readonly Seen<SandboxRow>[]): Trouble[] {
  const pods = [...groupBy(seen, ({ row }) => `${row.namespace}/${row.name}`).values()];
  return pods.flatMap((all) => remade(all) ?? gone(all));
}

function remade(all: readonly Seen<SandboxRow>[]): Trouble[] | undefined {
  const young = all.filter(({ row: { age } }) => age !== undefined && age < soon);
  const lost = young.find(({ row }) => !row.isReady);
  if (young.length < 2 || lost === undefined) return undefined;
  return [
    {
      line: lost.line.number,
      quote: lost.line.text.trim(),
      words: 'SandboxChanged',
      id: 'sandbox-remade',
      says: `The sandbox of pod ${lost.row.name} is made again within minutes.`,
      next: [],
      part: 'runtime',
      kind: 'state',
      confidence: 'possible',
    },
  ];
}

function gone(all: readonly Seen<SandboxRow>[]): Trouble[] {
  const newest = all.toSorted((a, b) => b.row.attempt - a.row.attempt)[0];
  const part =
    newest === undefined ? undefined : partOf(newest.row.name.replace(/^(kube-\w+(?:-manager)?|etcd)-.*/, '$1'));
  if (newest === undefined || part === undefined || newest.row.isReady) return [];
  return [
    {
      line: newest.line.number,
      quote: newest.line.text.trim(),
      id: `sandbox-gone-${part}`,
      says: `The sandbox of ${newest.row.name} ended, and none was made after it: its manifest is gone or broken, or the kubelet does not run.`,
      next: ['{kubelet-log}', '`ls -l /etc/kubernetes/manifests` (or the directory its staticPodPath names)'],
      part,
      kind: 'state',
      confidence: 'possible',
    },
  ];
}
