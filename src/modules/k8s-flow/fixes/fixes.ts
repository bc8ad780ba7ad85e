import type { FixScript } from '../../../core/fix-script.ts';
import { catalog, type FlowCodeKey } from '../codes.ts';
import type { Cluster } from '../infer/cluster.ts';
import type { Stop } from '../infer/stop.ts';
import type { Maker } from './maker.ts';
import { anyNode, correctSelector, defaultScheduler, ignoreWebhook, resume, scaleUp } from './patches.ts';
import { undoRollout } from './rollout.ts';

const makers: Readonly<Partial<Record<FlowCodeKey, Maker>>> = {
  deploymentPaused: resume,
  webhookUnreachable: ignoreWebhook,
  selectsNothing: correctSelector,
  schedulerNameUnknown: defaultScheduler,
  nodeNameMissing: anyNode,
  drainBlocked: scaleUp,
  imageNotFound: undoRollout,
  imageUnauthorized: undoRollout,
  imageNameInvalid: undoRollout,
  imageNeverPull: undoRollout,
  volumeSourceMissing: undoRollout,
  configMissing: undoRollout,
  cannotStart: undoRollout,
  crashLoop: undoRollout,
  initFailing: undoRollout,
  oomKilled: undoRollout,
  probeKills: undoRollout,
  notReady: undoRollout,
};

/** Scripts for a cause whose change can be undone and tested for what stood there; none where the dump holds too little. */
export function fixesOf(stop: Stop, cluster: Cluster): readonly FixScript[] {
  const { code, name } = catalog[stop.code].entry;
  return makers[stop.code]?.({ code: `${code}-${name}`, stop, cluster }) ?? [];
}
