import * as z from 'zod';
import { count, flag, instant, place, shapeOf, text, texts } from '../../core/incident-shape.ts';

const clock = z.enum(['utc', 'local', 'day', 'none']);

const event = z.looseObject({
  ...place,
  ...{
    kind: text,
    provider: text,
    id: count,
    host: text,
    time: instant,
    clock,
    day: text.optional(),
    precision: count,
    zone: text,
  },
  ...{ pool: text.optional(), app: text.optional(), pid: text.optional(), detail: text.optional() },
  ...{ channel: text, record: text.optional(), text },
});

const setting = (value: z.ZodType) =>
  z.looseObject({ value, origin: z.enum(['explicit', 'defaults', 'schema']), written: text.optional() });
/** Seconds, KB or a count. */
const limit = setting(z.number().min(0).max(1e12));
const pool = {
  ...{ time: limit, requests: limit, memory: limit, privateMemory: limit, idleTimeout: limit, maxProcesses: limit },
  schedule: z.array(z.looseObject({ seconds: z.number().min(0).max(86_400), written: text, line: count })),
  ...{ disallowOverlappingRotation: setting(flag), disallowRotationOnConfigChange: setting(flag) },
  logEventOnRecycle: setting(texts).optional(),
  ...{ startMode: setting(text), autoStart: setting(flag), rapidFailProtection: setting(flag) },
};
const application = z.looseObject({ site: text, path: text, pool: setting(text).optional(), line: count });

/** Observations as `observe.ts` makes them. */
export const shape = shapeOf(
  z.looseObject({
    events: z.looseObject({ events: z.array(event), dropped: flag }),
    configs: z.array(
      z.looseObject({
        source: text,
        lines: count,
        pools: z.array(z.looseObject({ name: text, line: count, ...pool })),
        defaults: z.looseObject(pool),
        applications: z.array(application),
        strayPeriodicRestart: z.array(count),
        stopped: z.array(z.looseObject({ name: text, line: count })).optional(),
      }),
    ),
    workers: z.array(
      z.looseObject({ pool: text, pid: text, host: text, startedAt: instant, clock, source: text, line: count }),
    ),
    unknown: z.array(z.looseObject({ ...place, provider: text, id: count, count, text })).optional(),
  }),
);
