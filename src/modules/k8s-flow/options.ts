import { usageError } from '../../core/errors.ts';
import type { OptionSpec, RawOptions } from '../../core/module.ts';
import { liveSpecs, parseLive, parseNamespace } from '../../kubernetes/live/options.ts';
import type { LiveOptions } from '../../kubernetes/live/way-in.ts';

/** What the module was asked; JSON. */
export interface FlowOptions extends LiveOptions {
  /** Read from the API server. */
  readonly live?: true;
  /** `deploy/web`, `pod/web-1` or a bare name. */
  readonly for?: string;
  readonly namespace?: string;
  /** ISO 8601 UTC: the dump's clock. */
  readonly at?: string;
}

export const optionSpecs: readonly OptionSpec[] = [
  { flags: '--for <workload>', description: 'only this workload, pod or Service: deploy/web, pod/web-1' },
  { flags: '-n, --namespace <name>', description: 'only what is in this namespace' },
  { flags: '--at <time>', description: 'when the dump was made (default: the newest time in it)' },
  ...liveSpecs,
];

export function parseOptions(raw: RawOptions): FlowOptions {
  const text = (name: string): string | undefined => {
    const value = raw[name];
    return typeof value === 'string' ? value : undefined;
  };
  const at = text('at');
  if (at !== undefined && Number.isNaN(Date.parse(at)))
    throw usageError(`--at ${at}: not a time`, 'write it as 2026-11-28T16:43:50Z');
  const wanted = text('for');
  return {
    ...parseLive(raw),
    ...(wanted === undefined ? {} : { for: wanted }),
    ...parseNamespace(raw),
    ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
  };
}
