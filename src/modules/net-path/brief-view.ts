import type { TreeNode, TreeView } from '../../core/view.ts';
import { verdictOf } from './judge/path-data.ts';
import type { Branch } from './walk/conversation.ts';
import type { Break, End, Hop } from './walk/state.ts';
import { followed, type Walked } from './walk-all.ts';

/** Steps that say what a namespace does with the packet, the last of them said. */
const telling = ['route', 'nat', 'tunnel', 'filter', 'socket'];

/** One line a namespace: what it does, and the break where there is one; nothing behind it. */
function lines(end: End): TreeNode[] {
  const stopping = end.breaks.filter(({ harmless }) => harmless !== true);
  const groups: { ns: string; hops: Hop[]; breaks: Break[] }[] = [];
  for (const [i, hop] of end.hops.entries()) {
    const last = groups.at(-1);
    const group = last?.ns === hop.ns ? last : { ns: hop.ns, hops: [], breaks: [] };
    if (group !== last) groups.push(group);
    group.hops.push(hop);
    group.breaks.push(...stopping.filter((one) => one.hop === i));
  }
  const broken = groups.findIndex(({ breaks }) => breaks.length > 0);
  return groups.slice(0, broken < 0 ? groups.length : broken + 1).map(({ ns, hops, breaks }, i) => {
    const told = hops.filter(({ kind }) => telling.includes(kind));
    const does = (told.length > 0 ? told : hops)
      .map(({ action }) => action)
      .slice(-2)
      .join('; ');
    if (breaks.length === 0) return { label: `${i + 1} ${ns}`, note: does };
    // The finding names the break; a long line is cut at its end.
    const text = `x ${does}`;
    return { label: { text: `${i + 1} ${ns}`, tone: 'bad' as const }, note: { text, tone: 'bad' as const } };
  });
}

const breaks = (end: End): boolean => end.breaks.some(({ harmless }) => harmless !== true);

function branchLines(branch: Branch): TreeNode[] {
  const { there, back } = branch;
  if (back === undefined || breaks(there) || !breaks(back)) return lines(there);
  const last = lines(there).at(-1);
  return [...(last === undefined ? [] : [last]), { label: 'reply', children: lines(back) }];
}

/** Branches that fail first, two at most: the picture of the first screen; none where no way was followed. */
export function briefViews(walked: Walked): readonly TreeView[] {
  const [first, second] = followed(walked).toSorted((a, b) => rank(a) - rank(b));
  const share = ({ share: part }: Branch) =>
    part === undefined ? 'some connections' : `${Math.round(part * 100)} % of the connections`;
  const nodes =
    first === undefined
      ? []
      : second === undefined
        ? branchLines(first)
        : [first, second].map((one) => ({ label: share(one), note: verdictOf(one), children: branchLines(one) }));
  const title = walked.asked.flow === undefined ? 'Way to the name server' : 'Way of the packet';
  return nodes.length === 0 ? [] : [{ kind: 'tree', id: 'way', title, asked: true, nodes }];
}

const rank = (branch: Branch): number => ['fails', 'unknown', 'arrives'].indexOf(verdictOf(branch));
