import * as z from 'zod';
import { count, flag, place, shapeOf, text, texts } from '../../core/incident-shape.ts';

const answer = z.looseObject({ ...place, command: text, status: z.number().int(), text, error: text });
const namespace = z.looseObject({
  ...{ host: text, inode: text, name: text.optional(), pids: z.array(count), pods: texts.optional(), own: flag },
  answers: z.array(answer),
});

const line = { line: count, text };
const ask = z.looseObject({
  ...{
    command: text,
    tool: text,
    line: count,
    inside: z.enum(['container', 'pod']).optional(),
    target: text.optional(),
  },
  ...{ port: count.optional(), server: text.optional(), ttl: count.optional() },
});
const said = z.looseObject({
  ...line,
  ask: count,
  target: text.optional(),
  port: count.optional(),
  row: z.looseObject({
    id: text,
    means: text,
    confidence: z.enum(['proven', 'likely', 'possible']).optional(),
    severity: z.enum(['critical', 'warning', 'info']).optional(),
    says: text.optional(),
    why: text.optional(),
    rulesOut: texts.optional(),
    next: texts.optional(),
  }),
  groups: z.record(text, text),
  source: text.optional(),
  also: z.array(z.looseObject(line)).optional(),
});
const session = z.looseObject({
  ...{ source: text, asks: z.array(ask), said: z.array(said), search: texts, commands: count },
  devices: z.array(z.looseObject({ ...line, name: text, flags: texts, addresses: texts })),
  nameservers: z.array(z.looseObject({ ...line, address: text })),
});

/** Observations as `observations.ts` tells them. */
export const shape = shapeOf(
  z.looseObject({
    capture: z.looseObject({ namespaces: z.array(namespace) }),
    questions: z.looseObject({ source: text, lines: texts }).optional(),
    live: flag,
    sessions: z.array(session).optional(),
  }),
);
