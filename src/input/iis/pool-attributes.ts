import type { PoolSettings } from './config.ts';
import { parseTimeSpan } from './time-span.ts';

/** An attribute of a pool: where it stands, how its text is read, and IIS's built-in value. */
export interface PoolAttribute {
  /** Path below the pool's element. */
  readonly path: string;
  readonly attribute: string;
  /** Undefined for text that IIS refuses. */
  readonly parse: (text: string) => PoolSettings[AttributeName]['value'] | undefined;
  readonly schema: PoolSettings[AttributeName]['value'];
}

/** Attributes with a built-in value; logEventOnRecycle's depends on the version. */
export type AttributeName = Exclude<keyof PoolSettings, 'schedule' | 'logEventOnRecycle'>;

const span =
  (least: number, most: number, step = 1) =>
  (text: string): number | undefined => {
    const seconds = parseTimeSpan(text);
    return seconds !== undefined && seconds >= least && seconds <= most && seconds % step === 0 ? seconds : undefined;
  };
const count = (text: string): number | undefined =>
  /^\d{1,10}$/.test(text) && Number(text) < 2 ** 32 ? Number(text) : undefined;
const truth = (text: string): boolean | undefined => ({ true: true, false: false })[text.toLowerCase()];
const word =
  (...known: string[]) =>
  (text: string): string | undefined =>
    known.find((one) => one === text);

const restart = 'recycling/periodicRestart';

/** IIS_schema.xml, section system.applicationHost/applicationPools (iis-docs, applicationPools/add). */
export const poolAttributes: Readonly<Record<AttributeName, PoolAttribute>> = {
  time: { path: restart, attribute: 'time', parse: span(0, 25_920_000, 60), schema: 104_400 },
  requests: { path: restart, attribute: 'requests', parse: count, schema: 0 },
  memory: { path: restart, attribute: 'memory', parse: count, schema: 0 },
  privateMemory: { path: restart, attribute: 'privateMemory', parse: count, schema: 0 },
  disallowOverlappingRotation: {
    path: 'recycling',
    attribute: 'disallowOverlappingRotation',
    parse: truth,
    schema: false,
  },
  disallowRotationOnConfigChange: {
    path: 'recycling',
    attribute: 'disallowRotationOnConfigChange',
    parse: truth,
    schema: false,
  },
  startMode: { path: '', attribute: 'startMode', parse: word('OnDemand', 'AlwaysRunning'), schema: 'OnDemand' },
  autoStart: { path: '', attribute: 'autoStart', parse: truth, schema: true },
  idleTimeout: { path: 'processModel', attribute: 'idleTimeout', parse: span(0, 2_592_000, 60), schema: 1200 },
  idleTimeoutAction: {
    path: 'processModel',
    attribute: 'idleTimeoutAction',
    parse: word('Terminate', 'Suspend'),
    schema: 'Terminate',
  },
  maxProcesses: { path: 'processModel', attribute: 'maxProcesses', parse: count, schema: 1 },
  startupTimeLimit: { path: 'processModel', attribute: 'startupTimeLimit', parse: span(1, 4_294_967), schema: 90 },
  shutdownTimeLimit: { path: 'processModel', attribute: 'shutdownTimeLimit', parse: span(1, 4_294_967), schema: 90 },
  rapidFailProtection: { path: 'failure', attribute: 'rapidFailProtection', parse: truth, schema: true },
};
