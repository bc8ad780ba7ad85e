import type { Recognition } from '../../core/module.ts';
import { isCutNode, isCutPage } from '../../kubernetes/objects/text/cut-page.ts';
import { readEventLine } from '../../kubernetes/objects/text/read-events.ts';
import { readPodRow } from '../../kubernetes/objects/text/read-pod-rows.ts';

/** `"kind": "Deployment"`, `kind: Pod`, in a dump's beginning. */
const objects =
  /"kind":\s?"(?:Pod|Deployment|ReplicaSet|StatefulSet|DaemonSet|Job|Event|Service|Namespace)(?:List)?"|^\s{0,8}kind: (?:Pod|Event|ReplicaSet|Namespace)(?:List)?$/m;
/** A page of `kubectl describe` that this module reads, by a heading that only such a page has. */
const page =
  /^(?:Containers|Session Affinity|RollingUpdateStrategy|Pods Status|Desired Number of Nodes Scheduled|Default backend):/m;
/** `NAME   ENDPOINTS   AGE`. */
const endpoints = /^(?:NAMESPACE\s{1,80})?NAME\s{1,300}ENDPOINTS\s{1,400}AGE\s*$/m;
/** Events in the log of a component: the log is about the component. */
const logged = /Event occurred|ObjectReference\{/;
const nobody = { kind: '', name: '', namespace: '' };

/** How well the beginning of a text fits: objects, a page of describe, rows of pods or events. */
export function recognize(head: string): Recognition {
  // What the collector of another module says of a host is that module's.
  if (/^=== diag /m.test(head)) return { score: 0, because: '' };
  const lines = head.split('\n', 2000).filter((line) => line.length < 10_000 && !logged.test(line));
  if (lines.some((line) => readEventLine(line, nobody, '', 0) !== undefined))
    return { score: 0.8, because: 'events as kubectl prints them' };
  if (lines.some((line) => readPodRow(line, undefined, '', 0) !== undefined))
    return { score: 0.7, because: 'pods as kubectl prints them' };
  if (objects.test(head)) return { score: 0.6, because: 'objects as kubectl prints them' };
  if (lines.some((line) => /^Name:\s+\S/.test(line)) && page.test(head))
    return { score: 0.7, because: 'a page of kubectl describe' };
  if (isCutPage(lines) || isCutNode(lines)) return { score: 0.6, because: 'a part of a page of kubectl describe' };
  if (endpoints.test(head)) return { score: 0.6, because: 'endpoints as kubectl prints them' };
  return { score: 0, because: '' };
}
