import type { Access } from '../../../kubernetes/access.ts';
import type { HostFiles } from '../../../kubernetes/host/host-files.ts';
import type { Place } from '../model.ts';
import type { HealthOptions } from '../options.ts';
import type { KubeletPlan } from './kubelet.ts';
import type { Program } from './processes.ts';
import type { Instance } from './programs.ts';

/** What endpoints are planned from. */
export interface EndpointSources {
  readonly host: HostFiles;
  readonly place: Place;
  readonly instances: readonly Instance[];
  readonly processes: readonly Program[];
  readonly kubelet: KubeletPlan;
  readonly accesses: readonly Access[];
  readonly options: HealthOptions;
}
