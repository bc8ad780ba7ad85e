import * as z from 'zod';
import { count, counts, flag, place, text, texts, textsByName } from '../../core/incident-shape.ts';
import type { ClusterObjects } from './types/cluster-objects.ts';

const optional = text.optional();
const meta = {
  ...place,
  ...{ kind: text, apiVersion: optional, name: text, namespace: text, uid: optional, labels: textsByName },
  ...{ created: optional, deleted: optional, deletionGrace: z.number().optional(), finalizers: texts },
  owner: z.looseObject({ kind: text, name: text, uid: optional }).optional(),
  from: z.enum(['object', 'describe', 'table', 'event']),
  age: z.number().optional(),
  lines: counts.optional(),
};
const object = z.looseObject(meta);
const objects = z.array(object);
const conditions = z.array(
  z.looseObject({ type: text, status: text, reason: optional, message: optional, at: optional }),
);

const node = z.looseObject({
  ...meta,
  ...{ unschedulable: flag, allocatable: textsByName, capacity: textsByName, conditions },
  taints: z.array(z.looseObject({ key: text, value: text, effect: text })),
});

const containers = z.array(z.looseObject({ name: text, ready: flag, restarts: count }));
const status = z.looseObject({ phase: optional, conditions, containers, initContainers: containers });
export const pod = z.looseObject({
  ...meta,
  spec: z.looseObject({}).optional(),
  status: status.optional(),
  mirror: flag,
});

const about = z.looseObject({ kind: text, name: text, namespace: text });
const event = z.looseObject({
  ...meta,
  ...{ type: optional, reason: text, message: text, about, count: count.optional(), first: optional, last: optional },
});

const lists = {
  ...{ nodes: z.array(node), pods: z.array(pod), workloads: objects, services: objects, slices: objects },
  ...{ claims: objects, volumes: objects, storageClasses: objects, csiNodes: objects, csiDrivers: objects },
  ...{ csiCapacities: objects, attachments: objects, quotas: objects, limitRanges: objects, autoscalers: objects },
  ...{ budgets: objects, priorityClasses: objects, runtimeClasses: objects, namespaces: objects },
  ...{
    serviceAccounts: objects,
    leases: objects,
    events: z.array(event),
    webhooks: objects,
    schedulers: objects.optional(),
  },
} satisfies Record<keyof Required<ClusterObjects>, z.ZodType>;

/** What the modules that read objects of a cluster observe alike. */
export const observed = {
  objects: z.looseObject(lists),
  kinds: counts,
  gaps: z.array(z.looseObject({ ...place, what: text, refused: flag, text })),
};
