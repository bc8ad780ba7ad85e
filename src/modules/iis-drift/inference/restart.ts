import type { Reason } from '../events/reason.ts';
import type { SeenEvent } from '../events/seen-event.ts';

/** Stands for the pool of an event whose message was cut off before its name. */
export const unnamedPool = '(name not in the export)';

/** What ended one worker process (or, where only applications speak, their processes). */
export interface Restart {
  readonly host: string;
  /** Absent where only applications were seen to stop and nothing tells their pool. */
  readonly pool?: string;
  readonly pid?: string;
  /** Ms on the timeline's clock. */
  readonly at: number;
  readonly reason: Reason;
  /** Events that show it, the telling one first. */
  readonly events: readonly SeenEvent[];
  /** Applications that stopped with it. */
  readonly stops: readonly AppStop[];
}

/** An application that shut down, and what became of it. */
export interface AppStop {
  readonly app: string;
  readonly event: SeenEvent;
  /** The next start of the same application; absent where the log has none. */
  readonly start?: SeenEvent;
  /** A new instance was up before this one was down. */
  readonly overlapped: boolean;
}

/** Stronger reasons first: where several events fall together, the first of these caused the others. */
export const reasonRank: readonly Reason[] = [
  'reboot',
  'hosting-bundle',
  'iisreset',
  'service',
  'ping',
  'crash',
  'private-memory',
  'virtual-memory',
  'requests',
  'deployment',
  'manual',
  'pool-config',
  'config-store',
  'isapi',
  'global-config',
  'schedule',
  'interval',
  'idle',
  'unexplained',
];

/** Whether the replacement is started at once, so that its age counts from here. */
export const isRecycle = (reason: Reason): boolean =>
  !['reboot', 'iisreset', 'hosting-bundle', 'service', 'crash', 'ping', 'idle', 'unexplained'].includes(reason);
