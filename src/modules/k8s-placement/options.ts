import { usageError } from '../../core/errors.ts';
import type { OptionSpec, RawOptions } from '../../core/module.ts';
import { given, textGiven } from '../../core/raw-options.ts';
import { liveSpecs, parseLive, parseScope, type Scope } from '../../kubernetes/live/options.ts';
import type { LiveOptions } from '../../kubernetes/live/way-in.ts';

/** What the module was asked; JSON. */
export interface PlacementOptions extends LiveOptions, Scope {
  /** Read from the API server. */
  readonly live?: true;
  /** Shown through all filters. */
  readonly node?: string;
  /** A manifest that is not created yet. */
  readonly would?: string;
  /** A KubeSchedulerConfiguration. */
  readonly schedulerConfig?: string;
  /** Pods and nodes shown; counts are whole. */
  readonly limit: number;
}

export const optionSpecs: readonly OptionSpec[] = [
  { flags: '--for <pod>', description: 'only this pod, or the pods of this workload: pod/web-1, deploy/web' },
  { flags: '-n, --namespace <name>', description: 'only pods of this namespace' },
  { flags: '--node <name>', description: 'this node through all filters, not only the first that fails' },
  { flags: '--would <file>', description: 'a manifest that is not created yet: where would its pods go?' },
  { flags: '--scheduler-config <file>', description: "the scheduler's KubeSchedulerConfiguration: profiles, plugins" },
  { flags: '--at <time>', description: 'when the dump was made (default: the newest time in it)' },
  { flags: '--limit <n>', description: 'how many pods and nodes are shown (default: 20)' },
  ...liveSpecs,
];

const defaultLimit = 20;

export function parseOptions(raw: RawOptions): PlacementOptions {
  const limit = textGiven(raw, 'limit') ?? String(defaultLimit);
  if (!/^[1-9]\d{0,5}$/.test(limit)) throw usageError(`--limit ${limit}: not a number of rows`, 'write it as 20');
  return {
    ...parseLive(raw),
    ...parseScope(raw),
    ...given('node', textGiven(raw, 'node')?.replace(/^nodes?\//, '')),
    ...given('schedulerConfig', textGiven(raw, 'schedulerConfig')),
    ...given('would', textGiven(raw, 'would')),
    limit: Number(limit),
  };
}
