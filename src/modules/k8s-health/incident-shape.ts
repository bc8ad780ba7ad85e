import * as z from 'zod';
import { flag, shapeOf, text, texts, textsByName, utc } from '../../core/incident-shape.ts';

/** Milliseconds or seconds of one run. */
const span = z.number().min(0).max(1e12);
const port = z.number().int().min(0).max(65_535);
const optional = text.optional();
const fault = z.looseObject({ code: text, message: text, phase: text }).optional();

const answer = z.looseObject({
  ...{ url: text, at: utc, ms: span, status: z.number().int().min(0).max(999).optional() },
  ...{ headers: textsByName.optional(), body: optional, cut: flag.optional(), error: fault },
  tls: z.looseObject({ protocol: text, fault: optional, chain: texts }).optional(),
  ...{ as: text, servername: optional, trust: optional },
  quoted: z.looseObject({ source: text, line: z.number().int().min(1), text }).optional(),
});

const pod = z.looseObject({
  ...{ namespace: text, name: text, node: optional, ip: optional, createdAt: text, ready: flag, reason: text },
  probes: z.array(z.looseObject({ path: text, port })),
});

const facts = z.looseObject({
  externalEtcd: texts.optional(),
  kubeletReadOnly: z.looseObject({ path: text, port, address: text }).optional(),
  apiserverNames: texts.optional(),
  ...{ clusterCa: optional, etcdCa: optional },
  uptimes: z.record(z.string(), z.number()).optional(),
});

const node = z.looseObject({
  ...{ host: text, at: utc },
  place: z.looseObject({ kind: text, distribution: optional, because: texts, loopback: optional }),
  facts,
  endpoints: z.array(z.looseObject({ component: text, name: text, url: text, from: text })),
  credentials: z.array(z.looseObject({ name: text, component: text, source: text, subject: optional })),
  served: z.array(z.looseObject({ url: text, path: text, certificate: text })),
  answers: z.array(answer),
  sockets: z.array(z.looseObject({ path: text, at: utc, ms: span, error: fault })),
  leases: z.array(
    z.looseObject({ namespace: text, name: text, holder: text, renewedAt: text, durationSeconds: z.number() }),
  ),
  pods: z.array(pod).optional(),
  nodes: texts,
  limits: z.array(z.looseObject({ id: text, reason: text, command: optional })),
});

/** Observations as `model.ts` tells them. */
export const shape = shapeOf(z.looseObject({ nodes: z.array(node).max(100_000) }));
