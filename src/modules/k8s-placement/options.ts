import { usageError } from '../../core/errors.ts';
import type { OptionSpec, RawOptions } from '../../core/module.ts';
import { liveSpecs, parseLive, parseNamespace } from '../../kubernetes/live/options.ts';
import type { LiveOptions } from '../../kubernetes/live/way-in.ts';

/** What the module was asked; JSON. */
export interface PlacementOptions extends LiveOptions {
  /** Read from the API server. */
  readonly live?: true;
  /** `pod/web-1` or `web-1`; with `--namespace` only there. */
  readonly for?: string;
  readonly namespace?: string;
  /** Shown through all filters. */
  readonly node?: string;
  /** A manifest that is not created yet. */
  readonly would?: string;
  /** A KubeSchedulerConfiguration. */
  readonly schedulerConfig?: string;
  /** ISO 8601 UTC: the dump's clock. */
  readonly at?: string;
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
  const text = (name: string): string | undefined => {
    const value = raw[name];
    return typeof value === 'string' ? value : undefined;
  };
  const limit = text('limit') ?? String(defaultLimit);
  if (!/^[1-9]\d{0,5}$/.test(limit)) throw usageError(`--limit ${limit}: not a number of rows`, 'write it as 20');
  const at = text('at');
  if (at !== undefined && Number.isNaN(Date.parse(at)))
    throw usageError(`--at ${at}: not a time`, 'write it as 2026-11-28T16:43:50Z');
  const wanted = text('for');
  const would = text('would');
  const node = text('node');
  const schedulerConfig = text('schedulerConfig');
  return {
    ...parseLive(raw),
    ...(wanted === undefined ? {} : { for: wanted }),
    ...parseNamespace(raw),
    ...(node === undefined ? {} : { node: node.replace(/^nodes?\//, '') }),
    ...(schedulerConfig === undefined ? {} : { schedulerConfig }),
    ...(would === undefined ? {} : { would }),
    ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
    limit: Number(limit),
  };
}
