import { parseDateText } from '../time/date-text.ts';
import type { Opener } from './block.ts';
import { messageOf, timeFromText } from './fields.ts';

/** `[15:31:36] ApiGateway shutdown`, `2026-03-10 15:31:49 WebApp started`: what people write down of 1033 and 1032. */
const note =
  /^\s*(?:[-*•]\s+)?\[?((?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[ T])?\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?(?:\s?[AP]M)?Z?)\]?[\s:–-]+(["']?[\p{L}\p{N}][\p{L}\p{N}._/\\-]*(?: [\p{L}\p{N}._/\\-]+){0,2}?["']?)\s+(?:has |was |app ?pool )?(shut ?down|stopped|started|started successfully)\.?\s*$/iu;

const stopped = 1033;
const started = 1032;

export const openNote: Opener = (line, number, sink) => {
  const match = note.exec(line.slice(0, 400));
  if (match === null) return undefined;
  const [, time = '', name = '', verb = ''] = match;
  const begins = /^started/i.test(verb);
  let any = false;
  const emit = (text: string, at: number, when: string, app: string, isStart: boolean) => {
    any = true;
    sink.event({
      id: isStart ? started : stopped,
      idFromWords: true,
      time: { text: when },
      data: { Application: app.replace(/^["']|["']$/g, '') },
      message: text,
      line: at,
    });
  };
  emit(
    line
      .slice(line.indexOf(time) + time.length)
      .replace(/^\]?[\s:–-]+/, '')
      .trim(),
    number,
    time,
    name,
    begins,
  );
  return { format: 'notes', take: () => 'refused', end: () => any };
};

/** The sentences WAS and the ASP.NET Core module log, in English, as people quote them without their header. */
const quote =
  /\bapplication pool ['‘"“]?[^%'‘"“\s]|^Application pool ['‘"“][^%]|^An ISAPI reported an unhealthy condition|^Application ['‘"“][^'’"”%]{1,400}['’"”] (?:has shutdown|started successfully|was recycled)|Cannot add duplicate collection entry of type 'add' with unique key attribute 'value' set to '\d/;

/** `Faulting application name: w3wp.exe, …`, the text of Application Error 1000, without its header. */
export const openCrash: Opener = (line, number, sink) => {
  if (!/^Faulting application name: \S/.test(line)) return undefined;
  const said = [line.trim()];
  return {
    format: 'message',
    take(next) {
      if (!/^[A-Z][\w -]{2,40}: ?/.test(next) || said.length > 30) return 'refused';
      said.push(next.trim());
      return 'taken';
    },
    end() {
      const message = said.join('\n');
      sink.event({
        provider: 'Application Error',
        id: 1000,
        idFromWords: true,
        message,
        data: {},
        line: number,
        time: undefined,
      });
      return true;
    },
  };
};

/** A quoted message, with its time before it or on the line above, or with none. */
export const openQuote: Opener = (line, number, sink) => {
  const { time, text } = leadingTime(line);
  if (quote.test(text.slice(0, 600))) {
    const data = {};
    sink.event({ id: 0, idFromWords: true, data, line: number, time: timeOrNone(time), ...present(text) });
    return { format: 'message', take: () => 'refused', end: () => true };
  }
  if (time === undefined || text !== '') return undefined;
  let said = false;
  return {
    format: 'message',
    take(next, at) {
      if (said || !quote.test(next.slice(0, 600))) return 'refused';
      said = true;
      sink.event({ id: 0, idFromWords: true, data: {}, line: at, time: timeOrNone(time), ...present(next) });
      return 'last';
    },
    end: () => said,
  };
};

function present(text: string) {
  const { message, messageCut } = messageOf(text);
  return { ...(message === undefined ? {} : { message }), ...(messageCut === undefined ? {} : { messageCut }) };
}

const timeOrNone = (text: string | undefined) => (text === undefined ? undefined : timeFromText(text));

/** A time at the beginning of a line, in brackets or not, and the rest. */
function leadingTime(line: string): { time: string | undefined; text: string } {
  const bare = line.trim();
  const match =
    /^\[?((?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ T])?\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,7})?(?: ?[AP]M)?(?:Z|[+-]\d{2}:\d{2})?)\]?(?:[\s,:–-]+|$)/i.exec(
      bare,
    );
  const time = match?.[1];
  if (match === null || time === undefined || parseDateText(time) === undefined) return { time: undefined, text: bare };
  return { time, text: bare.slice(match[0].length) };
}
