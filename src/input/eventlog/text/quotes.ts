import { parseDateText } from '../time/date-text.ts';
import type { Block, Opener, Sink } from './block.ts';
import { prompt } from './commands.ts';
import { fieldOf, messageOf, timeFromText } from './fields.ts';
import { keyValueOf } from './key-value.ts';
import { openList } from './list.ts';

/** `A process serving application pool 'Shop' terminated unexpectedly.`, but no row of a catalog with `%1` in it. */
export const speaksOfPools = (text: string): boolean =>
  /\bapplication pool ['‘"“]?[^%'‘"“\s]/i.test(text.slice(0, 600));

/** Lines that one sentence may be wrapped over. */
const wrappedMost = 12;
const lookedAt = 2000;

/** A quoted message, with its time before it or on the line above, or with none. */
export const openQuote: Opener = (line, number, sink) => {
  const { time, text } = leadingTime(line);
  if (sink.speaks(text.slice(0, lookedAt))) return quoted(text, number, time, sink);
  return time === undefined || text !== '' ? undefined : timed(time, number, sink);
};

/** A message that goes on in the next lines as long as its sentence is not over. */
export function quoted(first: string, number: number, time: string | undefined, sink: Sink): Block {
  let text = first;
  let lines = 1;
  return {
    format: 'message',
    take(next) {
      const more = withoutBullet(next);
      const over = /[.!?]['"’”]?$/.test(text.trimEnd()) || lines >= wrappedMost;
      if (over || prompt.test(next) || more === '' || more !== next.trim() || sink.speaks(more) || isKey(more))
        return 'refused';
      text += `${text.endsWith(':') ? '\n' : ' '}${more}`;
      lines++;
      return 'taken';
    },
    end() {
      const { message, messageCut } = messageOf(text);
      sink.event({
        id: 0,
        idFromWords: true,
        data: {},
        line: number,
        time: time === undefined ? undefined : timeFromText(time),
        ...(message === undefined ? {} : { message }),
        ...(messageCut === undefined ? {} : { messageCut }),
      });
      return true;
    },
  };
}

/** A time on a line of its own, over the message or over the keys and values of an event. */
function timed(time: string, number: number, sink: Sink): Block {
  let inner: Block | undefined;
  const dated: Sink = {
    ...sink,
    event: (event) => sink.event({ ...event, line: number, time: event.time ?? timeFromText(time) }),
  };
  return {
    get format() {
      return inner?.format ?? 'message';
    },
    take(line, at) {
      if (inner !== undefined) return inner.take(line, at);
      const text = withoutBullet(line);
      inner = sink.speaks(text.slice(0, lookedAt)) ? quoted(text, number, time, sink) : openList(line, at, dated);
      return inner === undefined ? 'refused' : 'taken';
    },
    end: () => inner?.end() ?? false,
  };
}

/** `Event ID: 5009` begins something else; `Exception message: …` goes on. */
function isKey(line: string): boolean {
  const pair = keyValueOf(line);
  return pair !== undefined && fieldOf(pair.key) !== undefined;
}

const withoutBullet = (line: string): string => line.trim().replace(/^(?:[-*•·▪◦–]|\d{1,3}[.)])\s+/, '');

/**
 * What stands behind the time in the debug log of the ASP.NET Core Module (debugutil.cpp), before what it logged as
 * an event (eventlog.cpp).
 */
const debugHead = /^PID: \d{1,10}\] \[\w{1,60}\.dll\] Event Log: ['‘“]/;

/** A time at the beginning of a line, in brackets or not, and the rest. */
function leadingTime(line: string): { time: string | undefined; text: string } {
  const bare = withoutBullet(line);
  const match =
    /^\[?((?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ T])?\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,7})?(?: ?[AP]M)?(?:Z|[+-]\d{2}:\d{2})?)\]?(?:[\s,:–-]+|$)/i.exec(
      bare,
    );
  const time = match?.[1];
  if (match === null || time === undefined || parseDateText(time) === undefined)
    return { time: undefined, text: bare.replace(/^["“„«](?=\p{L})/u, '') };
  return { time, text: withoutBullet(bare.slice(match[0].length).replace(debugHead, '')) };
}
