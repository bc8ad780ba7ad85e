import { sayCounts } from './fit-error.ts';
import { type Cycle, changed, firstFailure, type Verdict } from './place.ts';
import type { PodInfo } from './snapshot.ts';

/** What preemption comes to for a pod that fits nowhere. */
export interface Preemption {
  /** Nodes where removing pods of lower priority makes room, with those pods. */
  readonly candidates: readonly { readonly node: string; readonly victims: readonly PodInfo[] }[];
  /** What the scheduler says of it; absent where it preempts. */
  readonly message?: string;
}

const noVictims = 'No preemption victims found for incoming pod';
const notHelpful = 'Preemption is not helpful for scheduling';

/** Simulates DefaultPreemption's dry run, without budgets, which only order the candidates. */
export function preempt(cycle: Cycle, verdicts: readonly Verdict[]): Preemption {
  const prefix = cycle.snapshot.rules.dynamicResources ? 'no new claims to deallocate, preemption: ' : 'preemption: ';
  const refusal = notEligible(cycle, verdicts);
  if (refusal !== undefined) return { candidates: [], message: prefix + refusal };
  const candidates: { node: string; victims: readonly PodInfo[] }[] = [];
  const counts = new Map<string, number>();
  const count = (reason: string): void => {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  };
  for (const verdict of verdicts) {
    const { victims, reasons } = tryNode(cycle, verdict);
    if (victims.length > 0 && reasons.length === 0) candidates.push({ node: verdict.node.node.name, victims });
    else for (const reason of reasons) count(reason);
  }
  return candidates.length > 0 ? { candidates } : { candidates, message: prefix + sayCounts(verdicts.length, counts) };
}

/** Who would have to go, and what would still be in the way then. */
interface Try {
  readonly victims: readonly PodInfo[];
  readonly reasons: readonly string[];
}

const nothing: Try = { victims: [], reasons: [] };
const helpless: Try = { victims: [], reasons: [notHelpful] };
const nobody: Try = { victims: [], reasons: [noVictims] };

function tryNode(cycle: Cycle, { node, failure }: Verdict): Try {
  if (failure === undefined) return nothing;
  if (failure.unresolvable) return helpless;
  const { priority } = cycle.info;
  if (node.lowest >= priority) return nobody;
  const left = node.pods.filter((one) => one.priority >= priority);
  const without = changed(cycle, node, left);
  const still = firstFailure(without.cycle, without.node);
  return { victims: node.pods.filter((one) => one.priority < priority), reasons: still?.reasons ?? [] };
}

function notEligible({ info, snapshot }: Cycle, verdicts: readonly Verdict[]): string | undefined {
  if (info.pod.spec?.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.';
  const promised = info.pod.status?.nominatedNode;
  const verdict = verdicts.find(({ node }) => node.node.name === promised);
  if (verdict === undefined || verdict.failure?.unresolvable === true) return undefined;
  const leaves = verdict.node.pods.some(
    (one) => one.priority < info.priority && isPreempted(one, snapshot.rules.version.minor),
  );
  return leaves ? 'not eligible due to a terminating pod on the nominated node.' : undefined;
}

/** Terminating at the scheduler's wish: since 1.26 its condition says so, before any deletion counts. */
function isPreempted({ pod }: PodInfo, minor: number): boolean {
  if (pod.deleted === undefined) return false;
  if (minor < 26) return true;
  const target = pod.status?.conditions.find(({ type }) => type === 'DisruptionTarget');
  return target?.status === 'True' && target.reason === 'PreemptionByScheduler';
}
