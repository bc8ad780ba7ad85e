import type { Opener } from './block.ts';

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
