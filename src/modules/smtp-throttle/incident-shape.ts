import * as z from 'zod';
import {
  count,
  counts,
  flag,
  instant,
  minute,
  place,
  second,
  shapeOf,
  text,
  texts,
  textsByName,
} from '../../core/incident-shape.ts';
import { failureClasses } from './failure-class.ts';

const failureClass = z.enum(failureClasses);
const classCounts = z.partialRecord(failureClass, count);
/** Seconds that a server asked to wait. */
const wait = z.number().min(0).max(1e9);

const failure = z.looseObject({
  source: text,
  line: count,
  ...{ at: instant.optional(), startedAt: instant.optional() },
  class: failureClass,
  rule: text,
  permanence: z.enum(['temporary', 'permanent', 'ambiguous']),
  retry: z.enum(['cap', 'slow', '24h', 'later', 'reconnect', 'split', 'check', 'no']),
  retryAfter: wait.optional(),
  code: count.optional(),
  ...{ enhanced: text.optional(), provider: text.optional(), client: text.optional(), phase: text.optional() },
  ...{ id: text.optional(), recipient: text.optional(), mailbox: text.optional(), host: text.optional() },
  ...{ batch: text.optional(), reply: text, text },
});

const mail = z.looseObject({
  id: text,
  failedAt: z.array(instant),
  ...{ failures: count, throttled: count, permanent: count, ambiguous: count },
  sentAt: instant.optional(),
});
const share = z.looseObject({
  ...{ name: text, sent: count, failed: count, throttled: count },
  ...{ firstAt: instant.optional(), lastAt: instant.optional() },
});
const outcome = z.enum(['sent', 'throttled', 'failed']);

/** Observations as `observations.ts` tells them. */
export const shape = shapeOf(
  z.looseObject({
    ...{ sent: count, successesLogged: flag, failed: classCounts, clients: counts, providers: counts, rules: counts },
    failures: z.array(failure),
    seconds: z.array(z.looseObject({ second, sent: count, failed: classCounts })),
    minutes: z.array(z.looseObject({ minute, sent: count, failed: count, throttled: count })),
    spans: z.array(z.looseObject({ from: instant, to: instant, outcome })),
    mails: z.array(mail),
    sentAgain: count,
    ...{ mailboxes: z.array(share), hosts: z.array(share), batches: z.array(share) },
    unknownReplies: z.array(z.looseObject({ template: text, count, example: z.looseObject({ ...place, text }) })),
    signs: z.array(z.looseObject({ ...place, sign: text, value: text, text })),
    table: z.looseObject({ columns: textsByName, guessed: texts }).optional(),
    undated: count,
    lateSent: z.array(z.tuple([text, instant])),
    keepFailures: count,
  }),
);
