import { headOf } from '../../../core/safe-text.ts';
import { advised, worded } from '../../../kubernetes/messages/fill.ts';
import type { Found, Place } from '../../../kubernetes/messages/find.ts';
import type { Met } from '../../../kubernetes/messages/message.ts';
import { hasUsualPaths, type Setting } from '../../../kubernetes/messages/setting.ts';
import { findMessage } from './find-message.ts';
import type { Message } from './message.ts';
import { type ErrorReading, type Example, noRow, type Occurrence } from './reading.ts';
import type { Trouble } from './trouble.ts';
import type { PlainLine } from './unwrap.ts';

/** What the rows of messages are looked up with. */
export interface Reader {
  readonly setting: Setting;
  readonly place: Place;
}

/** What no row says more of. */
export const bare = { next: [], where: [], confidence: 'likely', also: [] } as const;

/** A row that fits, with what it says of this text. */
export function occurrenceOf(
  { rank, message, groups }: Found<Message>,
  text: string,
  setting: Setting,
  { line, quote }: Example,
  plain?: PlainLine,
): Occurrence {
  const met: Met = { groups, text, setting, ...some({ component: plain?.component }) };
  const reading: ErrorReading = {
    id: message.id,
    ...worded(message, met),
    where: hasUsualPaths(setting) ? (message.where ?? []) : [],
    kind: message.kind,
    // What says only that something failed is no more than consistent with a cause.
    confidence: message.confidence ?? (message.catchAll === true ? 'possible' : 'likely'),
    quote: headOf(quote.trim(), 600),
    also: [],
    ...some({ line, level: plain?.level, name: message.name, part: message.part, catchAll: message.catchAll }),
    ...some({
      yieldsTo: message.yieldsTo,
      independentOf: message.independentOf,
      onlyItself: message.onlyItself,
    }),
  };
  return { rank, reading, ...some({ ends: message.ends, endedBy: message.endedBy, apart: message.apart }) };
}

/** Without the fields that are undefined. */
const some = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** A row of a table, by the message its words are, else by itself. */
export function ofTable(trouble: Trouble, { setting, place }: Reader): Occurrence {
  const { line, quote, words, id, says, next, part, kind, confidence } = trouble;
  const found = words === undefined ? undefined : findMessage(words, place);
  const about = trouble.about === undefined ? {} : { about: [trouble.about] };
  if (found !== undefined && (found.message.catchAll !== true || trouble.id.startsWith('event-'))) {
    const known = occurrenceOf(found, words ?? quote, setting, { line, quote });
    return { ...known, reading: { ...known.reading, ...about } };
  }
  const met: Met = { groups: [], text: quote, setting };
  return {
    rank: noRow,
    reading: {
      ...{ id, says, kind, confidence, line, also: [], where: [] },
      next: next.flatMap((one) => advised(one, met) ?? []),
      quote: headOf(quote, 600),
      ...some({ part }),
      ...(isShown.test(id) ? { shown: true } : {}),
      ...about,
    },
  };
}

/** Troubles of tables that say nothing of their cause. */
const isShown = /(?:^|-)(?:pod-|container-ends$|node-not-ready$|claim-pending$)/;
