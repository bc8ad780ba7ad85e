import type { OptionSpec, RawOptions } from '../../core/module.ts';
import { liveSpecs, parseLive, parseScope, type Scope } from '../../kubernetes/live/options.ts';
import type { LiveOptions } from '../../kubernetes/live/way-in.ts';

/** What the module was asked; JSON. */
export interface FlowOptions extends LiveOptions, Scope {
  /** Read from the API server. */
  readonly live?: true;
}

export const optionSpecs: readonly OptionSpec[] = [
  { flags: '--for <workload>', description: 'only this workload, pod or Service: deploy/web, pod/web-1' },
  { flags: '-n, --namespace <name>', description: 'only what is in this namespace' },
  { flags: '--at <time>', description: 'when the dump was made (default: the newest time in it)' },
  ...liveSpecs,
];

export const parseOptions = (raw: RawOptions): FlowOptions => ({ ...parseLive(raw), ...parseScope(raw) });
