/** Where a value comes from: written on the object itself, inherited from the `…Defaults` element, or IIS's built-in schema. */
export type Origin = 'explicit' | 'defaults' | 'schema';

/** One attribute as it takes effect. */
export interface Setting<T> {
  readonly value: T;
  readonly origin: Origin;
  /** As written in the file; absent for the schema's own value. */
  readonly written?: string;
  /** 1-based line of the element that writes it. */
  readonly line?: number;
  /** What was written is no such value: IIS logs WAS 5041 and takes `value`, the schema's own. */
  readonly invalid?: true;
}

/** One Specific Time. */
export interface ScheduleEntry {
  /** Seconds after local midnight. */
  readonly seconds: number;
  /** As written: `03:30:00`. */
  readonly written: string;
  readonly origin: Origin;
  readonly line: number;
}

/** What applies to an application pool, attribute by attribute. Spans are seconds, memory is KB, 0 switches a limit off. */
export interface PoolSettings {
  /** recycling/periodicRestart/@time, the Regular Time Interval. */
  readonly time: Setting<number>;
  readonly requests: Setting<number>;
  readonly memory: Setting<number>;
  readonly privateMemory: Setting<number>;
  readonly schedule: readonly ScheduleEntry[];
  readonly disallowOverlappingRotation: Setting<boolean>;
  readonly disallowRotationOnConfigChange: Setting<boolean>;
  /** Absent where nothing writes it: the built-in value is Time, Memory, PrivateMemory before IIS 10 and all eight since. */
  readonly logEventOnRecycle?: Setting<readonly string[]>;
  /** `OnDemand` or `AlwaysRunning`. */
  readonly startMode: Setting<string>;
  readonly autoStart: Setting<boolean>;
  readonly idleTimeout: Setting<number>;
  /** `Terminate` or `Suspend`. */
  readonly idleTimeoutAction: Setting<string>;
  readonly maxProcesses: Setting<number>;
  readonly startupTimeLimit: Setting<number>;
  readonly shutdownTimeLimit: Setting<number>;
  readonly rapidFailProtection: Setting<boolean>;
}

export interface PoolConfig extends PoolSettings {
  readonly name: string;
  /** 1-based line of its `<add>`. */
  readonly line: number;
}

/** An application of a site and the pool that serves it. */
export interface ApplicationConfig {
  readonly site: string;
  readonly siteId?: string;
  /** `/`, `/reports`. */
  readonly path: string;
  /** Absent where neither the application nor any defaults name one: IIS then takes DefaultAppPool. */
  readonly pool?: Setting<string>;
  readonly preloadEnabled: Setting<boolean>;
  /** Physical path of its `/` virtual directory, `%SystemDrive%` and the like unexpanded. */
  readonly physicalPath?: string;
  /** 1-based line of its `<application>`. */
  readonly line: number;
}

/** An applicationHost.config (or redirection.config) as far as recycling is concerned. */
export interface IisConfig {
  readonly source: string;
  /** Lines of the file. */
  readonly lines: number;
  readonly encoding: string;
  readonly pools: readonly PoolConfig[];
  /** What a pool gets that writes nothing itself. */
  readonly defaults: PoolSettings;
  readonly applications: readonly ApplicationConfig[];
  /** `<configurationRedirection>` of redirection.config: where enabled, the file in `path` counts and a local edit does nothing. */
  readonly redirection?: { readonly enabled: boolean; readonly path?: string; readonly line: number };
  /** periodicRestart in a place where IIS never reads it (web.config): lines. */
  readonly strayPeriodicRestart: readonly number[];
  /** Pools that appcmd shows as stopped; absent where none is, and in a file, which has no states. */
  readonly stopped?: readonly { readonly name: string; readonly line: number }[];
}
