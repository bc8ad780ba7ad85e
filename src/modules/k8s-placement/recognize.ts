import type { Recognition } from '../../core/module.ts';
import { sentenceIn } from '../../kubernetes/objects/text/sentence.ts';

/** `"kind": "Pod"`, `kind: Pod`, in a dump's beginning. */
const pods = /"kind":\s?"(?:Pod|Node)(?:List)?"|^\s{0,8}kind: (?:Pod|Node)(?:List)?$/m;

/** How well the beginning of a text fits: what a scheduler says, or objects with pods or nodes. */
export function recognize(head: string): Recognition {
  const lines = head.split('\n', 2000);
  if (lines.some((line) => line.length < 10_000 && sentenceIn(line) !== undefined))
    return { score: 0.9, because: 'what a scheduler says of a pod that fits no node' };
  if (pods.test(head)) return { score: 0.6, because: 'pods and nodes as kubectl prints them' };
  return { score: 0, because: '' };
}
