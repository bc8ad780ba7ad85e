import type { Finding } from '../../../core/finding.ts';
import { listed } from '../../../core/wording.ts';
import type { PathsObservations } from '../observations.ts';
import type { PathFacts } from '../path-code.ts';
import type { Raised } from '../rules/rule.ts';

/** Codes that only the kubelet's journal decides, which is no text file on most hosts. */
const journalOnly = ['disk-image-gc', 'cri-sandbox-image'];

/** Codes that depend on who asks, from which shell: another user's trouble does not show to root. */
const personal =
  /^(?:cri-socket-perm|kubeconfig-(?:none|sudo-home|proxy-env|perms|exec-missing|dns|context-missing|no-user))$/;

/** Codes that only etcd's log decides. */
const etcdLogOnly = ['etcd-no-leader', 'etcd-slow-disk', 'etcd-cluster-id', 'etcd-restore-name'];

/** Whether the host can speak against a fault: a log that is not there says nothing. */
function canDeny(name: string, { logs }: PathsObservations): boolean {
  if (journalOnly.includes(name) || personal.test(name)) return false;
  return !etcdLogOnly.includes(name) || logs.some(({ container, fileCount }) => container === 'etcd' && fileCount > 0);
}

/**
 * A fault that a text reports and that the host, which was inspected for it, does not show: it was there when
 * the text was written, and is merely possible now. `passed` are the names of the codes the host passed.
 */
export function weighed(raised: Raised, passed: ReadonlySet<string>, observations: PathsObservations): Raised {
  const { name, says } = raised;
  const { items = [] }: PathFacts = raised.facts;
  if (!passed.has(name) || !canDeny(name, observations)) return raised;
  const seen = items.filter(
    (path) => observations.files[path]?.status === 'present' || observations.directories[path]?.status === 'present',
  );
  const { root, hostname } = observations.node;
  const host = hostname ?? root;
  return {
    ...raised,
    confidence: 'possible',
    severity: raised.severity === 'info' ? 'info' : 'warning',
    ...(says === undefined ? {} : { says: `Not (or no longer) on this host: ${says}` }),
    rulesOut: [
      `${host} was inspected for it and does not show it${seen.length === 0 ? '' : ` (${listed(seen)})`}: the text is older than the repair, or from another machine.`,
    ],
    next: ['compare the time of the message with now; inspect the host it came from: `sudo diag k8s-paths`'],
  };
}

/** A fault of the host that explains nothing of the text says so itself. */
export function apartFromText(finding: Finding, leads: readonly string[], { node }: PathsObservations): Finding {
  const isBeside = finding.consequenceOf === undefined && finding.role === 'cause' && !leads.includes(finding.name);
  if (!isBeside || finding.severity === 'info') return finding;
  const title = `Apart from the text, on ${node.hostname ?? node.root}: ${finding.title}`;
  return { ...finding, title };
}
