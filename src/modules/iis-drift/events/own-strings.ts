import type { SeenEvent } from './seen-event.ts';

/** Different names kept; a log has some hundred, an attack any number. */
const maxNames = 10_000;

/**
 * Gives events strings of their own: a part of a string keeps the whole of it alive, here the block that was
 * read. Names, which come again and again, are kept once.
 */
export function ownStrings(): (event: SeenEvent) => SeenEvent {
  const names = new Map<string, string>();
  const name = (text: string): string => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const copied = copyOf(text);
    if (names.size < maxNames) names.set(copied, copied);
    return copied;
  };
  return (event) => {
    const own: { -readonly [K in keyof SeenEvent]: SeenEvent[K] } = { ...event };
    own.provider = name(own.provider);
    own.host = name(own.host);
    own.channel = name(own.channel);
    own.text = copyOf(own.text);
    if (own.pool !== undefined) own.pool = name(own.pool);
    if (own.app !== undefined) own.app = name(own.app);
    if (own.pid !== undefined) own.pid = copyOf(own.pid);
    if (own.detail !== undefined) own.detail = name(own.detail);
    if (own.record !== undefined) own.record = copyOf(own.record);
    return own;
  };
}

/** Joined to another and cut off again, a text is copied, as short ones are at once. */
const copyOf = (text: string): string => ` ${text}`.slice(1);
