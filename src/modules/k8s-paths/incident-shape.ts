import * as z from 'zod';
import { count, flag, shapeOf, text, texts, textsByName } from '../../core/incident-shape.ts';

const optional = text.optional();
const id = z
  .number()
  .int()
  .min(-1)
  .max(2 ** 32);
/** Bytes; -1 where that could not be told. */
const bytes = z
  .number()
  .min(-1)
  .max(2 ** 63);
const time = z.iso.datetime().optional();
const key = z.looseObject({ status: z.enum(['key', 'encrypted', 'withheld', 'malformed']) });
const status = z.enum(['present', 'absent', 'denied', 'too-large', 'failed']);

const file = z.looseObject({
  ...{ path: text, status, kind: optional, bytes: bytes.optional(), mode: count.max(0o7777).optional() },
  ...{ uid: id.optional(), gid: id.optional(), modifiedAt: time, target: optional, text: optional },
  ...{ certificates: texts.optional(), malformed: optional, key: key.optional(), embedded: texts.optional() },
  userKeys: z.record(z.string(), key).optional(),
});

const process = z.looseObject({ pid: count, argv: texts, startedAt: time });
const listener = z.looseObject({ address: text, port: count.max(65_535), inode: text });
const mount = z.looseObject({ device: text, path: text, type: text, readOnly: flag });

const node = z.looseObject({
  ...{ root: text, thisMachine: flag, hostname: optional, privileged: flag, env: textsByName },
  homes: z.array(z.looseObject({ user: text, uid: id, path: text })),
  processes: z.array(process).optional(),
  listeners: z.array(listener).optional(),
  ...{ addresses: texts.optional(), mounts: z.array(mount).optional(), swaps: texts.optional() },
  deletedOpen: z.array(z.looseObject({ process: text, bytes })).optional(),
  sysctls: textsByName,
});

const log = z.looseObject({
  ...{
    namespace: text,
    pod: text,
    container: text,
    directory: text,
    newest: z.number().int().min(-1),
    fileCount: count,
  },
  ...{ writtenAt: texts, endsAt: optional },
  errors: z.array(z.looseObject({ file: text, at: optional, text, name: optional, count: count.optional() })),
});

/** Observations as `observations.ts` tells them. */
export const shape = shapeOf(
  z.looseObject({
    node,
    files: z.record(z.string(), file),
    directories: z.record(z.string(), z.looseObject({ path: text, status: text, names: texts, truncated: flag })),
    disks: z.array(
      z.looseObject({ path: text, bytes, availableBytes: bytes, inodes: z.number(), freeInodes: z.number() }),
    ),
    sockets: textsByName,
    logs: z.array(log),
    danglingLogs: texts,
    consumers: z.array(z.looseObject({ path: text, bytes })),
    texts: z.array(z.looseObject({ source: text, text })),
  }),
);
