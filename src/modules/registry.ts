import type { DiagModule, Observations, ObserveRange } from '../core/module.ts';
import type { Ports } from '../input/ports.ts';

/** A module whose options and observations are its own business. */
export type AnyModule = DiagModule<Ports, unknown, Observations>;

/** One line a module; its folder is loaded when it is asked for. */
export interface RegistryEntry {
  /** Sub-command and folder name. */
  readonly id: string;
  /** What its codes start with. */
  readonly prefix: string;
  readonly summary: string;
  load(): Promise<AnyModule>;
  /** Pages of its codes, where they lie in no file: a plug-in's. */
  readonly pages?: Readonly<Record<string, string>>;
  /** What reads parts of a large file in threads, which load nothing else; absent for modules that do not split. */
  loadRange?(): Promise<ObserveRange>;
}

/** Forgets a module's own types, which only its own functions need. */
function line<O, S extends Observations>(
  id: string,
  prefix: string,
  summary: string,
  load: () => Promise<{ readonly default: DiagModule<Ports, O, S> }>,
): RegistryEntry {
  return { id, prefix, summary, load: async () => (await load()).default as unknown as AnyModule };
}

const entries: RegistryEntry[] = [
  line(
    'iis-drift',
    'IIS',
    'IIS app-pool recycles that drift into business hours',
    () => import('./iis-drift/index.ts'),
  ),
  {
    ...line(
      'smtp-throttle',
      'SMTP',
      'why a handful of e-mails failed: throttling told from everything else',
      () => import('./smtp-throttle/index.ts'),
    ),
    loadRange: async () => (await import('./smtp-throttle/fast/observe-range.ts')).observeRange,
  },
  line(
    'k8s-health',
    'K8S',
    'what of Kubernetes is up, what is down, what is only unreachable from here',
    () => import('./k8s-health/index.ts'),
  ),
  line(
    'k8s-paths',
    'PATH',
    'Kubernetes nodes: from a symptom to the file that is broken',
    () => import('./k8s-paths/index.ts'),
  ),
  line(
    'k8s-flow',
    'FLOW',
    'at which arrow from a Deployment to its endpoints it stopped',
    () => import('./k8s-flow/index.ts'),
  ),
  line(
    'k8s-placement',
    'PLACE',
    'why a pod goes to no node: the filters of its scheduler, node by node',
    () => import('./k8s-placement/index.ts'),
  ),
  line(
    'net-path',
    'NET',
    'why a packet does not arrive: every step as the kernel takes it, and back',
    () => import('./net-path/index.ts'),
  ),
];

/** All modules, in the order of `diag list`; those of plug-ins last. */
export const registry: readonly RegistryEntry[] = entries;

/** Adds a module of a plug-in, for this run. */
export const register = (entry: RegistryEntry): void => void entries.push(entry);

/** The line of a module id or of a code such as `IIS101`. */
export const findEntry = (idOrCode: string): RegistryEntry | undefined =>
  registry.find(({ id, prefix }) => id === idOrCode || new RegExp(`^${prefix}\\d+$`, 'i').test(idOrCode));
