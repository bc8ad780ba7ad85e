import type { Cell, TreeNode, TreeView } from '../../core/view.ts';
import { verdictOf } from './judge/path-data.ts';
import { replyBreaks } from './judge/reply-breaks.ts';
import type { Branch } from './walk/conversation.ts';
import type { Break, End } from './walk/state.ts';
import { followed, type Walked } from './walk-all.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** The hops of one direction; a break stands where it was met. */
function hopsOf({ hops }: End, breaks: readonly Break[]): TreeNode[] {
  return hops.map((hop, i) => {
    const broken: readonly Break[] = breaks.filter((one) => one.hop === i && one.harmless !== true);
    const label: Cell = `${i + 1} ${hop.ns}`;
    const text = hop.device === undefined ? hop.action : `${hop.device}: ${hop.action}`;
    if (broken.length === 0) return { label, note: text };
    return {
      label: { text: `${i + 1} ${hop.ns}`, tone: 'bad' as const },
      note: { text: `${text}  x ${broken.map(({ name }) => name).join(', ')}`, tone: 'bad' as const },
    };
  });
}

const tone = (branch: Branch) =>
  ({ arrives: 'good', fails: 'bad', unknown: 'warning' })[verdictOf(branch)] as 'good' | 'bad' | 'warning';

function branchNode(branch: Branch): TreeNode {
  const { there, back, share } = branch;
  const label = share === undefined || share > 0.9999 ? 'request' : `${percent(share)} of the connections`;
  const reply: TreeNode[] = back === undefined ? [] : [{ label: 'reply', children: hopsOf(back, replyBreaks(branch)) }];
  return {
    label: { text: label, tone: tone(branch) },
    note: verdictOf(branch),
    children: [...hopsOf(there, there.breaks), ...reply],
  };
}

/** The path as a tree: request, branches with their share, reply. */
export function pathView(walked: Walked): TreeView {
  return {
    kind: 'tree',
    id: 'path',
    title: walked.asked.flow === undefined ? 'Path to the name server' : 'Path',
    nodes: followed(walked).slice(0, 8).map(branchNode),
  };
}
